"""Setting a season up: its names, dates, texts, documents, and the facts of the evening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.written import in_both, written_line, written_passage
from cadair.people.actions import named_organisation
from cadair.seasons.actions.following import follow_timetable
from cadair.seasons.actions.running import LONGEST_DATE, NewDate
from cadair.seasons.models import CeremonyFacts, Season, SeasonMoment, SeasonPaper, SeasonText
from cadair.seasons.plan import MOMENT_NAMES, usual_days
from cadair.seasons.sections import (
    BEFORE_RELEASE,
    ceremony_of,
    draft_held,
    names_of,
    paper_of,
    procedure_of,
    require_as_shown,
    text_of,
    timetable_of,
)
from cadair.seasons.states import PaperKind, Preset
from cadair.seasons.validators import MOMENTS, SEASON_TEXTS

IN_ORDER: Final = MOMENTS[:-1]
"""Each comes after those before it; results come out before, at or after the ceremony."""

LONGEST_TAGLINE: Final = 400
LONGEST_LINK: Final = 500
MOST_SCORECARDS: Final = 100
MOST_PRESENTERS: Final = 20


def _both_or_neither(field: Promise, text: BilingualText, longest: int = 200) -> BilingualText:
    text = in_both(field, text, lambda name, side: written_line(name, side, longest=longest))
    if text and not text.is_complete:
        raise Refusal(
            "one-language",
            _("Written in one language only: %(field)s. Write the other, or leave both empty.")
            % {"field": field},
        )
    return text


def _required(field: Promise, text: BilingualText) -> BilingualText:
    return in_both(field, text, lambda name, side: written_line(name, side, is_required=True))


@transaction.atomic
def name_season(
    *,
    season: Season,
    name: BilingualText,
    programme: BilingualText,
    tagline: BilingualText,
    organiser: str,
    by: Actor,
    shown: str | None = None,
) -> Season:
    """Say what the season and the awards are called, and which body runs them.

    The words of their addresses stay: somebody may have them already.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened.
        Refusal: a name is missing in a language or too long; somebody changed it meanwhile.
    """
    season = draft_held(season, by)
    require_as_shown(shown, names_of(season))
    season.name = _required(_("Name of the season"), name)
    season.save(update_fields=["name_cy", "name_en"])
    awards = season.programme
    awards.name = _required(_("Name of the awards"), programme)
    awards.tagline = _both_or_neither(_("One sentence about them"), tagline, LONGEST_TAGLINE)
    awards.organiser = named_organisation(name=organiser) if organiser.strip() else None
    awards.save()
    record(
        actor=by,
        action="name_season",
        subject=season.ref,
        season=season.public_id,
        facts={"names_sha256": sha256_of(names_of(season))},
    )
    return season


@transaction.atomic
def set_timetable(
    *, season: Season, dates: Mapping[str, NewDate | None], by: Actor, shown: str | None = None
) -> Season:
    """Set the dates of the season: an hour, a day or words each; None takes a date away.

    The steps of the plan that nobody moved follow.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened.
        Refusal: two dates are in the wrong order; somebody changed them meanwhile.
    """
    season = draft_held(season, by)
    require_as_shown(shown, timetable_of(season))
    before = usual_days(season)
    for key in MOMENTS:
        if key in dates:
            _set_moment(season, key, dates[key])
    _require_order(season)
    follow_timetable(season, before)
    record(
        actor=by,
        action="set_timetable",
        subject=season.ref,
        season=season.public_id,
        facts={"timetable_sha256": sha256_of(timetable_of(season))},
    )
    return season


def _set_moment(season: Season, key: str, to: NewDate | None) -> None:
    season.moments.filter(key=key).delete()
    if to is None:
        return
    words = in_both(
        MOMENT_NAMES[key],
        (to.words or BilingualText()) if to.day is None else BilingualText(),
        lambda field, side: written_line(
            field, side, longest=LONGEST_DATE, is_required=to.day is None
        ),
    )
    SeasonMoment.objects.create(
        season=season,
        key=key,
        at=to.at,
        on_date=None if to.at else to.on,
        **columns("text", words),
    )


def _require_order(season: Season) -> None:
    moments = {moment.key: moment for moment in season.moments.all()}
    for late in MOMENTS:
        earlier = [key for key in IN_ORDER[: MOMENTS.index(late)] if key in moments]
        if late == "results":
            earlier = [key for key in earlier if key != "ceremony"]
        for early in earlier:
            if late in moments and _is_after(early, moments[early], moments[late]):
                raise Refusal(
                    "dates-in-disorder",
                    _("These dates are in the wrong order. First: %(first)s. Then: %(then)s.")
                    % {"first": MOMENT_NAMES[early], "then": MOMENT_NAMES[late]},
                )


def _is_after(key: str, early: SeasonMoment, late: SeasonMoment) -> bool:
    if early.at and late.at:
        strict = key == "nominations_open"
        return early.at >= late.at if strict else early.at > late.at
    days = [
        clock.to_london(moment.at).date() if moment.at else moment.on_date
        for moment in (early, late)
    ]
    return days[0] is not None and days[1] is not None and days[0] > days[1]


@transaction.atomic
def write_season_text(
    *, season: Season, key: str, text: BilingualText, by: Actor, shown: str | None = None
) -> SeasonText:
    """Write one of the season's texts; while it is set up, one language may still be missing.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened.
        Refusal: there is no such text, it is too long, or somebody changed it meanwhile.
    """
    season = draft_held(season, by)
    if key not in SEASON_TEXTS:
        raise Refusal("no-such-text", _("This season has no such text. Choose one from the list."))
    require_as_shown(shown, text_of(season, key).as_dict())
    text = in_both(_("Text"), text, written_passage)
    written, _new = SeasonText.objects.update_or_create(
        season=season, key=key, defaults=columns("text", text)
    )
    record(
        actor=by,
        action="write_season_text",
        subject=season.ref,
        season=season.public_id,
        facts={"text": key, "text_sha256": sha256_of(text.as_dict())},
    )
    return written


@transaction.atomic
def set_procedure(
    *,
    season: Season,
    preset: Preset,
    minimum_scorecards: int,
    by: Actor,
    shown: str | None = None,
) -> Season:
    """Choose who must confirm what, and how many judges must have finished an entry.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened.
        Refusal: the number is no number of judges; somebody changed it meanwhile.
    """
    season = draft_held(season, by)
    require_as_shown(shown, procedure_of(season))
    if not 1 <= minimum_scorecards <= MOST_SCORECARDS:
        raise Refusal(
            "strange-number",
            _("This number is out of range. Lowest: %(lowest)s. Highest: %(highest)s.")
            % {"lowest": 1, "highest": MOST_SCORECARDS},
        )
    season.preset = Preset(preset)
    season.minimum_scorecards = minimum_scorecards
    season.save(update_fields=["preset", "minimum_scorecards"])
    record(
        actor=by,
        action="set_procedure",
        subject=season.ref,
        season=season.public_id,
        facts={"preset": season.preset, "minimum_scorecards": minimum_scorecards},
    )
    return season


@transaction.atomic
def describe_ceremony(
    *,
    season: Season,
    venue: BilingualText,
    host: BilingualText,
    attendance: BilingualText,
    presenters: Sequence[BilingualText],
    by: Actor,
    shown: str | None = None,
) -> CeremonyFacts:
    """Say where the ceremony is, who leads it, who presents; until the results are public.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the results are public.
        Refusal: something is written in one language only; somebody changed it meanwhile.
    """
    season = draft_held(season, by, BEFORE_RELEASE)
    require_as_shown(shown, ceremony_of(season))
    named = [_both_or_neither(_("Who presents the awards"), name) for name in presenters]
    facts, _new = CeremonyFacts.objects.update_or_create(
        season=season,
        defaults={
            **columns("venue", _both_or_neither(_("Where it is"), venue)),
            **columns("host", _both_or_neither(_("Who leads the evening"), host)),
            **columns("attendance", _both_or_neither(_("How many came"), attendance, 100)),
            "presenters": [name.as_dict() for name in named if name][:MOST_PRESENTERS],
        },
    )
    record(
        actor=by,
        action="describe_ceremony",
        subject=season.ref,
        season=season.public_id,
        facts={"presenters": len(facts.presenters)},
    )
    return facts


@transaction.atomic
def keep_paper(
    *,
    season: Season,
    kind: PaperKind,
    link: str,
    name: str,
    on_date: date,
    by: Actor,
    shown: str | None = None,
) -> SeasonPaper:
    """Say where a document is that must stand behind the season, who signed it off, and when.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the results are public.
        Refusal: the link is no address, the name is missing, the day is still to come, or somebody
            changed it meanwhile.
    """
    season = draft_held(season, by, BEFORE_RELEASE)
    require_as_shown(shown, paper_of(season, kind))
    if on_date > clock.to_london(clock.now()).date():
        raise Refusal("future-date", _("A document cannot have been signed off in the future."))
    paper, _new = SeasonPaper.objects.update_or_create(
        season=season,
        kind=kind,
        defaults={
            "link": _checked_link(link),
            "name": written_line(_("Who signed it off"), name, is_required=True),
            "on_date": on_date,
        },
    )
    record(
        actor=by,
        action="keep_paper",
        subject=season.ref,
        season=season.public_id,
        facts={"paper": kind.value, "signed_on": on_date.isoformat()},
    )
    return paper


def _checked_link(link: str) -> str:
    link = written_line(_("Where the document is"), link, longest=LONGEST_LINK, is_required=True)
    parts = urlsplit(link)
    is_address = parts.scheme in {"https", "http"} and "." in parts.netloc
    if not is_address or any(mark in link for mark in ' "<>\\'):
        raise Refusal(
            "no-address",
            _("This is no web address. Write all of it, as in https://example.org/document"),
        )
    return link
