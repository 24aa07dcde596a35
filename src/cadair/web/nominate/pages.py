"""The pages of the form in their order: address, question, fields, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.nominations.actions import FilledForm
from cadair.nominations.actions.filled_forms import (
    CATEGORIES,
    ENTRY,
    EVIDENCE,
    FITS,
    LANGUAGE,
    ORGANISATIONS,
    PEOPLE,
    YOU,
)
from cadair.nominations.answers import page_of_question
from cadair.nominations.evidence import groups_of
from cadair.nominations.models import Draft
from cadair.seasons.questions import SUMMARY, Asked
from cadair.seasons.states import QuestionKind
from cadair.web.nominate import forms, rows
from cadair.web.nominate.asking import Opened, form_for
from cadair.web.nominate.evidence import EvidenceForm
from cadair.web.nominate.words import said

NOT_STARTED: Final = _("Not started")
IN_PROGRESS: Final = _("In progress")
DONE: Final = _("Done")
OPTIONAL: Final = _("Optional")

BEFORE: Final = _("Before you begin")
WORK: Final = _("What you nominate")
CASE: Final = _("What supports it")
SENDER: Final = _("You")


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page of the form of one draft."""

    key: str
    title: str | Promise
    form: Opened
    name: str
    arguments: Mapping[str, str]
    part: str | Promise = ""
    lead: str | Promise = ""
    asks: Sequence[str] = ()
    is_optional: bool = False

    @property
    def address(self) -> str:
        """Where it is, in the language of the reader."""
        return reverse(self.name, kwargs={**self.arguments})

    def opened(
        self, draft: Draft, data: QueryDict | None = None, values: Mapping[str, Any] | None = None
    ) -> forms.PageForm:
        """Its form, with what is saved, or with what was sent."""
        kept = draft.values_of(self.key) if values is None else values
        return self.form(data, draft=draft, values=kept)

    def shown(self, draft: Draft) -> list[forms.Shown]:
        """Labels and answers, as saved."""
        form = self.opened(draft)
        kept = draft.values_of(self.key)
        values = {**kept, **form.before(kept)} if self.key == LANGUAGE else kept
        return [each for each in form.shown(values) if each.answer]


@dataclass(frozen=True, slots=True)
class Task:
    """A page, and how far it has come, in words."""

    page: FormPage
    state: str | Promise
    is_done: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the task list, and what stands below it."""

    name: str | Promise
    tasks: Sequence[Task]


_Words = str | Promise
_FIXED: Final[Mapping[str, tuple[_Words, Opened, _Words, _Words]]] = {
    FITS: (_("Can you nominate?"), forms.FitsForm, BEFORE, ""),
    LANGUAGE: (_("Which language will you write in?"), forms.LanguageForm, BEFORE, ""),
    CATEGORIES: (_("Which category?"), forms.CategoriesForm, BEFORE, ""),
    ENTRY: (_("What do you nominate?"), forms.EntryForm, WORK, ""),
    PEOPLE: (
        _("Who do you nominate?"),
        rows.PeopleForm,
        WORK,
        _(
            "Give each person’s name, or, if they should not be named, their role: “a youth "
            "worker”. Leave it empty if you nominate a whole project. Nobody is named in public "
            "unless they agree. Do not name victims, witnesses, offenders, patients or children."
        ),
    ),
    ORGANISATIONS: (
        _("Which organisations are behind it?"),
        rows.OrganisationsForm,
        WORK,
        _(
            "Write each name as the organisation writes it, so that judges who work there can step "
            "aside. Leave it empty if there is none."
        ),
    ),
    YOU: (
        _("About you"),
        forms.YouForm,
        SENDER,
        _("So that we can reach you. The judges never see your e-mail address."),
    ),
}
_OPTIONAL: Final = {PEOPLE, ORGANISATIONS}


class FormPages:
    """The pages of a draft, found out once for a request."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.filled = FilledForm(draft)
        self.arguments = {"season": draft.season.key, "draft": draft.public_id}
        self.pages: Sequence[FormPage] = [
            *self._before(),
            *self._asked(),
            *self._evidence(),
            self._fixed(YOU),
        ]

    def page(self, key: str) -> FormPage | None:
        """The page with that key, or None: this nominator is not asked it."""
        return next((page for page in self.pages if page.key == key), None)

    def following(self, here: FormPage) -> FormPage | None:
        """The page after `here`, or None after the last."""
        keys = [page.key for page in self.pages]
        number = keys.index(here.key) + 1 if here.key in keys else len(keys)
        return self.pages[number] if number < len(keys) else None

    def tasks(self) -> list[Task]:
        """Every page with its state: nothing on it, something, or finished and complete."""
        missing = {each.page for each in self.filled.missing()}
        return [self._task(page, missing) for page in self.pages]

    def _task(self, page: FormPage, missing: set[str]) -> Task:
        is_finished = page.key in self.draft.finished_pages or page.key == LANGUAGE
        if is_finished and page.key not in missing:
            return Task(page, DONE, is_done=True)
        if any(self.draft.values_of(page.key).values()):
            return Task(page, IN_PROGRESS, is_done=False)
        return Task(page, OPTIONAL if page.is_optional else NOT_STARTED, is_done=False)

    def _before(self) -> Iterator[FormPage]:
        if self.filled.eligibility_keys:
            yield self._fixed(FITS)
        for key in (LANGUAGE, CATEGORIES, ENTRY, PEOPLE, ORGANISATIONS):
            yield self._fixed(key)

    def _fixed(self, key: str) -> FormPage:
        title, form, part, lead = _FIXED[key]
        is_optional = key in _OPTIONAL
        name = f"nominate_{key}"
        return FormPage(key, title, form, name, self.arguments, part, lead, is_optional=is_optional)

    def _asked(self) -> Iterator[FormPage]:
        asked = {each.key for each in self.filled.asked}
        for section in self.filled.sections:
            for question in section.questions:
                if question.key in asked and question.kind != QuestionKind.FILE:
                    yield self._question(question, said(section.name))

    def _evidence(self) -> Iterator[FormPage]:
        groups = groups_of(self.draft, self.filled.asked)
        if groups:
            is_optional = not any(group.is_required for group in groups)
            yield FormPage(
                EVIDENCE,
                _("Evidence"),
                EvidenceForm,
                "nominate_evidence",
                self.arguments,
                CASE,
                is_optional=is_optional,
            )

    def _question(self, asked: Asked, part: str) -> FormPage:
        is_summary = asked.key == SUMMARY
        name = "nominate_summary" if is_summary else "nominate_question"
        more = {} if is_summary else {"question": asked.key}
        return FormPage(
            key=page_of_question(asked.key),
            title=_("The work in short") if is_summary else said(asked.label),
            form=form_for(asked),
            name=name,
            arguments={**self.arguments, **more},
            part=part,
            asks=[said(ask) for ask in asked.asks],
            is_optional=not asked.is_required,
        )


def in_parts(tasks: Sequence[Task]) -> list[Part]:
    """The tasks below the headings of the parts of the form."""
    found: dict[str, list[Task]] = {}
    for task in tasks:
        found.setdefault(str(task.page.part), []).append(task)
    return [Part(name, each) for name, each in found.items()]
