"""What judges declared, as organisers see it; no judge ever sees this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count

from cadair.foundation.bilingual import active_language
from cadair.judging.conflicts import Suggestion
from cadair.judging.desks import entries_to_declare, title_of
from cadair.judging.models import BodyMember, Interest, Judge
from cadair.judging.queries import short_of_judges
from cadair.judging.states import InterestKind, Sign
from cadair.judging.suggesting import suggestions
from cadair.nominations.models import Entry
from cadair.people.models import Organisation
from cadair.seasons.models import Season


class Titled(NamedTuple):
    """An entry by reference and title; `lang` where that is not the page’s language."""

    public_id: str
    reference: str
    title: str
    lang: str


@dataclass(frozen=True, slots=True)
class JudgeLine:
    """How far a judge has come, and what they declared, in numbers."""

    judge: Judge
    body: str
    total: int
    declared: int
    may_score: int
    aside: int
    waiting: int
    new_signs: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to declare."""
        return self.declared >= self.total


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration with its history; `signs` in words, `new_signs` those that came since."""

    entry: Titled
    interest: Interest
    signs: Sequence[str]
    new_signs: Sequence[str]
    versions: Sequence[tuple[object, str, str, str, int]]


def judge_lines(season: Season) -> list[JudgeLine]:
    """Every judge of the season."""
    judges = season.judges.select_related("seat__organisation", "account")
    return [_judge_line(season, judge) for judge in judges]


def _judge_line(season: Season, judge: Judge) -> JudgeLine:
    judge.season = season
    entries = entries_to_declare(judge)
    found = suggestions(judge, entries)
    stored = {each.entry_id: each for each in judge.interests.filter(entry__in=entries)}
    kinds = [each.kind for each in stored.values()]
    return JudgeLine(
        judge=judge,
        body=str(judge.seat.organisation.name),
        total=len(entries),
        declared=len(stored),
        may_score=kinds.count(InterestKind.MAY_SCORE),
        aside=kinds.count(InterestKind.STEP_ASIDE),
        waiting=sum(entry not in stored for entry in found),
        new_signs=sum(
            bool(new_signs(stored[entry], found[entry])) for entry in found if entry in stored
        ),
    )


def new_signs(interest: Interest, found: Sequence[Suggestion]) -> list[Sign]:
    """What ties a judge who said “no interest”, and was not yet there when they did."""
    if interest.kind != InterestKind.NONE:
        return []
    weighty = [each.sign for each in found if each.needs_reason]
    return [sign for sign in weighty if sign.value not in interest.signs]


def declared_by(judge: Judge) -> list[Declared]:
    """What a judge declared where there was something to say, or where a sign was dismissed."""
    rows = judge.interests.filter(entry__is_test=False).select_related("entry", "follows")
    rows = rows.prefetch_related("versions").order_by("entry__reference")
    found = suggestions(judge, [each.entry_id for each in rows])
    lines = []
    for each in rows:
        new = new_signs(each, found.get(each.entry_id, ()))
        if each.kind == InterestKind.NONE and not (each.signs or each.note or new):
            continue
        lines.append(_declared(each, new))
    return lines


def _declared(interest: Interest, new: Sequence[Sign]) -> Declared:
    return Declared(
        entry=titled(interest.entry),
        interest=interest,
        signs=[str(Sign(code).label) for code in interest.signs if code in Sign.values],
        new_signs=[str(sign.label) for sign in new],
        versions=[
            (
                each.signed_at,
                each.get_kind_display(),
                each.get_nature_display() if each.nature else "",
                each.note,
                each.voided,
            )
            for each in interest.versions.all()
        ],
    )


def titled(entry: Entry) -> Titled:
    """An entry as lists name it."""
    title, language = title_of(entry.title_cy, entry.title_en, entry.title_language)
    lang = language if language != active_language() else ""
    return Titled(entry.public_id, entry.reference, title, lang)


def short_entries(season: Season) -> list[tuple[Titled, int]]:
    """Entries for which too few judges remain, with how many do."""
    short: Mapping[int, int] = short_of_judges(season)
    entries = season.entries.filter(pk__in=short).order_by("reference")
    return [(titled(entry), short[entry.pk]) for entry in entries]


def bodies_on_the_panel(season: Season) -> list[tuple[Organisation, int]]:
    """The bodies that hold seats, each with how many members are listed."""
    listed = BodyMember.objects.filter(season=season).order_by().values_list("body")
    numbers = dict(listed.annotate(number=Count("pk")))
    bodies = Organisation.objects.filter(seats__season=season).distinct()
    ordered = bodies.order_by(f"sort_{active_language()}", "key")
    return [(body, numbers.get(body.pk, 0)) for body in ordered]
