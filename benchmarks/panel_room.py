"""Processor time and queries of the panel room’s pages, over a category of 30 entries.

    CADAIR_VAR=… python -m benchmarks.panel_room

Prints JSON. A season of 253 entries in 16 categories, of which the first has 30, and four judges
who have locked; one of them stepped aside from an entry elsewhere, so that marks are not complete.
Time is processor time, the median of many calls after a warm-up, as in `benchmarks.judging`.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

if TYPE_CHECKING:
    from benchmarks.judges import Desk
    from cadair.seasons.models import Season

ENTRIES: Final = 253
ON_THE_TABLE: Final = 30
JUDGES: Final = 4
WORKED_OUT: Final = "figures of 16 categories worked out, by the worker"
MOST_MS: Final = {"chair": 20, "judge": 20, "organiser": 20, "screen": 20}
RULE: Final[dict[str, Any]] = {
    "method": "highest-mean/1",
    "pool": "category",
    "entry_kinds": [],
    "maximum": 1,
    "joint": True,
    "threshold": "50",
    "minimum_entries": 1,
    "near_tie": "1.5",
    "within": None,
    "after": None,
    "may_withhold": True,
}


def make_meeting() -> tuple[Season, list[Desk]]:
    """The panel decides: everything marked and locked, suggestions made."""
    from benchmarks.judges import KEY, make_season
    from cadair.seasons.models import AwardKind, Season
    from cadair.seasons.states import SeasonState

    desks = make_season(judges=JUDGES, entries=ENTRIES)
    season = Season.objects.get(key=KEY)
    kinds: tuple[tuple[str, dict[str, Any]], ...] = (
        ("winner", {}),
        ("highly-commended", {"within": "10", "after": "winner", "maximum": None}),
    )
    for position, (key, more) in enumerate(kinds):
        AwardKind.objects.create(
            season=season,
            key=key,
            position=position,
            name_cy=f"{key} cy",
            name_en=key,
            joint_name_cy=f"{key} ar y cyd",
            joint_name_en=f"joint {key}",
            is_commendation=position > 0,
            groups=["theme"],
            rule={**RULE, **more},
        )
    crowd_the_first_category(season)
    mark_everything(season)
    give_parts(season)
    season.state = SeasonState.DECIDING
    season.save()
    return season, desks


def crowd_the_first_category(season: Season) -> None:
    """Thirty entries stand in the first category."""
    from cadair.nominations.models import EntryCategory

    first = season.categories.get(key="category-0")
    own = EntryCategory.objects.filter(category=first)
    others = EntryCategory.objects.filter(entry__season=season).exclude(category=first)
    wanted = others.values_list("pk", flat=True)[: ON_THE_TABLE - own.count()]
    EntryCategory.objects.filter(pk__in=list(wanted)).update(category=first)


def mark_everything(season: Season) -> None:
    """Every judge marks every entry, but for one from which one of them stepped aside."""
    from cadair.foundation import clock
    from cadair.judging.models import Interest, Mark, Scorecard
    from cadair.judging.states import InterestKind, InterestNature, ScorecardState
    from cadair.nominations.models import EntryCategory

    chance = random.Random(2026)
    criteria = list(season.criteria.all())
    places = list(EntryCategory.objects.filter(entry__season=season).order_by("category", "entry"))
    worth = {place.entry_id: chance.gauss(6, 1.5) for place in places}
    left = places[-1].entry_id
    for number, judge in enumerate(season.judges.order_by("position")):
        aside = number == JUDGES - 1
        if aside:
            Interest.objects.filter(judge=judge, entry=left).update(
                kind=InterestKind.STEP_ASIDE, nature=InterestNature.EMPLOYER
            )
        cards = Scorecard.objects.bulk_create(
            Scorecard(
                judge=judge,
                entry_id=place.entry_id,
                category_id=place.category_id,
                state=ScorecardState.LOCKED,
                locked_at=clock.now(),
            )
            for place in places
            if not (aside and place.entry_id == left)
        )
        Mark.objects.bulk_create(
            Mark(
                scorecard=card,
                criterion=criterion,
                value=min(max(round(chance.gauss(worth[card.entry_id] + number / 2, 1)), 0), 10),
            )
            for card in cards
            for criterion in criteria
        )


def give_parts(season: Season) -> None:
    """The first judge has the chair, the second organises too; the others judge."""
    from cadair.seasons.models import Role
    from cadair.seasons.states import SeasonRole

    first, second, *_others = season.judges.order_by("position")
    first.is_chair = True
    first.save()
    for judge, role in ((first, SeasonRole.CHAIR), (second, SeasonRole.ORGANISER)):
        assert judge.account is not None
        Role.objects.create(season=season, account=judge.account, role=role)


def work_out(season: Season) -> float:
    """Seconds of this processor for the figures of the whole season, libraries loaded before."""
    from cadair.judging.calibrating import Marks, worked_out
    from cadair.judging.tasks import work_out_due

    list(worked_out(Marks.of(season)))
    start = time.process_time()
    work_out_due()
    return time.process_time() - start


def addresses(season: Season) -> dict[str, tuple[str, int]]:
    """What is asked: the address, and whose cookie by the judge’s number."""
    from benchmarks.judges import KEY
    from cadair.nominations.models import Entry

    base = f"/en/panel/{KEY}/category-0/"
    entry = Entry.objects.filter(season=season, places__category__key="category-0")[0]
    return {
        "chair": (base, 0),
        "organiser": (base, 1),
        "judge": (base, 2),
        "screen": (f"{base}screen/", 0),
        "figures": (f"{base}how-sure/", 0),
        "entry beside the list": (f"{base}{entry.public_id}/", 0),
        "room": (f"/en/panel/{KEY}/", 0),
        "bare page": ("/bench/bare/20000/", 0),
    }


def measurements() -> list[dict[str, Any]]:
    """Make the meeting and measure it."""
    from django.core.wsgi import get_wsgi_application

    from benchmarks.judging import ask, measured, queries
    from cadair.foundation.actors import Actor
    from cadair.outcomes.actions import propose_season
    from cadair.seasons.actions import freeze_rules

    season, desks = make_meeting()
    application = get_wsgi_application()
    seconds = work_out(season)
    freeze_rules(season)
    propose_season(season=season, by=Actor.operator())
    rows: list[dict[str, Any]] = []
    for name, (path, who) in addresses(season).items():
        call = partial(ask, application, path, desks[who].cookie)
        took = round(measured(call, "200"), 2)
        sent = queries(call)
        rows.append({"page": name, "ms": took, "queries": sent, "most_ms": MOST_MS.get(name)})
    rows.append({"page": WORKED_OUT, "ms": round(seconds * 1000), "queries": 0, "most_ms": None})
    return rows


def main() -> None:
    """Make the meeting, measure, print."""
    django.setup()
    sys.stdout.write(json.dumps(measurements(), indent=1) + "\n")


if __name__ == "__main__":
    main()
