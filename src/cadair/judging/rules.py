"""Who may declare, mark and lock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import Language
from cadair.foundation.prepared import Prepared
from cadair.foundation.refusals import NotAllowed, NotNow
from cadair.judging.models import Interest, Judge, Scorecard
from cadair.judging.states import InterestKind, ScorecardState
from cadair.nominations.models import Entry
from cadair.nominations.translations import is_translation_required, unreadable_texts
from cadair.seasons.models import Season
from cadair.seasons.rules import roles_of
from cadair.seasons.states import ChangeKind, SeasonRole, SeasonState

PRACTISING: Final = (
    SeasonState.DRAFT,
    SeasonState.OPEN,
    SeasonState.CHECKING,
    SeasonState.JUDGING,
)
"""While test entries may be marked."""

_DECLARED: Final = Prepared(
    lambda judge, entry: Interest.objects.filter(judge=judge, entry=entry).values_list("kind")
)


def require_own_desk(actor: Actor, judge: Judge) -> None:
    """A judge acts for themselves; the operator of the machine may load what they sent in.

    Raises:
        NotAllowed: anybody else, an organiser included (PRO-10).
    """
    is_judge = actor.account_id is not None and actor.account_id == judge.account_id
    if not (is_judge or actor.is_operator):
        raise NotAllowed("own-desk-only", _("Only the judge can do this. Sign in as the judge."))


def require_judging(judge: Judge) -> None:
    """Marks are taken only while the season is being judged.

    Raises:
        NotNow: before or after.
    """
    if judge.season.state != SeasonState.JUDGING:
        raise NotNow("not-judging", _("Marks can be given only while judging is open."))


def require_meeting(season: Season) -> None:
    """What belongs to the panel's meeting is done while the panel decides.

    Raises:
        NotNow: before or after.
    """
    if season.state != SeasonState.DECIDING:
        raise NotNow("not-deciding", _("The panel is not deciding now."))


def require_leads_meeting(actor: Actor, season: Season) -> None:
    """Organisers, the chair and the stand-in lead the meeting.

    Raises:
        NotAllowed: anybody else.
    """
    allowed = {SeasonRole.ORGANISER.value, SeasonRole.CHAIR.value, SeasonRole.STAND_IN.value}
    if not (actor.is_operator or allowed & roles_of(actor, season)):
        raise NotAllowed(
            "meeting-leads-only",
            _("Only the chair, the stand-in or an organiser leads the meeting. Ask one of them."),
        )


def require_practising(judge: Judge) -> None:
    """Practice is for the time before the panel decides.

    Raises:
        NotNow: it is deciding or has decided.
    """
    if judge.season.state not in PRACTISING:
        raise NotNow("not-practising", _("You can practise until the panel begins to decide."))


def require_may_score(judge: Judge, entry: Entry) -> None:
    """No marks before a declaration, and none after stepping aside (PRO-02, PRO-03).

    Raises:
        NotAllowed: nothing declared yet, or the judge stepped aside.
    """
    declared = _DECLARED.rows(judge=judge.pk, entry=entry.pk)
    if not declared:
        raise NotAllowed(
            "declare-first", _("Declare your interests first; then you can read and mark.")
        )
    if declared[0][0] == InterestKind.STEP_ASIDE:
        raise NotAllowed("stepped-aside", _("You stepped aside from this entry."))


def languages_read(judge: Judge) -> frozenset[Language]:
    """The languages that a judge reads."""
    reads: dict[Language, bool] = {"cy": judge.reads_cy, "en": judge.reads_en}
    return frozenset(language for language, can in reads.items() if can)


def is_readable(judge: Judge, entry: Entry) -> bool:
    """Whether the judge reads all of an entry, or an approved translation of it (WEL-12)."""
    return not unreadable_texts(entry, languages_read(judge))


def require_readable(judge: Judge, entry: Entry) -> None:
    """No marks on what a judge cannot read, unless an organiser lets it pass (WEL-12).

    Raises:
        NotNow: a text is in a language that the judge does not read, and no translation of it is
            approved.
    """
    if judge.reads_cy and judge.reads_en:
        return
    if is_translation_required(judge.season) and not is_readable(judge, entry):
        raise NotNow(
            "not-translated",
            _(
                "Part of this entry is in a language that you do not read, and its translation is "
                "not ready. Ask the organisers when it will be, or abstain."
            ),
        )


def too_small_panel(season: Season) -> Iterator[str | Promise]:
    """That an entry could never have a score, because the panel has too few judges."""
    there = season.judges.filter(is_substitute=False).count()
    needed = season.minimum_scorecards or 1
    if there < needed:
        yield _(
            "The panel is too small. Judges: %(there)s. Needed for each entry: %(needed)s. "
            "Add a judge."
        ) % {"there": there, "needed": needed}


def missing_in_panel(season: Season) -> Iterator[str | Promise]:
    """What the panel misses before the season opens: who decides is part of the rules (PRO-01)."""
    yield from too_small_panel(season)
    if not season.judges.filter(is_chair=True).exists():
        yield _("The panel has no chair. Name one.")
    if not season.judges.filter(is_stand_in=True).exists():
        yield _("The panel has no stand-in for the chair. Name one.")


def marks_that_were_given(season: Season, kind: ChangeKind) -> Iterator[str | Promise]:
    """Why a rule cannot be worded otherwise any more: somebody has marked by it (PRO-01)."""
    cards = Scorecard.objects.filter(judge__season=season, entry__is_test=False)
    given = cards.exclude(state=ScorecardState.OPEN, marks=None)
    if kind == ChangeKind.TEXT and given.exists():
        yield _("A judge has given marks. From then on the rules stay as they are.")
