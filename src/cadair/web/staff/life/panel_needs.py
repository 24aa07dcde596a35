"""What needs an organiser of the panel: declarations, marks, entries with too few judges."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from cadair.judging.desks import is_anything_undeclared
from cadair.judging.queries import missing_scorecards, places_to_judge, short_of_judges
from cadair.judging.states import InterestKind
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from cadair.web.staff.life.need import Need, Urgency, address_of, number_of


def judges_behind(season: Season) -> Iterator[Need]:
    """Who still owes scorecards."""
    if season.state != SeasonState.JUDGING:
        return
    behind = {judge for judge, _entry, _category in missing_scorecards(season)}
    if behind:
        names = season.judges.filter(key__in=behind).values_list("name", flat=True)
        yield Need(
            Urgency.SOON,
            _("Judges who have not finished"),
            number_of("judge", len(behind)),
            hint=" · ".join(names),
            href=address_of("staff_marking", season),
        )


def declarations(season: Season) -> Iterator[Need]:
    """Who still has to declare."""
    if season.state not in (SeasonState.CHECKING, SeasonState.JUDGING):
        return
    entries = set(places_to_judge(season).values_list("entry_id", flat=True))
    standing = Q(interests__entry__in=entries, interests__declared_at__isnull=False)
    judges = season.judges.annotate(declared=Count("interests", filter=standing, distinct=True))
    regular, substitutes = judges.filter(is_substitute=False), judges.filter(is_substitute=True)
    missing = [judge.name for judge in regular if judge.declared < len(entries)]
    missing += [judge.name for judge in substitutes if is_anything_undeclared(judge)]
    if entries and missing:
        is_time = season.state == SeasonState.JUDGING
        yield Need(
            Urgency.NOW if is_time else Urgency.SOON,
            _("Judges who have not declared their interests on every entry"),
            number_of("judge", len(missing)),
            hint=" · ".join(missing),
            href=address_of("staff_interests", season),
        )


def too_few_remain(season: Season) -> Iterator[Need]:
    """Entries that could have no score: too many judges stepped aside (PRO-04)."""
    marking = (SeasonState.CHECKING, SeasonState.JUDGING)
    if season.state not in (*marking, SeasonState.DECIDING):
        return
    if number := len(short_of_judges(season)):
        can_help = season.state in marking
        yield Need(
            Urgency.NOW,
            _("Entries for which too few judges remain"),
            number_of("entry", number),
            hint=_("Name a substitute: somebody who reads only these.") if can_help else "",
            href=address_of("staff_interests", season) + "#short",
        )


def late_interests(season: Season) -> Iterator[Need]:
    """Categories that were decided before a judge stepped aside in them (PRO-03)."""
    if season.state != SeasonState.DECIDING:
        return
    late = season.categories.filter(
        places__entry__interests__kind=InterestKind.STEP_ASIDE,
        places__entry__interests__judge__season=season,
        places__entry__interests__declared_at__gt=F("decision__decided_at"),
    ).distinct()
    if names := [str(category.name) for category in late]:
        yield Need(
            Urgency.NOW,
            _("Decided before a judge stepped aside: let the panel look again"),
            number_of("category", len(names)),
            hint=" · ".join(names),
            href=address_of("panel_room", season),
        )
