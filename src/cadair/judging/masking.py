"""Whose names are kept from judges until they have locked (PRO-13), and what stands instead.

The names of an entry are hidden from every judge of the season while one of its categories has a
round that hides names, is not closed, and whose names no organiser has shown. Hidden are its title,
nominees and organisations, and files and links in which nobody has looked for names. Words of the
nominators are shown as organisers have redacted them. When the panel decides, everything is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import Language, active_language
from cadair.foundation.prepared import Prepared
from cadair.judging.models import Judge, NamelessFile
from cadair.judging.round_states import RoundState
from cadair.nominations.models import Entry, EntryCategory, Evidence
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState

UNTIL_LOCKED: Final = frozenset(
    {SeasonState.DRAFT, SeasonState.OPEN, SeasonState.CHECKING, SeasonState.JUDGING}
)
"""While names can be hidden: all judges have locked when the panel begins to decide."""

NOTHING: Final[frozenset[int]] = frozenset()

_HIDDEN: Final = Prepared(
    lambda season: (
        EntryCategory.objects.filter(
            category__rounds__season=season,
            category__rounds__hides_names=True,
            category__rounds__names_shown=None,
            category__rounds__state__in=(RoundState.WAITING, RoundState.OPEN),
            entry__is_test=False,
        )
        .order_by()
        .values_list("entry_id")
    )
)


def hidden_entries(season: Season) -> frozenset[int]:
    """The entries whose names no judge of the season may see now: ids; one statement."""
    if season.state not in UNTIL_LOCKED:
        return NOTHING
    return frozenset(row[0] for row in _HIDDEN.rows(season=season.pk))


def is_hidden(judge: Judge, entry: Entry) -> bool:
    """Whether this judge reads the entry without names."""
    return entry.pk in hidden_entries(judge.season)


def masked_title(reference: str) -> tuple[str, Language]:
    """What stands in the place of a title, in the reader’s language."""
    return _("Entry %(reference)s") % {"reference": reference}, active_language()


def without_names(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The files and links of these in which an organiser found no name."""
    there = list(evidence)
    found = NamelessFile.objects.filter(evidence__in=[each.pk for each in there])
    nameless = set(found.values_list("evidence_id", flat=True))
    return [each for each in there if each.pk in nameless]
