"""What one judge sees: their own places and how far they have come, nobody else’s (PRO-05).

Nothing here asks for what another judge declared or marked, and an entry from which the judge
stepped aside is in no answer (PRO-03). A list holds what the list of declarations holds: reference
and title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When

from cadair.foundation.bilingual import Language, active_language
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.foundation.prepared import Prepared
from cadair.judging.masking import NOTHING, hidden_entries, masked_title
from cadair.judging.models import Interest, Judge, Mark, Scorecard
from cadair.judging.queries import for_judge, marked_by, places_to_judge, read_by
from cadair.judging.states import InterestKind, PlaceState, ScorecardState
from cadair.nominations.models import Entry, EntryCategory
from cadair.nominations.states import Eligibility
from cadair.people.models import Account
from cadair.seasons.models import Criterion, Season

T = TypeVar("T")


class OwnPlace(NamedTuple):
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


_SEAT = Prepared(
    lambda season, account: Judge.objects.filter(season=season, account_id=account)[:1]
)


def judge_of(season: Season, account: Account) -> Judge | None:
    """The seat of this person on the panel of the season, or None."""
    judge = _SEAT.first(season=season.pk, account=account.pk)
    if judge is not None:
        judge.season = season
    return judge


def title_of(cy: str, en: str, language: str) -> tuple[str, Language]:
    """A title as its author wrote it, or in the reader’s language where it stands in both."""
    return _written(cy, en, language or active_language())


def _written(cy: str, en: str, wanted: str) -> tuple[str, Language]:
    return (cy, "cy") if (wanted == "cy" and cy) or not en else (en, "en")


def practice_places(season: Season | int) -> QuerySet[EntryCategory]:
    """Test entries in their categories: on these anybody on the panel may practise."""
    return EntryCategory.objects.filter(
        entry__season=season, entry__is_test=True, entry__grouped_into=None
    ).exclude(entry__eligibility__in=(Eligibility.INELIGIBLE, Eligibility.WITHDRAWN))


def _lines(places: QuerySet[EntryCategory], judge: int) -> QuerySet[EntryCategory, Any]:
    """Places with what this judge declared and gave there, in the order of a desk."""
    own = {"judge": judge, "entry": OuterRef("entry")}
    card = Scorecard.objects.filter(**own, category=OuterRef("category"))
    given = Mark.objects.filter(
        scorecard__judge=judge,
        scorecard__entry=OuterRef("entry"),
        scorecard__category=OuterRef("category"),
    )
    numbers = given.order_by().values("scorecard").annotate(number=Count("pk")).values("number")
    return places.order_by("category__position", "entry__reference").values_list(
        "entry_id",
        "category_id",
        "category__key",
        "entry__public_id",
        "entry__reference",
        "entry__title_cy",
        "entry__title_en",
        "entry__title_language",
        Subquery(Interest.objects.filter(**own).values("kind")),
        Subquery(card.values("state")),
        Subquery(numbers),
    )


_CRITERIA = Prepared(
    lambda season: Criterion.objects.filter(season=season).order_by().values_list("pk")
)
_DESK = Prepared(lambda season, judge: _lines(marked_by(places_to_judge(season), judge), judge))
_PRACTICE = Prepared(lambda season, judge: _lines(practice_places(season), judge))


def desk_of(judge: Judge) -> list[OwnPlace]:
    """The judge’s places with their state, by category and reference; three statements."""
    return list(_with_state(judge, _DESK, is_practice=False))


def practice_of(judge: Judge) -> list[OwnPlace]:
    """The test entries with how far the judge has come; nothing needs to be declared."""
    return list(_with_state(judge, _PRACTICE, is_practice=True))


def _with_state(
    judge: Judge, lines: Prepared[EntryCategory], *, is_practice: bool
) -> Iterator[OwnPlace]:
    """What the judge stepped aside from is left out."""
    rows = lines.rows(season=judge.season_id, judge=judge.pk)
    criteria = len(_CRITERIA.rows(season=judge.season_id)) if rows else 0
    hidden = hidden_entries(judge.season) if rows and not is_practice else NOTHING
    here = active_language()
    for entry, category, key, public_id, reference, cy, en, language, kind, card, given in rows:
        if kind == InterestKind.STEP_ASIDE and not is_practice:
            continue
        state = PlaceState.UNDECLARED
        if kind is not None or is_practice:
            state = _state_of(card, given or 0, criteria)
        title, spoken = _written(cy, en, language or here)
        if entry in hidden:
            title, spoken = masked_title(reference)
        yield OwnPlace(entry, category, key, public_id, reference, title, spoken, state)


def _state_of(state: str | None, marks: int, criteria: int) -> PlaceState:
    if state is None:
        return PlaceState.UNREAD
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


def _unread(
    judge: int, season: int, entry: int, category: int, position: int, reference: str
) -> QuerySet[EntryCategory, Any]:
    own = {"judge": judge, "entry": OuterRef("entry")}
    declared = Interest.objects.filter(**own).exclude(kind=InterestKind.STEP_ASIDE)
    read = Scorecard.objects.filter(**own, category=OuterRef("category"))
    is_before = Q(category__position__lt=position) | Q(
        category__position=position, entry__reference__lte=reference
    )
    return (
        marked_by(places_to_judge(season), judge)
        .filter(Exists(declared), ~Exists(read))
        .exclude(entry=entry, category=category)
        .order_by(
            Case(When(is_before, then=1), default=0), "category__position", "entry__reference"
        )
        .values_list("category__key", "entry__public_id")[:1]
    )


_UNREAD = Prepared(_unread)


def next_unread(judge: Judge, place: EntryCategory) -> tuple[str, str] | None:
    """Category key and public id of the place that is read next, or None.

    What `next_to_mark` would say, as long as something is unread.
    """
    found = _UNREAD.rows(
        judge=judge.pk,
        season=judge.season_id,
        entry=place.entry_id,
        category=place.category_id,
        position=place.category.position,
        reference=place.entry.reference,
    )
    return (found[0][0], found[0][1]) if found else None


def _behind(
    things: Sequence[T], places: Sequence[tuple[int, int]], after: tuple[int, int]
) -> list[T]:
    """All but the thing in the place `after`: first what follows it, then what is before it."""
    here = places.index(after) if after in places else -1
    return [*things[here + 1 :], *things[: max(here, 0)]]


def _on_desk(
    places: QuerySet[EntryCategory], judge: int, category: str, entry: str
) -> QuerySet[EntryCategory]:
    aside = Interest.objects.filter(
        judge=judge, entry=OuterRef("entry"), kind=InterestKind.STEP_ASIDE
    )
    named = places.filter(~Exists(aside), category__key=category, entry__public_id=entry)
    return named.select_related("entry", "category").order_by()[:1]


_ON_DESK = (
    Prepared(
        lambda season, judge, category, entry: _on_desk(
            read_by(places_to_judge(season), judge), judge, category, entry
        )
    ),
    Prepared(
        lambda season, judge, category, entry: _on_desk(
            practice_places(season), judge, category, entry
        )
    ),
)


def place_on_desk(judge: Judge, category: str, public_id: str) -> EntryCategory | None:
    """One place by the key of its category and the entry’s public id, or None.

    What is unknown, elsewhere, or stepped aside from is equally None, after the same statements.
    """
    for places in _ON_DESK:
        place = places.first(
            season=judge.season_id, judge=judge.pk, category=category, entry=public_id
        )
        if place is not None:
            return place
    return None


_UNDECLARED = Prepared(
    lambda season, judge, category: (
        for_judge(places_to_judge(season), judge)
        .filter(
            ~Exists(Interest.objects.filter(judge=judge, entry=OuterRef("entry"))),
            category=category,
        )
        .order_by()
        .values_list("pk")[:1]
    )
)


def undeclared_in(judge: Judge, place: EntryCategory) -> bool:
    """Whether the judge still has to declare on an entry of this category (PRO-02)."""
    return bool(
        _UNDECLARED.rows(season=judge.season_id, judge=judge.pk, category=place.category_id)
    )


def is_anything_undeclared(judge: Judge) -> bool:
    """Whether the judge still has to declare on any entry."""
    declared = Interest.objects.filter(judge=judge, entry=OuterRef("entry")).order_by()
    own = for_judge(places_to_judge(judge.season), judge.pk)
    return own.exclude(Exists(declared)).exists()


def entries_to_declare(judge: Judge) -> list[int]:
    """The entries on which a judge declares, each once, by category and reference: ids."""
    own = for_judge(places_to_judge(judge.season), judge.pk)
    rows = own.order_by("category__position", "entry__reference")
    return list(dict.fromkeys(rows.values_list("entry_id", flat=True)))


def shown_for_declaring(entries: Sequence[int]) -> list[Entry]:
    """These entries in this order, with what the list of declarations shows, and no text."""
    found = (
        Entry.objects.filter(pk__in=entries)
        .prefetch_related("people", "bodies__organisation")
        .in_bulk()
    )
    return [found[pk] for pk in entries if pk in found]


def readers_of(season: Season, language: str) -> list[str]:
    """Who on the panel reads a language, by name (WEL-12)."""
    field = "reads_cy" if language == "cy" else "reads_en"
    return list(season.judges.filter(**{field: True}).values_list("name", flat=True))


_OWN_CARD = Prepared(
    lambda judge, entry, category: Scorecard.objects.filter(
        judge=judge, entry=entry, category=category
    )
)
_MARKS = Prepared(
    lambda card: Mark.objects.filter(scorecard=card).values_list("criterion__key", "value")
)


def own_card(judge: Judge, place: EntryCategory) -> Scorecard | None:
    """What the judge gave in this place so far."""
    return _OWN_CARD.first(judge=judge.pk, entry=place.entry_id, category=place.category_id)


def marks_on(card: Scorecard | None) -> dict[str, int]:
    """The marks of a scorecard by the key of their criterion."""
    return dict(_MARKS.rows(card=card.pk)) if card else {}


def fingerprint(
    state: str, marks: Mapping[str, int], comment: str, remarks: Mapping[str, str] | None = None
) -> str:
    """What a scorecard holds, in 32 figures: two that hold the same have the same.

    A page carries it, so that a save from another tab or device is noticed.
    """
    given: dict[str, Canonical] = dict(marks)
    said: dict[str, Canonical] = dict(remarks or {})
    return sha256_of([state, given, comment, *([said] if said else [])])[:32]


def fingerprint_of(
    card: Scorecard | None, marks: Mapping[str, int], remarks: Mapping[str, str] | None = None
) -> str:
    """That of a scorecard with these marks; of none, that of an empty one."""
    if card is None:
        return fingerprint(ScorecardState.OPEN, {}, "")
    return fingerprint(card.state, marks, card.comment, remarks)
