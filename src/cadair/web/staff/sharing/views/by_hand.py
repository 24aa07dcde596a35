"""Who reads one entry, said by hand."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import assign_by_hand
from cadair.judging.actions.sharing import WHY_NOT
from cadair.judging.models import Judge
from cadair.judging.rounds import entries_in
from cadair.judging.sharing import Facts, ToRead, Wishes, facts_of, why_not
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.interests.overview import titled
from cadair.web.staff.sharing.forms import ReadersForm
from cadair.web.staff.sharing.overview import called, judges_in
from cadair.web.staff.sharing.views.rounds import can_share, round_of


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def entry(request: HttpRequest, visit: Visit, which: str, entry: str) -> HttpResponse:
    """`desk/…/sharing/…/entry/…`: its readers, and why others may not read it."""
    found = round_of(visit.season, which, readers__isnull=False, by_staff=False)
    asked = get_object_or_404(entries_in(found), public_id=entry)
    facts = facts_of(found, Wishes(found.readers or 1))
    here = next((each for each in facts.entries if each.id == asked.pk), None)
    if here is None:
        raise Http404
    judges = judges_in(facts)
    free, shut, begun = _sorted(facts, here, judges)
    reads = {judge for which, judge in facts.told | facts.begun if which == asked.pk}
    form = ReadersForm(
        request.POST if request.method == "POST" else None,
        choices=[(judge.public_id, judge.name) for judge in free],
        initial={"judges": [judge.public_id for judge in free if judge.pk in reads]},
    )
    context = {
        "round": found,
        "called": called(found),
        "entry": titled(asked),
        "form": form,
        "free": free,
        "shut": shut,
        "begun": begun,
        "can_share": can_share(found),
    }
    if form.is_valid():
        wanted = set(form.cleaned_data["judges"])
        chosen = [judge for judge in free if judge.public_id in wanted]
        try:
            assign_by_hand(round_=found, entry=asked, judges=[*chosen, *begun], by=visit.actor)
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("staff_sharing_round", season=visit.season.key, which=which)
    status = 422 if form.is_bound else 200
    return render_desk(request, visit, "staff_sharing/entry.html", context, status=status)


def _sorted(
    facts: Facts, entry: ToRead, judges: list[Judge]
) -> tuple[list[Judge], list[tuple[str, str]], list[Judge]]:
    """Who may read it, who may not and why, and whose work on it has begun."""
    readers = {each.id: each for each in facts.readers}
    free, shut, begun = [], [], []
    for judge in judges:
        why = why_not(facts, entry, readers[judge.pk])
        if (entry.id, judge.pk) in facts.begun:
            begun.append(judge)
        elif why is None:
            free.append(judge)
        else:
            shut.append((judge.name, str(WHY_NOT[why])))
    return free, shut, begun
