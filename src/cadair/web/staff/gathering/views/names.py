"""What organisations are also called, so that they are found and recognised by every name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import drop_alias, name_alias
from cadair.nominations.queries import bodies_of
from cadair.people.models import Organisation, OrganisationAlias
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page


class AliasForm(forms.Form):
    """One more name of one body."""

    body = forms.ChoiceField(label=gettext_lazy("Organisation"))
    name = forms.CharField(
        label=gettext_lazy("Also called"),
        help_text=gettext_lazy("A short name, a former one, or its name in the other language."),
    )

    def __init__(self, data: Any = None, *, bodies: list[Organisation]) -> None:
        super().__init__(data)
        self.fields["body"].choices = [  # type: ignore[attr-defined]
            (body.public_id, str(body.name)) for body in bodies
        ]


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def names(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/organisations/names`: every body of the season with its other names."""
    bodies = _bodies(visit.season)
    is_new = request.method == "POST" and "drop" not in request.POST
    form = AliasForm(request.POST if is_new else None, bodies=bodies)
    context: dict[str, Any] = {"form": form, "bodies": bodies}
    if request.method == "POST" and (not is_new or form.is_valid()):
        try:
            done = _act(request, visit, form, bodies)
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, done)
            return redirect("staff_names", season=visit.season.key)
    status = 422 if request.method == "POST" else 200
    return render_desk(request, visit, "staff_gathering/names.html", context, status=status)


def _act(request: HttpRequest, visit: Visit, form: AliasForm, bodies: list[Organisation]) -> str:
    if "drop" in request.POST:
        own = OrganisationAlias.objects.filter(organisation__in=bodies)
        alias = get_object_or_404(own, public_id=request.POST["drop"])
        drop_alias(season=visit.season, alias=alias, by=visit.actor)
        return _("The name is taken away.")
    body = next(each for each in bodies if each.public_id == form.cleaned_data["body"])
    name_alias(
        season=visit.season, organisation=body, name=form.cleaned_data["name"], by=visit.actor
    )
    return _("The name is noted.")


def _bodies(season: Season) -> list[Organisation]:
    """Those behind entries and those that hold a seat, by the alphabet of the page."""
    order = {"cy": "sort_cy", "en": "sort_en"}[active_language()]
    here = Q(pk__in=bodies_of(season).values("pk")) | Q(seats__season=season)
    found = Organisation.objects.filter(here).distinct().order_by(order, "pk")
    return list(found.prefetch_related("aliases"))
