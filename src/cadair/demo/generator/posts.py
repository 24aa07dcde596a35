"""News of the demo season: only what is past has been published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from cadair.demo.generator.material import both, organisations, raw
from cadair.demo.generator.moments import Moments
from seasonfile.document import Moment, NewsPart, TagPart


def news(when: Moments) -> tuple[NewsPart, ...]:
    """The news items published before today, newest first."""
    dated = [(_moment(row, when), row) for row in raw("news")["news"]]
    past = [(at, row) for at, row in dated if when.is_past(at)]
    newest_first = sorted(past, key=lambda item: item[0], reverse=True)
    return tuple(_item(row, when.written(at)) for at, row in newest_first)


def _moment(row: Mapping[str, Any], when: Moments) -> datetime:
    days = {
        "nominations_open": when.opens_at,
        "nominations_close": when.closes_at,
        "results": when.results_at,
    }
    at = time.fromisoformat(row["at"])
    return when.wall(days[row["after"]].date() + timedelta(days=row["days"]), at.hour, at.minute)


def _item(row: Mapping[str, Any], at: str) -> NewsPart:
    tags = {tag["key"]: tag for tag in raw("news")["tags"]}
    return NewsPart(
        key=f"demo-{row['key']}",
        title=both(row["title"]),
        slug=both(row["slug"]),
        excerpt=both(row["excerpt"]),
        body=both(row["body"]),
        published=Moment(at=at),
        authors=(organisations()[raw("programme")["programme"]["organiser"]],),
        tags=tuple(TagPart(key=key, cy=tags[key]["cy"], en=tags[key]["en"]) for key in row["tags"]),
    )
