"""Who nominates: invented names, and addresses that no mail can reach."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

from cadair.demo.generator.material import raw

MAIL_DOMAIN = "example.org"
"""Reserved for examples (RFC 2606): nothing sent there reaches anybody."""


@dataclass(frozen=True, slots=True)
class Nominator:
    """Somebody who sends a form."""

    name: str
    email: str
    organisation: str


class Cast:
    """Gives every nominator a name and an address of their own."""

    def __init__(self, numbers: random.Random, taken: set[str]) -> None:
        """Draw names by `numbers`, none of those in `taken`."""
        names = raw("cast")["names"]
        pairs = [f"{first} {last}" for first in names["first"] for last in names["last"]]
        numbers.shuffle(pairs)
        self._names = iter([name for name in pairs if name not in taken])
        self._addresses: set[str] = set()

    def somebody(self, organisation: str) -> Nominator:
        """A new nominator, who writes for `organisation` or, if it is empty, for nobody."""
        return self.named(next(self._names), organisation)

    def named(self, name: str, organisation: str) -> Nominator:
        """A nominator whose name is known."""
        return Nominator(name=name, email=self._address(name), organisation=organisation)

    def _address(self, name: str) -> str:
        plain = unicodedata.normalize("NFD", name.lower())
        local = "".join(
            c if c.isascii() and c.isalnum() else "."
            for c in plain
            if c.isprintable() and not unicodedata.combining(c)
        )
        address, count = f"{local}@{MAIL_DOMAIN}", 1
        while address in self._addresses:
            count += 1
            address = f"{local}{count}@{MAIL_DOMAIN}"
        self._addresses.add(address)
        return address
