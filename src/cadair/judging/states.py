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


class Sign(models.TextChoices):
    """What agrees between a judge and an entry, so that an interest is suggested."""

    SENT_IT = "sent-it", _("You sent it in, or wrote it too.")
    NAMESAKE_SENT_IT = "namesake-sent-it", _("Somebody with your name sent it in.")
    NAMED = "named", _("A nominee has your name or address.")
    EMPLOYER = "employer", _("Your organisation is behind it.")
    SENT_BY_EMPLOYER = "sent-by-employer", _("It was sent in from your organisation.")
    SAME_DOMAIN = (
        "same-domain",
        _("Somebody behind it has an e-mail address of your organisation."),
    )
    LIKE_EMPLOYER = "like-employer", _("An organisation behind it has a name like that of yours.")
    MEMBER = "member", _("Your organisation represents one that is behind it.")


class EmployerTie(models.TextChoices):
    """What it means in a season that a judge’s own organisation is behind an entry."""

    JUDGE_SAYS = "judge-says", _("The judge says whether they may score or step aside")
    STEP_ASIDE = "step-aside", _("The judge must step aside")


class AsideScope(models.TextChoices):
    """From what a judge steps aside."""

    ENTRY = "entry", _("From the entry alone")
    CATEGORY = "category", _("From every entry in its categories")


class PlaceState(models.TextChoices):
    """How far a judge has come with one entry in one category."""

    UNDECLARED = "undeclared", _("to be declared")
    UNREAD = "unread", _("unread")
    STARTED = "in-progress", _("in progress")
    MARKED = "marked", _("marked")
    ABSTAINED = "abstained", _("abstained")
    LOCKED = "locked", _("locked")
