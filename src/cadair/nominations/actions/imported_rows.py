"""The rows of a file read as forms, and what is wrong with each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import LANGUAGES, Language, active_language
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.searching import search_fold
from cadair.foundation.welsh.text import clean_line
from cadair.foundation.welsh.written import LONGEST_NAME, LONGEST_PASSAGE, LONGEST_TITLE
from cadair.mail.states import MailLanguage
from cadair.nominations.actions import filled_forms as pages
from cadair.nominations.actions.filled_forms import FIT, FilledForm, Missing
from cadair.nominations.answers import (
    ANSWER,
    MOST_ROWS,
    OF_CHOICE,
    OF_ROWS,
    ROWS,
    page_of_question,
)
from cadair.nominations.columns import (
    CATEGORIES,
    EMAIL,
    KIND,
    LANGUAGE,
    NAME,
    NAMES,
    ORGANISATIONS,
    PEOPLE,
    PERSON_EMAIL,
    PLACE,
    RELATION,
    SENDER_BODY,
    TITLE,
    in_language,
    questions_in,
)
from cadair.nominations.models import Draft, NominationImport
from cadair.nominations.states import (
    EntryKind,
    NominationState,
    OrganisationRole,
    Relation,
)
from cadair.nominations.tables import Line
from cadair.seasons.models import Season
from cadair.seasons.questions import SUMMARY, Asked, form_of
from cadair.seasons.states import CategoryGroup, QuestionKind

_SPOKEN: Final = {
    "cy": "cy",
    "cymraeg": "cy",
    "welsh": "cy",
    "en": "en",
    "english": "en",
    "saesneg": "en",
}
_BETWEEN: Final = re.compile(r"[;\n]")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{4})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?: [0-9:]+)?")


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row as a form, and everything that is wrong with it, in words."""

    number: int
    form: ImportedForm
    problems: Sequence[str]

    @property
    def is_ready(self) -> bool:
        """Whether it can become a nomination."""
        return not self.problems


class ImportedForm(FilledForm):
    """A row read as a form. It brings no files: those that a question asks for come later."""

    def _missing_of_evidence(self) -> Iterator[Missing]:
        yield from ()


class RowReader:
    """Reads the rows of one file; what is the same for all of them is looked up once."""

    def __init__(self, batch: NominationImport) -> None:
        self.batch = batch
        self.season = batch.season
        self.sections = form_of(self.season)
        self.questions = {page_of_question(each.key): each for each in questions_in(self.sections)}
        self.columns = {
            key: place
            for place, heading in enumerate(batch.header)
            if (key := batch.mapping.get(heading, ""))
        }

    @cached_property
    def _categories(self) -> dict[str, str]:
        found = {}
        for each in self.season.categories.exclude(group=CategoryGroup.OVERALL):
            for name in (each.key, each.name.cy, each.name.en):
                found[search_fold(name)] = each.key
        return found

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return _choices(EntryKind.choices)

    @cached_property
    def _relations(self) -> dict[str, str]:
        return _choices(Relation.choices)

    def read(self) -> list[CheckedRow]:
        """Every row, checked; one that stands in the file or in the season already is said to."""
        there = _there(self.season)
        rows = []
        for number, cells in self.batch.rows:
            form, problems = self._form(Line(number, cells))
            key = (search_fold(form.title), form.nominator.email.casefold())
            if key in there:
                problems.append(
                    str(_("This nomination is there already: %(which)s") % {"which": there[key]})
                )
            there.setdefault(key, str(_("row %(number)s") % {"number": number}))
            rows.append(CheckedRow(number, form, problems))
        return rows

    def _form(self, line: Line) -> tuple[ImportedForm, list[str]]:
        problems: list[str] = []
        language = self._language(line, problems)
        answers = {**self._about(line, problems), **self._answers(line, problems)}
        answers[pages.LANGUAGE] = {"language": language}
        try:
            kept = {page: FilledForm.kept(values) for page, values in answers.items()}
        except Refusal as refusal:
            problems.append(str(refusal))
            kept = {}
        draft = Draft(season=self.season, language=language, started_at=clock.now())
        draft.answers = {page: {"version": 1, "values": values} for page, values in kept.items()}
        form = ImportedForm(draft)
        form.__dict__["sections"] = self.sections
        problems += self._too_long(line)
        known = {*problems}
        problems += [words for each in form.missing() if (words := str(each.message)) not in known]
        return form, problems

    def _cell(self, line: Line, key: str) -> str:
        place = self.columns.get(key)
        return line.cells[place] if place is not None and place < len(line.cells) else ""

    def _language(self, line: Line, problems: list[str]) -> Language:
        said = self._cell(line, LANGUAGE)
        usual: Language = "cy" if self.batch.usual.get(LANGUAGE) == "cy" else "en"
        if not said:
            return usual
        found = _SPOKEN.get(search_fold(said))
        if found is None:
            problems.append(_unknown(NAMES[LANGUAGE], said))
            return usual
        return "cy" if found == "cy" else "en"

    def _about(self, line: Line, problems: list[str]) -> dict[str, dict[str, Any]]:
        """The pages before and after the questions."""

        def text(key: str) -> str:
            return clean_line(self._cell(line, key))

        addresses = _several(self._cell(line, PERSON_EMAIL))
        people = [
            {"name": name, "email": addresses[place] if place < len(addresses) else ""}
            for place, name in enumerate(_several(self._cell(line, PEOPLE)))
        ]
        bodies = _several(self._cell(line, ORGANISATIONS))
        roles = [OrganisationRole.LEAD, *[OrganisationRole.PARTNER] * len(bodies)]
        fits = self.season.eligibility_questions.values_list("key", flat=True)
        return {
            pages.FITS: dict.fromkeys(fits, FIT),
            pages.CATEGORIES: {"categories": self._chosen_categories(line, problems)},
            pages.ENTRY: {
                "title": text(TITLE),
                "kind": self._one_of(line, KIND, self._kinds, problems),
                "relation": self._one_of(line, RELATION, self._relations, problems),
                "place": text(PLACE),
            },
            pages.PEOPLE: {ROWS: people},
            pages.ORGANISATIONS: {
                ROWS: [
                    {"name": name, "role": role} for name, role in zip(bodies, roles, strict=False)
                ]
            },
            pages.YOU: {
                "name": text(NAME),
                "email": text(EMAIL),
                "organisation": text(SENDER_BODY),
                "letters": MailLanguage.BOTH,
            },
        }

    def _chosen_categories(self, line: Line, problems: list[str]) -> list[str]:
        said = self._cell(line, CATEGORIES) or str(self.batch.usual.get(CATEGORIES, ""))
        whole = self._categories.get(search_fold(said))
        if whole:
            return [whole]
        found = {}
        for each in _several(said):
            key = self._categories.get(search_fold(each))
            if key is None:
                problems.append(_unknown(_("Category"), each))
            else:
                found[key] = key
        return list(found)

    def _one_of(self, line: Line, key: str, known: Mapping[str, str], problems: list[str]) -> str:
        said = clean_line(self._cell(line, key))
        if not said:
            return str(self.batch.usual.get(key, ""))
        found = known.get(search_fold(said), "")
        if not found:
            problems.append(_unknown(NAMES[key], said))
        return found

    def _answers(self, line: Line, problems: list[str]) -> dict[str, dict[str, Any]]:
        found = {}
        for page, asked in self.questions.items():
            said = self._cell(line, page)
            if said:
                found[page] = _typed(asked, said, problems)
        return found

    def _too_long(self, line: Line) -> Iterator[str]:
        lines = {
            TITLE: LONGEST_TITLE,
            PLACE: LONGEST_NAME,
            NAME: LONGEST_NAME,
            SENDER_BODY: LONGEST_NAME,
        }
        for key, longest in lines.items():
            if len(clean_line(self._cell(line, key))) > longest:
                yield _long(NAMES[key], longest)
        for key in (PEOPLE, ORGANISATIONS):
            several = _several(self._cell(line, key))
            if any(len(each) > LONGEST_NAME for each in several):
                yield _long(NAMES[key], LONGEST_NAME)
            if len(several) > MOST_ROWS:
                yield str(
                    _("This is more than fits here. At most: %(most)s.") % {"most": MOST_ROWS}
                )


def _there(season: Season) -> dict[tuple[str, str], str]:
    """What was sent in already, by its title and its sender, with its reference."""
    sent = season.nominations.filter(entry__is_test=False, state=NominationState.SUBMITTED)
    rows = sent.values_list("entry__title_cy", "entry__title_en", "nominator_email", "reference")
    return {
        (search_fold(title), email.casefold()): reference
        for cy, en, email, reference in rows
        for title in (cy, en)
        if title
    }


def _several(text: str) -> list[str]:
    return [line for line in map(clean_line, _BETWEEN.split(text)) if line]


def _choices(choices: Sequence[tuple[str, Any]]) -> dict[str, str]:
    """The values of a list by their names in either language, folded."""
    found = {}
    for value, label in choices:
        found[search_fold(value)] = value
        for language in LANGUAGES:
            with translation.override(language):
                found[search_fold(str(label))] = value
    return found


def _unknown(name: str | Promise, said: str) -> str:
    words = _("%(column)s: this is none of the answers that are offered: %(said)s")
    return str(words % {"column": name, "said": said[:80]})


def _long(name: str | Promise, longest: int) -> str:
    words = _("%(column)s: this is too long. Characters, at most: %(longest)s")
    return str(words % {"column": name, "longest": longest})


def _typed(asked: Asked, said: str, problems: list[str]) -> dict[str, Any]:
    """A cell as the page of its question would have it."""
    if asked.key == SUMMARY:
        return {SUMMARY: said}
    if asked.kind in OF_ROWS:
        return {ROWS: [{"name": each} for each in _several(said)]}
    if asked.kind == QuestionKind.DATE:
        return _day(said)
    if asked.kind == QuestionKind.LINK:
        return {ANSWER: "\n".join(said.replace(";", "\n").split())}
    if asked.kind in OF_CHOICE or asked.kind == QuestionKind.SEVERAL:
        return {ANSWER: _option(asked, said, problems)}
    return {ANSWER: said[: LONGEST_PASSAGE + 1]}


def _option(asked: Asked, said: str, problems: list[str]) -> str | list[str]:
    known = {
        search_fold(name): option.key
        for option in asked.options
        for name in (option.label.cy, option.label.en, option.key)
    }
    several = _several(said) if asked.kind == QuestionKind.SEVERAL else [clean_line(said)]
    label = in_language(asked.label, active_language())
    problems += [_unknown(label, each) for each in several if search_fold(each) not in known]
    found = [known[search_fold(each)] for each in several if search_fold(each) in known]
    return found if asked.kind == QuestionKind.SEVERAL else "".join(found[:1])


def _day(said: str) -> dict[str, str]:
    said = clean_line(said)
    if found := _YEAR_FIRST.fullmatch(said):
        return dict(zip(("year", "month", "day"), found.groups(), strict=True))
    if found := _DAY_FIRST.fullmatch(said):
        return dict(zip(("day", "month", "year"), found.groups(), strict=True))
    return {"day": said}
