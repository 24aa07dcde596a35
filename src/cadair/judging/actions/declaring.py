"""What a judge declares, signed by them alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.judging.models import Interest, Judge, Scorecard
from cadair.judging.rules import require_own_desk
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.models import Entry
from cadair.seasons.queries import locked
from cadair.seasons.states import SeasonState

Choice = tuple[InterestKind, InterestNature | None]


@transaction.atomic
def sign_declaration(*, judge: Judge, interests: Mapping[Entry, Choice], by: Actor) -> Judge:
    """One signature over what a judge declares on each entry; a later one replaces it.

    Stepping aside voids a scorecard given before; the audit record keeps that it was there. Once
    judging has begun, whoever stepped aside stays aside: an entry that was hidden from somebody
    for an interest is not opened again by taking the interest back (PRO-03).

    Raises:
        NotAllowed: `by` is not the judge.
        NotNow: the panel is deciding or has decided, or a step aside would be taken back.
        Refusal: an entry of another season, or an interest that does not say what it is.
    """
    judge = Judge.objects.get(pk=judge.pk)
    season = judge.season = locked(judge.season)
    require_own_desk(by, judge)
    if season.state not in (SeasonState.CHECKING, SeasonState.JUDGING):
        raise NotNow("not-declaring", _("Interests are declared before and during judging."))
    ordered = sorted(interests.items(), key=lambda item: item[0].reference)
    _check_interests(judge, interests)
    _write(judge, interests)
    aside = [entry for entry, (kind, _nature) in ordered if kind == InterestKind.STEP_ASIDE]
    voided_count = _void(judge, aside)
    signed = [
        [entry.public_id, kind.value, nature.value if nature else ""]
        for entry, (kind, nature) in ordered
    ]
    record(
        actor=by,
        action="sign_declaration",
        subject=judge.ref,
        season=season.public_id,
        facts={
            "declared": len(signed),
            "stepped_aside": len(aside),
            "scorecards_voided": voided_count,
            "declaration_sha256": sha256_of(signed),
        },
    )
    return judge


def _write(judge: Judge, interests: Mapping[Entry, Choice]) -> None:
    """Keep what was declared; the last word counts."""
    Interest.objects.bulk_create(
        (
            Interest(
                judge=judge,
                entry=entry,
                kind=kind,
                nature=nature or "",
                declared_at=clock.now(),
            )
            for entry, (kind, nature) in interests.items()
        ),
        update_conflicts=True,
        unique_fields=["judge", "entry"],
        update_fields=["kind", "nature", "declared_at"],
    )


def _check_interests(judge: Judge, interests: Mapping[Entry, Choice]) -> None:
    for entry, (kind, nature) in interests.items():
        if entry.season_id != judge.season_id:
            raise Refusal("other-season", _("This entry does not belong to the season."))
        if (kind == InterestKind.NONE) != (nature is None):
            raise Refusal("interest-without-nature", _("Say what ties you to the entry."))
    back = [entry for entry, (kind, _n) in interests.items() if kind != InterestKind.STEP_ASIDE]
    aside = judge.interests.filter(kind=InterestKind.STEP_ASIDE, entry__in=back)
    if judge.season.state == SeasonState.JUDGING and aside.exists():
        raise NotNow(
            "aside-stands",
            _("You stepped aside from this entry. Judging has begun, so that stands."),
        )


def _void(judge: Judge, entries: Collection[Entry]) -> int:
    """Take away what the judge gave to these entries; how many scorecards it was."""
    given = Scorecard.objects.filter(judge=judge, entry__in=entries)
    count = given.count()
    given.delete()
    return count
