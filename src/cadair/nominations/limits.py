"""How many nominations a season takes: of a person, of an organisation, in a category (SEC-06).

A refusal names the published limit and nothing else: not whom others nominated, nor who they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow
from cadair.foundation.welsh.searching import search_fold
from cadair.nominations.models import Nomination
from cadair.nominations.queries import counted_nominations
from cadair.nominations.states import NominationSource, NominationState
from cadair.people.models import Account
from cadair.seasons.formbook import limits_of
from cadair.seasons.models import Category, Season


def require_within_limits(
    season: Season,
    *,
    by: Actor,
    organisation: str,
    categories: Sequence[Category],
    sent_for: tuple[str, str] | None = None,
) -> None:
    """Let a new nomination pass while no limit of the season is reached; asked under its lock.

    Where each person may send only so many, we must know who sends: they sign in, everybody
    alike, so that being asked to says nothing about an address. Where an organiser sends it for
    somebody, that is the person of this address and name (`sent_for`).

    Raises:
        NotAllowed: there is a limit for each person and `by` has not signed in.
        NotNow: a limit is reached.
    """
    limits = limits_of(season)
    if limits.most_per_nominator is not None:
        _require_person(season, by, limits.most_per_nominator, sent_for)
    if limits.most_per_organisation is not None:
        _require_body(season, organisation, limits.most_per_organisation)
    if limits.most_per_category is not None:
        _require_room(season, categories, limits.most_per_category)


def require_room_in(season: Season, categories: Sequence[Category]) -> None:
    """Let a nomination pass that moves into these categories while they take more.

    Raises:
        NotNow: one of them takes no more.
    """
    most = limits_of(season).most_per_category
    if most is not None:
        _require_room(season, categories, most)


def full_categories(season: Season, categories: Iterable[Category], most: int) -> list[Category]:
    """Those of the categories that take no more nominations."""
    return [
        each
        for each in categories
        if _standing(season).filter(entry__places__category=each).count() >= most
    ]


def _standing(season: Season) -> QuerySet[Nomination]:
    return counted_nominations(season).filter(state=NominationState.SUBMITTED)


def _sent_by(season: Season, by: Actor, sent_for: tuple[str, str] | None) -> int:
    if sent_for is not None:
        address, name = sent_for
        theirs = Q(nominator_email__iexact=address, nominator_name__iexact=name)
        return _standing(season).filter(theirs).count()
    account = Account.objects.filter(pk=by.account_id or 0).first()
    if account is None:
        raise NotAllowed(
            "sign-in-to-send",
            _(
                "Each person may send a limited number of nominations here. Sign in with your "
                "e-mail address, then send the form: it is kept for you."
            ),
        )
    is_own = Q(draft__account=account, draft__source=NominationSource.WEB)
    is_theirs = Q(nominator_email__iexact=account.email) | is_own
    return _standing(season).filter(is_theirs).count()


def _require_person(season: Season, by: Actor, most: int, sent_for: tuple[str, str] | None) -> None:
    if _sent_by(season, by, sent_for) >= most:
        raise NotNow(
            "limit-of-nominator",
            _(
                "You have sent as many nominations as one person may send. At most: %(most)s. "
                "Withdraw one of yours to send this one."
            )
            % {"most": most},
        )


def _require_body(season: Season, organisation: str, most: int) -> None:
    wanted = search_fold(organisation)
    sent = _standing(season).values_list("nominator_organisation", flat=True)
    if sum(search_fold(each) == wanted for each in sent if each) >= most:
        raise NotNow(
            "limit-of-organisation",
            _(
                "Your organisation has sent as many nominations as one may send. At most: "
                "%(most)s. Ask whoever else nominates there, or the organisers of the awards."
            )
            % {"most": most},
        )


def _require_room(season: Season, categories: Sequence[Category], most: int) -> None:
    if full_categories(season, categories, most):
        raise NotNow(
            "limit-of-category",
            _(
                "A category that you chose takes no more nominations. At most: %(most)s. Choose "
                "another category."
            )
            % {"most": most},
        )
