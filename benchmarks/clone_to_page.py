"""From `git clone` to the first page, in a fresh folder with an empty HOME; then a second start.

    python -m benchmarks.clone_to_page [python]

Bytes are those this machine received meanwhile: run it while nothing else downloads.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 300
KEPT = ("PATH", "LANG", "SSL_CERT_FILE", "PIP_CERT")
MEGABIT = 125_000


def received_bytes() -> int:
    """What all network devices but loopback have received since the machine started."""
    lines = Path("/proc/net/dev").read_text(encoding="ascii").splitlines()[2:]
    rows = [line.replace(":", " ").split() for line in lines]
    return sum(int(row[1]) for row in rows if row[0] != "lo")


def first_page(folder: Path, home: Path, port: int, python: str) -> float:
    """Seconds from `make run` to the first page; the server is stopped again with Ctrl-C.

    Raises:
        SystemExit: it ended or did not answer in time.
    """
    environment = {k: v for k, v in os.environ.items() if k in KEPT} | {"HOME": str(home)}
    start = time.monotonic()
    command = ["make", "--no-print-directory", "run", f"PORT={port}", f"PYTHON={python}"]
    # What comes after the first page is not waited for, and would be fetched into the second start.
    command.append("EXTRAS=no")
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=sys.stderr, start_new_session=True
    )
    try:
        while True:
            if process.poll() is not None or time.monotonic() - start > PATIENCE_SECONDS:
                raise SystemExit("make run ended or gave no page")
            try:
                with urllib.request.urlopen(f"http://localhost:{port}/", timeout=10):
                    return time.monotonic() - start
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def measure(python: str = "python3", port: int = 8723) -> dict[str, float]:
    """Seconds and megabytes of a first and a second start."""
    folder = Path(tempfile.mkdtemp(prefix="cadair-clone-"))
    try:
        home = folder / "home"
        home.mkdir()
        before, start = received_bytes(), time.monotonic()
        subprocess.run(["git", "clone", "--quiet", ROOT, folder / "cadair"], check=True)
        cloned = time.monotonic() - start
        first = cloned + first_page(folder / "cadair", home, port, python)
        downloaded = received_bytes() - before
        git = sum(f.stat().st_size for f in (folder / "cadair/.git").rglob("*") if f.is_file())
        second = first_page(folder / "cadair", home, port, python)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {
        "first_start_s": round(first, 1),
        "second_start_s": round(second, 1),
        "downloaded_mb": round((downloaded + git) / 1e6, 1),
        "download_at_20_mbit_s": round((downloaded + git) / (20 * MEGABIT), 1),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure((sys.argv[1:] or ["python3"])[0]), indent=2) + "\n")
