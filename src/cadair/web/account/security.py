"""The security log: who tried what, with ids only, one line an event (SEC-19)."""

from __future__ import annotations

import logging

from cadair.people.models import Account

logger = logging.getLogger("cadair.security")


def note(event: str, account: Account | None = None, **details: str) -> None:
    """Write down an event: `second-step-failed account:3f… how=app`.

    Args:
        event: its code.
        account: whose account it is about; None when nobody has it.
        details: codes; never anything that somebody typed.
    """
    said = " ".join(f"{key}={value}" for key, value in details.items())
    level = logging.WARNING if event.endswith(("-failed", "-refused")) else logging.INFO
    logger.log(level, "%s %s %s", event, account.ref if account else "nobody", said)
