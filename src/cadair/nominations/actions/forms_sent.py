"""What a form puts forward, and who sends it: plain values, cleaned before they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.text import clean_line
from cadair.foundation.welsh.written import (
    LONGEST_TITLE,
    UnfitText,
    in_both,
    written_line,
)
from cadair.mail.validators import checked_address
from cadair.nominations.models import NominationImport
from cadair.nominations.states import (
    EntryKind,
    NominationSource,
    OrganisationRole,
)
from cadair.people.models import Organisation
from cadair.seasons.models import Category


@dataclass(frozen=True, slots=True)
class NominatedPerson:
    """Somebody put forward: a name, or a description by role in both languages.

    `email` is where they can be told; `age_band` a value of `AgeBand`, empty when nobody has said.
    """

    name: str = ""
    description: BilingualText = field(default_factory=BilingualText)
    is_name_public: bool = False
    email: str = ""
    age_band: str = ""

    def as_stored(self) -> NominatedPerson:
        """The same, cleaned.

        Raises:
            UnfitText: a text is too long, or there is neither a name nor a description.
            Refusal: the address is none.
        """
        name = written_line(_("Name of a person"), self.name)
        description = in_both(_("Description of a person"), self.description, written_line)
        if not name and not description.is_complete:
            raise UnfitText(
                "person-without-name",
                _("Give the person a name, or describe them by their role in both languages."),
            )
        email = checked_address(self.email) if clean_line(self.email) else ""
        return replace(self, name=name, description=description, email=email)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What a nomination puts forward.

    `title` has one side written (the author's) unless `title_language` is empty: then both.
    """

    title: BilingualText
    title_language: str
    kind: EntryKind
    categories: Sequence[Category]
    organisations: Sequence[tuple[Organisation, OrganisationRole]] = ()
    people: Sequence[NominatedPerson] = ()
    place: BilingualText = field(default_factory=BilingualText)
    reference: str = ""

    def as_stored(self) -> NewEntry:
        """The same, cleaned.

        Raises:
            Refusal: a text is missing or too long, or something is named twice.
        """
        title = in_both(_("Title"), self.title, partial(written_line, longest=LONGEST_TITLE))
        author = title.en if self.title_language == "en" else title.cy
        if not author or (not self.title_language and not title.is_complete):
            raise UnfitText("text-missing", _("Give the entry a title."))
        bodies = [body.pk for body, _role in self.organisations]
        places = [category.pk for category in self.categories]
        if len({*bodies}) < len(bodies) or len({*places}) < len(places):
            raise Refusal("named-twice", _("Name each category and each organisation once."))
        return replace(
            self,
            title=title,
            people=[person.as_stored() for person in self.people],
            place=in_both(_("Place"), self.place, written_line),
        )


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a form reached us (ACC-10); `is_telling`, whether nominees are written to at once."""

    source: NominationSource = NominationSource.WEB
    imported_in: NominationImport | None = None
    is_telling: bool = True


BY_THE_WEB: Final = Arrival()


@dataclass(frozen=True, slots=True)
class Nominator:
    """Who sends the form."""

    name: str
    email: str
    organisation: str = ""

    def as_stored(self) -> Nominator:
        """The same, cleaned, with the address in its stored form.

        Raises:
            Refusal: the name is missing, a text is too long, or the address is none.
        """
        return Nominator(
            name=written_line(_("Your name"), self.name, is_required=True),
            email=checked_address(self.email),
            organisation=written_line(_("Your organisation"), self.organisation),
        )
