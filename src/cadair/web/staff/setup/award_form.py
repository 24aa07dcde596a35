"""A kind of award and its rule, as questions in plain words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import active_language
from cadair.nominations.states import EntryKind
from cadair.seasons.actions import KindWords
from cadair.seasons.models import AwardKind, Season
from cadair.seasons.states import CategoryGroup
from cadair.web.staff.setup.fields import SetupForm, initial_of, number
from cadair.web.staff.setup.rule_words import ADVANCED, METHODS, METHODS_OF_POOL, OFFERED, POOLS
from cadair.web.staff.setup.words import GROUP_WORDS

NEW_RULE: Final[dict[str, Any]] = {
    "method": "highest-mean/1",
    "pool": "category",
    "entry_kinds": [],
    "maximum": 1,
    "joint": True,
    "threshold": None,
    "minimum_entries": 1,
    "near_tie": "1.5",
    "within": None,
    "after": None,
    "may_withhold": True,
}


_WRONG_POINTS: Final = (
    "invalid",
    "min_value",
    "max_value",
    "max_digits",
    "max_decimal_places",
    "max_whole_digits",
)


def _points(label: Any, help_text: Any) -> forms.DecimalField:
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
        error_messages=dict.fromkeys(_WRONG_POINTS, wrong),
    )


def _many(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=choices,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


GROUPS: Final = (
    (_("Where it is given"), ("groups", "category_keys", "is_commendation")),
    (_("Who can receive it"), ("pool", "entry_kinds", "after", "minimum_entries")),
    (_("How it is suggested"), ("method", "threshold", "within", "near_tie")),
    (_("How many"), ("maximum", "joint", "may_withhold")),
)
"""The questions of the form, in four groups."""


class KindForm(SetupForm):
    """A kind of award: names, where it is given, and by which rule it is suggested."""

    pairs = {"name": _("Name"), "joint_name": _("Name when it is shared")}
    required_pairs = frozenset({"name", "joint_name"})
    is_commendation = forms.BooleanField(
        label=_("Shown below the winners, as highly commended is"), required=False
    )
    groups = _many(
        _("Given in every category of these kinds"),
        [(group.value, GROUP_WORDS[group]) for group in CategoryGroup],
    )
    category_keys = _many(_("Or only in these categories"), [])
    pool = forms.ChoiceField(
        label=_("Whom it is chosen from"),
        choices=list(POOLS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whom it is chosen from.")},
    )
    entry_kinds = _many(
        _("Only these kinds of entry"),
        EntryKind.choices,
        _("None chosen: every kind of entry."),
    )
    method = forms.ChoiceField(
        label=_("By which method"),
        choices=list(METHODS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it is suggested.")},
    )
    maximum = number(
        _("How many are given at most"),
        1,
        1000,
        required=False,
        help_text=_("In each category. Empty: no limit."),
    )
    joint = forms.BooleanField(label=_("Equal scores share the award"), required=False)
    threshold = _points(
        _("Points an entry must have, at least"), _("From 0 to 100. Empty: any score will do.")
    )
    minimum_entries = number(_("Entries there must be to choose from, at least"), 1, 1000)
    near_tie = _points(
        _("Points within which the panel is told “close, discuss”"),
        _("Empty: only when scores are exactly equal."),
    )
    after = forms.ChoiceField(
        label=_("Given after another kind of award"),
        required=False,
        help_text=_("Whoever holds that one is out."),
    )
    within = _points(
        _("Points it may lie below the one before it, at most"),
        _("Empty: any distance will do."),
    )
    may_withhold = forms.BooleanField(label=_("The panel may give none"), required=False)

    def __init__(self, data: Any = None, *, season: Season, kind: AwardKind | None) -> None:
        self.stored = (kind.rule if kind else None) or NEW_RULE
        super().__init__(data, initial=_before(kind, self.stored))
        language = active_language()
        names = {row.key: row.name.in_language(language) for row in season.categories.all()}
        self._offer("category_keys", list(names.items()))
        methods = {*OFFERED, self.stored["method"]}
        self._offer("method", [(name, said) for name, said in METHODS.items() if name in methods])
        pools = {"category", "all-entries", "award-holders", self.stored["pool"]}
        self._offer("pool", [(name, said) for name, said in POOLS.items() if name in pools])
        others = season.award_kinds.exclude(pk=kind.pk) if kind else season.award_kinds.all()
        known = [(row.key, row.name.in_language(language)) for row in others]
        self._offer("after", [("", _("Given first")), *known])
        self.order_fields(["name_cy", "name_en", "joint_name_cy", "joint_name_en"])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def questions(self) -> list[dict[str, Any]]:
        """The questions by what they are about."""
        return [
            {"name": name, "fields": [self[field] for field in fields]} for name, fields in GROUPS
        ]

    def clean(self) -> dict[str, Any]:
        """See that method and pool go together, and that points are compared at all."""
        data = super().clean() or {}
        pool, method = data.get("pool"), data.get("method")
        if pool and method and method not in METHODS_OF_POOL[pool]:
            self.add_error(
                "method",
                ValidationError(
                    _("This method does not fit whom it chooses from. Choose another one.")
                ),
            )
        if method and (method.startswith("panel-chooses/") or method == "ranked-ballot/1"):
            for name in ("threshold", "near_tie", "within"):
                if data.get(name) is not None:
                    self.add_error(
                        name,
                        ValidationError(
                            _(
                                "Where the panel chooses freely, no points are compared. "
                                "Leave the points empty."
                            )
                        ),
                    )
        if not data.get("groups") and not data.get("category_keys"):
            self.add_error(
                "groups",
                ValidationError(
                    _("It is given nowhere. Choose a group or a category in which it is given.")
                ),
            )
        return data

    def rule(self) -> dict[str, Any]:
        """The rule as it is stored; what this form does not ask stays as it was."""
        data = self.cleaned_data
        kept = {
            name: self.stored[name]
            for name in ("holders_of", "ties", "lot_commitment", *ADVANCED)
            if self.stored.get(name)
        }
        if data["method"] != self.stored["method"]:
            for name in ("combines", "count", "no_award"):
                kept.pop(name, None)
        if data["method"].startswith("panel-chooses/"):
            for name in ("ties", "lot_commitment", "requires", "winning_margin", "quota"):
                kept.pop(name, None)
        if not data["after"]:
            for name in ("place", "where"):
                kept.pop(name, None)
        if data["pool"] != "award-holders":
            kept.pop("holders_of", None)
        return {
            **kept,
            "method": data["method"],
            "pool": data["pool"],
            "entry_kinds": data["entry_kinds"],
            "maximum": data["maximum"],
            "joint": data["joint"],
            "threshold": _plain(data["threshold"]),
            "minimum_entries": data["minimum_entries"],
            "near_tie": _plain(data["near_tie"]),
            "within": _plain(data["within"]),
            "after": data["after"] or None,
            "may_withhold": data["may_withhold"],
        }

    def words(self) -> KindWords:
        """What was written, as the action takes it."""
        data = self.cleaned_data
        return KindWords(
            name=self.both("name"),
            joint_name=self.both("joint_name"),
            rule=self.rule(),
            is_commendation=data["is_commendation"],
            groups=tuple(data["groups"]),
            category_keys=tuple(data["category_keys"]),
        )


def _before(kind: AwardKind | None, rule: dict[str, Any]) -> dict[str, Any]:
    names: dict[str, Any] = {"groups": [CategoryGroup.THEME.value]}
    if kind is not None:
        names = {
            **initial_of("name", kind.name),
            **initial_of("joint_name", kind.joint_name),
            "is_commendation": kind.is_commendation,
            "groups": kind.groups,
            "category_keys": kind.category_keys,
        }
    return {**names, **{name: value for name, value in rule.items() if name != "ties"}}


def _plain(points: Decimal | None) -> str | None:
    """Points as a rule writes them: no zeros at the end, no exponent."""
    if points is None:
        return None
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
