"""Coming in: a code from the mail, an authenticator app, recovery codes kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

from tests.journeys.season.someone import Someone

SIGN_IN = {"cy": "mewngofnodi", "en": "sign-in"}
CODE = re.compile(r"^\s*([A-Z0-9-]{6,})\s*$", re.MULTILINE)
SECONDS_A_CODE = 30


def sign_in(person: Someone, mail: Someone, address: str) -> None:
    """Sign in for the first time with an address that has a part: set up the app, keep codes."""
    person.go(f"/{person.language}/{SIGN_IN[person.language]}/")
    _answer(person, "email", address)
    _answer(person, "code", code_sent_to(mail, address))
    secret = person.visit.tab.locator("code.secret__text").inner_text()
    _answer(person, "code", app_code(secret))
    assert person.visit.tab.locator("textarea#codes").count(), person.text
    person.press("main a.button")


def code_sent_to(mail: Someone, address: str) -> str:
    """What the demo's outbox shows for an address, newest first."""
    mail.visit.open("/en/demo/mail/")
    for message in mail.visit.tab.locator("li", has_text=address).all():
        found = CODE.search(message.inner_text())
        if found:
            return found[1]
    raise AssertionError(f"no code for {address}")


def _answer(person: Someone, name: str, value: str) -> None:
    person.visit.tab.fill(f"main form:has([name={name}]) [name={name}] >> visible=true", value)
    person.press(f"main form:has([name={name}]) button[type=submit] >> visible=true")


def app_code(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238: SHA-1, six figures, thirty seconds)."""
    clean = re.sub(r"\s", "", secret)
    key = base64.b32decode(clean + "=" * (-len(clean) % 8))
    counter = struct.pack(">Q", int(time.time()) // SECONDS_A_CODE)
    digest = hmac.new(key, counter, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def be(person: Someone, key: str) -> None:
    """Be one of the people of the demo, with one press."""
    words = "demo/pobl" if person.language == "cy" else "demo/people"
    person.go(f"/{person.language}/{words}/")
    person.press(f"button[name=person][value='{key}']")
