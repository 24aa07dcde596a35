"""The connection of the public pages reads what is released, and can do nothing else."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connections
from django.test import Client

from cadair.config.middleware import ReadsTheUnreleased
from cadair.config.released_only.base import RELEASED
from cadair.people.models import Account
from cadair.publishing import queries
from cadair.publishing.tasks import announce_due
from cadair.seasons.models import Season
from tests.cadair import valley

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


READ = 'SELECT * FROM "{}" LIMIT 1'
CHANGES = (
    'DELETE FROM "{}"',
    'INSERT INTO "{}" DEFAULT VALUES',
    'DROP TABLE "{}"',
    'ALTER TABLE "{}" ADD COLUMN extra text',
    'CREATE VIEW seen AS SELECT * FROM "{}"',
    'CREATE INDEX faster ON "{}" (id)',
)


def tables() -> list[str]:
    """Every table of the database, those of Django and allauth included."""
    found = sorted(connections["default"].introspection.table_names())
    assert {model._meta.db_table for model in apps.get_models()} <= {*found}
    return found


def public(statement: str) -> list[tuple[object, ...]]:
    """What the public connection answers; each statement stands for itself."""
    with connections["public"].cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


def is_refused(statement: str) -> bool:
    try:
        public(statement)
    except DatabaseError:
        return True
    return False


def test_of_all_tables_only_the_released_ones_can_be_read() -> None:
    readable = [table for table in tables() if not is_refused(READ.format(table))]
    assert readable == [
        "publishing_releasedpost",
        "publishing_releasedprogramme",
        "publishing_releasedseason",
    ]
    assert all(table.startswith(RELEASED) for table in readable)


def test_not_even_the_number_of_rows_of_another_table_can_be_asked() -> None:
    others = [table for table in tables() if not table.startswith(RELEASED)]
    assert len(others) > 30
    for shape in (
        'SELECT count(*) FROM "{}"',
        'SELECT 1 WHERE EXISTS (SELECT 1 FROM "{}")',
        'SELECT key FROM publishing_releasedseason UNION SELECT 1 FROM "{}"',
        'WITH hidden AS (SELECT * FROM "{}") SELECT count(*) FROM hidden',
    ):
        assert [table for table in others if not is_refused(shape.format(table))] == []


def test_nothing_can_be_written_not_even_to_what_is_released() -> None:
    for table in tables():
        for shape in CHANGES:
            assert is_refused(shape.format(table)), (shape, table)
    assert is_refused("UPDATE publishing_releasedseason SET year = 1999")
    assert is_refused("CREATE TABLE publishing_released_more (id integer)")


def test_the_models_themselves_cannot_be_read_or_saved_through_it() -> None:
    valley.small_season()
    with pytest.raises(DatabaseError):
        list(Season.objects.using("public"))
    with pytest.raises(DatabaseError):
        Account(email="intruder@example.org").save(using="public")
    assert not Account.objects.filter(email="intruder@example.org").exists()


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE '{file}' AS other",
        "ATTACH DATABASE ':memory:' AS other",
        "VACUUM INTO '{copy}'",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA table_info(outcomes_award)",
        "SELECT * FROM pragma_table_info('outcomes_award')",
        "SELECT * FROM pragma_database_list",
        "SELECT * FROM sqlite_master",
        "SELECT * FROM sqlite_sequence",
        "SELECT * FROM main.outcomes_award",
        "SELECT * FROM OUTCOMES_AWARD",
        "SELECT * FROM temp.sqlite_temp_master",
        "CREATE TEMP VIEW seen AS SELECT * FROM outcomes_award",
        "CREATE TEMP TABLE kept (id integer)",
        "CREATE TEMP TRIGGER watch AFTER INSERT ON publishing_releasedseason BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE found USING fts5(body)",
        "EXPLAIN QUERY PLAN SELECT * FROM outcomes_award",
        "REINDEX",
        "ANALYZE",
        "SELECT load_extension('{copy}')",
    ],
)
def test_no_detour_of_sqlite_leads_around_the_guard(statement: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    text = statement.format(file=connections["default"].settings_dict["NAME"], copy=copy)
    assert is_refused(text)
    assert not copy.exists()
    assert is_refused("SELECT * FROM outcomes_award")
    assert is_refused("DELETE FROM publishing_releasedseason")


@pytest.mark.sqlite
def test_a_new_connection_is_guarded_like_the_first() -> None:
    connections["public"].close()
    assert is_refused("SELECT * FROM outcomes_award")
    with closing(connections.create_connection("public")) as another:
        assert is_refused("SELECT * FROM outcomes_award")
        with another.cursor() as cursor, pytest.raises(DatabaseError):
            cursor.execute("SELECT * FROM outcomes_award")


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE cadair",
        "SET SESSION AUTHORIZATION cadair",
        "COPY outcomes_award TO STDOUT",
        "COPY publishing_releasedseason FROM PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT nextval('outcomes_award_id_seq')",
        "SELECT last_value FROM outcomes_award_id_seq",
        "TRUNCATE publishing_releasedseason",
        "LOCK TABLE outcomes_award",
        "CREATE SCHEMA mine",
        "CREATE TEMP VIEW seen AS SELECT * FROM outcomes_award",
        "SELECT * FROM pg_statistic",
        "SELECT * FROM pg_authid",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "DO $$ BEGIN PERFORM * FROM outcomes_award; END $$",
    ],
)
def test_no_detour_of_postgresql_leads_around_the_guard(statement: str) -> None:
    if statement.startswith("CREATE TEMP VIEW"):
        public(statement)
        assert is_refused("SELECT * FROM seen")
    else:
        assert is_refused(statement)


def test_a_public_page_that_asks_the_other_connection_fails_instead_of_showing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = valley.small_season()
    monkeypatch.setattr(
        queries, "programmes", lambda: list(Season.objects.filter(key=small.season.key))
    )
    for path in ("/en/", "/cy/", "/sitemap.xml"):
        with pytest.raises(ReadsTheUnreleased):
            client.get(path)
    # After the answer the guard is gone: the next request of this process may need the database.
    assert Season.objects.filter(key=small.season.key).exists()


def test_a_public_answer_is_made_without_one_query_on_the_other_connection(
    client: Client,
) -> None:
    valley.opened()
    announce_due()
    asked: list[str] = []

    def note(execute: object, sql: str, *rest: object) -> object:
        asked.append(sql)
        return execute(sql, *rest)  # type: ignore[operator]

    with connections["default"].execute_wrapper(note):
        for path in ("/", "/en/", "/en/valley-awards/", "/en/valley-awards/2026/", "/sitemap.xml"):
            assert client.get(path).status_code == 200
    assert asked == []
