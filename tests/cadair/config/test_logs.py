"""Logs hold ids, not names, and one line is one event (PRI-21, SEC-19)."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from cadair.config.logs import IdsNotNames
from cadair.people.models import Account


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What would have been written to the log."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(IdsNotNames())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("no mailbox sian@example.org", "no mailbox [address]"),
        ("Key (email)=(sian.ŵŷn@example.org) already exists", "Key (email)=([address]) already"),
        ("<sian@example.org>", "<[address]>"),
        ("/en/sign-in/?code=ABCD-EFGH&next=/", "/en/sign-in/?code=[left out]&next=/"),
        ("token: abc.def", "token: [left out]"),
        ("account:0f0f0f closed", "account:0f0f0f closed"),
        ("season valley-2026", "season valley-2026"),
    ],
)
def test_addresses_and_secrets_are_left_out(log: io.StringIO, said: str, kept: str) -> None:
    logging.getLogger("cadair.probe").warning(said)
    assert kept in log.getvalue()
    assert "sian" not in log.getvalue()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\x1b[2J"])
def test_nobody_can_write_a_second_line_into_the_log(log: io.StringIO, end: str) -> None:
    logging.getLogger("cadair.probe").warning("browser %s", f"x{end}2026 ERROR cadair forged")
    assert len(log.getvalue().splitlines()) == 1
    assert "\x1b" not in log.getvalue()


@pytest.mark.django_db
def test_a_traceback_is_kept_without_the_row_the_database_repeats(log: io.StringIO) -> None:
    Account.objects.create(email="sian@example.org")
    try:
        with transaction.atomic():
            Account.objects.create(email="sian@example.org")
    except DatabaseError:
        logging.getLogger("cadair.probe").exception("not saved")
    assert "Traceback" in log.getvalue()
    assert "sian" not in log.getvalue()


@pytest.mark.django_db
def test_signing_in_leaves_no_address_in_the_log(log: io.StringIO) -> None:
    Account.objects.create(email="sian@example.org", name="Siân")
    client = Client()
    client.post("/en/sign-in/", {"email": "sian@example.org"})
    client.post("/en/sign-in/", {"email": "unknown-sian@example.org"})
    client.get("/en/nowhere/?email=sian@example.org")
    assert "sian" not in log.getvalue().lower()
