"""What a rule of a kind of award means, sentence by sentence, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.bilingual import LANGUAGES, Language, active_language
from cadair.foundation.welsh.lists import joined
from cadair.nominations.states import EntryKind
from cadair.seasons.models import AwardKind, Season

METHODS: Final[Mapping[str, Promise]] = {
    "highest-mean/1": gettext_lazy(
        "By the mean of the judges’ marks in the category: the highest is suggested"
    ),
    "highest-score/1": gettext_lazy(
        "By the highest score an entry has in any of its categories: the highest is suggested"
    ),
    "panel-chooses/1": gettext_lazy(
        "No scores are compared: the candidates are listed and the panel chooses"
    ),
    "panel-chooses/2": gettext_lazy(
        "No scores are compared: the panel chooses, also among people or at its discretion"
    ),
    "combined-score/1": gettext_lazy(
        "By the scores of several categories together: the highest is suggested"
    ),
    "ranked-ballot/1": gettext_lazy("By the ballots on which the judges rank the candidates"),
}
SIMPLE_METHODS: Final = ("highest-mean/1", "highest-score/1", "panel-chooses/1")
SIMPLE_POOLS: Final = ("category", "all-entries", "award-holders")
"""What most awards need; the form offers the others under “Advanced”."""
POOLS: Final[Mapping[str, Promise]] = {
    "category": gettext_lazy("The entries of the category"),
    "all-entries": gettext_lazy("All entries of the season"),
    "award-holders": gettext_lazy("Those who hold another award of the season"),
    "people": gettext_lazy("The people in the entries"),
    "discretion": gettext_lazy("Anybody, at the panel’s discretion"),
}
_ADVANCED: Final = ("panel-chooses/2", "combined-score/1", "ranked-ballot/1")
METHODS_OF_POOL: Final[Mapping[str, tuple[str, ...]]] = {
    "category": ("highest-mean/1", "panel-chooses/1", *_ADVANCED),
    "all-entries": ("highest-score/1", "panel-chooses/1", *_ADVANCED),
    "award-holders": ("highest-score/1", "panel-chooses/1", *_ADVANCED),
    "people": ("panel-chooses/2",),
    "discretion": ("panel-chooses/2",),
}
TIES: Final[Mapping[str, Promise]] = {
    "heaviest-criterion": gettext_lazy("The higher mean mark for the heaviest criterion"),
    "more-judges": gettext_lazy("More of the judges put it alone at the top"),
    "head-to-head": gettext_lazy("Compared in pairs, more judges put it higher"),
    "chair": gettext_lazy("The higher total on the chair’s own scorecard"),
    "lot": gettext_lazy("A lot, from a seed committed to beforehand"),
    "declare-joint": gettext_lazy("They share the award"),
}
"""How a tie can end."""
FIGURES: Final[Mapping[str, Promise]] = {
    "score": gettext_lazy("The score of the entry"),
    "each-criterion": gettext_lazy("Mean of every criterion"),
    "each-judge": gettext_lazy("Total of every judge"),
}
"""What a condition can be about, beside one criterion."""
PATHS: Final[Mapping[str, Promise]] = {
    "given": gettext_lazy("Only where the award before it is given"),
    "not-given": gettext_lazy("Only where the award before it is not given"),
}
QUOTAS: Final[Mapping[str, Promise]] = {
    "organisation": gettext_lazy("By organisation"),
    "area": gettext_lazy("By area"),
}
ROUTES: Final[Mapping[str, Promise]] = {
    "self": gettext_lazy("By those who did the work"),
    "third-party": gettext_lazy("By others"),
}
COUNTS: Final[Mapping[str, Promise]] = {
    "schulze": gettext_lazy("Schulze’s method"),
    "borda": gettext_lazy("Borda’s count"),
    "stv": gettext_lazy("Single transferable vote"),
}


def in_both_languages(season: Season, rule: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The sentences of a rule in each language, for two columns."""
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append({"language": language, "sentences": list(_sentences(season, rule or {}))})
    return found


def _sentences(season: Season, rule: Mapping[str, Any]) -> Iterator[str]:
    if not rule:
        yield _("There is no rule yet.")
        return
    yield _("Chosen from") + f": {POOLS[rule['pool']]}."
    if rule.get("entry_kinds"):
        kinds = [str(EntryKind(kind).label) for kind in rule["entry_kinds"]]
        yield _("Only these kinds of entry") + f": {joined(kinds, active_language())}."
    yield f"{METHODS[rule['method']]}."
    yield from _places(rule)
    yield from _points(rule)
    if rule.get("after"):
        yield (
            _("Given after")
            + f": {_name(season, rule['after'])}. "
            + _("Whoever holds that award is out.")
        )
    if rule.get("holders_of"):
        names = [_name(season, key) for key in rule["holders_of"]]
        yield _("The award that must be held is one of these") + f": {' · '.join(names)}."
    yield from _path(rule)
    yield from _conditions(season, rule)
    yield from _limits(rule)
    yield from _ways(season, rule)
    if rule.get("may_withhold", True):
        yield _("The panel may give none, and says why.")
    yield _("The rule only suggests. The panel decides.")


def _places(rule: Mapping[str, Any]) -> Iterator[str]:
    if rule.get("maximum") is None:
        yield _("There is no limit to the number of awards.")
    else:
        yield _("Awards of this kind, at most") + f": {rule['maximum']}."
    if rule.get("joint"):
        yield _("Equal scores share the award.")
    elif not rule["method"].startswith("panel-chooses/"):
        yield _("Where scores are equal, the panel decides between them.")
    if rule.get("minimum_entries", 1) > 1:
        yield _("Entries there must be to choose from, at least") + f": {rule['minimum_entries']}."


def _points(rule: Mapping[str, Any]) -> Iterator[str]:
    labels = {
        "threshold": _("Points an entry must have, at least"),
        "near_tie": _("“Close, discuss” is said instead of a name within so many points"),
        "within": _("Points it may lie below the one before it, at most"),
    }
    for name, label in labels.items():
        if rule.get(name):
            yield f"{label}: {rule[name]}."
    if rule.get("winning_margin"):
        label = _("Points by which the last to receive it must lead the next one, at least")
        yield f"{label}: {rule['winning_margin']}. " + _("A smaller lead asks for a second round.")
    if rule.get("ties"):
        steps = "; ".join(str(TIES[each]) for each in rule["ties"])
        yield _("Where scores are equal, these count one after the other") + f": {steps}."
    if rule.get("lot_commitment"):
        yield _("Digest of the seed of a lot") + f": {rule['lot_commitment']}."


def _path(rule: Mapping[str, Any]) -> Iterator[str]:
    if rule.get("place"):
        yield (
            _("Place in the list")
            + f": {rule['place']}. "
            + _("It stays empty where those who share an earlier place fill it.")
        )
    if rule.get("where"):
        yield f"{PATHS[rule['where']]}."
    if rule.get("routes"):
        routes = "; ".join(str(ROUTES[each]) for each in rule["routes"])
        yield _("Only entries put forward so") + f": {routes}."


def _conditions(season: Season, rule: Mapping[str, Any]) -> Iterator[str]:
    language: Language = active_language()
    names = {row.key: row.name.in_language(language) for row in season.criteria.all()}
    for requirement in rule.get("requires", ()):
        floors = [_floor(floor, names) for floor in requirement["any_of"]]
        label = _("Condition") if len(floors) == 1 else _("Condition, one of these is enough")
        yield f"{label}: {'; '.join(floors)}."


def _floor(floor: Mapping[str, Any], names: Mapping[str, str]) -> str:
    criterion = floor.get("criterion")
    figure = f"{_('Mean of a criterion')} ({names.get(criterion, criterion)})" if criterion else ""
    return _("%(figure)s, points at least: %(points)s") % {
        "figure": figure or FIGURES[floor["of"]],
        "points": floor["at_least"],
    }


def _limits(rule: Mapping[str, Any]) -> Iterator[str]:
    if rule.get("one_prize"):
        yield _("Whoever holds another award of which an entry receives only one is out.")
    if rule.get("quota"):
        label = _("Awards of this kind for one organisation, at most")
        if rule.get("quota_of") == "area":
            label = _("Awards of this kind for one area, at most")
        yield f"{label}: {rule['quota']}."


def _ways(season: Season, rule: Mapping[str, Any]) -> Iterator[str]:
    if rule.get("combines"):
        language: Language = active_language()
        names = {row.key: row.name.in_language(language) for row in season.categories.all()}
        parts = [f"{names.get(key, key)} × {weight}" for key, weight in rule["combines"].items()]
        yield _("Categories with their weights") + f": {'; '.join(parts)}."
    if rule.get("count"):
        yield _("How the ballots are counted") + f": {COUNTS[rule['count']]}."
    if rule.get("no_award"):
        yield _("“No award” stands on the ballot like a candidate") + "."


def _name(season: Season, key: str) -> str:
    kind = AwardKind.objects.filter(season=season, key=key).first()
    language: Language = active_language()
    return kind.name.in_language(language) if kind else key
