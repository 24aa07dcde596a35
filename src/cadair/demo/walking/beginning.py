"""The season file is checked and loaded, and the season opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import seasonfile
from cadair.demo.walking.road import Road, at
from cadair.foundation.actors import Actor
from cadair.people.actions import open_account
from cadair.seasons.actions import grant_role, open_season
from cadair.seasons.queries import current_rules
from cadair.seasons.season_file import load_season
from cadair.seasons.states import SeasonRole
from seasonfile import CeremonyPart, SeasonDocument


def from_file_to_draft(road: Road) -> None:
    """Write the season file as it is before anything has happened, check it, load it."""
    content = seasonfile.write(before_anything_happened(road.whole))
    name = f"{road.whole.key}.yaml"
    with at(road.moment("nominations_open") - timedelta(days=50)):
        problems = seasonfile.check(content, name=name)
        road.expect("problems of the season file", found=len(problems), wanted=0)
        document = seasonfile.read(content)
        digest = seasonfile.sha256(document)[:12]
        road.tell("season file", f"{name}: {len(content):,} bytes, no problems, sha256 {digest}…")
        road.season = load_season(document=document, by=road.operator)
        road.tell(
            "load",
            f"draft with {len(document.categories)} categories, {len(document.criteria)} criteria, "
            f"{len(document.award_kinds)} kinds of award, {len(document.panel)} seats",
        )
        road.organiser = _with_role(road, "organiser", SeasonRole.ORGANISER)
        road.chair = _with_role(road, "chair", SeasonRole.CHAIR)
        road.tell("roles", "an organiser and the chair can sign in; nobody else may do anything")


def before_anything_happened(whole: SeasonDocument) -> SeasonDocument:
    """The file an organiser would write: no outcome is in it, nor any news of one."""
    ceremony = whole.ceremony or CeremonyPart()
    results = whole.timetable.results
    return replace(
        whole,
        state="draft",
        released=None,
        entries=(),
        nominations=(),
        interests=(),
        scorecards=(),
        decisions=(),
        awards=(),
        ceremony=replace(ceremony, attendance=None),
        news=tuple(item for item in whole.news if item.published != results),
    )


def _with_role(road: Road, part: str, role: SeasonRole) -> Actor:
    account = open_account(email=f"{part}@example.org", name="", by=road.operator)
    grant_role(season=road.season, account=account, role=role, by=road.operator)
    return Actor.account(public_id=account.public_id, account_id=account.pk)


def opening(road: Road) -> None:
    """Open for nominations: the rules are frozen and hashed."""
    with at(road.moment("nominations_open")):
        open_season(season=road.season, by=road.organiser)
        rules = current_rules(road.season)
        frozen = f"version {rules.version}, sha256 {rules.sha256[:12]}…" if rules else "none"
        road.tell("open", f"rules frozen: {frozen}")
