"""Where a season stands, what comes next, and which of its dates are still to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import active_language
from cadair.foundation.welsh.plurals import counted
from cadair.judging.actions import begin_deciding, begin_judging
from cadair.judging.queries import missing_scorecards, places_to_judge
from cadair.nominations.queries import judgeable_entries, unchecked_entries
from cadair.seasons.models import Season
from cadair.seasons.plan import MOMENT_NAMES, day_of, moment_words
from cadair.seasons.rulebook import missing_by_part
from cadair.seasons.states import SeasonState
from cadair.seasons.validators import MOMENTS
from cadair.web.staff.life.need import address_of

STATION_NAMES: Final[dict[str, Promise]] = {
    SeasonState.DRAFT: gettext_lazy("Setting up"),
    SeasonState.OPEN: gettext_lazy("Nominations"),
    SeasonState.CHECKING: gettext_lazy("Checking"),
    SeasonState.JUDGING: gettext_lazy("Judging"),
    SeasonState.DECIDING: gettext_lazy("Deciding"),
    SeasonState.SEALED: gettext_lazy("Confirmed"),
    SeasonState.RELEASED: gettext_lazy("Published"),
}


@dataclass(frozen=True, slots=True)
class Station:
    """One state of the way, and whether it lies behind."""

    name: str
    is_done: bool
    is_here: bool


def stations_of(season: Season) -> list[Station]:
    """The whole way of a season, with the place where it stands."""
    states = list(STATION_NAMES)
    here = states.index(SeasonState(season.state))
    return [
        Station(str(STATION_NAMES[state]), number < here, number == here)
        for number, state in enumerate(states)
    ]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next, in a sentence, and where it is done; no link where it comes by itself."""

    text: str
    button: str = ""
    href: str = ""


def next_step(season: Season) -> NextStep:
    """What moves the season on from where it stands."""
    steps: dict[str, Callable[[Season], NextStep]] = {
        SeasonState.DRAFT: _set_up,
        SeasonState.OPEN: _wait_for_closing,
        SeasonState.CHECKING: _judge,
        SeasonState.JUDGING: _decide,
        SeasonState.DECIDING: _confirm,
        SeasonState.SEALED: _publish,
        SeasonState.RELEASED: _look_back,
    }
    return steps[season.state](season)


def _set_up(season: Season) -> NextStep:
    if not any(missing_by_part(season).values()):
        return NextStep(
            _("Everything is there. Open for nominations at the hour you announced."),
            _("See what will be frozen"),
            address_of("staff_setup_open", season),
        )
    return NextStep(
        _("Write what is missing in both languages, then open for nominations."),
        _("Go on setting up"),
        address_of("staff_setup", season),
    )


def _wait_for_closing(season: Season) -> NextStep:
    closes = season.moments.filter(key="nominations_close").first()
    text = _("Nominations close by themselves. Nobody has to press anything.")
    if closes is not None:
        text = f"{text} " + _("Closing time") + f": {moment_words(closes, active_language())}."
    return NextStep(text)


def _judge(season: Season) -> NextStep:
    return NextStep(
        _("When every entry is checked, hand the entries to the panel."),
        _("Begin judging"),
        address_of("staff_next", season),
    )


def _decide(season: Season) -> NextStep:
    return NextStep(
        _("When every judge has locked every scorecard, the panel can meet."),
        _("Begin deciding"),
        address_of("staff_next", season),
    )


def _confirm(season: Season) -> NextStep:
    return NextStep(
        _("The panel decides each category. Then two people confirm the results."),
        _("Go to the panel room"),
        address_of("panel_room", season),
    )


def _publish(season: Season) -> NextStep:
    return NextStep(
        _("The results are confirmed. Choose when they become public."),
        _("Go to the panel room"),
        address_of("panel_room", season),
    )


def _look_back(_season: Season) -> NextStep:
    return NextStep(_("The results are public. Thank everybody, and write down what you learned."))


@dataclass(frozen=True, slots=True)
class Move:
    """A step that an organiser takes here: what it does, what is counted first, the action."""

    title: str
    text: str
    button: str
    done: str
    counts: tuple[tuple[str, str], ...]
    act: Callable[[Season, Actor], object]


def move_of(season: Season) -> Move | None:
    """The step that can be taken on this desk now, or None."""
    language = active_language()
    if season.state == SeasonState.CHECKING:
        return Move(
            title=_("Begin judging"),
            text=_("The panel can read and mark every eligible entry. There is no way back."),
            button=_("Begin judging"),
            done=_("Judging has begun. The panel can read and mark."),
            counts=(
                (_("Eligible"), counted("entry", judgeable_entries(season).count(), language)),
                (_("Not checked"), counted("entry", unchecked_entries(season).count(), language)),
                (_("On the panel"), counted("judge", season.judges.count(), language)),
            ),
            act=lambda season, by: begin_judging(season=season, by=by),
        )
    if season.state == SeasonState.JUDGING:
        owed = missing_scorecards(season)
        places = places_to_judge(season).count()
        return Move(
            title=_("Begin deciding"),
            text=_("Marks can no longer change, and the panel sees them. There is no way back."),
            button=_("Begin deciding"),
            done=_("Judging is over. The panel can decide."),
            counts=(
                (_("To be judged"), counted("entry", places, language)),
                (_("Still missing"), counted("scorecard", len(owed), language)),
            ),
            act=lambda season, by: begin_deciding(season=season, by=by),
        )
    return None


@dataclass(frozen=True, slots=True)
class ComingDate:
    """A date still to come: what, when in words, and how long until then."""

    label: str
    words: str
    left: str


def dates_ahead(season: Season) -> list[ComingDate]:
    """What of the timetable is still to come, in its order."""
    today = clock.to_london(clock.now()).date()
    moments = {moment.key: moment for moment in season.moments.all()}
    found = []
    for key in MOMENTS:
        moment = moments.get(key)
        if moment is None or (key == "ceremony" and season.is_ceremony_cancelled):
            continue
        day = day_of(moment)
        if (day is not None and day < today) or (moment.at and moment.at < clock.now()):
            continue
        words = moment_words(moment, active_language())
        found.append(ComingDate(str(MOMENT_NAMES[key]), words, _left(day, today)))
    return found


def _left(day: date | None, today: date) -> str:
    if day is None:
        return ""
    days = (day - today).days
    if days < 2:
        return _("tomorrow") if days else _("today")
    return counted("day", days, active_language())
