"""The one place that reads environment variables, and refuses what cannot be meant.

Every `CADAIR_*` variable is named in `VARIABLES` and explained in docs/operators/settings.md; a
test compares the two. With nothing set, Cadair runs as a demo for this machine alone.
"""

from __future__ import annotations

import difflib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from cadair.config import object_storage, organisation_sign_in
from cadair.config.hosts import is_loopback
from cadair.config.organisation_sign_in import OrganisationSignIn

VARIABLES: Final = (
    "CADAIR_BIND",
    "CADAIR_CONTACT",
    "CADAIR_DATABASE_URL",
    "CADAIR_DEMO",
    "CADAIR_FILES_GIGABYTES",
    "CADAIR_HOSTS",
    "CADAIR_HTTPS",
    "CADAIR_LOG_LEVEL",
    "CADAIR_MAIL_FROM",
    "CADAIR_MAIL_URL",
    "CADAIR_OIDC_CLIENT_ID",
    "CADAIR_OIDC_CLIENT_SECRET",
    "CADAIR_OIDC_CLIENT_SECRET_FILE",
    "CADAIR_OIDC_DOMAINS",
    "CADAIR_OIDC_ISSUER",
    "CADAIR_OIDC_NAME_CY",
    "CADAIR_OIDC_NAME_EN",
    "CADAIR_ORGANISER_CY",
    "CADAIR_ORGANISER_EN",
    "CADAIR_PUBLIC_DATABASE_URL",
    "CADAIR_ROOT",
    "CADAIR_S3_BUCKET",
    "CADAIR_S3_ENDPOINT",
    "CADAIR_S3_KEY_ID",
    "CADAIR_S3_PREFIX",
    "CADAIR_S3_REGION",
    "CADAIR_S3_SECRET",
    "CADAIR_S3_SECRET_FILE",
    "CADAIR_SCANNER_URL",
    "CADAIR_SECRET_KEY",
    "CADAIR_SECRET_KEY_FILE",
    "CADAIR_SERVICE_CY",
    "CADAIR_SERVICE_EN",
    "CADAIR_TRUSTED_PROXY",
    "CADAIR_VAR",
    "CADAIR_WEB_WORKERS",
)
NOT_OURS: Final = frozenset({"CADAIR_TEST_DATABASE", "CADAIR_VENV"})
"""Read by the workshop's scripts, not by the program."""

LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_SECRET: Final = 50
DEBIAN_SCANNER: Final = "unix:/run/clamav/clamd.ctl"
CHECKOUT: Final = Path(__file__).resolve().parents[3]

_ON: Final = frozenset({"1", "true", "on"})
_OFF: Final = frozenset({"0", "false", "off"})
_MAIL_PORTS: Final = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True, slots=True)
class Environment:
    """What the operator decided, checked."""

    var: Path
    is_demo: bool
    hosts: tuple[str, ...]
    secret_key: str
    is_https: bool
    root: str
    database: Mapping[str, Any]
    public_database: Mapping[str, Any]
    mail: Mapping[str, Any]
    mail_from: str
    names: Mapping[str, Mapping[str, str]]
    organisation_sign_in: OrganisationSignIn | None
    contact: str
    trusted_proxy: str
    bind: str
    web_workers: int
    log_level: str
    scanner: str
    files_gigabytes: int
    files: dict[str, Any]

    @property
    def letter_root(self) -> str:
        """Scheme and host for the links in letters: no request says them there."""
        if self.root or self.is_demo:
            return self.root
        return f"{'https' if self.is_https else 'http'}://{self.hosts[0]}"


def read(env: Mapping[str, str]) -> Environment:
    """The decisions in `env`.

    Raises:
        ImproperlyConfigured: one is missing, contradicts another or cannot be meant; the sentence
            names the variable and what to do.
    """
    _refuse_unknown(env)
    is_demo = _is_on(env, "CADAIR_DEMO", default=not _is_configured(env))
    var = Path(env.get("CADAIR_VAR") or CHECKOUT / "var")
    hosts = _hosts(env, is_demo=is_demo)
    is_https = _is_on(env, "CADAIR_HTTPS", default=not is_demo)
    database = _database(env, "CADAIR_DATABASE_URL", var)
    return Environment(
        var=var,
        is_demo=is_demo,
        hosts=hosts,
        secret_key=_secret_key(env, var, is_demo=is_demo),
        is_https=is_https,
        root=env.get("CADAIR_ROOT", "").rstrip("/"),
        database=database,
        public_database=_public_database(env, database, var),
        mail=_mail(env, var, is_demo=is_demo),
        mail_from=_required(env, "CADAIR_MAIL_FROM", is_demo=is_demo, demo="demo@localhost"),
        names={"service": _name(env, "SERVICE"), "organiser": _name(env, "ORGANISER")},
        organisation_sign_in=organisation_sign_in.read(env),
        contact=env.get("CADAIR_CONTACT") or env.get("CADAIR_MAIL_FROM") or "contact@example.org",
        trusted_proxy=env.get("CADAIR_TRUSTED_PROXY", ""),
        bind=env.get("CADAIR_BIND", "127.0.0.1"),
        web_workers=_whole_number(env, "CADAIR_WEB_WORKERS", default=min(2, os.cpu_count() or 1)),
        log_level=_log_level(env),
        scanner=_scanner(env, is_demo=is_demo),
        files_gigabytes=_whole_number(env, "CADAIR_FILES_GIGABYTES", default=20),
        files=object_storage.read(env, var),
    )


def _refuse_unknown(env: Mapping[str, str]) -> None:
    for name in env:
        if name.startswith("CADAIR_") and name not in VARIABLES and name not in NOT_OURS:
            near = difflib.get_close_matches(name, VARIABLES, n=1)
            meant = f" Did you mean {near[0]}?" if near else ""
            raise ImproperlyConfigured(
                f"{name} is no setting of Cadair.{meant} All settings: docs/operators/settings.md"
            )


def _is_configured(env: Mapping[str, str]) -> bool:
    """Somebody prepares a real service: then nothing may quietly become a demo."""
    names = ("CADAIR_HOSTS", "CADAIR_SECRET_KEY", "CADAIR_SECRET_KEY_FILE", "CADAIR_DATABASE_URL")
    return any(env.get(name) for name in names)


def _is_on(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = env.get(name, "").strip().lower()
    if not value:
        return default
    if value not in _ON | _OFF:
        raise ImproperlyConfigured(f"{name} is 1 or 0, not {value!r}")
    return value in _ON


def _required(env: Mapping[str, str], name: str, *, is_demo: bool, demo: str) -> str:
    value = env.get(name, "").strip()
    if not value and not is_demo:
        raise ImproperlyConfigured(
            f"{name} is not set. Outside the demo it is needed: docs/operators/settings.md"
        )
    return value or demo


def _hosts(env: Mapping[str, str], *, is_demo: bool) -> tuple[str, ...]:
    value = _required(env, "CADAIR_HOSTS", is_demo=is_demo, demo=",".join(LOOPBACK))
    hosts = tuple(host.strip() for host in value.split(",") if host.strip())
    if not hosts or any("*" in host or host.startswith(".") for host in hosts):
        raise ImproperlyConfigured(
            "CADAIR_HOSTS lists every name in full: a pattern would let strangers choose a name"
        )
    open_hosts = [host for host in hosts if not is_loopback(host)]
    if is_demo and open_hosts:
        raise ImproperlyConfigured(
            f"The demo answers on this machine only, but CADAIR_HOSTS names {open_hosts[0]}. "
            "Unset CADAIR_DEMO for a real service, or CADAIR_HOSTS for the demo."
        )
    return hosts


def _secret_key(env: Mapping[str, str], var: Path, *, is_demo: bool) -> str:
    file = env.get("CADAIR_SECRET_KEY_FILE")
    key = Path(file).read_text("utf-8").strip() if file else env.get("CADAIR_SECRET_KEY", "")
    if not key and is_demo:
        return _kept_secret(var / "secret-key")
    if len(key) < SHORTEST_SECRET or len(set(key)) < 10:
        raise ImproperlyConfigured(
            "CADAIR_SECRET_KEY is missing or can be guessed. Make one and keep it: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return key


def _kept_secret(path: Path) -> str:
    """The demo's key: made at the first start, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("utf-8").strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(key)
    return key


def _database(env: Mapping[str, str], name: str, var: Path) -> dict[str, Any]:
    url = env.get(name, "").strip()
    if not url:
        return _sqlite(var / "cadair.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            f"{name} looks like postgresql://user:password@host/database or sqlite:////full/path"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A write transaction takes the lock when it begins: one that read first and then
            # wants to write would fail, however long it waits.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def _public_database(
    env: Mapping[str, str], database: Mapping[str, Any], var: Path
) -> dict[str, Any]:
    if database["ENGINE"].endswith("sqlite3"):
        return {"ENGINE": "cadair.config.released_only", "NAME": database["NAME"], "OPTIONS": {}}
    if not env.get("CADAIR_PUBLIC_DATABASE_URL"):
        raise ImproperlyConfigured(
            "CADAIR_PUBLIC_DATABASE_URL is not set. On PostgreSQL the public pages need a user of "
            "their own, who may read what is released and nothing else; `cadair migrate` makes it."
        )
    public = _database(env, "CADAIR_PUBLIC_DATABASE_URL", var)
    is_same_place = public["ENGINE"] == database["ENGINE"] and public["NAME"] == database["NAME"]
    if not is_same_place or public["USER"] == database["USER"]:
        raise ImproperlyConfigured(
            "CADAIR_PUBLIC_DATABASE_URL leads to the same database as CADAIR_DATABASE_URL, "
            "with another user"
        )
    return public


def _mail(env: Mapping[str, str], var: Path, *, is_demo: bool) -> dict[str, Any]:
    url = _required(env, "CADAIR_MAIL_URL", is_demo=is_demo, demo="files:")
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "files":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(var / "letters"),
        }
    if parts.scheme not in _MAIL_PORTS or not parts.hostname:
        raise ImproperlyConfigured(
            "CADAIR_MAIL_URL looks like smtp://user:password@host:587 (with STARTTLS), smtps://… "
            "(TLS from the start), smtp+plain://… (a server on this machine), console: or files:"
        )
    if parts.scheme == "smtp+plain" and not is_loopback(parts.hostname):
        raise ImproperlyConfigured("CADAIR_MAIL_URL: unencrypted mail may not leave this machine")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def _name(env: Mapping[str, str], what: str) -> dict[str, str]:
    name = {language: env.get(f"CADAIR_{what}_{language.upper()}", "") for language in ("cy", "en")}
    if bool(name["cy"]) != bool(name["en"]):
        raise ImproperlyConfigured(
            f"CADAIR_{what}_CY and CADAIR_{what}_EN go together: give the name in both languages"
        )
    return name if name["cy"] else {"cy": "Cadair", "en": "Cadair"}


def _whole_number(env: Mapping[str, str], name: str, *, default: int) -> int:
    value = env.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or int(value) < 1:
        raise ImproperlyConfigured(f"{name} is a whole number from 1, not {value!r}")
    return int(value)


def _scanner(env: Mapping[str, str], *, is_demo: bool) -> str:
    """Where clamd listens. The demo holds nothing of strangers and does without."""
    url = env.get("CADAIR_SCANNER_URL", "").strip()
    if not url:
        return "none:" if is_demo else DEBIAN_SCANNER
    parts = urlsplit(url)
    is_meant = (parts.scheme == "unix" and parts.path) or (parts.scheme == "tcp" and parts.hostname)
    if not is_meant and not (url == "none:" and is_demo):
        raise ImproperlyConfigured(
            "CADAIR_SCANNER_URL looks like unix:/run/clamav/clamd.ctl or tcp://host:3310; outside "
            "the demo what strangers send is always looked at for viruses"
        )
    return url


def _log_level(env: Mapping[str, str]) -> str:
    level = env.get("CADAIR_LOG_LEVEL", "INFO").strip().upper()
    levels = ("DEBUG", "INFO", "WARNING", "ERROR")
    if level not in levels:
        raise ImproperlyConfigured(f"CADAIR_LOG_LEVEL is one of {', '.join(levels)}")
    return level
