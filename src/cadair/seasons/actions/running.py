"""What may still change after the rules were frozen: each with a reason and a public note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import LANGUAGES, BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import in_both, written_line, written_passage
from cadair.seasons.actions.following import follow_timetable
from cadair.seasons.actions.noting import Told, change_facts, note_change
from cadair.seasons.concerns import changeable, require_no_obstacle
from cadair.seasons.models import Season, SeasonChange, SeasonMoment
from cadair.seasons.passages import passage_by_name, write_passage
from cadair.seasons.plan import MOMENT_NAMES, day_of, moment_words, usual_days
from cadair.seasons.queries import closing_time
from cadair.seasons.rulebook import require_frozen_rules
from cadair.seasons.states import ChangeKind, SeasonState

BEFORE_RESULTS = (
    SeasonState.OPEN,
    SeasonState.CHECKING,
    SeasonState.JUDGING,
    SeasonState.DECIDING,
    SeasonState.SEALED,
)
LONGEST_DATE = 100


@dataclass(frozen=True, slots=True)
class NewDate:
    """When the ceremony will be: an hour, a day, or words such as “in spring”; one of the three."""

    at: datetime | None = None
    on: date | None = None
    words: BilingualText | None = None

    @property
    def day(self) -> date | None:
        """The day in Wales, or None while it is not known."""
        return clock.to_london(self.at).date() if self.at else self.on


def _in_words(moment: SeasonMoment | None) -> BilingualText:
    return BilingualText(**{language: moment_words(moment, language) for language in LANGUAGES})


@transaction.atomic
def extend_deadline(*, season: Season, closes_at: datetime, told: Told, by: Actor) -> SeasonChange:
    """Give everybody more time to nominate; only while nominations are open.

    A closing time that has passed is not taken back: who was late would be treated unlike others.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: nominations are not open any more.
        Refusal: the new time is not later, or not before what follows; no reason, no note.
    """
    season = changeable(season, ChangeKind.DEADLINE, (SeasonState.OPEN,), by)
    moment = season.moments.filter(key="nominations_close").first()
    old = closing_time(season)
    if moment is None or old is None or clock.now() > old:
        raise NotNow("closed", _("Nominations have closed. A deadline cannot be extended then."))
    if closes_at <= old:
        raise Refusal("not-later", _("The new closing time must be later than the old one."))
    _require_before_what_follows(season, clock.to_london(closes_at).date())
    was, days = _in_words(moment), usual_days(season)
    moment.at = closes_at
    moment.save(update_fields=["at"])
    follow_timetable(season, days)
    change = note_change(
        season=season,
        kind=ChangeKind.DEADLINE,
        told=told,
        by=by,
        was=was,
        becomes=_in_words(moment),
    )
    record(
        actor=by,
        action="extend_deadline",
        subject=change.ref,
        season=season.public_id,
        facts={
            "closed_at": old.isoformat(),
            "closes_at": closes_at.isoformat(),
            **change_facts(change),
        },
    )
    return change


def _require_before_what_follows(season: Season, closes: date) -> None:
    for key in ("judging_ends", "panel_meets", "ceremony"):
        day = day_of(season.moments.filter(key=key).first())
        if day is not None and closes >= day:
            raise Refusal(
                "not-before",
                _("Nominations must close before this day: %(date)s.")
                % {"date": MOMENT_NAMES[key]},
            )


@transaction.atomic
def move_ceremony(*, season: Season, to: NewDate, told: Told, by: Actor) -> SeasonChange:
    """Hold the ceremony at another time, or at one that is not known yet.

    An exact date for the results that came after the ceremony keeps its distance from it.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the season does not run.
        NotComplete: results are ordered to be published.
        Refusal: the date is past, or before what must come first; no reason, no note.
    """
    season = changeable(season, ChangeKind.CEREMONY_MOVED, BEFORE_RESULTS, by)
    ceremony, _new = SeasonMoment.objects.get_or_create(
        season=season, key="ceremony", defaults={"text_cy": "–", "text_en": "–"}
    )
    was, days, old_day = _in_words(ceremony), usual_days(season), day_of(ceremony)
    _set(ceremony, _checked_date(season, to))
    _let_results_follow(season, old_day, to.day)
    season.is_ceremony_cancelled = False
    season.save(update_fields=["is_ceremony_cancelled"])
    follow_timetable(season, days)
    change = note_change(
        season=season,
        kind=ChangeKind.CEREMONY_MOVED,
        told=told,
        by=by,
        was=was,
        becomes=_in_words(ceremony),
    )
    record(
        actor=by,
        action="move_ceremony",
        subject=change.ref,
        season=season.public_id,
        facts={
            "was_on": old_day.isoformat() if old_day else None,
            "is_on": to.day.isoformat() if to.day else None,
            **change_facts(change),
        },
    )
    return change


def _checked_date(season: Season, to: NewDate) -> NewDate:
    if to.day is None:
        words = in_both(
            _("When it will be"),
            to.words or BilingualText(),
            lambda field, side: written_line(field, side, longest=LONGEST_DATE, is_required=True),
        )
        return NewDate(words=words)
    if to.day < clock.to_london(clock.now()).date() or (to.at and to.at <= clock.now()):
        raise Refusal("past-date", _("The new date is over already. Choose one that is to come."))
    for key in ("nominations_close", "judging_ends", "panel_meets"):
        day = day_of(season.moments.filter(key=key).first())
        if day is not None and to.day <= day:
            raise Refusal(
                "too-early",
                _("The ceremony must come after this day: %(date)s.") % {"date": MOMENT_NAMES[key]},
            )
    return to


def _set(moment: SeasonMoment, to: NewDate) -> None:
    moment.at = to.at
    moment.on_date = None if to.at else to.on
    moment.text = to.words or BilingualText()
    moment.save()


def _let_results_follow(season: Season, old: date | None, new: date | None) -> None:
    results = season.moments.filter(key="results").first()
    day = day_of(results)
    if results is None or day is None or old is None or day < old:
        return
    if new is None:
        _set(results, NewDate(words=BilingualText("ar ôl y seremoni", "after the ceremony")))
    elif results.at is not None:
        wall = clock.to_london(results.at).replace(tzinfo=None) + (new - old)
        _set(results, NewDate(at=clock.from_london(wall)))
    else:
        _set(results, NewDate(on=day + (new - old)))


@transaction.atomic
def cancel_ceremony(*, season: Season, told: Told, by: Actor) -> SeasonChange:
    """Hold no ceremony; the results are published without one.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the season does not run, or the ceremony is cancelled already.
        Refusal: no reason, no note.
    """
    season = changeable(season, ChangeKind.CEREMONY_CANCELLED, BEFORE_RESULTS, by)
    if season.is_ceremony_cancelled:
        raise NotNow("cancelled-already", _("The ceremony is cancelled already."))
    season.is_ceremony_cancelled = True
    season.save(update_fields=["is_ceremony_cancelled"])
    change = note_change(
        season=season,
        kind=ChangeKind.CEREMONY_CANCELLED,
        told=told,
        by=by,
        was=_in_words(season.moments.filter(key="ceremony").first()),
    )
    record(
        actor=by,
        action="cancel_ceremony",
        subject=change.ref,
        season=season.public_id,
        facts=change_facts(change),
    )
    return change


@transaction.atomic
def correct_text(
    *, season: Season, passage: str, text: BilingualText, told: Told, by: Actor
) -> SeasonChange:
    """Mend the wording of a text whose meaning stays; a rule only before the first marks.

    `passage` is a short name of `seasons.passages`. Both wordings are kept with the change.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the season does not run, or it is a rule and marks were given.
        Refusal: there is no such text, a side is missing, nothing changes; no reason, no note.
    """
    season = changeable(season, ChangeKind.TEXT, BEFORE_RESULTS, by)
    found = passage_by_name(season, passage)
    if found.is_rule:
        require_frozen_rules(season)
        require_no_obstacle(season, ChangeKind.TEXT)
    text = in_both(
        _("New wording"), text, lambda field, side: written_passage(field, side, is_required=True)
    )
    if text == found.text:
        raise Refusal("nothing-changed", _("Nothing was changed in the text."))
    write_passage(found, text)
    change = note_change(
        season=season,
        kind=ChangeKind.TEXT,
        told=told,
        by=by,
        was=found.text,
        becomes=text,
        facts={"passage": passage},
    )
    record(
        actor=by,
        action="correct_text",
        subject=change.ref,
        season=season.public_id,
        facts={
            "was_sha256": sha256_of(found.text.as_dict()),
            "becomes_sha256": sha256_of(text.as_dict()),
            **change_facts(change),
        },
    )
    return change
