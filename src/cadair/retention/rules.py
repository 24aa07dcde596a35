"""The rules: how long what is kept, in the order in which things go (PRI-11).

A nomination whose time is over keeps its number, its day, its language and its category: of these
the figures are made, and they lead to nobody. Whatever was written goes. What won keeps its title,
which was published. Seasons of invented people, such as the demo's, are left as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.audit.queries import held_seasons
from cadair.retention import erasing, finding
from cadair.retention.terms import months_after
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState

THREE, SIX, YEAR, TWO_YEARS = (
    _("3 months after the results"),
    _("6 months after the results"),
    _("12 months after the results"),
    _("24 months after the results"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What goes so many months after the results of its season, and how."""

    key: str
    what: Promise
    term: Promise
    months: int
    find: Callable[[Sequence[int]], QuerySet[Any]]
    forget: Callable[[QuerySet[Any]], int]

    def due_at(self, season: Season) -> datetime | None:
        """When its time comes in a season, or None while there are no results."""
        if season.state != SeasonState.RELEASED or season.released_at is None:
            return None
        return months_after(season.released_at, self.months)

    def due(self, moment: datetime, season: Season | None = None) -> QuerySet[Any]:
        """What goes by this rule at a moment, of one season or of all; nothing that is held."""
        known = Season.objects.filter(state=SeasonState.RELEASED, is_fictional=False)
        known = known.exclude(public_id__in=held_seasons())
        seasons = known.filter(pk=season.pk) if season else known
        come = [(each.pk, self.due_at(each)) for each in seasons]
        return self.find([key for key, at in come if at is not None and at <= moment])


RULES: Final = (
    Rule(
        "not-judged",
        _("What was withdrawn or not eligible: texts, people, files, notes"),
        THREE,
        3,
        finding.not_judged,
        erasing.empty_nominations,
    ),
    Rule(
        "without-award",
        _("Nominations without an award: texts, people, files, notes"),
        SIX,
        6,
        finding.without_award,
        erasing.empty_nominations,
    ),
    Rule("views", _("Saved lists"), SIX, 6, finding.saved_views, erasing.delete),
    Rule(
        "extensions",
        _("Who had more time, and why"),
        SIX,
        6,
        finding.extensions,
        erasing.delete,
    ),
    Rule("imports", _("Files of nominations"), SIX, 6, finding.imports, erasing.delete),
    Rule(
        "scorecards",
        _("Marks and comments; what they came to stays"),
        YEAR,
        12,
        finding.scorecards,
        erasing.delete,
    ),
    Rule(
        "analyses",
        _("How sure an order was, and how high each judge marks"),
        YEAR,
        12,
        finding.analyses,
        erasing.delete,
    ),
    Rule(
        "papers",
        _("What was answered in rounds: passed or not, points, reasons"),
        YEAR,
        12,
        finding.papers,
        erasing.delete,
    ),
    Rule("ballots", _("Ballots of judges"), YEAR, 12, finding.ballots, erasing.delete),
    Rule(
        "comparisons",
        _("Which of two entries judges found better"),
        YEAR,
        12,
        finding.comparisons,
        erasing.delete,
    ),
    Rule(
        "marks-imports",
        _("Tables of marks that came from outside"),
        YEAR,
        12,
        finding.marks_imports,
        erasing.delete,
    ),
    Rule("feedback", _("Feedback to nominators"), YEAR, 12, finding.feedback, erasing.delete),
    Rule("interests", _("What judges declared"), YEAR, 12, finding.interests, erasing.delete),
    Rule(
        "winners",
        _("Nominations of what won: texts, files, notes; what was published stays"),
        TWO_YEARS,
        24,
        finding.with_award,
        erasing.empty_nominations,
    ),
    Rule(
        "people",
        _("Names that nobody agreed to publish"),
        TWO_YEARS,
        24,
        finding.unnamed_people,
        erasing.delete,
    ),
    Rule(
        "reasons", _("Reasons of decisions"), TWO_YEARS, 24, finding.reasons, erasing.forget_reasons
    ),
    Rule(
        "reviews",
        _("Questions whether the rules were kept, and the answers"),
        TWO_YEARS,
        24,
        finding.reviews,
        erasing.delete,
    ),
    Rule("dates", _("When judges could meet"), TWO_YEARS, 24, finding.date_polls, erasing.delete),
    Rule("briefings", _("Papers for judges"), TWO_YEARS, 24, finding.briefings, erasing.delete),
    Rule(
        "orders",
        _("Orders for translators"),
        TWO_YEARS,
        24,
        finding.translation_orders,
        erasing.delete,
    ),
)


@dataclass(frozen=True, slots=True)
class Always:
    """What the worker forgets without waiting for the daily look."""

    what: Promise
    term: Promise


ALWAYS: Final = (
    Always(_("Forms that were never sent"), _("30 days after nominations close")),
    Always(_("Forms begun without signing in"), _("7 days after they were saved")),
    Always(_("Files of nominations that were never taken in"), _("30 days")),
    Always(_("Files that nothing uses any more"), _("an hour")),
    Always(_("Words of letters"), _("90 days, or as long as the letter says")),
    Always(_("To whom letters went"), _("12 months")),
    Always(_("That somebody wants to hear when nominations open again"), _("3 years")),
    Always(_("Accounts that nobody ever signed in to"), _("a day")),
    Always(_("Sessions that are over"), _("at once")),
)
