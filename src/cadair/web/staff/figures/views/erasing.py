"""Take one person out of a season: who it is, where they are named, then for good (PRI-12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.refusals import Refusal
from cadair.nominations.models import Entry, Evidence, Nominee
from cadair.retention.actions import erase_person
from cadair.retention.persons import Found, find
from cadair.retention.states import ErasureGround
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.figures.erasing_forms import ErasingForm, PersonForm

ELSEWHERE: Final[Mapping[str, Promise]] = {
    "Award": gettext_lazy("Awards and their texts"),
    "Decision": gettext_lazy("Reasons of the panel"),
    "Category": gettext_lazy("Words about categories"),
    "Post": gettext_lazy("News"),
    "OutboxMessage": gettext_lazy("Letters"),
    "Mailing": gettext_lazy("Messages to many"),
    "StoredFile": gettext_lazy("Names of files"),
    "SavedView": gettext_lazy("Saved lists"),
    "NominationImport": gettext_lazy("Files of nominations"),
    "CeremonyFacts": gettext_lazy("Facts of the ceremony"),
}
"""What speaks of no entry, or is read by everybody."""


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def take_out(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/keeping/person`: nothing goes before it was shown, and nothing comes back."""
    sent = request.POST if request.method == "POST" else None
    who = PersonForm(sent, initial=_known(request, visit.season))
    context: dict[str, Any] = {"who": who}
    found = find(visit.season, who.person) if who.is_valid() else None
    if found is not None and not found:
        who.add_error(None, _("Nobody is called that in these awards. Check how it is written."))
    if not found:
        status = 422 if who.is_bound else 200
        return render_desk(request, visit, "staff_figures/person.html", context, status=status)
    is_erasing = who.data.get("do") == "erase"
    form = ErasingForm(sent if is_erasing else None, entries=_entries(found), files=_files(found))
    if is_erasing and form.is_valid():
        try:
            _erase(visit, who, form)
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("Taken out. Nothing in these awards names this person."))
            return redirect("staff_keeping", season=visit.season.key)
    context |= {"found": found, "form": form, "elsewhere": _elsewhere(found)}
    status = 422 if is_erasing else 200
    return render_desk(request, visit, "staff_figures/person.html", context, status=status)


def _known(request: HttpRequest, season: Season) -> dict[str, str]:
    """Somebody whose page led here; the address of this page never holds a name."""
    sender = request.GET.get("nomination", "")
    if (sent := season.nominations.filter(public_id=sender[:32]).first()) is not None:
        return {"names": sent.nominator_name, "addresses": sent.nominator_email}
    asked = request.GET.get("nominee", "")
    known = Nominee.objects.filter(nomination__season=season, public_id=asked[:32]).first()
    if known is None:
        return {}
    names = dict.fromkeys(each for each in (known.name, known.own_name) if each)
    return {"names": "\n".join(names), "addresses": known.email}


def _entries(found: Found) -> Sequence[Entry]:
    """Where they are named, in order; what is theirs for certain is not asked about."""
    return list(Entry.objects.filter(pk__in=found.entries).order_by("reference"))


def _files(found: Found) -> Sequence[Evidence]:
    """What was sent with nominations that name them: nobody but an organiser can read a file."""
    behind = [each.nomination_id for each in found.nominees]
    there = Evidence.objects.filter(nomination__in=behind).exclude(file=None)
    return list(there.select_related("file", "nomination").order_by("pk"))


def _elsewhere(found: Found) -> Sequence[tuple[Promise | str, int]]:
    """How many rows of each kind name them."""
    kinds = Counter(ELSEWHERE.get(each.model.__name__) for each in found.places)
    return [(kind, number) for kind, number in kinds.items() if kind is not None]


def _erase(visit: Visit, who: PersonForm, form: ErasingForm) -> None:
    erase_person(
        season=visit.season,
        person=who.person,
        ground=ErasureGround(form.cleaned_data["ground"]),
        files=form.chosen_files,
        apart=form.chosen_apart,
        by=visit.actor,
    )
