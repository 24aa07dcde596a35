"""Every write that makes something public."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import canonical_json, sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.mail.actions import queue_letter
from cadair.publishing.letters import ResultsPublished, nominators_of
from cadair.publishing.models import Post, ReleasedPost, ReleasedProgramme, ReleasedSeason
from cadair.publishing.release import (
    Document,
    announcement_document,
    carry_out,
    require_as_sealed,
    results_document,
    waiting_order,
)
from cadair.publishing.rules import waits_for_results
from cadair.seasons.letters import season_page
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState

RUNNING = (
    SeasonState.OPEN,
    SeasonState.CHECKING,
    SeasonState.JUDGING,
    SeasonState.DECIDING,
    SeasonState.SEALED,
)


@transaction.atomic
def announce_season(*, season: Season, by: Actor) -> ReleasedSeason:
    """Make public what a running season is: timetable, categories, criteria, rules; no outcome.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the season has not opened, or its results are public.
    """
    season = locked(season)
    require_organiser(by, season)
    if season.state not in RUNNING:
        raise NotNow("not-announcable", _("Only a season that runs can be announced."))
    snapshot = publish_snapshot(season, announcement_document(season), stage="announced")
    record(
        actor=by,
        action="announce_season",
        subject=season.ref,
        season=season.public_id,
        facts={"snapshot_sha256": snapshot.sha256, "version": snapshot.version},
    )
    return snapshot


@transaction.atomic
def release_season(*, season: Season, by: Actor) -> ReleasedSeason:
    """Carry out the order to release: in one transaction both languages become public.

    Two that try at once: one releases, the other is told that it is done.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: no order waits, or its minute has not come.
    """
    season = locked(season)
    require_organiser(by, season)
    order = waiting_order(season)
    if order is None:
        raise NotNow("nothing-to-release", _("No order to publish waits for this season."))
    if order.release_at > clock.now():
        raise NotNow("not-yet", _("The minute ordered for publishing has not come yet."))
    carry_out(order, season)
    snapshot = publish_snapshot(season, results_document(season), stage="results")
    record(
        actor=by,
        action="release_season",
        subject=order.ref,
        season=season.public_id,
        facts={"snapshot_sha256": snapshot.sha256, "version": snapshot.version},
    )
    return snapshot


@transaction.atomic
def renew_results(*, season: Season, by: Actor) -> ReleasedSeason:
    """Publish the results again as they stand: with whoever agrees to be named now, no others.

    What was public before is taken away: it names whoever has taken their word back.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are not public, or are not those that were confirmed.
    """
    season = locked(season)
    require_organiser(by, season)
    if season.state != SeasonState.RELEASED:
        raise NotNow("not-released", _("The results are not public yet."))
    require_as_sealed(season)
    snapshot = publish_snapshot(season, results_document(season), stage="results")
    ReleasedSeason.objects.filter(season_key=season.key, is_current=False).delete()
    record(
        actor=by,
        action="renew_results",
        subject=season.ref,
        season=season.public_id,
        facts={"snapshot_sha256": snapshot.sha256, "version": snapshot.version},
    )
    return snapshot


@transaction.atomic
def tell_of_results(*, season: Season, by: Actor) -> Season:
    """Write to everybody who nominated that the results are public; once, and the same to all.

    Whoever confirmed the results approved it (PRO-19). Repeating it writes to nobody twice.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are not public.
    """
    season = locked(season)
    require_organiser(by, season)
    if season.state != SeasonState.RELEASED:
        raise NotNow("not-released", _("The results are not public yet."))
    letter = ResultsPublished(season=season.name, page=season_page(season))
    addresses = nominators_of(season)
    for address in addresses:
        once = f"results-published:{season.public_id}:{sha256_of(address.lower())[:32]}"
        queue_letter(letter=letter, to=address, once=once, season=season.public_id)
    record(
        actor=by,
        action="tell_of_results",
        subject=season.ref,
        season=season.public_id,
        facts={"letters": len(addresses)},
    )
    return season


def publish_snapshot(season: Season, document: Document, *, stage: str) -> ReleasedSeason:
    """Put a document in the place of the season's current one; part of an action.

    The same document again changes nothing.
    """
    _publish_programme(season)
    current = ReleasedSeason.objects.filter(season_key=season.key, is_current=True).first()
    digest = sha256_of(document)
    if current is not None and current.sha256 == digest:
        return current
    ReleasedSeason.objects.filter(season_key=season.key).update(is_current=False)
    last = ReleasedSeason.objects.filter(season_key=season.key).aggregate(last=Max("version"))
    return ReleasedSeason.objects.create(
        season_key=season.key,
        programme_key=season.programme.key,
        year=season.year,
        **columns("name", season.name),
        stage=stage,
        document=canonical_json(document).decode(),
        sha256=digest,
        version=(last["last"] or 0) + 1,
        released_at=season.released_at or clock.now(),
        is_current=True,
    )


def _publish_programme(season: Season) -> None:
    programme = season.programme
    organiser = programme.organiser.name if programme.organiser else BilingualText()
    ReleasedProgramme.objects.update_or_create(
        key=programme.key,
        defaults={
            **columns("name", programme.name),
            **columns("slug", programme.slug),
            **columns("tagline", programme.tagline),
            **columns("organiser", organiser),
            "is_fictional": season.is_fictional,
        },
    )


@transaction.atomic
def publish_post(*, post: Post, by: Actor) -> ReleasedPost:
    """Make a news item public in both languages at once; again: bring it up to date.

    Raises:
        NotAllowed: `by` is no organiser.
    """
    season = locked(post.season)
    require_organiser(by, season)
    released = write_released_post(post)
    record(
        actor=by,
        action="publish_post",
        subject=post.ref,
        season=season.public_id,
        facts={"body_sha256": sha256_of(post.body.as_dict())},
    )
    return released


def write_released_post(post: Post) -> ReleasedPost:
    """Copy a news item to where the public can read it; part of an action.

    Raises:
        NotNow: it may speak of results that are not public.
        Refusal: its address belongs to another item; addresses are permanent.
    """
    season = post.season
    if waits_for_results(post):
        raise NotNow(
            "results-not-public",
            _("This news item may speak of the results. It waits until they are published."),
        )
    others = ReleasedPost.objects.exclude(season_key=season.key, key=post.key)
    for slug in others.filter(Q(slug_cy=post.slug.cy) | Q(slug_en=post.slug.en))[:1]:
        raise Refusal(
            "news-address-taken",
            _("This address is taken by another news item: %(slug)s. Choose another.")
            % {"slug": slug.slug_en},
        )
    released, _new = ReleasedPost.objects.update_or_create(
        season_key=season.key,
        key=post.key,
        defaults={
            "programme_key": season.programme.key,
            "category_key": post.category.key if post.category else "",
            "year": season.year,
            "position": post.position,
            **columns("title", post.title),
            **columns("slug", post.slug),
            **columns("excerpt", post.excerpt),
            **columns("body", post.body),
            "authors": post.authors,
            "tags": post.tags,
            "published_at": post.published_at or _beginning(post.published_on),
            **columns("published_text", post.published_text),
            "is_fictional": season.is_fictional,
        },
    )
    return released


def _beginning(day: date | None) -> datetime | None:
    """The first moment of a day in Wales."""
    return clock.from_london(datetime.combine(day, time())) if day else None
