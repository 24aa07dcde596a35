"""Scenes of telling nominees, of what they say, and of people who vouch."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cadair.files.arriving import Arrived
from cadair.files.states import FileKind
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.nominations.actions import (
    agree_to_publicity,
    allow_publicity,
    answer_as_referee,
    ask_referee,
    change_nominee,
    decline_nomination,
    describe_oneself,
    end_asking,
    except_from_notice,
    export_publicity,
    keep_photo,
    note_paper_consent,
    note_told,
    object_to_use,
    remind_referee,
    remove_photo,
    reopen_notice,
    send_notices,
    settle_saying,
    take_back_publicity,
)
from cadair.nominations.models import Endorsement, Nominee, NomineePhoto, Saying
from cadair.nominations.notices import NOMINEE, REFEREE, due_by
from cadair.nominations.states import (
    AgeBand,
    ExceptionReason,
    NoticeState,
    PublicityKind,
    Remedy,
    SayingKind,
)
from cadair.people.actions import issue_link
from cadair.people.models import AccessLink
from cadair.people.queries import actor_by_link
from cadair.seasons.actions import write_controller_record
from cadair.seasons.controllers import RECORD
from cadair.seasons.models import FormRules
from cadair.seasons.states import RefereeRule, SeasonState
from tests.cast import NOMINATING_AT, Cast, words
from tests.structure.scenes.scene import Scene


def _nominee(cast: Cast, **columns: Any) -> Nominee:
    nomination = cast.season.nominations.all()[0]
    now = clock.now()
    made = {"received_at": now, "due_at": due_by(now), "email": "gwenno@example.org", **columns}
    return Nominee.objects.create(nomination=nomination, name="Gwenno", **made)


def _there(_cast: Cast) -> Nominee:
    return Nominee.objects.get()


def _holder(purpose: str, subject_ref: str) -> Actor:
    issue_link(purpose=purpose, subject_ref=subject_ref, until=clock.now() + timedelta(days=9))
    return actor_by_link(AccessLink.objects.filter(subject_ref=subject_ref).latest("pk"))


def _with_link(cast: Cast) -> None:
    _holder(NOMINEE, _nominee(cast).ref)


def _by_link(subject: Nominee | Endorsement) -> Actor:
    return actor_by_link(AccessLink.objects.filter(subject_ref=subject.ref).latest("pk"))


def _photo(cast: Cast) -> NomineePhoto:
    return keep_photo(
        nominee=_there(cast),
        arrived=Arrived(FileKind.JPEG, "me.jpg", 900, "0" * 64, "00/none"),
        description="Gwenno at the bridge",
        language="en",
        by=_by_link(_there(cast)),
    )


def _agreed(cast: Cast) -> None:
    _with_link(cast)
    agree_to_publicity(
        nominee=_there(cast),
        kinds=[PublicityKind.NAME],
        age_band=AgeBand.ADULT,
        language="en",
        by=_by_link(_there(cast)),
    )


def _with_photo(cast: Cast) -> None:
    _with_link(cast)
    _photo(cast)


def _said(cast: Cast) -> None:
    Saying.objects.create(nominee=_nominee(cast), kind=SayingKind.CORRECTION, said_at=clock.now())


def _ask_for_referees(cast: Cast) -> None:
    FormRules.objects.update_or_create(
        season=cast.season, defaults={"referee": RefereeRule.WELCOME}
    )


def _asked(cast: Cast) -> None:
    _ask_for_referees(cast)
    asked = Endorsement.objects.create(
        nomination=cast.season.nominations.all()[0],
        name="Rhys",
        email="rhys@example.org",
        asked_at=clock.now() - timedelta(days=8),
        asked_by_ref="account:x",
    )
    _holder(REFEREE, asked.ref)


S, DAY = SeasonState, NOMINATING_AT
SCENES: dict[str, Scene] = {
    "cadair.seasons.actions.write_controller_record": Scene(
        S.DRAFT,
        DAY,
        lambda c: write_controller_record(
            season=c.season, words={name: words(name) for name in RECORD}, by=c.organiser
        ),
    ),
    "cadair.nominations.actions.send_notices": Scene(
        S.OPEN,
        DAY,
        lambda c: send_notices(season=c.season, nominees=[_there(c)], by=c.organiser),
        _nominee,
    ),
    "cadair.nominations.actions.note_told": Scene(
        S.OPEN,
        DAY,
        lambda c: note_told(
            season=c.season, nominees=[_there(c)], evidence="By telephone.", by=c.organiser
        ),
        _nominee,
    ),
    "cadair.nominations.actions.except_from_notice": Scene(
        S.OPEN,
        DAY,
        lambda c: except_from_notice(
            season=c.season,
            nominees=[_there(c)],
            reason=ExceptionReason.EFFORT,
            evidence="Moved abroad.",
            public_note=BilingualText("Nodyn", "A note"),
            by=c.organiser,
        ),
        _nominee,
    ),
    "cadair.nominations.actions.reopen_notice": Scene(
        S.OPEN,
        DAY,
        lambda c: reopen_notice(nominee=_there(c), by=c.organiser),
        lambda c: _nominee(c, state=NoticeState.TOLD, evidence="By telephone."),
    ),
    "cadair.nominations.actions.agree_to_publicity": Scene(
        S.OPEN,
        DAY,
        lambda c: agree_to_publicity(
            nominee=_there(c),
            kinds=[PublicityKind.NAME],
            age_band=AgeBand.ADULT,
            language="en",
            by=_by_link(_there(c)),
        ),
        _with_link,
    ),
    "cadair.nominations.actions.allow_publicity": Scene(
        S.OPEN,
        DAY,
        lambda c: allow_publicity(
            nominee=_there(c), kinds=[], note="Not this year.", language="en", by=c.organiser
        ),
        lambda c: _nominee(c, age_band=AgeBand.SIXTEEN),
    ),
    "cadair.nominations.actions.note_paper_consent": Scene(
        S.OPEN,
        DAY,
        lambda c: note_paper_consent(
            nominee=_there(c),
            kinds=[PublicityKind.NAME],
            note="Signed on Monday; in the red folder.",
            language="en",
            by=c.organiser,
        ),
        lambda c: _nominee(c, age_band=AgeBand.ADULT),
    ),
    "cadair.nominations.actions.export_publicity": Scene(
        S.OPEN, DAY, lambda c: export_publicity(season=c.season, number=3, by=c.organiser)
    ),
    "cadair.nominations.actions.take_back_publicity": Scene(
        S.OPEN,
        DAY,
        lambda c: take_back_publicity(
            nominee=_there(c),
            kinds=[PublicityKind.NAME],
            note="By telephone.",
            language="en",
            by=c.organiser,
        ),
        _agreed,
    ),
    "cadair.nominations.actions.keep_photo": Scene(S.OPEN, DAY, _photo, _with_link),
    "cadair.nominations.actions.remove_photo": Scene(
        S.OPEN,
        DAY,
        lambda c: remove_photo(nominee=_there(c), by=_by_link(_there(c))),
        _with_photo,
    ),
    "cadair.nominations.actions.change_nominee": Scene(
        S.OPEN,
        DAY,
        lambda c: change_nominee(
            nominee=_there(c),
            email="new@example.org",
            guardian_email="",
            age_band=AgeBand.ADULT,
            by=c.organiser,
        ),
        _nominee,
    ),
    "cadair.nominations.actions.describe_oneself": Scene(
        S.OPEN,
        DAY,
        lambda c: describe_oneself(
            nominee=_there(c),
            own_name="Gwenno ap Rhywun",
            pronunciation="GWEN-no",
            correction="I left in March.",
            by=_by_link(_there(c)),
        ),
        _with_link,
    ),
    "cadair.nominations.actions.decline_nomination": Scene(
        S.OPEN,
        DAY,
        lambda c: decline_nomination(nominee=_there(c), text="", by=_by_link(_there(c))),
        _with_link,
    ),
    "cadair.nominations.actions.object_to_use": Scene(
        S.OPEN,
        DAY,
        lambda c: object_to_use(nominee=_there(c), text="No.", by=_by_link(_there(c))),
        _with_link,
    ),
    "cadair.nominations.actions.settle_saying": Scene(
        S.OPEN,
        DAY,
        lambda c: settle_saying(
            saying=Saying.objects.get(),
            is_heeded=True,
            outcome="Put right.",
            remedy=Remedy.NOTED,
            by=c.organiser,
        ),
        _said,
    ),
    "cadair.nominations.actions.ask_referee": Scene(
        S.OPEN,
        DAY,
        lambda c: ask_referee(
            nomination=c.season.nominations.all()[0],
            name="Rhys",
            email="rhys@example.org",
            by=c.actor("eirian"),
        ),
        _ask_for_referees,
    ),
    "cadair.nominations.actions.remind_referee": Scene(
        S.OPEN,
        DAY,
        lambda c: remind_referee(endorsement=Endorsement.objects.get(), by=c.organiser),
        _asked,
    ),
    "cadair.nominations.actions.end_asking": Scene(
        S.OPEN,
        DAY,
        lambda c: end_asking(endorsement=Endorsement.objects.get(), by=c.organiser),
        _asked,
    ),
    "cadair.nominations.actions.answer_as_referee": Scene(
        S.OPEN,
        DAY,
        lambda _: answer_as_referee(
            endorsement=Endorsement.objects.get(),
            is_given=True,
            relation="Manager",
            text="I saw it.",
            language="en",
            by=_by_link(Endorsement.objects.get()),
        ),
        _asked,
    ),
}
