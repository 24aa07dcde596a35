"""Every write of the panel: who sits on it, what they declare and mark, the moves of judging."""

from cadair.judging.actions.marking import (
    abstain,
    begin_deciding,
    begin_judging,
    lock_scorecards,
    save_scorecard,
    sign_declaration,
)

__all__ = [
    "abstain",
    "begin_deciding",
    "begin_judging",
    "lock_scorecards",
    "save_scorecard",
    "sign_declaration",
]
