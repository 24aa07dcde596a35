"""What may be public of a nominee, said and taken back by them; and their photo."""

from __future__ import annotations

from typing import Any, Final

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.files.arriving import Arrived, take_in
from cadair.files.states import FileState, WhyRefused
from cadair.files.uploads import TAKES_FILES
from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import agree_to_publicity, keep_photo, remove_photo
from cadair.nominations.models import Nominee, NomineePhoto
from cadair.nominations.notices import PAGE
from cadair.nominations.publicity import agreed_kinds
from cadair.nominations.states import PublicityKind
from cadair.web.respond.frame import render_linked
from cadair.web.respond.guards import LinkVisit, linked_page
from cadair.web.respond.publicity_forms import PhotoForm, PublicityForm
from cadair.web.respond.views.nominee import about_nominee, linked_nominee
from cadair.web.shared.attachments import attachment
from cadair.web.shared.desk import refused
from cadair.web.shared.errors import error_page

MOST_BYTES: Final = 10_000_000
RATES: Final = {"photo": "20/1h/key,60/1h/ip"}


@linked_page(*PAGE)
def publicity(request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """Tick what may be public; nothing ticked, nothing public. The same page takes it back."""
    person = linked_nominee(visit)
    about = about_nominee(visit, person)
    if not (about["is_standing"] and about["may_speak"]):
        return redirect("respond_nominee", token=visit.token)
    sent = request.POST if request.method == "POST" else None
    form = PublicityForm(sent, nominee=person, is_guardian=visit.is_guardian)
    about |= {
        "form": form,
        "agreed": [each for each in PublicityKind if each in agreed_kinds(person)],
        "statements": list(person.publicity.all()),
    }
    if sent is not None and form.is_valid():
        try:
            agree_to_publicity(
                nominee=person, language=active_language(), by=visit.actor, **form.spoken()
            )
        except Refusal as refusal:
            about |= refused(refusal)
        else:
            messages.success(request, _("Saved. You can change it here at any time."))
            return redirect("respond_nominee_publicity", token=visit.token)
    status = 200 if sent is None else 422
    season = person.nomination.season
    return render_linked(request, season, "web_respond/publicity.html", about, status=status)


@linked_page(*PAGE)
def photo(request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """Send a photo of oneself, send another one instead, take it away."""
    person = linked_nominee(visit)
    about = about_nominee(visit, person)
    if not (about["is_standing"] and about["may_speak"]):
        return redirect("respond_nominee", token=visit.token)
    if request.method != "POST":
        return _photo_page(request, person, {**about, "form": PhotoForm()})
    form = PhotoForm(request.POST, request.FILES)
    try:
        if request.POST.get("do") == "remove":
            remove_photo(nominee=person, by=visit.actor)
            messages.success(request, _("The photo was removed."))
            return redirect("respond_nominee_photo", token=visit.token)
        if consume(
            request, app="cadair.respond", action="photo", config=RATES, key=person.public_id
        ) is None:  # fmt: skip
            return error_page(request, 429)
        _keep(request, visit, person, form)
    except Refusal as refusal:
        return _photo_page(request, person, {**about, "form": form, **refused(refusal)}, 422)
    messages.success(request, _("Thank you. The organisers have your photo."))
    return redirect("respond_nominee_photo", token=visit.token)


setattr(photo, TAKES_FILES, True)


def _keep(request: HttpRequest, visit: LinkVisit, person: Nominee, form: PhotoForm) -> None:
    arrived: Arrived | None = None
    try:
        arrived = take_in(request.FILES.get("file"), most_bytes=MOST_BYTES)
        keep_photo(
            nominee=person,
            arrived=arrived,
            description=str(form["description"].data or ""),
            language=active_language(),
            by=visit.actor,
        )
    except Refusal:
        if arrived is not None:
            arrived.drop()
        raise


def _photo_page(
    request: HttpRequest, person: Nominee, about: dict[str, Any], status: int = 200
) -> HttpResponse:
    there = NomineePhoto.objects.filter(nominee=person).select_related("file").first()
    file = there.file if there else None
    context = {
        **about,
        "photo": there,
        "is_ready": file is not None and file.state == FileState.READY,
        "why_refused": WhyRefused(file.why_refused).label if file and file.why_refused else "",
        "megabytes": MOST_BYTES // 1_000_000,
        "has_scanner": settings.CADAIR_SCANNER != "none:",
    }
    season = person.nomination.season
    return render_linked(request, season, "web_respond/photo.html", context, status=status)


@linked_page(*PAGE, methods=("GET", "HEAD"))
def photo_file(_request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """The photo as it is kept, for whoever sent it."""
    there = NomineePhoto.objects.filter(nominee=linked_nominee(visit)).first()
    if there is None:
        raise Http404
    return attachment(there.file)
