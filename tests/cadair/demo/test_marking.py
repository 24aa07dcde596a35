"""Which databases can become a demo's, and which never."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from cadair.audit.models import AuditEntry
from cadair.demo.marking import NotForADemoError, is_demo_database, mark_as_demo
from cadair.demo.models import DemoDatabase
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.people.actions import open_account

pytestmark = pytest.mark.django_db

OPERATOR = Actor.operator()


def test_a_new_database_is_not_a_demo() -> None:
    assert not is_demo_database()


def test_an_empty_database_can_be_marked_and_the_record_says_so() -> None:
    mark_as_demo(by=OPERATOR)

    assert is_demo_database()
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["mark_as_demo"]


def test_marking_again_changes_nothing() -> None:
    mark_as_demo(by=OPERATOR)
    before = DemoDatabase.objects.get().marked_at
    mark_as_demo(by=OPERATOR)

    assert DemoDatabase.objects.get().marked_at == before
    assert AuditEntry.objects.count() == 1


def test_a_database_with_a_real_person_in_it_can_never_be_marked() -> None:
    open_account(email="somebody@example.org", name="", by=OPERATOR)

    with pytest.raises(NotForADemoError, match="empty folder"):
        mark_as_demo(by=OPERATOR)
    assert not is_demo_database()


def test_a_marked_database_stays_marked_when_people_come() -> None:
    mark_as_demo(by=OPERATOR)
    open_account(email="somebody@example.org", name="", by=OPERATOR)
    mark_as_demo(by=OPERATOR)

    assert is_demo_database()


def test_there_is_one_mark_at_most() -> None:
    mark_as_demo(by=OPERATOR)

    with pytest.raises(IntegrityError), transaction.atomic():
        DemoDatabase.objects.create(id=2, marked_at=clock.now())
