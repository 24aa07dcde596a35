"""What a nominee agreed to be public, and the name that follows from it (PRI-09, PRI-10).

Nobody's name is public because somebody else typed it. Who is 18 or over agrees alone; under 16 a
parent or carer agrees as well; at 16 or 17 an organiser looks at the case. Under 18 it is the first
name only, so that a full name never stands beside a photo.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cadair.nominations.models import Entry, EntryPerson, Nominee, PublicityStatement
from cadair.nominations.redacting import places_of
from cadair.nominations.states import AgeBand, PublicityGiver, PublicityKind
from cadair.seasons.models import Season

WORDING: Final = 1
"""The version of the sentences beside the boxes; whoever changes one of them counts on."""

_YOUNG: Final = frozenset({AgeBand.CHILD, AgeBand.SIXTEEN})
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "master", "y", "yr"})

Kinds = frozenset[PublicityKind]
NOTHING: Final[Kinds] = frozenset()


def is_young(nominee: Nominee) -> bool:
    """Whether somebody is under 18, as far as we know."""
    return nominee.age_band in _YOUNG


def last_statements(nominee: Nominee) -> dict[PublicityGiver, PublicityStatement]:
    """What each giver said last."""
    return {PublicityGiver(each.giver): each for each in nominee.publicity.all()}


def kinds_of(statement: PublicityStatement | None) -> Kinds:
    """What a statement agrees to; nothing where there is none."""
    known = set(PublicityKind.values)
    return frozenset(PublicityKind(each) for each in (statement.kinds if statement else ())
                     if each in known)  # fmt: skip


def agreed_kinds(nominee: Nominee) -> Kinds:
    """What may be public of somebody, now, by everybody whose word is needed for their age."""
    said = last_statements(nominee)
    own = kinds_of(said.get(PublicityGiver.NOMINEE))
    if nominee.age_band == AgeBand.CHILD:
        return own & kinds_of(said.get(PublicityGiver.GUARDIAN))
    if nominee.age_band == AgeBand.SIXTEEN:
        return own & kinds_of(said.get(PublicityGiver.ORGANISER))
    # Whose age nobody knows may be a child: the page asks for it with the first box.
    return own if nominee.age_band == AgeBand.ADULT else NOTHING


def same_person(nominee: Nominee) -> list[Nominee]:
    """Somebody in every nomination of the same thing: what they say once counts for all of them.

    Only whoever has the same address and the same name is the same person.
    """
    entry = nominee.nomination.entry
    main = entry.grouped_into_id or entry.pk
    there = Nominee.objects.filter(
        name=nominee.name,
        email=nominee.email,
        guardian_email=nominee.guardian_email,
        age_band=nominee.age_band,
    ).exclude(email="", guardian_email="")
    behind = there.filter(nomination__entry=main) | there.filter(
        nomination__entry__grouped_into=main
    )
    return [nominee, *behind.exclude(pk=nominee.pk)]


def public_name(person: EntryPerson) -> str:
    """The name under which somebody may stand in public; empty where none may.

    Where the person themselves said something, that decides; else the mark of the season file,
    which says that they agreed. Two who must agree and do not both: no name.
    """
    nominees = [each for each in person.nominees.all() if not each.is_gone]
    said = [each for each in nominees if each.publicity.all()]
    agreed = all(PublicityKind.NAME in agreed_kinds(each) for each in said)
    if not person.name or not (agreed if said else person.is_name_public):
        return ""
    young = person.is_first_name_only or any(is_young(each) for each in nominees)
    return first_name(person.name) if young else person.name


def names_not_to_be_said(entry: Entry) -> list[str]:
    """Full names that no public text about an entry may hold: of whoever said no or is under 18.

    Whoever has said nothing is left out of the people named; whether a text that somebody writes
    may name them is for its writer to find out.
    """
    behind = Nominee.objects.filter(nomination__entry=entry) | Nominee.objects.filter(
        nomination__entry__grouped_into=entry
    )
    there = behind.filter(is_gone=False).prefetch_related("publicity")
    return [
        each.name
        for each in there
        if is_young(each) or (each.publicity.all() and PublicityKind.NAME not in agreed_kinds(each))
    ]


class Consent(TextChoices):
    """Whether somebody’s name may stand in a text that everybody reads."""

    AGREED = "agreed", _("agreed to be named")
    YOUNG = "young", _("under 18: first name at most")
    REFUSED = "refused", _("did not agree to be named")
    SILENT = "silent", _("has not said whether they may be named")


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody of the season whose full name stands in a text, and what they said to it."""

    name: str
    consent: Consent


def people_named_in(season: Season, texts: Iterable[str]) -> list[NamedPerson]:
    """Everybody nominated in a season whose full name stands in one of these texts.

    Of several of one name the one who agreed least counts. A name of one word is no full name.
    """
    # A mark between them: no name goes over the end of a text.
    whole = " | ".join(texts)
    there = Nominee.objects.filter(nomination__season=season, is_gone=False)
    found: dict[str, list[Consent]] = {}
    for each in there.select_related("person").prefetch_related("publicity"):
        if " " in each.name.strip() and places_of(each.name, whole):
            found.setdefault(each.name, []).append(_consent_of(each))
    order = list(Consent)
    return [NamedPerson(name, max(said, key=order.index)) for name, said in sorted(found.items())]


def _consent_of(nominee: Nominee) -> Consent:
    if is_young(nominee):
        return Consent.YOUNG
    if nominee.publicity.all():
        has_agreed = PublicityKind.NAME in agreed_kinds(nominee)
        return Consent.AGREED if has_agreed else Consent.REFUSED
    # The file of a season may say that somebody agreed.
    is_public = nominee.person is not None and nominee.person.is_name_public
    return Consent.AGREED if is_public else Consent.SILENT


def first_name(name: str) -> str:
    """A name without its family name."""
    words = [each for each in name.split() if each.strip(".").lower() not in _TITLES]
    return words[0] if words else ""


def mark_person(nominee: Nominee) -> None:
    """Write beside the person in the entry what their words come to; part of an action.

    It is what stays once the nomination itself has been forgotten.
    """
    if nominee.person is None:
        return
    row = EntryPerson.objects.filter(pk=nominee.person.pk)
    row.update(is_first_name_only=is_young(nominee))
    if nominee.publicity.exists():
        row.update(is_name_public=PublicityKind.NAME in agreed_kinds(nominee))
