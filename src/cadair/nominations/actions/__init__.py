"""Every write on drafts, nominations and entries."""

from cadair.nominations.actions.checking import declare_eligible, declare_ineligible
from cadair.nominations.actions.forms_sent import NewEntry, NominatedPerson, Nominator
from cadair.nominations.actions.merging import merge_categories
from cadair.nominations.actions.submitting import (
    fill_entry,
    submit_nomination,
    withdraw_nomination,
)

__all__ = [
    "NewEntry",
    "NominatedPerson",
    "Nominator",
    "declare_eligible",
    "declare_ineligible",
    "fill_entry",
    "merge_categories",
    "submit_nomination",
    "withdraw_nomination",
]
