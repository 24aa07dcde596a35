"""Every change to accounts, their second steps and organisations."""

from cadair.people.actions.accounts import (
    account_for,
    allow_starting_awards,
    choose_mail_language,
    close_account,
    end_sessions,
    open_account,
    open_on_demand,
)
from cadair.people.actions.links import end_links, issue_link
from cadair.people.actions.organisations import (
    named_organisation,
    note_other_names,
    register_organisation,
)
from cadair.people.actions.second_steps import (
    add_app,
    add_passkey,
    check_second_step,
    make_recovery_codes,
    remove_second_step,
    rename_passkey,
    reset_second_steps,
    use_passkey,
)

__all__ = [
    "account_for",
    "add_app",
    "add_passkey",
    "allow_starting_awards",
    "check_second_step",
    "choose_mail_language",
    "close_account",
    "end_links",
    "end_sessions",
    "issue_link",
    "make_recovery_codes",
    "named_organisation",
    "note_other_names",
    "open_account",
    "open_on_demand",
    "register_organisation",
    "remove_second_step",
    "rename_passkey",
    "reset_second_steps",
    "use_passkey",
]
