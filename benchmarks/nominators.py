"""A season that takes nominations, with forms that many browsers have begun, made directly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings

from cadair.config.sessions import SessionStore
from cadair.foundation import clock
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.nominations.models import Draft
from cadair.seasons.models import Category, Criterion, Programme, Season, SeasonMoment
from cadair.seasons.states import CategoryGroup, SeasonState
from cadair.web.nominate.writing import MY_DRAFTS

KEY = "bench-nominating"
CRITERIA = ("prevention", "innovation", "impact")
CATEGORIES = 16
ANSWER = "Officers, youth workers and volunteers met on the same corner every Friday night. " * 20


@dataclass(frozen=True, slots=True)
class Begun:
    """A form that a browser has begun: its key, its address, the cookie that finds it again."""

    pk: int
    address: str
    cookie: str


def make_season() -> Season:
    """A season that is open for another day."""
    programme = Programme.objects.create(
        key=KEY, name_cy="Mesur", name_en="Bench", slug_cy="mesur", slug_en="bench"
    )
    season = Season.objects.create(
        programme=programme,
        key=KEY,
        year=2026,
        name_cy="Mesur 2026",
        name_en="Bench 2026",
        state=SeasonState.OPEN,
    )
    now = clock.now()
    for key, at in (("nominations_open", -20), ("nominations_close", 1)):
        SeasonMoment.objects.create(season=season, key=key, at=now + timedelta(days=at))
    for position, key in enumerate(CRITERIA):
        asks = [{"cy": "Beth sydd wedi newid?", "en": "What has changed?"}]
        Criterion.objects.create(
            season=season, key=key, position=position, name_cy=key, name_en=key, asks=asks
        )
    for number in range(CATEGORIES):
        cy, en = f"Categori {number}", f"Category {number}"
        Category.objects.create(
            season=season,
            key=f"category-{number}",
            group=CategoryGroup.THEME,
            position=number,
            name_cy=cy,
            name_en=en,
            sort_cy=sort_key_cy(cy),
            sort_en=sort_key_en(en),
            slug_cy=f"categori-{number}",
            slug_en=f"category-{number}",
        )
    return season


def begin(season: Season, number: int) -> list[Begun]:
    """So many forms with everything in them, each begun an hour ago in a browser of its own."""
    at = clock.now() - timedelta(hours=1)
    drafts = Draft.objects.bulk_create(
        Draft(
            season=season,
            language="en",
            answers=_answers(each),
            finished_pages=list(_answers(each)),
            started_at=at,
            saved_at=at,
            version=9,
        )
        for each in range(number)
    )
    return [
        Begun(draft.pk, f"/en/nominate/{KEY}/{draft.public_id}/", _cookie(draft))
        for draft in drafts
    ]


def _answers(number: int) -> dict[str, Any]:
    pages = {
        "language": {"language": "en"},
        "categories": {"categories": [f"category-{number % CATEGORIES}"]},
        "entry": {
            "title": f"Project {number} of the valleys",
            "kind": "project",
            "relation": "third-party",
            "place": "Cwm",
        },
        "people": {"rows": []},
        "organisations": {
            "rows": [
                {"name": f"Body {number % 300}", "role": "lead"},
                {"name": f"Body {number % 211}", "role": "partner"},
            ]
        },
        "summary": {"summary": ANSWER[:800]},
        **{f"question-{key}": {"answer": ANSWER} for key in CRITERIA},
        "you": {
            "name": f"Nominator {number}",
            "email": f"nominator{number}@example.org",
            "letters": "both",
            "organisation": "",
        },
    }
    return {key: {"values": values, "version": 9} for key, values in pages.items()}


def _cookie(draft: Draft) -> str:
    session = SessionStore()
    session[MY_DRAFTS] = [draft.public_id]
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
