"""How each kind of thing goes: deleted where nothing of it is needed, emptied where figures are.

Files go with their evidence: the worker takes away the bytes that nothing uses any more.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.models import F, Manager, QuerySet

from cadair.judging.models import Motion, Reply
from cadair.mail.actions import keep_for_news
from cadair.nominations.models import (
    Clarification,
    ContactNote,
    Draft,
    Endorsement,
    Entry,
    EntryOrganisation,
    EntryPerson,
    EntryWords,
    Evidence,
    Flag,
    FormerTitle,
    Nomination,
    NominationVersion,
    Nominee,
    OriginalReading,
    ProposedExclusion,
    Redaction,
    Translation,
)
from cadair.outcomes.models import Decision
from cadair.retention.finding import repeats_of, silent_entries, wordless_entries

HANGING_ON: Final[tuple[Manager[Any], ...]] = (
    Clarification.objects,
    ContactNote.objects,
    Draft.objects,
    Endorsement.objects,
    Evidence.objects,
    Flag.objects,
    NominationVersion.objects,
    Nominee.objects,
    OriginalReading.objects,
    Redaction.objects,
    Translation.objects,
)
"""Whatever belongs to one nomination and goes with what it said; a test knows them all."""

BEHIND_A_TITLE: Final[tuple[Manager[Any], ...]] = (
    EntryPerson.objects,
    EntryOrganisation.objects,
    FormerTitle.objects,
    ProposedExclusion.objects,
)
"""Whatever goes with the title of an entry."""

EMPTIED: Final = {
    "nominator_name": "",
    "nominator_email": "",
    "nominator_organisation": "",
    "summary": "",
    "answers": {},
    "panel_summary": "",
    "panel_answers": {},
    "hints": 0,
    "read_by": "",
}
"""What a nomination is once its time is over: a number, a day, a language, a category."""


def delete(rows: QuerySet[Any]) -> int:
    """Delete rows with whatever hangs on them; returns how many rows of the first table."""
    number = rows.count()
    rows.delete()
    return number


def empty_nominations(rows: QuerySet[Any]) -> int:
    """Take away what nominations said, their evidence, versions, notes, people.

    An entry of which then nothing is said any more, and that won nothing, is called by its number.
    """
    ids = list(rows.values_list("pk", flat=True))
    behind = Nomination.objects.filter(pk__in=ids)
    pairs = behind.values_list("entry", "entry__grouped_into")
    found = {entry for pair in pairs for entry in pair if entry is not None}
    _keep_for_news(behind)
    for rows_of in HANGING_ON:
        rows_of.filter(nomination__in=ids).delete()
    # What entries are found by holds names of nominators: the worker makes it anew.
    EntryWords.objects.filter(entry__in=found).delete()
    emptied = behind.update(**EMPTIED)
    # What was taken out of a title goes with the texts, of what won too.
    FormerTitle.objects.filter(entry__in=wordless_entries(list(found))).delete()
    _forget_titles(list(silent_entries(list(found)).values_list("pk", flat=True)))
    return emptied


def _keep_for_news(rows: QuerySet[Nomination]) -> None:
    """Whoever asked to hear when nominations open again is remembered by that alone (PRI-18)."""
    senders = rows.exclude(nominator_email="").exclude(entry__is_test=True).order_by()
    pairs = senders.values_list("season__programme__public_id", "nominator_email")
    found: dict[str, set[str]] = {}
    for programme, address in pairs:
        found.setdefault(programme, set()).add(address)
    for programme, addresses in found.items():
        keep_for_news(addresses, programme)


def _forget_titles(entries: list[int]) -> None:
    """Call entries by their numbers, and take away people, bodies and places behind them."""
    for rows_of in BEHIND_A_TITLE:
        rows_of.filter(entry__in=entries).delete()
    repeats_of(entries).delete()
    Entry.objects.filter(pk__in=entries).update(
        title_cy=F("reference"),
        title_en=F("reference"),
        title_language="",
        **dict.fromkeys(("place_cy", "place_en", "ineligible_note_cy", "ineligible_note_en"), ""),
    )


def forget_reasons(rows: QuerySet[Any]) -> int:
    """Take away why the panel decided as it did; what it decided stays."""
    decisions = Decision.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))
    categories = list(decisions.values_list("category", flat=True))
    # What was put to the judges by correspondence says why, too; so may what they answered.
    Motion.objects.filter(category__in=categories).update(form={})
    Reply.objects.filter(motion__category__in=categories).update(note="")
    return decisions.update(reason_cy="", reason_en="")
