"""What a season holds fits how far it has come, and how much its file claims to know."""

from __future__ import annotations

from typing import Final

from seasonfile.checks.findings import Findings, found
from seasonfile.checks.known import Known, judges_of
from seasonfile.document import Moment, SeasonDocument
from seasonfile.document.season import State

_FIRST_STATES: Final[tuple[tuple[str, State], ...]] = (
    ("entries", "open"),
    ("nominations", "open"),
    ("interests", "checking"),
    ("scorecards", "judging"),
    ("decisions", "deciding"),
    ("awards", "deciding"),
)
"""From which state on a section can have content."""

TEXTS: Final = (
    "introduction",
    "eligibility",
    "ties",
    "category_moves",
    "repeat_nominations",
    "late_nominations",
    "feedback",
    "decision",
)
"""Every text must be there before a season opens; so must these dates and sections."""

DATES_NEEDED_TO_OPEN: Final = ("nominations_open", "nominations_close", "ceremony")

_NEEDED_TO_OPEN: Final = (
    "criteria",
    "scale",
    "minimum_scorecards",
    "categories",
    "award_kinds",
)


def check_stages(known: Known) -> Findings:
    """Content before its time, archives that claim to run, running seasons that lack something."""
    yield from _too_early(known)
    yield from _claims(known)
    yield from _released(known)
    if known.must_be_whole("open"):
        yield from _texts_and_dates(known)
        yield from _needed_to_open(known)
    if known.must_be_whole("judging"):
        yield from _needed_to_judge(known)
    if known.must_be_whole("deciding"):
        yield from _needed_to_decide(known)
    if known.must_be_whole("sealed"):
        yield from _needed_to_seal(known)


def _too_early(known: Known) -> Findings:
    for section, state in _FIRST_STATES:
        is_early = bool(known.document.state) and not known.has_come_to(state)
        if is_early and getattr(known.document, section):
            yield found(
                "too-early",
                section,
                section=section,
                state=known.document.state,
                first_state=state,
            )


def _claims(known: Known) -> Findings:
    document = known.document
    if document.stated is not None and document.completeness == "complete":
        yield found("stated-but-complete", "stated")
    if document.completeness == "partial" and document.state not in ("draft", "released", ""):
        yield found("partial-but-running", "completeness", state=document.state)


def _released(known: Known) -> Findings:
    document = known.document
    if document.released is None and known.must_be_whole("released"):
        yield found("release-missing", "state")
    if document.released is not None and not known.has_come_to("released") and document.state:
        yield found("release-too-early", "released", state=document.state)


def _texts_and_dates(known: Known) -> Findings:
    document = known.document
    for key in TEXTS:
        if getattr(document.texts, key) is None:
            yield found("text-missing", "texts", key=key)
    for key in DATES_NEEDED_TO_OPEN:
        moment: Moment | None = getattr(document.timetable, key)
        if moment is None:
            yield found("date-missing", "timetable", key=key)
        elif moment.text is not None or (moment.on is not None and key != "ceremony"):
            yield found("date-vague", "timetable", key, key=key)


def _needed_to_open(known: Known) -> Findings:
    document = known.document
    for section in _NEEDED_TO_OPEN:
        if getattr(document, section) in ((), None) and section not in known.unsure:
            yield found("section-missing", section, section=section)
    for at, category in enumerate(document.categories):
        if category.definition is None:
            yield found("definition-missing", "categories", at, category=category.key)
    for at, kind in enumerate(document.award_kinds):
        if kind.rule is None:
            yield found("rule-missing", "award_kinds", at, kind=kind.key)


def _needed_to_judge(known: Known) -> Findings:
    document = known.document
    judges = sum(1 for _judge in judges_of(document))
    needed = document.minimum_scorecards or 0
    if judges < needed and "panel" not in known.unsure:
        yield found("panel-too-small", "panel", judges=judges, needed=needed)
    for at, entry in enumerate(document.entries):
        if entry.eligibility.state == "unchecked":
            yield found("entry-unchecked", "entries", at, entry=entry.reference)


def _needed_to_decide(known: Known) -> Findings:
    document = known.document
    judges = [judge for _at, judge in judges_of(document)]
    if judges and not any(judge.chair for judge in judges):
        yield found("chair-missing", "panel")
    for at, card in enumerate(document.scorecards):
        entry = known.entries.get(card.entry)
        if card.state == "open" and entry is not None and entry.eligibility.state == "eligible":
            yield found("scorecard-open", "scorecards", at, "state", judge=card.judge)
    yield from _whole_outcome(document)


def _whole_outcome(document: SeasonDocument) -> Findings:
    for at, decision in enumerate(document.decisions):
        for key in ("reason", "decided_at", "decided_by"):
            if getattr(decision, key) is None:
                yield found("decision-without", "decisions", at, key=key)
    for at, award in enumerate(document.awards):
        if award.kind is None:
            yield found("award-without", "awards", at, key="kind", award=award.key)


def _needed_to_seal(known: Known) -> Findings:
    document = known.document
    decided = {decision.category for decision in document.decisions}
    for at, category in enumerate(document.categories):
        if known.lacks_in("decisions", category.key, decided):
            yield found("category-undecided", "categories", at, category=category.key)
    for at, award in enumerate(document.awards):
        if award.text is None:
            yield found("award-without", "awards", at, key="text", award=award.key)
