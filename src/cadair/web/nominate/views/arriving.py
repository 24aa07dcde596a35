"""A file that a script sends part by part: begun, gone on with after a break, given up.

What the script gets is JSON; a refusal is a sentence in the reader's language. The whole file is
then added by the form of the page, as one that came at once.
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cadair.files.actions import PART, begin_upload, keep_part
from cadair.files.models import IncomingFile
from cadair.files.queries import on_their_way, size_received
from cadair.files.uploads import TAKES_FILES
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.text import clean_line
from cadair.nominations.evidence import most_bytes
from cadair.web.nominate.evidence import about_place
from cadair.web.nominate.limits import too_often
from cadair.web.nominate.writing import Writing, draft_page

FAILED = 422


@draft_page("POST")
def parts(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Begin a file, or send the next part of one; the answer says how much of it is there."""
    if writing.draft.is_sent:
        return _said(_("This form was sent in. It cannot be changed any more."))
    is_begun = request.POST.get("do") == "begin"
    limited = too_often(request, "file" if is_begun else "part", writing.draft.public_id)
    if limited is not None:
        answer = _said(_("Too many files at once. Wait a few minutes and try again."), status=429)
        answer["Retry-After"] = limited["Retry-After"]
        return answer
    try:
        incoming = _begun(request, writing) if is_begun else _with_part(request, writing)
    except Refusal as refusal:
        return _said(str(refusal))
    return JsonResponse(
        {
            "upload": incoming.public_id,
            "received": size_received(incoming),
            "number": incoming.parts.count(),
            "part": PART,
        }
    )


setattr(parts, TAKES_FILES, True)


def _begun(request: HttpRequest, writing: Writing) -> IncomingFile:
    sent = request.POST
    return begin_upload(
        about=about_place(writing.draft, sent.get("place", "")),
        name=sent.get("name", ""),
        size=_number(sent.get("size", "")),
        mark=sent.get("mark", ""),
        most_bytes=most_bytes(writing.season),
    )


def _with_part(request: HttpRequest, writing: Writing) -> IncomingFile:
    if not request.POST.get("upload"):
        raise Refusal("part-unfit", _("This part of the file did not arrive whole. Try again."))
    incoming = found_upload(writing, request.POST.get("place", ""), request.POST["upload"])
    number = _number(request.POST.get("number", ""))
    keep_part(incoming=incoming, number=number, part=request.FILES.get("part"))
    return incoming


def found_upload(writing: Writing, place: str, public_id: str) -> IncomingFile:
    """A file on its way to one place of this form.

    Raises:
        Http404: there is none: it was given up, or is somebody else's.
    """
    there = on_their_way(about_place(writing.draft, place))
    return get_object_or_404(there, public_id=clean_line(public_id))


def _number(typed: str) -> int:
    return int(typed) if re.fullmatch(r"[0-9]{1,10}", typed) else 0


def _said(words: str, status: int = FAILED) -> JsonResponse:
    return JsonResponse({"said": words}, status=status)
