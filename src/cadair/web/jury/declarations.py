"""The form of declarations: one page of it, as it is shown and as it comes back.

What a judge was shown comes back beside what they chose, so that a page that lay open in another
tab can only change what was changed on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.judging.desks import entries_to_declare, shown_for_declaring, title_of
from cadair.judging.models import Judge
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.models import Entry
from cadair.nominations.queries import panel_body, panel_person
from cadair.seasons.states import SeasonState

ON_A_PAGE: Final = 50
"""Two fields an entry and a few more: far below what one form may send."""

Choice = tuple[InterestKind, InterestNature | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with what was chosen on it; reference, title, nominees and organisations only."""

    entry: Entry
    title: str
    lang: str
    people: Sequence[str]
    organisations: Sequence[str]
    kind: str
    nature: str
    is_final: bool
    problem: str = ""

    @property
    def nature_label(self) -> str:
        """The tie in words."""
        return str(InterestNature(self.nature).label) if self.nature else ""


@dataclass(frozen=True, slots=True)
class Declarations:
    """Where a judge is with declaring, and one page of the list."""

    lines: Sequence[Line]
    declared: int
    total: int
    page: int
    pages: int
    shown: str
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signed:
    """What came back: what is to be signed, what was typed, and what is wrong with it."""

    interests: Mapping[Entry, Choice]
    typed: Mapping[str, tuple[str, str]]
    problems: Mapping[str, str]


def _stored(judge: Judge) -> dict[int, tuple[str, str]]:
    rows = judge.interests.values_list("entry_id", "kind", "nature")
    return {entry: (kind, nature) for entry, kind, nature in rows}


def declarations(judge: Judge, wanted: str, signed: Signed | None = None) -> Declarations:
    """The page `wanted`, or the first on which something is not declared."""
    entries = entries_to_declare(judge)
    stored = _stored(judge)
    pages = max(1, -(-len(entries) // ON_A_PAGE))
    waiting = next((n for n, entry in enumerate(entries) if entry not in stored), 0)
    page = waiting // ON_A_PAGE + 1
    if wanted.isdecimal() and len(wanted) < 6:
        page = min(max(1, int(wanted)), pages)
    shown = shown_for_declaring(entries[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    return Declarations(
        lines=[_line(judge, entry, stored, signed) for entry in shown],
        declared=sum(entry in stored for entry in entries),
        total=len(entries),
        page=page,
        pages=pages,
        shown=" ".join(_was(entry, stored) for entry in shown),
        problems=signed.problems if signed else {},
    )


def _was(entry: Entry, stored: Mapping[int, tuple[str, str]]) -> str:
    kind, nature = stored.get(entry.pk, ("", ""))
    return f"{entry.public_id}:{kind}:{nature}"


def _line(
    judge: Judge, entry: Entry, stored: Mapping[int, tuple[str, str]], signed: Signed | None
) -> Line:
    title, language = title_of(entry.title_cy, entry.title_en, entry.title_language)
    was = stored.get(entry.pk, ("", ""))
    kind, nature = signed.typed.get(entry.public_id, was) if signed else was
    return Line(
        entry=entry,
        title=title,
        lang=language if language != active_language() else "",
        people=[panel_person(person) for person in entry.people.all()],
        organisations=[panel_body(body) for body in entry.bodies.all()],
        kind=kind,
        nature=nature,
        is_final=_is_final(judge, was[0]),
        problem=signed.problems.get(entry.public_id, "") if signed else "",
    )


def _is_final(judge: Judge, kind: str) -> bool:
    """Once judging has begun, whoever stepped aside stays aside."""
    return kind == InterestKind.STEP_ASIDE and judge.season.state == SeasonState.JUDGING


def signed_by(judge: Judge, sent: QueryDict) -> Signed:
    """What a judge signs with this form: what was changed on it, and perhaps “none” for the rest.

    Only entries that stood on the page can be signed for.
    """
    shown = _shown(sent.get("shown", ""))
    known = judge.season.entries.filter(public_id__in=shown).values_list("pk", flat=True)
    here = set(known)
    listed = shown_for_declaring([e for e in entries_to_declare(judge) if e in here])
    stored = _stored(judge)
    interests: dict[Entry, Choice] = {}
    typed: dict[str, tuple[str, str]] = {}
    problems: dict[str, str] = {}
    for entry in listed:
        key = entry.public_id
        if key not in shown or _is_final(judge, stored.get(entry.pk, ("", ""))[0]):
            continue
        kind, nature = sent.get(f"kind-{key}", ""), sent.get(f"nature-{key}", "")
        typed[key] = (kind, nature)
        problem = _problem(kind, nature)
        if problem:
            problems[key] = problem
        elif kind:
            choice = _choice(kind, nature)
            if _written(choice) != shown[key]:
                interests[entry] = choice
        elif "rest" in sent and entry.pk not in stored:
            interests[entry] = (InterestKind.NONE, None)
    return Signed(interests, typed, problems)


def _shown(text: str) -> dict[str, str]:
    parts = [part.partition(":") for part in text.split(" ", ON_A_PAGE)[:ON_A_PAGE] if part]
    return {key: was for key, _colon, was in parts}


def _choice(kind: str, nature: str) -> Choice:
    found = InterestKind(kind)
    return found, None if found == InterestKind.NONE else InterestNature(nature)


def _written(choice: Choice) -> str:
    kind, nature = choice
    return f"{kind.value}:{nature.value if nature else ''}"


def _problem(kind: str, nature: str) -> str:
    if kind and kind not in InterestKind.values:
        return _("Choose one of the three answers.")
    if nature and nature not in InterestNature.values:
        return _("Choose from the list what ties you to the entry.")
    if kind in (InterestKind.MAY_SCORE, InterestKind.STEP_ASIDE) and not nature:
        return _("Say what ties you to the entry.")
    if nature and not kind:
        return _("You named a tie. Say also whether you may score or step aside.")
    return ""
