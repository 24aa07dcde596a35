"""Forms of checking: why not, where to, under which name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language, active_language
from cadair.nominations.models import Entry
from cadair.nominations.states import ContactKind, ContactWay, FlagKind, IneligibleReason
from cadair.people.models import Organisation
from cadair.people.states import Sector
from cadair.seasons.models import Category, Season
from cadair.seasons.states import CategoryGroup

REVIEW_DAYS: Final = 14
LABELS: Final[dict[Language, Any]] = {
    "cy": _("Sentence to the nominator, in Welsh"),
    "en": _("Sentence to the nominator, in English"),
}
MISSING: Final[dict[Language, Any]] = {
    "cy": _("Write the sentence to the nominator, in Welsh"),
    "en": _("Write the sentence to the nominator, in English"),
}


class NotedForm(forms.Form):
    """Has a sentence to the nominators, in each language in which they are written to."""

    is_note_required = True

    def __init__(self, *args: Any, languages: Sequence[Language], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in languages:
            self.fields[f"note_{language}"] = forms.CharField(
                label=LABELS[language],
                required=self.is_note_required,
                widget=forms.Textarea(attrs={"rows": 3, "lang": language}),
                error_messages={"required": MISSING[language]},
            )

    def note(self) -> BilingualText:
        """What was written."""
        sides = {each: self.cleaned_data.get(f"note_{each}", "") for each in LANGUAGES}
        return BilingualText(cy=sides["cy"], en=sides["en"])


class NotEligibleForm(NotedForm):
    """The published reason, words of one’s own, the last day to ask for a review."""

    is_note_required = False
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=IneligibleReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason")},
    )
    review_by = forms.DateField(
        label=_("Last day to ask for a review"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Enter the last day to ask for a review"),
            "invalid": _("Enter a day such as 2026-10-16"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.to_london(clock.now()).date()
        self.fields["review_by"].initial = today + timedelta(days=REVIEW_DAYS)
        self.order_fields(["reason", "note_cy", "note_en", "review_by"])

    def said(self) -> dict[str, Any]:
        """The reason, the words and the day."""
        return {**self.cleaned_data, "note": self.note()}


class MoveForm(NotedForm):
    """Where the entry competes from now on, and why."""

    def __init__(
        self, *args: Any, season: Season, entry: Entry | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        enterable = season.categories.exclude(group=CategoryGroup.OVERALL)
        self.known = {category.key: category for category in enterable}
        language = active_language()
        self.fields["categories"] = forms.MultipleChoiceField(
            label=_("Categories"),
            choices=[(key, each.name.in_language(language)) for key, each in self.known.items()],
            initial=list(entry.categories.values_list("key", flat=True)) if entry else [],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one category.")},
        )
        self.order_fields(["categories", "note_cy", "note_en"])

    def categories(self) -> list[Category]:
        """What was chosen."""
        return [self.known[key] for key in self.cleaned_data["categories"]]

    def said(self) -> dict[str, Any]:
        """What was chosen and why."""
        return {"into": self.categories(), "note": self.note()}


class WhichFlagForm(forms.Form):
    """Which flag is meant."""

    kind = forms.ChoiceField(
        label=_("Flag"),
        choices=FlagKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a flag")},
    )

    def said(self) -> dict[str, Any]:
        """The flag, and a line of words where there is one."""
        return {"note": "", **self.cleaned_data}


class FlagForm(WhichFlagForm):
    """A flag, and a line of words where they help."""

    note = forms.CharField(
        label=_("Note for the other organisers (you need not write one)"),
        max_length=300,
        required=False,
    )


class ContactForm(forms.Form):
    """A call, an e-mail, a meeting: when, who turned to whom, what was said."""

    kind = forms.ChoiceField(
        label=_("How you spoke"),
        choices=ContactKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you spoke")},
    )
    way = forms.ChoiceField(
        label=_("Who turned to whom"),
        choices=ContactWay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who turned to whom")},
    )
    on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Enter the day"),
            "invalid": _("Enter a day such as 2026-10-16"),
        },
    )
    text = forms.CharField(
        label=_("What was said"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what was said")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.to_london(clock.now()).date()
        self.fields["way"].initial = ContactWay.OUT.value


class ViewForm(forms.Form):
    """A name for a list that is asked for again."""

    name = forms.CharField(
        label=_("Name of the list"),
        max_length=80,
        error_messages={"required": _("Give the list a name")},
    )
    is_shared = forms.BooleanField(label=_("Every organiser sees it"), required=False)


class NameForm(forms.Form):
    """The right names of an organisation."""

    name_cy = forms.CharField(
        label=_("Name in Welsh"),
        max_length=200,
        widget=forms.TextInput(attrs={"lang": "cy"}),
        error_messages={"required": _("Write the name in Welsh")},
    )
    name_en = forms.CharField(
        label=_("Name in English"),
        max_length=200,
        widget=forms.TextInput(attrs={"lang": "en"}),
        error_messages={"required": _("Write the name in English")},
    )

    def name(self) -> BilingualText:
        """Both names."""
        return BilingualText(cy=self.cleaned_data["name_cy"], en=self.cleaned_data["name_en"])


class SectorsForm(forms.Form):
    """A sector for each organisation, under its name."""

    def __init__(self, *args: Any, bodies: Sequence[Organisation], **kwargs: Any) -> None:
        """A field for each body, named by its public id."""
        super().__init__(*args, **kwargs)
        language = active_language()
        for body in bodies:
            self.fields[body.public_id] = forms.ChoiceField(
                label=body.name.in_language(language),
                choices=[("", _("not said")), *Sector.choices],
                initial=body.sector,
                required=False,
            )

    def sectors(self) -> dict[str, str]:
        """The sector of each, by public id."""
        return dict(self.cleaned_data)


class BodyForm(forms.Form):
    """Which body of the register is meant."""

    into = forms.ChoiceField(
        label=_("Body of the register"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the body that is meant")},
    )

    def __init__(self, *args: Any, bodies: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {body.public_id: body for body in bodies}
        self.fields["into"] = forms.ChoiceField(
            label=self.fields["into"].label,
            choices=[(key, _both_names(body)) for key, body in self.bodies.items()],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose the body that is meant")},
        )

    def body(self) -> Organisation:
        """The one that was chosen."""
        return self.bodies[self.cleaned_data["into"]]


def _both_names(body: Organisation) -> str:
    return body.name_en if body.name.is_same else f"{body.name_cy} / {body.name_en}"
