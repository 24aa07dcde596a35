"""Two people confirm the results; then they are ordered to become public, or held back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotComplete, NotNow, Refusal
from cadair.mail.actions import queue_letter
from cadair.outcomes.letters import ConfirmationAsked, confirmation_page
from cadair.outcomes.models import ReleaseOrder, Seal, SealRequest
from cadair.outcomes.queries import asked_to_confirm, bound_by_a_seal, outcome_sha256
from cadair.outcomes.readiness import missing_before_seal
from cadair.outcomes.rules import (
    asker_of,
    check_request_move,
    require_as_asked,
    require_deciding,
    require_two_people,
)
from cadair.outcomes.states import RELEASE_MOVES, ReleaseState, RequestState
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rulebook import require_frozen_rules
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState, check_move


@transaction.atomic
def request_seal(*, season: Season, by: Actor, release_at: datetime | None = None) -> SealRequest:
    """Ask a second person to confirm the results as they stand; a new request replaces the last.

    `release_at` is when they become public: the confirmation approves that too. None leaves it
    open, the present moment means: as soon as they are confirmed. The chair, the stand-in and the
    other organisers get an e-mail that says nothing of the results.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the panel is not deciding.
        NotComplete: what `seal_season` would miss.
        Refusal: the minute lies in the past.
    """
    season = locked(season)
    require_organiser(by, season)
    require_deciding(season)
    require_frozen_rules(season)
    _require_nothing_missing(season)
    now = clock.now()
    release_at = _to_come(release_at, now)
    season.seal_requests.filter(state=RequestState.WAITING).update(state=RequestState.WITHDRAWN)
    request = SealRequest.objects.create(
        season=season,
        sha256=outcome_sha256(season),
        release_at=release_at,
        asked_at=now,
        asked_by_ref=by.ref,
    )
    _tell_second_people(request, by)
    record(
        actor=by,
        action="request_seal",
        subject=request.ref,
        season=season.public_id,
        facts={
            "outcome_sha256": request.sha256,
            "release_at": release_at.isoformat() if release_at else None,
        },
    )
    return request


def _tell_second_people(request: SealRequest, by: Actor) -> None:
    season = request.season
    letter = ConfirmationAsked(season=season.name, page=confirmation_page(season))
    for account in asked_to_confirm(season, besides=by):
        once = f"confirmation-asked:{request.public_id}:{account.public_id}"
        queue_letter(letter=letter, to=account.email, once=once, season=season.public_id)


@transaction.atomic
def withdraw_seal_request(*, request: SealRequest, by: Actor) -> SealRequest:
    """Take the request to confirm the results back.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: it was confirmed or withdrawn before.
    """
    season = locked(request.season)
    require_organiser(by, season)
    request = season.seal_requests.get(pk=request.pk)
    check_request_move(request, RequestState.WITHDRAWN)
    request.state = RequestState.WITHDRAWN
    request.save(update_fields=["state"])
    record(actor=by, action="withdraw_seal_request", subject=request.ref, season=season.public_id)
    return request


@transaction.atomic
def confirm_seal(*, request: SealRequest, by: Actor) -> Seal:
    """Confirm the results as the second person, and approve when they become public.

    Raises:
        NotAllowed: `by` is neither chair nor stand-in nor an organiser, or asked themselves; or
            whoever asked is no organiser any more.
        NotNow: the request does not wait, something has changed since it was made
            (`request-outdated`), or the panel is not deciding.
        NotComplete: a category is undecided, a text is not approved, a scorecard is missing.
        Refusal: the minute of publication has passed.
    """
    season = locked(request.season)
    request = season.seal_requests.get(pk=request.pk)
    check_request_move(request, RequestState.CONFIRMED)
    asker = asker_of(request)
    seal = _sealed(season, asker, by)
    require_as_asked(request, seal.sha256)
    request.state = RequestState.CONFIRMED
    request.save(update_fields=["state"])
    order = _ordered_with(request, season)
    record(
        actor=by,
        action="confirm_seal",
        subject=seal.ref,
        season=season.public_id,
        facts={
            "outcome_sha256": seal.sha256,
            "awards": season.awards.count(),
            "asked_by": asker.ref,
            "release_at": order.release_at.isoformat() if order else None,
            **bound_by_a_seal(season),
        },
    )
    return seal


def _ordered_with(request: SealRequest, season: Season) -> ReleaseOrder | None:
    """The order that was approved with the results, in the name of whoever asked."""
    if request.release_at is None:
        return None
    now = clock.now()
    if request.release_at > request.asked_at:
        _to_come(request.release_at, now)
    return _order(season, request.asked_by_ref, max(request.release_at, now))


@transaction.atomic
def seal_season(*, season: Season, by: Actor, confirmed_by: Actor) -> Seal:
    """Confirm the results: decisions and awards are frozen and hashed.

    Raises:
        NotAllowed: `by` is no organiser, or nobody else confirms.
        NotNow: the panel is not deciding.
        NotComplete: a category is undecided, a text misses a language or nobody approved it, a
            scorecard is missing.
    """
    season = locked(season)
    seal = _sealed(season, by, confirmed_by)
    season.seal_requests.filter(state=RequestState.WAITING).update(state=RequestState.WITHDRAWN)
    record(
        actor=by,
        action="seal_season",
        subject=seal.ref,
        season=season.public_id,
        facts={
            "outcome_sha256": seal.sha256,
            "awards": season.awards.count(),
            "confirmed_by": confirmed_by.ref,
            "is_vouched_by_operator": by.is_operator,
            **bound_by_a_seal(season),
        },
    )
    return seal


def _sealed(season: Season, by: Actor, confirmed_by: Actor) -> Seal:
    check_move(season.state, SeasonState.SEALED)
    require_two_people(season, by, confirmed_by)
    require_frozen_rules(season)
    _require_nothing_missing(season)
    seal = Seal.objects.create(
        season=season,
        sha256=outcome_sha256(season),
        sealed_at=clock.now(),
        sealed_by_ref=by.ref,
        confirmed_by_ref=confirmed_by.ref,
    )
    season.state = SeasonState.SEALED
    season.save(update_fields=["state"])
    return seal


def _require_nothing_missing(season: Season) -> None:
    problems = tuple(missing_before_seal(season))
    if problems:
        raise NotComplete(
            "cannot-seal-yet", _("The results cannot be confirmed yet. What is missing:"), problems
        )


@transaction.atomic
def order_release(*, season: Season, by: Actor, release_at: datetime | None = None) -> ReleaseOrder:
    """Order the results to become public now or at a minute; a new order replaces a waiting one.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are not confirmed.
        Refusal: the minute lies in the past.
    """
    season = locked(season)
    require_organiser(by, season)
    check_move(season.state, SeasonState.RELEASED)
    now = clock.now()
    release_at = _to_come(release_at, now)
    order = _order(season, by.ref, release_at or now)
    record(
        actor=by,
        action="order_release",
        subject=order.ref,
        season=season.public_id,
        facts={"release_at": order.release_at.isoformat()},
    )
    return order


_A_MINUTE = timedelta(minutes=1)


def _to_come(release_at: datetime | None, now: datetime) -> datetime | None:
    """The moment, or now where it was this very minute: a form is always a little behind."""
    if release_at is None or release_at >= now:
        return release_at
    if now - release_at >= _A_MINUTE:
        raise Refusal("release-in-the-past", _("Choose a minute that is still to come."))
    return now


def _order(season: Season, ordered_by_ref: str, release_at: datetime) -> ReleaseOrder:
    season.release_orders.filter(state=ReleaseState.WAITING).update(state=ReleaseState.CANCELLED)
    return ReleaseOrder.objects.create(
        season=season,
        release_at=release_at,
        ordered_at=clock.now(),
        ordered_by_ref=ordered_by_ref,
    )


@transaction.atomic
def cancel_release(*, order: ReleaseOrder, by: Actor) -> ReleaseOrder:
    """Hold the results back; they stay confirmed and can be ordered again.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the order was carried out or cancelled before.
    """
    # The season first, as everywhere: two locks taken in two orders would wait for each other.
    season = locked(order.season)
    require_organiser(by, season)
    order = season.release_orders.select_for_update().get(pk=order.pk)
    check_release_move(order, ReleaseState.CANCELLED)
    order.state = ReleaseState.CANCELLED
    order.save(update_fields=["state"])
    record(actor=by, action="cancel_release", subject=order.ref, season=season.public_id)
    return order


def check_release_move(order: ReleaseOrder, target: ReleaseState) -> None:
    """Refuse to carry out or cancel an order twice.

    Raises:
        NotNow: the order does not wait any more.
    """
    if target not in RELEASE_MOVES[ReleaseState(order.state)]:
        raise NotNow(
            "release-order-state", _("This order to publish was carried out or cancelled before.")
        )
