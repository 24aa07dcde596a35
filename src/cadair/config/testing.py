"""Settings of the test run: as in production, on a database of its own."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cadair.config.settings import *  # noqa: F403
from cadair.config.settings import DATABASES as _PRODUCTION

ON_POSTGRESQL = os.environ.get("CADAIR_TEST_DATABASE", "sqlite") == "postgresql"
_MEMORY = Path("/dev/shm")  # noqa: S108  # nosec B108 - holds only test databases
_FOLDER = _MEMORY if os.access(_MEMORY, os.W_OK) else Path(tempfile.gettempdir())


def _test_database(alias: str) -> dict[str, object]:
    """One database per process: several people may test in one checkout, on several cores.

    A file, not SQLite's shared memory: tests of concurrency and of the embargo need real locks.
    """
    if ON_POSTGRESQL:
        # Host and user come from PGHOST and PGUSER: see scripts/with_postgresql.py.
        return {"ENGINE": "django.db.backends.postgresql", "NAME": f"cadair_{os.getpid()}"}
    name = _FOLDER / f"cadair-test-{os.getpid()}.sqlite3"
    return {**_PRODUCTION[alias], "TEST": {"NAME": name}}


DATABASES = {"default": _test_database("default")}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Welsh that would fall back to English raises, so that no page can show it unnoticed.
STRICT_WELSH = True
