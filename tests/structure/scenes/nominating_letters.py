"""Scenes: letters worded anew, messages to many, reminders, contacts."""

from __future__ import annotations

from datetime import timedelta

from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.mail.actions import queue_letter, stop_messages
from cadair.mail.letters import LetterWords, rewordable_letters
from cadair.mail.models import Mailing, OutboxMessage
from cadair.nominations.actions import (
    discard_mailing,
    note_contact,
    remind_of_drafts,
    remove_contact,
    send_mailing,
    start_draft,
    stop_mailing,
    try_mailing,
    write_mailing,
)
from cadair.nominations.audiences import Narrowed
from cadair.nominations.letters import AWeekLeft, letter_about_forms
from cadair.nominations.states import Audience
from cadair.people.models import OrganisationContact
from cadair.seasons.actions import name_sender, restore_letter, reword_letter, try_letter
from cadair.seasons.states import SeasonState
from tests.cast import NOMINATING_AT, Cast
from tests.structure.scenes.scene import Scene

RECEIPT = LetterWords(
    subject=BilingualText(cy="Diolch: {reference}", en="Thank you: {reference}"),
    body=BilingualText(
        cy="Diolch.\n\n{reference}\n\n{page}", en="Thank you.\n\n{reference}\n\n{page}"
    ),
)
"""A receipt in a season’s own words."""

MESSAGE = LetterWords(
    subject=BilingualText(cy="Wythnos arall", en="Another week"),
    body=BilingualText(cy="Enwebiadau’n cau: {closes}", en="Nominations close: {closes}"),
)
"""A message to many."""


def a_mailing(cast: Cast, audience: Audience = Audience.NOMINATORS) -> Mailing:
    """A message of the cast’s season, written and not sent."""
    return write_mailing(
        season=cast.season,
        audience=audience,
        narrowed=Narrowed(),
        words=MESSAGE,
        by=cast.organiser,
    )


def _reworded(cast: Cast) -> object:
    return reword_letter(
        season=cast.season,
        letter=rewordable_letters()["nomination-received"],
        words=RECEIPT,
        by=cast.organiser,
    )


def _mailing(cast: Cast) -> Mailing:
    return Mailing.objects.get(season=cast.season.public_id)


def sent(cast: Cast) -> Mailing:
    """A message to the one nominator of the cast, on its way."""
    mailing = a_mailing(cast)
    return send_mailing(season=cast.season, mailing=mailing, number=1, by=cast.organiser)


def _noted(cast: Cast) -> object:
    return note_contact(
        season=cast.season,
        organisation="Cwm Council",
        address="awards@cwm.example.org",
        by=cast.organiser,
    )


def _reminded(cast: Cast) -> object:
    letter = letter_about_forms(AWeekLeft, cast.season, 1, timedelta(days=30))
    return queue_letter(letter=letter, to="eirian@example.org", once="a:1")


OPEN, DAY = SeasonState.OPEN, NOMINATING_AT
SCENES: dict[str, Scene] = {
    "cadair.seasons.actions.reword_letter": Scene(OPEN, DAY, _reworded),
    "cadair.seasons.actions.restore_letter": Scene(
        OPEN,
        DAY,
        lambda c: restore_letter(
            season=c.season, letter=rewordable_letters()["nomination-received"], by=c.organiser
        ),
        _reworded,
    ),
    "cadair.seasons.actions.try_letter": Scene(
        OPEN,
        DAY,
        lambda c: try_letter(
            season=c.season,
            letter=rewordable_letters()["nomination-received"],
            words=RECEIPT,
            by=c.organiser,
        ),
    ),
    "cadair.seasons.actions.name_sender": Scene(
        OPEN,
        DAY,
        lambda c: name_sender(
            season=c.season,
            reply_to="awards@example.org",
            name=BilingualText(cy="Gwobrau’r Cwm", en="Valley Awards"),
            by=c.organiser,
        ),
    ),
    "cadair.nominations.actions.write_mailing": Scene(OPEN, DAY, a_mailing),
    "cadair.nominations.actions.discard_mailing": Scene(
        OPEN,
        DAY,
        lambda c: discard_mailing(season=c.season, mailing=_mailing(c), by=c.organiser),
        a_mailing,
    ),
    "cadair.nominations.actions.try_mailing": Scene(
        OPEN,
        DAY,
        lambda c: try_mailing(season=c.season, mailing=_mailing(c), by=c.organiser),
        a_mailing,
    ),
    "cadair.nominations.actions.send_mailing": Scene(
        OPEN,
        DAY,
        lambda c: send_mailing(season=c.season, mailing=_mailing(c), number=1, by=c.organiser),
        a_mailing,
    ),
    "cadair.nominations.actions.stop_mailing": Scene(
        OPEN,
        DAY,
        lambda c: stop_mailing(season=c.season, mailing=_mailing(c), by=c.organiser),
        sent,
    ),
    "cadair.nominations.actions.note_contact": Scene(OPEN, DAY, _noted),
    "cadair.nominations.actions.remove_contact": Scene(
        OPEN,
        DAY,
        lambda c: remove_contact(
            season=c.season, contact=OrganisationContact.objects.get(), by=c.organiser
        ),
        _noted,
    ),
    "cadair.nominations.actions.remind_of_drafts": Scene(
        OPEN,
        DAY + timedelta(hours=2),
        lambda c: remind_of_drafts(season=c.season, by=Actor.system("worker")),
        lambda c: start_draft(
            season=c.season, language="cy", account=c.accounts["eirian"], by=c.actor("eirian")
        ),
    ),
    "cadair.mail.actions.stop_messages": Scene(
        OPEN,
        DAY,
        lambda _: stop_messages(
            message=OutboxMessage.objects.get(once="a:1"), by=Actor.system("link")
        ),
        _reminded,
    ),
}
