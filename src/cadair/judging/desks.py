"""What one judge sees: their own places and how far they have come, nobody else’s (PRO-05).

Nothing here asks for what another judge declared or marked, and an entry from which the judge
stepped aside is in no answer (PRO-03). A list holds what the list of declarations holds: reference
and title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cadair.foundation.bilingual import Language, active_language
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.judging.models import Interest, Judge, Scorecard
from cadair.judging.queries import places_to_judge
from cadair.judging.states import InterestKind, PlaceState, ScorecardState
from cadair.nominations.models import Entry, EntryCategory, Nomination
from cadair.nominations.states import Eligibility, NominationState
from cadair.people.models import Account
from cadair.seasons.models import Season

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """An entry in a category, as it lies on a judge’s desk."""

    entry_id: int
    category_id: int
    category: str
    public_id: str
    reference: str
    title: str
    language: Language
    state: PlaceState

    @property
    def is_done(self) -> bool:
        """Nothing is left to do here before locking."""
        return self.state in DONE


DONE = frozenset({PlaceState.MARKED, PlaceState.ABSTAINED, PlaceState.LOCKED})


def judge_of(season: Season, account: Account) -> Judge | None:
    """The seat of this person on the panel of the season, or None."""
    return season.judges.filter(account=account).first()


def title_of(cy: str, en: str, language: str) -> tuple[str, Language]:
    """A title as its author wrote it, or in the reader’s language where it stands in both."""
    wanted = language or active_language()
    return (cy, "cy") if (wanted == "cy" and cy) or not en else (en, "en")


def practice_places(season: Season) -> QuerySet[EntryCategory]:
    """Test entries in their categories: on these anybody on the panel may practise."""
    return EntryCategory.objects.filter(
        entry__season=season, entry__is_test=True, entry__grouped_into=None
    ).exclude(entry__eligibility__in=(Eligibility.INELIGIBLE, Eligibility.WITHDRAWN))


def desk_of(judge: Judge) -> list[OwnPlace]:
    """The judge’s places with their state, by category and reference; four statements."""
    kinds = dict(judge.interests.values_list("entry_id", "kind"))
    return list(_with_state(judge, places_to_judge(judge.season), kinds))


def practice_of(judge: Judge) -> list[OwnPlace]:
    """The test entries with how far the judge has come; nothing needs to be declared."""
    return list(_with_state(judge, practice_places(judge.season), None))


def _with_state(
    judge: Judge, places: QuerySet[EntryCategory], kinds: Mapping[int, str] | None
) -> Iterator[OwnPlace]:
    """`kinds` is what the judge declared by entry; what they stepped aside from is left out."""
    rows = list(
        places.order_by("category__position", "entry__reference").values_list(
            "entry_id",
            "category_id",
            "category__key",
            "entry__public_id",
            "entry__reference",
            "entry__title_cy",
            "entry__title_en",
            "entry__title_language",
        )
    )
    if not rows:
        return
    criteria = judge.season.criteria.count()
    cards = _cards_of(judge)
    for entry, category, key, public_id, reference, cy, en, language in rows:
        kind = kinds.get(entry) if kinds is not None else InterestKind.NONE
        if kind == InterestKind.STEP_ASIDE:
            continue
        state = PlaceState.UNDECLARED
        if kind is not None:
            state = _state_of(cards.get((entry, category)), criteria)
        title, spoken = title_of(cy, en, language)
        yield OwnPlace(entry, category, key, public_id, reference, title, spoken, state)


def _cards_of(judge: Judge) -> dict[tuple[int, int], tuple[str, int]]:
    """State and number of marks of each of the judge’s scorecards, by entry and category."""
    cards = Scorecard.objects.filter(judge=judge).annotate(given=Count("marks")).order_by()
    rows = cards.values_list("entry_id", "category_id", "state", "given")
    return {(entry, category): (state, given) for entry, category, state, given in rows}


def _state_of(card: tuple[str, int] | None, criteria: int) -> PlaceState:
    if card is None:
        return PlaceState.UNREAD
    state, marks = card
    if state == ScorecardState.ABSTAINED:
        return PlaceState.ABSTAINED
    if state == ScorecardState.LOCKED:
        return PlaceState.LOCKED
    return PlaceState.MARKED if marks >= criteria else PlaceState.STARTED


def next_to_mark(places: Sequence[OwnPlace], after: tuple[int, int]) -> OwnPlace | None:
    """The next unread place behind `after` (entry, category), then from the top, then unfinished.

    Never the place itself.
    """
    behind = _behind(places, [(each.entry_id, each.category_id) for each in places], after)
    for wanted in (PlaceState.UNREAD, PlaceState.STARTED):
        for each in behind:
            if each.state == wanted:
                return each
    return None


def next_unread(judge: Judge, place: EntryCategory) -> tuple[str, str] | None:
    """Category key and public id of the place that is read next; three light statements.

    What stands first is what `next_to_mark` would say, as long as something is unread.
    """
    kinds = dict(judge.interests.order_by().values_list("entry_id", "kind"))
    read = set(judge.scorecards.order_by().values_list("entry_id", "category_id"))
    rows = list(
        places_to_judge(judge.season)
        .order_by("category__position", "entry__reference")
        .values_list("entry_id", "category_id", "category__key", "entry__public_id")
    )
    after = (place.entry_id, place.category_id)
    for entry, category, key, public_id in _behind(rows, [row[:2] for row in rows], after):
        is_mine = kinds.get(entry, InterestKind.STEP_ASIDE) != InterestKind.STEP_ASIDE
        if is_mine and (entry, category) not in read:
            return key, public_id
    return None


def _behind(
    things: Sequence[T], places: Sequence[tuple[int, int]], after: tuple[int, int]
) -> list[T]:
    """All but the thing in the place `after`: first what follows it, then what is before it."""
    here = places.index(after) if after in places else -1
    return [*things[here + 1 :], *things[: max(here, 0)]]


def place_on_desk(judge: Judge, category: str, public_id: str) -> EntryCategory | None:
    """One place by the key of its category and the entry’s public id, or None.

    What is unknown, elsewhere, or stepped aside from is equally None, after the same statements:
    what was stepped aside from is asked for first, whatever the address names.
    """
    aside = judge.interests.filter(kind=InterestKind.STEP_ASIDE).order_by()
    left = set(aside.values_list("entry_id", flat=True))
    named = {"category__key": category, "entry__public_id": public_id}
    for places in (places_to_judge(judge.season), practice_places(judge.season)):
        found = places.filter(**named).exclude(entry__in=left) if left else places.filter(**named)
        place = found.select_related("entry", "category").order_by().first()
        if place is not None:
            return place
    return None


def undeclared_in(judge: Judge, place: EntryCategory) -> bool:
    """Whether the judge still has to declare on an entry of this category (PRO-02)."""
    here = places_to_judge(judge.season).filter(category=place.category_id).order_by()
    entries = set(here.values_list("entry_id", flat=True))
    declared = judge.interests.filter(entry__in=entries).order_by()
    return not entries <= set(declared.values_list("entry_id", flat=True))


def is_anything_undeclared(judge: Judge) -> bool:
    """Whether the judge still has to declare on any entry."""
    declared = Interest.objects.filter(judge=judge, entry=OuterRef("entry")).order_by()
    return places_to_judge(judge.season).exclude(Exists(declared)).exists()


def entries_to_declare(season: Season) -> list[int]:
    """The entries on which judges declare, each once, by category and reference: ids."""
    rows = places_to_judge(season).order_by("category__position", "entry__reference")
    return list(dict.fromkeys(rows.values_list("entry_id", flat=True)))


def shown_for_declaring(entries: Sequence[int]) -> list[Entry]:
    """These entries in this order, with what the list of declarations shows, and no text."""
    found = (
        Entry.objects.filter(pk__in=entries)
        .prefetch_related("people", "bodies__organisation")
        .in_bulk()
    )
    return [found[pk] for pk in entries if pk in found]


def nominations_behind(entry: Entry) -> QuerySet[Nomination]:
    """What was sent in for an entry, and for those that were grouped into it."""
    sent = Nomination.objects.filter(state=NominationState.SUBMITTED)
    return sent.filter(Q(entry=entry) | Q(entry__grouped_into=entry)).order_by("reference")


def readers_of(season: Season, language: str) -> list[str]:
    """Who on the panel reads a language, by name (WEL-12)."""
    field = "reads_cy" if language == "cy" else "reads_en"
    return list(season.judges.filter(**{field: True}).values_list("name", flat=True))


def own_card(judge: Judge, place: EntryCategory) -> Scorecard | None:
    """What the judge gave in this place so far."""
    own = Scorecard.objects.filter(judge=judge, entry=place.entry_id, category=place.category_id)
    return own.order_by().first()


def marks_on(card: Scorecard | None) -> dict[str, int]:
    """The marks of a scorecard by the key of their criterion."""
    return dict(card.marks.values_list("criterion__key", "value")) if card else {}


def fingerprint(state: str, marks: Mapping[str, int], comment: str) -> str:
    """What a scorecard holds, in 32 figures: two that hold the same have the same.

    A page carries it, so that a save from another tab or device is noticed.
    """
    given: dict[str, Canonical] = dict(marks)
    return sha256_of([state, given, comment])[:32]


def fingerprint_of(card: Scorecard | None, marks: Mapping[str, int]) -> str:
    """That of a scorecard with these marks; of none, that of an empty one."""
    if card is None:
        return fingerprint(ScorecardState.OPEN, {}, "")
    return fingerprint(card.state, marks, card.comment)
