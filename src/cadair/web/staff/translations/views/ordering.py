"""Giving texts to a translator: how much it is, to whom, by when; and what came back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cadair.files.uploads import TAKES_FILES
from cadair.foundation.refusals import NotComplete, Refusal
from cadair.nominations.actions import (
    Order,
    end_translation_order,
    order_translations,
    return_translations,
)
from cadair.nominations.models import TranslationBatch
from cadair.nominations.orders import count_words, live_pieces, to_order
from cadair.nominations.states import BatchState
from cadair.nominations.translation_files import (
    KINDS,
    file_of,
    problems_of,
    read_back,
    texts_by_position,
)
from cadair.nominations.translations import Work, works_in
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.translations.forms import OrderForm, ReturnForm
from cadair.web.staff.translations.views.listing import asked_for, language_asked


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def order(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How many texts and words it would be; then, with a name and a day, given out."""
    season, sent = visit.season, request.POST
    language = language_asked(sent, season)
    works = _chosen(request, visit)
    texts = to_order(season, works)
    if not texts:
        messages.warning(
            request, _("Tick a nomination of which something is missing, or choose all.")
        )
        return redirect("staff_translations", season=season.key)
    is_confirmed = "confirm" in sent
    form = OrderForm(sent if is_confirmed else None)
    about: dict[str, Any] = {
        "form": form,
        "language": language,
        "category": sent.get("category", ""),
        "nominations": {nomination.pk: nomination for nomination, _piece in texts}.values(),
        "texts": len(texts),
        "words": count_words(piece for _nomination, piece in texts),
        "is_all": sent.get("scope") == "all",
    }
    if is_confirmed and form.is_valid():
        try:
            batch = order_translations(
                season=season,
                nominations=[work.nomination for work in works],
                language=language,
                order=Order(**form.cleaned_data),
                by=visit.actor,
            )
        except Refusal as refusal:
            about |= refused(refusal)
        else:
            messages.success(request, _("The texts are ready for the translator."))
            return redirect("staff_translation_batch", season=season.key, batch=batch.public_id)
    status = 422 if is_confirmed else 200
    return render_desk(request, visit, "staff_translations/order.html", about, status=status)


def _chosen(request: HttpRequest, visit: Visit) -> list[Work]:
    """Those that are ticked, or all of the list."""
    sent = request.POST
    found = asked_for(sent, visit.season)
    if sent.get("scope") != "all":
        found = found.filter(
            public_id__in=[each for each in sent.getlist("who")[:5000] if each.isalnum()]
        )
    return works_in(visit.season, language_asked(sent, visit.season), found)


def _batch(visit: Visit, public_id: str) -> TranslationBatch:
    batch: TranslationBatch = get_object_or_404(
        visit.season.translation_batches, public_id=public_id
    )
    batch.season = visit.season
    return batch


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def batch(request: HttpRequest, visit: Visit, batch: str) -> HttpResponse:
    """One order: what is in it, its files, and the file that comes back."""
    found = _batch(visit, batch)
    if request.method != "POST":
        return _page(request, visit, found, {"form": ReturnForm()})
    about: dict[str, Any] = {"form": ReturnForm(request.POST, request.FILES)}
    try:
        about["found"] = back = read_back(found, request.FILES.get("file"))
        if problems := problems_of(back):
            raise NotComplete(
                "file-unfit",
                _("Nothing was taken in yet. Put this right and send the file again:"),
                problems,
            )
        if "check" in request.POST:
            return _page(request, visit, found, about)
        return_translations(batch=found, texts=texts_by_position(back), by=visit.actor)
    except Refusal as refusal:
        return _page(request, visit, found, {**about, **refused(refusal)}, status=422)
    messages.success(request, _("The translations are taken in. Each waits for approval."))
    return redirect("staff_translation_batch", season=visit.season.key, batch=found.public_id)


setattr(batch, TAKES_FILES, True)


def _page(
    request: HttpRequest,
    visit: Visit,
    batch: TranslationBatch,
    about: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    live = list(live_pieces(batch).values())
    context = {
        "batch": batch,
        "is_out": batch.state == BatchState.OUT,
        "texts": len(live),
        "left": sum(not piece.is_current for _nomination, piece in live),
        "waiting": sum(piece.is_current and not piece.is_approved for _n, piece in live),
        "nominations": {nomination.pk: nomination for nomination, _piece in live}.values(),
        "source": "en" if batch.language == "cy" else "cy",
        **about,
    }
    return render_desk(request, visit, "staff_translations/batch.html", context, status=status)


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def end(request: HttpRequest, visit: Visit, batch: str) -> HttpResponse:
    """Take the texts back from the translator."""
    found = _batch(visit, batch)
    try:
        end_translation_order(batch=found, by=visit.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back. What came back before stays."))
    return redirect("staff_translation_batch", season=visit.season.key, batch=found.public_id)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def texts(_request: HttpRequest, visit: Visit, batch: str, kind: str) -> HttpResponse:
    """The texts as a file, as the panel reads them now."""
    if kind not in KINDS:
        raise Http404
    name, content = file_of(_batch(visit, batch), KINDS[kind])
    answer = HttpResponse(content, content_type=KINDS[kind].content_type)
    answer["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
