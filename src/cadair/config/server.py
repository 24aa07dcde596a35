"""Preparing the database, serving the site, and running site and worker side by side."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess  # nosec B404 - starts only this very program
import sys
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from gunicorn.app.base import BaseApplication

from cadair.config.boot import claim_the_database
from cadair.config.tables import bring_up_to_date

THREADS = 4
LOOPBACK = "127.0.0.1"
SECONDS_BETWEEN_PROBES = 0.1
SECONDS_TO_STOP = 10


class _Site(BaseApplication):
    """gunicorn with our options instead of a configuration file."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from cadair.config.wsgi import application

        return application


def serve(*, port: int) -> None:
    """Serve the site until told to stop."""
    _Site(
        {
            "bind": [f"{settings.ENVIRONMENT.bind}:{port}"],
            "workers": settings.ENVIRONMENT.web_workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "preload_app": True,
            "limit_request_line": 8190,
            # Only this neighbour is believed when it says that the reader came by HTTPS.
            "forwarded_allow_ips": settings.ENVIRONMENT.trusted_proxy or "127.0.0.1",
            "graceful_timeout": SECONDS_TO_STOP,
            "control_socket_disable": True,
        }
    ).run()


def prepare_database() -> None:
    """Create the database or bring it up to date, and gather the static files.

    In demo mode an unused database becomes the demo's.

    Raises:
        NotNow: in demo mode, the database is in use and not the demo's.
    """
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    bring_up_to_date()
    call_command("createcachetable", verbosity=0)
    claim_the_database()
    _gather_static_files()


def _gather_static_files() -> None:
    """Copy, number and compress the static files, when one of them changed since the last time."""
    stamp = settings.STATIC_ROOT / ".gathered"
    now = _fingerprint_of_static_files()
    if stamp.is_file() and stamp.read_text("utf-8") == now:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(now, "utf-8")


def _fingerprint_of_static_files() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path}\0{storage.get_modified_time(path).isoformat()}\n".encode())
    return digest.hexdigest()


def run_all(*, port: int) -> int:
    """What `make run` does: prepare, load the demo where there is nothing, serve, work.

    Raises:
        ImproperlyConfigured: somebody else listens on the port already.
    """
    _require_free(port)
    prepare_database()
    if settings.CADAIR_DEMO:
        from cadair.demo.walk import prepare

        prepare(print=lambda line: print(line, flush=True))
    children = [
        subprocess.Popen([sys.executable, "-m", "cadair.config.console", *arguments])  # noqa: S603  # nosec B603
        for arguments in (["serve", "--port", str(port)], ["worker"])
    ]
    _pass_on_signals(children)
    if _answers(port, children[0]):
        _print_addresses(port)
    return _until_one_ends(children)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.ENVIRONMENT.bind, port))
        except OSError as problem:
            raise ImproperlyConfigured(
                f"Port {port} is not free: {problem.strerror}. Choose another: "
                f"make run PORT={port + 1}"
            ) from problem


def _pass_on_signals(children: list[subprocess.Popen[bytes]]) -> None:
    """Ctrl-C, and a polite kill, stop the site and the worker."""

    def stop(*_: object) -> None:
        _stop(children)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()


def _answers(port: int, site: subprocess.Popen[bytes]) -> bool:
    """Wait until the site takes connections; False if it stops before."""
    while site.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(SECONDS_BETWEEN_PROBES)
            if probe.connect_ex((LOOPBACK, port)) == 0:
                return True
        time.sleep(SECONDS_BETWEEN_PROBES)
    return False


def _print_addresses(port: int) -> None:
    address = f"http://localhost:{port}"
    print(
        f"\n  Cadair is running.\n\n"
        f"    {address}/        choose a language\n"
        f"    {address}/cy/     Cymraeg\n"
        f"    {address}/en/     English\n\n"
        f"  Ctrl-C stops it; everything is kept.{_where_letters_go()}\n",
        flush=True,
    )


def _where_letters_go() -> str:
    folder = settings.ENVIRONMENT.mail.get("EMAIL_FILE_PATH")
    return f"\n  No letter is sent: they are written to {folder}." if folder else ""


def _until_one_ends(children: list[subprocess.Popen[bytes]]) -> int:
    """Wait until the site or the worker ends; stop the other; 0 when both were asked to end.

    A site whose worker died would look well and send no mail.
    """
    ours = {child.pid for child in children}
    # Tells of a child that has ended without taking its exit code from who asks for it below. A
    # shell that became this program left it its own children too: those may end.
    while (ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)) and ended.si_pid not in ours:
        os.waitpid(ended.si_pid, 0)
    _stop(children)
    for child in children:
        try:
            child.wait(timeout=SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    asked_to_end = {0, -signal.SIGTERM, -signal.SIGINT}
    return 0 if asked_to_end.issuperset(child.returncode for child in children) else 1
