"""Reads what `conflicts` compares: a judge, and what is known of entries and who sent them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from cadair.judging.conflicts import (
    Body,
    Matching,
    PutForward,
    Sender,
    Sitting,
    Suggestion,
    domains_of,
)
from cadair.judging.models import BodyMember, Judge
from cadair.nominations.models import (
    Coauthor,
    Draft,
    EntryOrganisation,
    EntryPerson,
    Nomination,
    Nominee,
)
from cadair.nominations.states import CoauthorState, NominationState
from cadair.people.models import Organisation, OrganisationContact
from cadair.people.queries import other_names
from cadair.seasons.models import Season

_FEW: Final = 200
"""So many entries are asked for by number; of more, the whole season is read."""


def suggestions(judge: Judge, entries: Collection[int]) -> dict[int, tuple[Suggestion, ...]]:
    """What may tie the judge to these entries, by id; entries without a sign are left out."""
    known = _put_forward(judge.season, entries)
    named = {body for each in known.values() for body, _hidden in each.bodies}
    own = judge.seat.organisation_id
    bodies = _bodies({*named, own})
    matching = Matching(_sitting(judge, bodies[own]), bodies)
    found = {entry: matching.suggestions(known[entry]) for entry in entries if entry in known}
    return {entry: those for entry, those in found.items() if those}


def _sitting(judge: Judge, body: Body) -> Sitting:
    members = BodyMember.objects.filter(season=judge.season_id, body=body.id)
    return Sitting(
        name=judge.name,
        address=judge.account.email if judge.account else "",
        account=judge.account_id,
        body=body,
        represents=frozenset(members.values_list("member_id", flat=True)),
    )


def _bodies(ids: Collection[int]) -> Mapping[int, Body]:
    addresses: dict[int, list[str]] = defaultdict(list)
    contacts = OrganisationContact.objects.order_by("pk")
    for body, address in contacts.values_list("organisation_id", "address"):
        addresses[body].append(address)
    rows = Organisation.objects.order_by("pk").values_list("pk", "name_cy", "name_en")
    also = other_names(ids)
    return {
        pk: Body(
            pk,
            tuple(dict.fromkeys((cy, en, *also.get(pk, ())))),
            domains_of(addresses.get(pk, ())),
        )
        for pk, cy, en in rows
        if pk in ids
    }


def _put_forward(season: Season, entries: Collection[int]) -> dict[int, PutForward]:
    bodies: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    people: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for entry, *body in _of(EntryOrganisation.objects.all(), "entry", season, entries).values_list(
        "entry_id", "organisation_id", "is_withheld"
    ):
        bodies[entry].append((body[0], body[1]))
    named = _of(EntryPerson.objects.exclude(name=""), "entry", season, entries)
    for entry, *person in named.values_list("entry_id", "name", "is_withheld"):
        people[entry].append((person[0], person[1]))
    senders, addresses = _senders(season, entries)
    return {
        entry: PutForward(bodies[entry], people[entry], addresses[entry], senders[entry])
        for entry in entries
    }


def _of(rows: QuerySet[Any], path: str, season: Season, entries: Collection[int]) -> QuerySet[Any]:
    if len(entries) <= _FEW:
        return rows.filter(**{f"{path}__in": list(entries)}).order_by()
    return rows.filter(**{f"{path}__season": season}).order_by()


_Senders = tuple[Mapping[int, list[Sender]], Mapping[int, list[str]]]


def _senders(season: Season, entries: Collection[int]) -> _Senders:
    """Who sent in what stands behind each entry, grouped ones too, and addresses of nominees."""
    sent = Nomination.objects.filter(season=season, state=NominationState.SUBMITTED)
    sent = sent.annotate(stands=Coalesce("entry__grouped_into", "entry")).order_by()
    if len(entries) <= _FEW:
        sent = sent.filter(stands__in=list(entries))
    rows = list(
        sent.values_list(
            "pk", "stands", "nominator_name", "nominator_email", "nominator_organisation"
        )
    )
    stands = {pk: entry for pk, entry, *_rest in rows}
    wrote = _accounts(season)
    senders: dict[int, list[Sender]] = defaultdict(list)
    for pk, entry, name, address, organisation in rows:
        senders[entry].append(Sender(name, address, organisation, frozenset(wrote.get(pk, ()))))
    addresses: dict[int, list[str]] = defaultdict(list)
    told = Nominee.objects.filter(nomination__season=season).exclude(email="").order_by()
    for nomination, address in told.values_list("nomination_id", "email"):
        if nomination in stands:
            addresses[stands[nomination]].append(address)
    return senders, addresses


def _accounts(season: Season) -> Mapping[int, list[int]]:
    """Who wrote each nomination, by account: its owner and who was asked to write it too."""
    found: dict[int, list[int]] = defaultdict(list)
    drafts = Draft.objects.filter(season=season, nomination__isnull=False)
    others = Coauthor.objects.filter(draft__season=season, draft__nomination__isnull=False)
    joined = others.filter(state=CoauthorState.JOINED)
    for nomination, account in (
        *drafts.order_by().values_list("nomination_id", "account_id"),
        *joined.order_by().values_list("draft__nomination_id", "account_id"),
    ):
        if account is not None:
            found[nomination].append(account)
    return found
