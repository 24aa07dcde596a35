"""Files and links beside a form: added, described, taken away; kept from judges or shown to them.

What stands beside a form that is being filled in belongs to its draft; once the form is sent it
belongs to the nomination. Nothing that was sent changes before the changes are sent.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.files.actions import keep_file
from cadair.files.arriving import Arrived
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import written_line
from cadair.nominations.actions.filled_forms import EVIDENCE, FilledForm
from cadair.nominations.actions.panel_copies import follow_descriptions
from cadair.nominations.evidence import GENERAL, Group, groups_of, room_for, sent_before
from cadair.nominations.models import Draft, Evidence, Nomination
from cadair.nominations.rules import require_writer
from cadair.nominations.validators import written_link
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser

LONGEST_DESCRIPTION = 500


@transaction.atomic
def add_file(
    *,
    draft: Draft,
    arrived: Arrived,
    description: str,
    by: Actor,
    question: str = GENERAL,
    instead_of: Evidence | None = None,
) -> Evidence:
    """Put a file that has come in beside a form, or in the place of another one.

    The same file sent twice to the same place, as after a lost connection, is there once. The
    description may be given later; the form is not complete without it.

    Raises:
        NotAllowed: the draft is somebody else's.
        NotNow: the form was sent in, or was deleted.
        Refusal: there are as many files as may be, or nothing asks for one there.
    """
    draft = _held(draft, by)
    there = draft.evidence.filter(question=question)
    known = there.filter(file__sent_sha256=arrived.sha256).exclude(file__why_refused="damaged")
    evidence = known.first()
    is_known = evidence is not None
    if evidence is None:
        _require_room(draft, question, "files", instead_of)
        evidence = Evidence(draft=draft, question=question, language=draft.language)
        evidence.position = _position(draft, instead_of)
        evidence.file = keep_file(arrived=arrived)
    if instead_of is not None and instead_of.pk != evidence.pk:
        there.filter(pk=instead_of.pk).delete()
    evidence.description = _description(description) or evidence.description
    evidence.save()
    _touch(draft, by)
    record(
        actor=by,
        action="add_file",
        subject=draft.ref,
        season=draft.season.public_id,
        facts={"evidence": evidence.ref, "sha256": arrived.sha256, "is_known": is_known},
    )
    return evidence


@transaction.atomic
def reuse_file(*, draft: Draft, evidence: Evidence, by: Actor, question: str = GENERAL) -> Evidence:
    """Put a file that the same person sent with another form beside this one; nothing is sent.

    Both forms have it from then on: taking it from one leaves it with the other.

    Raises:
        NotAllowed: the draft is somebody else's.
        NotNow: the form was sent in or deleted, or the file is not there for this person.
        Refusal: there are as many files as may be, or nothing asks for one there.
    """
    draft = _held(draft, by)
    source = sent_before(draft, by.account_id).filter(pk=evidence.pk).first()
    if source is None:
        raise NotNow("file-gone", _("This file is not there any more. Choose another one."))
    _require_room(draft, question, "files")
    added = Evidence.objects.create(
        draft=draft,
        question=question,
        position=_position(draft),
        file=source.file,
        description=source.description,
        language=source.language,
    )
    _touch(draft, by)
    record(
        actor=by,
        action="reuse_file",
        subject=draft.ref,
        season=draft.season.public_id,
        facts={"evidence": added.ref, "source": source.ref},
    )
    return added


@transaction.atomic
def add_link(
    *, draft: Draft, link: str, description: str, by: Actor, question: str = GENERAL
) -> Evidence:
    """Put the address of a page on the web beside a form. It is never opened by us.

    Raises:
        NotAllowed: the draft is somebody else's.
        NotNow: the form was sent in, or was deleted.
        Refusal: it is no address of a page on the web, or there are as many as may be.
    """
    draft = _held(draft, by)
    address = written_link(link)
    evidence = draft.evidence.filter(question=question, link=address).first()
    if evidence is None:
        _require_room(draft, question, "links")
        evidence = Evidence(draft=draft, question=question, language=draft.language, link=address)
        evidence.position = _position(draft)
    evidence.description = _description(description) or evidence.description
    evidence.save()
    _touch(draft, by)
    record(
        actor=by,
        action="add_link",
        subject=draft.ref,
        season=draft.season.public_id,
        facts={"evidence": evidence.ref},
    )
    return evidence


@transaction.atomic
def describe_evidence(*, evidence: Evidence, description: str, by: Actor) -> Evidence:
    """Say what a file or a link shows.

    Raises:
        NotAllowed: the draft is somebody else's.
        NotNow: the form was sent in, or was deleted.
        UnfitText: nothing was said, or it is too long.
    """
    found, draft = _on_draft(evidence, by)
    found.description = _description(description, is_required=True)
    found.language = draft.language
    found.save()
    _touch(draft, by)
    record(
        actor=by,
        action="describe_evidence",
        subject=draft.ref,
        season=draft.season.public_id,
        facts={"evidence": found.ref},
    )
    return found


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Actor) -> Evidence:
    """Take a file or a link away from a form; the file is deleted soon after.

    Raises:
        NotAllowed: the draft is somebody else's.
        NotNow: the form was sent in, or was deleted.
    """
    found, draft = _on_draft(evidence, by)
    Evidence.objects.filter(pk=found.pk).delete()
    _touch(draft, by)
    record(
        actor=by,
        action="remove_evidence",
        subject=draft.ref,
        season=draft.season.public_id,
        facts={"evidence": found.ref},
    )
    return found


@transaction.atomic
def withhold_evidence(*, evidence: Evidence, is_withheld: bool, by: Actor) -> Evidence:
    """Keep a file or a link from the judges, as when it shows a victim; or let them see it again.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: it was not sent with a nomination of the season.
    """
    if evidence.nomination is None:
        raise Refusal("not-sent", _("This belongs to a form that was not sent."))
    season = locked(evidence.nomination.season)
    require_organiser(by, season)
    found = Evidence.objects.select_for_update().get(pk=evidence.pk)
    found.is_withheld = is_withheld
    found.save(update_fields=["is_withheld"])
    record(
        actor=by,
        action="withhold_evidence",
        subject=evidence.nomination.ref,
        season=season.public_id,
        facts={"evidence": found.ref, "is_withheld": is_withheld},
    )
    return found


def take_evidence(draft: Draft, nomination: Nomination) -> None:
    """What stood beside a form now stands beside the nomination; part of sending it.

    Of a form that was sent before, what the form has now replaces what it had. What an organiser
    withheld stays withheld.
    """
    there = nomination.evidence.values_list("file__sent_sha256", "link", "is_withheld", "public_id")
    before: dict[tuple[str | None, str], tuple[bool, str]] = {
        (sent, link): (is_withheld, name) for sent, link, is_withheld, name in there
    }
    nomination.evidence.all().delete()
    asked = {group.question for group in _groups(draft)}
    for each in draft.evidence.select_related("file"):
        if each.question not in asked:
            continue
        sent = each.file.sent_sha256 if each.file else None
        # The same thing keeps its name: what was taken out of it or translated belongs to it.
        is_withheld, name = before.pop((sent, each.link), (False, each.public_id))
        each.is_withheld, each.public_id = is_withheld, name
        each.draft, each.nomination = None, nomination
        each.save()
    draft.evidence.all().delete()
    follow_descriptions(nomination)


def copy_evidence(nomination: Nomination, draft: Draft) -> None:
    """Put beside a form what stands beside a nomination: to change it, or to begin another one.

    The same files: nobody has to send them again.
    """
    draft.evidence.all().delete()
    Evidence.objects.bulk_create(
        Evidence(
            draft=draft,
            question=each.question,
            position=each.position,
            file=each.file,
            link=each.link,
            description=each.description,
            language=each.language,
        )
        for each in nomination.evidence.select_related("file")
    )
    if draft.evidence.exists():
        draft.finished_pages = [*draft.finished_pages, EVIDENCE]
        draft.save(update_fields=["finished_pages"])


def _held(draft: Draft, by: Actor) -> Draft:
    """The draft read afresh and held, as for every page of the form."""
    found = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise NotNow("draft-gone", _("This form was deleted. Begin a new one."))
    require_writer(found, by)
    if found.is_sent:
        raise NotNow("sent-already", _("This form was sent in. It cannot be changed any more."))
    return found


def _on_draft(evidence: Evidence, by: Actor) -> tuple[Evidence, Draft]:
    if evidence.draft is None:
        raise NotNow("sent-already", _("This form was sent in. It cannot be changed any more."))
    draft = _held(evidence.draft, by)
    found = draft.evidence.filter(pk=evidence.pk).first()
    if found is None:
        raise NotNow("evidence-gone", _("This was removed before."))
    return found, draft


def _require_room(
    draft: Draft, question: str, what: str, instead_of: Evidence | None = None
) -> None:
    group = next((each for each in _groups(draft) if each.question == question), None)
    if group is None:
        raise Refusal("not-asked", _("The form does not ask for this here."))
    if room_for(draft, group, what) + (instead_of is not None) > 0:
        return
    if what == "files":
        raise Refusal(
            "too-many-files",
            _("There are as many files as you may send. Remove one first. At most: %(most)s.")
            % {"most": group.most_files},
        )
    raise Refusal(
        "too-many-links",
        _("There are as many links as you may give. Remove one first. At most: %(most)s.")
        % {"most": group.most_links},
    )


def _groups(draft: Draft) -> list[Group]:
    return groups_of(draft, FilledForm(draft).asked)


def _position(draft: Draft, instead_of: Evidence | None = None) -> int:
    if instead_of is not None:
        return instead_of.position
    last = draft.evidence.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _description(text: str, *, is_required: bool = False) -> str:
    field = _("What does it show?")
    return written_line(field, text, longest=LONGEST_DESCRIPTION, is_required=is_required)


def _touch(draft: Draft, by: Actor) -> None:
    """Say that the form was saved just now; its pages keep their versions."""
    draft.saved_at = clock.now()
    draft.saved_by_id = by.account_id
    draft.version += 1
    draft.save(update_fields=["saved_at", "saved_by", "version"])
