"""A draft read as the form it is: what each page says, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.text import clean, clean_line
from cadair.foundation.welsh.written import LONGEST_PASSAGE, UnfitText
from cadair.mail.states import MailLanguage
from cadair.mail.validators import checked_address
from cadair.nominations.actions.forms_sent import NewEntry, NominatedPerson, Nominator
from cadair.nominations.models import Draft
from cadair.nominations.states import EntryKind, OrganisationRole, Relation
from cadair.people.models import Organisation
from cadair.seasons.models import Category, Criterion
from cadair.seasons.states import CategoryGroup

LANGUAGE, CATEGORIES, ENTRY, PEOPLE = "language", "categories", "entry", "people"
ORGANISATIONS, SUMMARY, YOU = "organisations", "summary", "you"
CRITERION: Final = "criterion-"
"""Before the key of a criterion: the page with the answer to it."""

MOST_ROWS: Final = 30
"""People, or organisations, in one form."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something without which the form cannot be sent, and the page on which to give it."""

    page: str
    message: str | Promise


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


class FilledForm:
    """A draft, read. Nothing in it is trusted: it may hold what was typed and never checked."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.season = draft.season

    @staticmethod
    def kept(values: Mapping[str, Any]) -> dict[str, Any]:
        """What a page holds, as it is kept while somebody is still writing: clean, not too long.

        Raises:
            UnfitText: more than any answer may hold.
        """
        return {str(key): _kept(value) for key, value in values.items()}

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
        chosen = self.season.categories.filter(key__in=[str(key) for key in keys])
        return list(chosen.exclude(group=CategoryGroup.OVERALL))

    @cached_property
    def criteria(self) -> Sequence[Criterion]:
        """What the season asks."""
        return list(self.season.criteria.all())

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
    def people(self) -> list[str]:
        """Who is nominated, by name or by role."""
        return [clean_line(row["name"]) for row in self._rows(PEOPLE)][:MOST_ROWS]

    @property
    def organisations(self) -> list[tuple[str, OrganisationRole]]:
        """Who is behind it, as typed, each once."""
        found: dict[str, OrganisationRole] = {}
        for row in self._rows(ORGANISATIONS):
            is_lead = row.get("role") == OrganisationRole.LEAD
            role = OrganisationRole.LEAD if is_lead else OrganisationRole.PARTNER
            found.setdefault(clean_line(row["name"]), role)
        return list(found.items())[:MOST_ROWS]

    @property
    def summary(self) -> str:
        """The work in a few sentences."""
        return self._text(SUMMARY, "summary")

    def answer_to(self, criterion: Criterion) -> str:
        """What is written to a criterion."""
        return self._text(CRITERION + criterion.key, "answer")

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
            people=[NominatedPerson(name=name) for name in self.people],
            place=BilingualText(**{language: self.place}),
        )

    def missing(self) -> list[Missing]:
        """What is still needed, in the order of the pages."""
        parts = (self._missing_of_entry, self._missing_of_case, self._missing_of_nominator)
        return [each for part in parts for each in part()]

    def _missing_of_entry(self) -> Iterator[Missing]:
        if not self.categories:
            yield Missing(CATEGORIES, _("Choose at least one category."))
        if not self.title:
            yield Missing(ENTRY, _("Give what you nominate a title."))
        if self.kind is None:
            yield Missing(ENTRY, _("Say what you nominate: a person, a team, a project …"))
        if self.relation is None:
            yield Missing(ENTRY, _("Say whether it is your own work."))
        if self.kind == EntryKind.PERSON and not self.people:
            yield Missing(PEOPLE, _("Say who the person is, by name or by role."))

    def _missing_of_case(self) -> Iterator[Missing]:
        if not clean(self.summary):
            yield Missing(SUMMARY, _("Write the summary."))
        for criterion in self.criteria:
            if not clean(self.answer_to(criterion)):
                page = CRITERION + criterion.key
                words = _("Answer the questions: %(criterion)s") % {"criterion": criterion.name}
                yield Missing(page, words)

    def _missing_of_nominator(self) -> Iterator[Missing]:
        if not clean_line(self.nominator.name):
            yield Missing(YOU, _("Give your name."))
        try:
            checked_address(self.nominator.email)
        except Refusal:
            yield Missing(YOU, _("Give an e-mail address at which we can reach you."))
        if self.mail_language is None:
            yield Missing(YOU, _("Say in which language we should write to you."))
