"""The tables on disk are those the models describe, whichever way they were made."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

READ_TABLES = """
import json, sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
from cadair.config.tables import bring_up_to_date
bring_up_to_date() if sys.argv[1] == "models" else call_command("migrate", verbosity=0)
ASKED = ("columns", "primary_key", "unique", "foreign_key", "index", "check")
with connection.cursor() as cursor:
    read, found = connection.introspection, {}
    for table in read.table_names(cursor):
        columns = [
            [column.name, str(column.type_code), column.null_ok, column.default]
            for column in read.get_table_description(cursor, table)
        ]
        rules = [
            [
                name if rule["check"] and "unnamed" not in name else "",
                *(rule[what] for what in ASKED),
            ]
            for name, rule in read.get_constraints(cursor, table).items()
        ]
        found[table] = [sorted(columns), sorted(rules, key=str)]
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    found["triggers"] = cursor.fetchall()
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    found["applied"] = cursor.fetchall()
print(json.dumps(found))
"""


@pytest.mark.static
@pytest.mark.django_db
def test_no_migration_is_missing(settings: Settings) -> None:
    settings.MIGRATION_MODULES = {}
    said = io.StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said, no_color=True)
    except SystemExit:
        pytest.fail(f"models changed without a migration:\n{said.getvalue()}")


def tables(folder: Path, made: str) -> dict[str, Any]:
    """What a new database holds, made in one way or the other."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CADAIR_", "DJANGO_", "PG"))}
    ours = {
        "CADAIR_VAR": str(folder),
        "CADAIR_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "cadair.config.settings",
    }
    folder.mkdir()
    said = subprocess.run(
        [sys.executable, "-c", READ_TABLES, made],
        env=clean | ours,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(said.stdout)
    return found


@pytest.mark.static
@pytest.mark.slow
def test_a_new_database_is_the_one_that_migrations_lead_to(tmp_path: Path) -> None:
    made, moved = (tables(tmp_path / how, how) for how in ("models", "migrations"))
    assert len(made) > 60
    assert made.keys() == moved.keys()
    different = {
        name: [
            [x for x in a if x not in b] + [x for x in b if x not in a]
            for a, b in zip(made[name], moved[name], strict=True)
        ]
        for name in made
        if made[name] != moved[name]
    }
    assert different == {}
