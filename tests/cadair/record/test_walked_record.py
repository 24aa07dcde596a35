"""The record of the whole demo season: 253 nominations, four judges, 33 awards."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection

from cadair.config.console import main
from cadair.demo.walk import walk
from cadair.foundation.actors import Actor
from cadair.judging.models import Mark
from cadair.nominations.models import EntryPerson, Nomination
from cadair.record.actions import export_record
from cadair.record.states import RecordVersion
from cadair.seasons.models import Season
from tests.cadair.demo.seasons import TODAY
from tests.cadair.record.outside import record_in, unpacked, verified

# On SQLite only: a whole season in one transaction is what PostgreSQL has no statistics of, and
# once it took minutes over the plan of one query. The walk itself runs there in tests/cadair/demo.
pytestmark = [pytest.mark.slow, pytest.mark.sqlite, pytest.mark.django_db]


@pytest.fixture
def season() -> Season:
    """Walked to its published results."""
    walk(print=lambda _line: None, today=TODAY)
    return Season.objects.get()


def taken(season: Season, version: RecordVersion) -> bytes:
    """The record in one version."""
    return export_record(season=season, version=version, by=Actor.operator()).content


def people_of(season: Season) -> set[str]:
    """Everybody invented for the season, by whole name."""
    names = {
        *season.judges.values_list("name", flat=True),
        *EntryPerson.objects.filter(entry__season=season).values_list("name", flat=True),
        *Nomination.objects.filter(season=season).values_list("nominator_name", flat=True),
    }
    return {name for name in names if name}


def everything_in(content: bytes) -> str:
    """All that can be read in a record, the insides of its Word files too."""
    found = []
    for name, data in unpacked(content).items():
        parts = unpacked(data).values() if name.endswith(".docx") else [data]
        found += [part.decode("utf-8", "ignore") for part in parts]
    return "\n".join(found)


def test_an_outsider_verifies_every_version_and_two_of_them_name_nobody(
    season: Season, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = people_of(season)
    assert len(people) > 200
    for version in RecordVersion:
        content = taken(season, version)
        code, said = verified(content, tmp_path)
        assert (version, code, said.splitlines()[0]) == (version, 0, "verified"), said
        assert "awards: 33" in said
        told = everything_in(content)
        named = {name for name in people if re.search(rf"\b{re.escape(name)}\b", told)}
        if version == RecordVersion.FULL:
            assert named >= set(season.judges.values_list("name", flat=True))
        else:
            assert named == set()
    public = record_in(taken(season, RecordVersion.PUBLIC))
    assert "scorecards" not in public
    assert all(each["reason"] is None for each in public["decisions"])
    assert public["counts"]["nominations"] == 253
    _one_changed_mark_is_named_by_both(season, tmp_path, capsys)


def _one_changed_mark_is_named_by_both(
    season: Season, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """“It is done when” 1: in the database, past Cadair, after publication."""
    marks = Mark.objects.filter(scorecard__judge__season=season, scorecard__entry__is_test=False)
    mark = marks.select_related("scorecard__entry", "criterion").order_by("pk")[100]
    entry, criterion = mark.scorecard.entry.reference, mark.criterion.key
    other = mark.value - 1 if mark.value > 1 else mark.value + 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE judging_mark SET value = %s WHERE id = %s", [other, mark.pk])
    capsys.readouterr()
    assert main(["audit", "verify"]) == 1
    said = capsys.readouterr().out
    assert "NOT WHOLE" in said
    assert f"Entry: {entry}." in said
    assert f"Criterion: {criterion}. Recorded: {mark.value}. Now: {other}." in said
    for version in (RecordVersion.FULL, RecordVersion.FOI):
        code, said = verified(taken(season, version), tmp_path)
        assert code == 1
        assert f"on {entry} in" in said
        assert f"criterion {criterion}: {other}, but the chain" in said
        assert said.strip().endswith(f"says {mark.value}")
