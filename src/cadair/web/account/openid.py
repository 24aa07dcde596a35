"""Asking an organisation who somebody is: OpenID Connect, code flow with PKCE.

Only the ID token is believed: signed by the provider, for us, in answer to this one question.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import urlencode

import jwt
import requests

from cadair.mail.validators import normalised_address

WELL_KNOWN: Final = "/.well-known/openid-configuration"
SIGNED_WITH: Final = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
SECONDS: Final = 8
CLOCKS_DIFFER_BY: Final = 60


class Organisation(Protocol):
    """What the settings say of it (`CADAIR_OIDC_…`)."""

    @property
    def issuer(self) -> str:
        """The address of its provider."""

    @property
    def client_id(self) -> str:
        """What the provider calls us."""

    @property
    def client_secret(self) -> str:
        """By which it knows us."""

    @property
    def domains(self) -> frozenset[str]:
        """The ends of the addresses it may speak for."""


class NotVouchedFor(Exception):
    """The organisation did not say, in a way that can be believed, who this is; `why` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Question:
    """What a browser was sent away with, and must come back with; kept in its session."""

    state: str
    nonce: str
    verifier: str
    back: str
    wanted: str

    @classmethod
    def new(cls, *, back: str, wanted: str) -> Question:
        """A fresh one: `back` is where the answer comes, `wanted` where somebody was going."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, back, wanted)


def address_to_ask(organisation: Organisation, question: Question) -> str:
    """Where the browser goes to be asked.

    Raises:
        NotVouchedFor: the provider does not answer as it should.
    """
    challenge = hashlib.sha256(question.verifier.encode()).digest()
    query = {
        "response_type": "code",
        "scope": "openid email",
        "client_id": organisation.client_id,
        "redirect_uri": question.back,
        "state": question.state,
        "nonce": question.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    there = _known(organisation)["authorization_endpoint"]
    return f"{there}{'&' if '?' in there else '?'}{urlencode(query)}"


def address_vouched_for(organisation: Organisation, question: Question, code: str) -> str:
    """The e-mail address of whoever comes back with `code`.

    Raises:
        NotVouchedFor: it cannot be believed, or is none that this organisation may speak for.
    """
    known = _known(organisation)
    claims = _claims(organisation, known, _token(organisation, known, question, code))
    if not secrets.compare_digest(str(claims.get("nonce", "")), question.nonce):
        raise NotVouchedFor("nonce")
    address = normalised_address(str(claims.get("email", "")))
    # An organisation answers for addresses of its own domains; what it says is unproved is not.
    if claims.get("email_verified", True) is not True:
        raise NotVouchedFor("unverified")
    if address.rpartition("@")[2] not in organisation.domains:
        raise NotVouchedFor("domain")
    return address


def _known(organisation: Organisation) -> Mapping[str, Any]:
    known = _asked("GET", organisation.issuer.rstrip("/") + WELL_KNOWN)
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if known.get("issuer") != organisation.issuer or not all(known.get(name) for name in needed):
        raise NotVouchedFor("discovery")
    return known


def _token(
    organisation: Organisation, known: Mapping[str, Any], question: Question, code: str
) -> str:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": question.back,
        "client_id": organisation.client_id,
        "client_secret": organisation.client_secret,
        "code_verifier": question.verifier,
    }
    return str(_asked("POST", known["token_endpoint"], form).get("id_token", ""))


def _claims(organisation: Organisation, known: Mapping[str, Any], token: str) -> Mapping[str, Any]:
    try:
        keys = jwt.PyJWKSet.from_dict(dict(_asked("GET", known["jwks_uri"])))
        wanted = jwt.get_unverified_header(token).get("kid")
        (key, *_more) = [each for each in keys.keys if wanted in {None, each.key_id}]
        claims: Mapping[str, Any] = jwt.decode(
            token,
            key,
            algorithms=list(SIGNED_WITH),
            audience=organisation.client_id,
            issuer=organisation.issuer,
            leeway=CLOCKS_DIFFER_BY,
            options={"require": ["exp", "iat", "aud", "iss", "sub"]},
        )
    except (jwt.PyJWTError, ValueError) as problem:
        raise NotVouchedFor("token") from problem
    return claims


def _asked(method: str, address: str, form: Mapping[str, str] | None = None) -> Mapping[str, Any]:
    """What the provider answers; it is never followed elsewhere."""
    try:
        answer = requests.request(
            method, address, data=form, timeout=SECONDS, allow_redirects=False
        )
        said = answer.json() if answer.status_code == 200 else None
    except (requests.RequestException, ValueError) as problem:
        raise NotVouchedFor("unreachable") from problem
    if not isinstance(said, dict):
        raise NotVouchedFor("refused")
    return said
