"""Award texts as their pages show them: how far each has come, and how long it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.foundation.welsh.written import LONGEST_TITLE
from cadair.outcomes.models import Award
from cadair.outcomes.queries import words_sha256
from cadair.seasons.models import Season
from cadair.web.panel.rail import in_meeting_order, kind_name, title_of_award


class TextState(TextChoices):
    """How far the words of an award have come."""

    MISSING = "missing", _("no text yet")
    WELSH = "cy", _("Welsh is missing")
    ENGLISH = "en", _("English is missing")
    WRITTEN = "written", _("written, not approved")
    APPROVED = "approved", _("approved")


TAGS = {TextState.APPROVED: "tag--laurel", TextState.WRITTEN: "tag--gold"}


def state_of(award: Award) -> TextState:
    """The state of title and text together."""
    if award.is_text_approved:
        return TextState.APPROVED
    has_welsh = bool(award.title.cy and award.text.cy)
    has_english = bool(award.title.en and award.text.en)
    if has_welsh and has_english:
        return TextState.WRITTEN
    if has_english:
        return TextState.WELSH
    return TextState.ENGLISH if has_welsh else TextState.MISSING


@dataclass(frozen=True, slots=True)
class TextLine:
    """One award in the list of texts."""

    award: Award
    category: str
    kind: str
    title: str
    state: TextState
    tag: str
    words: BilingualText


def text_line(award: Award) -> TextLine:
    """One award with how far its words have come."""
    state = state_of(award)
    return TextLine(
        award=award,
        category=str(award.category.name),
        kind=kind_name(award.kind, is_joint=award.is_joint),
        title=title_of_award(award),
        state=state,
        tag=TAGS.get(state, ""),
        words=word_counts(award.text),
    )


def text_lines(season: Season) -> Sequence[TextLine]:
    """Every award in the order of the meeting."""
    order = [category.pk for category in in_meeting_order(season)]
    awards = season.awards.select_related("category", "kind").order_by("position")
    return [
        text_line(award) for award in sorted(awards, key=lambda each: order.index(each.category_id))
    ]


def word_counts(text: BilingualText) -> BilingualText:
    """How many words each side has, in figures."""
    return BilingualText(cy=str(len(text.cy.split())), en=str(len(text.en.split())))


def _title(label: object, language: str) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        required=False,
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"lang": language, "spellcheck": "true"}),
    )


def _text(label: object, language: str) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        required=False,
        widget=forms.Textarea(attrs={"lang": language, "rows": 10, "spellcheck": "true"}),
    )


class WordsForm(forms.Form):
    """Title and text in both languages; either may be written first."""

    title_cy = _title(_("Title in Welsh"), "cy")
    text_cy = _text(_("Text in Welsh"), "cy")
    title_en = _title(_("Title in English"), "en")
    text_en = _text(_("Text in English"), "en")
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    @classmethod
    def of(cls, award: Award) -> WordsForm:
        """The form with what stands."""
        return cls(
            initial={
                "title_cy": award.title.cy,
                "title_en": award.title.en,
                "text_cy": award.text.cy,
                "text_en": award.text.en,
                "seen": words_sha256(award),
            }
        )

    def title(self) -> BilingualText:
        """The title as typed."""
        return BilingualText(self.cleaned_data["title_cy"], self.cleaned_data["title_en"])

    def text(self) -> BilingualText:
        """The text as typed."""
        return BilingualText(self.cleaned_data["text_cy"], self.cleaned_data["text_en"])
