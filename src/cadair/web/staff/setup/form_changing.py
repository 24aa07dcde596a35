"""The forms with which the nominators’ form is changed while nominations are open."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.seasons.actions import Rewording
from cadair.seasons.models import Question, Season
from cadair.web.staff.life.forms import ToldForm
from cadair.web.staff.setup.fields import SetupForm, initial_of
from cadair.web.staff.setup.question_form import QuestionForm


class RewordForm(SetupForm, ToldForm):
    """Other words for a question, its help and its answers, and what the public is told."""

    pairs = {"label": _("Question"), "help": _("What helps to answer it")}
    passages = {"help": 3}
    required_pairs = frozenset({"label"})

    def __init__(self, data: Any = None, *, question: Question) -> None:
        self.question = question
        before = {**initial_of("label", question.label), **initial_of("help", question.help)}
        for place, option in enumerate(question.options):
            before |= initial_of(f"option_{place}", BilingualText.from_dict(option))
        super().__init__(data, initial=before)
        for place in range(len(question.options)):
            self.add_pair(f"option_{place}", format_lazy("{} {}", _("Answer"), place + 1))

    def option_rows(self) -> list[dict[str, Any]]:
        """The fields of the answers, row by row."""
        return [
            {"sides": [self[f"option_{place}_cy"], self[f"option_{place}_en"]]}
            for place in range(len(self.question.options))
        ]

    def wording(self) -> Rewording:
        """What was written, as the action takes it."""
        return Rewording(
            label=self.both("label"),
            help=self.both("help"),
            options={
                option["key"]: self.both(f"option_{place}")
                for place, option in enumerate(self.question.options)
            },
        )


class FurtherForm(QuestionForm, ToldForm):
    """One question more, which nobody has to answer, and what the public is told."""

    def __init__(self, data: Any = None, *, season: Season) -> None:
        section = season.form_sections.last()
        super().__init__(
            data, season=season, question=None, before=QuestionForm.stored(None, section)
        )
        del self.fields["is_required"]
