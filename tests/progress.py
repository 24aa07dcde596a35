"""How the season of the cast moves on: one step per state, each by the real action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.judging.actions import (
    begin_deciding,
    begin_judging,
    lock_scorecards,
    save_scorecard,
    sign_declaration,
)
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.actions import (
    NewEntry,
    Nominator,
    declare_eligible,
    mark_read,
    submit_nomination,
)
from cadair.nominations.models import Entry, Nomination
from cadair.nominations.queries import unread_nominations
from cadair.nominations.states import EntryKind, Relation
from cadair.outcomes.actions import (
    AwardChoice,
    approve_award_text,
    decide_category,
    order_release,
    seal_season,
)
from cadair.outcomes.states import Outcome
from cadair.publishing.actions import release_season
from cadair.seasons.actions import close_nominations, open_season
from cadair.seasons.states import CategoryGroup, SeasonState
from tests.cast import (
    CHECKING_AT,
    KICKABOUT,
    LANTERN,
    MARKS,
    MEETING_AT,
    NOMINATING_AT,
    QUIET,
    Cast,
    words,
)

NOMINATOR = Nominator(name="Eirian Example", email="eirian@example.org")


def nominate(cast: Cast, title: str, category: str = "asb", *, language: str = "en") -> Nomination:
    """Eirian sends in a form for a new entry in one category."""
    sides = BilingualText(cy=title) if language == "cy" else BilingualText(en=title)
    return submit_nomination(
        season=cast.season,
        entry=NewEntry(
            title=sides,
            title_language=language,
            kind=EntryKind.PROJECT,
            categories=[cast.category(category)],
        ),
        nominator=NOMINATOR,
        language=language,
        relation=Relation.THIRD_PARTY,
        summary=f"What {title} did.",
        answers={"prevention": "…", "impact": "…"},
        by=cast.actor("eirian"),
    )


def declare(cast: Cast) -> None:
    """Every judge signs; Bob works for Operation Lantern and steps aside there."""
    for name, judge in cast.judges.items():
        interests: dict[Entry, tuple[InterestKind, InterestNature | None]]
        interests = dict.fromkeys(cast.entries.values(), (InterestKind.NONE, None))
        if name == "bob":
            interests[cast.entries[LANTERN]] = (InterestKind.STEP_ASIDE, InterestNature.EMPLOYER)
        sign_declaration(judge=judge, interests=interests, by=cast.actor(name))


def mark(cast: Cast) -> None:
    """Every judge marks every entry they did not step aside from, and locks."""
    for name, judge in cast.judges.items():
        for title, entry in cast.entries.items():
            if (name, title) == ("bob", LANTERN):
                continue
            save_scorecard(
                judge=judge,
                entry=entry,
                category=entry.categories.get(),
                marks=MARKS.get(title, MARKS[QUIET]),
                by=cast.actor(name),
            )
        lock_scorecards(judge=judge, by=cast.actor(name))


def decide(cast: Cast, category: str, *awards: AwardChoice) -> None:
    """The chair's decision in one category; no award when none is named."""
    decide_category(
        category=cast.category(category),
        outcome=Outcome.AWARDED if awards else Outcome.NO_AWARD,
        reason=BilingualText(en="The marks were clear."),
        reason_language="en",
        decided_by=cast.judges["cerys"],
        by=cast.chair,
        awards=awards,
        wording=words("No award this year"),
    )


def award(cast: Cast, kind: str, title: str) -> AwardChoice:
    """An award of a kind to one of the cast's entries, with its text."""
    return AwardChoice(
        kind=cast.kind(kind),
        entry=cast.entries[title],
        title=words(title),
        text=words(f"Why {title}"),
    )


def _open(cast: Cast) -> None:
    open_season(season=cast.season, by=cast.organiser)
    for title, category in ((LANTERN, "asb"), (QUIET, "asb"), (KICKABOUT, "youth")):
        cast.entries[title] = nominate(cast, title, category).entry


def _close(cast: Cast) -> None:
    close_nominations(season=cast.season, by=cast.organiser)


def read(cast: Cast) -> None:
    """Olwen reads every nomination before the panel does."""
    for nomination in unread_nominations(cast.season):
        mark_read(nomination=nomination, by=cast.organiser)


def _judge(cast: Cast) -> None:
    for entry in cast.entries.values():
        declare_eligible(entry=entry, by=cast.organiser)
    read(cast)
    begin_judging(season=cast.season, by=cast.organiser)


def _deliberate(cast: Cast) -> None:
    declare(cast)
    mark(cast)
    begin_deciding(season=cast.season, by=cast.organiser)


def _seal(cast: Cast) -> None:
    decide_all(cast)
    seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)


def decide_all(cast: Cast) -> None:
    """Operation Lantern wins its category and overall; nothing in youth. Texts are approved."""
    decide(cast, "asb", award(cast, "winner", LANTERN), award(cast, "highly-commended", QUIET))
    decide(cast, "youth")
    assert cast.category("overall").group == CategoryGroup.OVERALL
    decide(cast, "overall", award(cast, "overall-winner", LANTERN))
    approve_texts(cast)


def approve_texts(cast: Cast) -> None:
    """The organiser approves every award text as it stands."""
    for each in cast.season.awards.all():
        approve_award_text(award=each, by=cast.organiser)


def _release(cast: Cast) -> None:
    order_release(season=cast.season, by=cast.organiser)
    release_season(season=cast.season, by=cast.organiser)


STEPS: dict[SeasonState, tuple[datetime, Callable[[Cast], None]]] = {
    SeasonState.OPEN: (NOMINATING_AT, _open),
    SeasonState.CHECKING: (CHECKING_AT, _close),
    SeasonState.JUDGING: (CHECKING_AT, _judge),
    SeasonState.DECIDING: (MEETING_AT, _deliberate),
    SeasonState.SEALED: (MEETING_AT, _seal),
    SeasonState.RELEASED: (MEETING_AT, _release),
}


def bring_to(cast: Cast, state: SeasonState) -> None:
    """Take every step up to and including the one into `state`, each at its time."""
    for reached, (moment, step) in STEPS.items():
        with clock.at(moment):
            step(cast)
        if reached == state:
            break
    cast.season.refresh_from_db()
