"""25,300 nominations: searching them for repeats, and taking them out as a file.

    CADAIR_VAR=… python -m benchmarks.desk_work

Every nomination has texts of its own with names that few others have; one in fifty repeats
another in half of its words. Prints JSON; `benchmarks.run` prepares the database and calls it.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from tempfile import TemporaryFile
from typing import Any, Final

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

NOMINATIONS: Final = 25_300
REPEATED: Final = 50
"""One nomination in so many speaks of the same as another."""
COMMON: Final = 2_000
RARE: Final = 60_000
WORDS_OF_FORM: Final = 600
RARE_OF_FORM: Final = 25
SYLLABLES: Final = ("llan", "pen", "aber", "cwm", "tre", "bryn", "dol", "maes", "nant", "rhyd")


def a_word(number: int) -> str:
    """A word made of syllables; no two numbers make the same."""
    parts = []
    for _ in range(5):
        parts.append(SYLLABLES[number % len(SYLLABLES)])
        number //= len(SYLLABLES)
    return "".join(parts)


USED_BY_ALL: Final = [a_word(number) for number in range(COMMON)]


def texts_of(chance: random.Random, names: list[int]) -> str:
    """A form: words that everybody uses, and the names."""
    words = chance.choices(USED_BY_ALL, k=WORDS_OF_FORM)
    return " ".join([*words, *(a_word(COMMON + name) for name in names)])


def write_texts(season: Any) -> int:
    """Give every nomination texts of its own; returns how many repeat another."""
    from cadair.nominations.models import Nomination

    chance = random.Random(25_300)
    ids = list(season.nominations.order_by("pk").values_list("pk", flat=True))
    before: list[int] = []
    for start in range(0, len(ids), 500):
        rows = []
        for place, pk in enumerate(ids[start : start + 500], start):
            names = [chance.randrange(RARE) for _ in range(RARE_OF_FORM)]
            if before and place % REPEATED == 0:
                names[: RARE_OF_FORM // 2] = before[: RARE_OF_FORM // 2]
            before = names
            text = texts_of(chance, names)
            rows.append(Nomination(pk=pk, summary=text[:900], answers={"prevention": text[900:]}))
        Nomination.objects.bulk_update(rows, ["summary", "answers"])
    return len(ids) // REPEATED


def measured(name: str, work: Callable[[], Any]) -> dict[str, Any]:
    """Seconds of this processor, by the clock on the wall, and the most memory so far."""
    wall, processor = time.monotonic(), time.process_time()
    found = work()
    return {
        "what": name,
        "seconds": round(time.process_time() - processor, 1),
        "wall": round(time.monotonic() - wall, 1),
        "found": found,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def a_file(season: Any, kind: str) -> int:
    """The list as a file; how many bytes it has."""
    from cadair.web.staff.nominations.asking import Ask
    from cadair.web.staff.nominations.exporting import FORMATS, lines_of_file

    ids = list(Ask(sort="title").found(season).values_list("pk", flat=True))
    names = {each.pk: str(each.name) for each in season.categories.all()}
    with TemporaryFile() as file:
        FORMATS[kind][1](lines_of_file(ids, names), file)
        return file.tell()


def repeats_in(season: Any) -> int:
    """Search the season and keep what is found."""
    from cadair.nominations.actions import keep_repeats

    return keep_repeats(season=season)


def main() -> None:
    """Make the season, then measure."""
    django.setup()
    from django.db import transaction

    from benchmarks.nominations_list import make_season
    from cadair.seasons.models import Season

    with transaction.atomic():
        make_season(NOMINATIONS)
        season = Season.objects.get(key=f"bench-list-{NOMINATIONS}")
        repeated = write_texts(season)
    rows = [
        measured("bare", lambda: 0),
        measured("csv", lambda: a_file(season, "csv")),
        measured("xlsx", lambda: a_file(season, "xlsx")),
        {**measured("repeats", lambda: repeats_in(season)), "repeated": repeated},
    ]
    sys.stdout.write(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
