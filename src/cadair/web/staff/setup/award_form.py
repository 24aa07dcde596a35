"""A kind of award and its rule, as questions in plain words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import active_language
from cadair.nominations.states import EntryKind
from cadair.seasons.actions import KindWords
from cadair.seasons.models import AwardKind, Season
from cadair.seasons.rule_problems import RULE_PROBLEMS
from cadair.seasons.rulebook import problem_of_rule
from cadair.seasons.states import CategoryGroup
from cadair.web.staff.setup.award_more import MoreQuestions, plain, points_field, several
from cadair.web.staff.setup.fields import initial_of, number
from cadair.web.staff.setup.rule_words import (
    METHODS,
    METHODS_OF_POOL,
    POOLS,
    SIMPLE_METHODS,
    SIMPLE_POOLS,
)
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


GROUPS: Final = (
    (_("Where it is given"), ("groups", "category_keys", "is_commendation")),
    (_("Who can receive it"), ("pool", "entry_kinds", "after", "minimum_entries")),
    (_("How it is suggested"), ("method", "threshold", "within", "near_tie")),
    (_("How many"), ("maximum", "joint", "may_withhold")),
)
"""The questions of the form, in four groups."""
MORE: Final = (
    (_("Further limits on who can receive it"), ("holders_of", "routes", "where", "place")),
    (_("Further limits on how many"), ("one_prize", "quota", "quota_of", "winning_margin")),
    (_("Ballots"), ("count", "no_award")),
)
"""What few kinds of award need, in groups; ties, conditions and weights stand beside them."""
_ADVANCED_NAME: Final = _("Advanced")


class KindForm(MoreQuestions):
    """A kind of award: names, where it is given, and by which rule it is suggested."""

    pairs = {"name": _("Name"), "joint_name": _("Name when it is shared")}
    required_pairs = frozenset({"name", "joint_name"})
    is_commendation = forms.BooleanField(
        label=_("Shown below the winners, as highly commended is"), required=False
    )
    groups = several(
        _("Given in every category of these kinds"),
        [(group.value, GROUP_WORDS[group]) for group in CategoryGroup],
    )
    category_keys = several(_("Or only in these categories"), [])
    pool = forms.ChoiceField(
        label=_("Whom it is chosen from"),
        choices=list(POOLS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whom it is chosen from.")},
    )
    entry_kinds = several(
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
    threshold = points_field(
        _("Points an entry must have, at least"), _("From 0 to 100. Empty: any score will do.")
    )
    minimum_entries = number(_("Entries there must be to choose from, at least"), 1, 1000)
    near_tie = points_field(
        _("Points within which the panel is told “close, discuss”"),
        _("Empty: only when scores are exactly equal."),
    )
    after = forms.ChoiceField(
        label=_("Given after another kind of award"),
        required=False,
        help_text=_("Whoever holds that one is out."),
    )
    within = points_field(
        _("Points it may lie below the one before it, at most"),
        _("Empty: any distance will do."),
    )
    may_withhold = forms.BooleanField(label=_("The panel may give none"), required=False)

    def __init__(self, data: Any = None, *, season: Season, kind: AwardKind | None) -> None:
        stored = (kind.rule if kind else None) or NEW_RULE
        super().__init__(
            data, season=season, kind=kind, stored=stored, initial=_before(kind, stored)
        )
        language = active_language()
        names = {row.key: row.name.in_language(language) for row in season.categories.all()}
        self.offer("category_keys", list(names.items()))
        self.offer("method", _simple_first(METHODS, SIMPLE_METHODS))
        self.offer("pool", _simple_first(POOLS, SIMPLE_POOLS))
        self.offer("after", [("", _("Given first")), *self.others])
        self.key = kind.key if kind else ""
        self.order_fields(["name_cy", "name_en", "joint_name_cy", "joint_name_en"])

    def questions(self) -> list[dict[str, Any]]:
        """The questions by what they are about."""
        return self._grouped(GROUPS)

    def more_questions(self) -> list[dict[str, Any]]:
        """Those under “Advanced”, the ones that stand as lists aside."""
        return self._grouped(MORE)

    def tie_questions(self) -> list[Any]:
        """How a tie ends, step by step."""
        return [self[name] for name in self.fields if name.startswith("tie_")]

    def weight_questions(self) -> list[Any]:
        """What each category weighs where several are taken together."""
        return [self[name] for name in self.weights]

    def has_more(self) -> bool:
        """Whether something under “Advanced” is said, or wrong, so that it stands open."""
        names = {name for _heading, asked in MORE for name in asked}
        lists = ("tie_", "weight_", "floor_", "lot_")
        names |= {name for name in self.fields if name.startswith(lists)}
        is_said = any(self[name].value() not in (None, "", False, []) for name in names)
        return is_said or bool(names & set(self.errors))

    def _grouped(self, groups: Any) -> list[dict[str, Any]]:
        return [
            {"name": name, "fields": [self[field] for field in fields]} for name, fields in groups
        ]

    def clean(self) -> dict[str, Any]:
        """See that the rule can be carried out; what is wrong stands beside its question."""
        data = super().clean()
        self._check_points(data)
        if not data.get("groups") and not data.get("category_keys"):
            self.add_error("groups", ValidationError(str(RULE_PROBLEMS["no-category"])))
        if not self.errors:
            wrong = problem_of_rule(
                self.key,
                self.rule(),
                groups=data["groups"],
                categories=data["category_keys"],
            )
            if wrong is not None:
                self.add_error(self.asked_by(wrong[0]), ValidationError(str(wrong[1])))
        return data

    def _check_points(self, data: dict[str, Any]) -> None:
        """Points say something only where scores are compared."""
        pool, method = data.get("pool"), data.get("method")
        if pool and method and method not in METHODS_OF_POOL[pool]:
            self.add_error("method", ValidationError(str(RULE_PROBLEMS["not-for-this-pool"])))
        if method and (method.startswith("panel-chooses/") or method == "ranked-ballot/1"):
            for name in ("threshold", "near_tie", "within"):
                if data.get(name) is not None:
                    wrong = ValidationError(str(RULE_PROBLEMS["method-compares-nothing"]))
                    self.add_error(name, wrong)

    def rule(self) -> dict[str, Any]:
        """The rule as it is stored."""
        data = self.cleaned_data
        return {
            "method": data["method"],
            "pool": data["pool"],
            "entry_kinds": data["entry_kinds"],
            "maximum": data["maximum"],
            "joint": data["joint"],
            "threshold": plain(data["threshold"]),
            "minimum_entries": data["minimum_entries"],
            "near_tie": plain(data["near_tie"]),
            "within": plain(data["within"]),
            "after": data["after"] or None,
            "may_withhold": data["may_withhold"],
            **self.more_of_rule(),
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


def _simple_first(words: Mapping[str, Any], simple: Collection[str]) -> list[Any]:
    """Choices that most awards need, then the others under a heading of their own."""
    first = [(name, said) for name, said in words.items() if name in simple]
    return [*first, (_ADVANCED_NAME, [each for each in words.items() if each[0] not in simple])]
