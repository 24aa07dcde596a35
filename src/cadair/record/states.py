"""For whom a judging record is made."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordVersion(models.TextChoices):
    """How much of the record somebody is given (PRO-16)."""

    PUBLIC = "public", _("for the public")
    FOI = "foi", _("for a freedom of information request")
    FULL = "full", _("in full")
