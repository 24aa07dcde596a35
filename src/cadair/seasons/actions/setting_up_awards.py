"""Setting a season up: the kinds of award, and the rule by which each is suggested."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.slugs import slugify
from cadair.foundation.welsh.written import in_both, written_line
from cadair.seasons.models import AwardKind, Season
from cadair.seasons.ordering import moved, settle
from cadair.seasons.rulebook import checked_rule
from cadair.seasons.sections import draft_held, kind_of, require_as_shown
from cadair.seasons.states import CategoryGroup


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind of award: its names, where it is given, and its rule as plain data."""

    name: BilingualText
    joint_name: BilingualText
    rule: dict[str, Any]
    is_commendation: bool = False
    groups: tuple[str, ...] = ()
    category_keys: tuple[str, ...] = ()


@transaction.atomic
def add_award_kind(*, season: Season, words: KindWords, by: Actor) -> AwardKind:
    """Add a kind of award at the end of the list.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened.
        Refusal: a name is missing in a language, or the rule contradicts itself.
    """
    season = draft_held(season, by)
    kind = AwardKind(season=season, position=season.award_kinds.count())
    kind.key = _free_key(season, slugify(words.name.en, "en"))
    _write(kind, words)
    kind.save()
    record(
        actor=by,
        action="add_award_kind",
        subject=kind.ref,
        season=season.public_id,
        facts={"key": kind.key, "rule_sha256": sha256_of(kind.rule)},
    )
    return kind


@transaction.atomic
def change_award_kind(
    *, kind: AwardKind, words: KindWords, by: Actor, shown: str | None = None
) -> AwardKind:
    """Name a kind of award otherwise, or give it another rule.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the kind is gone.
        Refusal: a name is missing in a language, the rule contradicts itself, or somebody changed
            it meanwhile.
    """
    kind = _held(kind, by)
    require_as_shown(shown, kind_of(kind))
    _write(kind, words)
    kind.save()
    record(
        actor=by,
        action="change_award_kind",
        subject=kind.ref,
        season=kind.season.public_id,
        facts={"key": kind.key, "rule_sha256": sha256_of(kind.rule)},
    )
    return kind


@transaction.atomic
def move_award_kind(*, kind: AwardKind, is_up: bool, by: Actor) -> AwardKind:
    """Move a kind of award one place up or down the list; at its end nothing changes.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the kind is gone.
    """
    kind = _held(kind, by)
    settle(moved(list(kind.season.award_kinds.all()), kind, is_up=is_up))
    record(
        actor=by,
        action="move_award_kind",
        subject=kind.ref,
        season=kind.season.public_id,
        facts={"is_up": is_up},
    )
    return kind


@transaction.atomic
def remove_award_kind(*, kind: AwardKind, by: Actor) -> Season:
    """Take a kind of award out.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the kind is gone.
        Refusal: the rule of another kind names it.
    """
    kind = _held(kind, by)
    season, ref, key = kind.season, kind.ref, kind.key
    for other in season.award_kinds.exclude(pk=kind.pk):
        rule = other.rule or {}
        if rule.get("after") == key or key in rule.get("holders_of", ()):
            raise Refusal(
                "kind-in-use",
                _("The rule of another kind of award names this one. Change that first: %(name)s")
                % {"name": other.name},
            )
    kind.delete()
    settle(list(season.award_kinds.all()))
    record(
        actor=by,
        action="remove_award_kind",
        subject=ref,
        season=season.public_id,
        facts={"key": key},
    )
    return season


def _held(kind: AwardKind, by: Actor) -> AwardKind:
    season = draft_held(kind.season, by)
    found = season.award_kinds.filter(pk=kind.pk).first()
    if found is None:
        raise NotNow("kind-gone", _("Somebody has removed this kind of award."))
    found.season = season
    return found


def _write(kind: AwardKind, words: KindWords) -> None:
    for field, text in (("name", words.name), ("joint_name", words.joint_name)):
        label = _("Name") if field == "name" else _("Name when it is shared")
        both = in_both(label, text, lambda name, side: written_line(name, side, is_required=True))
        setattr(kind, field, both)
    season = kind.season
    known = set(season.categories.values_list("key", flat=True))
    kind.is_commendation = words.is_commendation
    kind.groups = [group.value for group in CategoryGroup if group in words.groups]
    kind.category_keys = [key for key in words.category_keys if key in known]
    kind.rule = checked_rule(kind, words.rule)


def _free_key(season: Season, slug: str) -> str:
    taken = set(season.award_kinds.values_list("key", flat=True))
    slug = slug or "award"
    tries = (slug if not number else f"{slug[:74]}-{number + 1}" for number in count())
    return next(key for key in tries if key not in taken)
