"""One's own nominations: how each stands, forms not sent yet, and withdrawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import FilledForm, withdraw_nomination
from cadair.nominations.models import Clarification, Draft, Nomination
from cadair.nominations.queries import drafts_of, nominations_sent_by
from cadair.nominations.rules import has_more_time
from cadair.nominations.states import Eligibility, IneligibleReason, NominationState
from cadair.people.models import Account
from cadair.people.queries import actor_of
from cadair.seasons.queries import closing_time
from cadair.seasons.states import SeasonState
from cadair.web.nominate.frame import is_open, named, render_season
from cadair.web.nominate.views.questions import waiting_questions
from cadair.web.nominate.views.referees import can_ask
from cadair.web.nominate.words import said
from cadair.web.nominate.writing import adopt
from cadair.web.shared.desk import refused
from cadair.web.shared.guards import signed_in_page


@dataclass(frozen=True, slots=True)
class Sent:
    """A nomination as its nominator sees it; before the results it says nothing of marks."""

    nomination: Nomination
    state: str | Promise
    note: str | Promise
    can_withdraw: bool
    can_change: bool
    changing: Draft | None
    can_ask: bool
    questions: list[Clarification]


@signed_in_page("GET", "HEAD")
def mine(request: HttpRequest, account: Account) -> HttpResponse:
    """What somebody sent in, and what they have begun."""
    adopt(request)
    sent = nominations_sent_by(account)
    context = {
        "sent": [_sent(each) for each in sent.prefetch_related("clarifications__nomination")],
        "drafts": [_begun(each, account) for each in drafts_of(account)],
    }
    return render(request, "web_nominate/mine.html", context)


@signed_in_page()
def withdraw(request: HttpRequest, account: Account, nomination: str) -> HttpResponse:
    """Ask once, then take the nomination back."""
    found = nominations_sent_by(account).filter(public_id=nomination).first()
    if found is None:
        raise Http404
    context: dict[str, Any] = {"sent": _sent(found)}
    if request.method != "POST":
        return render_season(request, found.season, "web_nominate/withdraw.html", context)
    try:
        withdraw_nomination(nomination=found, by=actor_of(account))
    except Refusal as refusal:
        context |= refused(refusal)
        return render_season(
            request, found.season, "web_nominate/withdraw.html", context, status=422
        )
    messages.success(request, _("The nomination was withdrawn."))
    return redirect("nominate_mine")


def _begun(draft: Draft, account: Account) -> dict[str, Any]:
    return {
        "draft": draft,
        "title": FilledForm(draft).title,
        "owner": named(draft.account) if draft.account_id != account.pk else "",
        "season": said(draft.season.name),
        "closes_at": closing_time(draft.season),
        "is_open": is_open(draft.season) or has_more_time(draft.season, actor_of(account)),
    }


def _sent(nomination: Nomination) -> Sent:
    state, note = _state(nomination)
    is_standing = nomination.state == NominationState.SUBMITTED
    can_withdraw = is_standing and is_open(nomination.season)
    is_judged = nomination.entry.eligibility not in (Eligibility.INELIGIBLE, Eligibility.WITHDRAWN)
    draft = getattr(nomination, "draft", None)
    changing = draft if draft is not None and draft.is_changing else None
    return Sent(
        nomination,
        state,
        note,
        can_withdraw,
        can_withdraw and is_judged,
        changing,
        can_ask(nomination),
        waiting_questions(nomination),
    )


def _state(nomination: Nomination) -> tuple[str | Promise, str | Promise]:
    entry, season = nomination.entry, nomination.season
    if nomination.state == NominationState.WITHDRAWN:
        return _("Withdrawn"), ""
    if entry.eligibility == Eligibility.INELIGIBLE:
        return _("Not eligible"), IneligibleReason(entry.ineligible_reason).label
    if season.state == SeasonState.RELEASED:
        return _("Results are published"), ""
    if season.state in {SeasonState.OPEN, SeasonState.CHECKING, SeasonState.DRAFT}:
        if entry.eligibility == Eligibility.ELIGIBLE:
            return _("Checked: it goes to the judges"), ""
        return _("Received: it will be checked"), ""
    return _("With the judges"), ""
