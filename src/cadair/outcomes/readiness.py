"""What is missing before the results can be confirmed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import active_language
from cadair.judging.meeting_states import MotionState
from cadair.judging.models import Interest
from cadair.judging.queries import (
    asked_for_marks,
    missing_scorecards,
    places_to_judge,
    scorecards_that_count,
)
from cadair.judging.round_states import RoundState
from cadair.judging.states import InterestKind, ScorecardState
from cadair.nominations.publicity import names_not_to_be_said
from cadair.nominations.redacting import places_of
from cadair.outcomes.models import Award
from cadair.outcomes.queries import overall_awards_without_another, undecided_categories
from cadair.seasons.models import Season

_checks: list[Callable[[Season], Iterator[tuple[str, str]]]] = []


def register_check(check: Callable[[Season], Iterator[tuple[str, str]]]) -> None:
    """Let an app above say what stands in the way of confirming; called at start.

    It yields the key of a category, or nothing, and a sentence.
    """
    _checks.append(check)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Whether every scorecard that was due came in (PRO-07)."""

    expected: int
    locked: int
    abstained: int
    recused: int

    @property
    def is_even(self) -> bool:
        """Expected = locked + abstained + stepped aside."""
        return self.expected == self.locked + self.abstained + self.recused


def reconciliation(season: Season) -> Reconciliation:
    """The scorecards due, each judge on each place, and what became of them, counted apart."""
    aside = set(
        Interest.objects.filter(judge__season=season, kind=InterestKind.STEP_ASIDE).values_list(
            "judge_id", "entry_id"
        )
    )
    # Of a substitute, and in a round, only what somebody was asked to mark is due.
    asked = asked_for_marks(season)
    places = list(
        places_to_judge(season).values_list("entry_id", "entry__reference", "category__key")
    )
    due = [
        (judge, entry)
        for judge, key in season.judges.values_list("pk", "key")
        for entry, reference, category in places
        if asked.has(key, reference, category)
    ]
    cards = scorecards_that_count(season).values_list("judge_id", "entry_id", "state")
    states = [state for judge, entry, state in cards if (judge, entry) not in aside]
    return Reconciliation(
        expected=len(due),
        locked=states.count(ScorecardState.LOCKED),
        abstained=states.count(ScorecardState.ABSTAINED),
        recused=sum(pair in aside for pair in due),
    )


def missing_before_seal(season: Season, *, hidden: Collection[int] = ()) -> Iterator[str]:
    """Everything for which the results cannot be confirmed yet, a sentence each.

    Of the categories in `hidden` (ids) a reader must learn no more than that something is missing.
    """
    for category in undecided_categories(season):
        called = category.name.in_language(active_language()) or category.key
        yield _("Category without a decision: %(key)s") % {"key": called}
    yield from _missing_words(season, hidden)
    for judge, entry, category_key in missing_scorecards(season):
        yield _("Scorecard missing: %(item)s") % {"item": f"{judge} · {entry} · {category_key}"}


def _missing_words(season: Season, hidden: Collection[int]) -> Iterator[str]:
    keys = dict(season.categories.values_list("key", "pk"))
    found = [each for check in _checks for each in check(season)]
    # What belongs to no category could speak of any.
    closed = next(iter(hidden), None)
    checked = [(keys.get(key, closed), said) for key, said in found]
    problems = [*_wrong_by_category(season), *_unfinished(season), *checked]
    yield from (said for category, said in problems if category not in hidden)
    if any(category in hidden for category, _said in problems):
        yield str(_("Something that the organisers see and you do not"))


def _unfinished(season: Season) -> Iterator[tuple[int, str]]:
    """What the meeting began and did not end."""
    rounds = season.rounds.filter(is_called=True, state=RoundState.OPEN)
    for round_ in rounds.select_related("category"):
        said = _("A ballot that the panel called is still open. Category: %(key)s")
        yield round_.category_id, said % {"key": round_.category.key}
    motions = season.motions.filter(state=MotionState.OPEN)
    for motion in motions.select_related("category"):
        said = _("Judges are still asked by correspondence. Category: %(key)s")
        yield motion.category_id, said % {"key": motion.category.key}


def _wrong_by_category(season: Season) -> Iterator[tuple[int, str]]:
    """What is wrong with a decision or an award, each with the category it belongs to."""
    for decision in season.decisions.select_related("category"):
        if decision.wording and not decision.wording.is_complete:
            said = _("Public wording missing in a language. Category: %(key)s")
            yield decision.category_id, said % {"key": decision.category.key}
    for award in season.awards.select_related("category", "entry"):
        for problem in _missing_of(award):
            yield award.category_id, problem
    for award in overall_awards_without_another(season):
        said = _("An overall award goes only to a holder of another award. Award: %(key)s")
        yield award.category_id, said % {"key": _called(award)}


def _missing_of(award: Award) -> Iterator[str]:
    half = list(_half_written(award))
    for what in half:
        yield _("%(what)s missing in a language. Award: %(key)s") % {
            "what": what,
            "key": _called(award),
        }
    if not half and not award.is_text_approved:
        yield _("Award text not approved yet. Award: %(key)s") % {"key": _called(award)}
    if _names_somebody(award):
        said = _("Somebody is named in full who is under 18 or said no to it. Award: %(key)s")
        yield said % {"key": _called(award)}


def _names_somebody(award: Award) -> bool:
    """Whether its words name somebody who does not agree to that, or is under 18 (PRI-09)."""
    names = names_not_to_be_said(award.entry)
    words = [side for text in (award.title, award.text) for side in text.as_dict().values()]
    # A name of one word is a first name: that may be said.
    return any(" " in name.strip() and places_of(name, side) for name in names for side in words)


def _called(award: Award) -> str:
    """An award as people call it: its category and title, as far as they are written."""
    language = active_language()
    named = (award.category.name.in_language(language), getattr(award.title, language))
    return " · ".join(part for part in named if part) or award.key


def _half_written(award: Award) -> Iterator[Promise]:
    """What a public page could not show in both languages."""
    if not award.title.is_complete:
        yield _("Title")
    if not award.text.is_complete:
        yield _("Award text")
    if award.presenter and not award.presenter.is_complete:
        yield _("Presenter")
    if award.collected_by and not award.collected_by.is_complete:
        yield _("Who collected it")
