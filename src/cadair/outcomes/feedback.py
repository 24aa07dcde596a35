"""How each nomination fared, and what its nominator is told of it (PRO-18, PRO-19).

Whom a letter goes to is never picked: it follows from what was confirmed and published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Final

from django.db.models import QuerySet
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.judging.scorebook import CannotScore, exact_points
from cadair.mail.queries import languages_for
from cadair.mail.validators import checked_address
from cadair.nominations.models import Entry, Nomination
from cadair.nominations.queries import counted_nominations, judgeable_entries
from cadair.nominations.states import Eligibility, NominationState
from cadair.outcomes.models import Award, Feedback
from cadair.seasons.models import Season

SAMPLES: Final = 10
"""So many letters somebody looks at before any of them leaves."""
HELD_FOR: Final = timedelta(minutes=30)
"""So long letters wait after they were sent off, and can still be held back."""

BANDS: Final[tuple[tuple[int, Promise], ...]] = (
    (80, _("80 or more")),
    (60, _("60 to 79")),
    (40, _("40 to 59")),
    (0, _("below 40")),
)
"""Between which points a score lies: the least, and the words."""


@dataclass(frozen=True, slots=True)
class Owed:
    """An entry without an award: which languages its nominators read, and what is written."""

    entry: Entry
    languages: tuple[Language, ...]
    feedback: Feedback | None

    @property
    def is_ready(self) -> bool:
        """Whether both texts stand in every language that is asked for."""
        return self.feedback is not None and all(
            getattr(text, language)
            for text in (self.feedback.strengths, self.feedback.next_steps)
            for language in self.languages
        )


@dataclass(frozen=True, slots=True)
class Fate:
    """One nomination to be written about: to whom, its entry, and the awards it has."""

    nomination: Nomination
    entry: Entry
    awards: tuple[Award, ...]


@dataclass(frozen=True, slots=True)
class Fates:
    """Every nomination that was sent in, in exactly one place: the numbers add up to `whole`."""

    told: tuple[Fate, ...]
    withdrawn: int
    not_judged: int
    unreachable: int

    @property
    def awarded(self) -> int:
        """How many hear of an award."""
        return sum(bool(fate.awards) for fate in self.told)

    @property
    def whole(self) -> int:
        """Everything that was sent in."""
        return len(self.told) + self.withdrawn + self.not_judged + self.unreachable


def without_award(season: Season) -> QuerySet[Entry]:
    """The entries that were judged and given nothing."""
    return judgeable_entries(season).filter(awards__isnull=True).order_by("reference")


def fates_of(season: Season) -> Fates:
    """How every nomination fared. Those behind a grouped entry fare as the one it counts with."""
    awards: dict[int, list[Award]] = {}
    for award in season.awards.select_related("kind", "category").order_by("position", "pk"):
        awards.setdefault(award.entry_id, []).append(award)
    told, counts = [], {"withdrawn": 0, "not_judged": 0, "unreachable": 0}
    rows = counted_nominations(season).select_related("entry", "entry__grouped_into")
    for nomination in rows.order_by("reference"):
        entry = nomination.entry.grouped_into or nomination.entry
        if nomination.state == NominationState.WITHDRAWN:
            counts["withdrawn"] += 1
        elif entry.eligibility != Eligibility.ELIGIBLE:
            counts["not_judged"] += 1
        elif not _is_reachable(nomination):
            counts["unreachable"] += 1
        else:
            told.append(Fate(nomination, entry, tuple(awards.get(entry.pk, ()))))
    return Fates(told=tuple(told), **counts)


def _is_reachable(nomination: Nomination) -> bool:
    with suppress(Refusal):
        return bool(checked_address(nomination.nominator_email))
    return False


def owed(season: Season, fates: Fates | None = None) -> list[Owed]:
    """Every entry without an award, with the languages of those who nominated it."""
    spoken: dict[int, set[Language]] = {}
    for fate in (fates or fates_of(season)).told:
        if not fate.awards:
            wanted = languages_for(fate.nomination.nominator_email)
            spoken.setdefault(fate.entry.pk, set()).update(wanted)
    written = {
        each.entry_id: each for each in Feedback.objects.filter(entry__season=season).order_by()
    }
    return [
        Owed(
            entry,
            tuple(each for each in LANGUAGES if each in spoken.get(entry.pk, ())),
            written.get(entry.pk),
        )
        for entry in without_award(season)
    ]


def bands_of(season: Season) -> Mapping[str, BilingualText]:
    """Between which points the best score of each entry lies, by its reference."""
    best: dict[str, Fraction] = {}
    with suppress(CannotScore, Refusal):
        for (_category, entry), points in exact_points(season).items():
            if points is not None:
                best[entry] = max(points, best.get(entry, points))
    return {entry: in_both_languages(band(points)) for entry, points in best.items()}


def band(points: Fraction) -> Promise:
    """The words for a score."""
    return next(words for least, words in BANDS if points >= least)


def in_both_languages(text: Promise) -> BilingualText:
    """A text of ours in Welsh and in English."""
    sides = {}
    for language in LANGUAGES:
        with translation.override(language):
            sides[language] = str(text)
    return BilingualText(**sides)


def sha256_of_fates(season: Season, fates: Sequence[Fate]) -> str:
    """The hash of who hears what: any change of awards, feedback or recipients changes it."""
    written = {each.entry_id: each for each in Feedback.objects.filter(entry__season=season)}
    told = []
    for fate in fates:
        feedback = written.get(fate.entry.pk)
        texts = [feedback.strengths.as_dict(), feedback.next_steps.as_dict()] if feedback else []
        told.append(
            [
                fate.nomination.public_id,
                sha256_of(fate.nomination.nominator_email),
                [award.public_id for award in fate.awards],
                sha256_of(texts),
            ]
        )
    return sha256_of(told)
