"""The life of a scorecard, and what a judge may declare."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScorecardState(models.TextChoices):
    """Where one judge's scorecard on one entry stands."""

    OPEN = "open", _("open")
    LOCKED = "locked", _("locked")
    ABSTAINED = "abstained", _("abstained")


SCORECARD_MOVES: dict[ScorecardState, tuple[ScorecardState, ...]] = {
    ScorecardState.OPEN: (ScorecardState.LOCKED, ScorecardState.ABSTAINED),
    ScorecardState.LOCKED: (),
    ScorecardState.ABSTAINED: (),
}


class InterestKind(models.TextChoices):
    """What a judge declares on an entry; nothing is presumed."""

    NONE = "none", _("no interest")
    MAY_SCORE = "may-score", _("declared, may score")
    STEP_ASIDE = "step-aside", _("steps aside")


class InterestNature(models.TextChoices):
    """What ties a judge to an entry."""

    EMPLOYER = "employer", _("employer")
    PARTNER_ORGANISATION = "partner-organisation", _("partner organisation")
    FUNDER = "funder", _("funder")
    FAMILY = "family", _("family")
    ACQUAINTANCE = "acquaintance", _("acquaintance")
    NOMINATOR = "nominator", _("nominator")
    OTHER = "other", _("other")


class PlaceState(models.TextChoices):
    """How far a judge has come with one entry in one category."""

    UNDECLARED = "undeclared", _("to be declared")
    UNREAD = "unread", _("unread")
    STARTED = "in-progress", _("in progress")
    MARKED = "marked", _("marked")
    ABSTAINED = "abstained", _("abstained")
    LOCKED = "locked", _("locked")
