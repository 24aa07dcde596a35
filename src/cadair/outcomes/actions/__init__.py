"""Every write on suggestions, decisions, awards and their texts, the seal, orders to release."""

from cadair.outcomes.actions.calling import call_round, close_called_round
from cadair.outcomes.actions.confirming import (
    cancel_release,
    check_release_move,
    confirm_seal,
    order_release,
    request_seal,
    seal_season,
    withdraw_seal_request,
)
from cadair.outcomes.actions.corresponding import Proposed, answer_motion, end_motion, put_motion
from cadair.outcomes.actions.deciding import decide_category, give_award, propose_season
from cadair.outcomes.actions.naming import Recipient, drop_recipient, name_recipient
from cadair.outcomes.actions.telling import (
    answer_review,
    hold_outcome_letters,
    log_review,
    open_outcome_sample,
    prepare_outcome_letters,
    send_outcome_letters,
    write_feedback,
)
from cadair.outcomes.actions.texts import approve_award_text, write_award_text
from cadair.outcomes.actions.voting import VoteCast, hold_poll, keep_out_of_room, put_on_table
from cadair.outcomes.choices import AwardChoice

__all__ = [
    "AwardChoice",
    "Proposed",
    "Recipient",
    "VoteCast",
    "answer_motion",
    "answer_review",
    "approve_award_text",
    "call_round",
    "cancel_release",
    "check_release_move",
    "close_called_round",
    "confirm_seal",
    "decide_category",
    "drop_recipient",
    "end_motion",
    "give_award",
    "hold_outcome_letters",
    "hold_poll",
    "keep_out_of_room",
    "log_review",
    "name_recipient",
    "open_outcome_sample",
    "order_release",
    "prepare_outcome_letters",
    "propose_season",
    "put_motion",
    "put_on_table",
    "request_seal",
    "seal_season",
    "send_outcome_letters",
    "withdraw_seal_request",
    "write_award_text",
    "write_feedback",
]
