"""Telling nominees: by letter as soon as their data comes in, otherwise with evidence (PRI-02)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.searching import search_fold
from cadair.foundation.welsh.text import clean_line
from cadair.foundation.welsh.written import in_both, written_passage
from cadair.mail.validators import checked_address, normalised_address
from cadair.nominations.actions.forms_sent import NominatedPerson
from cadair.nominations.actions.notices_queued import (
    end_effort,
    end_page,
    guardian_kept,
    send_notice,
)
from cadair.nominations.models import EntryPerson, Nomination, Nominee, Saying
from cadair.nominations.notices import (
    STOPPING,
    addresses_of,
    due_by,
    nominees_of,
    told_at,
    untold,
)
from cadair.nominations.publicity import mark_person
from cadair.nominations.states import (
    AgeBand,
    ExceptionReason,
    NoticeState,
    Relation,
    SayingState,
)
from cadair.seasons.controllers import controller_of
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


def take_in_nominees(
    nomination: Nomination, people: Iterable[NominatedPerson], *, is_telling: bool = True
) -> list[Nominee]:
    """Start the clock for everybody whom the form names, and write to those with an address.

    Part of sending a form and of changing one that was sent: who is named still keeps their
    clock, who is named no longer is gone. A rehearsal writes to nobody. Whoever is described by
    role has no name and is left out; who nominates themselves knows. Unless `is_telling`, the
    letters are left to an organiser, and the clock runs.
    """
    controller = controller_of(nomination.season)
    nomination.notice_version = controller.version
    nomination.save(update_fields=["notice_version"])
    if nomination.entry.is_test:
        return []
    known = list(nomination.nominees.all())
    named = [person for person in people if clean_line(person.name)]
    rows = list(nomination.entry.people.exclude(name=""))
    taken = []
    for position, person in enumerate(named):
        nominee = same_named(known, person)
        if nominee is None:
            nominee = _new(nomination, person)
        else:
            known.remove(nominee)
        _take_in(nominee, person, position, _row_of(nominee, rows))
        taken.append(nominee)
        if nominee.state == NoticeState.WAITING and is_telling:
            send_notice(nominee, controller, by_ref="")
    _let_go(known)
    return taken


def same_named(nominees: Sequence[Nominee], person: NominatedPerson) -> Nominee | None:
    """Whoever of them a form means: by the name and, of several with one name, by the address."""
    key = search_fold(person.name)
    there = [each for each in nominees if search_fold(each.name) == key]
    address = normalised_address(person.email) if clean_line(person.email) else ""
    known = [each for each in there if address and address in addresses_of(each)]
    if not known and address and len(there) > 1:
        known = [each for each in there if not addresses_of(each)]
    return next(iter(known or there), None)


def _row_of(nominee: Nominee, rows: list[EntryPerson]) -> EntryPerson | None:
    """The person in the entry that a nominee is; each row is one of them."""
    named = [each for each in rows if search_fold(each.name) == search_fold(nominee.name)]
    row = next((each for each in named if each.pk == nominee.person_id), None)
    row = row or next(iter(named), None)
    if row is not None:
        rows.remove(row)
    return row


def _new(nomination: Nomination, person: NominatedPerson) -> Nominee:
    received = clock.now()
    return Nominee(
        nomination=nomination,
        name=clean_line(person.name),
        received_at=received,
        due_at=due_by(received),
        state=NoticeState.OWN if _is_nominator(nomination, person) else NoticeState.WAITING,
    )


def _is_nominator(nomination: Nomination, person: NominatedPerson) -> bool:
    """Whether the person is the one who sends the form, and so knows of it."""
    if nomination.relation != Relation.SELF:
        return False
    if person.email and normalised_address(person.email) == nomination.nominator_email:
        return True
    return search_fold(person.name) == search_fold(nomination.nominator_name)


def _take_in(
    nominee: Nominee, person: NominatedPerson, position: int, row: EntryPerson | None
) -> None:
    """What the form says of somebody; a new address is told too, for the old one was wrong."""
    band = person.age_band if person.age_band in AgeBand.values else AgeBand.UNKNOWN
    was = told_at(nominee) if nominee.pk else []
    address = checked_address(person.email) if clean_line(person.email) else ""
    if not nominee.pk or address or band != AgeBand.UNKNOWN:
        nominee.age_band = band
        is_child = band == AgeBand.CHILD
        nominee.email = "" if is_child else address
        nominee.guardian_email = address if is_child else guardian_kept(nominee)
    now = told_at(nominee)
    is_elsewhere = bool(now) and now != was
    if nominee.pk and is_elsewhere:
        end_page(nominee)
    is_back = nominee.is_gone and not _says_no_again(nominee)
    end_effort(nominee, is_reachable=bool(now))
    if nominee.state == NoticeState.SENT and (is_elsewhere or is_back):
        nominee.state = NoticeState.WAITING
    if nominee.state == NoticeState.OWN and not _is_nominator(nominee.nomination, person):
        nominee.state = NoticeState.WAITING
    nominee.position, nominee.person, nominee.is_gone = position, row, False
    nominee.save()
    mark_person(nominee)


def _says_no_again(nominee: Nominee) -> bool:
    """Whoever declined or objected, was heeded and is named again still says so.

    It waits for an organiser as it did, and nothing of them is judged before.
    """
    heeded = nominee.sayings.filter(state=SayingState.HEEDED, kind__in=STOPPING)
    last = heeded.order_by("said_at", "pk").last()
    if last is None:
        return False
    Saying.objects.create(nominee=nominee, kind=last.kind, text=last.text, said_at=last.said_at)
    return True


def _let_go(nominees: Iterable[Nominee]) -> None:
    """Who is named no longer: forgotten when never told, else kept without a link."""
    for each in nominees:
        end_page(each)
        if each.state == NoticeState.WAITING:
            Nominee.objects.filter(pk=each.pk).delete()
        else:
            each.is_gone, each.person = True, None
            each.save(update_fields=["is_gone", "person"])


@transaction.atomic
def send_notices(*, season: Season, nominees: Sequence[Nominee], by: Actor) -> list[Nominee]:
    """Write to those of them who wait and have an address; the worker does it a week ahead.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: none of them has an address and waits.
    """
    season = locked(season)
    require_organiser(by, season)
    controller = controller_of(season)
    told = [
        each for each in _waiting(season, nominees) if send_notice(each, controller, by_ref=by.ref)
    ]
    if not told:
        raise Refusal(
            "nobody-to-write-to",
            _("None of these people has an address. Add one, or say how they were told."),
        )
    record(
        actor=by,
        action="send_notices",
        subject=season.ref,
        season=season.public_id,
        facts={"nominees": len(told), "notice_version": controller.version},
    )
    return told


def _waiting(season: Season, nominees: Sequence[Nominee]) -> Iterator[Nominee]:
    """Those of them, read afresh, who have not been told yet."""
    wanted = [each.pk for each in nominees]
    yield from untold(nominees_of(season).filter(pk__in=wanted)).order_by("pk")


@transaction.atomic
def note_told(
    *, season: Season, nominees: Sequence[Nominee], evidence: str, by: Actor
) -> list[Nominee]:
    """Write down that they know already, and how one knows that they do.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: none of them waits any more.
        UnfitText: the evidence is missing or too long.
    """
    season = locked(season)
    require_organiser(by, season)
    words = written_passage(_("How they were told"), evidence, is_required=True)
    told = list(_waiting(season, nominees))
    _require_some(told)
    for each in told:
        each.state, each.evidence = NoticeState.TOLD, words
        each.settled_at, each.settled_by_ref = clock.now(), by.ref
        each.notice = controller_of(season).record
        each.save()
    record(
        actor=by,
        action="note_told",
        subject=season.ref,
        season=season.public_id,
        facts={"nominees": len(told), "evidence_sha256": sha256_of(words)},
    )
    return told


def _require_some(nominees: Sequence[Nominee]) -> None:
    if not nominees:
        raise Refusal("nobody-waits", _("Choose at least one person who has not been told yet."))


@transaction.atomic
def except_from_notice(
    *,
    season: Season,
    nominees: Sequence[Nominee],
    reason: ExceptionReason,
    evidence: str,
    by: Actor,
    public_note: BilingualText | None = None,
) -> list[Nominee]:
    """Write down why somebody is not told: nobody can be recognised, or nobody can be reached.

    The second needs a note for the public in both languages; a surprise is no reason (PRI-03).

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: none of them waits any more, or the public note is not complete.
        UnfitText: the reason in words is missing or too long.
    """
    season = locked(season)
    require_organiser(by, season)
    words = written_passage(_("Reason"), evidence, is_required=True)
    note = in_both(_("Public note"), public_note or BilingualText(), written_passage)
    if reason == ExceptionReason.EFFORT and not note.is_complete:
        raise Refusal("note-not-complete", _("Write the public note in Welsh and in English."))
    excepted = list(_waiting(season, nominees))
    _require_some(excepted)
    for each in excepted:
        each.state, each.exception, each.evidence = NoticeState.EXCEPTED, reason, words
        each.public_note = note if reason == ExceptionReason.EFFORT else BilingualText()
        each.settled_at, each.settled_by_ref = clock.now(), by.ref
        each.save()
    record(
        actor=by,
        action="except_from_notice",
        subject=season.ref,
        season=season.public_id,
        facts={
            "nominees": len(excepted),
            "reason": reason.value,
            "evidence_sha256": sha256_of(words),
        },
    )
    return excepted


@transaction.atomic
def change_nominee(
    *, nominee: Nominee, email: str, guardian_email: str, age_band: AgeBand, by: Actor
) -> Nominee:
    """Write down where somebody can be told and how old they are; who waits is written to.

    Under 16 it is a parent or carer who is told, so their address is needed; who is 18 or over is
    told alone. An address ends the exception that there was no way to reach somebody.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the person is named no longer.
        Refusal: an address is none.
    """
    season = locked(nominee.nomination.season)
    require_organiser(by, season)
    nominee = _read(nominee)
    was = told_at(nominee)
    nominee.email = checked_address(email) if clean_line(email) else ""
    nominee.guardian_email = checked_address(guardian_email) if clean_line(guardian_email) else ""
    nominee.age_band = age_band
    nominee.guardian_email = guardian_kept(nominee)
    is_new = told_at(nominee) != was
    end_effort(nominee, is_reachable=bool(addresses_of(nominee)))
    if nominee.state == NoticeState.SENT and is_new:
        end_page(nominee)
        nominee.state = NoticeState.WAITING
    nominee.save()
    mark_person(nominee)
    is_sent = nominee.state == NoticeState.WAITING and send_notice(
        nominee, controller_of(season), by_ref=by.ref
    )
    record(
        actor=by,
        action="change_nominee",
        subject=nominee.ref,
        season=season.public_id,
        facts={"age_band": age_band.value, "is_sent": is_sent},
    )
    return nominee


def _read(nominee: Nominee) -> Nominee:
    found = Nominee.objects.select_related("nomination__entry", "nomination__season__programme")
    nominee = found.get(pk=nominee.pk)
    if nominee.is_gone:
        raise NotNow("nominee-gone", _("The nomination does not name this person any more."))
    return nominee


@transaction.atomic
def reopen_notice(*, nominee: Nominee, by: Actor) -> Nominee:
    """Take back that somebody was told otherwise, or need not be told; their clock runs on.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: a letter was sent, or they wait already.
    """
    season = locked(nominee.nomination.season)
    require_organiser(by, season)
    nominee = _read(nominee)
    if nominee.state not in {NoticeState.TOLD, NoticeState.EXCEPTED}:
        raise NotNow("nothing-to-take-back", _("There is nothing to take back for this person."))
    was = nominee.state
    nominee.state, nominee.exception, nominee.evidence = NoticeState.WAITING, "", ""
    nominee.public_note = BilingualText()
    nominee.settled_at, nominee.settled_by_ref = None, ""
    nominee.save()
    record(
        actor=by,
        action="reopen_notice",
        subject=nominee.ref,
        season=season.public_id,
        facts={"was": was},
    )
    return nominee


def nominees_from_file(nomination: Nomination, people: Iterable[EntryPerson]) -> None:
    """Start the clocks of a nomination that came in a file; nobody is written to by that."""
    received: datetime = nomination.submitted_at
    Nominee.objects.bulk_create(
        Nominee(
            nomination=nomination,
            person=person,
            position=position,
            name=person.name,
            received_at=received,
            due_at=due_by(received),
            state=NoticeState.OWN
            if _is_nominator(nomination, NominatedPerson(name=person.name))
            else NoticeState.WAITING,
        )
        for position, person in enumerate(people)
        if person.name
    )
