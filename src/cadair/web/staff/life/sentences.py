"""What every action is in words, for whoever reads the record. A test knows them all."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, Promise]] = {
    # The season
    "load_season": _("A season file was loaded"),
    "open_season": _("The season opened, and its rules were frozen"),
    "close_nominations": _("Nominations closed"),
    "begin_judging": _("Judging began"),
    "begin_deciding": _("The panel began to decide"),
    "make_plan": _("The usual steps were put into the plan"),
    "add_plan_step": _("A step was added to the plan"),
    "change_plan_step": _("A step of the plan was changed"),
    "tick_plan_step": _("A step of the plan was ticked or unticked"),
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
    "register_organisation": _("An organisation was registered"),
    # Nominations
    "start_draft": _("A nomination was begun"),
    "save_draft": _("A nomination not yet sent in was saved"),
    "attach_drafts": _("Nominations begun without an account were given to an account"),
    "discard_draft": _("A nomination not yet sent in was thrown away"),
    "submit_nomination": _("A nomination was sent in"),
    "withdraw_nomination": _("A nomination was withdrawn"),
    "declare_eligible": _("An entry was found eligible"),
    "declare_ineligible": _("An entry was found not eligible"),
    # The panel
    "sign_declaration": _("A judge signed a declaration of interests"),
    "save_scorecard": _("A judge saved marks"),
    "practise": _("A judge practised on a test entry"),
    "abstain": _("A judge abstained on an entry"),
    "lock_scorecards": _("A judge locked every scorecard"),
    # Decisions
    "propose_season": _("The suggestions were computed"),
    "decide_category": _("A category was decided"),
    "write_award_text": _("An award text was written"),
    "seal_season": _("The results were confirmed"),
    "order_release": _("The results were ordered to be published"),
    "cancel_release": _("The order to publish the results was cancelled"),
    # The public
    "announce_season": _("The public page was brought up to date"),
    "release_season": _("The results were published"),
    "publish_post": _("A news item was published"),
}


def sentence_of(action: str) -> str:
    """The sentence of an action; its own name where a newer Cadair wrote the entry."""
    return str(SENTENCES.get(action, action))
