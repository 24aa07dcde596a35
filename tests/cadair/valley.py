"""The season of the cast with more in it: a tie, a recused chair, a cross-cutting award.

Cerys, the chair, works for the body behind Operation Lantern and steps aside from it; Ann, the
stand-in, decides that category. The two entries of `youth` are exactly tied. Four judges, three
scorecards needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from cadair.demo.walking.nominating import read_all, tell_the_rest, without_translator
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.judging.actions import (
    begin_deciding,
    begin_judging,
    lock_scorecards,
    save_scorecard,
    sign_declaration,
)
from cadair.judging.models import Judge, Seat
from cadair.judging.queries import places_to_judge
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.actions import (
    NewEntry,
    NominatedPerson,
    Nominator,
    declare_eligible,
    submit_nomination,
)
from cadair.nominations.models import Entry, Nomination
from cadair.nominations.states import EntryKind, OrganisationRole, Relation
from cadair.outcomes.actions import (
    AwardChoice,
    approve_award_text,
    decide_category,
    order_release,
    seal_season,
)
from cadair.outcomes.states import Outcome
from cadair.people.models import Account, Organisation
from cadair.seasons.actions import close_nominations, open_season
from cadair.seasons.models import AwardKind, Category, CeremonyFacts, Role, Season, SeasonMoment
from cadair.seasons.states import SeasonRole
from tests.cast import CLOSES_AT, OPENS_AT, a_season, an_account, an_organisation

DURING = OPENS_AT + timedelta(days=10)
AFTER = CLOSES_AT + timedelta(seconds=1)
MEETING = datetime(2026, 11, 5, 10, 0, tzinfo=UTC)
RESULTS_AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
REASON = BilingualText("", "Their marks were the highest.")
MARKS = {"Operation Lantern": 9, "Golau’r Stryd": 8, "Saturday Club": 7, "Quiet Corner": 7}


def both(cy: str, en: str) -> BilingualText:
    """A text in both languages."""
    return BilingualText(cy=cy, en=en)


def actor(person: Account) -> Actor:
    """The account as an actor."""
    return Actor.account(public_id=person.public_id, account_id=person.pk)


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The block is refused, with this code."""
    with pytest.raises(Refusal) as refusal:
        yield
    assert refusal.value.code == code


@dataclass(slots=True)
class SmallSeason:
    """A season with its people, by name."""

    season: Season
    organiser: Account
    scrutineer: Account
    judges: list[Judge]
    categories: dict[str, Category]
    kinds: dict[str, AwardKind]
    bodies: dict[str, Organisation]
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def chair(self) -> Judge:
        """Cerys."""
        return next(judge for judge in self.judges if judge.is_chair)

    @property
    def stand_in(self) -> Judge:
        """Ann."""
        return next(judge for judge in self.judges if judge.is_stand_in)

    @property
    def by_organiser(self) -> Actor:
        """Olwen, as an actor."""
        return actor(self.organiser)

    def by(self, judge: Judge) -> Actor:
        """A judge, as an actor."""
        assert judge.account is not None
        return actor(judge.account)


def small_season(key: str = "valley-2026") -> SmallSeason:
    """Set up and complete, in the state draft."""
    cast = a_season(key=key)
    season = cast.season
    season.minimum_scorecards = 3
    season.save()
    SeasonMoment.objects.create(season=season, key="results", at=RESULTS_AT)
    CeremonyFacts.objects.create(
        season=season, **columns("venue", both("Neuadd y Cwm", "Valley Hall"))
    )
    _add_team_award(season)
    for judge_role, name in ((SeasonRole.STAND_IN, "ann"),):
        Role.objects.create(season=season, account=cast.accounts[name], role=judge_role)
    _add_judge(season)
    return SmallSeason(
        season=season,
        organiser=cast.accounts["olwen"],
        scrutineer=cast.accounts["sian"],
        judges=list(season.judges.select_related("account")),
        categories={category.key: category for category in season.categories.all()},
        kinds={kind.key: kind for kind in season.award_kinds.all()},
        bodies={
            key: an_organisation(key, both(cy, en))
            for key, cy, en in (
                ("police", "Heddlu’r Cwm", "Valley Police"),
                ("council", "Cyngor y Cwm", "Valley Council"),
                ("club", "Clwb y Cwm", "Valley Club"),
            )
        },
    )


def _rule_of(season: Season, key: str) -> dict[str, object]:
    rule = season.award_kinds.get(key=key).rule
    assert rule is not None
    return dict(rule)


def _add_team_award(season: Season) -> None:
    name = both("Gwobr Tîm", "Team Award")
    season.award_kinds.filter(key="winner").update(
        rule={**_rule_of(season, "winner"), "near_tie": None}
    )
    overall = season.award_kinds.get(key="overall-winner")
    overall.rule = {**_rule_of(season, "overall-winner"), "method": "highest-score/1"}
    overall.save()
    Category.objects.create(
        season=season,
        key="team",
        group="cross-cutting",
        position=9,
        **columns("name", name),
        **columns("slug", both("gwobr-tim", "team-award")),
        **columns("definition", both("Gwaith tîm", "Team work")),
        sort_cy=sort_key_cy(name.cy),
        sort_en=sort_key_en(name.en),
    )
    AwardKind.objects.create(
        season=season,
        key="team",
        position=9,
        **columns("name", name),
        **columns("joint_name", name),
        category_keys=["team"],
        rule={
            **_rule_of(season, "winner"),
            "method": "panel-chooses/1",
            "pool": "all-entries",
            "threshold": None,
            "near_tie": None,
        },
    )


def _add_judge(season: Season) -> None:
    seat = Seat.objects.create(
        season=season, key="seat-dewi", position=8, organisation=an_organisation("body-dewi")
    )
    Judge.objects.create(
        season=season, seat=seat, key="dewi", position=8, name="Dewi", account=an_account("dewi")
    )


def opened(key: str = "valley-2026") -> SmallSeason:
    """Open for nominations, with four entries nominated."""
    small = small_season(key)
    with clock.at(OPENS_AT):
        small.season = open_season(season=small.season, by=small.by_organiser)
    with clock.at(DURING):
        for title, language, kind, category, body in (
            ("Operation Lantern", "en", EntryKind.PROJECT, "asb", "police"),
            ("Golau’r Stryd", "cy", EntryKind.PROJECT, "asb", "council"),
            ("Saturday Club", "en", EntryKind.TEAM, "youth", "club"),
            ("Quiet Corner", "en", EntryKind.PERSON, "youth", "council"),
        ):
            nomination = nominate(
                small, title=title, language=language, kind=kind, category=category, body=body
            )
            small.entries[title] = nomination.entry
    return small


def nominate(
    small: SmallSeason,
    *,
    title: str = "Bore Da",
    language: str = "en",
    kind: EntryKind = EntryKind.PROJECT,
    category: str = "asb",
    body: str = "club",
) -> Nomination:
    """One nomination for a new entry, sent in by somebody without an account."""
    return submit_nomination(
        season=small.season,
        entry=NewEntry(
            title=both(title, "") if language == "cy" else both("", title),
            title_language=language,
            kind=kind,
            categories=[small.categories[category]],
            organisations=[(small.bodies[body], OrganisationRole.LEAD)],
            people=[NominatedPerson(name="Gwenno Secret", description=both("Gweithiwr", "Worker"))],
        ),
        nominator=Nominator(name="Nia Nominator", email="nia@example.org"),
        language=language,
        relation=Relation.THIRD_PARTY,
        summary="What they did.",
        answers={"prevention": "It stopped.", "impact": "It helped."},
        by=Actor(ref="visitor:public"),
    )


def in_judging(key: str = "valley-2026") -> SmallSeason:
    """Closed, checked, handed to the panel; everybody has declared, the chair steps aside once."""
    small = opened(key)
    with clock.at(AFTER):
        small.season = close_nominations(season=small.season, by=small.by_organiser)
        for entry in small.entries.values():
            declare_eligible(entry=entry, by=small.by_organiser)
        tell_the_rest(small.season, by=small.by_organiser)
        without_translator(small.season, by=small.by_organiser)
        read_all(small.season, by=small.by_organiser)
        small.season = begin_judging(season=small.season, by=small.by_organiser)
        for judge in small.judges:
            declared: dict[Entry, tuple[InterestKind, InterestNature | None]] = dict.fromkeys(
                small.entries.values(), (InterestKind.NONE, None)
            )
            if judge == small.chair:
                own = small.entries["Operation Lantern"]
                declared[own] = (InterestKind.STEP_ASIDE, InterestNature.EMPLOYER)
            sign_declaration(judge=judge, interests=declared, by=small.by(judge))
    return small


def in_deciding(key: str = "valley-2026") -> SmallSeason:
    """Everybody has marked and locked."""
    small = in_judging(key)
    with clock.at(AFTER):
        for judge in small.judges:
            for place in places_to_judge(small.season).select_related("entry", "category"):
                title = place.entry.title
                if judge == small.chair and title == "Operation Lantern":
                    continue
                save_scorecard(
                    judge=judge,
                    entry=place.entry,
                    category=place.category,
                    marks={"prevention": MARKS[title], "impact": MARKS[title]},
                    by=small.by(judge),
                )
            lock_scorecards(judge=judge, by=small.by(judge))
        small.season = begin_deciding(season=small.season, by=small.by_organiser)
    return small


def choice(small: SmallSeason, kind: str, title: str, *, is_joint: bool = False) -> AwardChoice:
    """An award of a kind to an entry, with texts in both languages."""
    return AwardChoice(
        kind=small.kinds[kind],
        entry=small.entries[title],
        is_joint=is_joint,
        text=both(f"Testun {title}", f"Text {title}"),
    )


def decided(key: str = "valley-2026") -> SmallSeason:
    """Everything decided: winner and commendation, joint winners, no team award, overall."""
    small = in_deciding(key)
    asb = [("winner", "Operation Lantern"), ("highly-commended", "Golau’r Stryd")]
    plan: tuple[tuple[str, Judge, list[tuple[str, str]]], ...] = (
        ("asb", small.stand_in, asb),
        ("youth", small.chair, [("winner", "Saturday Club"), ("winner", "Quiet Corner")]),
        ("team", small.chair, []),
        ("overall", small.stand_in, [("overall-winner", "Quiet Corner")]),
    )
    with clock.at(MEETING):
        for category, judge, awards in plan:
            decide_category(
                category=small.categories[category],
                outcome=Outcome.AWARDED if awards else Outcome.NO_AWARD,
                reason=REASON,
                reason_language="en",
                decided_by=judge,
                by=small.by_organiser,
                awards=[
                    choice(small, kind, title, is_joint=category == "youth")
                    for kind, title in awards
                ],
            )
        approve_texts(small)
    return small


def approve_texts(small: SmallSeason) -> None:
    """The organiser approves every award text as it stands."""
    for award in small.season.awards.all():
        approve_award_text(award=award, by=small.by_organiser)


def sealed(key: str = "valley-2026") -> SmallSeason:
    """Results confirmed by the organiser and the chair."""
    small = decided(key)
    with clock.at(MEETING):
        seal_season(season=small.season, by=small.by_organiser, confirmed_by=small.by(small.chair))
    small.season.refresh_from_db()
    return small


def ordered(key: str = "valley-2026") -> SmallSeason:
    """Publication ordered for the morning after the ceremony."""
    small = sealed(key)
    with clock.at(MEETING):
        order_release(season=small.season, by=small.by_organiser, release_at=RESULTS_AT)
    return small
