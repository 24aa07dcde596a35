"""The form of declarations: one page of it, as it is shown and as it comes back.

What a judge was shown comes back beside what they chose, so that a page that lay open in another
tab can only change what was changed on it. What may tie them stands first, each with why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from cadair.foundation.bilingual import active_language
from cadair.foundation.canonical import sha256_of
from cadair.judging.conflicts import Suggestion
from cadair.judging.desks import entries_to_declare, shown_for_declaring, title_of
from cadair.judging.masking import hidden_entries
from cadair.judging.models import Interest, Judge
from cadair.judging.queries import interest_rules
from cadair.judging.states import EmployerTie, InterestKind, InterestNature, Sign
from cadair.judging.suggesting import suggestions
from cadair.nominations.models import Entry
from cadair.nominations.queries import panel_body, panel_person
from cadair.people.models import Organisation
from cadair.seasons.states import SeasonState

ON_A_PAGE: Final = 50
"""Three fields an entry and a few more: far below what one form may send."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was typed on one entry."""

    kind: str = ""
    nature: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an interest is suggested; `body` is empty where it may not be named."""

    text: str
    body: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with what was chosen on it; reference, title, nominees and organisations only."""

    entry: Entry
    title: str
    lang: str
    people: Sequence[str]
    organisations: Sequence[str]
    reasons: Sequence[Reason]
    is_hidden: bool
    must_step_aside: bool
    was: Sent
    sent: Sent
    is_declared: bool
    is_aside: bool
    is_final: bool
    follows: str = ""
    problem: str = ""

    @property
    def is_suggested(self) -> bool:
        """Whether something may tie the judge to it."""
        return bool(self.reasons) or self.is_hidden

    @property
    def is_open(self) -> bool:
        """Whether its answers are shown without a further step."""
        tied = {InterestKind.MAY_SCORE.value, InterestKind.STEP_ASIDE.value}
        is_answered = bool(tied & {self.sent.kind, self.was.kind})
        return self.is_suggested or bool(self.problem) or is_answered

    @property
    def kind_label(self) -> str:
        """The answer in words."""
        return str(InterestKind(self.was.kind).label) if self.is_declared else ""

    @property
    def nature_label(self) -> str:
        """The tie in words."""
        return str(InterestNature(self.was.nature).label) if self.was.nature else ""


@dataclass(frozen=True, slots=True)
class Represented:
    """Entries by bodies that the judge’s own represents, on which nothing is declared yet."""

    body: str
    lines: Sequence[tuple[str, str, str]]
    members: str


@dataclass(frozen=True, slots=True)
class Declarations:
    """Where a judge is with declaring, and one page of the list."""

    lines: Sequence[Line]
    declared: int
    total: int
    suggested: int
    page: int
    pages: int
    shown: str
    represented: Represented | None = None
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def to_weigh(self) -> Sequence[Line]:
        """What may tie the judge, and stands first."""
        return [line for line in self.lines if line.is_suggested]

    @property
    def others(self) -> Sequence[Line]:
        """What shows no sign."""
        return [line for line in self.lines if not line.is_suggested]


@dataclass
class Sheet:
    """Everything on which a judge declares, with what stands and what is suggested."""

    judge: Judge

    @cached_property
    def entries(self) -> list[int]:
        """All entries: those with a sign first, what the own body represents behind them."""
        return sorted(self.named, key=self._weight)

    @cached_property
    def named(self) -> list[int]:
        """All but those whose names are hidden: on these one declares by names (PRO-13)."""
        hidden = hidden_entries(self.judge.season)
        return [pk for pk in entries_to_declare(self.judge) if pk not in hidden]

    @cached_property
    def suggested(self) -> Mapping[int, tuple[Suggestion, ...]]:
        """What may tie the judge, by entry."""
        return suggestions(self.judge, self.named)

    @cached_property
    def stored(self) -> Mapping[int, Interest]:
        """What stands, by entry."""
        rows = self.judge.interests.select_related("follows")
        return {each.entry_id: each for each in rows}

    @cached_property
    def must_step_aside(self) -> bool:
        """Whether the season leaves nothing else where the own organisation is behind it."""
        return interest_rules(self.judge.season).employer == EmployerTie.STEP_ASIDE

    def members_only(self) -> list[int]:
        """Undeclared entries whose only sign is that the judge’s body represents another."""
        return [
            pk
            for pk, signs in self.suggested.items()
            if pk not in self.stored and all(each.sign == Sign.MEMBER for each in signs)
        ]

    def was(self, entry: Entry) -> str:
        """What stands on an entry, in one word, to be compared with what comes back."""
        known = self.stored.get(entry.pk)
        return written(Sent(known.kind, known.nature, known.note)) if known else "::"

    def is_final(self, entry: Entry) -> bool:
        """Whether nothing can be changed: the panel decides, or another entry is the cause."""
        known = self.stored.get(entry.pk)
        if known is None or known.kind != InterestKind.STEP_ASIDE:
            return False
        is_deciding = self.judge.season.state == SeasonState.DECIDING
        return is_deciding or known.follows_id is not None

    def _weight(self, pk: int) -> int:
        signs = self.suggested.get(pk, ())
        if not signs:
            return 2
        return 1 if all(each.sign == Sign.MEMBER for each in signs) else 0


def written(sent: Sent) -> str:
    """What was declared, with a short hash of the words."""
    note = sha256_of(sent.note)[:12] if sent.note else ""
    return f"{sent.kind}:{sent.nature}:{note}"


def declarations(
    judge: Judge,
    wanted: str,
    typed: Mapping[str, Sent] | None = None,
    problems: Mapping[str, str] | None = None,
) -> Declarations:
    """The page `wanted`, or the first on which something is not declared."""
    sheet = Sheet(judge)
    entries, stored = sheet.entries, sheet.stored
    pages = max(1, -(-len(entries) // ON_A_PAGE))
    waiting = next((n for n, entry in enumerate(entries) if entry not in stored), 0)
    page = waiting // ON_A_PAGE + 1
    if wanted.isdecimal() and len(wanted) < 6:
        page = min(max(1, int(wanted)), pages)
    shown = shown_for_declaring(entries[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    names = _names(sheet.suggested, [entry.pk for entry in shown])
    return Declarations(
        lines=[_line(sheet, entry, names, typed or {}, problems or {}) for entry in shown],
        declared=sum(entry in stored for entry in entries),
        total=len(entries),
        suggested=sum(entry in sheet.suggested and entry not in stored for entry in entries),
        page=page,
        pages=pages,
        shown=" ".join(f"{entry.public_id}:{sheet.was(entry)}" for entry in shown),
        represented=_represented(sheet),
        problems=problems or {},
    )


def _names(
    suggested: Mapping[int, tuple[Suggestion, ...]], entries: Sequence[int]
) -> Mapping[int, str]:
    named = {each.body for pk in entries for each in suggested.get(pk, ()) if each.body}
    return {body.pk: str(body.name) for body in Organisation.objects.filter(pk__in=named)}


def _line(
    sheet: Sheet,
    entry: Entry,
    names: Mapping[int, str],
    typed: Mapping[str, Sent],
    problems: Mapping[str, str],
) -> Line:
    title, language = title_of(entry.title_cy, entry.title_en, entry.title_language)
    known, signs = sheet.stored.get(entry.pk), sheet.suggested.get(entry.pk, ())
    was = Sent(known.kind, known.nature, known.note) if known else Sent()
    is_aside = known is not None and known.kind == InterestKind.STEP_ASIDE
    is_judging = sheet.judge.season.state == SeasonState.JUDGING
    follows = known.follows.reference if known and known.follows else ""
    return Line(
        entry=entry,
        title=title,
        lang=language if language != active_language() else "",
        people=[panel_person(person) for person in entry.people.all()],
        organisations=[panel_body(body) for body in entry.bodies.all()],
        reasons=[
            Reason(str(each.sign.label), names.get(each.body or 0, ""))
            for each in signs
            if not each.is_hidden
        ],
        is_hidden=any(each.is_hidden for each in signs),
        must_step_aside=sheet.must_step_aside and any(each.is_employer for each in signs),
        was=was,
        sent=typed.get(entry.public_id, was),
        is_declared=known is not None,
        is_aside=is_aside and (is_judging or sheet.is_final(entry)),
        is_final=sheet.is_final(entry),
        follows=follows,
        problem=problems.get(entry.public_id, ""),
    )


def _represented(sheet: Sheet) -> Represented | None:
    waiting = sheet.members_only()
    if not waiting:
        return None
    shown = shown_for_declaring(waiting)
    lines = []
    for entry in shown:
        title, language = title_of(entry.title_cy, entry.title_en, entry.title_language)
        lines.append((entry.reference, title, language if language != active_language() else ""))
    return Represented(
        body=str(sheet.judge.seat.organisation.name),
        lines=lines,
        members=" ".join(entry.public_id for entry in shown),
    )
