"""A plan of who reads what: the facts in numbers, solved by `adjudication.assign`, and explained.

It needs the numeric libraries, so only the worker asks for it; they are loaded when it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from cadair.judging.sharing import Facts, Pair, ToRead, Wishes, allowed, why_not

if TYPE_CHECKING:
    from adjudication.assignment import Assignment as Assigned
    from adjudication.assignment import Pairs, Wanted

NOT_INSTALLED: Final = "not-installed"
"""What a plan says where the numeric libraries are not there."""


def shared_out(
    facts: Facts, wishes: Wishes, *, seed: int, is_top_up: bool
) -> tuple[dict[str, Any], str]:
    """The plan, as it is kept: pairs, what is new, what is taken back, what is missing and why.

    With it a code: why nothing came of it, empty where something did.
    """
    from adjudication.errors import InvalidAssignment

    try:
        from adjudication.assignment import assign
    except ImportError:
        return {}, NOT_INSTALLED
    fits = allowed(facts, one_of_a_body=wishes.one_of_a_body)
    order = sorted(fits)
    at = {pair: number for number, pair in enumerate(order)}
    try:
        pairs, wanted = _in_numbers(facts, wishes, fits, order)
        found = assign(
            pairs,
            wanted,
            fair=wishes.is_fair and not is_top_up,
            seed=seed,
            done=[at[pair] for pair in sorted(facts.begun) if pair in at],
            current=[at[pair] for pair in sorted(facts.told) if pair in at] if is_top_up else (),
        )
    except InvalidAssignment as invalid:
        return {}, str(invalid.facts["problem"])
    return _kept(facts, wishes, order, found), ""


def _in_numbers(
    facts: Facts, wishes: Wishes, fits: Mapping[Pair, int], order: Sequence[Pair]
) -> tuple[Pairs, Wanted]:
    import numpy as np

    from adjudication.assignment import Pairs, Wanted

    entries = {each.id: number for number, each in enumerate(facts.entries)}
    judges = {each.id: number for number, each in enumerate(facts.readers)}
    welsh = {each.id for each in facts.entries if each.is_welsh}
    reads = {each.id for each in facts.readers if each.reads_cy}
    body = {each.id: each.body for each in facts.readers}
    bodies = {name: number for number, name in enumerate(sorted(set(body.values())))}
    # Where nobody may read an entry who reads Welsh, its place is not kept for one.
    kept = welsh & {entry for entry, judge in order if judge in reads}
    has_roles = wishes.welsh_reader and bool(kept)
    role = [0 if entry not in kept or judge in reads else -1 for entry, judge in order]
    held = Counter(judge for _entry, judge in facts.begun)
    pairs = Pairs(
        entry=np.array([entries[entry] for entry, _judge in order], dtype=np.int64),
        judge=np.array([judges[judge] for _entry, judge in order], dtype=np.int64),
        fit=np.array([fits[pair] for pair in order], dtype=np.float64),
        entries=len(entries),
        judges=len(judges),
        role=np.array(role, dtype=np.int64) if has_roles else None,
        group=np.array([bodies[body[judge]] for _entry, judge in order], dtype=np.int64)
        if wishes.one_of_a_body
        else None,
    )
    bounds = [
        (0, held[each.id]) if each.is_leaving else (each.least, max(each.most, held[each.id]))
        for each in facts.readers
    ]
    wanted = Wanted(
        per_entry=wishes.per_entry,
        lowest=np.array([least for least, _most in bounds], dtype=np.int64),
        highest=np.array([most for _least, most in bounds], dtype=np.int64),
        reserved=(1,) if has_roles else (),
    )
    return pairs, wanted


def _kept(facts: Facts, wishes: Wishes, order: Sequence[Pair], found: Assigned) -> dict[str, Any]:
    chosen = {order[number] for number in found.chosen.tolist()}
    before = facts.told | facts.begun
    loads = Counter(judge for _entry, judge in chosen)
    full = {each.id for each in facts.readers if loads[each.id] >= each.most}
    served = dict(zip((each.id for each in facts.entries), found.served.tolist(), strict=True))
    worst = min(served, key=lambda entry: (served[entry], entry), default=None)
    return {
        "pairs": sorted(chosen),
        "given": sorted(chosen - before),
        "taken": sorted(before - chosen),
        "loads": {str(each.id): loads[each.id] for each in facts.readers},
        "below": {
            str(each.id): missing
            for each, missing in zip(facts.readers, found.below.tolist(), strict=True)
            if missing
        },
        "unfilled": [
            {"entry": each.id, "missing": missing, **_reasons(facts, each, chosen, full)}
            for each, missing in zip(facts.entries, found.unfilled.tolist(), strict=True)
            if missing
        ],
        "no_welsh": _without_welsh_reader(facts, wishes, chosen),
        "worst": {"entry": worst, "fit": round(served[worst])} if worst is not None else None,
        "objective": round(found.objective),
    }


def _reasons(
    facts: Facts, entry: ToRead, chosen: Collection[Pair], full: Collection[int]
) -> dict[str, int]:
    """Why nobody more reads an entry: how many judges for each reason."""
    counted: Counter[str] = Counter(judges=len(facts.readers))
    for each in facts.readers:
        if (entry.id, each.id) in chosen:
            counted["reads"] += 1
            continue
        counted[why_not(facts, entry, each) or ("full" if each.id in full else "kept_free")] += 1
    return dict(counted)


def _without_welsh_reader(facts: Facts, wishes: Wishes, chosen: Collection[Pair]) -> list[int]:
    """Entries in Welsh that nobody reads who reads Welsh, where one was wished for."""
    if not wishes.welsh_reader:
        return []
    reads = {each.id for each in facts.readers if each.reads_cy}
    served = {entry for entry, judge in chosen if judge in reads}
    return [each.id for each in facts.entries if each.is_welsh and each.id not in served]
