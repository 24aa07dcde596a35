"""Reading what is public, through the `public` alias, which can read nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db.models import F, QuerySet

from cadair.foundation.bilingual import Language
from cadair.publishing.documents import SeasonDocument, parse_document
from cadair.publishing.models import ReleasedPost, ReleasedProgramme, ReleasedSeason


def _seasons() -> QuerySet[ReleasedSeason]:
    return ReleasedSeason.objects.using(settings.PUBLIC_DATABASE).filter(is_current=True)


def _posts() -> QuerySet[ReleasedPost]:
    # Undated items last on either database: PostgreSQL by itself would put them first.
    newest_first = F("published_at").desc(nulls_last=True)
    posts = ReleasedPost.objects.using(settings.PUBLIC_DATABASE)
    return posts.order_by(newest_first, "-year", "position")


def programmes() -> Sequence[ReleasedProgramme]:
    """Every programme with something public; real ones before fictional ones."""
    return list(
        ReleasedProgramme.objects.using(settings.PUBLIC_DATABASE).order_by("is_fictional", "key")
    )


def programme(language: Language, slug: str) -> ReleasedProgramme | None:
    """The programme at this address in this language."""
    found = ReleasedProgramme.objects.using(settings.PUBLIC_DATABASE)
    return found.filter(**{f"slug_{language}": slug}).first()


def programme_in_either_language(slug: str) -> ReleasedProgramme | None:
    """The programme whose Welsh or English slug this is, for a redirect to the right address."""
    found = ReleasedProgramme.objects.using(settings.PUBLIC_DATABASE)
    return found.filter(slug_cy=slug).first() or found.filter(slug_en=slug).first()


def seasons_of(programme_key: str) -> Sequence[ReleasedSeason]:
    """The public seasons of a programme, newest first, without their documents."""
    return list(_seasons().filter(programme_key=programme_key).defer("document").order_by("-year"))


def season_document(programme_key: str, year: int) -> SeasonDocument | None:
    """What is public of a season, or None: unknown and unreleased look the same."""
    row = _seasons().filter(programme_key=programme_key, year=year).first()
    return parse_document(row) if row else None


def season_documents(programme_key: str) -> Sequence[SeasonDocument]:
    """Everything public of a programme, newest season first."""
    rows = _seasons().filter(programme_key=programme_key).order_by("-year")
    return [parse_document(row) for row in rows]


def posts(
    *, programme_key: str = "", season_key: str = "", limit: int | None = None
) -> Sequence[ReleasedPost]:
    """News, newest first; undated archive items after the dated ones of their year."""
    found = _posts().defer("body_cy", "body_en")
    if programme_key:
        found = found.filter(programme_key=programme_key)
    if season_key:
        found = found.filter(season_key=season_key)
    return list(found[:limit])


def post(language: Language, slug: str) -> ReleasedPost | None:
    """The news item at this address in this language."""
    return _posts().filter(**{f"slug_{language}": slug}).first()


def post_in_either_language(slug: str) -> ReleasedPost | None:
    """The news item whose Welsh or English slug this is, for a redirect to the right address."""
    return _posts().filter(slug_cy=slug).first() or _posts().filter(slug_en=slug).first()
