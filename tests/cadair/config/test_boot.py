"""A process refuses to begin with unsafe settings or on the wrong database (SEC-21)."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import override_settings

from cadair.audit.actions import mark_as_demo, record
from cadair.audit.models import DatabasePurpose
from cadair.config.boot import (
    claim_the_database,
    refuse_the_wrong_database,
    refuse_unsafe_settings,
)
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow

pytestmark = pytest.mark.django_db


def test_the_settings_of_a_real_service_pass() -> None:
    refuse_unsafe_settings()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"DEBUG": True}, "DEBUG"),
        ({"SECRET_KEY": "short"}, "CADAIR_SECRET_KEY"),
        ({"ALLOWED_HOSTS": []}, "CADAIR_HOSTS"),
        ({"ALLOWED_HOSTS": ["*"]}, "CADAIR_HOSTS"),
        ({"CADAIR_DEMO": True, "ALLOWED_HOSTS": ["localhost", "awards.example.org"]}, "demo"),
    ],
)
def test_settings_nobody_may_serve_with_stop_it(changes: dict[str, object], why: str) -> None:
    with override_settings(**changes), pytest.raises(ImproperlyConfigured, match=why):
        refuse_unsafe_settings()


def test_a_real_service_runs_on_a_real_database() -> None:
    record(actor=Actor.operator(), action="probe", subject="thing:1")
    refuse_the_wrong_database()


@override_settings(CADAIR_DEMO=True)
def test_the_demo_does_not_run_on_a_real_database() -> None:
    record(actor=Actor.operator(), action="probe", subject="thing:1")
    with pytest.raises(ImproperlyConfigured, match="not the demo"):
        refuse_the_wrong_database()
    with pytest.raises(NotNow):
        claim_the_database()


def test_a_real_service_does_not_run_on_the_demos_database() -> None:
    mark_as_demo()
    with pytest.raises(ImproperlyConfigured, match="invented"):
        refuse_the_wrong_database()


@override_settings(CADAIR_DEMO=True)
def test_the_demo_claims_an_unused_database() -> None:
    claim_the_database()
    refuse_the_wrong_database()


def test_a_real_service_claims_nothing() -> None:
    claim_the_database()
    assert not DatabasePurpose.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_never_prepared_is_named_as_such() -> None:
    with connection.schema_editor() as editor:
        editor.delete_model(DatabasePurpose)
    try:
        with pytest.raises(ImproperlyConfigured, match="cadair migrate"):
            refuse_the_wrong_database()
    finally:
        with connection.schema_editor() as editor:
            editor.create_model(DatabasePurpose)
