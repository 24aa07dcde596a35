"""The fixed cast and its season: Valley Awards 2026, small enough to know by heart.

One nominator (Eirian), one judge (Ann), a judge who steps aside from Operation Lantern (Bob), a
chair (Cerys), an organiser (Olwen), a scrutineer (Siân), and the public, who have no account.

    cast = a_season()                          # being set up, complete, ready to open
    cast = a_season(SeasonState.DECIDING)      # brought there by the real actions, at fixed times

Two themes: `asb` with Operation Lantern and Quiet Streets, `youth` with Night Kickabout.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.judging.models import Judge, Seat
from cadair.nominations.models import Entry
from cadair.people.models import Account, Organisation
from cadair.seasons.controllers import RECORD
from cadair.seasons.models import (
    AwardKind,
    Category,
    ControllerRecord,
    Criterion,
    Programme,
    Role,
    ScaleAnchor,
    Season,
    SeasonMoment,
    SeasonPaper,
    SeasonText,
)
from cadair.seasons.states import CategoryGroup, PaperKind, SeasonRole, SeasonState
from cadair.seasons.validators import SEASON_TEXTS
from tests.kept import kept

OPENS_AT = datetime(2026, 8, 31, 8, 0, tzinfo=UTC)
CLOSES_AT = datetime(2026, 10, 2, 16, 0, tzinfo=UTC)
CEREMONY_DATE = datetime(2026, 11, 26, tzinfo=UTC).date()
NOMINATING_AT = OPENS_AT + timedelta(days=7)
CHECKING_AT = CLOSES_AT + timedelta(hours=1)
MEETING_AT = datetime(2026, 11, 5, 10, 0, tzinfo=UTC)

LANTERN, QUIET, KICKABOUT = "Operation Lantern", "Quiet Streets", "Night Kickabout"
MARKS: dict[str, Mapping[str, int]] = {
    LANTERN: {"prevention": 9, "impact": 8},
    QUIET: {"prevention": 6, "impact": 7},
    KICKABOUT: {"prevention": 8, "impact": 8},
}


@dataclass
class Cast:
    """The season and everybody in it."""

    season: Season
    accounts: dict[str, Account] = field(default_factory=dict)
    judges: dict[str, Judge] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Somebody of the cast, signed in: `ann`, `bob`, `cerys`, `eirian`, `olwen`, `sian`."""
        account = self.accounts[name]
        return Actor.account(public_id=account.public_id, account_id=account.pk)

    @property
    def organiser(self) -> Actor:
        """Olwen."""
        return self.actor("olwen")

    @property
    def chair(self) -> Actor:
        """Cerys."""
        return self.actor("cerys")

    def category(self, key: str) -> Category:
        """`asb`, `youth` or `overall`."""
        return self.season.categories.get(key=key)

    def kind(self, key: str) -> AwardKind:
        """`winner`, `highly-commended` or `overall-winner`."""
        return self.season.award_kinds.get(key=key)


def words(text: str) -> BilingualText:
    """A text in two languages that cannot be mistaken for each other."""
    return BilingualText(cy=f"{text} (Cymraeg)", en=f"{text} (English)")


def an_account(name: str) -> Account:
    """Somebody who can sign in as `<name>@example.org`."""
    return Account.objects.create(email=f"{name}@example.org", name=name.title())


def an_organisation(key: str, name: BilingualText | None = None) -> Organisation:
    """A body with a name in each language."""
    name = name or words(key.replace("-", " ").title())
    return Organisation.objects.create(
        key=key, **columns("name", name), sort_cy=sort_key_cy(name.cy), sort_en=sort_key_en(name.en)
    )


def a_season(state: SeasonState = SeasonState.DRAFT, *, key: str = "valley-2026") -> Cast:
    """The season of the cast, brought to `state` by the real actions."""
    return kept(key, state, lambda: _brought_to(state, key))


def _brought_to(state: SeasonState, key: str) -> Cast:
    cast = _set_up(key)
    if state != SeasonState.DRAFT:
        from tests.progress import bring_to

        bring_to(cast, state)
    return cast


def _set_up(key: str) -> Cast:
    organiser = an_organisation("the-network")
    programme = Programme.objects.create(
        key="valley-awards",
        **columns("name", BilingualText("Gwobrau’r Cwm", "Valley Awards")),
        **columns("slug", BilingualText("gwobrau-r-cwm", "valley-awards")),
        organiser=organiser,
    )
    season = Season.objects.create(
        programme=programme,
        key=key,
        year=2026,
        **columns("name", BilingualText("Gwobrau’r Cwm 2026", "Valley Awards 2026")),
        minimum_scorecards=2,
    )
    cast = Cast(season)
    _write_texts_and_dates(season)
    _make_categories(season)
    _make_rules(season)
    _seat_people(cast)
    return cast


def _write_texts_and_dates(season: Season) -> None:
    for key in SEASON_TEXTS:
        SeasonText.objects.create(season=season, key=key, **columns("text", words(key)))
    SeasonMoment.objects.create(season=season, key="nominations_open", at=OPENS_AT)
    SeasonMoment.objects.create(season=season, key="nominations_close", at=CLOSES_AT)
    SeasonMoment.objects.create(season=season, key="ceremony", on_date=CEREMONY_DATE)
    ControllerRecord.objects.create(
        season=season,
        version=1,
        written_at=OPENS_AT - timedelta(days=7),
        written_by_ref="operator",
        **{
            key: side
            for name in RECORD
            for key, side in columns(name, words(f"The {name}")).items()
        },
    )
    for kind in PaperKind:
        SeasonPaper.objects.create(
            season=season,
            kind=kind,
            link=f"https://example.org/{kind.value}",
            name="Olwen Example",
            on_date=OPENS_AT.date(),
        )


def _make_categories(season: Season) -> None:
    names = {
        "overall": (CategoryGroup.OVERALL, BilingualText("Enillydd cyffredinol", "Overall winner")),
        "asb": (
            CategoryGroup.THEME,
            BilingualText("Ymddygiad gwrthgymdeithasol", "Anti-social behaviour"),
        ),
        "youth": (CategoryGroup.THEME, BilingualText("Ieuenctid", "Youth")),
    }
    for position, (key, (group, name)) in enumerate(names.items()):
        Category.objects.create(
            season=season,
            key=key,
            group=group,
            position=position,
            **columns("name", name),
            **columns("slug", BilingualText(f"{key}-cy", key)),
            **columns("definition", words(f"What {key} is")),
            sort_cy=sort_key_cy(name.cy),
            sort_en=sort_key_en(name.en),
        )


def _make_rules(season: Season) -> None:
    for position, key in enumerate(("prevention", "impact")):
        Criterion.objects.create(
            season=season, key=key, position=position, **columns("name", words(key))
        )
    for mark in (0, 10):
        ScaleAnchor.objects.create(
            season=season, mark=mark, **columns("label", words(f"Mark {mark}"))
        )
    kinds: dict[str, tuple[str, dict[str, Any]]] = {
        "winner": ("theme", {}),
        "highly-commended": ("theme", {"within": "30", "after": "winner", "minimum_entries": 2}),
        "overall-winner": ("overall", {"pool": "award-holders", "method": "highest-score/1"}),
    }
    for position, (key, (group, rule)) in enumerate(kinds.items()):
        AwardKind.objects.create(
            season=season,
            key=key,
            position=position,
            **columns("name", words(key)),
            **columns("joint_name", words(f"joint {key}")),
            is_commendation=key == "highly-commended",
            groups=[group],
            rule={**_RULE, **rule},
        )


_RULE: dict[str, Any] = {
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


def _seat_people(cast: Cast) -> None:
    for name in ("ann", "bob", "cerys", "eirian", "olwen", "sian"):
        cast.accounts[name] = an_account(name)
    for position, name in enumerate(("ann", "bob", "cerys")):
        seat = Seat.objects.create(
            season=cast.season,
            key=f"seat-{name}",
            position=position,
            organisation=an_organisation(f"body-{name}"),
        )
        cast.judges[name] = Judge.objects.create(
            season=cast.season,
            seat=seat,
            key=name,
            position=position,
            name=name.title(),
            account=cast.accounts[name],
            is_chair=name == "cerys",
            is_stand_in=name == "ann",
            reads_cy=name == "cerys",
        )
        _give_role(cast, name, SeasonRole.CHAIR if name == "cerys" else SeasonRole.JUDGE)
    _give_role(cast, "olwen", SeasonRole.ORGANISER)
    _give_role(cast, "sian", SeasonRole.SCRUTINEER)


def _give_role(cast: Cast, name: str, role: SeasonRole) -> None:
    Role.objects.create(season=cast.season, account=cast.accounts[name], role=role)
