"""The form with which an organiser writes one question of the nominators’ form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText, active_language
from cadair.seasons.actions import OptionWords, QuestionWords
from cadair.seasons.formbook import CHOOSING
from cadair.seasons.models import FormSection, Question, Season
from cadair.seasons.states import CategoryGroup, QuestionKind
from cadair.web.staff.setup.fields import SetupForm, initial_of, number
from cadair.web.staff.setup.form_words import (
    JUDGES,
    KIND_WORDS,
    ORGANISERS,
    PERSONAL,
    READERS,
)

SPARE: Final = 2
"""Empty rows for further answers."""

FEWEST: Final = 4
"""Rows for answers on the page of a new question."""

BETWEEN: Final = ":"
"""Between the key of a question and that of its answer."""

GROUPS: Final = (
    (_("How it is answered"), ("kind", "is_required", "words", "most")),
    (_("Who reads the answer"), ("readers", "criterion")),
    (_("When it is asked"), ("section", "categories", "only_if")),
)
"""The questions of this form, beside the words in both languages."""


def _many(label: Any, help_text: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


class QuestionForm(SetupForm):
    """A question in both languages, with everything that is said about it."""

    pairs = {"label": _("Question"), "help": _("What helps to answer it")}
    passages = {"help": 3}
    required_pairs = frozenset({"label"})
    kind = forms.ChoiceField(
        label=_("What kind of answer"),
        choices=[(kind.value, words) for kind, words in KIND_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of answer it takes.")},
    )
    is_required = forms.BooleanField(
        label=_("No nomination is sent without an answer"), required=False
    )
    words = number(
        _("Words that are enough"),
        1,
        5000,
        required=False,
        help_text=_("For a text. They are counted and never block. Empty: none said."),
    )
    most = number(
        _("How many at most"),
        1,
        30,
        required=False,
        help_text=_("For people, organisations, links, files and several answers."),
    )
    readers = forms.ChoiceField(
        label=_("Who reads it"),
        choices=list(READERS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who reads it.")},
    )
    criterion = forms.ChoiceField(
        label=_("Which criterion it is for"),
        required=False,
        help_text=_("Judges see it beside that criterion."),
    )
    section = forms.ChoiceField(label=_("In which section"))
    categories = _many(_("Only in these categories"), _("None chosen: in every category."))
    only_if = _many(
        _("Only after one of these answers"),
        _("Answers to one question that comes earlier. None chosen: always."),
    )

    def __init__(
        self, data: Any = None, *, season: Season, question: Question | None, before: Any = None
    ) -> None:
        self.season, self.question = season, question
        stored = question.options if question else []
        self.places = max(len(stored) + SPARE, FEWEST)
        super().__init__(data, initial=before)
        for place in range(self.places):
            name = format_lazy("{} {}", _("Answer"), place + 1)
            self.add_pair(f"option_{place}", name)
            self.fields[f"option_key_{place}"] = forms.CharField(
                required=False, widget=forms.HiddenInput
            )
        self._offer_what_there_is()

    def _offer_what_there_is(self) -> None:
        season, language = self.season, active_language()
        entered = season.categories.exclude(group=CategoryGroup.OVERALL)
        self._offer("categories", [(row.key, row.name.in_language(language)) for row in entered])
        criteria = [(row.key, row.name.in_language(language)) for row in season.criteria.all()]
        self._offer("criterion", [("", _("None")), *criteria])
        sections = season.form_sections.all()
        self._offer("section", [(row.key, row.name.in_language(language)) for row in sections])
        self.earlier = _earlier(season, self.question)
        groups = [
            (
                str(asked.label),
                [
                    (f"{asked.key}{BETWEEN}{option['key']}", str(BilingualText.from_dict(option)))
                    for option in asked.options
                ],
            )
            for asked in self.earlier
        ]
        self._offer("only_if", groups)
        if not groups:
            del self.fields["only_if"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def stored(question: Question | None, section: FormSection | None) -> dict[str, Any]:
        """What is stored; for a new question, what most questions are."""
        if question is None:
            return {
                "kind": QuestionKind.LONG_TEXT.value,
                "readers": JUDGES,
                "section": section.key if section else "",
            }
        before: dict[str, Any] = {
            **initial_of("label", question.label),
            **initial_of("help", question.help),
            "kind": question.kind,
            "is_required": question.is_required,
            "words": question.words,
            "most": question.most,
            "readers": _readers(question),
            "criterion": question.criterion.key if question.criterion else "",
            "section": question.section.key,
            "categories": [row.key for row in question.categories.all()],
            "only_if": [
                f"{question.asked_if.key}{BETWEEN}{answer}" for answer in question.asked_if_answers
            ]
            if question.asked_if
            else [],
        }
        for place, option in enumerate(question.options):
            before |= initial_of(f"option_{place}", BilingualText.from_dict(option))
            before[f"option_key_{place}"] = option["key"]
        return before

    def option_rows(self) -> list[dict[str, Any]]:
        """The fields of the answers, row by row."""
        return [
            {
                "key": self[f"option_key_{place}"],
                "sides": [self[f"option_{place}_cy"], self[f"option_{place}_en"]],
            }
            for place in range(self.places)
        ]

    def questions(self) -> list[dict[str, Any]]:
        """The other fields by what they are about."""
        return [
            {"name": name, "fields": [self[field] for field in fields if field in self.fields]}
            for name, fields in GROUPS
        ]

    def clean(self) -> dict[str, Any]:
        """See that a condition looks at one question only."""
        data = super().clean() or {}
        asked = {each.split(BETWEEN)[0] for each in data.get("only_if", ())}
        if len(asked) > 1:
            self.add_error(
                "only_if", ValidationError(_("Choose answers to one question only, not to two."))
            )
        return data

    def words_written(self) -> QuestionWords:
        """What was written, as the action takes it."""
        data = self.cleaned_data
        conditions = [each.split(BETWEEN) for each in data.get("only_if", ())]
        return QuestionWords(
            kind=QuestionKind(data["kind"]),
            label=self.both("label"),
            help=self.both("help"),
            options=tuple(self._options()),
            words=data["words"],
            most=data["most"],
            is_required=data.get("is_required", False),
            is_for_judges=data["readers"] == JUDGES,
            is_personal=data["readers"] == PERSONAL,
            criterion=data["criterion"],
            categories=tuple(data["categories"]),
            asked_if=conditions[0][0] if conditions else "",
            asked_if_answers=tuple(answer for _question, answer in conditions),
        )

    def _options(self) -> Iterable[OptionWords]:
        """The answers; only a key that is stored counts as one."""
        known = {option["key"] for option in (self.question.options if self.question else [])}
        for place in range(self.places):
            key = self.cleaned_data.get(f"option_key_{place}", "")
            known_key = key if key in known else ""
            known.discard(key)
            yield OptionWords(self.both(f"option_{place}"), known_key)

    def section_chosen(self) -> FormSection:
        """The part of the form it stands in."""
        return self.season.form_sections.get(key=self.cleaned_data["section"])


def _readers(question: Question) -> str:
    if question.is_personal:
        return PERSONAL
    return JUDGES if question.is_for_judges else ORGANISERS


def _earlier(season: Season, question: Question | None) -> list[Question]:
    """Questions answered by choosing; those before this one, or all for a new one."""
    asked = season.questions.select_related("section").filter(is_retired=False)
    in_order = sorted(asked, key=lambda each: (each.section.position, each.position))
    if question is not None:
        places = [each.pk for each in in_order]
        in_order = in_order[: places.index(question.pk) if question.pk in places else None]
    return [each for each in in_order if each.kind in CHOOSING]
