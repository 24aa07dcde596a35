"""What every action is in words, for whoever reads the record. A test knows them all."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, Promise]] = {
    # Setting up
    "start_awards": _("New awards were started"),
    "load_draft": _("A season file was loaded, to be set up further"),
    "copy_season": _("The season was copied from another"),
    "name_season": _("The season was named"),
    "write_season_text": _("A text of the season was written"),
    "set_timetable": _("The timetable was set"),
    "set_procedure": _("The procedure was set"),
    "describe_ceremony": _("The ceremony was described"),
    "keep_paper": _("A document behind the season was noted"),
    "add_category": _("A category was added"),
    "change_category": _("A category was changed"),
    "move_category": _("A category was moved in the list"),
    "remove_category": _("A category was removed"),
    "add_criterion": _("A criterion was added"),
    "change_criterion": _("A criterion was changed"),
    "move_criterion": _("A criterion was moved in the list"),
    "remove_criterion": _("A criterion was removed"),
    "set_scale": _("The scale was set"),
    "add_award_kind": _("A kind of award was added"),
    "change_award_kind": _("A kind of award was changed"),
    "move_award_kind": _("A kind of award was moved in the list"),
    "remove_award_kind": _("A kind of award was removed"),
    # The season
    "load_season": _("A season file was loaded"),
    "open_season": _("The season opened, and its rules were frozen"),
    "close_nominations": _("Nominations closed"),
    "begin_judging": _("Judging began"),
    "begin_deciding": _("The panel began to decide"),
    "make_plan": _("The usual steps were put into the plan"),
    "add_plan_step": _("A step was added to the plan"),
    "change_plan_step": _("A step of the plan was changed"),
    "tick_plan_step": _("A step of the plan was ticked, or its tick taken away"),
    "remove_plan_step": _("A step was taken out of the plan"),
    "extend_deadline": _("The closing time was extended"),
    "merge_categories": _("Two categories were merged"),
    "move_ceremony": _("The ceremony was moved"),
    "cancel_ceremony": _("The ceremony was cancelled"),
    "correct_text": _("A text was corrected"),
    # People
    "grant_role": _("A part in the season was given"),
    "invite_person": _("Somebody was invited"),
    "revoke_role": _("A part in the season was taken back"),
    "open_account": _("An account was opened"),
    "close_account": _("An account was closed"),
    "choose_mail_language": _("A language for e-mail was chosen"),
    "end_sessions": _("Sessions were ended"),
    "allow_starting_awards": _("Somebody was allowed to start awards"),
    "add_app": _("An app was set up for signing in"),
    "add_passkey": _("A passkey was set up for signing in"),
    "rename_passkey": _("A passkey was renamed"),
    "make_recovery_codes": _("Recovery codes were made"),
    "remove_second_step": _("A second step was removed"),
    "reset_second_steps": _("Somebody’s second steps were reset"),
    "register_organisation": _("An organisation was registered"),
    # Nominations
    "start_draft": _("A nomination was begun"),
    "save_draft": _("A nomination not yet sent in was saved"),
    "attach_drafts": _("Nominations begun without an account were given to an account"),
    "discard_draft": _("A nomination not yet sent in was thrown away"),
    "submit_nomination": _("A nomination was sent in"),
    "withdraw_nomination": _("A nomination was withdrawn"),
    "move_entry": _("An entry was moved to another category"),
    "group_entries": _("Entries for the same work were grouped"),
    "ungroup_entry": _("An entry was taken out of its group"),
    "accept_organisation": _("The name of an organisation was accepted"),
    "merge_organisation": _("Two names of one organisation were joined"),
    "make_test_nominations": _("Test nominations were made"),
    "wipe_rehearsal": _("Everything of the rehearsal was wiped"),
    "declare_eligible": _("An entry was found eligible"),
    "declare_ineligible": _("An entry was found not eligible"),
    "export_nominations": _("The nominations were exported"),
    # The panel
    "seat_judge": _("A judge was given a seat"),
    "change_judge": _("A judge’s details were changed"),
    "unseat_judge": _("A judge lost their seat"),
    "invite_judge": _("A judge was invited"),
    "sign_declaration": _("A judge signed a declaration of interests"),
    "save_scorecard": _("A judge saved marks"),
    "practise": _("A judge practised on a test entry"),
    "abstain": _("A judge abstained on an entry"),
    "lock_scorecards": _("A judge locked every scorecard"),
    # Decisions
    "propose_season": _("The suggestions were computed"),
    "decide_category": _("A category was decided"),
    "write_award_text": _("An award text was written"),
    "approve_award_text": _("An award text was approved"),
    "request_seal": _("Somebody was asked to confirm the results"),
    "withdraw_seal_request": _("The request to confirm the results was taken back"),
    "confirm_seal": _("A second person confirmed the results"),
    "seal_season": _("The results were confirmed"),
    "order_release": _("The results were ordered to be published"),
    "cancel_release": _("The order to publish the results was cancelled"),
    # The public
    "announce_season": _("The public page was brought up to date"),
    "release_season": _("The results were published"),
    "tell_of_results": _("Nominators were told that the results are published"),
    "publish_post": _("A news item was published"),
}


def sentence_of(action: str) -> str:
    """The sentence of an action; its own name where a newer Cadair wrote the entry."""
    return str(SENTENCES.get(action, action))
