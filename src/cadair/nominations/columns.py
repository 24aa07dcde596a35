"""The columns of a file with nominations: what each may hold, and what its heading suggests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language
from cadair.foundation.welsh.searching import search_fold
from cadair.nominations.answers import page_of_question
from cadair.nominations.models import NominationImport
from cadair.nominations.states import ImportState
from cadair.seasons.models import Season
from cadair.seasons.questions import Asked, Section, form_of
from cadair.seasons.states import QuestionKind

TITLE, KIND, RELATION, PLACE = "title", "kind", "relation", "place"
PEOPLE, PERSON_EMAIL, ORGANISATIONS = "people", "person-email", "organisations"
NAME, EMAIL, SENDER_BODY = "name", "email", "organisation"
CATEGORIES, LANGUAGE = "categories", "language"
LETTERS: Final = "letters"
"""Said for the whole file: whether nominators and nominees are written to at once."""

NAMES: Final[Mapping[str, Promise]] = {
    TITLE: _("Title of what is nominated"),
    CATEGORIES: _("Category, or several with ; between them"),
    KIND: _("What it is: a person, a team, a project …"),
    RELATION: _("Own work or somebody else’s"),
    PLACE: _("Place of the work"),
    PEOPLE: _("People nominated, with ; between them"),
    PERSON_EMAIL: _("E-mail address of the person nominated"),
    ORGANISATIONS: _("Organisations, the lead first, with ; between them"),
    NAME: _("Nominator’s name"),
    EMAIL: _("Nominator’s e-mail address"),
    SENDER_BODY: _("Nominator’s organisation"),
    LANGUAGE: _("Language of the nomination"),
}
"""What a column may hold, beside the answers to the questions."""

_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    TITLE: ("title", "teitl", "project", "prosiect"),
    CATEGORIES: ("category", "categories", "categori", "categorïau"),
    KIND: ("kind", "type", "math"),
    RELATION: ("relation", "perthynas"),
    PLACE: ("place", "area", "lle", "ardal"),
    PEOPLE: ("people", "person", "nominee", "nominees", "pobl", "enwebai"),
    PERSON_EMAIL: ("nominee e-mail", "nominee email", "e-bost yr enwebai"),
    ORGANISATIONS: ("organisations", "organisation", "sefydliadau", "sefydliad"),
    NAME: ("name", "your name", "nominator", "enw", "eich enw", "enwebydd"),
    EMAIL: ("e-mail", "email", "e-mail address", "email address", "e-bost", "ebost"),
    SENDER_BODY: ("your organisation", "eich sefydliad"),
    LANGUAGE: ("language", "iaith"),
}


def importable(season: Season) -> list[Asked]:
    """The questions that a cell can answer: all but files, and none that is no longer asked."""
    return [each for each in questions_in(form_of(season)) if not each.is_retired]


def questions_in(sections: Sequence[Section]) -> Iterator[Asked]:
    """Every question of these sections that a cell can answer."""
    for section in sections:
        yield from (each for each in section.questions if each.kind != QuestionKind.FILE)


def targets(season: Season) -> dict[str, Promise | BilingualText]:
    """Everything that a column may hold, by its key, in the order in which it is offered."""
    questions = {page_of_question(each.key): each.label for each in importable(season)}
    return {**NAMES, **questions}


def _called(season: Season) -> dict[str, str]:
    """What a column may be headed with in either language, folded, and what it then holds."""
    found: dict[str, str] = {}
    for key, name in targets(season).items():
        names = [*_ALSO.get(key, ()), key, key.removeprefix("question-")]
        names += [in_language(name, language) for language in LANGUAGES]
        for each in names:
            found.setdefault(search_fold(each), key)
    return found


def in_language(name: Promise | BilingualText, language: Language) -> str:
    """A name in one language."""
    if isinstance(name, BilingualText):
        return name.cy if language == "cy" else name.en
    with translation.override(language):
        return str(name)


def suggested_mapping(season: Season, header: Sequence[str]) -> dict[str, str]:
    """What each column seems to hold: as it was said of the same heading last time, or by name."""
    earlier = NominationImport.objects.filter(season__programme=season.programme)
    remembered: dict[str, str] = {}
    for batch in earlier.exclude(state=ImportState.READ).order_by("read_at", "id")[:50]:
        remembered |= batch.mapping
    known, called = targets(season), _called(season)
    mapping: dict[str, str] = {}
    for heading in header:
        key = remembered.get(heading, called.get(search_fold(heading), ""))
        mapping[heading] = key if key in known and key not in mapping.values() else ""
    return mapping
