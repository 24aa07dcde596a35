"""Why somebody is taken out of the awards."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ErasureGround(models.TextChoices):
    """On what an erasure rests (UK GDPR, Article 17)."""

    ASKED = "asked", _("They asked for it, and nothing needs their data any longer")
    OBJECTED = "objected", _("They objected, and the objection was heeded")
    NEVER_LAWFUL = "never", _("Their data should never have been here")
    ORDERED = "ordered", _("A court, the law or the Information Commissioner says so")
