"""Marks from outside: one person brings them, another confirms; the judge still locks (PRO-06)."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotAllowed, NotNow
from cadair.judging.actions.keeping import Given, HeldCard
from cadair.judging.gathering_states import IMPORT_MOVES, ImportState
from cadair.judging.marks_table import Row, read_marks
from cadair.judging.models import Judge, MarksImport, Scorecard
from cadair.judging.queries import is_to_mark
from cadair.judging.rules import require_judging, require_may_score
from cadair.nominations.models import Entry
from cadair.people.models import Account
from cadair.people.queries import actor_of, is_same_person
from cadair.seasons.models import Category, Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser, roles_of
from cadair.seasons.states import SeasonRole, SeasonState


@transaction.atomic
def bring_marks(*, season: Season, data: bytes, by: Actor) -> MarksImport:
    """Read a table of marks; nothing counts before a second person has confirmed it.

    A table that waits already gives way to the new one.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging is not open.
        Refusal, NotComplete: the table cannot be read, or lines of it cannot be.
    """
    season = locked(season)
    require_organiser(by, season)
    if season.state != SeasonState.JUDGING:
        raise NotNow("not-judging", _("Marks can be given only while judging is open."))
    rows = _as_kept(season, read_marks(season, data))
    waiting = season.marks_imports.filter(state=ImportState.WAITING)
    waiting.update(
        state=ImportState.REFUSED, settled_at=clock.now(), settled_by_ref=by.ref, rows=[]
    )
    brought = MarksImport.objects.create(
        season=season,
        rows=rows,
        sha256=sha256_of(rows),
        file_sha256=sha256(data).hexdigest(),
        brought_at=clock.now(),
        brought_by_ref=by.ref,
    )
    record(
        actor=by,
        action="bring_marks",
        subject=brought.ref,
        season=season.public_id,
        facts={"rows": len(rows), "rows_sha256": brought.sha256},
    )
    return brought


@transaction.atomic
def confirm_marks(*, brought: MarksImport, seen: str, by: Actor) -> MarksImport:
    """A second person has compared the table with what came; its rows can be entered.

    Raises:
        NotAllowed: `by` neither organises nor scrutinises, or brought it themselves.
        NotNow: it was settled already, is not what they saw, or judging is not open.
    """
    brought = _waiting(brought, by, ImportState.TAKEN)
    season = brought.season
    if season.state != SeasonState.JUDGING:
        raise NotNow("not-judging", _("Marks can be given only while judging is open."))
    if is_same_person(by, _bringer(brought)):
        raise NotAllowed(
            "second-person-marks",
            _("You brought these marks. Somebody else compares them with what came."),
        )
    if seen != brought.sha256:
        raise NotNow("marks-changed", _("The table was brought again since. Look at it first."))
    _settle(brought, ImportState.TAKEN, by)
    record(
        actor=by,
        action="confirm_marks",
        subject=brought.ref,
        season=season.public_id,
        facts={"rows": len(brought.rows), "rows_sha256": brought.sha256},
    )
    return brought


@transaction.atomic
def refuse_marks(*, brought: MarksImport, by: Actor) -> MarksImport:
    """The table is not taken in, and what it said is forgotten.

    Raises:
        NotAllowed: `by` neither organises nor scrutinises.
        NotNow: it was settled already.
    """
    brought = _waiting(brought, by, ImportState.REFUSED)
    brought.rows = []
    _settle(brought, ImportState.REFUSED, by)
    record(
        actor=by,
        action="refuse_marks",
        subject=brought.ref,
        season=brought.season.public_id,
        facts={"rows_sha256": brought.sha256},
    )
    return brought


@transaction.atomic
def enter_marks(*, brought: MarksImport, row: Sequence[Any], by: Actor) -> Scorecard:
    """Put one row of a confirmed table on the judge’s scorecard, which stays open until they lock.

    What the judge has marked themselves stands: nothing of it is written over.

    Raises:
        NotAllowed: the judge declared nothing here, or stepped aside.
        NotNow: the table was not confirmed, judging is not open, or there are marks already.
    """
    judge = Judge.objects.select_related("season").get(season=brought.season_id, public_id=row[0])
    category = Category.objects.get(season=brought.season_id, public_id=row[1])
    entry = Entry.objects.get(season=brought.season_id, public_id=row[2])
    if brought.state != ImportState.TAKEN or list(row) not in brought.rows:
        raise NotNow("marks-not-confirmed", _("A second person must confirm these marks first."))
    require_judging(judge)
    require_may_score(judge, entry)
    kept = HeldCard.of(judge, entry, category)
    if kept.marks or not is_to_mark(judge, entry, category):
        raise NotNow("marks-there", _("The judge has marked this already, or is not asked."))
    kept.write(judge.season, Given(row[3], row[4]), None)
    record(
        actor=by,
        action="enter_marks",
        subject=kept.card.ref,
        season=judge.season.public_id,
        facts={
            "entry": entry.ref,
            "category": category.ref,
            "import": brought.ref,
            **{f"mark_{key}": value for key, value in row[3].items()},
        },
    )
    return kept.card


def _as_kept(season: Season, rows: Sequence[Row]) -> list[Any]:
    """The rows with opaque identities instead of keys: judge, category, entry, marks, comment."""
    judges = dict(season.judges.values_list("key", "public_id"))
    categories = dict(season.categories.values_list("key", "public_id"))
    entries = dict(season.entries.values_list("reference", "public_id"))
    return [
        [
            judges[row.place[0]],
            categories[row.place[1]],
            entries[row.place[2]],
            dict(row.marks),
            row.comment,
        ]
        for row in rows
    ]


def _waiting(brought: MarksImport, by: Actor, target: ImportState) -> MarksImport:
    season = locked(brought.season)
    if SeasonRole.SCRUTINEER not in roles_of(by, season):
        require_organiser(by, season)
    held = season.marks_imports.select_for_update().get(pk=brought.pk)
    held.season = season
    if target not in IMPORT_MOVES[ImportState(held.state)]:
        raise NotNow("marks-settled", _("This table was taken in or refused already."))
    return held


def _settle(brought: MarksImport, state: ImportState, by: Actor) -> None:
    brought.state = state
    brought.settled_at = clock.now()
    brought.settled_by_ref = by.ref
    brought.save()


def _bringer(brought: MarksImport) -> Actor:
    public_id = brought.brought_by_ref.removeprefix("account:")
    account = Account.objects.filter(public_id=public_id).first()
    return actor_of(account) if account else Actor(ref=brought.brought_by_ref)
