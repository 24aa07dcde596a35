"""The list of nominations as a file that a spreadsheet opens: UTF-8, no formula, Welsh order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from cadair.foundation import clock
from cadair.foundation.bilingual import active_language
from cadair.foundation.welsh.sorting import sort_key
from cadair.nominations.models import Entry, Nomination
from cadair.nominations.states import IneligibleReason
from cadair.seasons.models import Season
from cadair.web.staff.nominations.rows import state_of, title_of

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it a spreadsheet reads ŵ as two signs."""
FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\0")


def guarded(cell: str) -> str:
    """A cell that a spreadsheet shows and never runs (SEC-15)."""
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) or cell.startswith(FORMULA) else cell


def as_csv(season: Season, ids: Sequence[int], *, is_sorted: bool) -> str:
    """These nominations, in this order where somebody chose one, else by title in the alphabet."""
    found = (
        season.nominations.filter(pk__in=ids)
        .select_related("entry__grouped_into")
        .prefetch_related("entry__places__category", "entry__bodies__organisation", "entry__people")
        .in_bulk()
    )
    nominations = [found[pk] for pk in ids if pk in found]
    if not is_sorted:
        language = active_language()
        nominations.sort(key=lambda each: sort_key(title_of(each.entry)[0], language))
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(_heads())
    for nomination in nominations:
        writer.writerow([guarded(cell) for cell in _cells(nomination)])
    return BYTE_ORDER_MARK + lines.getvalue()


def _heads() -> list[str]:
    return [
        _("Reference of the nomination"),
        _("Reference of the entry"),
        _("Counts with"),
        _("Title"),
        _("Kind"),
        _("Categories"),
        _("Organisations"),
        _("People"),
        _("Place"),
        _("Language"),
        _("Relation"),
        _("Nominator"),
        _("E-mail address"),
        _("Organisation of the nominator"),
        _("Sent in"),
        _("State"),
        _("Reason"),
        _("Rehearsal"),
    ]


def _cells(nomination: Nomination) -> Iterator[str]:
    entry, language = nomination.entry, active_language()
    yield nomination.reference
    yield entry.reference
    yield entry.grouped_into.reference if entry.grouped_into else ""
    yield title_of(entry)[0]
    yield entry.get_kind_display()
    yield "; ".join(place.category.name.in_language(language) for place in entry.places.all())
    yield "; ".join(body.organisation.name.in_language(language) for body in entry.bodies.all())
    yield "; ".join(_people(entry))
    yield entry.place.as_dict()[language] or entry.place_en or entry.place_cy
    yield nomination.get_language_display()
    yield nomination.get_relation_display()
    yield nomination.nominator_name
    yield nomination.nominator_email
    yield nomination.nominator_organisation
    yield clock.to_london(nomination.submitted_at).strftime("%Y-%m-%d %H:%M")
    yield state_of(nomination)[0]
    yield _reason(entry)
    yield _("rehearsal") if entry.is_test else ""


def _people(entry: Entry) -> Iterator[str]:
    for person in entry.people.all():
        yield person.name or person.description.in_language(active_language())


def _reason(entry: Entry) -> str:
    stands = entry.grouped_into or entry
    return str(IneligibleReason(stands.ineligible_reason).label) if stands.ineligible_reason else ""
