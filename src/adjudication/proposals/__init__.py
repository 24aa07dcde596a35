"""Award rules applied to scores: what they suggest for each category, step by step.

A proposal is never a decision. It says who would get an award, or why it cannot say.
"""

from adjudication.proposals.evaluation import propose, propose_from_scores
from adjudication.proposals.results import Contender, NoAwardReason, Proposal, ProposalState
from adjudication.proposals.rules import AwardRule, check_rules

__all__ = [
    "AwardRule",
    "Contender",
    "NoAwardReason",
    "Proposal",
    "ProposalState",
    "check_rules",
    "propose",
    "propose_from_scores",
]
