"""The forms of what belongs to the nominators’ form beside its questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cadair.seasons.actions import EligibilityWords, FormLimits
from cadair.seasons.formbook import LIMITS, limits_of
from cadair.seasons.models import EligibilityQuestion, FormSection, Season
from cadair.seasons.states import RefereeRule
from cadair.web.staff.setup.fields import SetupForm, initial_of, number
from cadair.web.staff.setup.form_words import LIMIT_WORDS, REFEREE_WORDS


class SectionForm(SetupForm):
    """What a part of the form is called."""

    pairs = {"name": _("Name of the section")}
    required_pairs = frozenset({"name"})

    @staticmethod
    def before(section: FormSection | None) -> dict[str, Any]:
        """What is stored."""
        return initial_of("name", section.name) if section else {}


class EligibilityForm(SetupForm):
    """A question before the form, its two answers, and what the second of them means."""

    pairs = {
        "label": _("Question"),
        "fits": _("The answer with which one goes on"),
        "fails": _("The answer with which one cannot nominate"),
        "why_not": _("Why not"),
        "instead": _("What else fits"),
    }
    passages = {"why_not": 3, "instead": 3}
    required_pairs = frozenset({"label", "fits", "fails"})
    order = ("label", "fits", "fails", "why_not", "instead")

    @staticmethod
    def before(question: EligibilityQuestion | None) -> dict[str, Any]:
        """What is stored."""
        if question is None:
            return {}
        return {
            **initial_of("label", question.label),
            **initial_of("fits", question.fits_label),
            **initial_of("fails", question.fails_label),
            **initial_of("why_not", question.why_not),
            **initial_of("instead", question.instead),
        }

    def words(self) -> EligibilityWords:
        """What was written, as the action takes it."""
        return EligibilityWords(
            label=self.both("label"),
            fits=self.both("fits"),
            fails=self.both("fails"),
            why_not=self.both("why_not"),
            instead=self.both("instead"),
        )


class LimitsForm(SetupForm):
    """How much one may send, who must vouch, and what happens after closing."""

    most_categories = number(
        LIMIT_WORDS["most_categories"], 1, 100, required=False, help_text=_("Empty: no limit.")
    )
    most_per_nominator = number(
        LIMIT_WORDS["most_per_nominator"], 1, 1000, required=False, help_text=_("Empty: no limit.")
    )
    most_per_organisation = number(
        LIMIT_WORDS["most_per_organisation"],
        1,
        10000,
        required=False,
        help_text=_("Empty: no limit."),
    )
    most_per_category = number(
        LIMIT_WORDS["most_per_category"], 1, 30000, required=False, help_text=_("Empty: no limit.")
    )
    most_files = number(LIMIT_WORDS["most_files"], 0, 30, help_text=_("0: no files."))
    most_links = number(LIMIT_WORDS["most_links"], 0, 30, help_text=_("0: no links."))
    most_megabytes = number(LIMIT_WORDS["most_megabytes"], 1, 100)
    referee = forms.ChoiceField(
        label=LIMIT_WORDS["referee"],
        choices=[(rule.value, words) for rule, words in REFEREE_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether somebody has to vouch.")},
    )
    grace_minutes = number(
        LIMIT_WORDS["grace_minutes"],
        0,
        1440,
        help_text=_(
            "A form that was begun before closing is still taken for so long, the same in both "
            "languages. 0: none."
        ),
    )

    @staticmethod
    def before(season: Season) -> dict[str, Any]:
        """What is stored, or what is usual."""
        limits = limits_of(season)
        return {name: getattr(limits, name) for name in LIMITS}

    def limits(self) -> FormLimits:
        """What was written, as the action takes it."""
        data = self.cleaned_data
        return FormLimits(
            **{name: data[name] for name in LIMITS if name != "referee"},
            referee=RefereeRule(data["referee"]),
        )
