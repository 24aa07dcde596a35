"""The panel decides; what a visitor decided stays, and its marks count like all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from cadair.demo.generator.material import both, raw
from cadair.demo.staging.journey import Journey
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotComplete, Refusal
from cadair.judging.models import Judge
from cadair.nominations.models import Entry
from cadair.outcomes.actions import (
    AwardChoice,
    approve_award_text,
    decide_category,
    propose_season,
    write_award_text,
)
from cadair.outcomes.models import Award, Proposal
from cadair.outcomes.queries import deciders_of, undecided_categories
from cadair.outcomes.states import Outcome
from cadair.seasons.models import Category
from cadair.seasons.season_frame import bilingual
from cadair.seasons.states import CategoryGroup, SeasonState
from seasonfile import AwardPart, DecisionPart, OwnText, Text

DECIDED_HALFWAY: Final = 6
_MINUTES_EACH: Final = 14


def deciding_some(journey: Journey) -> None:
    """The panel has begun; some categories are left for whoever looks at this stage."""
    _decide(journey, most=DECIDED_HALFWAY)


def deciding_the_rest(journey: Journey) -> None:
    """Every category that is left, the overall award last, and every text that is missing."""
    _decide(journey, most=None)
    _write_texts(journey)


def _decide(journey: Journey, *, most: int | None) -> None:
    if journey.season.state != SeasonState.DECIDING:
        return
    with journey.at(journey.now + timedelta(minutes=5)):
        propose_season(season=journey.season, by=journey.organiser)
    clerk = _Clerk(journey)
    undecided = [each for each in _in_order(journey) if not hasattr(each, "decision")]
    decided = len(journey.categories) - len(undecided)
    here = undecided if most is None else undecided[: max(most - decided, 0)]
    for category in here:
        with journey.at(journey.now + timedelta(minutes=_MINUTES_EACH)):
            if category.group == CategoryGroup.OVERALL:
                propose_season(season=journey.season, by=journey.organiser)
            clerk.decide(category)
    left = undecided_categories(journey.season).count()
    awards = journey.season.awards.count()
    journey.tell(f"decided: {len(journey.categories) - left} categories, {awards} awards")


def _in_order(journey: Journey) -> list[Category]:
    """The categories in the order of the meeting; the overall one last."""
    order = [part.category for part in journey.script.decisions]
    places = {key: number for number, key in enumerate(order)}
    return sorted(
        journey.season.categories.select_related("decision"),
        key=lambda each: (
            each.group == CategoryGroup.OVERALL,
            places.get(each.key, len(order)),
            each.position,
        ),
    )


class _Clerk:
    """Writes down what the panel decides: what the marks lead to, in the words of the script."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self.entries = journey.entries()
        self.decisions = {part.category: part for part in journey.script.decisions}
        self.awards: dict[tuple[str, str, int], AwardPart] = {
            (part.category, part.kind or "", self.entries[part.entry].pk): part
            for part in journey.script.awards
            if part.entry in self.entries
        }

    def decide(self, category: Category) -> None:
        """Decide one category; where the rules refuse what the marks lead to, no award is made."""
        choices = self._choices(category)
        try:
            self._write(category, choices)
        except NotComplete:
            raise
        except Refusal:
            if not choices:
                raise
            self._write(category, [])

    def _choices(self, category: Category) -> list[AwardChoice]:
        by_reference = {entry.reference: entry for entry in self.journey.season.entries.all()}
        found: list[AwardChoice] = []
        for proposal in category.proposals.select_related("kind").order_by("position"):
            found += self._given(proposal, by_reference)
        return found

    def _given(self, proposal: Proposal, by_reference: Mapping[str, Entry]) -> list[AwardChoice]:
        leaders: Sequence[str] = proposal.document["leaders"]
        shared = proposal.document["shared"]
        return [
            self._choice(proposal, by_reference[reference], is_joint=reference in shared)
            for reference in leaders
        ]

    def _choice(self, proposal: Proposal, entry: Entry, *, is_joint: bool) -> AwardChoice:
        choice = AwardChoice(kind=proposal.kind, entry=entry, is_joint=is_joint)
        part = self.awards.get((proposal.category.key, proposal.kind.key, entry.pk))
        if part is None:
            return replace(choice, text=generic("text"))
        return replace(
            choice,
            key=part.key,
            title=bilingual(part.title),
            slug=bilingual(part.slug),
            text=bilingual(part.text),
            presenter=bilingual(part.presenter),
        )

    def _write(self, category: Category, choices: list[AwardChoice]) -> None:
        part = self.decisions.get(category.key)
        judge = self._who_decides(category, choices)
        is_as_written = part is not None and bool(choices) == (part.outcome == "awarded")
        reason, language, wording = _words(
            part if is_as_written else None, is_awarded=bool(choices)
        )
        decide_category(
            category=category,
            outcome=Outcome.AWARDED if choices else Outcome.NO_AWARD,
            reason=reason,
            reason_language=language,
            wording=wording,
            decided_by=judge,
            by=self._writes(judge),
            awards=choices,
        )

    def _who_decides(self, category: Category, choices: list[AwardChoice]) -> Judge:
        """The chair, or where the chair stepped aside the stand-in."""
        return deciders_of(category, [choice.entry for choice in choices])[0]

    def _writes(self, judge: Judge) -> Actor:
        return self.journey.judge_acts(judge)


def _words(
    part: DecisionPart | None, *, is_awarded: bool
) -> tuple[BilingualText, str, BilingualText]:
    """Reason, the language it stands in where it is one, and public wording."""
    if part is None:
        return generic("reason" if is_awarded else "no_award"), "", BilingualText()
    reason = part.reason
    wording = bilingual(part.wording)
    if isinstance(reason, OwnText):
        return BilingualText(**{reason.language: reason.text}), reason.language, wording
    return bilingual(reason if isinstance(reason, Text) else None), "", wording


def generic(key: str) -> BilingualText:
    """Words for what the script could not foresee."""
    return bilingual(both(raw("staging")[key]))


def _write_texts(journey: Journey) -> None:
    """Award texts that a visitor has not written, or only in one language; all are approved."""
    if journey.season.state != SeasonState.DECIDING:
        return
    with journey.at(journey.now + timedelta(days=2)):
        for award in journey.season.awards.select_related("entry"):
            if not award.text.is_complete:
                _write_text(award, journey.organiser)
            if not award.is_text_approved:
                approve_award_text(award=award, by=journey.organiser)
    journey.tell("award texts: complete in both languages, and approved")


def _write_text(award: Award, by: Actor) -> None:
    """The language that is there stays."""
    words = generic("text")
    text = BilingualText(cy=award.text.cy or words.cy, en=award.text.en or words.en)
    write_award_text(award=award, text=text, by=by)
