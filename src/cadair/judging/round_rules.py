"""Who may answer in a round, and when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.models import Judge, Round
from cadair.judging.round_states import RoundMethod, RoundState
from cadair.judging.rounds import is_asked
from cadair.judging.rules import require_may_score
from cadair.nominations.models import Entry
from cadair.seasons.queries import hold
from cadair.seasons.states import SeasonState

ANSWERING = (SeasonState.JUDGING, SeasonState.DECIDING)
"""While a round can be open: a second round or a ballot belongs to the meeting."""

ON_PAPERS = (RoundMethod.SIFT, RoundMethod.SINGLE_SCORE, RoundMethod.LIVE_FINAL)
"""Rounds in which every entry gets an answer of its own."""

ANSWERED = (*ON_PAPERS, RoundMethod.RANKED_BALLOT, RoundMethod.PAIRWISE)
"""Rounds with pages of their own; criteria are marked on scorecards, and the panel decides."""


def open_round(round_: Round, *methods: RoundMethod) -> Round:
    """The round read afresh, held as it is until the transaction ends.

    Raises:
        NotNow: it is not open. Refusal: its answers are of another sort.
    """
    hold(round_.season_id)
    fresh = Round.objects.select_related("season", "category").get(pk=round_.pk)
    if fresh.state != RoundState.OPEN or fresh.season.state not in ANSWERING:
        raise NotNow(
            "round-not-open",
            _("This round is not open, so nothing can be changed in it. Ask the organisers."),
        )
    if fresh.method not in methods:
        raise Refusal("other-round", _("In this round something else is asked."))
    return fresh


def require_asked(round_: Round, judge: Judge, entry: Entry) -> None:
    """Only on what was given to the judge to read in this round.

    Raises:
        NotAllowed: nothing was declared, the judge stepped aside, or they are not asked here.
    """
    require_may_score(judge, entry)
    if not is_asked(round_, judge, entry):
        raise NotAllowed("not-asked", _("You are not asked about this entry in this round."))
