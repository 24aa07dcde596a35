"""Doing things at the same moment: threads with connections of their own, let go together."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import connections

T = TypeVar("T")

PATIENCE_SECONDS = 60


def at_once(jobs: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """What each job returned or raised, in their order; all begin at the same barrier.

    The pinned clock of the test holds in every thread.
    """
    barrier = threading.Barrier(len(jobs), timeout=PATIENCE_SECONDS)
    results: list[T | Exception | None] = [None] * len(jobs)

    def run(number: int, job: Callable[[], T]) -> None:
        try:
            for connection in connections.all(initialized_only=True):
                connection.ensure_connection()
            connections["default"].ensure_connection()
            barrier.wait()
            results[number] = job()
        except Exception as problem:  # noqa: BLE001 - handed to the test, which judges it
            results[number] = problem
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=contextvars.copy_context().run, args=(run, number, job))
        for number, job in enumerate(jobs)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return [result for result in results if result is not None]


def problems(results: Sequence[object]) -> list[Exception]:
    """Those results that were raised."""
    return [result for result in results if isinstance(result, Exception)]
