"""Setting a season up: what one competes in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.slugs import UnusableSlugError, checked_slug, slugify
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.foundation.welsh.written import in_both, written_line, written_passage
from cadair.seasons.models import Category, Season
from cadair.seasons.ordering import moved, settle
from cadair.seasons.sections import category_of, draft_held, require_as_shown
from cadair.seasons.states import CategoryGroup

NOTHING: Final = BilingualText()


@dataclass(frozen=True, slots=True)
class CategoryWords:
    """What an organiser writes of a category."""

    name: BilingualText
    group: CategoryGroup
    definition: BilingualText = NOTHING
    note: BilingualText = NOTHING
    caution: BilingualText = NOTHING

    def as_stored(self) -> CategoryWords:
        """The same, checked and cleaned.

        Raises:
            Refusal: the name is missing in a language, or something is too long.
        """
        return CategoryWords(
            name=in_both(
                _("Name of the category"),
                self.name,
                lambda field, side: written_line(field, side, is_required=True),
            ),
            group=CategoryGroup(self.group),
            definition=in_both(_("Definition of a category"), self.definition, written_passage),
            note=in_both(_("Note on the results page"), self.note, written_passage),
            caution=in_both(_("Words of caution"), self.caution, written_passage),
        )


@transaction.atomic
def add_category(*, season: Season, words: CategoryWords, by: Actor) -> Category:
    """Add a category at the end of the list.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened.
        Refusal: the name is missing in a language or taken, or something is too long.
    """
    season = draft_held(season, by)
    category = Category(season=season, position=season.categories.count())
    _write(category, words.as_stored())
    category.key = _free_key(season, category.slug_en)
    category.save()
    record(
        actor=by,
        action="add_category",
        subject=category.ref,
        season=season.public_id,
        facts={"key": category.key},
    )
    return category


@transaction.atomic
def change_category(
    *, category: Category, words: CategoryWords, by: Actor, shown: str | None = None
) -> Category:
    """Word a category otherwise; its address follows its name while nothing is public.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the category is gone.
        Refusal: the name is missing in a language or taken; somebody changed it meanwhile.
    """
    category = _held(category, by)
    require_as_shown(shown, category_of(category))
    _write(category, words.as_stored())
    category.save()
    record(
        actor=by,
        action="change_category",
        subject=category.ref,
        season=category.season.public_id,
        facts={"category_sha256": sha256_of(category_of(category))},
    )
    return category


@transaction.atomic
def move_category(*, category: Category, is_up: bool, by: Actor) -> Category:
    """Move a category one place up or down the list; at its end nothing changes.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the category is gone.
    """
    category = _held(category, by)
    settle(moved(list(category.season.categories.all()), category, is_up=is_up))
    record(
        actor=by,
        action="move_category",
        subject=category.ref,
        season=category.season.public_id,
        facts={"is_up": is_up},
    )
    return category


@transaction.atomic
def remove_category(*, category: Category, by: Actor) -> Season:
    """Take a category out; kinds of award that named it name it no longer.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the category is gone, a
            rehearsal has entries in it, or a question is asked in it only.
    """
    category = _held(category, by)
    season, ref, key = category.season, category.ref, category.key
    if category.places.exists():
        raise NotNow(
            "category-in-use",
            _("There are test entries in this category. Wipe the rehearsal first."),
        )
    if any(list(each.categories.all()) == [category] for each in category.questions.all()):
        raise NotNow(
            "category-asked",
            _("A question of the form is asked in this category only. Change the question first."),
        )
    for kind in season.award_kinds.all():
        if key in kind.category_keys:
            kind.category_keys = [each for each in kind.category_keys if each != key]
            kind.save(update_fields=["category_keys"])
    category.delete()
    settle(list(season.categories.all()))
    record(
        actor=by,
        action="remove_category",
        subject=ref,
        season=season.public_id,
        facts={"key": key},
    )
    return season


def _held(category: Category, by: Actor) -> Category:
    season = draft_held(category.season, by)
    found = season.categories.filter(pk=category.pk).first()
    if found is None:
        raise NotNow("category-gone", _("Somebody has removed this category."))
    found.season = season
    return found


def _write(category: Category, words: CategoryWords) -> None:
    was = category.name if category.pk else BilingualText()
    category.group = words.group
    category.name, category.definition, category.note = words.name, words.definition, words.note
    category.caution = words.caution
    category.sort_cy, category.sort_en = sort_key_cy(words.name.cy), sort_key_en(words.name.en)
    for language in LANGUAGES:
        name = words.name.in_language(language)
        if getattr(was, language) != name:
            setattr(category, f"slug_{language}", _free_slug(category, name, language))


def _free_slug(category: Category, name: str, language: Language) -> str:
    slug = slugify(name, language)
    try:
        checked_slug(slug)
    except UnusableSlugError as error:
        raise Refusal(
            "category-name-no-address",
            _(
                "This name cannot be part of an address, or is one of the system’s own. "
                "Add a word to it: %(name)s"
            )
            % {"name": name},
        ) from error
    others = category.season.categories.exclude(pk=category.pk)
    taken = set(others.values_list(f"slug_{language}", flat=True))
    if slug in taken:
        raise Refusal(
            "category-name-taken",
            _("There is a category of this name already. Choose another name: %(name)s")
            % {"name": name},
        )
    return slug


def _free_key(season: Season, slug: str) -> str:
    taken = set(season.categories.values_list("key", flat=True))
    tries = (slug if not number else f"{slug[:74]}-{number + 1}" for number in count())
    return next(key for key in tries if key not in taken)
