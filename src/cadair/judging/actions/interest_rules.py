"""What a season asks of declarations, and whom the bodies on the panel represent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.judging.models import BodyMember, InterestRules
from cadair.judging.seats import interest_rules_of, members_of
from cadair.judging.states import AsideScope, EmployerTie
from cadair.people.actions import named_organisation
from cadair.people.models import Organisation
from cadair.seasons.models import Season
from cadair.seasons.sections import draft_held, require_as_shown
from cadair.seasons.states import SeasonState

UNTIL_DECIDING: Final = (
    SeasonState.DRAFT,
    SeasonState.OPEN,
    SeasonState.CHECKING,
    SeasonState.JUDGING,
)
MOST_MEMBERS: Final = 500


@transaction.atomic
def set_interest_rules(
    *,
    season: Season,
    employer: EmployerTie,
    scope: AsideScope,
    by: Actor,
    shown: str | None = None,
) -> Season:
    """Choose what a tie to a judge's own organisation means, and from what one steps aside.

    Part of the rules: frozen when the season opens.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened.
        Refusal: somebody changed it meanwhile.
    """
    season = draft_held(season, by)
    require_as_shown(shown, interest_rules_of(season))
    InterestRules.objects.update_or_create(
        season=season,
        defaults={"employer": EmployerTie(employer), "scope": AsideScope(scope)},
    )
    record(
        actor=by,
        action="set_interest_rules",
        subject=season.ref,
        season=season.public_id,
        facts={"employer": EmployerTie(employer).value, "scope": AsideScope(scope).value},
    )
    return season


@transaction.atomic
def list_members(
    *,
    season: Season,
    body: Organisation,
    names: Sequence[str],
    by: Actor,
    shown: str | None = None,
) -> Season:
    """Say whom a body on the panel represents: all its members, by name, in any order.

    A name is one of the register in either language; another is taken into it, unchecked. What
    was signed before stays as it was signed.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the panel is deciding.
        Refusal: the body holds no seat, is named as its own member, a name is too long, there are
            too many, or somebody changed the list meanwhile.
    """
    season = draft_held(season, by, UNTIL_DECIDING)
    if not season.seats.filter(organisation=body).exists():
        raise Refusal("no-seat", _("This body holds no seat on the panel."))
    require_as_shown(shown, members_of(season, body))
    if len(names) > MOST_MEMBERS:
        raise Refusal(
            "too-many-members",
            _("The list is too long. Names: %(there)s. At most: %(most)s.")
            % {"there": len(names), "most": MOST_MEMBERS},
        )
    members = {found.pk: found for found in (named_organisation(name=name) for name in names)}
    if body.pk in members:
        raise Refusal(
            "member-of-itself", _("A body is not a member of itself. Take it off the list.")
        )
    BodyMember.objects.filter(season=season, body=body).exclude(member__in=members).delete()
    BodyMember.objects.bulk_create(
        (BodyMember(season=season, body=body, member=each) for each in members.values()),
        ignore_conflicts=True,
    )
    record(
        actor=by,
        action="list_members",
        subject=body.ref,
        season=season.public_id,
        facts={
            "members": len(members),
            "members_sha256": sha256_of(sorted(each.ref for each in members.values())),
        },
    )
    return season
