"""What the demo's panel does besides what it does in a browser. Run beside a running demo:

    python -m tests.journeys.season.demo_panel plan            # who declares and marks what
    python -m tests.journeys.season.demo_panel mark FEW        # all marks but the last few of each
    python -m tests.journeys.season.demo_panel ballot          # three holders, and who left none
    python -m tests.journeys.season.demo_panel texts           # every award text, approved

Prints JSON. The marks are those of the demo's own script, so that its 33 awards come out.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from cadair.demo.staging.journey import Journey
    from cadair.judging.models import Judge
    from cadair.nominations.models import EntryCategory
    from seasonfile import ScorecardPart


MIDDLING = 5


def main(word: str, few: int = 0) -> None:
    """Do one of the things above."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadair.config.settings")
    django.setup()
    from django.utils import translation

    from cadair.demo.people import demo_season
    from cadair.demo.staging.journey import Journey
    from cadair.foundation import clock

    journey = Journey(season=demo_season(), say=lambda _line: None)
    with translation.override("en"), clock.at(journey.now):
        if word == "texts":
            _texts(journey)
        if word == "ballot":
            sys.stdout.write(json.dumps(_ballot(journey)))
            return
        found = {key: _left(journey, judge) for key, judge in journey.judges.items()}
        if word == "mark":
            for key, judge in journey.judges.items():
                _mark(journey, judge, found[key][:-few] if few else found[key])
                found[key] = _left(journey, judge)
        sys.stdout.write(
            json.dumps({"season": journey.season.key, "left": found, **_aside(journey)})
        )


def _aside(journey: Journey) -> dict[str, Any]:
    """From which entries the script has each judge step aside: public ids with the tie."""
    entries = journey.entries()
    found: dict[str, dict[str, str]] = {}
    for part in journey.script.interests:
        if part.kind == "step-aside" and part.entry in entries:
            found.setdefault(part.judge, {})[entries[part.entry].public_id] = part.nature or ""
    return {"aside": found}


def _left(journey: Journey, judge: Judge) -> list[dict[str, Any]]:
    """The places that this judge has still to mark, with the marks of the script."""
    from cadair.judging.models import Interest, Scorecard
    from cadair.judging.queries import places_to_judge
    from cadair.judging.states import InterestKind

    entries = journey.entries()
    planned: dict[int, dict[str, Any]] = {}
    for part in journey.script.scorecards:
        if part.judge == judge.key and part.entry in entries:
            planned.setdefault(entries[part.entry].pk, {})[part.category] = part
    criteria = list(journey.season.criteria.values_list("key", flat=True))
    kind = InterestKind.STEP_ASIDE
    aside = set(Interest.objects.filter(judge=judge, kind=kind).values_list("entry", flat=True))
    there = set(Scorecard.objects.filter(judge=judge).values_list("entry", "category__key"))
    places = places_to_judge(journey.season).select_related("entry", "category")
    found = []
    for place in places.order_by("category__position", "entry__reference"):
        if (place.entry_id, place.category.key) not in there and place.entry_id not in aside:
            # What was moved while entries were checked keeps its marks.
            parts = planned.get(place.entry_id, {})
            known = parts.get(place.category.key) or next(iter(parts.values()), None)
            found.append(_as_json(place, known, dict.fromkeys(criteria, MIDDLING)))
    return found


def _as_json(
    place: EntryCategory, part: ScorecardPart | None, usual: dict[str, int]
) -> dict[str, Any]:
    """The script's marks; what it does not know gets the usual ones."""
    return {
        "entry": place.entry.public_id,
        "category": place.category.key,
        "marks": dict(part.marks) if part else usual,
        "state": part.state if part else "open",
        "comment": (part.comment if part else None) or "",
    }


def _mark(journey: Journey, judge: Judge, places: list[dict[str, Any]]) -> None:
    from cadair.judging.actions import abstain, save_scorecard

    by = journey.judge_acts(judge)
    entries = {entry.public_id: entry for entry in journey.season.entries.all()}
    for place in places:
        where: dict[str, Any] = {
            "judge": judge,
            "entry": entries[place["entry"]],
            "category": journey.categories[place["category"]],
            "by": by,
        }
        if place["state"] == "abstained":
            abstain(**where)
        else:
            save_scorecard(**where, marks=place["marks"], comment=place["comment"])


def _ballot(journey: Journey) -> dict[str, list[str]]:
    """Three holders of awards, chosen so that most judges left none of them."""
    from cadair.outcomes.queries import award_holders, left_by

    left = {key: left_by(judge) for key, judge in journey.judges.items()}
    holders = journey.season.entries.filter(reference__in=award_holders(journey.season) or [])
    free = {
        entry.reference: {key for key, those in left.items() if entry.pk not in those}
        for entry in holders.order_by("reference")
    }
    among = sorted(free, key=lambda reference: (-len(free[reference]), reference))[:3]
    voters = set.intersection(*(free[reference] for reference in among))
    return {"among": among, "voters": sorted(voters)}


def _texts(journey: Journey) -> None:
    from cadair.foundation.bilingual import BilingualText
    from cadair.outcomes.actions import approve_award_text, write_award_text

    words = BilingualText(cy="Am eu gwaith dros eu cymuned.", en="For their community work.")
    for award in journey.season.awards.select_related("entry"):
        write_award_text(award=award, text=words, by=journey.organiser)
        approve_award_text(award=award, by=journey.organiser)


if __name__ == "__main__":
    main(sys.argv[1], *(int(each) for each in sys.argv[2:]))
