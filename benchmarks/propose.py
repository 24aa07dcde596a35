"""How long the judging core takes to re-propose a whole season: CPU milliseconds, median of runs.

253 entries over 13 themes, 4 judges, 3 criteria, the six kinds of award of a real season. The
number to reach is 50 ms, from marks to suggestions. Run: `python -m benchmarks.propose`.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from adjudication.criteria import Criterion, Scale, Scheme
from adjudication.proposals import AwardRule, propose, propose_from_scores
from adjudication.scorecards import (
    Category,
    Entry,
    EntryKind,
    Judge,
    Mark,
    Scorecard,
    ScorecardStatus,
)
from adjudication.scoring import entry_scores

ENTRIES = 253
THEMES = 13
RUNS = 21
CRITERIA = ("prevention", "innovation", "impact")


def season() -> tuple[list[Category], list[Entry], list[Judge], list[Scorecard]]:
    """An invented season, the same at every run."""
    draw = random.Random(2025)
    themes = [Category(f"theme-{number}", "theme") for number in range(THEMES)]
    crossing = [Category(kind, "cross-cutting") for kind in ("person", "team", "partnership")]
    judges = [Judge(f"judge-{letter}", is_chair=letter == "a") for letter in "abcd"]
    entries = [
        Entry(f"2026-{n:03}", (draw.choice(themes).id,), draw.choice(list(EntryKind)))
        for n in range(1, ENTRIES + 1)
    ]
    cards = [_card(draw, entry, judge) for entry in entries for judge in judges]
    return [*themes, *crossing, Category("overall", "overall")], entries, judges, cards


def _card(draw: random.Random, entry: Entry, judge: Judge) -> Scorecard:
    if judge.id == "judge-d" and draw.random() < 0.05:
        return Scorecard(judge.id, entry.id, entry.categories[0], (), ScorecardStatus.RECUSED)
    marks = tuple(Mark(key, draw.randint(3, 10)) for key in CRITERIA)
    return Scorecard(judge.id, entry.id, entry.categories[0], marks)


def rules() -> list[AwardRule]:
    """Winner, highly commended, three cross-cutting kinds, overall."""
    theme: dict[str, object] = {"groups": ["theme"], "pool": "category", "joint": True}
    theme |= {"method": "highest-mean/1", "maximum": 1, "threshold": "60"}
    crossing: dict[str, object] = {"method": "highest-score/1", "pool": "all-entries"}
    crossing |= {"joint": True, "maximum": 2, "threshold": "70", "minimum_entries": 2}
    return [
        AwardRule.from_dict("winner", {**theme, "near_tie": "1.5"}),
        AwardRule.from_dict("highly-commended", {**theme, "within": "5", "after": "winner"}),
        *(
            AwardRule.from_dict(kind, {**crossing, "categories": [kind], "entry_kinds": [kind]})
            for kind in ("person", "team", "partnership")
        ),
        AwardRule.from_dict(
            "overall",
            {**crossing, "groups": ["overall"], "pool": "award-holders", "maximum": 1},
        ),
    ]


def cpu_ms(work: Callable[[], object]) -> float:
    """The median CPU time of `work`, in milliseconds."""
    taken = []
    for _run in range(RUNS):
        started = time.process_time()
        work()
        taken.append((time.process_time() - started) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Measure and print, one line each."""
    categories, entries, judges, cards = season()
    scheme = Scheme(tuple(Criterion(key) for key in CRITERIA), Scale(0, 10))
    given = rules()
    scores = entry_scores(entries, judges, cards, scheme)
    scored = cpu_ms(lambda: entry_scores(entries, judges, cards, scheme))
    suggested = cpu_ms(
        lambda: propose_from_scores(
            categories=categories, rules=given, entries=entries, scores=scores, scheme=scheme
        )
    )
    whole = cpu_ms(
        lambda: propose(
            categories=categories,
            rules=given,
            entries=entries,
            judges=judges,
            cards=cards,
            scheme=scheme,
        )
    )
    print(f"{len(entries)} entries, {len(cards)} scorecards, {len(CRITERIA)} criteria")
    print(f"marks to scores        {scored:6.1f} ms")
    print(f"scores to suggestions  {suggested:6.1f} ms")
    print(f"the whole season       {whole:6.1f} ms (to reach: 50)")


if __name__ == "__main__":
    main()
