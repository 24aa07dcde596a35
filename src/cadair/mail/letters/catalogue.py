"""Every letter there is, and those that a season can word anew."""

from __future__ import annotations

from collections.abc import Iterator

from cadair.mail.letters.letter import Letter


def all_letters() -> Iterator[type[Letter]]:
    """Every letter that has words, in the order in which they were written."""
    waiting = list(Letter.__subclasses__())
    while waiting:
        letter = waiting.pop(0)
        waiting[:0] = letter.__subclasses__()
        if "folder" in vars(letter):
            yield letter


def rewordable_letters() -> dict[str, type[Letter]]:
    """Those that a season can word anew: the key in an address → the letter."""
    return {letter.key(): letter for letter in all_letters() if letter.called}
