"""What one chooses from on the page of a category, and how a decision reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.judging.desks import title_of
from cadair.judging.models import Judge
from cadair.nominations.models import Entry
from cadair.nominations.queries import panel_person
from cadair.outcomes.actions import AwardChoice
from cadair.outcomes.models import Award, Decision
from cadair.outcomes.states import Outcome
from cadair.seasons.models import AwardKind
from cadair.web.panel.deciding import JOINT, Typed
from cadair.web.panel.rail import kind_name, title_of_award
from cadair.web.panel.ranking import Ranking, Row

SELECTED: Final = SafeString(" selected")


@dataclass(frozen=True, slots=True)
class Picker:
    """An entry of the list with what can be chosen for it: the options, ready to be shown."""

    row: Row
    key: str
    awards: SafeString
    people: SafeString
    given: str
    suggested: Sequence[str]


def pickers(
    listed: Ranking,
    kinds: Sequence[AwardKind],
    typed: Typed,
    suggested: Mapping[str, Sequence[str]],
) -> list[Picker]:
    """The rows, each with its choices.

    `suggested` names the kinds the rules suggest beyond doubt, by the reference of the entry.
    """
    values = [(each, words) for kind in kinds for each, words in _values(kind)]
    words_of = dict(values)
    # Most rows offer the same and nothing is chosen in them: said once, not thirty times.
    unchosen = _options(values, "")
    found = []
    for row in listed.rows:
        key = row.entry.public_id
        given = typed.given.get(key, "")
        found.append(
            Picker(
                row=row,
                key=key,
                awards=_options(values, given) if given else unchosen,
                people=_people(row.entry, typed.people.get(key, "")),
                given=words_of.get(given, ""),
                suggested=suggested.get(row.reference, ()),
            )
        )
    return found


def _values(kind: AwardKind) -> list[tuple[str, str]]:
    alone = [(kind.key, str(kind.name))]
    if not (kind.rule or {}).get("joint", True):
        return alone
    together = str(kind.joint_name)
    if together == str(kind.name):
        together = f"{together} (" + _("shared with another") + ")"
    return [*alone, (f"{kind.key}{JOINT}", together)]


def _options(values: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    marked = ((each, SELECTED if each == chosen else "", words) for each, words in values)
    return format_html_join("", '<option value="{}"{}>{}</option>', marked)


def _people(entry: Entry, chosen: str) -> SafeString:
    people = ((str(each.position), panel_person(each)) for each in entry.people.all())
    return _options(people, chosen)


@dataclass(frozen=True, slots=True)
class Said:
    """A decision as a page shows it."""

    outcome: str
    is_awarded: bool
    by: str
    at: datetime | None
    reason: str
    lang: str
    wording_cy: str
    wording_en: str


def decision_said(decision: Decision) -> Said:
    """Who decided what, when and why."""
    language = decision.reason_language or ("en" if decision.reason_en else "cy")
    reason = decision.reason_cy if language == "cy" else decision.reason_en
    return Said(
        outcome=str(decision.get_outcome_display()),
        is_awarded=decision.outcome == "awarded",
        by=decision.decided_by.name if decision.decided_by else "",
        at=decision.decided_at,
        reason=reason,
        lang=language if language != active_language() else "",
        wording_cy=decision.wording_cy,
        wording_en=decision.wording_en,
    )


class AwardLine(NamedTuple):
    """One award of a decision in words; `award` is None while it is only proposed."""

    kind: str
    title: str
    person: str
    award: Award | None


def award_lines(decision: Decision) -> list[AwardLine]:
    """The awards of a decision in their order."""
    awards = decision.awards.select_related("kind", "person", "entry")
    return [award_line(award) for award in awards]


def award_line(award: Award) -> AwardLine:
    """One award in words."""
    person = award.person
    return AwardLine(
        kind_name(award.kind, is_joint=award.is_joint),
        title_of_award(award),
        panel_person(person) if person else "",
        award,
    )


def proposed_said(typed: Typed, by: Judge, outcome: Outcome) -> Said:
    """A decision that is put to the judges and not written down yet."""
    return Said(
        outcome=str(outcome.label),
        is_awarded=outcome == Outcome.AWARDED,
        by=by.name,
        at=None,
        reason=typed.reason,
        lang=typed.language if typed.language != active_language() else "",
        wording_cy=typed.wording_cy if outcome != Outcome.AWARDED else "",
        wording_en=typed.wording_en if outcome != Outcome.AWARDED else "",
    )


def proposed_lines(choices: Sequence[AwardChoice]) -> list[AwardLine]:
    """The awards that such a decision would give."""
    return [
        AwardLine(
            kind_name(each.kind, is_joint=each.is_joint),
            title_of(each.entry.title_cy, each.entry.title_en, each.entry.title_language)[0],
            panel_person(each.person) if each.person else "",
            None,
        )
        for each in choices
    ]
