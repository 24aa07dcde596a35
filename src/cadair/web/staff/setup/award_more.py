"""What few kinds of award need of their rule, as questions: those under “Advanced”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import active_language
from cadair.seasons.models import AwardKind, Season
from cadair.web.staff.setup.fields import SetupForm, number
from cadair.web.staff.setup.rule_words import COUNTS, FIGURES, PATHS, QUOTAS, ROUTES, TIES

WRONG_POINTS: Final = (
    "invalid",
    "min_value",
    "max_value",
    "max_digits",
    "max_decimal_places",
    "max_whole_digits",
)
CONDITIONS: Final = 2
FLOORS: Final = 2
STEPS: Final = 3
MOST: Final = 20
"""How many conditions are offered at least, figures in each, steps of a tie; conditions at most."""
_FLOOR: Final = re.compile(r"floor_([0-9]{1,2})_([0-9]{1,2})_of", re.ASCII)


def points_field(label: Any, help_text: Any = "") -> forms.DecimalField:
    """Points from 0 to 100, or nothing."""
    wrong = _("Write a number of points from 0 to 100, such as 1.5.")
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=9,
        decimal_places=6,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
        error_messages=dict.fromkeys(WRONG_POINTS, wrong),
    )


def several(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    """Several of a list, or none."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=choices,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


def one_of(label: Any, none: Any, choices: Mapping[str, Any], help_text: Any = "") -> Any:
    """One of a list, or none of it."""
    listed = [("", none), *choices.items()]
    return forms.ChoiceField(label=label, required=False, choices=listed, help_text=help_text)


def plain(points: Decimal | None) -> str | None:
    """Points as a rule writes them: no zeros at the end, no exponent."""
    if points is None:
        return None
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class MoreQuestions(SetupForm):
    """Place, path, conditions, lead, limits, ties, categories together, and ballots."""

    holders_of = several(
        _("Which awards one must hold"), [], _("None chosen: any that is not itself of this sort.")
    )
    routes = several(_("Only entries put forward so"), list(ROUTES.items()))
    where = one_of(_("On which path"), _("On every path"), PATHS)
    place = number(
        _("Place in a list such as first, second, third"),
        1,
        1000,
        required=False,
        help_text=_("2 for the second: it stays empty where two share the first place."),
    )
    winning_margin = points_field(
        _("Points by which the last to receive it must lead the next one, at least"),
        _("A smaller lead asks for a second round. Empty: any lead will do."),
    )
    one_prize = forms.BooleanField(
        label=_("An entry receives only one of the awards that say this"), required=False
    )
    quota = number(
        _("How many of this kind go to one organisation or area at most"),
        1,
        1000,
        required=False,
        help_text=_("Over all categories. Empty: no limit."),
    )
    quota_of = one_of(_("What that limit counts by"), _("Nothing"), QUOTAS)
    lot_commitment = forms.CharField(
        label=_("Digest of the seed of a lot"),
        required=False,
        max_length=64,
        help_text=_(
            "Only where a tie may end by lot: the SHA-256 of a secret that is opened afterwards, "
            "64 figures and letters from a to f."
        ),
    )
    count = one_of(_("How the ballots are counted"), _("There are no ballots"), COUNTS)
    no_award = forms.BooleanField(
        label=_("“No award” stands on the ballot like a candidate"), required=False
    )

    def __init__(self, data: Any = None, *, season: Season, kind: AwardKind | None, **options: Any):
        self.season, self.stored = season, dict(options.pop("stored"))
        initial = {**options.pop("initial"), **_initial_of(self.stored)}
        super().__init__(data, initial=initial, **options)
        language = active_language()
        others = season.award_kinds.exclude(pk=kind.pk) if kind else season.award_kinds.all()
        self.others = [(row.key, row.name.in_language(language)) for row in others]
        self.offer("holders_of", self.others)
        self.steps = _steps(self.stored, data)
        self._ask_for_ties()
        self._ask_for_weights(language)
        self._ask_for_conditions(language, data)

    def offer(self, name: str, choices: list[Any]) -> None:
        """Let a question be answered from these."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _ask_for_ties(self) -> None:
        listed = [("", _("Nothing more")), *TIES.items()]
        for place in range(1, self.steps + 1):
            label = format_lazy("{} {}", _("Step"), place)
            field = forms.ChoiceField(label=label, required=False, choices=listed)
            self.fields[f"tie_{place}"] = field

    def _ask_for_weights(self, language: Any) -> None:
        self.weights = {}
        for row in self.season.categories.all():
            name = f"weight_{row.key}"
            self.weights[name] = row.key
            self.fields[name] = number(row.name.in_language(language), 1, 100, required=False)

    def _ask_for_conditions(self, language: Any, data: Any) -> None:
        criteria = {
            f"criterion:{row.key}": format_lazy(
                "{}: {}", _("Mean of a criterion"), row.name.in_language(language)
            )
            for row in self.season.criteria.all()
        }
        listed: list[Any] = [("", _("None")), *FIGURES.items(), *criteria.items()]
        self.conditions = []
        for row in range(_conditions(self.stored, data)):
            floors = []
            for place in range(_floors(self.stored, data)):
                name = f"floor_{row}_{place}"
                said = _("Figure") if place == 0 else _("Or this figure")
                of = forms.ChoiceField(label=said, required=False, choices=listed)
                self.fields[f"{name}_of"] = of
                self.fields[f"{name}_points"] = points_field(_("Points, at least"))
                floors.append(name)
            self.conditions.append(floors)

    def condition_rows(self) -> Iterator[list[tuple[Any, Any]]]:
        """The conditions as they stand on the page: figure and points, of which one is enough."""
        for floors in self.conditions:
            yield [(self[f"{name}_of"], self[f"{name}_points"]) for name in floors]

    def clean(self) -> dict[str, Any]:
        """See that figure and points stand together."""
        data = super().clean() or {}
        for name in (each for floors in self.conditions for each in floors):
            of, points = data.get(f"{name}_of"), data.get(f"{name}_points")
            if of and points is None and f"{name}_points" not in self.errors:
                wrong = _("Write how many points this figure must reach.")
                self.add_error(f"{name}_points", ValidationError(wrong))
            if points is not None and not of and f"{name}_of" not in self.errors:
                wrong = _("Choose which figure must reach these points.")
                self.add_error(f"{name}_of", ValidationError(wrong))
        return data

    def more_of_rule(self) -> dict[str, Any]:
        """The part of the rule these questions give; what says nothing is left out."""
        data = self.cleaned_data
        ties = [data[f"tie_{place}"] for place in range(1, self.steps + 1)]
        weights = {key: data[name] for name, key in self.weights.items() if data[name]}
        said = {
            "holders_of": data["holders_of"],
            "ties": [each for each in ties if each],
            "lot_commitment": data["lot_commitment"].strip().lower(),
            "place": data["place"],
            "where": data["where"],
            "requires": list(self._requires()),
            "winning_margin": plain(data["winning_margin"]),
            "one_prize": data["one_prize"],
            "quota": data["quota"],
            "quota_of": data["quota"] and (data["quota_of"] or "organisation"),
            "routes": data["routes"],
            "combines": weights,
            "count": data["count"],
            "no_award": data["no_award"],
        }
        return {name: value for name, value in said.items() if value}

    def _requires(self) -> Iterator[dict[str, Any]]:
        data = self.cleaned_data
        for floors in self.conditions:
            found = [
                _floor(data[f"{name}_of"], data[f"{name}_points"])
                for name in floors
                if data[f"{name}_of"]
            ]
            if found:
                yield {"any_of": found}

    def asked_by(self, field: str) -> str | None:
        """The question behind a field of the rule, so that what is wrong stands beside it."""
        first = {"requires": "floor_0_0_of", "ties": "tie_1"}
        first["combines"] = next(iter(self.weights), "")
        name = first.get(field, field)
        return name if name in self.fields else None


def _floor(chosen: str, points: Decimal | None) -> dict[str, Any]:
    of, _colon, criterion = chosen.partition(":")
    floor = {"of": of, "at_least": plain(points)}
    return {**floor, "criterion": criterion} if criterion else floor


def _initial_of(rule: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place, each in enumerate(rule.get("ties", ()), start=1):
        found[f"tie_{place}"] = each
    for key, weight in (rule.get("combines") or {}).items():
        found[f"weight_{key}"] = weight
    for row, requirement in enumerate(rule.get("requires", ())):
        for place, floor in enumerate(requirement["any_of"]):
            criterion = floor.get("criterion")
            of = f"{floor['of']}:{criterion}" if criterion else floor["of"]
            found[f"floor_{row}_{place}_of"] = of
            found[f"floor_{row}_{place}_points"] = floor["at_least"]
    if rule.get("quota"):
        found["quota_of"] = rule.get("quota_of") or "organisation"
    return found


def _conditions(rule: Mapping[str, Any], data: Any) -> int:
    stored = len(rule.get("requires", ())) + 1
    sent = [row + 1 for row, _place in _sent(data)]
    return min(MOST, max([CONDITIONS, stored, *sent]))


def _floors(rule: Mapping[str, Any], data: Any) -> int:
    stored = [len(each["any_of"]) + 1 for each in rule.get("requires", ())]
    sent = [place + 1 for _row, place in _sent(data)]
    return min(MOST, max([FLOORS, *stored, *sent]))


def _steps(rule: Mapping[str, Any], data: Any) -> int:
    stored = len(rule.get("ties", ())) + 1
    sent = [place for place in range(1, len(TIES) + 1) if f"tie_{place}" in (data or ())]
    return min(len(TIES), max([STEPS, stored, *sent]))


def _sent(data: Any) -> Iterator[tuple[int, int]]:
    for name in data or ():
        found = _FLOOR.fullmatch(str(name))
        if found:
            yield int(found[1]), int(found[2])
