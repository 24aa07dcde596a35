"""Settings; every `CADAIR_*` variable read here is documented in docs/operators/settings.md."""

from __future__ import annotations

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(os.environ.get("CADAIR_VAR", BASE_DIR / "var"))

SECRET_KEY = os.environ.get("CADAIR_SECRET_KEY", "not-secret-development-only")
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "cadair.foundation",
    "cadair.audit",
    "cadair.mail",
    "cadair.people",
    "cadair.seasons",
    "cadair.nominations",
    "cadair.judging",
    "cadair.outcomes",
    "cadair.publishing",
    "cadair.web.shared",
    "cadair.web.public",
    "cadair.web.account",
    "cadair.web.machine",
    "cadair.demo",
]

AUTH_USER_MODEL = "people.Account"
ROOT_URLCONF = "cadair.config.urls"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "cadair.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    },
}
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("cy", "Cymraeg"), ("en", "English")]
# Welsh for what Django and allauth say; each app keeps its own beside its code.
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PUBLIC_DATABASE = "public"
