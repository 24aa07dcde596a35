"""Logs that may be kept: ids instead of names, one line an event (PRI-21, SEC-19)."""

from __future__ import annotations

import logging
import re
from typing import Final

_ADDRESS: Final = re.compile(r"[^\s<>\"'(),:;=\[\]{}]+@[\w.-]+\.\w+|[\w.+-]+@localhost\b")
_TOKEN: Final = re.compile(r"(?i)\b(code|key|token|password|secret)(=|: ?)[^\s&]+")
_REFERENCE: Final = "cadair.reference"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]")


class IdsNotNames(logging.Formatter):
    """Takes addresses and secrets out of whatever is logged, tracebacks included.

    A database that refuses a row repeats the row in its message; nothing our own code writes into
    a log can be relied on to prevent that, so the last step before the file does.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """The line of the event; a line end in a message cannot fake a second event."""
        line = super().formatMessage(record)
        reference = getattr(getattr(record, "request", None), "META", {}).get(_REFERENCE)
        if reference:
            line += f" reference={reference}"
        return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", line)

    def format(self, record: logging.LogRecord) -> str:
        """The whole entry, cleaned."""
        return without_personal_data(super().format(record))


def without_personal_data(text: str) -> str:
    """`text` without e-mail addresses and secrets."""
    return _TOKEN.sub(r"\1\2[left out]", _ADDRESS.sub("[address]", text))
