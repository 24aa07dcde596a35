"""The rounds of one category, each with all it can say."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import set_rounds
from cadair.judging.actions.rounds import CHANGEABLE
from cadair.judging.round_plans import MOST_ROUNDS, RoundPlan, planned, section_of
from cadair.judging.round_states import RoundMethod
from cadair.seasons.models import Category
from cadair.seasons.sections import ChangedMeanwhile, stamp_of
from cadair.seasons.states import CategoryGroup, SeasonRole, SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.rounds.forms import RoundForm, ToldForm, initial_round
from cadair.web.staff.rounds.hours import load_of
from cadair.web.staff.rounds.views.overview import announced
from cadair.web.staff.setup.hours import hours_of

ONE = RoundPlan("", RoundMethod.CRITERIA)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def category_rounds(request: HttpRequest, visit: Visit, category: str) -> HttpResponse:
    """`desk/…/rounds/category/…`: every round, one more on request, and its removal."""
    season = visit.season
    among = season.categories.exclude(group=CategoryGroup.OVERALL)
    found = get_object_or_404(among, key=category)
    sent = request.POST if request.method == "POST" else None
    forms = _forms(found, sent)
    told = ToldForm(sent) if season.state in CHANGEABLE else None
    context: dict[str, Any] = {"told": told, "stamp": stamp_of(section_of(found))}
    if sent is not None and "add" in sent:
        told = context["told"] = ToldForm(initial=sent.dict()) if told is not None else None
        forms = _as_typed(sent, one_more=True)
    elif sent is not None:
        context["stamp"] = sent.get("shown", "")
        is_valid = [each.is_valid() for each in forms if not _is_removed(each)]
        if all(is_valid) and (told is None or told.is_valid()):
            try:
                _save(visit, found, forms, told, context["stamp"])
            except Refusal as refusal:
                context |= refused(refusal)
                if isinstance(refusal, ChangedMeanwhile):
                    context["stamp"] = stamp_of(section_of(found))
                    context["theirs"] = planned(found)
            else:
                messages.success(request, _("Saved. The category is judged like this."))
                return redirect("staff_rounds", season=season.key)
    context |= {
        "category": found,
        "forms": forms,
        "can_add": len(forms) < MOST_ROUNDS,
        "hours": _hours(found),
        "can_change": season.state == SeasonState.DRAFT or told is not None,
    }
    status = 422 if sent is not None and "add" not in sent else 200
    return render_desk(request, visit, "staff_rounds/category.html", context, status=status)


def _save(
    visit: Visit, category: Category, forms: list[RoundForm], told: ToldForm | None, shown: str
) -> None:
    keys = {form.cleaned_data["key"] for form in forms if not _is_removed(form)} - {""}
    plans = [form.plan(keys) for form in forms if not _is_removed(form)]
    with transaction.atomic():
        set_rounds(
            season=visit.season,
            categories=[category],
            rounds=plans,
            shown=shown,
            told=told.told() if told else None,
            by=visit.actor,
        )
        announced(visit)


def _forms(category: Category, sent: QueryDict | None) -> list[RoundForm]:
    if sent is None:
        plans = planned(category) or (ONE,)
        return [
            RoundForm(None, prefix=f"r{at}", initial=initial_round(plan))
            for at, plan in enumerate(plans)
        ]
    return [RoundForm(sent, prefix=f"r{at}") for at in range(_count(sent))]


def _as_typed(sent: QueryDict, *, one_more: bool) -> list[RoundForm]:
    """The forms unbound with what was typed, so that adding a round complains of nothing."""
    there = [
        RoundForm(
            None,
            prefix=f"r{at}",
            initial={name: sent.get(f"r{at}-{name}", "") for name in RoundForm().fields},
        )
        for at in range(_count(sent))
    ]
    if one_more and len(there) < MOST_ROUNDS:
        there.append(RoundForm(None, prefix=f"r{len(there)}", initial=initial_round(ONE)))
    return there


def _count(sent: QueryDict) -> int:
    number = sent.get("count", "")
    return min(MOST_ROUNDS, int(number)) if number.isascii() and number.isdigit() else 0


def _is_removed(form: RoundForm) -> bool:
    return bool(form["is_removed"].value())


def _hours(category: Category) -> dict[str, Any] | None:
    """What the rounds as they stand ask of each judge, for the entries there may be."""
    estimate = hours_of(category.season)
    if not estimate.judges:
        return None
    categories = category.season.categories.exclude(group=CategoryGroup.OVERALL).count()
    entries = max(1, round(estimate.lines[-1].entries / max(1, categories)))
    load = load_of(planned(category), entries, estimate.judges, 1)
    return {"entries": entries, "judge": load.judge, "staff": load.staff}
