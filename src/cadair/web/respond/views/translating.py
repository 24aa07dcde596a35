"""The page of a translator: take the texts, send the translations back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.files.uploads import TAKES_FILES
from cadair.foundation.refusals import NotComplete, Refusal
from cadair.nominations.actions import return_translations
from cadair.nominations.models import TranslationBatch
from cadair.nominations.orders import live_pieces
from cadair.nominations.states import BatchState
from cadair.nominations.translation_files import (
    KINDS,
    file_of,
    problems_of,
    read_back,
    texts_by_position,
)
from cadair.nominations.translations import TRANSLATOR
from cadair.web.respond.frame import render_linked
from cadair.web.respond.guards import LinkVisit, linked_page
from cadair.web.shared.desk import refused


class ReturnForm(forms.Form):
    """The file with the translations."""

    file = forms.FileField(
        label=gettext_lazy("The file with your translations"),
        help_text=gettext_lazy("The Word or XLIFF file that you downloaded here. At most 5 MB."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.xlf,.xliff"}),
    )


def _batch(visit: LinkVisit) -> TranslationBatch:
    kind, _colon, public_id = visit.subject.partition(":")
    found = TranslationBatch.objects.select_related("season__programme").filter(public_id=public_id)
    batch = found.first() if kind == "translationbatch" else None
    if batch is None or batch.state != BatchState.OUT:
        raise Http404
    return batch


@linked_page(TRANSLATOR)
def translation(request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """What is to be translated and by when; a file that comes back is checked, then taken in."""
    batch = _batch(visit)
    if request.method != "POST":
        return _page(request, visit, batch, {"form": ReturnForm()})
    form = ReturnForm(request.POST, request.FILES)
    found = None
    try:
        found = read_back(batch, request.FILES.get("file"))
        if problems := problems_of(found):
            raise NotComplete(
                "file-unfit",
                _("Nothing was taken in yet. Put this right and send the file again:"),
                problems,
            )
        if "check" in request.POST:
            return _page(request, visit, batch, {"form": form, "found": found})
        batch = return_translations(batch=batch, texts=texts_by_position(found), by=visit.actor)
    except Refusal as refusal:
        about = {"form": form, "found": found, **refused(refusal)}
        return _page(request, visit, batch, about, status=422)
    if batch.state == BatchState.RETURNED:
        about = {"season": batch.season, "batch": batch}
        return render_linked(request, batch.season, "web_respond/translated.html", about)
    messages.success(request, _("Thank you. What is translated has been taken in."))
    return redirect("respond_translation", token=visit.token)


setattr(translation, TAKES_FILES, True)


def _page(
    request: HttpRequest,
    visit: LinkVisit,
    batch: TranslationBatch,
    about: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    live = [piece for _nomination, piece in live_pieces(batch).values()]
    context = {
        "batch": batch,
        "token": visit.token,
        "texts": len(live),
        "left": sum(not piece.is_current for piece in live),
        **about,
    }
    return render_linked(
        request, batch.season, "web_respond/translation.html", context, status=status
    )


@linked_page(TRANSLATOR, methods=("GET", "HEAD"))
def texts(_request: HttpRequest, visit: LinkVisit, kind: str) -> HttpResponse:
    """The texts as a file, as the panel reads them now."""
    if kind not in KINDS:
        raise Http404
    name, content = file_of(_batch(visit), KINDS[kind])
    answer = HttpResponse(content, content_type=KINDS[kind].content_type)
    answer["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
