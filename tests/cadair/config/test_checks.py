"""What `cadair check --deploy` finds beyond Django's own list."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections, transaction
from django.test import override_settings

from cadair.audit import triggers
from cadair.config.checks import (
    a_real_service_is_no_demo,
    the_public_reads_only_what_is_released,
    the_record_is_protected,
)
from cadair.config.public_role import prepare_public_role, readable_beyond_released

CommittedOnBoth = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@CommittedOnBoth
def test_a_service_as_it_is_set_up_has_nothing_to_find() -> None:
    assert the_public_reads_only_what_is_released() == []
    assert the_record_is_protected() == []
    assert a_real_service_is_no_demo() == []


@pytest.mark.sqlite
@pytest.mark.django_db
def test_a_public_connection_that_reads_everything_is_found() -> None:
    """Inside an ordinary test `public` is the connection that reads everything."""
    assert connections["public"] is connections["default"]
    assert [problem.id for problem in the_public_reads_only_what_is_released()] == ["cadair.E002"]


@pytest.mark.django_db
def test_a_record_without_its_triggers_is_found() -> None:
    triggers.remove(connection)
    assert [problem.id for problem in the_record_is_protected()] == ["cadair.E003"]


@override_settings(CADAIR_DEMO=True)
def test_a_demo_is_no_real_service() -> None:
    assert [problem.id for problem in a_real_service_is_no_demo()] == ["cadair.W004"]


@pytest.mark.postgresql
@CommittedOnBoth
def test_one_right_too_many_is_found_and_taken_away_by_the_next_migrate() -> None:
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON outcomes_award TO cadair_public")
        cursor.execute("GRANT INSERT ON publishing_releasedseason TO cadair_public")
    too_many = readable_beyond_released(connections["public"])
    assert too_many == ["outcomes_award", "publishing_releasedseason"]
    (problem,) = the_public_reads_only_what_is_released()
    assert problem.id == "cadair.E002"
    assert "outcomes_award" in problem.msg
    prepare_public_role(connection)
    assert the_public_reads_only_what_is_released() == []


@pytest.mark.postgresql
@CommittedOnBoth
def test_a_role_that_cannot_read_what_is_released_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("REVOKE SELECT ON publishing_releasedseason FROM cadair_public")
    found = the_public_reads_only_what_is_released()
    prepare_public_role(connection)
    assert [problem.id for problem in found] == ["cadair.E001"]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_who_may_not_make_the_role_is_told_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections["public"].settings_dict, "USER", "a_missing_role")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE somebody_plain NOLOGIN")
        cursor.execute("SET LOCAL ROLE somebody_plain")
    with (
        pytest.raises(ImproperlyConfigured, match="CREATE ROLE a_missing_role LOGIN"),
        transaction.atomic(),
    ):
        prepare_public_role(connection)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_missing_role_is_made_with_its_password_and_no_other_power(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    public = connections["public"].settings_dict
    monkeypatch.setitem(public, "USER", 'odd "name"')
    monkeypatch.setitem(public, "PASSWORD", "it's; DROP TABLE x")
    prepare_public_role(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolpassword IS NOT NULL "
            "FROM pg_authid WHERE rolname = %s",
            ['odd "name"'],
        )
        assert cursor.fetchone() == (True, False, False, False, True)
