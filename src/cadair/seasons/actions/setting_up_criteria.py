"""Setting a season up: what is judged, and on which marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.slugs import slugify
from cadair.foundation.welsh.written import LONGEST_TITLE, in_both, written_line
from cadair.seasons.models import Criterion, ScaleAnchor, Season
from cadair.seasons.ordering import moved, settle
from cadair.seasons.sections import criterion_of, draft_held, require_as_shown, scale_of

HIGHEST_MARK: Final = 100
HIGHEST_WEIGHT: Final = 100


@dataclass(frozen=True, slots=True)
class CriterionWords:
    """What an organiser writes of a criterion: its name, the questions it asks, its weight."""

    name: BilingualText
    asks: tuple[BilingualText, ...] = ()
    weight: int = 1

    def as_stored(self) -> CriterionWords:
        """The same, checked and cleaned; empty questions are left out.

        Raises:
            Refusal: a language is missing, something is too long, the weight is none.
        """
        if not 1 <= self.weight <= HIGHEST_WEIGHT:
            raise Refusal(
                "strange-number",
                _("This number is out of range. Lowest: %(lowest)s. Highest: %(highest)s.")
                % {"lowest": 1, "highest": HIGHEST_WEIGHT},
            )
        asks = tuple(_question(ask) for ask in self.asks)
        return CriterionWords(
            name=in_both(
                _("Name of a criterion"),
                self.name,
                lambda field, side: written_line(field, side, is_required=True),
            ),
            asks=tuple(ask for ask in asks if ask),
            weight=self.weight,
        )


def _question(ask: BilingualText) -> BilingualText:
    field = _("A question the judge asks")
    ask = in_both(field, ask, lambda name, side: written_line(name, side, longest=LONGEST_TITLE))
    if ask and not ask.is_complete:
        raise Refusal(
            "one-language",
            _("Written in one language only: %(field)s. Write the other, or leave both empty.")
            % {"field": field},
        )
    return ask


@transaction.atomic
def add_criterion(*, season: Season, words: CriterionWords, by: Actor) -> Criterion:
    """Add a criterion at the end of the list.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened.
        Refusal: a language is missing or something is too long.
    """
    season = draft_held(season, by)
    criterion = Criterion(season=season, position=season.criteria.count())
    _write(criterion, words.as_stored())
    criterion.key = _free_key(season, slugify(criterion.name_en, "en"))
    criterion.save()
    record(
        actor=by,
        action="add_criterion",
        subject=criterion.ref,
        season=season.public_id,
        facts={"key": criterion.key},
    )
    return criterion


@transaction.atomic
def change_criterion(
    *, criterion: Criterion, words: CriterionWords, by: Actor, shown: str | None = None
) -> Criterion:
    """Word or weigh a criterion otherwise.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the criterion is gone.
        Refusal: a language is missing, something is too long; somebody changed it meanwhile.
    """
    criterion = _held(criterion, by)
    require_as_shown(shown, criterion_of(criterion))
    _write(criterion, words.as_stored())
    criterion.save()
    record(
        actor=by,
        action="change_criterion",
        subject=criterion.ref,
        season=criterion.season.public_id,
        facts={"criterion_sha256": sha256_of(criterion_of(criterion))},
    )
    return criterion


@transaction.atomic
def move_criterion(*, criterion: Criterion, is_up: bool, by: Actor) -> Criterion:
    """Move a criterion one place up or down the list; at its end nothing changes.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the criterion is gone.
    """
    criterion = _held(criterion, by)
    settle(moved(list(criterion.season.criteria.all()), criterion, is_up=is_up))
    record(
        actor=by,
        action="move_criterion",
        subject=criterion.ref,
        season=criterion.season.public_id,
        facts={"is_up": is_up},
    )
    return criterion


@transaction.atomic
def remove_criterion(*, criterion: Criterion, by: Actor) -> Season:
    """Take a criterion out; practice marks on it go with it, a question for it stays.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the criterion is gone.
    """
    criterion = _held(criterion, by)
    season, ref, key = criterion.season, criterion.ref, criterion.key
    criterion.questions.update(criterion=None)
    criterion.delete()
    settle(list(season.criteria.all()))
    record(
        actor=by,
        action="remove_criterion",
        subject=ref,
        season=season.public_id,
        facts={"key": key},
    )
    return season


@transaction.atomic
def set_scale(
    *, season: Season, words: Mapping[int, BilingualText], by: Actor, shown: str | None = None
) -> Season:
    """Say which marks have words; every whole mark from the lowest to the highest can be given.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened.
        Refusal: fewer than two marks, a mark outside of 0 to 100, words in one language only, or
            somebody changed it meanwhile.
    """
    season = draft_held(season, by)
    require_as_shown(shown, scale_of(season))
    if len(words) < 2 or not all(0 <= mark <= HIGHEST_MARK for mark in words):
        raise Refusal(
            "no-scale-of-marks",
            _("Give words to at least two marks, the lowest and the highest. Marks: 0 to 100."),
        )
    season.scale.all().delete()
    for mark in sorted(words):
        label = in_both(
            _("Words for a mark"),
            words[mark],
            lambda field, side: written_line(field, side, is_required=True),
        )
        ScaleAnchor.objects.create(season=season, mark=mark, **columns("label", label))
    record(
        actor=by,
        action="set_scale",
        subject=season.ref,
        season=season.public_id,
        facts={"lowest": min(words), "highest": max(words), "worded": len(words)},
    )
    return season


def _held(criterion: Criterion, by: Actor) -> Criterion:
    season = draft_held(criterion.season, by)
    found = season.criteria.filter(pk=criterion.pk).first()
    if found is None:
        raise NotNow("criterion-gone", _("Somebody has removed this criterion."))
    found.season = season
    return found


def _write(criterion: Criterion, words: CriterionWords) -> None:
    criterion.name = words.name
    criterion.asks = [ask.as_dict() for ask in words.asks]
    criterion.weight = words.weight


def _free_key(season: Season, slug: str) -> str:
    taken = set(season.criteria.values_list("key", flat=True))
    slug = slug or "criterion"
    tries = (slug if not number else f"{slug[:74]}-{number + 1}" for number in count())
    return next(key for key in tries if key not in taken)
