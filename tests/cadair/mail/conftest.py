"""Letters and a mail server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cadair.mail.letters import written_down
from tests.cadair.mail.server import Post, mail_server


@pytest.fixture
def letters(tmp_path: Path) -> Iterator[None]:
    """The words of the tests' letters."""
    with written_down(tmp_path):
        yield


@pytest.fixture
def post() -> Iterator[Post]:
    """A mail server."""
    with mail_server() as server:
        yield server
