"""The page of a letter that asks somebody to write a form too, or to take it over.

The link opens this page alone. Whoever says yes has signed in with the address that the letter
went to (SEC-05).
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.mail.validators import normalised_address
from cadair.nominations.actions import FilledForm, join_draft, take_over_draft
from cadair.nominations.models import Coauthor
from cadair.nominations.notices import COAUTHOR
from cadair.nominations.states import CoauthorState
from cadair.people.models import Account
from cadair.people.queries import actor_of
from cadair.web.respond.frame import render_linked
from cadair.web.respond.guards import LinkVisit, linked_page
from cadair.web.shared.desk import refused


def _asked(visit: LinkVisit) -> Coauthor:
    kind, _colon, public_id = visit.subject.partition(":")
    everybody = Coauthor.objects.select_related("draft__season__programme", "draft__account")
    found = everybody.filter(public_id=public_id).first() if kind == "coauthor" else None
    if found is None:
        raise Http404
    return found


@linked_page(COAUTHOR)
def form(request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """Read what is asked and by whom; sign in; say yes."""
    asked = _asked(visit)
    account = request.user if request.user.is_authenticated else None
    draft = asked.draft
    about: dict[str, Any] = {
        "asked": asked,
        "is_open": asked.state == CoauthorState.ASKED and not draft.is_sent,
        "is_theirs": account is not None and normalised_address(account.email) == asked.email,
        "here": request.path,
        "title": FilledForm(draft).title,
        "draft": draft,
        "owner": draft.account.email if draft.account else "",
    }
    status = 200
    if request.method == "POST":
        try:
            return _say_yes(request, asked, account)
        except Refusal as refusal:
            about |= refused(refusal)
            status = 422
    return render_linked(request, draft.season, "web_respond/form.html", about, status=status)


def _say_yes(request: HttpRequest, asked: Coauthor, account: Account | None) -> HttpResponse:
    if account is None:
        return redirect(request.path)
    season, draft = asked.draft.season.key, asked.draft.public_id
    if asked.takes_over:
        take_over_draft(coauthor=asked, account=account, by=actor_of(account))
        messages.success(request, _("The form is yours now."))
    else:
        join_draft(coauthor=asked, account=account, by=actor_of(account))
        messages.success(request, _("You can write in this form now."))
    return redirect("nominate_tasks", season=season, draft=draft)
