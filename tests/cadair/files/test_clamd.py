"""The real clamd, with a signature file of one line: nothing is fetched, nothing runs for long."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cadair.files.scanning import is_clean, is_there
from tests.cadair.files import samples

CLAMD = shutil.which("clamd") or "/usr/sbin/clamd"
SIGNATURE = "Cadair-Test:0:*:" + samples.EICAR.encode().hex()

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where it listens."""
    folder: Path = tmp_path_factory.mktemp("clamd")
    (folder / "signatures").mkdir()
    (folder / "signatures/test.ndb").write_text(SIGNATURE + "\n", encoding="ascii")
    wanted = {
        "DatabaseDirectory": folder / "signatures",
        "LocalSocket": folder / "clamd.ctl",
        "Foreground": "yes",
        "StreamMaxLength": "2M",
        "MaxThreads": "2",
        "TemporaryDirectory": folder,
    }
    config = folder / "clamd.conf"
    config.write_text("".join(f"{key} {value}\n" for key, value in wanted.items()), "utf-8")
    running = subprocess.Popen(
        [CLAMD, "--config-file", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"unix:{folder / 'clamd.ctl'}"
    try:
        end = time.monotonic() + 60
        while not is_there(address):
            assert running.poll() is None, "clamd ended by itself"
            assert time.monotonic() < end, "clamd does not answer"
            time.sleep(0.1)
        yield address
    finally:
        running.terminate()
        running.wait(20)


def test_it_finds_the_test_file_and_nothing_in_a_letter(scanner: str) -> None:
    assert is_clean(samples.a_document(), scanner)
    assert is_clean(samples.a_photograph(), scanner)
    assert not is_clean(samples.EICAR.encode(), scanner)
    assert not is_clean(b"%PDF-1.4\n" + samples.EICAR.encode(), scanner)


def test_more_than_it_takes_was_not_scanned(scanner: str) -> None:
    from cadair.files.scanning import NotScanned

    with pytest.raises(NotScanned):
        is_clean(b"x" * 3_000_000, scanner)
    assert is_there(scanner)
