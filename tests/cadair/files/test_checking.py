"""The worker checks what came in: scanned, made anew, never passed unscanned (SEC-13, SEC-20)."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadair.config.environment import read
from cadair.files import keeping
from cadair.files.actions import keep_file
from cadair.files.arriving import take_in
from cadair.files.models import StoredFile
from cadair.files.scanning import NotScanned, is_clean, is_there
from cadair.files.states import FileState, WhyRefused
from cadair.files.tasks import LOST_FOR, check_due, forget_lost, forget_unused
from cadair.foundation import clock
from cadair.foundation.refusals import NotNow
from tests.cadair.files import samples

NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)


class Daemon(threading.Thread):
    """Answers as clamd does; takes the test text for a virus; says nothing when it is mute."""

    def __init__(self, path: Path, *, is_mute: bool = False) -> None:
        super().__init__(daemon=True)
        self.is_mute = is_mute
        self.seen: list[bytes] = []
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(path))
        self.listening.listen()

    def run(self) -> None:
        """One question after the other."""
        while True:
            try:
                line, _address = self.listening.accept()
            except OSError:
                return
            with line:
                self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        with line.makefile("rb") as asked:
            assert asked.read(10) == b"zINSTREAM\0"
            data = b""
            while length := int.from_bytes(asked.read(4), "big"):
                data += asked.read(length)
        self.seen.append(data)
        found = b"Eicar-Test FOUND" if samples.EICAR.encode() in data else b"OK"
        line.sendall(b"" if self.is_mute else b"stream: " + found + b"\0")


@pytest.fixture
def daemon(tmp_path: Path, settings: Any) -> Iterator[Daemon]:
    """A scanner that answers."""
    found = Daemon(tmp_path / "clamd.ctl")
    found.start()
    settings.CADAIR_SCANNER = f"unix:{tmp_path / 'clamd.ctl'}"
    yield found
    found.listening.close()


def _sent(content: bytes, name: str = "a.pdf") -> StoredFile:
    upload = SimpleUploadedFile(name, content)
    return keep_file(arrived=take_in(upload, most_bytes=10_000_000))


@pytest.fixture
def now() -> Iterator[None]:
    """A moment."""
    with clock.at(NOON):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("now")
def test_a_clean_file_is_scanned_as_it_came_and_only_its_copy_is_kept(daemon: Daemon) -> None:
    file = _sent(samples.a_photograph(), "a.jpg")
    came = file.place
    assert check_due() == 1
    assert daemon.seen == [samples.a_photograph()]
    file.refresh_from_db()
    assert file.state == FileState.READY
    assert file.place != came
    assert not keeping.storage().exists(came)
    assert samples.SECRET_PLACE.encode() not in keeping.read_back(file.place)
    assert check_due() == 0, "once is enough"


@pytest.mark.django_db
@pytest.mark.usefixtures("now", "daemon")
def test_a_virus_is_refused_and_nothing_of_it_is_kept() -> None:
    file = _sent(b"%PDF-1.4\n" + samples.EICAR.encode())
    came = file.place
    check_due()
    file.refresh_from_db()
    assert (file.state, file.why_refused) == (FileState.REFUSED, WhyRefused.VIRUS)
    assert not file.place
    assert not keeping.storage().exists(came)


@pytest.mark.django_db
def test_without_a_scanner_nothing_passes_and_it_is_tried_again(
    tmp_path: Path, settings: Any
) -> None:
    settings.CADAIR_SCANNER = f"unix:{tmp_path / 'nobody'}"
    with clock.at(NOON):
        file = _sent(samples.a_document())
        assert file.state == FileState.RECEIVED
        assert check_due() == 0
        assert check_due() == 0, "not at once"
    file.refresh_from_db()
    assert file.state == FileState.CHECKING
    settings.CADAIR_SCANNER = "none:"
    with clock.at(NOON + timedelta(minutes=1)):
        assert check_due() == 1
    file.refresh_from_db()
    assert file.state == FileState.READY


@pytest.mark.django_db
def test_a_worker_that_was_killed_holds_a_file_five_minutes() -> None:
    with clock.at(NOON):
        file = _sent(samples.a_document())
        StoredFile.objects.filter(pk=file.pk).update(
            state=FileState.CHECKING, held_until=NOON + timedelta(minutes=5)
        )
        assert check_due() == 0
    with clock.at(NOON + timedelta(minutes=6)):
        assert check_due() == 1


@pytest.mark.django_db
def test_what_nothing_uses_is_forgotten_and_what_no_row_names_too(settings: Any) -> None:
    with clock.at(NOON):
        used = _sent(samples.a_document())
    with clock.at(NOON + timedelta(hours=2)):
        assert forget_unused() == 1
    assert not keeping.storage().exists(used.place)
    lost = keeping.put_away(b"left by a crash")
    folder = int(lost[:2], 16)
    real = datetime.now(UTC)
    later = real + 2 * LOST_FOR
    at = datetime.fromtimestamp((int(later.timestamp()) // 512 * 256 + folder) * 2, UTC)
    with clock.at(at + timedelta(seconds=512)):
        assert forget_lost() >= 1
    assert not keeping.storage().exists(lost)


@pytest.mark.django_db
@pytest.mark.usefixtures("now")
def test_there_is_an_end_to_the_room(settings: Any) -> None:
    settings.CADAIR_FILES_MOST_BYTES = len(samples.a_document()) + 10
    _sent(samples.a_document())
    with pytest.raises(NotNow) as refused:
        _sent(samples.a_document())
    assert refused.value.code == "files-full"


@pytest.mark.django_db
@pytest.mark.usefixtures("now")
def test_a_storage_that_fails_says_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_content: object) -> str:
        raise OSError("disk full")

    monkeypatch.setattr(keeping, "put_away", fails)
    with pytest.raises(NotNow) as refused:
        _sent(samples.a_document())
    assert refused.value.code == "file-failed"
    assert not StoredFile.objects.exists()


def test_a_scanner_that_says_nothing_has_not_scanned(tmp_path: Path) -> None:
    found = Daemon(tmp_path / "mute.ctl", is_mute=True)
    found.start()
    with pytest.raises(NotScanned):
        is_clean(b"x", f"unix:{tmp_path / 'mute.ctl'}")
    assert not is_there(f"unix:{tmp_path / 'mute.ctl'}")
    found.listening.close()


def test_only_the_demo_does_without_a_scanner(tmp_path: Path) -> None:
    from django.core.exceptions import ImproperlyConfigured

    demo = {"CADAIR_VAR": str(tmp_path)}
    assert read(demo).scanner == "none:"
    real = {
        "CADAIR_HOSTS": "awards.example.org",
        "CADAIR_SECRET_KEY": "kd83-Jf02_lqPz7vXw1mN5rTy9uGb4hCe6aSo8iDkV3nB0xQzZ9ab",
        "CADAIR_MAIL_URL": "console:",
        "CADAIR_MAIL_FROM": "a@example.org",
    }
    assert read(real).scanner == "unix:/run/clamav/clamd.ctl"
    assert read({**real, "CADAIR_SCANNER_URL": "tcp://scan:3310"}).scanner == "tcp://scan:3310"
    for wrong in ("none:", "unix:", "http://scan", "clamd"):
        with pytest.raises(ImproperlyConfigured):
            read({**real, "CADAIR_SCANNER_URL": wrong})
