"""Where the sign-in library meets Cadair: its mail through our outbox, no open sign-up."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest

from cadair.foundation import clock
from cadair.mail.actions import queue_letter
from cadair.people.models import SESSION_BEGAN, SESSION_SEEN, Account
from cadair.web.account.letters import NoAccount, SignInCode


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The decisions allauth leaves to the service."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No: an organiser or the operator opens accounts."""
        del request
        return False

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

    def add_message(self, request: HttpRequest, level: int, *words: Any, **named: Any) -> None:
        """Keep what went wrong; what went well can be seen on the next page."""
        if level >= messages.WARNING:
            super().add_message(request, level, *words, **named)


def _once(occasion: str) -> str:
    return f"{occasion}:{secrets.token_hex(16)}"
