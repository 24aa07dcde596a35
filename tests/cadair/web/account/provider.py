"""A provider of OpenID Connect that listens on this machine and says what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from cadair.config.organisation_sign_in import OrganisationSignIn


@dataclass
class Provider:
    """What it answers, and what it was asked."""

    issuer: str = ""
    key: RSAPrivateKey = field(default_factory=lambda: generate_private_key(65537, 2048))
    published: RSAPrivateKey | None = None
    claims: dict[str, Any] = field(default_factory=dict)
    says_it_is: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    @property
    def organisation(self) -> OrganisationSignIn:
        """The settings that lead to it."""
        return OrganisationSignIn(
            issuer=self.issuer,
            client_id="cadair",
            client_secret="only-we-know",
            domains=frozenset({"example.org"}),
            name_cy="Mewngofnodi gyda’r Cwm",
            name_en="Sign in with the Valley",
        )

    def answer(self, path: str) -> dict[str, Any]:
        """The document at an address."""
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.says_it_is or self.issuer,
                "authorization_endpoint": f"{self.issuer}/ask",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            }
        if path == "/keys":
            public = (self.published or self.key).public_key()
            return {"keys": [{**RSAAlgorithm.to_jwk(public, as_dict=True), "kid": "1"}]}
        now = int(time.time())
        standing = {"iss": self.issuer, "aud": "cadair", "sub": "1", "iat": now, "exp": now + 60}
        claims = {**standing, **self.claims}
        return {"id_token": jwt.encode(claims, self.key, "RS256", headers={"kid": "1"})}


@contextmanager
def a_provider() -> Iterator[Provider]:
    """Listens until the block ends."""
    provider = Provider()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(provider.answer(self.path))

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            provider.asked.append(parse_qs(self.rfile.read(length).decode()))
            self._say(provider.answer(self.path))

        def _say(self, document: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(document).encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
