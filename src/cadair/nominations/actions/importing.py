"""Files with nominations: read in, mapped, taken in as one, and undone while nothing came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import LANGUAGES, BilingualText, active_language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotComplete, NotNow, Refusal
from cadair.foundation.welsh.text import clean_line
from cadair.nominations import columns
from cadair.nominations.actions.filled_forms import FilledForm
from cadair.nominations.actions.forms_sent import Arrival
from cadair.nominations.actions.imported_rows import CheckedRow, RowReader
from cadair.nominations.actions.receipts import bodies_of, send_receipt
from cadair.nominations.actions.rehearsing import forget_bodies
from cadair.nominations.actions.submitting import submit_nomination
from cadair.nominations.limits import require_within_limits
from cadair.nominations.models import (
    Entry,
    EntryOrganisation,
    Flag,
    Nomination,
    NominationImport,
    Nominee,
)
from cadair.nominations.rules import require_checking, require_taking
from cadair.nominations.states import (
    IMPORT_MOVES,
    Eligibility,
    EntryKind,
    FlagKind,
    ImportState,
    NominationSource,
    NominationState,
    NoticeState,
    Relation,
)
from cadair.nominations.tables import table_from
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser

MOST_WAITING: Final = 20
"""More files than this, read in and not taken in, help nobody."""

_MADE_WITH_ENTRY: Final = frozenset(
    {"places", "bodies", "people", "words", "nominations", "grouped"}
)
_MADE_WITH_NOMINATION: Final = frozenset({"nominees", "flags"})


@transaction.atomic
def read_import(*, season: Season, data: bytes, file_name: str, by: Actor) -> NominationImport:
    """Read a file in, to look at it; no nomination comes of that.

    What its columns hold is suggested by their headings, as they were used the last time.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: many files wait already.
        Refusal: it is no table, or empty, or too big.
    """
    season = locked(season)
    require_organiser(by, season)
    if season.imports.filter(state=ImportState.READ).count() >= MOST_WAITING:
        raise NotNow(
            "too-many-imports", _("Many files wait to be taken in. Throw those away first.")
        )
    table = table_from(data)
    mapping = columns.suggested_mapping(season, table.header)
    batch = NominationImport.objects.create(
        season=season,
        file_name=clean_line(file_name)[-200:],
        read_as=table.read_as,
        header=list(table.header),
        rows=[[line.number, list(line.cells)] for line in table.lines],
        mapping=mapping,
        usual=_usual(
            {columns.LANGUAGE: active_language(), columns.KIND: EntryKind.PROJECT}, season
        ),
        read_at=clock.now(),
        read_by_ref=by.ref,
    )
    record(
        actor=by,
        action="read_import",
        subject=batch.ref,
        season=season.public_id,
        facts={"rows": len(batch.rows), "file_sha256": sha256_of(data.hex())},
    )
    return batch


@transaction.atomic
def map_import(
    *,
    batch: NominationImport,
    mapping: Mapping[str, str],
    usual: Mapping[str, str],
    by: Actor,
) -> NominationImport:
    """Say what each column holds (`mapping`, by its heading) and what is usual for every row.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the file was taken in.
        Refusal: a column holds nothing that there is, or two hold the same.
    """
    season, batch = _waiting(batch, by)
    known = columns.targets(season)
    chosen = {heading: mapping.get(heading, "") for heading in batch.header}
    used = [key for key in chosen.values() if key]
    if not set(used) <= known.keys():
        raise Refusal("column-unknown", _("Choose for each column one of the things offered."))
    if len(used) > len(set(used)):
        raise Refusal("column-twice", _("Two columns hold the same. Leave one of them out."))
    batch.mapping, batch.usual = chosen, _usual(usual, season)
    batch.save(update_fields=["mapping", "usual"])
    record(
        actor=by,
        action="map_import",
        subject=batch.ref,
        season=season.public_id,
        facts={"columns": len(used)},
    )
    return batch


def _usual(wanted: Mapping[str, str], season: Season) -> dict[str, str]:
    """What stands for every row that says nothing else, where it is something that there is."""
    keys = [*season.categories.values_list("key", flat=True)]
    known: dict[str, Sequence[str]] = {
        columns.LANGUAGE: LANGUAGES,
        columns.KIND: EntryKind.values,
        columns.RELATION: Relation.values,
        columns.CATEGORIES: keys,
        columns.LETTERS: ("yes",),
    }
    return {key: str(wanted[key]) for key, values in known.items() if wanted.get(key) in values}


def _held(batch: NominationImport, by: Actor) -> tuple[Season, NominationImport]:
    season = locked(batch.season)
    require_organiser(by, season)
    found = NominationImport.objects.select_for_update().filter(pk=batch.pk, season=season).first()
    if found is None:
        raise NotNow("import-gone", _("Somebody has thrown this file away. Read it in again."))
    found.season = season
    return season, found


def _waiting(batch: NominationImport, by: Actor) -> tuple[Season, NominationImport]:
    season, found = _held(batch, by)
    _require_move(found, ImportState.DONE)
    return season, found


def _require_move(batch: NominationImport, wanted: ImportState) -> None:
    if wanted not in IMPORT_MOVES[ImportState(batch.state)]:
        raise NotNow(
            "import-not-now",
            _("This file is at another step by now. Look at the page again."),
        )


@transaction.atomic
def discard_import(*, batch: NominationImport, by: Actor) -> NominationImport:
    """Throw a file away that was not taken in; nothing of it is kept.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the file was taken in.
    """
    season, batch = _waiting(batch, by)
    NominationImport.objects.filter(pk=batch.pk).delete()
    record(actor=by, action="discard_import", subject=batch.ref, season=season.public_id)
    return batch


def checked_rows(batch: NominationImport) -> list[CheckedRow]:
    """Every row of a file that waits, and what is wrong with it: nothing is changed by looking."""
    return RowReader(batch).read()


@transaction.atomic
def import_nominations(
    *, batch: NominationImport, page: BilingualText, is_leaving_out: bool, by: Actor
) -> NominationImport:
    """Take in every row that is ready, all of them or none; each is sent in as a form would be.

    Nobody is written to unless that was asked for the whole file. `page` is the address of the
    list of one's own nominations, for those letters. Where rows are not ready, that has to be
    accepted (`is_leaving_out`).

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: nominations are closed, or the file was taken in before.
        NotComplete: rows are not ready, or one is refused on the way.
    """
    season, batch = _waiting(batch, by)
    require_taking(season, by, is_test=False)
    rows = checked_rows(batch)
    ready = [row for row in rows if row.is_ready]
    left = [row.number for row in rows if not row.is_ready]
    if not ready or (left and not is_leaving_out):
        raise NotComplete(
            "rows-not-ready",
            _("Nothing was taken in. Put these rows right in the file, or leave them out:"),
            tuple(_of_row(row.number, row.problems[0]) for row in rows if not row.is_ready)[:20],
        )
    for row in ready:
        _take_in(batch, row, page, by)
    batch.state, batch.number, batch.left, batch.rows = ImportState.DONE, len(ready), left, []
    batch.done_at, batch.done_by_ref = clock.now(), by.ref
    batch.save()
    record(
        actor=by,
        action="import_nominations",
        subject=batch.ref,
        season=season.public_id,
        facts={"nominations": len(ready), "left_out": len(left)},
    )
    return batch


def _of_row(number: int, problem: str) -> str:
    return str(_("Row %(number)s: %(problem)s") % {"number": number, "problem": problem})


def _take_in(batch: NominationImport, row: CheckedRow, page: BilingualText, by: Actor) -> None:
    is_telling = columns.LETTERS in batch.usual
    try:
        nomination = _sent(batch, row.form, by, is_telling=is_telling)
    except Refusal as refusal:
        raise NotComplete(
            "row-refused",
            _("Nothing was taken in. Put this right in the file, then read it in again:"),
            (_of_row(row.number, str(refusal)),),
        ) from refusal
    if is_telling:
        send_receipt(nomination, page=page)


def _sent(batch: NominationImport, form: FilledForm, by: Actor, *, is_telling: bool) -> Nomination:
    sender = form.nominator
    require_within_limits(
        batch.season,
        by=by,
        organisation=sender.organisation,
        categories=form.categories,
        sent_for=(sender.email, sender.name),
    )
    return submit_nomination(
        season=batch.season,
        entry=form.new_entry(bodies_of(form)),
        nominator=sender,
        language=form.draft.language,
        relation=Relation(form.relation or Relation.THIRD_PARTY),
        summary=form.summary,
        answers=form.answers,
        by=by,
        arrival=Arrival(NominationSource.IMPORT, batch, is_telling=is_telling),
    )


@transaction.atomic
def undo_import(*, batch: NominationImport, by: Actor) -> NominationImport:
    """Take away every nomination of a file, while nothing was done with any of them.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: it was never taken in, people were written to, or somebody has worked on one.
    """
    season, batch = _held(batch, by)
    _require_move(batch, ImportState.UNDONE)
    require_checking(season)
    if touched := next(_touched(batch), None):
        raise NotNow("import-in-use", touched)
    entries = Entry.objects.filter(nominations__imported_in=batch)
    ids = list(entries.values_list("pk", flat=True))
    typed = EntryOrganisation.objects.filter(entry__in=ids, organisation__is_checked=False)
    bodies = list(typed.values_list("organisation", flat=True))
    Entry.objects.filter(pk__in=ids).delete()
    forget_bodies(bodies)
    batch.state = ImportState.UNDONE
    batch.undone_at, batch.undone_by_ref = clock.now(), by.ref
    batch.save()
    record(
        actor=by,
        action="undo_import",
        subject=batch.ref,
        season=season.public_id,
        facts={"nominations": len(ids)},
    )
    return batch


def _touched(batch: NominationImport) -> Iterator[Any]:
    """Why a file cannot be undone, a sentence each; looks at everything that hangs on an entry."""
    if columns.LETTERS in batch.usual:
        yield _("The nominators were written to. Withdraw the nominations one by one.")
    nominations = Nomination.objects.filter(imported_in=batch)
    entries = Entry.objects.filter(nominations__imported_in=batch)
    words = _("Somebody has worked on these nominations. Withdraw them one by one.")
    if (
        nominations.exclude(state=NominationState.SUBMITTED, is_read=False).exists()
        or entries.exclude(eligibility=Eligibility.UNCHECKED, grouped_into=None).exists()
        or Nomination.objects.filter(entry__in=entries).exclude(imported_in=batch).exists()
        or Entry.objects.filter(grouped_into__in=entries).exists()
        or Flag.objects.filter(nomination__in=nominations).exclude(kind=FlagKind.LATE).exists()
        or _settled(nominations)
        or _hangs_on(Entry, entries, _MADE_WITH_ENTRY)
        or _hangs_on(Nomination, nominations, _MADE_WITH_NOMINATION)
    ):
        yield words


def _settled(nominations: Any) -> bool:
    """Whether a nominee was told, or it was settled that they are not."""
    untold = (NoticeState.WAITING, NoticeState.OWN)
    return Nominee.objects.filter(nomination__in=nominations).exclude(state__in=untold).exists()


def _hangs_on(model: type[Model], rows: Any, usual: frozenset[str]) -> bool:
    """Whether anything points to these rows, in any app, that does not come with taking in."""
    for relation in model._meta.related_objects:  # noqa: SLF001
        if relation.hidden or relation.get_accessor_name() in usual:
            continue
        there = relation.related_model._default_manager  # noqa: SLF001
        if there.filter(**{f"{relation.field.name}__in": rows}).exists():
            return True
    return False


def can_be_undone(batch: NominationImport) -> bool:
    """Whether a file that was taken in can still be undone."""
    return batch.state == ImportState.DONE and next(_touched(batch), None) is None
