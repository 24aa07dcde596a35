"""Names that are hidden from judges: where texts still hold them, files without any, showing early.

What is found in the texts is only suggested; an organiser takes it out, or leaves it.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import find_nameless, show_names
from cadair.judging.models import NamesShown, Round
from cadair.nominations.models import Evidence
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.sharing.finding import files_in, names_in
from cadair.web.staff.sharing.forms import ShowNamesForm
from cadair.web.staff.sharing.overview import called
from cadair.web.staff.sharing.views.rounds import round_of


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def names(request: HttpRequest, visit: Visit, which: str) -> HttpResponse:
    """`desk/…/sharing/…/names`: what to look through before judges read."""
    found = round_of(visit.season, which, hides_names=True)
    is_showing = request.method == "POST" and "show" in request.POST
    form = ShowNamesForm(request.POST if is_showing else None)
    more: dict[str, Any] = {}
    try:
        if is_showing and form.is_valid():
            show_names(round_=found, reason=form.cleaned_data["reason"], by=visit.actor)
            messages.success(request, _("From now on judges see the names."))
            return redirect(request.path)
        if request.method == "POST" and not is_showing:
            _say_of_file(request, found, visit)
            return redirect(f"{request.path}#files")
    except Refusal as refusal:
        more = refused(refusal)
    context = {
        "round": found,
        "called": called(found),
        "form": form,
        "shown": NamesShown.objects.filter(round=found).first(),
        "found": names_in(found),
        "files": files_in(found),
        **more,
    }
    status = 422 if request.method == "POST" else 200
    return render_desk(request, visit, "staff_sharing/names.html", context, status=status)


def _say_of_file(request: HttpRequest, round_: Round, visit: Visit) -> None:
    """Only files and links that are listed on the page can be spoken of."""
    wanted = request.POST.get("nameless", "") or request.POST.get("names", "")
    here = [each.evidence.pk for each in files_in(round_)]
    evidence = Evidence.objects.filter(pk__in=here, public_id=wanted).first()
    if evidence is None:
        raise Refusal("no-file", _("This file is no longer here. Look at the list again."))
    find_nameless(evidence=evidence, is_nameless="nameless" in request.POST, by=visit.actor)
    messages.success(request, _("Saved."))
