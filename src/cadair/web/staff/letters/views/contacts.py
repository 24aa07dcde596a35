"""The addresses at which organisations want to hear of the awards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import note_contact, remove_contact
from cadair.people.models import OrganisationContact
from cadair.people.queries import organisations_in_order
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.letters.forms import ContactForm


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def contacts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/messages/contacts`: who hears for which organisation; add, remove."""
    if request.method != "POST":
        return _page(request, visit, ContactForm(), {})
    if "remove" in request.POST:
        return _removed(request, visit)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, form, {}, status=422)
    data = form.cleaned_data
    try:
        note_contact(
            season=visit.season,
            organisation=data["organisation"],
            address=data["address"],
            by=visit.actor,
        )
    except Refusal as refusal:
        return _page(request, visit, form, refused(refusal), status=422)
    messages.success(request, _("The contact is noted."))
    return redirect("staff_contacts", season=visit.season.key)


def _removed(request: HttpRequest, visit: Visit) -> HttpResponse:
    contact = get_object_or_404(OrganisationContact, public_id=request.POST["remove"][:32])
    try:
        remove_contact(season=visit.season, contact=contact, by=visit.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The contact is removed."))
    return redirect("staff_contacts", season=visit.season.key)


def _page(
    request: HttpRequest,
    visit: Visit,
    form: ContactForm,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    language = active_language()
    found = OrganisationContact.objects.select_related("organisation")
    bodies = [body.name.in_language(language) for body in organisations_in_order(language)]
    frame = {
        "form": form,
        "contacts": list(found.order_by(f"organisation__sort_{language}", "address")),
        "bodies": bodies,
        **context,
    }
    return render_desk(request, visit, "staff_letters/contacts.html", frame, status=status)
