"""A season in judging with many entries and judges, made straight in the tables."""

from __future__ import annotations

from cadair.judging.models import Interest, Judge, Round, Seat
from cadair.judging.round_states import RoundMethod, RoundState
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.models import Entry, EntryCategory
from cadair.nominations.states import Eligibility
from cadair.people.models import Account
from tests.cast import Cast, an_account, an_organisation

Choice = tuple[str, str]
ASIDE: Choice = (InterestKind.STEP_ASIDE, InterestNature.FAMILY)
TIED: Choice = (InterestKind.MAY_SCORE, InterestNature.PARTNER_ORGANISATION)


def more_judges(cast: Cast, number: int, *, of_one_body: bool = False) -> list[Judge]:
    """So many judges more, `judge-0` and on, each with an account; English is what they read."""
    made: list[Judge] = []
    for at in range(number):
        if not of_one_body or not made:
            body = an_organisation(f"body-{at}")
            seat = Seat.objects.create(
                season=cast.season, key=f"seat-{at}", position=10 + at, organisation=body
            )
        account: Account = an_account(f"judge-{at}")
        made.append(
            Judge.objects.create(
                season=cast.season,
                seat=seat,
                key=f"judge-{at}",
                position=10 + at,
                name=f"Judge {at}",
                account=account,
            )
        )
    return made


def more_entries(cast: Cast, number: int, *, category: str = "asb") -> list[Entry]:
    """So many eligible entries more in a category, in English, with no text behind them."""
    entries = Entry.objects.bulk_create(
        Entry(
            season=cast.season,
            reference=f"L-{at:04}",
            title_en=f"Large {at}",
            title_language="en",
            eligibility=Eligibility.ELIGIBLE,
        )
        for at in range(number)
    )
    place = cast.category(category)
    EntryCategory.objects.bulk_create(EntryCategory(entry=each, category=place) for each in entries)
    return list(Entry.objects.filter(season=cast.season, reference__startswith="L-"))


def all_declare(cast: Cast, but: dict[tuple[str, str], Choice] | None = None) -> None:
    """Nobody has an interest, but for those given by key of the judge and reference."""
    entries = list(cast.season.entries.filter(is_test=False))
    none = (InterestKind.NONE, "")
    rows = []
    for judge in cast.season.judges.all():
        for entry in entries:
            kind, nature = (but or {}).get((judge.key, entry.reference), none)
            rows.append(Interest(judge=judge, entry=entry, kind=kind, nature=nature))
    Interest.objects.bulk_create(rows, ignore_conflicts=True)


def shared_round(cast: Cast, *, readers: int = 2, category: str = "asb", **more: object) -> Round:
    """An open round of criteria in which so many judges read each entry."""
    return Round.objects.create(
        season=cast.season,
        category=cast.category(category),
        key="first",
        position=0,
        method=RoundMethod.CRITERIA,
        state=RoundState.OPEN,
        readers=readers,
        **more,
    )
