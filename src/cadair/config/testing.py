"""Settings of the test run: as in production, on a database of its own."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108  # nosec B108
_FOLDER = _MEMORY if os.access(_MEMORY, os.W_OK) else Path(tempfile.gettempdir())

# Whatever the shell says, the tests run as a real service: no demo, a key, hosts that are named.
for _name in [name for name in os.environ if name.startswith("CADAIR_")]:
    if _name not in {"CADAIR_TEST_DATABASE", "CADAIR_VENV"}:
        del os.environ[_name]
os.environ |= {  # nosec B105 - the key of no service
    "CADAIR_HOSTS": "testserver,localhost",
    "CADAIR_SECRET_KEY": "the-secret-key-of-the-tests-is-no-secret-at-all-0123456789",
    # The test client speaks HTTP; tests/cadair/config looks at a service with HTTPS.
    "CADAIR_HTTPS": "0",
    "CADAIR_MAIL_URL": "console:",
    "CADAIR_MAIL_FROM": "awards@example.org",
    "CADAIR_LOG_LEVEL": "WARNING",
    "CADAIR_VAR": str(_FOLDER / f"cadair-tests-{os.getpid()}"),
}

from cadair.config.settings import *  # noqa: E402, F403
from cadair.config.settings import DATABASES as _PRODUCTION  # noqa: E402

ON_POSTGRESQL = os.environ.get("CADAIR_TEST_DATABASE", "sqlite") == "postgresql"


def _test_database(alias: str) -> dict[str, object]:
    """One database per process: several people may test in one checkout, on several cores.

    A file, not SQLite's shared memory: tests of concurrency and of the embargo need real locks.
    """
    if ON_POSTGRESQL:
        # Host and user come from PGHOST and PGUSER: see scripts/with_postgresql.py.
        return {"ENGINE": "django.db.backends.postgresql", "NAME": f"cadair_{os.getpid()}"}
    name = _FOLDER / f"cadair-test-{os.getpid()}.sqlite3"
    return {**_PRODUCTION[alias], "CONN_MAX_AGE": 0, "TEST": {"NAME": name}}


DATABASES = {
    "default": _test_database("default"),
    "public": {
        **_test_database("public"),
        **({"USER": "cadair_public"} if ON_POSTGRESQL else {}),
        "TEST": {"MIRROR": "default"},
    },
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Files as they lie in the source: the tests do not gather them first.
STATIC_ROOT = Path(__file__).resolve().parents[1] / "web" / "shared" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "files": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
# Tests of the scanner bring their own.
CADAIR_SCANNER = "none:"
# Welsh that would fall back to English raises, so that no page can show it unnoticed.
STRICT_WELSH = True
