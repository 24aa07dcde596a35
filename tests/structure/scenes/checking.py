"""Scenes: checking, moving, grouping, rehearsing."""

from __future__ import annotations

from cadair.nominations.actions import (
    Nominator,
    accept_organisation,
    export_nominations,
    group_entries,
    index_organisation,
    make_test_nominations,
    merge_organisation,
    move_entry,
    say_sectors,
    ungroup_entry,
    wipe_rehearsal,
)
from cadair.nominations.models import EntryOrganisation
from cadair.people.actions import named_organisation
from cadair.people.models import Organisation
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, NOMINATING_AT, QUIET, Cast, words
from tests.structure.scenes.scene import Scene

OLWEN = Nominator(name="Olwen", email="olwen@example.org")


def _group(cast: Cast) -> object:
    return group_entries(entry=cast.entries[QUIET], into=cast.entries[LANTERN], by=cast.organiser)


def typed_body(cast: Cast, name: str = "Typed Body") -> Organisation:
    """A body as a nominator typed it, behind Operation Lantern."""
    body = named_organisation(name=name)
    EntryOrganisation.objects.create(
        entry=cast.entries[LANTERN], organisation=body, position=body.pk
    )
    index_organisation(organisation=body)
    return body


def _typed(cast: Cast) -> Organisation:
    return Organisation.objects.get(is_checked=False)


def _rehearse(cast: Cast) -> object:
    return make_test_nominations(season=cast.season, nominator=OLWEN, by=cast.organiser)


C, CHECK = SeasonState.CHECKING, CHECKING_AT
SCENES: dict[str, Scene] = {
    "cadair.nominations.actions.move_entry": Scene(
        C,
        CHECK,
        lambda c: move_entry(
            entry=c.entries[LANTERN],
            categories=[c.category("youth")],
            reason=words("It is about young people"),
            by=c.organiser,
        ),
    ),
    "cadair.nominations.actions.group_entries": Scene(C, CHECK, _group),
    "cadair.nominations.actions.ungroup_entry": Scene(
        C, CHECK, lambda c: ungroup_entry(entry=c.entries[QUIET], by=c.organiser), _group
    ),
    "cadair.nominations.actions.accept_organisation": Scene(
        C,
        CHECK,
        lambda c: accept_organisation(
            season=c.season, organisation=_typed(c), name=words("Body"), by=c.organiser
        ),
        typed_body,
    ),
    "cadair.nominations.actions.say_sectors": Scene(
        C,
        CHECK,
        lambda c: say_sectors(
            season=c.season, sectors={_typed(c).public_id: "police"}, by=c.organiser
        ),
        typed_body,
    ),
    "cadair.nominations.actions.merge_organisation": Scene(
        C,
        CHECK,
        lambda c: merge_organisation(
            season=c.season,
            organisation=_typed(c),
            into=Organisation.objects.get(key="the-network"),
            by=c.organiser,
        ),
        typed_body,
    ),
    "cadair.nominations.actions.export_nominations": Scene(
        C, CHECK, lambda c: export_nominations(season=c.season, number=3, by=c.organiser)
    ),
    "cadair.nominations.actions.make_test_nominations": Scene(
        SeasonState.DRAFT, NOMINATING_AT, _rehearse
    ),
    "cadair.nominations.actions.wipe_rehearsal": Scene(
        SeasonState.DRAFT,
        NOMINATING_AT,
        lambda c: wipe_rehearsal(season=c.season, by=c.organiser),
        _rehearse,
    ),
}
