"""Scenes: redacting, reading before the panel does, wording titles, withholding names."""

from __future__ import annotations

from datetime import timedelta

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.nominations.actions import (
    answer_clarification,
    ask_clarification,
    lapse_clarification,
    lift_redaction,
    mark_all_read,
    mark_read,
    open_original,
    redact_passage,
    reword_title,
    withdraw_clarification,
    withhold_name,
)
from cadair.nominations.models import Clarification, EntryPerson, Nomination, Redaction
from cadair.nominations.states import RedactionReason
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, Cast
from tests.structure.scenes.scene import Scene


def _lantern(cast: Cast) -> Nomination:
    return Nomination.objects.get(entry=cast.entries[LANTERN])


def _redact(cast: Cast) -> Nomination:
    return redact_passage(
        nomination=_lantern(cast),
        passage="Lantern",
        reason=RedactionReason.NAME,
        by=cast.organiser,
    )


def _named(cast: Cast) -> EntryPerson:
    return EntryPerson.objects.create(entry=cast.entries[LANTERN], name="Megan Example")


def _ask(cast: Cast) -> Clarification:
    return ask_clarification(
        nomination=_lantern(cast),
        question=BilingualText("Faint ddaeth?", "How many came?"),
        answer_by=(CHECKING_AT + timedelta(days=7)).date(),
        by=cast.organiser,
    )


def _lapse(_cast: Cast) -> object:
    with clock.at(CHECKING_AT + timedelta(days=9)):
        return lapse_clarification(
            clarification=Clarification.objects.get(), by=Actor.system("worker")
        )


C, CHECK = SeasonState.CHECKING, CHECKING_AT
SCENES: dict[str, Scene] = {
    "cadair.nominations.actions.redact_passage": Scene(C, CHECK, _redact),
    "cadair.nominations.actions.lift_redaction": Scene(
        C,
        CHECK,
        lambda c: lift_redaction(redaction=Redaction.objects.get(), by=c.organiser),
        _redact,
    ),
    "cadair.nominations.actions.mark_read": Scene(
        C, CHECK, lambda c: mark_read(nomination=_lantern(c), by=c.organiser)
    ),
    "cadair.nominations.actions.mark_all_read": Scene(
        C,
        CHECK,
        lambda c: mark_all_read(season=c.season, nominations=[_lantern(c)], by=c.organiser),
    ),
    "cadair.nominations.actions.reword_title": Scene(
        C,
        CHECK,
        lambda c: reword_title(
            entry=c.entries[LANTERN], title=BilingualText(en="A light"), by=c.organiser
        ),
    ),
    "cadair.nominations.actions.withhold_name": Scene(
        C,
        CHECK,
        lambda c: withhold_name(part=EntryPerson.objects.get(), is_withheld=True, by=c.organiser),
        _named,
    ),
    "cadair.nominations.actions.open_original": Scene(
        C,
        CHECK,
        lambda c: open_original(nomination=_lantern(c), why="Eirian asks.", by=c.organiser),
    ),
    "cadair.nominations.actions.ask_clarification": Scene(C, CHECK, _ask),
    "cadair.nominations.actions.answer_clarification": Scene(
        C,
        CHECK,
        lambda c: answer_clarification(
            clarification=Clarification.objects.get(),
            text="Forty.",
            language="en",
            by=c.actor("eirian"),
        ),
        _ask,
    ),
    "cadair.nominations.actions.withdraw_clarification": Scene(
        C,
        CHECK,
        lambda c: withdraw_clarification(clarification=Clarification.objects.get(), by=c.organiser),
        _ask,
    ),
    "cadair.nominations.actions.lapse_clarification": Scene(C, CHECK, _lapse, _ask),
}
