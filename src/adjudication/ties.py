"""Ordered tie-breaks, chosen before scores are known; the result names the one that decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from adjudication.criteria import Scheme
from adjudication.explain import Step
from adjudication.scoring import EntryScore


class TieBreak(StrEnum):
    """One way to part entries with equal scores."""

    HEAVIEST_CRITERION = "heaviest-criterion"
    MORE_JUDGES = "more-judges"
    HEAD_TO_HEAD = "head-to-head"
    CHAIR = "chair"
    LOT = "lot"
    DECLARE_JOINT = "declare-joint"


class TieState(StrEnum):
    """How a tie ended."""

    BROKEN = "broken"
    JOINT = "joint"
    UNBROKEN = "unbroken"


@dataclass(frozen=True, slots=True)
class TieChain:
    """Tie-breaks in their order; a lot needs the SHA-256 of its seed, published in advance."""

    breaks: tuple[TieBreak, ...] = ()
    lot_commitment: str = ""


@dataclass(frozen=True, slots=True)
class TieResult:
    """Who gets the places, by which rule; `contested` entries could not be parted.

    BROKEN: `chosen` holds exactly as many entries as there were places and nobody is contested.
    JOINT: `contested` share what is left, because the chain says so. UNBROKEN: the panel decides.
    """

    state: TieState
    chosen: tuple[str, ...]
    contested: tuple[str, ...]
    decided_by: TieBreak | None
    steps: tuple[Step, ...]


def break_tie(
    tied: Mapping[str, EntryScore],
    places: int,
    chain: TieChain,
    scheme: Scheme,
    *,
    chair: str | None = None,
    lot_seed: str | None = None,
) -> TieResult:
    """Choose `places` of the tied entries, each with the score it competes with.

    Raises:
        SeedDoesNotMatch: `lot_seed` is not the seed committed to.
    """
    raise NotImplementedError


def lot_order(entries: Sequence[str], seed: str) -> tuple[str, ...]:
    """The entries in the order drawn by `seed`: the same for everybody who repeats it."""
    raise NotImplementedError


def lot_commitment(seed: str) -> str:
    """What is published before scores are known: SHA-256 of the seed, 64 hexadecimal digits."""
    raise NotImplementedError
