"""Signing in through one's organisation (OpenID Connect), as the operator set it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from cadair.config.hosts import is_loopback

_NEEDED: Final = ("ISSUER", "CLIENT_ID", "DOMAINS", "NAME_CY", "NAME_EN")


@dataclass(frozen=True, slots=True)
class OrganisationSignIn:
    """Who vouches for whom, and what the button is called in each language."""

    issuer: str
    client_id: str
    client_secret: str
    domains: frozenset[str]
    name_cy: str
    name_en: str


def read(env: Mapping[str, str]) -> OrganisationSignIn | None:
    """What `CADAIR_OIDC_…` say, or None when none of them is set.

    Raises:
        ImproperlyConfigured: one is missing or cannot be meant; the sentence names it.
    """
    said = {name: env.get(f"CADAIR_OIDC_{name}", "").strip() for name in _NEEDED}
    secret = _secret(env)
    if not any(said.values()) and not secret:
        return None
    missing = [f"CADAIR_OIDC_{name}" for name, value in said.items() if not value]
    if not secret:
        missing.append("CADAIR_OIDC_CLIENT_SECRET")
    if missing:
        raise ImproperlyConfigured(
            f"Signing in through an organisation also needs {', '.join(missing)}: "
            "docs/operators/settings.md"
        )
    domains = frozenset(part.strip().lower() for part in said["DOMAINS"].split(",") if part.strip())
    if any("@" in each or "*" in each or "." not in each for each in domains):
        raise ImproperlyConfigured(
            "CADAIR_OIDC_DOMAINS lists the ends of addresses after the @, such as llyw.cymru"
        )
    return OrganisationSignIn(
        issuer=_issuer(said["ISSUER"]),
        client_id=said["CLIENT_ID"],
        client_secret=secret,
        domains=domains,
        name_cy=said["NAME_CY"],
        name_en=said["NAME_EN"],
    )


def _secret(env: Mapping[str, str]) -> str:
    file = env.get("CADAIR_OIDC_CLIENT_SECRET_FILE")
    if file:
        return Path(file).read_text("utf-8").strip()
    return env.get("CADAIR_OIDC_CLIENT_SECRET", "").strip()


def _issuer(address: str) -> str:
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or is_loopback(parts.hostname or "")
    if not is_safe or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            "CADAIR_OIDC_ISSUER is the address of the provider, beginning with https://, as it "
            "stands as “issuer” in its /.well-known/openid-configuration"
        )
    return address
