"""What is counted, said in whole sentences of each language (WEL-17, WEL-19).

A sentence is one message of the catalogue. Only a counted thing (“33 awards”, “33 gwobr”) goes into
a slot, never a bare noun and never after a word that would mutate it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import Language
from cadair.foundation.welsh.plurals import counted
from cadair.publishing.documents import UNKNOWN_KIND, SeasonDocument

NOUN_OF_KIND: Final[Mapping[str, str]] = {
    "winner": "category-winner",
    "highly-commended": "highly-commended-award",
    "overall": "overall-winner",
    "individual": "individual-contribution-award",
    "team": "team-award",
    "partnership": "partnership-award",
}
"""Kinds with a noun of their own; any other is counted as “label: number”."""

JOINT_NOUN_OF_KIND: Final[Mapping[str, str]] = {
    "winner": "joint-winner",
    "overall": "joint-overall-winner",
}


def totals_sentences(document: SeasonDocument, language: Language) -> list[str]:
    """What the results add up to; every number is counted from the document."""
    awards = document.totals.awards
    return [
        *_nomination_sentences(document, language),
        _awards_sentence(awards, _categories_with_awards(document), language),
    ]


def _awards_sentence(awards: int, categories: int, language: Language) -> str:
    words = {"awards": counted("award", awards, language)}
    if not categories:
        return (_("%(awards)s was made.") if awards == 1 else _("%(awards)s were made.")) % words
    words["categories"] = counted("category", categories, language)
    if awards == 1:
        return _("%(awards)s was made in %(categories)s.") % words
    return _("%(awards)s were made in %(categories)s.") % words


def _categories_with_awards(document: SeasonDocument) -> int:
    return sum(1 for s in document.sections if s.awards and s.group != "overall")


def _nomination_sentences(document: SeasonDocument, language: Language) -> list[str]:
    categories = document.counts.get("categories")
    if "nominations" in document.counts:
        number = document.counts["nominations"]
        message = _("%(nominations)s came in for %(categories)s.")
    elif "nominations" in document.stated:
        number = document.stated["nominations"]
        message = _("The organisers report %(nominations)s for %(categories)s.")
    else:
        return []
    if not categories:
        return []
    words = {
        "nominations": counted("nomination", number, language),
        "categories": counted("category", categories, language),
    }
    return [message % words]


def kinds_counted(document: SeasonDocument, language: Language) -> list[str]:
    """How many awards of each kind, in the season's own order of kinds; unknown kinds last."""
    by_kind = document.totals.by_kind
    lines = [
        counted(NOUN_OF_KIND[kind.key], by_kind[kind.key], language)
        if kind.key in NOUN_OF_KIND
        else f"{kind.name.in_language(language)}: {by_kind[kind.key]}"
        for kind in document.kinds
        if by_kind.get(kind.key)
    ]
    if unknown := by_kind.get(UNKNOWN_KIND):
        words = {"awards": counted("award", unknown, language)}
        lines.append(_("Kind not recorded: %(awards)s") % words)
    return lines


def several_of_a_kind(kind_key: str, number: int, language: Language, *, is_joint: bool) -> str:
    """“2 joint winners”, “3 awards”; nothing for a kind that has no noun of its own."""
    if is_joint:
        return counted(JOINT_NOUN_OF_KIND.get(kind_key, "joint-award"), number, language)
    if kind_key == UNKNOWN_KIND:
        return counted("award", number, language)
    noun = NOUN_OF_KIND.get(kind_key)
    return counted(noun, number, language) if noun else ""
