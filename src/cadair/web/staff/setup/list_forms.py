"""The forms of what stands in lists: categories, criteria, the scale, judges."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.judging.actions import JudgeWords
from cadair.judging.models import Judge
from cadair.judging.seats import part_of
from cadair.seasons.actions import CategoryWords, CriterionWords
from cadair.seasons.models import Category, Criterion, Season
from cadair.seasons.states import CategoryGroup, SeasonRole
from cadair.web.staff.setup.fields import SetupForm, initial_of, line, number
from cadair.web.staff.setup.forms import BODIES
from cadair.web.staff.setup.words import GROUP_WORDS


class CategoryForm(SetupForm):
    """A category in both languages."""

    pairs = {
        "name": _("Name of the category"),
        "definition": _("What belongs in it"),
        "note": _("Note on the results page"),
        "caution": _("Words of caution: whom nominators should not name"),
    }
    passages = {"definition": 6, "note": 2, "caution": 4}
    required_pairs = frozenset({"name"})
    order = ("name", "group", "definition", "note", "caution")
    group = forms.ChoiceField(
        label=_("What kind of category it is"),
        choices=[(group.value, GROUP_WORDS[group]) for group in CategoryGroup],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of category it is.")},
    )

    @staticmethod
    def before(category: Category | None) -> dict[str, Any]:
        """What is stored."""
        if category is None:
            return {"group": CategoryGroup.THEME.value}
        return {
            **initial_of("name", category.name),
            **initial_of("definition", category.definition),
            **initial_of("note", category.note),
            **initial_of("caution", category.caution),
            "group": category.group,
        }

    def words(self) -> CategoryWords:
        """What was written, as the action takes it."""
        return CategoryWords(
            name=self.both("name"),
            group=CategoryGroup(self.cleaned_data["group"]),
            definition=self.both("definition"),
            note=self.both("note"),
            caution=self.both("caution"),
        )


class CriterionForm(SetupForm):
    """A criterion in both languages, with its questions."""

    pairs = {"name": _("Name of the criterion")}
    required_pairs = frozenset({"name"})
    weight = number(
        _("How much it counts"),
        1,
        100,
        help_text=_("1 for all criteria: they count the same. 2: twice as much as one with 1."),
    )
    spare: ClassVar[int] = 2

    def __init__(self, data: Any = None, *, asks: int = 0, **options: Any) -> None:
        super().__init__(data, **options)
        self.asks = asks + self.spare
        for place in range(self.asks):
            self.add_pair(f"ask_{place}", _("A question the judge asks"))
        self.order_fields(["name_cy", "name_en", *[n for n in self.fields if n[:3] == "ask"]])

    @staticmethod
    def before(criterion: Criterion | None) -> tuple[int, dict[str, Any]]:
        """How many questions there are, and what is stored."""
        if criterion is None:
            return 0, {"weight": 1}
        found = {**initial_of("name", criterion.name), "weight": criterion.weight}
        for place, ask in enumerate(criterion.asks):
            found |= initial_of(f"ask_{place}", BilingualText.from_dict(ask))
        return len(criterion.asks), found

    def words(self) -> CriterionWords:
        """What was written, as the action takes it."""
        return CriterionWords(
            name=self.both("name"),
            asks=tuple(self.both(f"ask_{place}") for place in range(self.asks)),
            weight=self.cleaned_data["weight"],
        )


class ScaleForm(SetupForm):
    """Marks with words for them, a row each."""

    spare: ClassVar[int] = 2

    def __init__(self, data: Any = None, *, marks: int = 0, **options: Any) -> None:
        super().__init__(data, **options)
        self.places = marks + self.spare
        for place in range(self.places):
            self.fields[f"mark_{place}"] = number(_("Mark"), 0, 100, required=False)
            self.add_pair(f"label_{place}", _("Words"))

    @staticmethod
    def before(season: Season) -> tuple[int, dict[str, Any]]:
        """How many marks have words, and what is stored."""
        found: dict[str, Any] = {}
        anchors = list(season.scale.all())
        for place, anchor in enumerate(anchors):
            found[f"mark_{place}"] = anchor.mark
            found |= initial_of(f"label_{place}", anchor.label)
        return len(anchors), found

    def clean(self) -> dict[str, Any]:
        """Words without a mark, and the same mark twice, are slips."""
        data = super().clean() or {}
        seen: set[int] = set()
        for place in range(self.places):
            mark, label = data.get(f"mark_{place}"), self.both(f"label_{place}")
            if mark is None and label:
                self.add_error(
                    f"mark_{place}", ValidationError(_("Which mark do these words mean?"))
                )
            elif mark in seen:
                self.add_error(f"mark_{place}", ValidationError(_("This mark is here twice.")))
            elif mark is not None and not label.is_complete:
                self.add_error(
                    f"label_{place}_cy",
                    ValidationError(_("A mark needs words in both languages.")),
                )
            if mark is not None:
                seen.add(mark)
        return data

    def scale(self) -> dict[int, BilingualText]:
        """Mark → words."""
        return {
            self.cleaned_data[f"mark_{place}"]: self.both(f"label_{place}")
            for place in range(self.places)
            if self.cleaned_data.get(f"mark_{place}") is not None
        }

    def groups(self) -> list[dict[str, Any]]:
        """The fields row by row."""
        return [
            {
                "mark": self[f"mark_{place}"],
                "words": [self[f"label_{place}_cy"], self[f"label_{place}_en"]],
                "name": format_lazy("{} {}", _("Mark"), self[f"mark_{place}"].value() or "–"),
            }
            for place in range(self.places)
        ]


class JudgeForm(SetupForm):
    """Somebody on the panel."""

    name = line(_("Name of the judge"), is_required=True)
    organisation = line(
        _("For which organisation"),
        is_required=True,
        help_text=_("The seat belongs to it. A name that is not known yet is added."),
        widget=forms.TextInput(attrs=BODIES),
    )
    part = forms.ChoiceField(
        label=_("Part on the panel"),
        choices=[
            (SeasonRole.JUDGE.value, _("Judge")),
            (SeasonRole.CHAIR.value, _("Chair: leads the meeting and decides with the panel")),
            (
                SeasonRole.STAND_IN.value,
                _("Stand-in: takes the chair where the chair steps aside or is away"),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose: judge, chair or stand-in.")},
    )
    reads = forms.MultipleChoiceField(
        label=_("Reads nominations in"),
        choices=[("cy", _("Welsh")), ("en", _("English"))],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say which language the judge reads: one or both.")},
    )

    @staticmethod
    def before(judge: Judge | None) -> dict[str, Any]:
        """What is stored."""
        if judge is None:
            return {"part": SeasonRole.JUDGE.value, "reads": ["en"]}
        reads = [side for side in ("cy", "en") if getattr(judge, f"reads_{side}")]
        return {
            "name": judge.name,
            "organisation": str(judge.seat.organisation.name),
            "part": part_of(judge).value,
            "reads": reads,
        }

    def words(self) -> JudgeWords:
        """What was written, as the action takes it."""
        data = self.cleaned_data
        return JudgeWords(
            organisation=data["organisation"],
            name=data["name"],
            part=SeasonRole(data["part"]),
            reads_cy="cy" in data["reads"],
            reads_en="en" in data["reads"],
        )


class InviteForm(SetupForm):
    """Where a judge gets mail."""

    email = forms.CharField(
        label=_("E-mail address of the judge"),
        help_text=_("They sign in with a code that is sent to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the e-mail address of the judge.")},
    )
