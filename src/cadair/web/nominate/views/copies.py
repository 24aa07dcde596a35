"""The copy of what one has sent: to read, to print, and as a PDF where one can be made."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.http import content_disposition_header

from cadair.foundation.bilingual import active_language
from cadair.nominations.models import Nomination
from cadair.nominations.queries import nominations_sent_by
from cadair.people.models import Account
from cadair.web.nominate.copies import parts_of, title_of, typeset_data
from cadair.web.nominate.frame import render_season
from cadair.web.nominate.writing import Writing, draft_page
from cadair.web.shared.guards import READ, signed_in_page
from cadair.web.shared.typesetting import CannotTypeset, can_typeset, typeset


@signed_in_page()
def as_sent(
    request: HttpRequest, account: Account, nomination: str, *, is_pdf: bool = False
) -> HttpResponse:
    """The copy of a nomination of one's own."""
    found = nominations_sent_by(account).filter(public_id=nomination).first()
    if found is None:
        raise Http404
    if request.method not in READ:
        return HttpResponseNotAllowed(READ)
    there = reverse("nominate_as_sent_pdf", kwargs={"nomination": found.public_id})
    return _copy(request, found, there, is_pdf=is_pdf)


@draft_page("GET", "HEAD")
def sent_just_now(request: HttpRequest, writing: Writing, *, is_pdf: bool = False) -> HttpResponse:
    """The same for the browser that sent it, signed in or not."""
    found = writing.draft.nomination
    if found is None:
        return writing.go_to("nominate_tasks")
    found.season = writing.season
    there = reverse("nominate_copy_of_sent_pdf", kwargs=writing.arguments)
    return _copy(request, found, there, is_pdf=is_pdf)


def _copy(request: HttpRequest, found: Nomination, there: str, *, is_pdf: bool) -> HttpResponse:
    parts = parts_of(found)
    context = {
        "nomination": found,
        "copy_title": title_of(found),
        "parts": parts,
        "pdf": there if can_typeset() else "",
    }
    if not is_pdf:
        return render_season(request, found.season, "web_nominate/as_sent.html", context)
    if not can_typeset():
        raise Http404
    try:
        content = typeset("nomination.typ", typeset_data(found, parts))
    except CannotTypeset:
        context |= {"pdf": "", "has_failed": True}
        return render_season(
            request, found.season, "web_nominate/as_sent.html", context, status=422
        )
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{found.reference}-{active_language()}.pdf"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
