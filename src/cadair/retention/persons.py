"""One person goes: what is theirs alone is deleted, elsewhere a mark takes their name’s place.

Parts of one action (`retention.actions.erase_person`), in the order in which it takes them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from cadair.audit.models import AuditEntry
from cadair.judging.models import Judge
from cadair.mail.models import LanguagePreference, MailingConsent, OutboxMessage
from cadair.mail.states import Delivery
from cadair.nominations.actions import index_entries, renew_after_erasure
from cadair.nominations.models import (
    Coauthor,
    Draft,
    Endorsement,
    Entry,
    EntryPerson,
    Evidence,
    Extension,
    Nomination,
    Nominee,
)
from cadair.nominations.notices import PAGE
from cadair.nominations.translatable import hashes_of_sources
from cadair.people.actions import end_links
from cadair.people.models import Account, OrganisationContact
from cadair.people.queries import account_by_email
from cadair.retention.holds import held_nominations
from cadair.retention.naming import Named
from cadair.retention.sweeping import Place, mark_in, places_of, swept
from cadair.seasons.models import Season


@dataclass(slots=True)
class Found:
    """Everything of one person in a season, as a page shows it before anything goes."""

    person: Named
    nominees: list[Nominee] = field(default_factory=list)
    nominations: list[Nomination] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    is_judge: bool = False
    account: Account | None = None

    def __bool__(self) -> bool:
        return bool(self.nominees or self.nominations or self.places or self.account)

    @property
    def entries(self) -> set[int]:
        """In which entries they are named anywhere."""
        behind = {each.nomination.entry_id for each in self.nominees}
        behind |= {each.entry_id for each in self.nominations}
        return behind | {each.entry for each in self.places if each.entry is not None}


def find(season: Season, person: Named, apart: Collection[int] = ()) -> Found:
    """Who somebody is in a season; how nominees write their own names is looked for too."""
    nominees = [
        each
        for each in Nominee.objects.filter(nomination__season=season)
        .select_related("nomination__entry")
        .order_by("pk")
        if _is_nominee(each, person) and each.nomination.entry_id not in apart
    ]
    person = Named.of(
        [*person.names, *(each.own_name for each in nominees)],
        person.addresses,
    )
    sent = season.nominations.exclude(entry__in=apart).order_by("pk")
    return Found(
        person=person,
        nominees=nominees,
        nominations=[each for each in sent.only(*_SENDER) if _is_sender(each, person)],
        places=list(places_of(season, person, apart)),
        is_judge=any(_is_judge(each, person) for each in season.judges.select_related("account")),
        account=next(filter(None, map(account_by_email, person.addresses)), None),
    )


_SENDER = ("public_id", "reference", "entry", "nominator_name", "nominator_email")


def _is_nominee(nominee: Nominee, person: Named) -> bool:
    names = (nominee.name, nominee.own_name)
    return any(map(person.is_called, names)) or person.has_address(nominee.email)


def _is_judge(judge: Judge, person: Named) -> bool:
    address = judge.account.email if judge.account else ""
    return person.is_called(judge.name) or person.has_address(address)


def _is_sender(nomination: Nomination, person: Named) -> bool:
    has_address = person.has_address(nomination.nominator_email)
    return has_address or person.is_called(nomination.nominator_name)


def held_among(entries: Collection[int]) -> QuerySet[Nomination]:
    """Nominations behind these entries that are held back."""
    behind = Q(entry__in=entries) | Q(entry__grouped_into__in=entries)
    return Nomination.objects.filter(behind, public_id__in=held_nominations())


def forget_own(season: Season, found: Found, files: Collection[Evidence]) -> None:
    """Delete what is theirs alone: their page, photo, drafts, what they vouched for, files."""
    person = found.person
    for each in found.nominees:
        for purpose in PAGE:
            end_links(purpose=purpose, subject_ref=each.ref)
    Nominee.objects.filter(pk__in=[each.pk for each in found.nominees]).delete()
    mark = {"description_cy": mark_in("cy"), "description_en": mark_in("en")}
    there = EntryPerson.objects.filter(entry__season=season, entry__in=found.entries)
    called = [each.pk for each in there.exclude(name="") if person.is_called(each.name)]
    there.filter(pk__in=called).update(name="", is_name_public=False, **mark)
    Nomination.objects.filter(pk__in=[each.pk for each in found.nominations]).update(
        nominator_name="", nominator_email="", nominator_organisation=""
    )
    Evidence.objects.filter(pk__in=[each.pk for each in files]).delete()
    for address in person.addresses:
        _forget_address(season, address)
    vouched = Endorsement.objects.filter(nomination__season=season)
    named = [each.pk for each in vouched if person.is_called(each.name)]
    vouched.filter(pk__in=named).delete()


def _forget_address(season: Season, address: str) -> None:
    """What stands under an address: forms, what was asked of them, letters to them."""
    Draft.objects.filter(season=season, account__email__iexact=address).delete()
    Coauthor.objects.filter(draft__season=season, email__iexact=address).delete()
    Extension.objects.filter(season=season, email__iexact=address).delete()
    Endorsement.objects.filter(nomination__season=season, email__iexact=address).delete()
    letters = OutboxMessage.objects.filter(to_address__iexact=address, season=season.public_id)
    letters.filter(state=Delivery.WAITING).delete()
    letters.update(to_address="", subject_cy="", subject_en="", body_cy="", body_en="")
    OrganisationContact.objects.filter(address__iexact=address).delete()
    LanguagePreference.objects.filter(address__iexact=address).delete()
    MailingConsent.objects.filter(address__iexact=address).delete()


def take_out(season: Season, person: Named, apart: Collection[int]) -> list[Place]:
    """Put the mark wherever they are still named; what the panel reads and the search follow."""
    places = list(places_of(season, person, apart))
    entries = {each.entry for each in places if each.entry is not None}
    behind = Q(entry__in=entries) | Q(entry__grouped_into__in=entries)
    nominations = list(Nomination.objects.filter(behind).select_related("entry", "season"))
    before = {each.pk: hashes_of_sources(each) for each in nominations}
    done = swept(places)
    for each in nominations:
        fresh = Nomination.objects.select_related("entry", "season").get(pk=each.pk)
        renew_after_erasure(fresh, before[each.pk])
    index_entries(ids=_all_of(entries))
    return done


def _all_of(entries: Iterable[int]) -> list[int]:
    known = Entry.objects.filter(Q(pk__in=entries) | Q(grouped_into__in=entries))
    return list(known.values_list("pk", flat=True))


def close_unused(account: Account | None) -> bool:
    """Delete an account to which nothing is tied any more; returns whether it went."""
    if account is None:
        return False
    ties = Account.objects.filter(pk=account.pk).values_list(*Account.ties())
    if any(each is not None for row in ties for each in row):
        return False
    account.delete()
    return True


def erasures() -> list[dict[str, Any]]:
    """Everybody taken out so far, by references alone: what is kept beside backups."""
    found = AuditEntry.objects.filter(action="erase_person").order_by("sequence")
    return [
        {"season": each.season_ref, "erasure": each.subject_ref, "facts": json.loads(each.facts)}
        for each in found
    ]


def brought_back(erased: Mapping[str, Any]) -> tuple[Season, Named, list[int]] | None:
    """Whom a restored backup brought back, as its rows name them; None where nobody is there.

    Who was named in texts only has no row of their own, and cannot be found by references.
    """
    season = Season.objects.filter(public_id=erased["season"]).first()
    if season is None:
        return None
    facts: Mapping[str, Any] = erased["facts"]
    nominees = Nominee.objects.filter(
        nomination__season=season, public_id__in=_ids(facts, "nominee")
    )
    sent = season.nominations.filter(public_id__in=_ids(facts, "nominator"))
    rows = [*nominees.values_list("name", "own_name", "email")]
    rows += [(name, "", email) for name, email in sent.values_list(*_SENDER[3:])]
    person = Named.of(
        (name for one, own, _email in rows for name in (one, own)), (row[2] for row in rows)
    )
    apart = season.entries.filter(public_id__in=_ids(facts, "apart"))
    return (season, person, list(apart.values_list("pk", flat=True))) if person else None


def _ids(facts: Mapping[str, Any], name: str) -> list[str]:
    return [str(ref).partition(":")[2] for key, ref in facts.items() if key.startswith(f"{name}_")]
