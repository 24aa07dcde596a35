"""Every write on drafts, nominations and entries."""

from cadair.nominations.actions.aliases import drop_alias, name_alias
from cadair.nominations.actions.changing import (
    change_nomination,
    drop_changes,
    reopen_nomination,
)
from cadair.nominations.actions.checking import declare_eligible, declare_ineligible
from cadair.nominations.actions.clarifying import (
    answer_clarification,
    ask_clarification,
    end_of_day,
    lapse_clarification,
    open_original,
    withdraw_clarification,
)
from cadair.nominations.actions.contacting import log_contact
from cadair.nominations.actions.contacts import note_contact, remove_contact
from cadair.nominations.actions.copying import copy_nomination
from cadair.nominations.actions.drafting import (
    ChangedElsewhere,
    attach_drafts,
    autosave_draft,
    discard_draft,
    save_draft,
    start_draft,
    submit_draft,
)
from cadair.nominations.actions.endorsements import (
    answer_as_referee,
    ask_referee,
    end_asking,
    remind_referee,
)
from cadair.nominations.actions.evidence import (
    add_file,
    add_link,
    copy_evidence,
    describe_evidence,
    remove_evidence,
    reuse_file,
    take_evidence,
    withhold_evidence,
)
from cadair.nominations.actions.excluding import (
    confirm_exclusion,
    drop_exclusion,
    propose_exclusion,
)
from cadair.nominations.actions.exporting import export_nominations
from cadair.nominations.actions.extending import end_extension, give_extension
from cadair.nominations.actions.filled_forms import FilledForm, Missing
from cadair.nominations.actions.flagging import clear_flag, raise_flag
from cadair.nominations.actions.forms_sent import NewEntry, NominatedPerson, Nominator
from cadair.nominations.actions.grouping import group_entries, ungroup_entry
from cadair.nominations.actions.importing import (
    can_be_undone,
    checked_rows,
    discard_import,
    import_nominations,
    map_import,
    read_import,
    undo_import,
)
from cadair.nominations.actions.indexing import (
    index_entries,
    index_organisation,
    index_season,
)
from cadair.nominations.actions.merging import merge_categories
from cadair.nominations.actions.messaging import (
    discard_mailing,
    mailing_section,
    send_mailing,
    stop_mailing,
    try_mailing,
    write_mailing,
)
from cadair.nominations.actions.monitoring import ask_who_nominates, count_answers
from cadair.nominations.actions.moving import move_entry
from cadair.nominations.actions.nominees import (
    change_nominee,
    except_from_notice,
    nominees_from_file,
    note_told,
    reopen_notice,
    send_notices,
    take_in_nominees,
)
from cadair.nominations.actions.organisations import (
    accept_organisation,
    merge_organisation,
    say_sectors,
)
from cadair.nominations.actions.panel_copies import renew_after_erasure, renew_panel_copy
from cadair.nominations.actions.paper_consents import export_publicity, note_paper_consent
from cadair.nominations.actions.photos import keep_photo, remove_photo
from cadair.nominations.actions.publicity import (
    agree_to_publicity,
    allow_publicity,
    take_back_publicity,
)
from cadair.nominations.actions.redacting import (
    lift_redaction,
    mark_all_read,
    mark_read,
    redact_passage,
    reword_title,
    withhold_name,
)
from cadair.nominations.actions.refused_files import tell_of_refused_files
from cadair.nominations.actions.rehearsing import make_test_nominations, wipe_rehearsal
from cadair.nominations.actions.reminding import remind_of_drafts, reminders_due
from cadair.nominations.actions.repeating import (
    ask_for_repeats,
    dismiss_repeat,
    keep_repeats,
)
from cadair.nominations.actions.sayings import (
    decline_nomination,
    describe_oneself,
    object_to_use,
    settle_saying,
)
from cadair.nominations.actions.sent_forms import pages_of_sent
from cadair.nominations.actions.sharing import (
    end_coauthor,
    invite_coauthor,
    join_draft,
    offer_draft,
    take_over_draft,
)
from cadair.nominations.actions.submitting import (
    fill_entry,
    submit_nomination,
    withdraw_nomination,
)
from cadair.nominations.actions.translating import (
    TranslationChanged,
    approve_translations,
    keep_drafts,
    require_translations,
    write_translations,
)
from cadair.nominations.actions.translation_orders import (
    Order,
    end_translation_order,
    order_translations,
    return_translations,
)
from cadair.nominations.actions.viewing import remove_view, save_view

__all__ = [
    "ChangedElsewhere",
    "FilledForm",
    "Missing",
    "NewEntry",
    "NominatedPerson",
    "Nominator",
    "Order",
    "TranslationChanged",
    "accept_organisation",
    "add_file",
    "add_link",
    "agree_to_publicity",
    "allow_publicity",
    "answer_as_referee",
    "answer_clarification",
    "approve_translations",
    "ask_clarification",
    "ask_for_repeats",
    "ask_referee",
    "ask_who_nominates",
    "attach_drafts",
    "autosave_draft",
    "can_be_undone",
    "change_nomination",
    "change_nominee",
    "checked_rows",
    "clear_flag",
    "confirm_exclusion",
    "copy_evidence",
    "copy_nomination",
    "count_answers",
    "declare_eligible",
    "declare_ineligible",
    "decline_nomination",
    "describe_evidence",
    "describe_oneself",
    "discard_draft",
    "discard_import",
    "discard_mailing",
    "dismiss_repeat",
    "drop_alias",
    "drop_changes",
    "drop_exclusion",
    "end_asking",
    "end_coauthor",
    "end_extension",
    "end_of_day",
    "end_translation_order",
    "except_from_notice",
    "export_nominations",
    "export_publicity",
    "fill_entry",
    "give_extension",
    "group_entries",
    "import_nominations",
    "index_entries",
    "index_organisation",
    "index_season",
    "invite_coauthor",
    "join_draft",
    "keep_drafts",
    "keep_photo",
    "keep_repeats",
    "lapse_clarification",
    "lift_redaction",
    "log_contact",
    "mailing_section",
    "make_test_nominations",
    "map_import",
    "mark_all_read",
    "mark_read",
    "merge_categories",
    "merge_organisation",
    "move_entry",
    "name_alias",
    "nominees_from_file",
    "note_contact",
    "note_paper_consent",
    "note_told",
    "object_to_use",
    "offer_draft",
    "open_original",
    "order_translations",
    "pages_of_sent",
    "propose_exclusion",
    "raise_flag",
    "read_import",
    "redact_passage",
    "remind_of_drafts",
    "remind_referee",
    "reminders_due",
    "remove_contact",
    "remove_evidence",
    "remove_photo",
    "remove_view",
    "renew_after_erasure",
    "renew_panel_copy",
    "reopen_nomination",
    "reopen_notice",
    "require_translations",
    "return_translations",
    "reuse_file",
    "reword_title",
    "save_draft",
    "save_view",
    "say_sectors",
    "send_mailing",
    "send_notices",
    "settle_saying",
    "start_draft",
    "stop_mailing",
    "submit_draft",
    "submit_nomination",
    "take_back_publicity",
    "take_evidence",
    "take_in_nominees",
    "take_over_draft",
    "tell_of_refused_files",
    "try_mailing",
    "undo_import",
    "ungroup_entry",
    "wipe_rehearsal",
    "withdraw_clarification",
    "withdraw_nomination",
    "withhold_evidence",
    "withhold_name",
    "write_mailing",
    "write_translations",
]
