"""The results are confirmed, wait for their minute, and become public in both languages at once."""

from __future__ import annotations

from datetime import timedelta

from cadair.audit.verification import verify
from cadair.demo.walking.road import Road, WrongTurnError, at
from cadair.outcomes.actions import approve_award_text, order_release, seal_season
from cadair.outcomes.models import Seal
from cadair.publishing.actions import release_season
from cadair.publishing.documents import SeasonDocument
from cadair.publishing.queries import posts, season_document
from cadair.seasons.states import SeasonState


def approving(road: Road) -> None:
    """Every award text is approved in both languages; without that nothing can be confirmed."""
    with at(road.moment("results") - timedelta(days=17)):
        road.refused("confirming texts that nobody approved", lambda: _seal(road, alone=False))
        for award in road.season.awards.all():
            approve_award_text(award=award, by=road.organiser)
        road.tell("texts", f"{road.season.awards.count()} award texts approved in both languages")


def sealing(road: Road) -> None:
    """Two people confirm the results; they are hashed and frozen."""
    with at(road.moment("results") - timedelta(days=16)):
        road.refused("one person confirming alone", lambda: _seal(road, alone=True))
        seal = _seal(road, alone=False)
        road.tell("seal", f"confirmed by organiser and chair; sha256 {seal.sha256[:12]}…")
        order_release(season=road.season, release_at=road.moment("results"), by=road.organiser)
        road.tell("order release", f"for {_wall(road)}, the morning after the ceremony")


def _seal(road: Road, *, alone: bool) -> Seal:
    second = road.organiser if alone else road.chair
    return seal_season(season=road.season, by=road.organiser, confirmed_by=second)


def _wall(road: Road) -> str:
    results = road.whole.timetable.results
    return (results.at or "").replace("T", " ") if results else ""


def releasing(road: Road) -> None:
    """Not a minute early; then everything at once."""
    with at(road.moment("results") - timedelta(minutes=1)):
        public = _public(road)
        road.tell(
            "embargo",
            f"the public reads stage “{public.stage}” with {public.totals.awards} awards",
        )
        road.expect("awards in public", found=public.totals.awards, wanted=0)
        road.refused(
            "publishing one minute early",
            lambda: release_season(season=road.season, by=road.organiser),
        )
    with at(road.moment("results")):
        public = _public(road)
        road.expect("the state", found=road.season.state, wanted=SeasonState.RELEASED)
        road.expect("awards", found=public.totals.awards, wanted=len(road.whole.awards))
        kinds = ", ".join(f"{kind} {n}" for kind, n in public.totals.by_kind.items())
        road.tell("release", f"the worker published {public.totals.awards} awards: {kinds}")
        shown = sum(section.is_shown for section in public.sections)
        news = posts(season_key=road.season.key)
        road.add(f"sections shown: {shown} of {len(public.sections)}; news items: {len(news)}")
        road.add(f"/en/{public.slug.en}/{public.year}/  /cy/{public.slug.cy}/{public.year}/")


def _public(road: Road) -> SeasonDocument:
    public = season_document(road.whole.programme.key, road.whole.year)
    if public is None:
        raise WrongTurnError("the public reads nothing of the season")
    return public


def auditing(road: Road) -> None:
    """The record of every step is recomputed from the first entry to the last."""
    with at(road.moment("results") + timedelta(minutes=5)):
        result = verify()
        road.expect("faults in the record", found=len(result.faults), wanted=0)
        road.tell(
            "audit", f"{result.head.sequence} entries, chain whole, head {result.head.hash[:12]}…"
        )
