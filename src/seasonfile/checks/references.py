"""Every name refers to something that is there."""

from __future__ import annotations

from collections.abc import Iterable

from seasonfile.checks.findings import Finding, Findings, Path, found
from seasonfile.checks.known import Known, questions_of
from seasonfile.document import AwardKindPart
from seasonfile.nodes import Step

_CODES = {
    "criteria": "unknown-criterion",
    "questions": "unknown-question",
    "categories": "unknown-category",
    "award_kinds": "unknown-award-kind",
    "organisations": "unknown-organisation",
    "panel": "unknown-judge",
    "entries": "unknown-entry",
}


def check_references(known: Known) -> Findings:
    """Names of organisations, judges, entries, categories, kinds and criteria that nobody has."""
    ask = _Asking(known)
    yield from ask("organisations", known.document.programme.organiser, "programme", "organiser")
    yield from _frame(ask)
    yield from _form(ask)
    yield from _entrants(ask)
    yield from _judging(ask)
    yield from _outcomes(ask)


class _Asking:
    """Asks for one name at a time."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.document = known.document

    def __call__(self, register: str, key: str | None, *path: Step) -> list[Finding]:
        if key is None or not self.known.lacks(register, key):
            return []
        return [found(_CODES[register], *path, value=key)]

    def each(self, register: str, keys: Iterable[str], *path: Step) -> Findings:
        for at, key in enumerate(keys):
            yield from self(register, key, *path, at)


def _frame(ask: _Asking) -> Findings:
    for at, kind in enumerate(ask.document.award_kinds):
        yield from ask.each("categories", kind.categories, "award_kinds", at, "categories")
        yield from _rule(ask, at, kind)
    for at, seat in enumerate(ask.document.panel):
        yield from ask("organisations", seat.organisation, "panel", at, "organisation")
        for judge_at, judge in enumerate(seat.judges):
            yield from ask.each("entries", judge.only, "panel", at, "judges", judge_at, "only")
    for at, listed in enumerate(ask.document.declaring.memberships):
        path: Path = ("declaring", "memberships", at)
        yield from ask("organisations", listed.organisation, *path, "organisation")
        yield from ask.each("organisations", listed.members, *path, "members")
    for at, item in enumerate(ask.document.news):
        yield from ask("categories", item.category, "news", at, "category")


def _form(ask: _Asking) -> Findings:
    for (section_at, at), question in questions_of(ask.document):
        path: Path = ("form", "sections", section_at, "questions", at)
        yield from ask("criteria", question.criterion, *path, "criterion")
        yield from ask.each("categories", question.categories, *path, "categories")
        if question.only_if:
            yield from ask("questions", question.only_if.question, *path, "only_if", "question")


def _rule(ask: _Asking, at: int, kind: AwardKindPart) -> Findings:
    if kind.rule is not None:
        path = ("award_kinds", at, "rule")
        yield from ask("award_kinds", kind.rule.after, *path, "after")
        yield from ask.each("award_kinds", kind.rule.holders_of, *path, "holders_of")
        for key, _weight in kind.rule.combines:
            yield from ask("categories", key, *path, "combines", key)
        for number, requirement in enumerate(kind.rule.requires):
            for floor_at, floor in enumerate(requirement.any_of):
                inner = (*path, "requires", number, "any_of", floor_at, "criterion")
                yield from ask("criteria", floor.criterion, *inner)


def _entrants(ask: _Asking) -> Findings:
    for at, entry in enumerate(ask.document.entries):
        yield from ask.each("categories", entry.categories, "entries", at, "categories")
        for body_at, body in enumerate(entry.organisations):
            path = ("entries", at, "organisations", body_at, "organisation")
            yield from ask("organisations", body.organisation, *path)
    for at, nomination in enumerate(ask.document.nominations):
        yield from ask("entries", nomination.entry, "nominations", at, "entry")
        asked = "questions" if ask.document.form.sections else "criteria"
        for key, _answer in nomination.answers:
            yield from ask(asked, key, "nominations", at, "answers", key)


def _judging(ask: _Asking) -> Findings:
    for at, interest in enumerate(ask.document.interests):
        yield from ask("panel", interest.judge, "interests", at, "judge")
        yield from ask("entries", interest.entry, "interests", at, "entry")
        yield from ask("entries", interest.because_of, "interests", at, "because_of")
    for at, card in enumerate(ask.document.scorecards):
        yield from ask("panel", card.judge, "scorecards", at, "judge")
        yield from ask("entries", card.entry, "scorecards", at, "entry")
        yield from ask("categories", card.category, "scorecards", at, "category")
        for key, _mark in card.marks:
            yield from ask("criteria", key, "scorecards", at, "marks", key)
        for key, _text in card.remarks:
            yield from ask("criteria", key, "scorecards", at, "remarks", key)


def _outcomes(ask: _Asking) -> Findings:
    for at, decision in enumerate(ask.document.decisions):
        yield from ask("categories", decision.category, "decisions", at, "category")
        yield from ask("panel", decision.decided_by, "decisions", at, "decided_by")
    for at, award in enumerate(ask.document.awards):
        yield from ask("categories", award.category, "awards", at, "category")
        yield from ask("award_kinds", award.kind, "awards", at, "kind")
        yield from ask("entries", award.entry, "awards", at, "entry")
