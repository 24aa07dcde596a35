"""A season in judging with judges who are signed in, made directly in the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from cadair.config.sessions import SessionStore
from cadair.foundation import clock
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.judging.models import Interest, Judge, Seat
from cadair.judging.states import InterestKind
from cadair.nominations.models import Entry, EntryCategory, EntryPerson, Nomination
from cadair.nominations.states import Eligibility, EntryKind, Relation
from cadair.people.models import SESSION_BEGAN, SESSION_SEEN, Account, Organisation
from cadair.seasons.models import (
    Category,
    Criterion,
    Programme,
    Role,
    ScaleAnchor,
    Season,
    SeasonMoment,
)
from cadair.seasons.states import CategoryGroup, SeasonRole, SeasonState
from cadair.web.shared.guards import SECOND_FACTOR

KEY = "bench-judging"
CRITERIA = ("prevention", "innovation", "impact")
CATEGORIES = 16
PARAGRAPH = "Officers, youth workers and volunteers met on the same corner every Friday. " * 8


@dataclass(frozen=True, slots=True)
class Desk:
    """One judge: the cookie that lets them in, and the addresses of what they read."""

    judge: int
    cookie: str
    sheets: tuple[str, ...]


def make_season(*, judges: int, entries: int) -> list[Desk]:
    """A season in judging; every judge has declared “none” on every entry."""
    season = _season()
    categories = _categories(season)
    made = list(_entries(season, categories, entries))
    EntryCategory.objects.bulk_create(
        EntryCategory(entry=entry, category=categories[n % CATEGORIES])
        for n, entry in enumerate(made)
    )
    sheets = tuple(
        f"/en/judging/{KEY}/{categories[n % CATEGORIES].key}/{entry.public_id}/"
        for n, entry in enumerate(made)
    )
    desks = []
    for number in range(judges):
        judge = _judge(season, number)
        Interest.objects.bulk_create(
            Interest(judge=judge, entry=entry, kind=InterestKind.NONE, declared_at=clock.now())
            for entry in made
        )
        assert judge.account is not None
        desks.append(Desk(judge.pk, _signed_in(judge.account), sheets))
    return desks


def _season() -> Season:
    programme = Programme.objects.create(
        key=KEY, name_cy="Mesur", name_en="Bench", slug_cy="mesur", slug_en="bench"
    )
    season = Season.objects.create(
        programme=programme,
        key=KEY,
        year=2026,
        name_cy="Mesur 2026",
        name_en="Bench 2026",
        state=SeasonState.JUDGING,
        minimum_scorecards=3,
    )
    SeasonMoment.objects.create(
        season=season, key="judging_ends", at=clock.now() + timedelta(days=14)
    )
    for position, key in enumerate(CRITERIA):
        ask = {"cy": "Beth sydd wedi newid, a sut y gwyddoch?", "en": "What changed?"}
        Criterion.objects.create(
            season=season,
            key=key,
            position=position,
            name_cy=f"{key} cy",
            name_en=f"{key} en",
            asks=[ask, ask],
        )
    for mark in range(0, 11, 2):
        ScaleAnchor.objects.create(
            season=season, mark=mark, label_cy=f"Geiriau {mark}", label_en=f"Words {mark}"
        )
    return season


def _categories(season: Season) -> list[Category]:
    return [
        Category.objects.create(
            season=season,
            key=f"category-{n}",
            group=CategoryGroup.THEME,
            position=n,
            name_cy=f"Categori {n}",
            name_en=f"Category {n}",
            sort_cy=sort_key_cy(f"Categori {n}"),
            sort_en=sort_key_en(f"Category {n}"),
            slug_cy=f"categori-{n}",
            slug_en=f"category-{n}",
        )
        for n in range(CATEGORIES)
    ]


def _entries(season: Season, categories: list[Category], number: int) -> Iterator[Entry]:
    entries = Entry.objects.bulk_create(
        Entry(
            season=season,
            reference=f"2026-{n:04}",
            title_en=f"Project {n} of the valleys",
            title_language="en",
            kind=EntryKind.PROJECT,
            eligibility=Eligibility.ELIGIBLE,
        )
        for n in range(number)
    )
    EntryPerson.objects.bulk_create(
        EntryPerson(entry=entry, name=f"Person {n}") for n, entry in enumerate(entries)
    )
    Nomination.objects.bulk_create(
        Nomination(
            season=season,
            entry=entry,
            reference=f"N-{n:04}",
            language="en",
            relation=Relation.THIRD_PARTY,
            nominator_name="Somebody",
            nominator_email="somebody@example.org",
            submitted_at=clock.now(),
            summary=PARAGRAPH,
            answers=dict.fromkeys(CRITERIA, PARAGRAPH),
            panel_summary=PARAGRAPH,
            panel_answers=dict.fromkeys(CRITERIA, PARAGRAPH),
            is_read=True,
        )
        for n, entry in enumerate(entries)
    )
    del categories
    yield from entries


def _judge(season: Season, number: int) -> Judge:
    account = Account.objects.create(email=f"judge{number}@example.org", name=f"Judge {number}")
    name = f"Body {number}"
    body = Organisation.objects.create(
        key=f"bench-body-{number}",
        name_cy=name,
        name_en=name,
        sort_cy=sort_key_cy(name),
        sort_en=sort_key_en(name),
    )
    seat = Seat.objects.create(
        season=season, key=f"seat-{number}", position=number, organisation=body
    )
    Role.objects.create(season=season, account=account, role=SeasonRole.JUDGE)
    return Judge.objects.create(
        season=season,
        seat=seat,
        key=f"judge-{number}",
        position=number,
        name=account.name,
        account=account,
    )


def _signed_in(account: Account) -> str:
    """A session as sign-in leaves it; the cookie that names it."""
    session = SessionStore()
    now = int(clock.now().timestamp())
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[SESSION_BEGAN] = session[SESSION_SEEN] = session[SECOND_FACTOR] = now
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
