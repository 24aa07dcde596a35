"""What every test may rely on: compiled catalogues, no network, a database that resets."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.base.operations import BaseDatabaseOperations
from xdist.scheduler import LoadScopeScheduling

from cadair.audit import triggers
from cadair.audit.models import AuditEntry
from cadair.foundation.catalogue import compile_all
from cadair.foundation.strict_welsh import refuse_fallback

ON_POSTGRESQL = os.environ.get("CADAIR_TEST_DATABASE", "sqlite") == "postgresql"

WEB = Path(__file__).parent / "cadair" / "web"
"""Tests in its folders are about single pages, those beside them about all pages at once."""

hypothesis.settings.register_profile(
    "dev", deadline=None, max_examples=25, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile(
    "ci", parent=hypothesis.settings.get_profile("dev"), max_examples=30, derandomize=True
)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the Welsh catalogues once, before any worker starts; missing Welsh is an error."""
    if not hasattr(config, "workerinput"):
        compile_all()
    refuse_fallback()


WITH_SERVERS_OF_THEIR_OWN = (
    "tests/journeys/test_console.py",
    "tests/journeys/test_demo_stages.py",
    "tests/journeys/test_every_desk.py",
    "tests/journeys/test_season.py",
)
THE_LONGEST = "tests/journeys/test_judging_meeting.py"
"""For whichever of the two is ready first."""


class _OneWorkerForJourneys(LoadScopeScheduling):  # type: ignore[misc]
    """Most journeys share a server and a browser: one worker takes them all.

    Those that start servers of their own are for another one, and what is left for whoever is free.
    The `xdist_group` mark would say the same, but pytest-xdist 3.8 loses it under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(THE_LONGEST):
            return THE_LONGEST
        if nodeid.startswith(WITH_SERVERS_OF_THEIR_OWN):
            return "journeys with servers of their own"
        return "journeys" if nodeid.startswith("tests/journeys/") else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _OneWorkerForJourneys:
    """How tests are shared out among the workers."""
    return _OneWorkerForJourneys(config, log)


def pytest_unconfigure() -> None:
    """Take away what SQLite leaves beside a deleted database, and the folder of this process."""
    if settings.VAR_DIR.name != f"cadair-tests-{os.getpid()}":
        return  # other settings than those of the tests: nothing there is ours to take away
    for left in settings.VAR_DIR.parent.glob(f"cadair-test-{os.getpid()}.sqlite3*"):
        left.unlink(missing_ok=True)
    shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out (not skip) what is about the database that this run does not use.

    On PostgreSQL also what touches no database, and what is about the words of single pages: it
    ran on SQLite. There every action runs, what happens at the same time, and (by the matrix)
    every page for everybody.
    """
    other = "sqlite" if ON_POSTGRESQL else "postgresql"
    kept = [item for item in items if item.get_closest_marker(other) is None]
    if ON_POSTGRESQL:
        kept = [item for item in kept if _touches_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _touches_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("postgresql"):
        return True
    asked = set(getattr(item, "fixturenames", ()))
    mark = item.get_closest_marker("django_db")
    if "transactional_db" in asked or (mark and mark.kwargs.get("transaction")):
        return True
    is_of_one_page = (
        len(item.path.relative_to(WEB).parts) > 1 if WEB in item.path.parents else False
    )
    return ("db" in asked or mark is not None) and not is_of_one_page


def _is_this_machine(address: object) -> bool:
    if isinstance(address, str | bytes):
        return True
    host = address[0] if isinstance(address, tuple) else None
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """A test that talks to another machine fails, at once and by name."""
    real_connect = socket.socket.connect

    def connect(self: socket.socket, address: Any, /) -> None:
        if not _is_this_machine(address):
            raise AssertionError(f"a test tried to reach {address!r}: tests stay on this machine")
        real_connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(scope="session", autouse=True)
def _record_is_emptied_between_tests() -> Iterator[None]:
    """Tests that commit leave an empty database: the triggers on the record step aside for that."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def without_triggers(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        triggers.remove(self.connection)
        flush(self, sql_list)
        triggers.install(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", without_triggers)
        yield


@pytest.fixture(autouse=True)
def _public_reads_what_the_test_wrote(request: pytest.FixtureRequest) -> Iterator[None]:
    """Inside a test's transaction, the alias `public` is the same connection as `default`.

    A second connection could not see uncommitted rows. Tests of the embargo itself commit
    (`transaction=True, databases=["default", "public"]`) and get the real, restricted one.
    """
    marker = request.node.get_closest_marker("django_db")
    wants_db = marker is not None or "db" in request.fixturenames
    commits = "transactional_db" in request.fixturenames or bool(
        marker and marker.kwargs.get("transaction")
    )
    if not wants_db or commits or "public" not in connections.settings:
        yield
        return
    request.getfixturevalue("_django_db_helper")
    restricted = connections["public"]
    connections["public"] = connections["default"]
    try:
        yield
    finally:
        connections["public"] = restricted


@pytest.fixture
def one_entry(db: None) -> Callable[[str], AbstractContextManager[None]]:
    """`with one_entry("seal_season"): …` asserts that the block appends exactly that entry."""

    @contextmanager
    def appended(action: str) -> Iterator[None]:
        before = set(AuditEntry.objects.values_list("pk", flat=True))
        yield
        new = AuditEntry.objects.exclude(pk__in=before).values_list("action", flat=True)
        assert list(new) == [action]

    return appended
