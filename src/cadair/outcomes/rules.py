"""Who may decide, confirm and release."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow
from cadair.judging.models import Judge
from cadair.judging.queries import has_stepped_aside
from cadair.seasons.models import Category, Season
from cadair.seasons.rules import require_organiser, roles_of
from cadair.seasons.states import SeasonRole, SeasonState


def require_may_decide(actor: Actor, judge: Judge, category: Category) -> None:
    """The chair decides; a chair who stepped aside in the category leaves it to the stand-in.

    An organiser or the operator may write down what `judge` decided in the meeting.

    Raises:
        NotAllowed: `judge` neither chairs nor stands in, stepped aside, or is not the actor's own.
    """
    is_own = actor.account_id is not None and actor.account_id == judge.account_id
    is_clerk = actor.is_operator or SeasonRole.ORGANISER in roles_of(actor, judge.season)
    if not (is_own or is_clerk):
        raise NotAllowed("chair-only", _("Only the chair decides. Ask the chair or an organiser."))
    if not (judge.is_chair or judge.is_stand_in):
        raise NotAllowed("not-the-chair", _("Only the chair, or the named stand-in, decides."))
    if has_stepped_aside(judge, category):
        raise NotAllowed(
            "chair-stepped-aside",
            _("The chair stepped aside in this category. The named stand-in decides it."),
        )


def require_deciding(season: Season) -> None:
    """Suggestions and decisions belong to the panel's meeting.

    Raises:
        NotNow: before or after it.
    """
    if season.state != SeasonState.DECIDING:
        raise NotNow("not-deciding", _("The panel is not deciding now."))


def require_two_people(season: Season, by: Actor, confirmed_by: Actor) -> None:
    """Results are confirmed by two people, in either preset (PRO-10).

    Raises:
        NotAllowed: one of them may not, or both are the same person.
    """
    require_organiser(by, season)
    if by.ref == confirmed_by.ref:
        raise NotAllowed(
            "second-person", _("Somebody else must confirm the results. Ask a second person.")
        )
    allowed = {SeasonRole.ORGANISER.value, SeasonRole.CHAIR.value, SeasonRole.STAND_IN.value}
    if not (confirmed_by.is_operator or allowed & roles_of(confirmed_by, season)):
        raise NotAllowed(
            "may-not-confirm", _("Only the chair, the stand-in or an organiser can confirm.")
        )
