"""What a category may end with, and the life of an order to release."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """How the panel decided a category."""

    AWARDED = "awarded", _("awarded")
    NO_AWARD = "no-award", _("no award made")
    WITHHELD = "withheld", _("withheld")


class ReleaseState(models.TextChoices):
    """Where an order to release stands."""

    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


RELEASE_MOVES: dict[ReleaseState, tuple[ReleaseState, ...]] = {
    ReleaseState.WAITING: (ReleaseState.DONE, ReleaseState.CANCELLED),
    ReleaseState.DONE: (),
    ReleaseState.CANCELLED: (),
}


class RequestState(models.TextChoices):
    """Where a request to confirm the results stands."""

    WAITING = "waiting", _("waiting")
    CONFIRMED = "confirmed", _("confirmed")
    WITHDRAWN = "withdrawn", _("withdrawn")


REQUEST_MOVES: dict[RequestState, tuple[RequestState, ...]] = {
    RequestState.WAITING: (RequestState.CONFIRMED, RequestState.WITHDRAWN),
    RequestState.CONFIRMED: (),
    RequestState.WITHDRAWN: (),
}


class LettersState(models.TextChoices):
    """Where the letters on how nominations fared stand."""

    PREPARED = "prepared", _("prepared")
    SENT = "sent", _("sent")
    HELD = "held", _("held back")
    WITHDRAWN = "withdrawn", _("withdrawn")


LETTERS_MOVES: dict[LettersState, tuple[LettersState, ...]] = {
    LettersState.PREPARED: (LettersState.SENT, LettersState.WITHDRAWN),
    LettersState.SENT: (LettersState.HELD,),
    LettersState.HELD: (),
    LettersState.WITHDRAWN: (),
}


class ReviewFinding(models.TextChoices):
    """What came out when somebody asked whether the rules were kept."""

    KEPT = "kept", _("the rules were kept")
    NOT_KEPT = "not-kept", _("the rules were not kept")
    DROPPED = "dropped", _("whoever asked took it back")
