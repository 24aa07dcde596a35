"""Files and links beside the form: added, described, replaced, taken away, opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.files.actions import drop_upload, join_upload
from cadair.files.arriving import Arrived, take_in
from cadair.files.uploads import TAKES_FILES
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.text import clean_line
from cadair.nominations.actions import (
    FilledForm,
    add_file,
    add_link,
    describe_evidence,
    remove_evidence,
    reuse_file,
    save_draft,
)
from cadair.nominations.actions.filled_forms import EVIDENCE
from cadair.nominations.evidence import (
    GENERAL,
    groups_of,
    missing_evidence,
    most_bytes,
    sent_before,
)
from cadair.nominations.models import Evidence
from cadair.web.nominate.evidence import (
    DescriptionForm,
    FileForm,
    LinkForm,
    Typed,
    megabytes,
    places_of,
)
from cadair.web.nominate.forms import cautions_for
from cadair.web.nominate.frame import render_form
from cadair.web.nominate.limits import too_often
from cadair.web.nominate.pages import FormPages
from cadair.web.nominate.views.arriving import found_upload
from cadair.web.nominate.writing import Writing, draft_page
from cadair.web.shared.attachments import attachment

FAILED: Final = 422
MOST_OFFERED: Final = 20
"""So many files sent before are offered again, the newest first."""


class _Wrong(Exception):
    """A form comes back with what was typed and what is wrong with it."""

    def __init__(self, prefix: str, form: forms.Form) -> None:
        super().__init__(prefix)
        self.failed = {prefix: form}


@draft_page()
def page(request: HttpRequest, writing: Writing) -> HttpResponse:
    """What supports the nomination. Every button works without a script."""
    if writing.draft.is_sent:
        return writing.go_to("nominate_sent")
    if not groups_of(writing.draft, FilledForm(writing.draft).asked):
        raise Http404
    if request.method != "POST":
        return _show(request, writing, {})
    if writing.draft.account_id is None:
        # The browser knows the form for twelve hours from the last saving on.
        request.session.modified = True
    typed = Typed.of(request)
    step = _STEPS.get(typed.what)
    if step is None:
        return _show(request, writing, {})
    try:
        return step(request, writing, typed)
    except _Wrong as wrong:
        return _show(request, writing, wrong.failed, FAILED)


setattr(page, TAKES_FILES, True)


@draft_page("GET", "HEAD")
def download(_request: HttpRequest, writing: Writing, evidence: str) -> HttpResponse:
    """A file one has sent oneself, as it is kept: made anew, without what was hidden in it."""
    return attachment(_found(writing, evidence).file)


def _add_file(request: HttpRequest, writing: Writing, typed: Typed) -> HttpResponse:
    limited = too_often(request, "file", writing.draft.public_id)
    if limited is not None:
        return limited
    prefix = f"file-{typed.place}"
    form = typed.bound(FileForm, prefix)
    replaced = typed.data.get("instead_of", "")
    instead_of = _found(writing, replaced) if replaced else None
    arrived: Arrived | None = None
    try:
        arrived = _arrived(writing, typed, prefix)
        added = add_file(
            draft=writing.draft,
            arrived=arrived,
            description=_described(form),
            question=_question(typed),
            instead_of=instead_of,
            by=writing.actor,
        )
    except Refusal as refusal:
        if arrived is not None:
            arrived.drop()
        form.add_error("file", str(refusal))
        raise _Wrong(prefix, form) from refusal
    if added.file is not None and added.file.place != arrived.place:
        arrived.drop()
    words = _("The file was added: %(name)s") % {"name": arrived.name}
    return _back(request, words)


def _arrived(writing: Writing, typed: Typed, prefix: str) -> Arrived:
    """What came with the form, or what a script has sent in parts before it."""
    most = most_bytes(writing.season)
    if upload := typed.data.get("upload", ""):
        return join_upload(incoming=found_upload(writing, typed.place, upload), most_bytes=most)
    return take_in(typed.files.get(f"{prefix}-file"), most_bytes=most)


def _give_up(request: HttpRequest, writing: Writing, typed: Typed) -> HttpResponse:
    incoming = found_upload(writing, typed.place, typed.data.get("upload", ""))
    drop_upload(incoming=incoming)
    return _back(request, _("The file that was on its way was removed."))


def _use_again(request: HttpRequest, writing: Writing, typed: Typed) -> HttpResponse:
    there = sent_before(writing.draft, request.user.pk)
    source = get_object_or_404(there, public_id=clean_line(typed.data.get("evidence", "")))
    try:
        reuse_file(
            draft=writing.draft, evidence=source, question=_question(typed), by=writing.actor
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    name = source.file.name if source.file else ""
    return _back(request, _("The file was added: %(name)s") % {"name": name})


def _add_link(request: HttpRequest, writing: Writing, typed: Typed) -> HttpResponse:
    prefix = f"link-{typed.place}"
    form = typed.bound(LinkForm, prefix)
    link = form.cleaned_data.get("link", "")
    try:
        add_link(
            draft=writing.draft,
            link=link,
            description=_described(form),
            question=_question(typed),
            by=writing.actor,
        )
    except Refusal as refusal:
        form.add_error("link", str(refusal))
        raise _Wrong(prefix, form) from refusal
    return _back(request, _("The link was added."))


def _describe(request: HttpRequest, writing: Writing, typed: Typed) -> HttpResponse:
    evidence = _found(writing, typed.data.get("evidence", ""))
    prefix = f"about-{evidence.public_id}"
    form = typed.bound(DescriptionForm, prefix)
    try:
        describe_evidence(evidence=evidence, description=_described(form), by=writing.actor)
    except Refusal as refusal:
        form.add_error("description", str(refusal))
        raise _Wrong(prefix, form) from refusal
    return _back(request, _("Saved"))


def _remove(request: HttpRequest, writing: Writing, typed: Typed) -> HttpResponse:
    evidence = _found(writing, typed.data.get("evidence", ""))
    remove_evidence(evidence=evidence, by=writing.actor)
    return _back(request, _("It was removed."))


def _go_on(request: HttpRequest, writing: Writing, typed: Typed) -> HttpResponse:
    """Continue: the page is finished where nothing is missing on it."""
    missing = missing_evidence(writing.draft, FilledForm(writing.draft).asked)
    is_later = typed.what == "later"
    if missing and not is_later:
        return _show(request, writing, {}, FAILED, missing)
    draft = save_draft(
        draft=writing.draft,
        page=EVIDENCE,
        values={"there": str(writing.draft.evidence.count() or "")},
        seen=writing.draft.version,
        is_finished=not is_later,
        by=writing.actor,
    )
    if is_later:
        return writing.go_to("nominate_tasks")
    draft.season = writing.season
    pages = FormPages(draft)
    here = pages.page(EVIDENCE)
    after = pages.following(here) if here is not None and "check" not in request.GET else None
    return redirect(after.address) if after is not None else writing.go_to("nominate_check")


_STEPS: Final[Mapping[str, Callable[[HttpRequest, Writing, Typed], HttpResponse]]] = {
    "file": _add_file,
    "link": _add_link,
    "give_up": _give_up,
    "again": _use_again,
    "describe": _describe,
    "remove": _remove,
    "continue": _go_on,
    "later": _go_on,
}


def _question(typed: Typed) -> str:
    return GENERAL if typed.place == "general" else clean_line(typed.place)[:40]


def _described(form: forms.Form) -> str:
    """What was typed; one that is too long is for the action to refuse."""
    typed = form.cleaned_data.get("description")
    return str(form["description"].data or "") if typed is None else typed


def _found(writing: Writing, public_id: str) -> Evidence:
    return get_object_or_404(
        writing.draft.evidence.select_related("file", "draft"), public_id=clean_line(public_id)
    )


def _back(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{request.path}?check" if "check" in request.GET else request.path)


def _show(
    request: HttpRequest,
    writing: Writing,
    failed: Mapping[str, forms.Form],
    status: int = 200,
    missing: Any = (),
) -> HttpResponse:
    replaced = request.POST.get("instead_of", "") or request.GET.get("instead", "")
    places = places_of(writing.draft, replaced, failed)
    items = [item for place in places for item in place.items]
    context = {
        "places": places,
        "before": list(sent_before(writing.draft, request.user.pk)[:MOST_OFFERED]),
        "form": next(iter(failed.values()), None),
        "missing": missing,
        "megabytes": megabytes(writing.draft),
        "cautions": cautions_for(writing.draft),
        "has_scanner": settings.CADAIR_SCANNER != "none:",
        "is_checking": any(item.is_checking for item in items),
        "back_to_check": "check" in request.GET,
    }
    return render_form(request, writing, "web_nominate/evidence.html", context, status=status)
