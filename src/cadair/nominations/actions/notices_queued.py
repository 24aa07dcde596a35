"""The notice to a nominee, queued to every address of theirs: part of actions about nominees."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.models import new_public_id
from cadair.mail.actions import queue_letter
from cadair.mail.models import OutboxMessage
from cadair.nominations.models import Nominee
from cadair.nominations.notice_letters import (
    NomineeNotice,
    NomineeNoticeGuardian,
    NomineeNoticeYoung,
    page_of_link,
)
from cadair.nominations.notices import GUARDIAN, PAGE, told_at
from cadair.nominations.states import AgeBand, ExceptionReason, NoticeState
from cadair.people.actions import end_links, issue_link
from cadair.seasons.controllers import Controller

OPENS_FOR: Final = timedelta(days=365)
"""How long a nominee's page stays open by its link: longer than a season."""


def send_notice(nominee: Nominee, controller: Controller, *, by_ref: str) -> bool:
    """Queue the notice to every address of somebody; whether there was one. Part of actions."""
    messages = [
        _queued(nominee, controller, address, purpose, number)
        for number, (address, purpose) in enumerate(told_at(nominee))
    ]
    if not messages:
        return False
    nominee.state = NoticeState.SENT
    nominee.settled_at, nominee.settled_by_ref = clock.now(), by_ref
    nominee.exception, nominee.evidence, nominee.public_note = "", "", BilingualText()
    nominee.notice, nominee.message = controller.record, messages[0]
    nominee.save()
    return True


def _queued(
    nominee: Nominee, controller: Controller, address: str, purpose: str, number: int
) -> OutboxMessage:
    letter: type[NomineeNotice] = NomineeNotice
    if purpose == GUARDIAN:
        letter = NomineeNoticeGuardian
    elif nominee.age_band == AgeBand.SIXTEEN:
        letter = NomineeNoticeYoung
    token = issue_link(purpose=purpose, subject_ref=nominee.ref, until=clock.now() + OPENS_FOR)
    page = page_of_link("respond_nominee", token)
    return queue_letter(
        letter=letter.about(nominee, controller, page),
        to=address,
        once=f"nominee-notice:{nominee.public_id}:{number}:{new_public_id()}",
        season=nominee.nomination.season.public_id,
    )


def end_page(nominee: Nominee) -> None:
    """No link opens the page of somebody any more."""
    for purpose in PAGE:
        end_links(purpose=purpose, subject_ref=nominee.ref)


def guardian_kept(nominee: Nominee) -> str:
    """Who is 18 or over is told themselves: the address of a parent or carer goes."""
    return "" if nominee.age_band == AgeBand.ADULT else nominee.guardian_email


def end_effort(nominee: Nominee, *, is_reachable: bool) -> None:
    """Whom nobody could reach in proportion can be reached once there is an address (PRI-02)."""
    if not is_reachable or nominee.exception != ExceptionReason.EFFORT:
        return
    nominee.state, nominee.exception, nominee.evidence = NoticeState.WAITING, "", ""
    nominee.public_note = BilingualText()
    nominee.settled_at, nominee.settled_by_ref = None, ""
