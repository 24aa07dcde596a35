"""The clean copy of a file, made in a process of its own with little memory and little time.

What reads pictures and documents has had holes before, and a file may be made to use up a machine:
whatever happens there, the worker lives. `python -m cadair.files.cleaning pdf` reads a file from
its standard input and writes the copy to its standard output; no Django, no database, no settings.
"""

from __future__ import annotations

import contextlib
import subprocess  # nosec B404
import sys
from typing import Final

from cadair.files.pictures import DAMAGED, PASSWORD, TOO_MANY_PIXELS, Refused, clean_picture

SECONDS: Final = 30
MEMORY: Final = 1_000_000_000
_REFUSED: Final = 3
"""The exit code that says: refused; the reason stands on standard error."""

_REASONS: Final = (DAMAGED, PASSWORD, TOO_MANY_PIXELS)


class NotCleaned(Exception):
    """It could not be done for a reason of ours; try again later."""


def cleaned(data: bytes, kind: str) -> bytes:
    """The clean copy, made here and now.

    Raises:
        Refused: there is none.
    """
    if kind != "pdf":
        return clean_picture(data, kind)
    from cadair.files.documents import clean_document

    return clean_document(data)


def cleaned_apart(data: bytes, kind: str) -> bytes:
    """The clean copy, made in a process of its own.

    Raises:
        NotCleaned: no process could be started.
        Refused: there is none; a process that used up its memory or its time, or crashed, met a
            file that cannot be read.
    """
    command = [sys.executable, "-m", "cadair.files.cleaning", kind]
    try:
        done = subprocess.run(  # noqa: S603  # nosec B603
            command, input=data, capture_output=True, timeout=SECONDS + 10, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(DAMAGED) from error
    except OSError as error:
        raise NotCleaned(type(error).__name__) from error
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace").strip()
    raise Refused(said if done.returncode == _REFUSED and said in _REASONS else DAMAGED)


def _limit() -> None:
    """As little as is enough; a system without such limits goes without."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> int:
    """Clean what comes in; says the code of the reason when it is refused."""
    data = sys.stdin.buffer.read()
    _limit()
    try:
        copy = cleaned(data, sys.argv[1])
    except Refused as refused:
        sys.stderr.write(refused.why)
        return _REFUSED
    sys.stdout.buffer.write(copy)
    return 0


if __name__ == "__main__":
    sys.exit(main())
