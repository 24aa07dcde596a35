"""What is said by e-mail about results: that somebody is to confirm them, and how it went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText
from cadair.mail.letters import Letter
from cadair.outcomes.feedback import Fate, bands_of
from cadair.outcomes.models import Award, Feedback
from cadair.seasons.letters import season_page
from cadair.seasons.models import Category, Season


@dataclass(frozen=True, kw_only=True)
class ConfirmationAsked(Letter):
    """An organiser asks a second person to confirm the results; the page shows them, not this."""

    folder: ClassVar[str] = "outcomes/email/confirmation_asked"
    season: BilingualText
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class DecisionAsked(Letter):
    """A judge is asked to agree to a decision by correspondence; the page shows it, not this."""

    folder: ClassVar[str] = "outcomes/email/decision_asked"
    called: ClassVar[str | Promise] = _("A decision by correspondence")
    sent_when: ClassVar[str | Promise] = _(
        "When a decision is put to the judges by correspondence: to every judge who is asked."
    )
    says: ClassVar[Mapping[str, str | Promise]] = {
        "category": _("the category"),
        "due": _("until when they can answer"),
    }
    always: ClassVar[frozenset[str]] = frozenset({"page", "due"})
    season: BilingualText
    category: BilingualText
    due: BilingualText
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class OutcomeAwarded(Letter):
    """After publication, to whoever nominated what was given an award."""

    folder: ClassVar[str] = "outcomes/email/outcome_awarded"
    called: ClassVar[str | Promise] = _("What you nominated was given an award")
    sent_when: ClassVar[str | Promise] = _(
        "When you send the letters on how nominations fared: to nominators of what has an award."
    )
    says: ClassVar[Mapping[str, str | Promise]] = {"awards": _("the awards it was given")}
    always: ClassVar[frozenset[str]] = frozenset({"awards"})
    season: BilingualText
    title: str
    awards: BilingualText
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class OutcomeFeedback(Letter):
    """After publication, to whoever nominated what was given none: what was good, what is next."""

    folder: ClassVar[str] = "outcomes/email/outcome_feedback"
    called: ClassVar[str | Promise] = _("What the panel thought of what you nominated")
    sent_when: ClassVar[str | Promise] = _(
        "When you send the letters on how nominations fared: to nominators of what has no award."
    )
    says: ClassVar[Mapping[str, str | Promise]] = {
        "band": _("between which points the score lies"),
        "strengths": _("what was good"),
        "next_steps": _("what would help next time"),
    }
    always: ClassVar[frozenset[str]] = frozenset({"strengths", "next_steps"})
    season: BilingualText
    title: str
    band: BilingualText
    strengths: BilingualText
    next_steps: BilingualText
    page: BilingualText


def confirmation_page(season: Season) -> BilingualText:
    """The absolute address where results are confirmed; empty while the service knows no root."""
    root = getattr(settings, "CADAIR_LETTER_ROOT", "")
    if not root:
        return BilingualText()
    return BilingualText(
        cy=f"{root}/cy/panel/{season.key}/canlyniadau/cadarnhau/",
        en=f"{root}/en/panel/{season.key}/results/confirm/",
    )


def motion_page(category: Category) -> BilingualText:
    """The absolute address where judges answer; empty while the service knows no root."""
    root = getattr(settings, "CADAIR_LETTER_ROOT", "")
    if not root:
        return BilingualText()
    there = f"{category.season.key}/{category.key}"
    return BilingualText(
        cy=f"{root}/cy/panel/{there}/gohebiaeth/", en=f"{root}/en/panel/{there}/correspondence/"
    )


def letters_for(season: Season, fates: Sequence[Fate]) -> Iterator[tuple[Fate, Letter]]:
    """The letter on each nomination: of its awards, or what the panel thought of it."""
    bands, page = bands_of(season), season_page(season)
    written = {each.entry_id: each for each in Feedback.objects.filter(entry__season=season)}
    for fate in fates:
        common: dict[str, Any] = {"season": season.name, "title": fate.entry.title, "page": page}
        if fate.awards:
            yield fate, OutcomeAwarded(**common, awards=_named(fate.awards))
            continue
        feedback = written.get(fate.entry.pk)
        yield (
            fate,
            OutcomeFeedback(
                **common,
                band=bands.get(fate.entry.reference, BilingualText()),
                strengths=_either(feedback.strengths if feedback else BilingualText()),
                next_steps=_either(feedback.next_steps if feedback else BilingualText()),
            ),
        )


def _named(awards: Sequence[Award]) -> BilingualText:
    sides = {}
    for language in LANGUAGES:
        called = [
            f"{award.kind.name.in_language(language)} · {award.category.name.in_language(language)}"
            for award in awards
            if award.kind
        ]
        sides[language] = ", ".join(called)
    return BilingualText(**sides)


def _either(text: BilingualText) -> BilingualText:
    """The text, in the language it was written in where the other is missing."""
    return BilingualText(cy=text.cy or text.en, en=text.en or text.cy)
