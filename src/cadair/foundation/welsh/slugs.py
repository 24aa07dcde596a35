"""The last words of an address, made from a name in its own language (WEL-03)."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import Language
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.letters import plain_letters

LONGEST: Final = 80

RESERVED: Final[dict[Language, frozenset[str]]] = {
    "en": frozenset(
        (
            "accessibility",
            "account",
            "admin",
            "api",
            "archive",
            "awards",
            "calendar",
            "categories",
            "code",
            "contact",
            "cookies",
            "demo",
            "desk",
            "entries",
            "error",
            "feed",
            "feeds",
            "help",
            "judges",
            "judging",
            "login",
            "logout",
            "mail",
            "news",
            "nominate",
            "nominations",
            "panel",
            "people",
            "posts",
            "preview",
            "privacy",
            "profile",
            "respond",
            "results",
            "rules",
            "search",
            "seasons",
            "settings",
            "sign-in",
            "sign-out",
            "sitemap",
            "staff",
            "stage",
            "style",
            "texts",
        )
    ),
    "cy": frozenset(
        (
            "allgofnodi",
            "archif",
            "arddull",
            "ateb",
            "beirniadu",
            "beirniaid",
            "calendr",
            "canlyniadau",
            "categoriau",
            "ceisiadau",
            "chwilio",
            "cod",
            "cwcis",
            "cyfrif",
            "cymorth",
            "cysylltu",
            "demo",
            "desg",
            "enwebiadau",
            "enwebu",
            "ffrwd",
            "ffrydiau",
            "gosodiadau",
            "gwall",
            "gwobrau",
            "hygyrchedd",
            "llwyfan",
            "mewngofnodi",
            "newyddion",
            "panel",
            "pobl",
            "post",
            "preifatrwydd",
            "proffil",
            "rhagolwg",
            "rheolau",
            "staff",
            "testunau",
            "tymhorau",
        )
    ),
}
"""Words that are, or may become, addresses of the system itself, in each language."""

_FORM: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class UnusableSlugError(Refusal):
    """The slug would not make an address, or would hide one of the system's own."""


def slugify(text: str, language: Language) -> str:
    """`text` as part of an address: small letters a–z, digits and single hyphens; may be empty.

    Accents go (ŵ → w), “&” becomes the language's “and”. An apostrophe parts words in Welsh
    (Gwobrau’r Cwm → gwobrau-r-cwm) and vanishes in English (People’s → peoples). Cut to 80
    characters at the end of a word. The result may still be a reserved word: see `checked_slug`.
    """
    plain = plain_letters(text).replace("&", " a " if language == "cy" else " and ")
    plain = plain.replace("'", "-" if language == "cy" else "")
    return _shortened(re.sub(r"[^a-z0-9]+", "-", plain).strip("-"))


def checked_slug(slug: str) -> str:
    """`slug` itself, when it may stand in an address.

    Raises:
        UnusableSlugError: it is empty, too long, only digits (an address with a year in it would be
            misread), has other characters, or is a reserved word; those of the other language
            count too, because they lead to the page in this one.
    """
    if not _FORM.fullmatch(slug) or len(slug) > LONGEST:
        raise UnusableSlugError(
            "slug-form",
            _("An address may have only the letters a to z, digits and single hyphens; change it."),
        )
    if slug.isdigit():
        raise UnusableSlugError(
            "slug-number", _("An address cannot be only a number; add a word to it.")
        )
    if any(slug in words for words in RESERVED.values()):
        raise UnusableSlugError(
            "slug-reserved", _("This address is kept for a page of the system; choose another.")
        )
    return slug


def _shortened(slug: str) -> str:
    if len(slug) <= LONGEST:
        return slug
    return slug[: LONGEST + 1].rsplit("-", 1)[0][:LONGEST].strip("-")
