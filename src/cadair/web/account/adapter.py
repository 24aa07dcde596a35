"""Where the sign-in library meets Cadair: its mail through our outbox, no open sign-up."""

from __future__ import annotations

import base64
import secrets
from functools import cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cadair.foundation import clock
from cadair.foundation.bilingual import active_language
from cadair.mail.actions import queue_letter
from cadair.people.models import SESSION_BEGAN, SESSION_SEEN, Account
from cadair.web.account.letters import NoAccount, SignInCode
from cadair.web.account.security import note
from cadair.web.account.work import after_sign_in
from cadair.web.shared.page import service_name


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The decisions allauth leaves to the service."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No: an organiser or the operator opens accounts, or a nominator's own code does."""
        del request
        return False

    def get_login_stages(self) -> list[str]:
        """A code alone signs in; the second step is asked for by our own pages and guards."""
        return ["allauth.account.stages.LoginByCodeStage"]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the letter that stands for the library's template into the outbox.

        Raises:
            LookupError: the library wants to send something we have no words for.
        """
        if template_prefix != "account/email/login_code":
            raise LookupError(f"no letter for {template_prefix}")
        queue_letter(letter=SignInCode(code=context["code"]), to=email, once=_once("sign-in-code"))

    def send_no_account(self, email: str) -> None:
        """Tell somebody without an account why no code comes, and only them (SEC-06)."""
        queue_letter(letter=NoAccount(), to=email, once=_once("no-account"))

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in with a new session, and note when: after twelve hours it is over (SEC-08)."""
        super().login(request, user)
        now = int(clock.wall().timestamp())
        request.session[SESSION_BEGAN] = request.session[SESSION_SEEN] = now
        note("signed-in", user)

    def post_login(self, request: HttpRequest, user: Account, **named: Any) -> HttpResponse:
        """Go on: to the second step, to where somebody wanted to go, or to their first room."""
        super().post_login(request, user, **named)
        return redirect(after_sign_in(request, user, named.get("redirect_url")))

    def add_message(self, request: HttpRequest, level: int, *words: Any, **named: Any) -> None:
        """Keep what went wrong; what went well can be seen on the next page."""
        if level >= messages.WARNING:
            super().add_message(request, level, *words, **named)


class SecondSteps(DefaultMFAAdapter):  # type: ignore[misc]
    """What an app and a passkey call us, and how their secrets lie in the database."""

    def get_totp_issuer(self) -> str:
        """The name beside the code in the app."""
        return service_name(active_language())

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The host that passkeys are made for, and its name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": service_name(active_language())}

    def encrypt(self, text: str) -> str:
        """Whoever copies the database cannot make codes with it."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derived(key)) for key in keys])


@cache
def _derived(key: str) -> bytes:
    derivation = HKDF(SHA256(), 32, salt=None, info=b"cadair second steps")
    return base64.urlsafe_b64encode(derivation.derive(key.encode()))


def _once(occasion: str) -> str:
    return f"{occasion}:{secrets.token_hex(16)}"
