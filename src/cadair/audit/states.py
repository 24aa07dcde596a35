"""Why something is kept longer than its time."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class HoldKind(models.TextChoices):
    """What stops the deletion of data that would be due (PRI-11)."""

    ACCESS_REQUEST = "access", _("somebody asked what is known of them")
    FREEDOM_OF_INFORMATION = "foi", _("a freedom of information request")
    COMPLAINT = "complaint", _("a complaint")
    LEGAL = "legal", _("a legal claim or an investigation")
