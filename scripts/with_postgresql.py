"""Run a command beside a PostgreSQL server of its own, made for it and gone with it.

    python scripts/with_postgresql.py pytest -m "not browser"

The server listens on a socket in a temporary folder only (the checkout may lie where the server's
user may not enter), never on the network; PGHOST, PGUSER and CADAIR_TEST_DATABASE tell the command
where it is.
As root, the server runs as `postgres` or `nobody`: it refuses to run as root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

USER = "cadair"
PUBLIC = "cadair_public"
"""The role that may read what is released and nothing else; an operator makes it once."""

PATIENCE_SECONDS = 30
SPEED_OVER_SAFETY = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "logging_collector": "off",
}


def server_programs() -> Path:
    """The folder of `initdb` and `postgres`: Debian keeps one per version, off the path.

    Raises:
        SystemExit: there is none.
    """
    packaged = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(packaged, key=lambda path: int(path.parts[-3]), default=None)
    found = newest or (Path(on_path).resolve() if (on_path := shutil.which("initdb")) else None)
    if found is None:
        raise SystemExit(
            "PostgreSQL is not installed: make setup-tests, or apt-get install postgresql"
        )
    return found.parent


def unprivileged_user() -> pwd.struct_passwd | None:
    """Whom to run the server as; None: as ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise SystemExit(
        "PostgreSQL refuses to run as root, and there is neither a postgres nor a nobody user"
    )


def as_user(user: pwd.struct_passwd | None) -> list[str]:
    """The words before a command that make it run as `user`."""
    if user is None:
        return []
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers.

    Raises:
        SystemExit: it ended, or did not answer in time; its log is printed.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    ask = [str(programs / "pg_isready"), "--quiet", "--host", str(folder)]
    while subprocess.run(ask, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("PostgreSQL did not start:\n" + (folder / "log").read_text())
        time.sleep(0.05)


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server at once, without waiting for whoever is still connected."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@contextmanager
def running_server() -> Iterator[dict[str, str]]:
    """A fresh server; gives the environment that leads to it."""
    programs, user = server_programs(), unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="cadair-pg-"))
    server: subprocess.Popen[bytes] | None = None
    try:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        initdb = [str(programs / "initdb"), f"--pgdata={folder}/data", f"--username={USER}"]
        initdb += ["--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run([*as_user(user), *initdb], check=True, stdout=subprocess.DEVNULL, cwd="/")
        options = [f"--{name}={value}" for name, value in SPEED_OVER_SAFETY.items()]
        postgres = [str(programs / "postgres"), f"-D{folder}/data", f"-k{folder}", *options]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen([*as_user(user), *postgres], stdout=log, stderr=log, cwd="/")
        wait_until_ready(programs, folder, server)
        createuser = [
            str(programs / "createuser"),
            f"--host={folder}",
            f"--username={USER}",
            PUBLIC,
        ]
        subprocess.run(createuser, check=True)
        yield {
            "PGHOST": str(folder),
            "PGUSER": USER,
            "PGDATABASE": "postgres",
            "CADAIR_TEST_DATABASE": "postgresql",
        }
    finally:
        if server is not None:
            stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def end_politely(number: int, _frame: FrameType | None) -> None:
    """Let a signal unwind the stack, so that the server is stopped."""
    raise SystemExit(128 + number)


def main(command: list[str]) -> int:
    """Run `command` beside a server; its exit code is ours."""
    if not command:
        raise SystemExit(__doc__)
    signal.signal(signal.SIGTERM, end_politely)
    with running_server() as environment:
        return subprocess.run(command, check=False, env=os.environ | environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
