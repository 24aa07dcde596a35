"""Does the judging add up, what is worth a look, and the record to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.refusals import Refusal
from cadair.judging.models import Round
from cadair.judging.round_plans import called
from cadair.record.actions import export_record
from cadair.record.anchors import heads_sent
from cadair.record.anomalies import Anomaly, anomalies
from cadair.record.reconciliation import Fault, Reconciled, reconcile
from cadair.record.rules import may_look, versions_for
from cadair.record.states import RecordVersion
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import WRITE, Visit, season_page
from cadair.web.staff.record.papers import typesetter

FROM_MEETING_ON = (SeasonState.DECIDING, SeasonState.SEALED, SeasonState.RELEASED)
CONFIRMED = (SeasonState.SEALED, SeasonState.RELEASED)

HOLDS: dict[RecordVersion, Promise] = {
    RecordVersion.PUBLIC: _(
        "Rules, panel by seat, counts, who stepped aside, decisions and awards. No names, no "
        "marks, no reasons. It can be made once the results are published."
    ),
    RecordVersion.FOI: _(
        "All marks and reasons, judges by seat; in place of names stands […]. Read the reasons "
        "once more before you send it."
    ),
    RecordVersion.FULL: _(
        "Everything, with names and comments. For those who run the awards: keep it safe."
    ),
}
"""What each version holds."""


@season_page(SeasonRole.ORGANISER, SeasonRole.SCRUTINEER)
def judging_record(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/judging-record`: counted, looked at, and offered in the versions there are."""
    return _page(request, visit)


@season_page(SeasonRole.ORGANISER, SeasonRole.SCRUTINEER, methods=WRITE)
def take(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/judging-record/take`: the file; who took it stands in the record of actions."""
    try:
        made = export_record(
            season=visit.season,
            version=_chosen(request),
            by=visit.actor,
            typesetter=typesetter,
        )
    except Refusal as refusal:
        return _page(request, visit, refused(refusal), status=422)
    response = HttpResponse(made.content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _chosen(request: HttpRequest) -> RecordVersion:
    """The version that was asked for.

    Raises:
        Refusal: there is no such version.
    """
    version = request.POST.get("version", "")
    if version not in RecordVersion.values:
        raise Refusal("no-version", _("Choose which version of the record you need."))
    return RecordVersion(version)


def _page(
    request: HttpRequest, visit: Visit, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    season = visit.season
    is_open = may_look(visit.actor, season)
    context: dict[str, Any] = {
        "is_open": is_open,
        "heads": heads_sent(season),
        "command": f"python3 verify_record.py {season.key}-judging-record-foi.zip",
        "is_meeting": season.state in FROM_MEETING_ON,
        "is_confirmed": season.state in CONFIRMED,
        "is_released": season.state == SeasonState.RELEASED,
        "versions": [
            {
                "value": version.value,
                "label": version.label,
                "holds": HOLDS[version],
                "is_ready": version != RecordVersion.PUBLIC or season.state == SeasonState.RELEASED,
            }
            for version in versions_for(visit.actor, season)
        ],
    }
    if is_open and context["is_meeting"]:
        context |= _found(season)
    template = "staff_record/record.html"
    return render_desk(request, visit, template, {**context, **(more or {})}, status=status)


def _found(season: Season) -> dict[str, Any]:
    counted = reconcile(season)
    named = _Named(season)
    return {
        "counted": counted,
        "sums": {name: counted.sum_of(name) for name in _COLUMNS},
        "lines": list(_lines(counted, named)),
        "faults": list(named.sentences(counted.faults)),
        "anomalies": list(named.sentences(anomalies(season, counted))),
    }


_COLUMNS = ("expected", "received", "recused", "excused", "abstained", "missing")


def _lines(counted: Reconciled, named: _Named) -> Iterator[dict[str, Any]]:
    """One line a category: its name and its sums."""
    wrong = {fault.category for fault in counted.faults}
    found: dict[str, dict[str, int]] = {}
    for place in counted.places:
        sums = found.setdefault(place.category, dict.fromkeys(_COLUMNS, 0))
        for name in _COLUMNS:
            sums[name] += getattr(place, name)
    for category, sums in found.items():
        yield {"name": named.category(category), "is_even": category not in wrong, **sums}


class _Named:
    """Judges and categories by name, as the people on the desk know them."""

    def __init__(self, season: Season) -> None:
        self._judges = dict(season.judges.values_list("key", "name"))
        self._criteria = {each.key: str(each.name) for each in season.criteria.all()}
        self._categories = {each.key: str(each.name) for each in season.categories.all()}

        rounds = Round.objects.filter(season=season).select_related("category")
        self._rounds = {(each.category.key, each.key): str(called(each)) for each in rounds}

    def category(self, key: str) -> str:
        """Its name."""
        return self._categories.get(key, key)

    def sentences(self, found: Iterable[Fault | Anomaly]) -> Iterator[str]:
        """Each with names in place of keys."""
        for each in found:
            judge = str(each.facts.get("judge", ""))
            facts: dict[str, Any] = {**each.facts, "judge": self._judges.get(judge, judge)}
            if "criterion" in facts:
                facts["criterion"] = self._criteria.get(facts["criterion"], facts["criterion"])
            if "round" in facts:
                facts["round"] = self._rounds.get((each.category, facts["round"]), facts["round"])
            category = self.category(each.category)
            yield str(replace(each, category=category, facts=facts))
