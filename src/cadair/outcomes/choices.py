"""An award as the panel gives it: its words, its address, and what stays of an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.foundation.welsh.slugs import slugify
from cadair.foundation.welsh.written import (
    LONGEST_TITLE,
    in_both,
    written_line,
    written_passage,
)
from cadair.nominations.models import Entry, EntryPerson
from cadair.nominations.states import Eligibility
from cadair.outcomes.models import Award, Decision
from cadair.seasons.models import AwardKind, Category

LONGEST_KEY: Final = 100


@dataclass(frozen=True, slots=True)
class AwardChoice:
    """One award the panel gives: which kind, to which entry, or to a person within it.

    An empty `key` is made from category and title; an empty `title` is the entry's own. `kind` is
    None only in an archive that does not know it.
    """

    kind: AwardKind | None
    entry: Entry
    is_joint: bool = False
    person: EntryPerson | None = None
    key: str = ""
    title: BilingualText = field(default_factory=BilingualText)
    slug: BilingualText = field(default_factory=BilingualText)
    text: BilingualText = field(default_factory=BilingualText)
    presenter: BilingualText = field(default_factory=BilingualText)
    collected_by: BilingualText = field(default_factory=BilingualText)

    @property
    def pool(self) -> str:
        """Whom awards of this kind are chosen from."""
        rule = self.kind.rule if self.kind is not None else None
        return str((rule or {}).get("pool", "category"))

    def is_outside_pool(self, category: Category) -> bool:
        """Whether the entry is not among those this award is chosen from.

        What the panel named itself is only for awards at its discretion, where it was named.
        """
        rule = (self.kind.rule if self.kind is not None else None) or {}
        stands = self.entry.places.filter(category=category).exists()
        if self.entry.kind not in (rule.get("entry_kinds") or [self.entry.kind]):
            return True
        if self.entry.eligibility == Eligibility.PANEL:
            return self.pool != "discretion" or not stands
        if self.pool == "award-holders":
            return not self.entry.awards.exclude(category=category).exists()
        return self.pool == "category" and not stands

    def as_stored(self, category: Category) -> AwardChoice:
        """The same, cleaned, with its address in `category`.

        Raises:
            UnfitText: a text is too long.
        """
        title = in_both(_("Title"), self.title, partial(written_line, longest=LONGEST_TITLE))
        return replace(
            self,
            title=title,
            text=in_both(_("Award text"), self.text, written_passage),
            presenter=in_both(_("Presenter"), self.presenter, written_line),
            collected_by=in_both(_("Who collected it"), self.collected_by, written_line),
        ).with_address(category)

    def with_address(self, category: Category) -> AwardChoice:
        """The same with title, slug and key made where none was given."""
        title = self.title or _title_of(self.entry)
        made = address_for(title, self.entry)
        key = self.key or f"{category.key}-{made.en}"[:LONGEST_KEY].strip("-")
        return replace(self, title=title, slug=self.slug or made, key=key)


def _title_of(entry: Entry) -> BilingualText:
    """What an entry is called: in both languages where it has both, else as its author wrote it."""
    if entry.title_language or not (entry.title_cy and entry.title_en):
        return BilingualText(entry.title, entry.title)
    return BilingualText(entry.title_cy, entry.title_en)


def address_for(title: BilingualText, entry: Entry) -> BilingualText:
    """The last word of the address of an award with this title.

    A title without a letter that an address can hold, such as an emoji, leaves it to the reference
    of the entry: an award without an address could be read by nobody.
    """
    instead = slugify(entry.reference, "en")
    return BilingualText(
        cy=slugify(title.cy, "cy") or instead, en=slugify(title.en, "en") or instead
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """An award as the panel gives it, and the one it was before where it stays."""

    choice: AwardChoice
    award: Award | None


def with_words_kept(
    before: Decision | None, choices: Sequence[AwardChoice], category: Category
) -> list[Kept]:
    """The choices, ready to be stored, with what was written for the same entry and person.

    Raises:
        UnfitText: a text is too long.
    """
    earlier = list(before.awards.select_related("kind", "entry")) if before else []
    found = []
    for choice in choices:
        award = _earlier(earlier, choice)
        if award is not None:
            earlier.remove(award)
        words = _filled(choice, award) if award else choice
        found.append(Kept(words.as_stored(category), award))
    return found


def _earlier(awards: Sequence[Award], choice: AwardChoice) -> Award | None:
    """The award the same entry, and person in it, had; one of the same kind first."""
    person = choice.person.pk if choice.person else None
    same = [
        award for award in awards if (award.entry_id, award.person_id) == (choice.entry.pk, person)
    ]
    return next((award for award in same if award.kind == choice.kind), same[0] if same else None)


def _filled(choice: AwardChoice, award: Award) -> AwardChoice:
    return replace(
        choice,
        key=choice.key or award.key,
        title=choice.title or award.title,
        slug=choice.slug or award.slug,
        text=choice.text or award.text,
        presenter=choice.presenter or award.presenter,
        collected_by=choice.collected_by or award.collected_by,
    )
