"""What an organisation can be."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    """The part of public life that a body belongs to; for figures only."""

    POLICE = "police", _("police")
    FIRE = "fire", _("fire and rescue")
    COUNCIL = "council", _("local government")
    HEALTH = "health", _("health")
    GOVERNMENT = "government", _("government and its agencies")
    EDUCATION = "education", _("education")
    HOUSING = "housing", _("housing")
    VOLUNTARY = "voluntary", _("voluntary sector and community groups")
    BUSINESS = "business", _("business")
    OTHER = "other", _("another sector")
