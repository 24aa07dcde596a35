"""When a nomination may be sent, changed, or checked, and whose it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow
from cadair.nominations.models import Coauthor, Draft, Nomination
from cadair.nominations.states import CoauthorState, NominationSource
from cadair.people.models import Account
from cadair.people.queries import actor_of, is_same_person
from cadair.seasons.formbook import limits_of
from cadair.seasons.models import Season
from cadair.seasons.queries import closing_time, opening_time
from cadair.seasons.rules import require_organiser, roles_of
from cadair.seasons.states import SeasonRole, SeasonState

REHEARSED_IN = (
    SeasonState.DRAFT,
    SeasonState.OPEN,
    SeasonState.CHECKING,
    SeasonState.JUDGING,
)
"""When forms may be tried: before opening, and as long as judges may still practise."""

_GRACE_IN = (SeasonState.OPEN, SeasonState.CHECKING)


def last_moment(season: Season, begun_at: datetime) -> datetime | None:
    """Until when a form begun at that time is taken; None: nothing closes by itself.

    A form begun in time may come in for the minutes of grace that the rules give, the same in
    both languages.
    """
    closes_at = closing_time(season)
    if closes_at is None or begun_at > closes_at:
        return closes_at
    return closes_at + timedelta(minutes=limits_of(season).grace_minutes)


def is_in_grace(season: Season, begun_at: datetime) -> bool:
    """Whether nominations have closed, and a form begun at that time is still taken."""
    closes_at = closing_time(season)
    if closes_at is None or clock.now() <= closes_at or season.state not in _GRACE_IN:
        return False
    last = last_moment(season, begun_at)
    return last is not None and clock.now() <= last


def require_open(season: Season) -> None:
    """Nominations are taken from the opening to the closing second, by our clock (PRO-23).

    Raises:
        NotNow: the season is not open, or its opening has not come or its closing has passed.
    """
    if is_yet_to_open(season):
        raise NotNow(
            "nominations-not-open-yet",
            _("Nominations are not open yet. They open at the time announced."),
        )
    closes_at = closing_time(season)
    if season.state != SeasonState.OPEN or (closes_at and clock.now() > closes_at):
        raise NotNow(
            "nominations-closed",
            _("Nominations are closed. Ask the organisers if you have a question."),
        )


def is_yet_to_open(season: Season) -> bool:
    """Whether the season is announced and its first nominations are still to come."""
    opens_at = opening_time(season)
    is_announced = season.state == SeasonState.OPEN
    return is_announced and opens_at is not None and clock.now() < opens_at


def require_checking(season: Season, *, is_test: bool = False) -> None:
    """Eligibility is decided while nominations are open or being checked, never during judging.

    What belongs to a rehearsal may be checked as long as there may be a rehearsal.

    Raises:
        NotNow: judging has begun, or the season has not opened.
    """
    states = REHEARSED_IN if is_test else (SeasonState.OPEN, SeasonState.CHECKING)
    if season.state not in states:
        raise NotNow(
            "not-checking",
            _("Entries can be checked only before judging begins."),
        )


READ_IN: Final = (
    SeasonState.OPEN,
    SeasonState.CHECKING,
    SeasonState.JUDGING,
    SeasonState.DECIDING,
)
"""While what the panel reads can be prepared and redacted."""


def require_reading(season: Season, *, is_test: bool = False) -> None:
    """What the panel reads is prepared from the first nomination until the results are confirmed.

    Raises:
        NotNow: before or after; of a rehearsal, when there can be none.
    """
    if season.state not in (REHEARSED_IN if is_test else READ_IN):
        raise NotNow(
            "not-reading",
            _("What the panel reads can be changed only until the results are confirmed."),
        )


def require_asking(actor: Actor, season: Season) -> None:
    """Organisers ask nominators, and for the panel its chair and the stand-in.

    Raises:
        NotAllowed: anybody else.
    """
    if not {SeasonRole.CHAIR.value, SeasonRole.STAND_IN.value} & roles_of(actor, season):
        require_organiser(actor, season)


def extended_until(season: Season, email: str) -> datetime | None:
    """Until when a person with this address has more time; None: they have none.

    It counts while what came in is still being checked.
    """
    if not email or season.state not in _GRACE_IN:
        return None
    given = season.extensions.filter(email__iexact=email, ended_at=None, until__gte=clock.now())
    return max((each.until for each in given), default=None)


def has_more_time(season: Season, by: Actor) -> bool:
    """Whether whoever has signed in may still send, because they were given more time."""
    account = Account.objects.filter(pk=by.account_id or 0).first()
    return account is not None and extended_until(season, account.email) is not None


def require_taking(
    season: Season,
    by: Actor,
    *,
    is_test: bool,
    begun_at: datetime | None = None,
    on_behalf_of: str = "",
) -> None:
    """A form counts while nominations are open; for a rehearsal an organiser may send one earlier.

    One begun before closing (`begun_at`) is taken in the minutes of grace too, and any form of a
    person who was given more time; `on_behalf_of` is the address of whom an organiser sends for.

    Raises:
        NotAllowed: a rehearsal, and `by` is no organiser.
        NotNow: nominations are closed, or the time for rehearsals is over.
    """
    if not is_test:
        if begun_at is not None and is_in_grace(season, begun_at):
            return
        try:
            require_open(season)
        except NotNow:
            if not has_more_time(season, by) and not extended_until(season, on_behalf_of):
                raise
        return
    require_organiser(by, season)
    if season.state not in REHEARSED_IN:
        raise NotNow("no-rehearsal-now", _("Forms can be tried only before the panel decides."))


def require_writer(draft: Draft, by: Actor) -> None:
    """A draft of an account is written by it and its co-authors.

    One of nobody is written by who knows its identity.

    Raises:
        NotAllowed: it belongs to somebody else.
    """
    if not is_owner(draft, by) and not is_coauthor(draft, by.account_id):
        raise NotAllowed("not-your-draft", _("This form belongs to somebody else."))


def is_owner(draft: Draft, by: Actor) -> bool:
    """Whether `by` sends, shares and deletes it; one of nobody is anybody’s who knows it.

    What somebody keys in for another is theirs only as long as they are an organiser.
    """
    if draft.account_id is None:
        return True
    is_theirs = draft.account_id == by.account_id
    if draft.source == NominationSource.WEB or not is_theirs:
        return is_theirs
    return SeasonRole.ORGANISER in roles_of(by, draft.season)


def is_coauthor(draft: Draft, account_id: int | None) -> bool:
    """Whether this account was asked to write the form too, said yes, and was not taken off."""
    if account_id is None:
        return False
    joined = Coauthor.objects.filter(state=CoauthorState.JOINED, takes_over=False)
    return joined.filter(draft=draft, account_id=account_id).exists()


def require_owner(draft: Draft, by: Actor) -> None:
    """Let only the owner pass: co-authors write, and leave the rest to the owner.

    Raises:
        NotAllowed: it belongs to somebody else.
    """
    require_writer(draft, by)
    if not is_owner(draft, by):
        raise NotAllowed(
            "owner-only",
            _("Only the person this form belongs to can do this. You can write in it: ask them."),
        )


def is_nominator(nomination: Nomination, by: Actor) -> bool:
    """Whether `by` sent it: signed in with its address, or with the account that wrote it."""
    if by.account_id is None:
        return False
    wrote_it = Draft.objects.filter(
        nomination=nomination, account_id=by.account_id, source=NominationSource.WEB
    )
    has_address = Account.objects.filter(pk=by.account_id, email__iexact=nomination.nominator_email)
    return has_address.exists() or wrote_it.exists()


def require_withdrawing(nomination: Nomination, by: Actor, *, is_test: bool) -> None:
    """A nominator withdraws until nominations close; an organiser for them until judging begins.

    Raises:
        NotAllowed: `by` is neither.
        NotNow: it is too late.
    """
    try:
        require_organiser(by, nomination.season)
    except NotAllowed:
        require_nominator(nomination, by)
        require_open(nomination.season)
    else:
        require_checking(nomination.season, is_test=is_test)


def require_nominator(nomination: Nomination, by: Actor) -> None:
    """Let the nominator, an organiser of the season or the operator pass.

    Raises:
        NotAllowed: anybody else.
    """
    if not is_nominator(nomination, by):
        require_organiser(by, nomination.season)


def require_confirming(actor: Actor, season: Season) -> None:
    """An exclusion is confirmed by an organiser, the chair or the stand-in.

    Raises:
        NotAllowed: anybody else.
    """
    leads = {SeasonRole.ORGANISER, SeasonRole.CHAIR, SeasonRole.STAND_IN}
    if actor.is_operator or not leads.isdisjoint(roles_of(actor, season)):
        return
    raise NotAllowed(
        "leads-only",
        _("Only an organiser, the chair or the stand-in can do this. Ask one of them."),
    )


def is_second_person(actor: Actor, first_ref: str) -> bool:
    """Whether `actor` is somebody else than `first_ref`, also by their mail box (PRO-10)."""
    if actor.ref == first_ref:
        return False
    first = Account.objects.filter(public_id=first_ref.removeprefix("account:")).first()
    return first is None or not is_same_person(actor, actor_of(first))


def require_second_person(actor: Actor, first_ref: str) -> None:
    """Let only somebody else than `first_ref` pass.

    Raises:
        NotAllowed: it is one and the same person.
    """
    if not is_second_person(actor, first_ref):
        raise NotAllowed(
            "second-person", _("You found this yourself. Somebody else has to confirm it.")
        )
