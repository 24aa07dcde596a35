"""The pack of a judge with 250 entries: gathering what it says, and typesetting it.

    CADAIR_VAR=… python -m benchmarks.judge_pack

Prints JSON. Wall time, the median of five after one that loads the typesetter; the number of
pages is read from the file.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any, Final

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

ENTRIES: Final = 250
TIMES: Final = 5


def timed(call: Callable[[], Any]) -> float:
    """The median seconds of a call, after one that is not counted."""
    call()
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Make the season, measure, print."""
    django.setup()
    import pikepdf

    from benchmarks.judges import make_season
    from cadair.foundation import clock
    from cadair.judging.models import Judge
    from cadair.web.jury.packs import pack_data, places_in_pack
    from cadair.web.shared.typesetting import typeset

    [desk] = make_season(judges=1, entries=ENTRIES)
    judge = Judge.objects.select_related("season__programme").get(pk=desk.judge)
    now = clock.now()

    def gather() -> dict[str, Any]:
        return pack_data(judge, places_in_pack(judge), now, is_large=False)

    data = gather()

    def set_it() -> bytes:
        return typeset("judge_pack.typ", data, made_at=now)

    content = set_it()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    found = {
        "entries": ENTRIES,
        "pages": pages,
        "bytes": len(content),
        "seconds_gathering": round(timed(gather), 3),
        "seconds_typesetting": round(timed(set_it), 3),
        "most_seconds": 1,
    }
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
