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
OFFERED: Final = ("highest-mean/1", "highest-score/1", "panel-chooses/1")
"""The methods that the form offers; the others come from a season file and stay as they are."""
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
ADVANCED: Final = (
    *("place", "where", "requires", "winning_margin", "one_prize", "quota", "quota_of"),
    *("routes", "combines", "count", "no_award"),
)
"""Keys of a rule that come from a season file; the form keeps them."""


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
    if any(rule.get(name) for name in ADVANCED):
        yield _("It has conditions of its own, which this page leaves as they are.")
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
    if rule.get("ties"):
        yield _("Ties are broken in an order of their own, which this page leaves as it is.")


def _name(season: Season, key: str) -> str:
    kind = AwardKind.objects.filter(season=season, key=key).first()
    language: Language = active_language()
    return kind.name.in_language(language) if kind else key
