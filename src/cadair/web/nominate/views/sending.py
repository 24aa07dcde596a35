"""Reading over, sending in, and what comes after; throwing a form away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import FilledForm, discard_draft, drop_changes, submit_draft
from cadair.nominations.monitoring import is_monitored
from cadair.web.nominate.frame import is_open, render_form
from cadair.web.nominate.limits import is_hurried, is_trapped, too_often
from cadair.web.nominate.pages import FormPages
from cadair.web.nominate.writing import Writing, draft_page
from cadair.web.shared.desk import refused
from cadair.web.shared.page import site_root


@draft_page()
def check(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Everything on one page, with what is missing; the declaration; Send."""
    if writing.draft.is_sent:
        return writing.go_to("nominate_sent")
    if request.method != "POST":
        return _show(request, writing, {})
    if "declared" not in request.POST:
        return _show(request, writing, {"is_undeclared": True}, status=422)
    problem = _problem(request, writing)
    if problem:
        return _show(request, writing, {"refusal": {"message": problem}}, status=422)
    return _limited(request, writing) or _send(request, writing)


def _limited(request: HttpRequest, writing: Writing) -> HttpResponse | None:
    form = FilledForm(writing.draft)
    limited = too_often(request, "submit", writing.draft.public_id)
    if limited is not None or form.missing():
        return limited
    return too_often(request, "letter", form.nominator.email)


def _problem(request: HttpRequest, writing: Writing) -> str:
    """Why this is not sent yet, apart from what the form itself lacks; empty when nothing is."""
    if is_trapped(request):
        return _("Leave the field “Leave this empty” empty, and press the button again.")
    if is_hurried(writing.draft):
        return _("That was very quick. Read your answers over, then press the button again.")
    return ""


def _send(request: HttpRequest, writing: Writing) -> HttpResponse:
    try:
        submit_draft(draft=writing.draft, page=_state_page(request), by=writing.actor)
    except Refusal as refusal:
        return _show(request, writing, refused(refusal), status=422)
    return writing.go_to("nominate_sent")


def _state_page(request: HttpRequest) -> BilingualText:
    def address(language: Language) -> str:
        with translation.override(language):
            return site_root(request) + reverse("nominate_mine")

    return BilingualText(**{language: address(language) for language in LANGUAGES})


def _show(
    request: HttpRequest, writing: Writing, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    draft = writing.draft
    pages = FormPages(draft)
    missing = [
        {"message": each.message, "page": pages.page(each.page)} for each in pages.filled.missing()
    ]
    parts = [(page, page.shown(draft)) for page in pages.pages]
    about = {"parts": parts, "missing": missing}
    return render_form(
        request, writing, "web_nominate/check.html", {**about, **context}, status=status
    )


@draft_page("GET", "HEAD")
def sent(request: HttpRequest, writing: Writing) -> HttpResponse:
    """It has come in: the reference, and what happens next."""
    if not writing.draft.is_sent:
        return writing.go_to("nominate_tasks")
    context = {
        "nomination": writing.draft.nomination,
        "has_changed": bool(
            writing.draft.nomination and writing.draft.nomination.versions.exists()
        ),
        "here": request.path,
        "is_monitored": is_open(writing.season) and is_monitored(writing.season),
    }
    return render_form(request, writing, "web_nominate/sent.html", context)


@draft_page()
def discard(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Ask once, then throw the form away."""
    if writing.draft.is_sent:
        return writing.go_to("nominate_sent")
    if not writing.is_owner:
        return writing.go_to("nominate_share")
    if request.method != "POST":
        return render_form(request, writing, "web_nominate/discard.html", {})
    if writing.draft.is_changing:
        drop_changes(draft=writing.draft, by=writing.actor)
        messages.success(request, _("What you sent stays as it was."))
        return writing.go_to("nominate_sent")
    discard_draft(draft=writing.draft, by=writing.actor)
    messages.success(request, _("The form was deleted."))
    return redirect("nominate_start", season=writing.season.key)
