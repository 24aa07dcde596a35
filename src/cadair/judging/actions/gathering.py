"""When the panel meets: asking its judges, hearing from them, choosing a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.dates import weekday_date, weekday_date_time
from cadair.foundation.welsh.written import in_both, written_line, written_passage
from cadair.judging.dates import panel_of, silent_judges
from cadair.judging.gathering_states import CanCome
from cadair.judging.letters import DateChosen, DatesAsked, DatesWaiting, gathering_page
from cadair.judging.models import DateAnswer, DateOption, DatePoll, Judge
from cadair.judging.rules import require_own_desk
from cadair.mail.actions import queue_letter
from cadair.mail.letters import Letter
from cadair.seasons.models import Season, SeasonMoment
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState

GATHERING: Final = (
    SeasonState.DRAFT,
    SeasonState.OPEN,
    SeasonState.CHECKING,
    SeasonState.JUDGING,
    SeasonState.DECIDING,
)
MOST_OPTIONS: Final = 20
LONGEST_MINUTES: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Dates:
    """What judges are asked: times with their minutes, where, a note, and by when they answer."""

    options: Sequence[tuple[datetime, int]]
    answer_by: date
    place: BilingualText = field(default_factory=BilingualText)
    note: BilingualText = field(default_factory=BilingualText)


@transaction.atomic
def ask_for_dates(*, season: Season, dates: Dates, by: Actor) -> DatePoll:
    """Ask the judges on which days they can meet; asked again, answers to the same times stay.

    Every judge with an account is told, once for every new set of times.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed.
        Refusal: there is no time to come, too many, one twice, or the day to answer by is over.
    """
    season = _held(season, by)
    _check(dates)
    poll, _new = DatePoll.objects.update_or_create(
        season=season,
        defaults={
            **columns("place", in_both(_("Place"), dates.place, written_line)),
            **columns("note", in_both(_("Note"), dates.note, written_passage)),
            "answer_by": dates.answer_by,
            "asked_at": clock.now(),
            "chosen": None,
            "chosen_at": None,
        },
    )
    poll.options.exclude(at__in=[at for at, _minutes in dates.options]).delete()
    for at, minutes in dates.options:
        DateOption.objects.update_or_create(poll=poll, at=at, defaults={"minutes": minutes})
    once = f"dates-asked:{poll.public_id}:{poll.asked_at:%Y%m%d%H%M%S}"
    letter = DatesAsked(
        season=season.name,
        answer_by=_in_words(dates.answer_by),
        page=gathering_page(season),
    )
    told = _write_to(season, panel_of(season), letter, once)
    record(
        actor=by,
        action="ask_for_dates",
        subject=poll.ref,
        season=season.public_id,
        facts={"options": len(dates.options), "letters": told},
    )
    return poll


@transaction.atomic
def answer_dates(*, judge: Judge, answers: Mapping[str, str], by: Actor) -> Judge:
    """Say of each time (its opaque identity → an answer) whether one can come.

    Raises:
        NotAllowed: `by` is not the judge.
        NotNow: nothing is asked, or a day was chosen.
        Refusal: a time was left out, or is not among those asked.
    """
    season = locked(judge.season)
    require_own_desk(by, judge)
    poll = _open_poll(season)
    options = {option.public_id: option for option in poll.options.all()}
    if set(answers) != set(options) or not set(answers.values()) <= set(CanCome.values):
        raise Refusal("dates-not-answered", _("Say of every time whether you can come."))
    for key, option in options.items():
        DateAnswer.objects.update_or_create(
            option=option,
            judge=judge,
            defaults={"answer": answers[key], "answered_at": clock.now()},
        )
    record(
        actor=by,
        action="answer_dates",
        subject=judge.ref,
        season=season.public_id,
        facts={"poll": poll.ref, "yes": list(answers.values()).count(CanCome.YES)},
    )
    return judge


@transaction.atomic
def remind_of_dates(*, season: Season, by: Actor) -> DatePoll:
    """Write to the judges who have not answered; nobody gets more than one a day.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: nothing is asked, or a day was chosen.
    """
    season = _held(season, by)
    poll = _open_poll(season)
    today = clock.to_london(clock.now()).date()
    letter = DatesWaiting(
        season=season.name,
        answer_by=_in_words(poll.answer_by),
        page=gathering_page(season),
    )
    once = f"dates-waiting:{poll.public_id}:{today.isoformat()}"
    told = _write_to(season, silent_judges(poll), letter, once)
    record(
        actor=by,
        action="remind_of_dates",
        subject=poll.ref,
        season=season.public_id,
        facts={"letters": told},
    )
    return poll


@transaction.atomic
def choose_date(*, option: DateOption, by: Actor) -> DatePoll:
    """Choose when the panel meets, and tell every judge; until the season opens it is its date too.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: a day was chosen already, or the time is over.
    """
    season = _held(option.poll.season, by)
    poll = _open_poll(season)
    option = poll.options.get(pk=option.pk)
    if option.at <= clock.now():
        raise NotNow("time-over", _("This time is over. Choose one that is to come."))
    poll.chosen, poll.chosen_at = option, clock.now()
    poll.save(update_fields=["chosen", "chosen_at"])
    if season.state == SeasonState.DRAFT:
        _set_moment(season, option.at)
    letter = DateChosen(
        season=season.name,
        at=_moment_in_words(option.at),
        place=poll.place,
        page=gathering_page(season),
    )
    once = f"date-chosen:{poll.public_id}:{option.at:%Y%m%d%H%M}"
    told = _write_to(season, panel_of(season), letter, once)
    record(
        actor=by,
        action="choose_date",
        subject=poll.ref,
        season=season.public_id,
        facts={"at": option.at.isoformat(), "minutes": option.minutes, "letters": told},
    )
    return poll


def _held(season: Season, by: Actor) -> Season:
    season = locked(season)
    require_organiser(by, season)
    if season.state not in GATHERING:
        raise NotNow("meeting-over", _("The results are confirmed: the panel meets no more."))
    return season


def _open_poll(season: Season) -> DatePoll:
    poll = DatePoll.objects.filter(season=season).first()
    if poll is None or poll.chosen_id is not None:
        raise NotNow("no-dates-asked", _("No days are asked about now."))
    poll.season = season
    return poll


def _check(dates: Dates) -> None:
    times = [at for at, _minutes in dates.options]
    if not times:
        raise Refusal("no-times", _("Write at least one time at which the panel could meet."))
    if len(times) > MOST_OPTIONS:
        raise Refusal(
            "many-times", _("These are too many times. At most: %(most)s.") % {"most": MOST_OPTIONS}
        )
    if len(set(times)) < len(times):
        raise Refusal("time-twice", _("A time stands there twice. Leave one of them out."))
    if min(times) <= clock.now():
        raise Refusal("time-over", _("A time is over already. Write times that are to come."))
    if any(not 1 <= minutes <= LONGEST_MINUTES for _at, minutes in dates.options):
        raise Refusal("wrong-minutes", _("Write how many minutes the meeting takes: 1 to 1440."))
    if dates.answer_by < clock.to_london(clock.now()).date():
        raise Refusal("answer-by-over", _("The day to answer by is over already."))


def _write_to(season: Season, judges: Sequence[Judge], letter: Letter, once: str) -> int:
    told = 0
    for judge in judges:
        if judge.account is not None and judge.account.is_active:
            queue_letter(
                letter=letter,
                to=judge.account.email,
                once=f"{once}:{judge.public_id}",
                season=season.public_id,
            )
            told += 1
    return told


def _set_moment(season: Season, at: datetime) -> None:
    SeasonMoment.objects.update_or_create(
        season=season,
        key="panel_meets",
        defaults={"at": at, "on_date": None, "text_cy": "", "text_en": ""},
    )


def _in_words(day: date) -> BilingualText:
    return BilingualText(cy=weekday_date(day, "cy"), en=weekday_date(day, "en"))


def _moment_in_words(at: datetime) -> BilingualText:
    return BilingualText(cy=weekday_date_time(at, "cy"), en=weekday_date_time(at, "en"))
