"""A real service, as its own process: what it says, what it refuses, its cookies over HTTPS."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cadair.config.starting import REAL, cadair, python

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

HTTPS = """
import django
django.setup()
from django.conf import settings
from django.test import Client
from cadair.config.wsgi import application
from cadair.people.models import Account
plain = Client().get("/en/", headers={"host": "localhost"})
print(plain.status_code, plain["Location"])
secure = Client()
answer = secure.get("/en/sign-in/", secure=True, headers={"host": "localhost"})
print(answer.status_code, answer["Strict-Transport-Security"])
print("upgrade-insecure-requests" in answer["Content-Security-Policy"])
account = Account.objects.create(email="sian@example.org")
answer = secure.post("/en/sign-in/", {"email": "sian@example.org"}, secure=True,
                     headers={"host": "localhost"})
for name in ("__Host-session", "__Host-csrf"):
    cookie = secure.cookies[name]
    print(name, cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"],
          repr(cookie["domain"]))
"""


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """The folder of a prepared service."""
    prepared = cadair(tmp_path, "migrate", **REAL)
    assert prepared.returncode == 0, prepared.stderr
    return tmp_path


def test_over_https_cookies_are_bound_to_the_host_and_http_leads_to_https(var: Path) -> None:
    said = python(var, HTTPS, {**REAL, "DJANGO_SETTINGS_MODULE": "cadair.config.settings"})
    assert said.splitlines() == [
        "301 https://localhost/en/",
        "200 max-age=31536000; includeSubDomains",
        "True",
        "__Host-session True True Lax / ''",
        "__Host-csrf True True Lax / ''",
    ]


class _FindsNothing(socketserver.BaseRequestHandler):
    """Answers as clamd does when there is nothing to find."""

    def handle(self) -> None:
        """Read to the end of the stream, then answer."""
        told = b""
        while not told.endswith(bytes(4)):
            told += self.request.recv(65536)
        self.request.sendall(b"stream: OK\0")


@pytest.fixture
def scanner() -> Iterator[str]:
    """Where a scanner listens."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _FindsNothing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_service_that_is_set_up_passes_the_check_for_production(var: Path, scanner: str) -> None:
    checked = cadair(var, "check", "--deploy", **REAL, CADAIR_SCANNER_URL=scanner)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_check_says_when_no_scanner_answers(var: Path) -> None:
    nowhere = {**REAL, "CADAIR_SCANNER_URL": f"unix:{var / 'nobody.ctl'}"}
    checked = cadair(var, "check", "--deploy", **nowhere)
    assert "cadair.W005" in checked.stdout + checked.stderr


def test_the_check_finds_a_record_that_was_tampered_with(var: Path) -> None:
    tamper = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1] if len(sys.argv) > 1 else "
        f"{str(var / 'cadair.sqlite3')!r}); c.execute('DROP TRIGGER audit_entry_is_never_deleted')"
    )
    python(var, tamper, {})
    checked = cadair(var, "check", "--deploy", **REAL)
    assert checked.returncode == 1
    assert "cadair.E003" in checked.stdout


@pytest.mark.parametrize("word", ["serve", "worker"])
def test_nothing_starts_without_a_secret(tmp_path: Path, word: str) -> None:
    started = cadair(tmp_path, word, **{**REAL, "CADAIR_SECRET_KEY": ""})
    assert started.returncode == 2
    assert started.stderr.startswith("cadair: CADAIR_SECRET_KEY is missing or can be guessed")
    assert "Traceback" not in started.stderr


def test_nothing_starts_on_a_database_that_was_never_prepared(tmp_path: Path) -> None:
    started = cadair(tmp_path, "serve", **REAL)
    assert started.returncode == 2
    assert "cadair migrate" in started.stderr


def test_the_demo_does_not_open_a_real_services_database(var: Path) -> None:
    opened = cadair(var, "account", "open", "sian@example.org", "--name", "Siân", **REAL)
    assert opened.returncode == 0, opened.stderr
    for word in ("up", "serve", "worker"):
        started = cadair(var, word, CADAIR_DEMO="1")
        assert started.returncode == 2
        assert "not the demo" in started.stderr
    assert cadair(var, "audit", "verify", **REAL).returncode == 0


def test_a_real_service_does_not_open_the_demos_database(tmp_path: Path) -> None:
    assert cadair(tmp_path, "migrate").returncode == 0
    started = cadair(tmp_path, "serve", **REAL)
    assert started.returncode == 2
    assert "invented" in started.stderr
