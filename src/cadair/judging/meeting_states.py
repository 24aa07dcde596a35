"""What the panel’s meeting is made of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Presence(models.TextChoices):
    """Whether a judge sits in a sitting of the meeting."""

    PRESENT = "present", _("present")
    APOLOGIES = "apologies", _("sent apologies")
    ABSENT = "absent", _("absent")


class SittingEnd(models.TextChoices):
    """How a sitting ended."""

    ADJOURNED = "adjourned", _("adjourned")
    OVER = "over", _("over")


class Stance(models.TextChoices):
    """What a vote says."""

    FOR = "for", _("for the entry")
    AGAINST = "against", _("against giving it")
    ABSTAINS = "abstains", _("abstains")


class MotionState(models.TextChoices):
    """Where a decision by correspondence stands."""

    OPEN = "open", _("judges are asked")
    CARRIED = "carried", _("carried")
    LOST = "lost", _("not carried")
    WITHDRAWN = "withdrawn", _("withdrawn")


MOTION_MOVES: dict[MotionState, tuple[MotionState, ...]] = {
    MotionState.OPEN: (MotionState.CARRIED, MotionState.LOST, MotionState.WITHDRAWN),
    MotionState.CARRIED: (),
    MotionState.LOST: (),
    MotionState.WITHDRAWN: (),
}


class Answer(models.TextChoices):
    """What a judge answers to a decision by correspondence."""

    AGREES = "agrees", _("agrees")
    DISAGREES = "disagrees", _("does not agree")
    ABSTAINS = "abstains", _("abstains")
