"""Every write on drafts, nominations and entries."""

from cadair.nominations.actions.checking import declare_eligible, declare_ineligible
from cadair.nominations.actions.drafting import (
    ChangedElsewhere,
    attach_drafts,
    autosave_draft,
    discard_draft,
    save_draft,
    start_draft,
    submit_draft,
)
from cadair.nominations.actions.filled_forms import FilledForm, Missing
from cadair.nominations.actions.forms_sent import NewEntry, NominatedPerson, Nominator
from cadair.nominations.actions.merging import merge_categories
from cadair.nominations.actions.submitting import (
    fill_entry,
    submit_nomination,
    withdraw_nomination,
)

__all__ = [
    "ChangedElsewhere",
    "FilledForm",
    "Missing",
    "NewEntry",
    "NominatedPerson",
    "Nominator",
    "attach_drafts",
    "autosave_draft",
    "declare_eligible",
    "declare_ineligible",
    "discard_draft",
    "fill_entry",
    "merge_categories",
    "save_draft",
    "start_draft",
    "submit_draft",
    "submit_nomination",
    "withdraw_nomination",
]
