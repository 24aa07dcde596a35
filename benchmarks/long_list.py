"""A released season with one category of 250: the longest list a visitor could be shown."""

from __future__ import annotations

import json
from typing import Any

LENGTH = 250
YEAR = 1999
LONG_LIST = f"/en/safer-communities-awards/{YEAR}/"


def _award(pattern: dict[str, Any], number: int) -> dict[str, Any]:
    words = {"cy": f"Prosiect rhif {number}", "en": f"Project number {number}"}
    slug = {"cy": f"prosiect-{number}", "en": f"project-{number}"}
    return {**pattern, "id": f"long-{number}", "title": words, "slug": slug}


def make_long_list() -> None:
    """Release it into the benchmark's own database, in the shape of the real season of 2025."""
    from cadair.foundation.canonical import sha256_of
    from cadair.publishing.models import ReleasedSeason

    real = ReleasedSeason.objects.get(programme_key="safer-communities", year=2025, is_current=True)
    document = json.loads(real.document)
    section = next(s for s in document["sections"] if s["group"] == "theme" and s["awards"])
    pattern = section["awards"][0]
    section["awards"] = [_award(pattern, number) for number in range(LENGTH)]
    document.update(year=YEAR, season=f"long-{YEAR}", sections=[section])
    document["totals"] = {"awards": LENGTH, "by_kind": {"unknown": LENGTH}}
    ReleasedSeason.objects.filter(season_key=document["season"]).delete()
    real.pk = None
    real.season_key = document["season"]
    real.year = YEAR
    real.document = json.dumps(document, ensure_ascii=False)
    real.sha256 = sha256_of(document)
    real.save()
