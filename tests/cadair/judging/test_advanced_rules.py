"""Rules of few programmes: what the judging core is told beside marks, and only where asked."""

from __future__ import annotations

import json

import pytest

from cadair.judging.scorebook import entry_values, propose
from cadair.nominations.states import Relation
from tests.cadair import valley

pytestmark = pytest.mark.django_db


def test_people_area_and_routes_are_told_where_a_rule_asks() -> None:
    small = valley.in_judging()
    for entry in small.season.entries.all():
        entry.place_en, entry.place_cy = "Aberteifi", "Aberteifi"
        entry.save()
    plain = entry_values(small.season)
    assert {(value.people, value.area, value.routes) for value in plain} == {(0, "", ())}
    full = entry_values(small.season, has_more=True)
    assert {value.area for value in full} == {"Aberteifi"}
    assert {route for value in full for route in value.routes} <= {each.value for each in Relation}
    assert all(value.routes for value in full)


def test_a_kind_for_one_route_is_chosen_from_those_put_forward_so() -> None:
    small = valley.in_judging()
    kind = small.season.award_kinds.get(key="winner")
    kind.rule = {**(kind.rule or {}), "routes": [Relation.SELF.value]}
    kind.save()
    own = {
        value.id for value in entry_values(small.season, has_more=True) if "self" in value.routes
    }
    for proposal in propose(small.season, award_holders=None):
        if proposal["kind"] == "winner":
            named = json.dumps(proposal["contenders"])
            others = small.season.entries.exclude(reference__in=own)
            assert not any(entry.reference in named for entry in others)
            assert "routes" in json.dumps(proposal["steps"])
