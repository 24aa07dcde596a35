"""What nominees say on their page, which a link opens, and what organisers do about it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.foundation.welsh.written import written_line, written_passage
from cadair.mail.actions import queue_letter
from cadair.nominations.actions.indexing import index_entries
from cadair.nominations.actions.submitting import withdrawn_with_its_nominations
from cadair.nominations.actions.telling import tell_nominators
from cadair.nominations.letters import WithdrawnForYou
from cadair.nominations.models import Entry, EntryPerson, Nominee, Saying
from cadair.nominations.notice_letters import NomineeAnswered
from cadair.nominations.notices import GUARDIAN, NOMINEE, addresses_of
from cadair.nominations.queries import nominations_behind
from cadair.nominations.rules import require_checking
from cadair.nominations.states import AgeBand, NominationState, Remedy, SayingKind, SayingState
from cadair.people.queries import is_holder_of_link
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def describe_oneself(
    *, nominee: Nominee, own_name: str, pronunciation: str, correction: str, by: Actor
) -> Nominee:
    """Keep how a nominee writes and says their name, and what they say is wrong.

    Raises:
        NotAllowed: `by` does not hold a valid link to this nominee.
        NotNow: the nomination names them no longer.
        UnfitText: a text is too long.
    """
    locked(nominee.nomination.season)
    nominee = opened_nominee(nominee, by, is_own_word=False)
    nominee.own_name = written_line(_("Your name"), own_name)
    nominee.pronunciation = written_line(_("How your name is said"), pronunciation)
    nominee.save(update_fields=["own_name", "pronunciation"])
    words = written_passage(_("What is not right"), correction)
    is_new_name = bool(nominee.own_name) and nominee.own_name != nominee.name
    open_ones = nominee.sayings.filter(kind=SayingKind.CORRECTION, state=SayingState.WAITING)
    if words or (is_new_name and not open_ones.exists()):
        said_by(nominee, SayingKind.CORRECTION, words)
    record(
        actor=by,
        action="describe_oneself",
        subject=nominee.ref,
        season=nominee.nomination.season.public_id,
        facts={"has_own_name": bool(nominee.own_name), "has_correction": bool(words)},
    )
    return nominee


def opened_nominee(nominee: Nominee, by: Actor, *, is_own_word: bool = True) -> Nominee:
    """A nominee read afresh for whoever holds a link to them; part of the actions of their page.

    Under 16 a parent or carer speaks together with the child; from 16 on nobody gives somebody
    else’s own word (`is_own_word`), though a parent may still say what is wrong, and object.

    Raises:
        NotAllowed: `by` holds none, or would speak for somebody of 16 or over.
        NotNow: the nomination does not stand, or names them no longer.
    """
    is_guardian = is_guardian_of(nominee, by)
    if not is_guardian and not is_holder_of_link(by, NOMINEE, nominee.ref):
        raise NotAllowed("not-your-page", _("This page belongs to somebody else."))
    found = Nominee.objects.select_related("nomination__entry", "nomination__season")
    nominee = found.get(pk=nominee.pk)
    if is_guardian and is_own_word and nominee.age_band != AgeBand.CHILD:
        raise NotAllowed(
            "own-word",
            _("At 16 or over somebody says this themselves, with the link they were sent."),
        )
    is_standing = nominee.nomination.state == NominationState.SUBMITTED
    if nominee.is_gone or not is_standing:
        raise NotNow("nominee-gone", _("The nomination does not name this person any more."))
    return nominee


def is_guardian_of(nominee: Nominee, by: Actor) -> bool:
    """Whether `by` came with the link that a parent or carer was sent."""
    return is_holder_of_link(by, GUARDIAN, nominee.ref)


def said_by(nominee: Nominee, kind: SayingKind, words: str) -> Saying:
    """Keep something a nominee says, for an organiser to see to; part of an action."""
    return Saying.objects.create(nominee=nominee, kind=kind, text=words, said_at=clock.now())


@transaction.atomic
def decline_nomination(*, nominee: Nominee, text: str, by: Actor) -> Saying:
    """Somebody does not want to be nominated; judges read nothing of it until that is settled.

    Raises:
        NotAllowed: `by` does not hold a valid link to this nominee, or is the parent of somebody
            of 16 or over.
        NotNow: they are named no longer, or have said so already.
        UnfitText: the text is too long.
    """
    locked(nominee.nomination.season)
    saying = _stop(nominee, SayingKind.DECLINE, text, by)
    record(
        actor=by,
        action="decline_nomination",
        subject=nominee.ref,
        season=nominee.nomination.season.public_id,
        facts={"text_sha256": sha256_of(saying.text)},
    )
    return saying


@transaction.atomic
def object_to_use(*, nominee: Nominee, text: str, by: Actor) -> Saying:
    """Somebody objects to the use of their data (UK GDPR, Article 21); organisers decide.

    Raises:
        NotAllowed: `by` does not hold a valid link to this nominee.
        NotNow: they are named no longer, or have said so already.
        UnfitText: the reason is missing or too long.
    """
    locked(nominee.nomination.season)
    saying = _stop(nominee, SayingKind.OBJECTION, text, by)
    record(
        actor=by,
        action="object_to_use",
        subject=nominee.ref,
        season=nominee.nomination.season.public_id,
        facts={"text_sha256": sha256_of(saying.text)},
    )
    return saying


def _stop(nominee: Nominee, kind: SayingKind, text: str, by: Actor) -> Saying:
    nominee = opened_nominee(nominee, by, is_own_word=kind == SayingKind.DECLINE)
    if nominee.sayings.filter(kind=kind, state=SayingState.WAITING).exists():
        raise NotNow(
            "said-already", _("We have this from you already. The organisers will answer.")
        )
    is_objection = kind == SayingKind.OBJECTION
    return said_by(nominee, kind, written_passage(_("Reason"), text, is_required=is_objection))


@transaction.atomic
def settle_saying(
    *, saying: Saying, is_heeded: bool, outcome: str, by: Actor, remedy: Remedy = Remedy.NOTED
) -> Saying:
    """Answer what a nominee said, in words that they get by e-mail, and do what they asked.

    Whoever declines is always heeded; an objection may be answered with a reason.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: it was answered before; or judging has begun and the entry would have to change.
        Refusal: somebody who declines would stay in the entry.
        UnfitText: the answer is missing or too long.
    """
    season = locked(saying.nominee.nomination.season)
    require_organiser(by, season)
    found = Saying.objects.select_related("nominee__nomination__entry", "nominee__person")
    saying = found.get(pk=saying.pk)
    saying.nominee.nomination.season = season
    if saying.state != SayingState.WAITING:
        raise NotNow("settled-already", _("This was answered before."))
    saying.outcome = written_passage(_("Answer"), outcome, is_required=True)
    leaves = remedy in {Remedy.TAKE_OUT, Remedy.WITHDRAW}
    if saying.kind == SayingKind.DECLINE and not (is_heeded and leaves):
        raise Refusal(
            "declining-is-heeded",
            _("Somebody who declines is taken out, or the entry is withdrawn. Choose one."),
        )
    saying.state = SayingState.HEEDED if is_heeded else SayingState.DECLINED
    saying.settled_at, saying.settled_by_ref = clock.now(), by.ref
    saying.save()
    if is_heeded:
        _remedied(saying.nominee, remedy)
    _tell(saying)
    record(
        actor=by,
        action="settle_saying",
        subject=saying.nominee.ref,
        season=season.public_id,
        facts={
            "kind": saying.kind,
            "is_heeded": is_heeded,
            "remedy": remedy.value if is_heeded else "",
            "outcome_sha256": sha256_of(saying.outcome),
        },
    )
    return saying


def _remedied(nominee: Nominee, remedy: Remedy) -> None:
    entry = nominee.nomination.entry
    if remedy in {Remedy.TAKE_OUT, Remedy.WITHDRAW}:
        require_checking(nominee.nomination.season, is_test=entry.is_test)
    if remedy == Remedy.WITHDRAW:
        _withdraw(entry.grouped_into or entry)
    elif remedy == Remedy.TAKE_OUT:
        EntryPerson.objects.filter(pk=nominee.person_id or 0).delete()
        nominee.is_gone, nominee.person = True, None
        nominee.save(update_fields=["is_gone", "person"])
    elif remedy == Remedy.NAME and nominee.own_name:
        EntryPerson.objects.filter(pk=nominee.person_id or 0).update(name=nominee.own_name)
        nominee.name = nominee.own_name
        nominee.save(update_fields=["name"])
    index_entries(ids=[entry.pk])


def _withdraw(entry: Entry) -> None:
    """Take back every nomination behind an entry, and it with them; who sent them is told."""
    behind = list(nominations_behind(entry).select_related("entry", "season"))
    for each in behind:
        each.state = NominationState.WITHDRAWN
        each.save(update_fields=["state"])
    for one in {each.entry for each in behind} | {entry}:
        withdrawn_with_its_nominations(one)
    tell_nominators(behind, "withdrawn-for-you", WithdrawnForYou.about)


def _tell(saying: Saying) -> None:
    nominee = saying.nominee
    letter = NomineeAnswered(
        season=nominee.nomination.season.name,
        name=nominee.name,
        title=nominee.nomination.entry.title,
        outcome=saying.outcome,
    )
    for number, address in enumerate(addresses_of(nominee)):
        queue_letter(
            letter=letter,
            to=address,
            once=f"nominee-answered:{saying.public_id}:{number}",
            season=nominee.nomination.season.public_id,
        )
