"""Who gets in: the area `respond`. Whoever holds the link, signed in or not."""

from __future__ import annotations

from cadair.files import keeping
from cadair.files.models import StoredFile
from cadair.files.states import FileKind, FileState
from cadair.foundation import clock
from cadair.foundation.models import new_public_id
from cadair.mail.letters import stop_token
from cadair.mail.models import OutboxMessage
from cadair.nominations.models import Coauthor, Endorsement, Nominee, NomineePhoto
from cadair.nominations.notices import COAUTHOR, NOMINEE, REFEREE, due_by
from cadair.people.actions import issue_link
from cadair.seasons.states import SeasonState
from tests.cast import Cast
from tests.structure.matrix.respond_questions import QUESTIONS
from tests.structure.matrix.respond_translation import TRANSLATORS
from tests.structure.matrix.row import EVERYBODY, Row

OPEN = SeasonState.OPEN


def _link(purpose: str, subject_ref: str) -> dict[str, str]:
    until = clock.now().replace(year=clock.now().year + 1)
    return {"token": issue_link(purpose=purpose, subject_ref=subject_ref, until=until)}


def _of_a_nominee(cast: Cast) -> dict[str, str]:
    now = clock.now()
    nominee = Nominee.objects.create(
        nomination=cast.season.nominations.all()[0],
        name="Gwenno Example",
        received_at=now,
        due_at=due_by(now),
    )
    return _link(NOMINEE, nominee.ref)


def with_photo(nominee: Nominee) -> Nominee:
    """A nominee whose photo has been checked."""
    now = clock.now()
    file = StoredFile.objects.create(
        kind=FileKind.JPEG,
        state=FileState.READY,
        name="me.jpg",
        place=keeping.put_away(b"a picture"),
        size=9,
        sent_sha256="0" * 64,
        received_at=now,
        next_attempt_at=now,
    )
    NomineePhoto.objects.create(
        nominee=nominee, file=file, description="Secret", language="en", sent_at=now
    )
    return nominee


def _of_somebody_with_a_photo(cast: Cast) -> dict[str, str]:
    given = _of_a_nominee(cast)
    with_photo(Nominee.objects.latest("pk"))
    return given


def _of_a_referee(cast: Cast) -> dict[str, str]:
    asked = Endorsement.objects.create(
        nomination=cast.season.nominations.all()[0],
        name="Rhys Example",
        email="rhys@example.org",
        asked_at=clock.now(),
        asked_by_ref="account:x",
    )
    return _link(REFEREE, asked.ref)


def _of_the_other_kind(cast: Cast) -> dict[str, str]:
    """A link opens what it is for: a referee's opens no nominee's page."""
    return _of_a_referee(cast)


def _for_no_referee(cast: Cast) -> dict[str, str]:
    return _of_a_nominee(cast)


def _of_a_coauthor(cast: Cast) -> dict[str, str]:
    now, eirian = clock.now(), cast.accounts["eirian"]
    draft = cast.season.drafts.create(account=eirian, language="en", started_at=now, saved_at=now)
    asked = Coauthor.objects.create(
        draft=draft, email="gwenno@example.org", asked_at=now, asked_by_ref="account:x"
    )
    return _link(COAUTHOR, asked.ref)


def _message(topic: str) -> OutboxMessage:
    now = clock.now()
    return OutboxMessage.objects.create(
        once=f"matrix:{new_public_id()}",
        letter="nominations/email/a_week_left",
        to_address="secret@example.org",
        topic=topic,
        queued_at=now,
        forget_at=now,
        next_attempt_at=now,
    )


def _of_a_message(_cast: Cast) -> dict[str, str]:
    return {"token": stop_token(_message("reminders"))}


def _of_a_letter_nobody_can_stop(_cast: Cast) -> dict[str, str]:
    return {"token": stop_token(_message(""))}


_NOMINEE = Row(EVERYBODY, OPEN, _of_a_nominee, _of_the_other_kind)

ROWS: dict[str, Row] = {
    **QUESTIONS,
    **TRANSLATORS,
    "cadair.web.respond.views.nominee.nominee": _NOMINEE,
    "cadair.web.respond.views.nominee.correct": _NOMINEE,
    "cadair.web.respond.views.nominee.decline": _NOMINEE,
    "cadair.web.respond.views.nominee.objection": _NOMINEE,
    "cadair.web.respond.views.nominee.held": _NOMINEE,
    "cadair.web.respond.views.nominee.held_as_file": _NOMINEE,
    "cadair.web.respond.views.publicity.publicity": _NOMINEE,
    "cadair.web.respond.views.publicity.photo": _NOMINEE,
    "cadair.web.respond.views.publicity.photo_file": Row(
        EVERYBODY, OPEN, _of_somebody_with_a_photo, _of_the_other_kind
    ),
    "cadair.web.respond.views.referee.referee": Row(
        EVERYBODY, OPEN, _of_a_referee, _for_no_referee
    ),
    "cadair.web.respond.views.sharing.form": Row(EVERYBODY, OPEN, _of_a_coauthor, _for_no_referee),
    "cadair.web.respond.views.stopping.stop": Row(
        EVERYBODY, OPEN, _of_a_message, _of_a_letter_nobody_can_stop
    ),
}
