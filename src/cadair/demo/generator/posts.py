"""News of the demo season: only what is past has been published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from cadair.demo.generator.material import both, organisations, raw
from cadair.demo.generator.moments import Moments
from cadair.demo.generator.setting import sides, wall


def news_section(when: Moments) -> list[dict[str, Any]]:
    """The news items published before today, newest first."""
    dated = [(_moment(row, when), row) for row in raw("news")["news"]]
    past = [(at, row) for at, row in dated if when.is_past(at)]
    return [_item(row, at) for at, row in sorted(past, key=lambda item: item[0], reverse=True)]


def _moment(row: Mapping[str, Any], when: Moments) -> datetime:
    days = {
        "nominations_open": when.opens_at,
        "nominations_close": when.closes_at,
        "results": when.results_at,
    }
    day = days[row["after"]].date() + timedelta(days=row["days"])
    at = time.fromisoformat(row["at"])
    return when.wall(day, at.hour, at.minute)


def _item(row: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    tags = {tag["key"]: tag for tag in raw("news")["tags"]}
    author = organisations()[raw("programme")["programme"]["organiser"]]
    return {
        "key": f"demo-{row['key']}",
        **{name: sides(both(row[name])) for name in ("title", "slug", "excerpt", "body")},
        "published": {"at": wall(at)},
        "authors": [sides(author)],
        "tags": [{"key": key, "cy": tags[key]["cy"], "en": tags[key]["en"]} for key in row["tags"]],
    }
