"""What rounds of judging are made of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundMethod(models.TextChoices):
    """How entries are judged in a round."""

    SIFT = "sift", _("Sift: pass or fail by several readers")
    CRITERIA = "criteria", _("Marks by the criteria")
    SINGLE_SCORE = "single-score", _("A single overall score with a reason")
    RANKED_BALLOT = "ranked-ballot", _("Ranked ballot")
    PAIRWISE = "pairwise", _("Comparing two at a time")
    LIVE_FINAL = "live-final", _("Interview or live final, marked on paper")
    PANEL_DECISION = "panel-decision", _("The panel decides together")


class RoundState(models.TextChoices):
    """Where a round stands."""

    WAITING = "waiting", _("waiting")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


ROUND_MOVES: dict[RoundState, tuple[RoundState, ...]] = {
    RoundState.WAITING: (RoundState.OPEN,),
    RoundState.OPEN: (RoundState.CLOSED,),
    RoundState.CLOSED: (),
}


class AdvanceRule(models.TextChoices):
    """Which entries go on to the next round."""

    ALL = "all", _("all of them")
    COUNT = "count", _("the best so many")
    THRESHOLD = "threshold", _("those with at least so many points")
    MARGIN = "margin", _("those within so many points of the best")
    VERDICT = "verdict", _("those that the readers passed")


class AssignmentSource(models.TextChoices):
    """How a judge came to read an entry."""

    PLANNED = "planned", _("shared out")
    BY_HAND = "by-hand", _("by hand")
    TOP_UP = "top-up", _("given later")


class PlanState(models.TextChoices):
    """Where a plan for sharing out the reading stands."""

    COMPUTING = "computing", _("being computed")
    READY = "ready", _("ready to be looked at")
    ACCEPTED = "accepted", _("accepted")
    DROPPED = "dropped", _("dropped")


class Verdict(models.TextChoices):
    """What a reader says in a sift."""

    PASS = "pass", _("pass")
    FAIL = "fail", _("fail")


class SiftState(models.TextChoices):
    """What the readers of a sift say together of an entry."""

    WAITING = "waiting", _("not read by everybody yet")
    THROUGH = "through", _("through")
    NOT_THROUGH = "not-through", _("not through")
    READ_AGAIN = "read-again", _("one more should read it")


class PaperState(models.TextChoices):
    """Where a paper or a ballot stands; `keyed`: typed in, its judge has not confirmed it."""

    OPEN = "open", _("open")
    KEYED = "keyed", _("typed in, to be confirmed")
    LOCKED = "locked", _("locked")
    ABSTAINED = "abstained", _("abstained")
