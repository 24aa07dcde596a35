"""Asking clamd, the daemon of ClamAV, whether a file holds a virus; by a socket, bytes only."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

SECONDS: Final = 60
_PIECE: Final = 64 * 1024


class NotScanned(Exception):
    """Nobody looked: clamd cannot be reached, or could not do it. Try again later."""


def is_clean(data: bytes, scanner: str) -> bool:
    """Whether clamd finds nothing; `scanner` is `unix:/path`, `tcp://host:port`, or `none:`.

    Raises:
        NotScanned: there is no answer, or one that says neither.
    """
    if scanner == "none:":
        return True
    try:
        answer = _asked(data, scanner)
    except OSError as error:
        raise NotScanned(type(error).__name__) from error
    if answer == "stream: OK":
        return True
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return False
    raise NotScanned("no answer that says it")


def is_there(scanner: str) -> bool:
    """Whether clamd answers."""
    try:
        return is_clean(b"", scanner)
    except NotScanned:
        return False


def _asked(data: bytes, scanner: str) -> str:
    with _connected(scanner) as line:
        line.sendall(b"zINSTREAM\0")
        for piece in _pieces(data):
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall((0).to_bytes(4, "big"))
        answer = b"".join(iter(lambda: line.recv(4096), b""))
    return answer.rstrip(b"\0").decode("utf-8", "replace")


def _pieces(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _PIECE):
        yield data[start : start + _PIECE]


def _connected(scanner: str) -> socket.socket:
    parts = urlsplit(scanner)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        try:
            line.connect(unquote(parts.path))
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((parts.hostname or "", parts.port or 3310), SECONDS)
