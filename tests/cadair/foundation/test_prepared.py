"""A prepared query finds what the same query finds when Django builds it anew."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadair.foundation.prepared import Prepared
from cadair.seasons.models import Criterion, Role, Season
from cadair.seasons.states import SeasonState
from tests.cast import a_season

pytestmark = pytest.mark.django_db


def test_objects_come_with_what_select_related_names() -> None:
    cast = a_season(SeasonState.JUDGING)
    parts = Prepared(
        lambda season, account: Role.objects.filter(
            season__key=season, account_id=account
        ).select_related("season__programme")
    )
    account = cast.judges["ann"].account
    assert account is not None
    found = parts.objects(season=cast.season.key, account=account.pk)
    assert set(found) == set(Role.objects.filter(season=cast.season, account=account))
    with CaptureQueriesContext(connection) as asked:
        assert found[0].season.programme.pk == cast.season.programme_id
        assert found[0].season.is_fictional is cast.season.is_fictional
    assert len(asked) == 0
    assert parts.objects(season="another", account=account.pk) == []


def test_each_time_it_is_asked_with_its_own_values() -> None:
    cast = a_season(SeasonState.JUDGING)
    keys = Prepared(
        lambda season, key: Criterion.objects.filter(season=season, key=key).values_list("key")
    )
    for each in cast.season.criteria.all():
        assert [row[0] for row in keys.rows(season=cast.season.pk, key=each.key)] == [each.key]
    assert keys.rows(season=cast.season.pk, key="x' OR '1'='1") == []
    assert keys.rows(season=-1, key="prevention") == []


def test_columns_come_back_as_django_reads_them() -> None:
    cast = a_season(SeasonState.JUDGING)
    moment = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    Season.objects.filter(pk=cast.season.pk).update(released_at=moment)
    seasons = Prepared(lambda pk: Season.objects.filter(pk=pk))
    found = seasons.first(pk=cast.season.pk)
    assert found is not None
    assert found.released_at == moment
    row = Prepared(lambda pk: Season.objects.filter(pk=pk).values_list("released_at", "key"))
    assert [tuple(each) for each in row.rows(pk=found.pk)] == [(moment, found.key)]
    assert seasons.first(pk=0) is None


def test_an_object_can_be_saved_like_any_other() -> None:
    cast = a_season(SeasonState.JUDGING)
    season = Prepared(lambda pk: Season.objects.filter(pk=pk)).first(pk=cast.season.pk)
    assert season is not None
    season.name_en = "Another name"
    season.save(update_fields=["name_en"])
    cast.season.refresh_from_db()
    assert cast.season.name_en == "Another name"


def test_a_value_that_is_no_parameter_is_refused() -> None:
    forgetful = Prepared(lambda pk, key: Season.objects.filter(pk=pk))
    with pytest.raises(ValueError, match="must be a parameter"):
        forgetful.rows(pk=1, key="unused")
