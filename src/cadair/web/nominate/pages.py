"""The pages of the form in their order: address, question, fields, and how far each has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.nominations.actions import FilledForm
from cadair.nominations.actions.filled_forms import (
    CATEGORIES,
    CRITERION,
    ENTRY,
    LANGUAGE,
    ORGANISATIONS,
    PEOPLE,
    SUMMARY,
    YOU,
)
from cadair.nominations.models import Draft
from cadair.web.nominate import forms
from cadair.web.nominate.words import said

NOT_STARTED: Final = _("Not started")
IN_PROGRESS: Final = _("In progress")
DONE: Final = _("Done")
OPTIONAL: Final = _("Optional")


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page of the form of one draft."""

    key: str
    title: str | Promise
    form: type[forms.PageForm]
    address: str
    lead: str | Promise = ""
    asks: Sequence[str] = ()
    is_optional: bool = False

    def opened(
        self, draft: Draft, data: QueryDict | None = None, values: Mapping[str, Any] | None = None
    ) -> forms.PageForm:
        """Its form, with what is saved, or with what was sent."""
        kept = draft.values_of(self.key) if values is None else values
        return self.form(data, draft=draft, values=kept)

    def shown(self, draft: Draft) -> list[forms.Shown]:
        """Labels and answers, as saved."""
        form = self.opened(draft)
        values = form.before(draft.values_of(self.key)) or draft.values_of(self.key)
        return [each for each in form.shown(values) if each.answer]


@dataclass(frozen=True, slots=True)
class Task:
    """A page, and how far it has come, in words."""

    page: FormPage
    state: str | Promise
    is_done: bool


_FIXED: Final[Mapping[str, tuple[str | Promise, type[forms.PageForm], str | Promise]]] = {
    LANGUAGE: (_("Which language will you write in?"), forms.LanguageForm, ""),
    CATEGORIES: (_("Which category?"), forms.CategoriesForm, ""),
    ENTRY: (_("What do you nominate?"), forms.EntryForm, ""),
    PEOPLE: (
        _("Who do you nominate?"),
        forms.PeopleForm,
        _(
            "Give each person’s name, or, if they should not be named, their role: “a youth "
            "worker”. Leave it empty if you nominate a whole project. Nobody is named in public "
            "unless they agree. Do not name victims, witnesses, offenders, patients or children."
        ),
    ),
    ORGANISATIONS: (
        _("Which organisations are behind it?"),
        forms.OrganisationsForm,
        _(
            "Write each name as the organisation writes it, so that judges who work there can step "
            "aside. Leave it empty if there is none."
        ),
    ),
    SUMMARY: (_("The work in short"), forms.SummaryForm, ""),
    YOU: (
        _("About you"),
        forms.YouForm,
        _("So that we can reach you. The judges never see your e-mail address."),
    ),
}
_FIRST: Final = (LANGUAGE, CATEGORIES, ENTRY, PEOPLE, ORGANISATIONS, SUMMARY)
_OPTIONAL: Final = {PEOPLE, ORGANISATIONS}


def pages_of(draft: Draft) -> list[FormPage]:
    """Every page, in the order in which they follow each other."""
    fixed = {key: _fixed_page(draft, key) for key in _FIXED}
    return [*(fixed[key] for key in _FIRST), *_criterion_pages(draft), fixed[YOU]]


def page_of(draft: Draft, key: str) -> FormPage | None:
    """The page with that key, or None: this season has none."""
    return next((page for page in pages_of(draft) if page.key == key), None)


def following(draft: Draft, here: FormPage) -> FormPage | None:
    """The page after `here`, or None after the last."""
    pages = pages_of(draft)
    number = [page.key for page in pages].index(here.key)
    return pages[number + 1] if number + 1 < len(pages) else None


def tasks_of(draft: Draft) -> list[Task]:
    """Every page with its state: nothing on it, something, or finished and nothing missing."""
    missing = {each.page for each in FilledForm(draft).missing()}
    return [_task(draft, page, missing) for page in pages_of(draft)]


def _task(draft: Draft, page: FormPage, missing: set[str]) -> Task:
    is_finished = page.key in draft.finished_pages or page.key == LANGUAGE
    if is_finished and page.key not in missing:
        return Task(page, DONE, is_done=True)
    if any(draft.values_of(page.key).values()):
        return Task(page, IN_PROGRESS, is_done=False)
    return Task(page, OPTIONAL if page.is_optional else NOT_STARTED, is_done=False)


def _fixed_page(draft: Draft, key: str) -> FormPage:
    title, form, lead = _FIXED[key]
    address = reverse(f"nominate_{key}", kwargs=_arguments(draft))
    return FormPage(key, title, form, address, lead, is_optional=key in _OPTIONAL)


def _criterion_pages(draft: Draft) -> list[FormPage]:
    return [
        FormPage(
            key=CRITERION + each.key,
            title=said(each.name),
            form=forms.AnswerForm,
            address=reverse(
                "nominate_criterion", kwargs={**_arguments(draft), "criterion": each.key}
            ),
            asks=[said(BilingualText.from_dict(ask)) for ask in each.asks],
        )
        for each in draft.season.criteria.all()
    ]


def _arguments(draft: Draft) -> dict[str, str]:
    return {"season": draft.season.key, "draft": draft.public_id}
