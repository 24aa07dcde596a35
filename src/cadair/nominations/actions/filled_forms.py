"""A draft read as the form it is: what each page says, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText, active_language
from cadair.foundation.prepared import Prepared
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.text import clean, clean_line
from cadair.foundation.welsh.written import LONGEST_PASSAGE, UnfitText
from cadair.mail.states import MailLanguage
from cadair.mail.validators import checked_address
from cadair.nominations.actions.forms_sent import NewEntry, NominatedPerson, Nominator
from cadair.nominations.answers import MOST_ROWS, Answer, Given, page_of_question
from cadair.nominations.evidence import missing_evidence
from cadair.nominations.models import Draft
from cadair.nominations.states import EntryKind, OrganisationRole, Relation
from cadair.people.models import Organisation
from cadair.seasons.formbook import limits_of
from cadair.seasons.models import Category, EligibilityQuestion, FormRules
from cadair.seasons.questions import SUMMARY, Asked, Section, form_of
from cadair.seasons.states import CategoryGroup, QuestionKind

LANGUAGE, FITS, CATEGORIES, ENTRY = "language", "fits", "categories", "entry"
PEOPLE, ORGANISATIONS, EVIDENCE, YOU = "people", "organisations", "evidence", "you"
FIT: Final = "fits"
"""The answer to a question before the form with which one may nominate."""

OWN_WORDS: Final = "own"
"""Said of an organisation: as typed, none of those that were offered."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something without which the form cannot be sent, and the page on which to give it."""

    page: str
    message: str | Promise


@dataclass(frozen=True, slots=True)
class TypedBody:
    """An organisation as typed; `known` is the identity of one chosen from the register."""

    name: str
    role: OrganisationRole
    known: str = ""


def _kept(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _kept(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_kept(each) for each in value[: 2 * MOST_ROWS]]
    text = clean(str(value))
    if len(text) > LONGEST_PASSAGE:
        raise UnfitText(
            "text-too-long",
            _("This text is too long to be saved. Characters: %(length)s. At most: %(longest)s.")
            % {"length": len(text), "longest": LONGEST_PASSAGE},
        )
    return text


def _is_address(text: str) -> bool:
    try:
        checked_address(text)
    except Refusal:
        return False
    return True


def _named(asked: Asked, problem: str | Promise) -> str:
    if asked.key == SUMMARY and not problem:
        return str(_("Write the summary."))
    label = asked.label
    name = (label.cy or label.en) if active_language() == "cy" else (label.en or label.cy)
    if problem:
        return f"{name}: {problem}"
    return _("Answer the question: %(question)s") % {"question": name}


_CATEGORIES: Final = Prepared(
    lambda season: Category.objects.filter(season=season).exclude(group=CategoryGroup.OVERALL)
)
_ELIGIBILITY: Final = Prepared(
    lambda season: (
        EligibilityQuestion.objects.filter(season=season).order_by("position").values_list("key")
    )
)


class _AboutEntry:
    """What the first pages of a draft put forward."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.season = draft.season

    def _text(self, page: str, name: str) -> str:
        value = self.draft.values_of(page).get(name, "")
        return value if isinstance(value, str) else ""

    def _rows(self, page: str) -> list[dict[str, str]]:
        rows = self.draft.values_of(page).get("rows", [])
        return [row for row in rows if clean_line(str(row.get("name", "")))]

    @cached_property
    def categories(self) -> Sequence[Category]:
        """The categories chosen, in the order of the season; those that are gone are left out."""
        keys = self.draft.values_of(CATEGORIES).get("categories", [])
        chosen = {str(key) for key in keys}
        return [each for each in _CATEGORIES.objects(season=self.season.pk) if each.key in chosen]

    @property
    def title(self) -> str:
        """What is put forward."""
        return clean_line(self._text(ENTRY, "title"))

    @property
    def kind(self) -> EntryKind | None:
        """A person, a team …, or None: nobody has said."""
        value = self._text(ENTRY, "kind")
        return EntryKind(value) if value in EntryKind.values else None

    @property
    def relation(self) -> Relation | None:
        """Own work or somebody else's, or None: nobody has said."""
        value = self._text(ENTRY, "relation")
        return Relation(value) if value in Relation.values else None

    @property
    def place(self) -> str:
        """Where it is done; may be empty."""
        return clean_line(self._text(ENTRY, "place"))

    @property
    def people(self) -> list[NominatedPerson]:
        """Who is nominated, by name or by role, with what is known to reach them."""
        return [
            NominatedPerson(
                name=clean_line(row["name"]),
                email=clean_line(str(row.get("email", ""))),
                age_band=str(row.get("age_band", "")),
            )
            for row in self._rows(PEOPLE)
        ][:MOST_ROWS]

    @property
    def organisations(self) -> list[TypedBody]:
        """Who is behind it, as typed, each once."""
        found: dict[str, TypedBody] = {}
        for row in self._rows(ORGANISATIONS):
            name, known = clean_line(row["name"]), str(row.get("known", ""))
            is_lead = row.get("role") == OrganisationRole.LEAD
            role = OrganisationRole.LEAD if is_lead else OrganisationRole.PARTNER
            found.setdefault(name, TypedBody(name, role, "" if known == OWN_WORDS else known))
        return list(found.values())[:MOST_ROWS]


class FilledForm(_AboutEntry):
    """A draft, read. Nothing in it is trusted: it may hold what was typed and never checked."""

    @staticmethod
    def kept(values: Mapping[str, Any]) -> dict[str, Any]:
        """What a page holds, as it is kept while somebody is still writing: clean, not too long.

        Raises:
            UnfitText: more than any answer may hold.
        """
        return {str(key): _kept(value) for key, value in values.items()}

    @cached_property
    def sections(self) -> Sequence[Section]:
        """The questions of the season in their sections."""
        return form_of(self.season)

    @cached_property
    def asked(self) -> Sequence[Asked]:
        """The questions put to this nominator, in order.

        One that is asked only after a certain answer is hidden with the question it depends on.
        """
        chosen = self.draft.values_of(CATEGORIES).get("categories", [])
        categories = frozenset(str(key) for key in chosen)
        answers: dict[str, Answer] = {}
        found = []
        for section in self.sections:
            for question in section.questions:
                if question.is_asked(categories, answers):
                    found.append(question)
                    answers[question.key] = self.given(question).answer
        return found

    def given(self, asked: Asked) -> Given:
        """What is written to a question."""
        return Given(asked, self.draft.values_of(page_of_question(asked.key)))

    @cached_property
    def summary(self) -> str:
        """The work in a few sentences."""
        return next(
            (str(self.given(each).answer) for each in self.asked if each.key == SUMMARY), ""
        )

    @property
    def answers(self) -> dict[str, Answer]:
        """What is sent: the answers to what was asked. What is hidden stays in the draft."""
        given = ((each.key, self.given(each)) for each in self.asked if each.key != SUMMARY)
        return {key: each.answer for key, each in given if not each.is_empty}

    @property
    def nominator(self) -> Nominator:
        """Who sends the form, as typed."""
        parts = {name: self._text(YOU, name) for name in ("name", "email", "organisation")}
        return Nominator(**parts)

    @property
    def mail_language(self) -> MailLanguage | None:
        """In which language to write to them, or None: nobody has said."""
        value = self._text(YOU, "letters")
        return MailLanguage(value) if value in MailLanguage.values else None

    def new_entry(self, bodies: Sequence[tuple[Organisation, OrganisationRole]]) -> NewEntry:
        """What the form puts forward; title and place stand in the language of the form."""
        language = self.draft.language
        return NewEntry(
            title=BilingualText(**{language: self.title}),
            title_language=language,
            kind=self.kind or EntryKind.PROJECT,
            categories=self.categories,
            organisations=bodies,
            people=self.people,
            place=BilingualText(**{language: self.place}),
        )

    def missing(self) -> list[Missing]:
        """What is still needed, in the order of the pages."""
        parts = (
            self._missing_before,
            self._missing_of_entry,
            self._missing_of_case,
            self._missing_of_evidence,
            self._missing_of_nominator,
        )
        return [each for part in parts for each in part()]

    @cached_property
    def rules(self) -> FormRules:
        """The limits of the season."""
        return limits_of(self.season)

    @cached_property
    def eligibility_keys(self) -> Sequence[str]:
        """The questions that come before the form."""
        return [key for (key,) in _ELIGIBILITY.rows(season=self.season.pk)]

    @property
    def fits(self) -> bool | None:
        """Whether this person may nominate at all, by their answers; None: some are missing."""
        given = self.draft.values_of(FITS)
        answers = [given.get(key, "") for key in self.eligibility_keys]
        if any(answer and answer != FIT for answer in answers):
            return False
        return True if all(answers) else None

    def _missing_before(self) -> Iterator[Missing]:
        if self.fits is None:
            yield Missing(FITS, _("Answer the questions about who can nominate."))
        elif not self.fits:
            yield Missing(FITS, _("By your answers this cannot be nominated. See what else fits."))

    def _missing_of_entry(self) -> Iterator[Missing]:
        if not self.categories:
            yield Missing(CATEGORIES, _("Choose at least one category."))
        most = self.rules.most_categories
        if most is not None and len(self.categories) > most:
            words = _("Choose fewer categories. At most: %(most)s.") % {"most": most}
            yield Missing(CATEGORIES, words)
        if not self.title:
            yield Missing(ENTRY, _("Give what you nominate a title."))
        if self.kind is None:
            yield Missing(ENTRY, _("Say what you nominate: a person, a team, a project …"))
        if self.relation is None:
            yield Missing(ENTRY, _("Say whether it is your own work."))
        if self.kind == EntryKind.PERSON and not self.people:
            yield Missing(PEOPLE, _("Say who the person is, by name or by role."))
        if not all(_is_address(each.email) for each in self.people if each.email):
            yield Missing(PEOPLE, _("Correct the e-mail address of a person, or leave it empty."))

    def _missing_of_case(self) -> Iterator[Missing]:
        for asked in self.asked:
            given, page = self.given(asked), page_of_question(asked.key)
            if given.problem:
                yield Missing(page, _named(asked, given.problem))
            elif given.is_empty and asked.is_required and asked.kind != QuestionKind.FILE:
                yield Missing(page, _named(asked, ""))

    def _missing_of_evidence(self) -> Iterator[Missing]:
        for message in missing_evidence(self.draft, self.asked):
            yield Missing(EVIDENCE, message)

    def _missing_of_nominator(self) -> Iterator[Missing]:
        if not clean_line(self.nominator.name):
            yield Missing(YOU, _("Give your name."))
        if self.rules.most_per_organisation and not clean_line(self.nominator.organisation):
            yield Missing(YOU, _("Give your organisation, or say that there is none."))
        if not _is_address(self.nominator.email):
            yield Missing(YOU, _("Give an e-mail address at which we can reach you."))
        if self.mail_language is None:
            yield Missing(YOU, _("Say in which language we should write to you."))
