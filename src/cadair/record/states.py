"""For whom a judging record is made."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordVersion(models.TextChoices):
    """How much of the record somebody is given (PRO-16)."""

    PUBLIC = "public", _("for the public")
    FOI = "foi", _("for a freedom of information request")
    FULL = "full", _("in full")


class Moment(models.TextChoices):
    """After what the head of the chain is sent to those who keep it."""

    CLOSED = "closed", _("nominations closed")
    LOCKED = "locked", _("all marks were locked")
    CONFIRMED = "confirmed", _("the results were confirmed")
    PUBLISHED = "published", _("the results were published")
