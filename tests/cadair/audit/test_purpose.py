"""A demo never opens a database that holds real people."""

from __future__ import annotations

import pytest

from cadair.audit.actions import mark_as_demo, record
from cadair.audit.models import DatabasePurpose
from cadair.audit.queries import is_demo_database
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow

pytestmark = pytest.mark.django_db


def test_an_unused_database_can_be_given_to_the_demo_once_and_for_all() -> None:
    assert not is_demo_database()
    mark_as_demo()
    mark_as_demo()
    assert is_demo_database()
    assert DatabasePurpose.objects.count() == 1


def test_the_demo_goes_on_using_its_own_database() -> None:
    mark_as_demo()
    record(actor=Actor.operator(), action="probe", subject="thing:1")
    mark_as_demo()
    assert is_demo_database()


def test_a_database_in_use_is_never_given_to_the_demo() -> None:
    record(actor=Actor.operator(), action="probe", subject="thing:1")
    with pytest.raises(NotNow, match="CADAIR_VAR"):
        mark_as_demo()
    assert not is_demo_database()
