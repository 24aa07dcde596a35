"""The letter to a translator: how much there is, by when, and a page of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.foundation.welsh.dates import long_date
from cadair.mail.letters import Letter
from cadair.nominations.models import TranslationBatch


@dataclass(frozen=True, kw_only=True)
class TranslationOrdered(Letter):
    """Texts are ready for a translator; the link opens these texts and nothing else (SEC-05)."""

    folder: ClassVar[str] = "nominations/email/translation_ordered"
    kept_for: ClassVar[timedelta] = timedelta(days=14)
    called: ClassVar[str | Promise] = _("Texts for a translator")
    sent_when: ClassVar[str | Promise] = _("When you give texts to a translator.")
    always: ClassVar[frozenset[str]] = frozenset({"page", "due"})
    in_subject: ClassVar[frozenset[str]] = frozenset({"season", "due"})
    says: ClassVar[Mapping[str, str | Promise]] = {
        "name": _("the name of the translator"),
        "words": _("how many words there are"),
        "texts": _("how many texts there are"),
        "due": _("by when they are wanted"),
        "direction": _("from which language into which"),
    }
    season: BilingualText
    name: str
    direction: BilingualText
    texts: int
    words: int
    due: BilingualText
    page: BilingualText

    @classmethod
    def about(
        cls, batch: TranslationBatch, *, texts: int, page: BilingualText
    ) -> TranslationOrdered:
        """The letter with which a batch goes out."""
        return cls(
            season=batch.season.name,
            name=batch.translator_name,
            direction=DIRECTIONS[batch.language],
            texts=texts,
            words=batch.words,
            due=BilingualText(cy=long_date(batch.due_on, "cy"), en=long_date(batch.due_on, "en")),
            page=page,
        )


DIRECTIONS: Mapping[str, BilingualText] = {
    "en": BilingualText(cy="o’r Gymraeg i’r Saesneg", en="from Welsh into English"),
    "cy": BilingualText(cy="o’r Saesneg i’r Gymraeg", en="from English into Welsh"),
}
