"""One clock, in UTC; wall-clock times of Wales go in and come out of it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation import clock

NOON = datetime(2026, 10, 2, 12, 0, tzinfo=UTC)


def test_now_is_a_moment_with_a_time_zone() -> None:
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_clock_can_be_pinned_and_goes_on_afterwards() -> None:
    with clock.at(NOON):
        assert clock.now() == NOON
        with clock.at(NOON + timedelta(days=1)):
            assert clock.now() == NOON + timedelta(days=1)
        assert clock.now() == NOON
    assert clock.now() != NOON


def test_the_clock_goes_on_after_an_error() -> None:
    with pytest.raises(RuntimeError), clock.at(NOON):
        raise RuntimeError
    assert clock.now() != NOON


def test_a_pinned_clock_answers_in_utc() -> None:
    with clock.at(datetime(2026, 10, 2, 14, 0, tzinfo=timezone(timedelta(hours=2)))):
        assert clock.now().isoformat() == "2026-10-02T12:00:00+00:00"


def test_pinning_here_does_not_stop_the_clock_elsewhere() -> None:
    seen: list[datetime] = []
    with clock.at(NOON):
        thread = threading.Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen[0] != NOON


def test_a_moment_without_a_time_zone_cannot_be_pinned() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass


@pytest.fixture
def movable(tmp_path: Path) -> Iterator[Path]:
    """A clock that follows a file, as the demo's does."""
    file = tmp_path / "demo-clock"
    clock.follow(file)
    yield file
    clock.follow(None)


def test_a_real_service_has_no_clock_that_can_be_moved() -> None:
    with pytest.raises(RuntimeError, match="only the demo"):
        clock.move_to(NOON)


def test_the_demo_clock_goes_on_from_where_it_was_moved(movable: Path) -> None:
    there = datetime.now(UTC) + timedelta(days=80)

    clock.move_to(there)

    assert timedelta(0) <= clock.now() - there + timedelta(seconds=1) < timedelta(seconds=30)


def test_sessions_and_codes_go_by_the_wall_whatever_the_demo_does(movable: Path) -> None:
    clock.move_to(datetime.now(UTC) + timedelta(days=80))

    assert abs(clock.wall() - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_pinned_clock_does_not_hear_of_the_demo_clock(movable: Path) -> None:
    clock.move_to(datetime.now(UTC) + timedelta(days=80))

    with clock.at(NOON):
        assert (clock.now(), clock.wall()) == (NOON, NOON)


def test_a_clock_moved_in_another_process_is_seen_here_at_once(movable: Path) -> None:
    before = clock.now()
    code = (
        "import sys; from datetime import datetime; from pathlib import Path;"
        "from cadair.foundation import clock; clock.follow(Path(sys.argv[1]));"
        "clock.move_to(datetime.fromisoformat(sys.argv[2]))"
    )
    for days in (30, 60):
        there = before + timedelta(days=days)
        subprocess.run([sys.executable, "-c", code, str(movable), there.isoformat()], check=True)
        assert abs(clock.now() - there) < timedelta(minutes=1)


def test_without_a_file_the_demo_clock_is_the_wall(movable: Path) -> None:
    clock.move_to(datetime.now(UTC) + timedelta(days=80))
    movable.unlink()

    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_demo_clock_is_not_moved_to_a_moment_without_a_time_zone(movable: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        clock.move_to(datetime(2026, 1, 1))  # noqa: DTZ001


def wall(text: str) -> datetime:
    """A wall-clock time of Wales as a season file writes it."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("in_wales", "in_utc"),
    [
        ("2026-10-02T17:00", "2026-10-02T16:00+00:00"),
        ("2026-12-01T17:00", "2026-12-01T17:00+00:00"),
        ("2026-10-25T00:59", "2026-10-24T23:59+00:00"),
        ("2026-10-25T01:30", "2026-10-25T00:30+00:00"),
        ("2026-10-25T02:00", "2026-10-25T02:00+00:00"),
        ("2026-03-29T00:59", "2026-03-29T00:59+00:00"),
        ("2026-03-29T02:00", "2026-03-29T01:00+00:00"),
    ],
)
def test_the_time_of_wales_becomes_a_moment(in_wales: str, in_utc: str) -> None:
    moment = clock.from_london(wall(in_wales))
    assert moment == datetime.fromisoformat(in_utc)
    assert moment.utcoffset() == timedelta(0)


def test_the_hour_that_march_skips_is_refused_with_the_reason() -> None:
    with pytest.raises(ValueError, match="2026-03-29 01:30 does not exist: the clocks go forward"):
        clock.from_london(wall("2026-03-29T01:30"))


def test_a_time_with_a_time_zone_is_not_a_wall_clock_time() -> None:
    with pytest.raises(ValueError, match="no time zone of its own"):
        clock.from_london(NOON)


@given(st.datetimes(datetime(1975, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_shown_in_wales_and_read_again_is_the_same_or_an_hour_of_october(
    moment: datetime,
) -> None:
    shown = clock.to_london(moment).replace(tzinfo=None)
    difference = moment - clock.from_london(shown)
    assert difference in {timedelta(0), timedelta(hours=1)}
    if difference:
        assert (moment.month, moment.hour) == (10, 1)
