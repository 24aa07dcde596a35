"""What the public reads beside the awards: ceremony facts and news."""

from __future__ import annotations

from dataclasses import dataclass, field

from seasonfile.document.moments import Moment
from seasonfile.document.texts import Text
from seasonfile.shapes import (
    KEY,
    LABEL,
    NAME,
    PROSE,
    SLUG,
    TITLE,
    Both,
    Instant,
    ListOf,
    PartOf,
    says,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CeremonyPart:
    """Where the awards were presented, by whom, who came."""

    venue: Text | None = field(default=None, metadata=says(Both(NAME), "Where it was."))
    host: Text | None = field(default=None, metadata=says(Both(NAME), "Who led the evening."))
    presenters: tuple[Text, ...] = field(
        default=(), metadata=says(ListOf(Both(NAME)), "Who presented the awards.")
    )
    attendance: Text | None = field(
        default=None, metadata=says(Both(LABEL), "How many came, in words: over 120.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TagPart:
    """A subject of news items."""

    key: str = field(metadata=says(KEY, "Permanent name of the subject."))
    cy: str = field(metadata=says(LABEL, "The subject in Welsh."))
    en: str = field(metadata=says(LABEL, "The subject in English."))

    @property
    def name(self) -> Text:
        """The subject in both languages."""
        return Text(cy=self.cy, en=self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsPart:
    """A news item."""

    key: str = field(metadata=says(KEY, "Permanent name of the item."))
    title: Text = field(metadata=says(Both(TITLE), "Its heading."))
    slug: Text = field(metadata=says(Both(SLUG), "Its word in addresses."))
    excerpt: Text | None = field(
        default=None, metadata=says(Both(PROSE), "What the list of news shows of it.")
    )
    body: Text = field(metadata=says(Both(PROSE), "The text: paragraphs, parted by a blank line."))
    published: Moment | None = field(
        default=None,
        metadata=says(Instant(), "When it came out; left out for an undated archive item."),
    )
    authors: tuple[Text, ...] = field(
        default=(), metadata=says(ListOf(Both(NAME)), "Who wrote it.")
    )
    tags: tuple[TagPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(TagPart)), "What it is about.")
    )
    category: str | None = field(
        default=None, metadata=says(KEY, "The category it is about, if one.")
    )
