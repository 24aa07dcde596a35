"""Decisions and awards: what was given could be given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from seasonfile.checks.findings import Findings, Path, found
from seasonfile.checks.known import Known, stepped_aside
from seasonfile.checks.rules import is_given_in
from seasonfile.document import AwardPart, CategoryPart, DecisionPart, EntryPart


def check_awards(known: Known) -> Findings:
    """Decisions without awards and the reverse, and awards of a kind or to an entry that cannot."""
    given = Counter(award.category for award in known.document.awards)
    for at, decision in enumerate(known.document.decisions):
        yield from _decision(known, at, decision, given)
        yield from _decider(known, at, decision)
    for at, award in enumerate(known.document.awards):
        yield from _kind(known, at, award)
        entry = known.entries.get(award.entry)
        if entry is not None:
            yield from _holder(at, award, entry)
            yield from _pool(known, at, award, entry)
    yield from _joint(known)


def _decision(known: Known, at: int, decision: DecisionPart, given: Mapping[str, int]) -> Findings:
    if decision.key and decision.category and decision.key != decision.category:
        yield found("decision-key", "decisions", at, "key", category=decision.category)
    if decision.outcome == "awarded" and known.lacks_in("awards", decision.category, given):
        yield found("awarded-nothing", "decisions", at, "outcome", category=decision.category)
    if decision.outcome in ("no-award", "withheld") and given.get(decision.category):
        yield found(
            "awards-despite-decision",
            *("decisions", at, "outcome"),
            category=decision.category,
            outcome=decision.outcome,
        )


def _decider(known: Known, at: int, decision: DecisionPart) -> Findings:
    judge = known.panel.get(decision.decided_by or "")
    if judge is None:
        return
    path: Path = ("decisions", at, "decided_by")
    if not (judge.chair or judge.stand_in):
        yield found("decided-by-neither", *path, judge=judge.key)
    for (who, reference), interest_at in stepped_aside(known.document).items():
        entry = known.entries.get(reference)
        if who == judge.key and entry and decision.category in entry.categories:
            yield found(
                "decided-after-stepping-aside",
                *path,
                first=("interests", interest_at),
                judge=who,
                entry=reference,
            )
            return


def _kind(known: Known, at: int, award: AwardPart) -> Findings:
    kind, category = known.award_kinds.get(award.kind or ""), known.categories.get(award.category)
    if kind is None or category is None:
        return
    if not is_given_in(kind, category):
        yield found(
            "kind-not-allowed",
            *("awards", at, "kind"),
            kind=kind.key,
            category=category.key,
            group=category.group,
        )
    if award.joint and kind.rule is not None and not kind.rule.joint:
        yield found("joint-not-allowed", "awards", at, "joint", kind=kind.key)


def _holder(at: int, award: AwardPart, entry: EntryPart) -> Findings:
    if entry.eligibility.state in ("ineligible", "withdrawn"):
        yield found(
            "award-not-eligible",
            *("awards", at, "entry"),
            entry=entry.reference,
            state=entry.eligibility.state,
        )
    if award.person is not None and award.person > len(entry.people):
        yield found(
            "person-out-of-range",
            *("awards", at, "person"),
            person=award.person,
            people=len(entry.people),
            entry=entry.reference,
        )


def _pool(known: Known, at: int, award: AwardPart, entry: EntryPart) -> Findings:
    """The entry is among those that the award is chosen from."""
    category = known.categories.get(award.category)
    if category is None:
        return
    pool = _pool_of(known, award, category)
    path: Path = ("awards", at, "entry")
    stands = not entry.categories or category.key in entry.categories or "" in entry.categories
    if pool == "category" and not stands:
        yield found("award-not-entered", *path, entry=entry.reference, category=category.key)
    if entry.eligibility.state == "panel" and pool and pool != "discretion":
        yield found("award-not-free", *path, entry=entry.reference, category=category.key)
    holds = any(
        other.entry == award.entry and other.category != award.category
        for other in known.document.awards
    )
    if pool == "award-holders" and not holds:
        yield found("award-without-holding", *path, entry=entry.reference, category=category.key)


def _pool_of(known: Known, award: AwardPart, category: CategoryPart) -> str:
    """Whom the award is chosen from, or nothing where an archive does not say."""
    kind = known.award_kinds.get(award.kind or "")
    if kind is not None and kind.rule is not None:
        return kind.rule.pool
    return {"theme": "category", "overall": "award-holders"}.get(category.group, "")


def _joint(known: Known) -> Findings:
    """Who shares, shares with somebody."""
    shared: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    for at, award in enumerate(known.document.awards):
        if award.joint:
            shared[award.category, award.kind].append(at)
    for holders in shared.values():
        if len(holders) == 1:
            alone = known.document.awards[holders[0]]
            yield found("joint-alone", "awards", holders[0], "joint", award=alone.key)
