"""A mark that its judge changes in the meeting: only with a reason, and everybody can see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.judging.models import Interest, Mark, MarkChange, Scorecard
from cadair.judging.rules import require_meeting
from cadair.judging.states import InterestKind, ScorecardState
from cadair.nominations.validators import check_language
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import roles_of
from cadair.seasons.states import SeasonRole


@transaction.atomic
def change_mark(
    *,
    scorecard: Scorecard,
    marks: Mapping[str, int],
    reason: str,
    reason_language: str,
    by: Actor,
    shown: Mapping[str, int] | None = None,
) -> Scorecard:
    """Change marks of one locked scorecard in the meeting (criterion key → mark), with a reason.

    The judge changes their own; an organiser may write down what the judge said. `shown` is what
    whoever changes it saw: where it is no longer that, nothing is changed. Suggestions are not
    worked out again here: that is another action.

    Raises:
        NotAllowed: `by` is neither the judge nor an organiser, or the judge stepped aside.
        NotNow: the panel is not deciding, the scorecard holds no marks, or somebody changed it.
        Refusal: no reason, nothing would change, an unknown criterion, a mark outside the scale.
    """
    season = locked(scorecard.judge.season)
    card = Scorecard.objects.select_related("judge", "entry", "category").get(pk=scorecard.pk)
    _require_may(by, card, season)
    require_meeting(season)
    _require_marked(card)
    words = Why.of(reason, reason_language)
    held = {each.criterion.key: each for each in card.marks.select_related("criterion")}
    was = {key: each.value for key, each in held.items()}
    if shown is not None and dict(shown) != was:
        raise NotNow(
            "mark-changed-meanwhile",
            _("Somebody has changed these marks in the meantime. Look at them again."),
        )
    changed = {key: value for key, value in marks.items() if was.get(key) != value}
    _check(season, changed, was)
    for key, value in changed.items():
        _change(held[key], value, words, by)
    record(
        actor=by,
        action="change_mark",
        subject=card.ref,
        season=season.public_id,
        facts={
            "entry": card.entry.ref,
            "category": card.category.ref,
            "judge": card.judge.ref,
            **{f"mark_{key}": each.value for key, each in held.items()},
            **{f"was_{key}": was[key] for key in changed},
        },
    )
    return card


@dataclass(frozen=True, slots=True)
class Why:
    """The reason, in the language in which it is given."""

    text: str
    language: str

    @classmethod
    def of(cls, text: str, language: str) -> Why:
        """A reason, cleaned.

        Raises:
            Refusal: there is none.
        """
        words = written_passage(_("Reason"), text)
        if not words:
            raise Refusal("no-reason", _("Write why the mark is changed."))
        return cls(words, check_language(language))


def _change(mark: Mark, value: int, why: Why, by: Actor) -> None:
    MarkChange.objects.create(
        scorecard=mark.scorecard,
        criterion=mark.criterion,
        was=mark.value,
        value=value,
        reason=why.text,
        reason_language=why.language,
        changed_at=clock.now(),
        changed_by_ref=by.ref,
    )
    mark.value = value
    mark.save(update_fields=["value"])


def _require_may(by: Actor, card: Scorecard, season: Season) -> None:
    is_own = by.account_id is not None and by.account_id == card.judge.account_id
    if not (is_own or by.is_operator or SeasonRole.ORGANISER in roles_of(by, season)):
        raise NotAllowed(
            "own-mark-only",
            _("A mark is changed by its judge, or by an organiser who writes it down for them."),
        )
    aside = Interest.objects.filter(
        judge__season=season, entry=card.entry, kind=InterestKind.STEP_ASIDE
    )
    if aside.filter(judge=card.judge).exists() or (
        by.account_id is not None and aside.filter(judge__account=by.account_id).exists()
    ):
        raise NotAllowed(
            "stepped-aside", _("Whoever stepped aside from an entry does not mark it.")
        )


def _require_marked(card: Scorecard) -> None:
    if card.state != ScorecardState.LOCKED:
        raise NotNow("no-marks-to-change", _("This judge gave no marks here."))


def _check(season: Season, changed: Mapping[str, int], was: Mapping[str, int]) -> None:
    if not changed:
        raise Refusal("nothing-changed", _("These are the marks that stand. Nothing was changed."))
    scale = sorted(season.scale.values_list("mark", flat=True))
    for key, value in changed.items():
        if key not in was:
            raise Refusal("unknown-criterion", _("This is not marked in this season."))
        if not scale[0] <= value <= scale[-1]:
            raise Refusal(
                "mark-outside-scale",
                _("A mark must stand on the scale. Lowest: %(lowest)s. Highest: %(highest)s.")
                % {"lowest": scale[0], "highest": scale[-1]},
            )
