"""Who is asking: passed to every action, named in the audit record by an opaque reference."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts.

    `ref` never holds a name or an address: `account:<hex>`, `console:operator`, `system:worker`.
    `is_operator` is true for whoever holds the machine (console) and for the system itself.
    """

    ref: str
    account_id: int | None = None
    is_operator: bool = False

    @classmethod
    def account(cls, *, public_id: str, account_id: int) -> Actor:
        """A signed-in person."""
        return cls(ref=f"account:{public_id}", account_id=account_id)

    @classmethod
    def operator(cls) -> Actor:
        """Whoever types commands on the server."""
        return cls(ref="console:operator", is_operator=True)

    @classmethod
    def system(cls, part: str) -> Actor:
        """A part of the system that acts by itself, such as the worker."""
        return cls(ref=f"system:{part}", is_operator=True)
