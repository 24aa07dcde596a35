"""The figures behind the words “clear” and “close”, as sentences and rows of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.welsh.lists import joined
from cadair.outcomes.explanations import WORDS
from cadair.seasons.models import Season
from cadair.web.panel.ranking import Ranking, Row

WORTH_SAYING: Final = 0.5
"""A judge who marks less than this above or below colleagues marks as they do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with its figures; `why` says what moved it."""

    row: Row
    mean: str
    adjusted: str
    low: str
    high: str
    chance: str
    place: str
    is_moved: bool
    why: Sequence[str]


@dataclass(frozen=True, slots=True)
class JudgeLine:
    """How one judge marks beside colleagues on the same entries."""

    name: str
    number: int
    apart: str
    give_or_take: str


@dataclass(frozen=True, slots=True)
class Tied:
    """Equals, the rule that would part them, and what each way to part them says."""

    names: str
    rule: str
    asked: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the page of figures shows of a category."""

    can_change: bool
    lines: Sequence[Line]
    others_first: str
    contenders: str
    duels: Sequence[str]
    judges: Sequence[JudgeLine]
    without: Sequence[tuple[str, str]]
    hangs_on: bool
    ties: Sequence[Tied]
    agreement: Mapping[str, str] | None
    parts: int


def figures_in_words(season: Season, document: Mapping[str, Any], listed: Ranking) -> Figures:
    """A document of the worker for a page, with titles and names in the place of codes."""
    names = {judge.key: judge.name for judge in season.judges.all()}
    titles = listed.titles
    has_chances = document["band"] is not None
    return Figures(
        can_change=document["order_can_change"],
        lines=list(_lines(document, listed, names)),
        others_first=_others_first(document, titles) if document["order_can_change"] else "",
        contenders=_list(document["contenders"], titles) if has_chances else "",
        duels=[_duel(each, titles) for each in document["duels"]],
        judges=[_judge(each, names) for each in document["judges"]],
        without=[
            (names.get(each["judge"], ""), _list(each["first"], titles))
            for each in document["without"]
            if each["changes"]
        ],
        hangs_on=bool(document["without"]),
        ties=[_tied(each, titles) for each in document["ties"]],
        agreement=_agreement(document["agreement"]),
        parts=document["components"],
    )


def _list(references: Sequence[str], titles: Mapping[str, str]) -> str:
    return joined([titles.get(each, each) for each in references], active_language())


def points(figure: float | None) -> str:
    """A figure in points, as the list of the category shows it."""
    return "–" if figure is None else f"{figure:.1f}"


def percent(chance: float | None) -> str:
    """A chance in hundredths; never said to be nothing, nor certain."""
    if chance is None:
        return "–"
    if chance < 0.01:
        return "< 1%"
    return "> 99%" if chance > 0.99 else f"{chance * 100:.0f}%"


def _lines(
    document: Mapping[str, Any], listed: Ranking, names: Mapping[str, str]
) -> Iterator[Line]:
    rows = {row.reference: row for row in listed.rows}
    number = len(document["entries"])
    for each in document["entries"]:
        row = rows.get(each["entry"])
        if row is None:
            continue
        yield Line(
            row=row,
            mean=points(each["raw"]),
            adjusted=points(each["adjusted"]),
            low=points(each["low"]),
            high=points(each["high"]),
            chance=percent(each["p_best"]),
            place=str(each["place"]),
            is_moved=str(each["place"]) != row.place,
            why=list(_why(row, document["judges"], number, names)),
        )


def _why(
    row: Row, judges: Sequence[Mapping[str, Any]], number: int, names: Mapping[str, str]
) -> Iterator[str]:
    """Who of those that mark higher or lower than colleagues is, or is not, in a mean."""
    for each in judges:
        apart = each["leniency"] or 0
        has_marked = each["judge"] in row.marked_by
        if abs(apart) < WORTH_SAYING or each["n"] == number:
            continue
        if has_marked and each["n"] * 2 > number:
            continue
        facts = {"judge": names.get(each["judge"], ""), "points": f"{abs(apart):.1f}"}
        yield _sentence(is_higher=apart > 0, has_marked=has_marked) % facts


def _sentence(*, is_higher: bool, has_marked: bool) -> str:
    if is_higher and has_marked:
        return _(
            "%(judge)s marks %(points)s points higher than colleagues on the same entries, and "
            "marked this one but not most of the others."
        )
    if is_higher:
        return _(
            "%(judge)s marks %(points)s points higher than colleagues on the same entries, and "
            "did not mark this one."
        )
    if has_marked:
        return _(
            "%(judge)s marks %(points)s points lower than colleagues on the same entries, and "
            "marked this one but not most of the others."
        )
    return _(
        "%(judge)s marks %(points)s points lower than colleagues on the same entries, and did "
        "not mark this one."
    )


def _others_first(document: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Who would come first if not by the means but by adjusted ones; empty where the same do."""
    entries = document["entries"]
    best = max((each["raw"] for each in entries), default=None)
    by_mean = {each["entry"] for each in entries if each["raw"] == best}
    adjusted = [each["entry"] for each in entries if each["place"] == 1]
    return "" if by_mean == set(adjusted) else _list(adjusted, titles)


def _duel(duel: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    return _("%(better)s ahead of %(other)s: %(chance)s") % {
        "better": titles.get(duel["better"], duel["better"]),
        "other": titles.get(duel["other"], duel["other"]),
        "chance": percent(duel["chance"]),
    }


def _judge(judge: Mapping[str, Any], names: Mapping[str, str]) -> JudgeLine:
    apart = judge["leniency"]
    return JudgeLine(
        name=names.get(judge["judge"], ""),
        number=judge["n"],
        apart="–" if apart is None else f"{apart:+.1f}".replace("-", "−"),
        give_or_take=points(judge["se"]),
    )


def _tied(tie: Mapping[str, Any], titles: Mapping[str, str]) -> Tied:
    asked = [(str(WORDS[each["tie_break"]]), _asked(each, titles)) for each in tie["asked"]]
    return Tied(_list(tie["entries"], titles), _rule(tie, titles), asked)


def _rule(tie: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    if not tie["chain"]:
        return _("The rules name no way to part equals: the panel decides.")
    if tie["decided_by"] is None:
        return _("The rules do not part them: the panel decides.")
    facts = {"rule": WORDS[tie["decided_by"]], "names": _list(tie["first"], titles)}
    if tie["state"] == "joint":
        return _("The rules let them share: %(names)s") % facts
    return _("First by the rules: %(names)s. By: %(rule)s.") % facts


def _asked(answer: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    if answer["why"] is not None:
        return str(WORDS[answer["why"]])
    return _list(answer["first"], titles)


def _agreement(found: Mapping[str, Any] | None) -> Mapping[str, str] | None:
    if found is None:
        return None
    figures = {name: percent(found[name]) for name in ("panel", "low", "high")}
    return {**figures, "judges": str(found["judges"]), "of": str(found["of"])}
