"""The pages of the form: what each asks, in the words of a person, and how its answer is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText, active_language
from cadair.foundation.prepared import Prepared
from cadair.foundation.welsh.text import clean, clean_line
from cadair.foundation.welsh.written import LONGEST_NAME, LONGEST_PASSAGE, LONGEST_TITLE
from cadair.mail.states import MailLanguage
from cadair.nominations.actions.filled_forms import FIT
from cadair.nominations.models import Draft
from cadair.nominations.states import EntryKind, Relation
from cadair.seasons.formbook import limits_of
from cadair.seasons.models import Category, EligibilityQuestion
from cadair.seasons.states import CategoryGroup
from cadair.web.nominate.words import said

NO_NAMES: Final = _(
    "Do not name victims, witnesses, offenders, patients or children. Say who they are by "
    "their role, such as “a resident”."
)
YES, NO = "yes", "no"
FAIL: Final = "fails"
TOO_LONG: Final = _("This is too long. Make it shorter: at most %(limit_value)s characters")


class Line(forms.CharField):
    """A line of text. Typing is never blocked: what is too long is said on going on."""

    def __init__(self, *, longest: int = LONGEST_NAME, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(MaxLengthValidator(longest, TOO_LONG))

    def to_python(self, value: Any) -> str:
        """The line as it would be stored."""
        return clean_line(str(value or ""))


class Passage(forms.CharField):
    """A text of several lines, with the number of words we suggest, if any."""

    def __init__(self, *, words: int | None, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}), **options)
        self.words = words
        self.validators.append(MaxLengthValidator(LONGEST_PASSAGE, TOO_LONG))

    def to_python(self, value: Any) -> str:
        """The text as it would be stored."""
        return clean(str(value or ""))


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer to be read over; `language` when it is in that of the nomination."""

    label: str
    answer: str
    language: str = ""


class PageForm(forms.Form):
    """One page. `values` is what is kept of it, checked or not."""

    written: Sequence[str] = ()
    """Fields in the language of the nomination, whatever that of the page."""

    def __init__(self, data: QueryDict | None, *, draft: Draft, values: Mapping[str, Any]) -> None:
        self.draft = draft
        super().__init__(data, initial=self.before(values))
        for name in self.written:
            self.fields[name].widget.attrs["lang"] = draft.language

    def before(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the page shows when it is opened."""
        return dict(values)

    def typed(self) -> dict[str, Any]:
        """What was typed, as it is, checked or not."""
        return {
            name: field.widget.value_from_datadict(self.data, {}, name) or ""
            for name, field in self.fields.items()
        }

    def shown(self, values: Mapping[str, Any]) -> Iterator[Shown]:
        """Label and answer of each field, for reading over what is saved."""
        for name, field in self.fields.items():
            value = values.get(name, "")
            if isinstance(field, forms.ChoiceField):
                chosen = value if isinstance(value, list) else [value]
                value = "\n".join(self._named(name, chosen))
            language = self.draft.language if name in self.written else ""
            yield Shown(str(field.label), str(value), language)

    def _named(self, name: str, chosen: Sequence[str]) -> Iterator[str]:
        """The words of what was chosen in a field."""
        for key, words in self.fields[name].choices:  # type: ignore[attr-defined]
            if key in chosen:
                yield str(words)


class LanguageForm(PageForm):
    """In which language the nomination is written."""

    language = forms.ChoiceField(
        label=_("Language of your nomination"),
        help_text=_(
            "The panel reads both. Welsh is welcome, costs no time, and is never to your "
            "disadvantage. You can still read these pages in either language."
        ),
        choices=[("cy", "Cymraeg"), ("en", "English")],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose Welsh or English.")},
    )

    def before(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The language in which it was begun, until another is chosen."""
        return {"language": values.get("language") or self.draft.language}


_CATEGORIES: Final = {
    language: Prepared(
        lambda season, language=language: (
            Category.objects.filter(season=season)
            .exclude(group=CategoryGroup.OVERALL)
            .order_by(f"sort_{language}")
        )
    )
    for language in LANGUAGES
}


def cautions_for(draft: Draft) -> list[str]:
    """What whoever writes in the chosen categories is asked not to write (PRI-04)."""
    chosen = draft.values_of("categories").get("categories")
    if not isinstance(chosen, list) or not chosen:
        return []
    return cautions_of(Category.objects.filter(season=draft.season_id, key__in=chosen))


def cautions_of(categories: QuerySet[Category]) -> list[str]:
    """The words of caution of some categories, in the reader's language."""
    cautions = categories.order_by("position").values_list("caution_cy", "caution_en")
    return [said(BilingualText(*each)) for each in cautions if any(each)]


class CategoriesForm(PageForm):
    """In which categories it stands."""

    categories = forms.MultipleChoiceField(
        label=_("Choose the category it fits best."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one category.")},
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        found = _CATEGORIES[active_language()].objects(season=self.draft.season_id)
        self.names = {each.key: (said(each.name), said(each.definition)) for each in found}
        self.fields["categories"].choices = [  # type: ignore[attr-defined]
            (key, format_html('<span>{}<span class="hint">{}</span></span>', *words))
            for key, words in self.names.items()
        ]
        self.most = limits_of(self.draft.season).most_categories
        if self.most is None:
            self.fields["categories"].help_text = _("You may choose several.")
        elif self.most > 1:
            self.fields["categories"].help_text = _("At most: %(most)s.") % {"most": self.most}

    def clean_categories(self) -> list[str]:
        """No more than the season allows."""
        chosen: list[str] = self.cleaned_data["categories"]
        if self.most is not None and len(chosen) > self.most:
            raise forms.ValidationError(
                _("Choose fewer categories. At most: %(most)s.") % {"most": self.most}
            )
        return chosen

    def _named(self, name: str, chosen: Sequence[str]) -> Iterator[str]:
        del name
        return (name for key, (name, _definition) in self.names.items() if key in chosen)

    def shown(self, values: Mapping[str, Any]) -> Iterator[Shown]:
        """The names of the categories."""
        for each in super().shown(values):
            yield Shown(_now("Categories"), each.answer)


class EntryForm(PageForm):
    """What is put forward."""

    written = ("title", "place")
    title = Line(
        longest=LONGEST_TITLE,
        label=_("Title"),
        help_text=NO_NAMES,
        error_messages={"required": _("Give what you nominate a title.")},
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (EntryKind.PERSON, _("A person")),
            (EntryKind.TEAM, _("A team")),
            (EntryKind.PROJECT, _("A project or service")),
            (EntryKind.PARTNERSHIP, _("A partnership of organisations")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what you nominate: a person, a team, a project …")},
    )
    relation = forms.ChoiceField(
        label=_("Whose work is it?"),
        help_text=_("You may nominate your own work. Both are judged alike."),
        choices=[
            (Relation.SELF, _("My own, or my team’s")),
            (Relation.THIRD_PARTY, _("Somebody else’s")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is your own work.")},
    )
    place = Line(
        required=False,
        label=_("Where is it done? (optional)"),
        help_text=format_lazy(
            "{} {}",
            _("A town, a county, or “all of Wales”."),
            _("Not the address of a person."),
        ),
    )


class FitsForm(PageForm):
    """Whether this person may nominate at all: a few questions with two answers each."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.questions = {each.key: each for each in self.draft.season.eligibility_questions.all()}
        for key, each in self.questions.items():
            self.fields[key] = forms.ChoiceField(
                label=said(each.label),
                choices=[(FIT, said(each.fits_label)), (FAIL, said(each.fails_label))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the answers.")},
            )

    def failing(self, values: Mapping[str, Any]) -> list[EligibilityQuestion]:
        """The questions whose answers mean that this cannot be nominated."""
        return [each for key, each in self.questions.items() if values.get(key) == FAIL]


class YouForm(PageForm):
    """Who nominates."""

    name = Line(
        label=_("Your name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Give your name.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We write to it when your nomination has come in, and if there is a question."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address like name@example.org"),
        },
    )
    organisation = Line(
        required=False,
        label=_("Your organisation (optional)"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    letters = forms.ChoiceField(
        label=_("What language should we use when we write to you?"),
        choices=MailLanguage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language, or both")},
    )
    news = forms.BooleanField(
        required=False,
        label=_("Tell me when nominations open again"),
        help_text=_("You can stop these letters at any time."),
        widget=forms.CheckboxInput(attrs={"value": YES}),
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.draft.is_changing:
            field = self.fields["email"]
            field.disabled = True
            field.help_text = _("The address stays as it was. To change it, write to us.")
        if limits_of(self.draft.season).most_per_organisation is not None:
            self.fields["organisation"].label = _("Your organisation")

    def before(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What was ticked is kept as a word."""
        return {**values, "news": values.get("news") == YES}

    def typed(self) -> dict[str, Any]:
        """What was typed; the address of what was sent stays as it was."""
        typed = {**super().typed(), "news": YES if self.data.get("news") else NO}
        if self.draft.is_changing:
            typed["email"] = self.initial.get("email", "")
        return typed

    def shown(self, values: Mapping[str, Any]) -> Iterator[Shown]:
        """Label and answer of each field; what is not ticked is not listed."""
        yield from super().shown({**values, "news": ""})
        if values.get("news") == YES:
            yield Shown(_now("Letters about the next awards"), _now("Please send them"))
