"""Starting awards in an empty installation: a programme, and its first season as a draft."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, Language, columns
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.slugs import UnusableSlugError, checked_slug, slugify
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.foundation.welsh.written import in_both, written_line
from cadair.people.actions import named_organisation
from cadair.seasons import defaults
from cadair.seasons.models import (
    AwardKind,
    Category,
    Criterion,
    Programme,
    Role,
    ScaleAnchor,
    Season,
)
from cadair.seasons.rules import require_may_start
from cadair.seasons.states import CategoryGroup, SeasonRole


@dataclass(frozen=True, slots=True)
class NewAwards:
    """What somebody says who starts awards: their name, the first year, who runs them."""

    name: BilingualText
    year: int
    organiser: str = ""


@transaction.atomic
def start_awards(*, awards: NewAwards, by: Actor) -> Season:
    """Start recurring awards with their first season; whoever does becomes its organiser.

    Criteria, a worded scale and three kinds of award are there to begin with; texts, dates,
    categories and panel are to be written.

    Raises:
        NotAllowed: `by` may not start awards.
        NotNow: awards of that name are there already.
        Refusal: the name is missing in a language, or cannot be part of an address.
    """
    require_may_start(by)
    programme = _programme(awards)
    season = Season.objects.create(
        programme=programme,
        key=f"{programme.key}-{_checked_year(awards.year)}",
        year=awards.year,
        **columns(
            "name",
            BilingualText(
                f"{programme.name_cy[:190]} {awards.year}",
                f"{programme.name_en[:190]} {awards.year}",
            ),
        ),
        minimum_scorecards=defaults.MINIMUM_SCORECARDS,
    )
    _write_defaults(season)
    if by.account_id is not None:
        Role.objects.create(season=season, account_id=by.account_id, role=SeasonRole.ORGANISER)
    record(
        actor=by,
        action="start_awards",
        subject=season.ref,
        season=season.public_id,
        facts={"programme": programme.ref, "year": season.year},
    )
    return season


def _checked_year(year: int) -> int:
    if not 2000 <= year <= 2999:
        raise Refusal("strange-year", _("This is no year for a season. Write four figures."))
    return year


def _programme(awards: NewAwards) -> Programme:
    name = in_both(
        _("Name of the awards"),
        awards.name,
        lambda field, side: written_line(field, side, is_required=True),
    )
    slug = BilingualText(cy=_slug(name.cy, "cy"), en=_slug(name.en, "en"))
    # An English word must not lead to the Welsh page of other awards either: all differ.
    others = Programme.objects.all()
    taken = {*others.values_list("slug_cy", flat=True), *others.values_list("slug_en", flat=True)}
    if {slug.cy, slug.en} & taken or others.filter(key=slug.en[:74]).exists():
        raise NotNow(
            "awards-exist",
            _("There are awards of this name already. Start their next season from the last one."),
        )
    runs = awards.organiser.strip()
    return Programme.objects.create(
        key=slug.en[:74].strip("-"),
        **columns("name", name),
        **columns("slug", slug),
        organiser=named_organisation(name=runs) if runs else None,
    )


def _slug(name: str, language: Language) -> str:
    try:
        return checked_slug(slugify(name, language))
    except UnusableSlugError as error:
        raise Refusal(
            "name-no-address",
            _(
                "This name cannot be part of an address, or is one of the system’s own. "
                "Add a word to it: %(name)s"
            )
            % {"name": name},
        ) from error


def _write_defaults(season: Season) -> None:
    for position, (key, name, asks) in enumerate(defaults.CRITERIA):
        Criterion.objects.create(
            season=season,
            key=key,
            position=position,
            **columns("name", name),
            asks=[ask.as_dict() for ask in asks],
        )
    for mark, label in defaults.SCALE:
        ScaleAnchor.objects.create(season=season, mark=mark, **columns("label", label))
    Category.objects.create(
        season=season,
        key="overall",
        group=CategoryGroup.OVERALL,
        position=0,
        **columns("name", defaults.OVERALL),
        sort_cy=sort_key_cy(defaults.OVERALL.cy),
        sort_en=sort_key_en(defaults.OVERALL.en),
        slug_cy="enillydd-cyffredinol",
        slug_en="overall-winner",
        **columns("definition", defaults.OVERALL_DEFINITION),
    )
    for position, (key, name, joint, group, rule) in enumerate(defaults.KINDS):
        AwardKind.objects.create(
            season=season,
            key=key,
            position=position,
            **columns("name", name),
            **columns("joint_name", joint),
            is_commendation=key == "highly-commended",
            groups=[group],
            rule=rule,
        )
