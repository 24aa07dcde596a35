"""The tables on disk are those the models describe."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.static


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = io.StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said, no_color=True)
    except SystemExit:
        pytest.fail(f"models changed without a migration:\n{said.getvalue()}")
