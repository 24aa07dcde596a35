"""News items as templates need them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import Language
from cadair.foundation.welsh.dates import long_date, machine_date
from cadair.publishing.models import ReleasedPost
from cadair.web.shared import addresses


class PostCard(TypedDict):
    """A news item in a list."""

    title: str
    url: str
    excerpt: str
    date: str
    machine: str
    tags: list[str]


def post_cards(posts: Iterable[ReleasedPost], language: Language) -> list[PostCard]:
    """News items for a list, in the order given."""
    return [post_card(post, language) for post in posts]


def post_card(post: ReleasedPost, language: Language) -> PostCard:
    """One news item."""
    return {
        "title": post.title.in_language(language),
        "url": addresses.news_item(language, post.slug),
        "excerpt": post.excerpt.in_language(language),
        "date": post_date(post, language),
        "machine": machine_date(post.published_at) if post.published_at else "",
        "tags": [tag[language] for tag in post.tags],
    }


def post_date(post: ReleasedPost, language: Language) -> str:
    """“10 February 2026”, a vaguer wording, or “From the 2023 archive” for an undated item."""
    if post.published_at is not None:
        return long_date(post.published_at, language)
    vague = post.published_text.in_language(language)
    return vague or _("From the %(year)s archive") % {"year": post.year}
