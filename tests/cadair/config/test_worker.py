"""The worker: looks, does what is due, survives a failing part, stops when it is told."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail

from cadair.config import worker as module
from cadair.config.worker import SWEEPS, Worker
from cadair.foundation import clock
from cadair.mail.actions import queue_letter
from cadair.mail.models import OutboxMessage
from cadair.mail.states import Delivery
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from cadair.web.account.letters import NoAccount
from tests.cast import CHECKING_AT, a_season

pytestmark = pytest.mark.django_db

done: list[str] = []


def works() -> int:
    """A sweep that does one thing."""
    done.append("works")
    return 1


def fails() -> int:
    """A sweep that cannot."""
    done.append("fails")
    raise ConnectionError


def is_told_to_stop() -> int:
    """A sweep during which the operator stops the worker."""
    done.append("stop")
    os.kill(os.getpid(), signal.SIGTERM)
    return 0


@pytest.fixture(autouse=True)
def _signals_and_list_are_put_back() -> Iterator[None]:
    done.clear()
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def _sweeps(monkeypatch: pytest.MonkeyPatch, *names: str) -> Worker:
    monkeypatch.setattr(module, "SWEEPS", tuple(f"{__name__}.{name}" for name in names))
    # An ordinary test lives inside one transaction, whose connection must stay open.
    monkeypatch.setattr(module, "close_old_connections", lambda: None)
    return Worker()


def test_every_sweep_exists_and_an_idle_look_does_nothing() -> None:
    assert set(Worker().sweeps) == set(SWEEPS)


def test_a_look_does_what_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "close_old_connections", lambda: None)
    a_season(SeasonState.OPEN)
    with clock.at(CHECKING_AT):
        queue_letter(letter=NoAccount(), to="sian@example.org", once="a:1")
        assert Worker().look() >= 2
        assert Worker().look() == 0
    assert Season.objects.get().state == SeasonState.CHECKING
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {Delivery.SENT}
    # Beside it the head of the chain left, for the scrutineer and the chair.
    assert [m.to for m in mail.outbox].count(["sian@example.org"]) == 2
    with clock.at(CHECKING_AT + timedelta(days=1)):
        assert Worker().look() == 1, "the words of the message are forgotten"


def test_a_part_that_fails_does_not_keep_the_others_from_their_work(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    worker = _sweeps(monkeypatch, "fails", "works")
    with caplog.at_level(logging.ERROR):
        assert worker.look() == 1
    assert done == ["fails", "works"]
    (logged,) = caplog.records
    assert "fails" in logged.getMessage()
    assert logged.exc_info, "the operator needs the traceback"


def test_a_polite_kill_ends_it_after_the_look_it_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    _sweeps(monkeypatch, "is_told_to_stop", "works").run()
    assert done == ["stop", "works"]
