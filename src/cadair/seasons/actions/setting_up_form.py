"""Setting a season up: the parts of its form, and the limits within which one answers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.slugs import slugify
from cadair.foundation.welsh.written import in_both, written_line
from cadair.seasons.formbook import free_key, limits_of
from cadair.seasons.models import FormSection, Question, Season
from cadair.seasons.ordering import moved, settle
from cadair.seasons.questions import form_of
from cadair.seasons.sections import (
    draft_held,
    form_limits_of,
    form_section_of,
    require_as_shown,
)
from cadair.seasons.soundness import require_sound_form
from cadair.seasons.states import RefereeRule
from cadair.seasons.validators import RESERVED_QUESTIONS

RANGES: Final = {
    "most_categories": (1, 100),
    "most_per_nominator": (1, 1000),
    "most_per_organisation": (1, 10000),
    "most_per_category": (1, 30000),
    "most_files": (0, 30),
    "most_links": (0, 30),
    "most_megabytes": (1, 100),
    "grace_minutes": (0, 1440),
}
"""Lowest and highest of each limit; the same as in a season file."""


@dataclass(frozen=True, slots=True)
class FormLimits:
    """The limits of a form; None is no limit."""

    most_categories: int | None = None
    most_per_nominator: int | None = None
    most_per_organisation: int | None = None
    most_per_category: int | None = None
    most_files: int = 2
    most_links: int = 3
    most_megabytes: int = 10
    referee: RefereeRule = RefereeRule.NOT_ASKED
    grace_minutes: int = 0


@transaction.atomic
def begin_own_form(*, season: Season, by: Actor) -> Season:
    """Write the usual questions out as the season’s own, so that they can be changed.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened, or has a form of its own.
    """
    season = draft_held(season, by)
    if season.form_sections.exists():
        raise NotNow("form-is-own", _("The season has a form of its own already."))
    criteria = {criterion.key: criterion for criterion in season.criteria.all()}
    for section_at, part in enumerate(form_of(season)):
        section = FormSection(season=season, key=part.key, position=section_at)
        section.name = part.name
        section.save()
        for position, asked in enumerate(part.questions):
            question = Question(
                season=season,
                section=section,
                key=free_key(asked.key, _taken(season), "question"),
                position=position,
                kind=asked.kind,
                words=asked.words,
                is_required=asked.is_required,
                criterion=criteria.get(asked.criterion),
            )
            question.label = asked.label
            question.help = BilingualText(
                cy="\n".join(ask.cy for ask in asked.asks),
                en="\n".join(ask.en for ask in asked.asks),
            )
            question.save()
    record(
        actor=by,
        action="begin_own_form",
        subject=season.ref,
        season=season.public_id,
        facts={"questions": season.questions.count()},
    )
    return season


@transaction.atomic
def add_form_section(*, season: Season, name: BilingualText, by: Actor) -> FormSection:
    """Add a part to the form, at its end.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened.
        Refusal: the name is missing in a language, or too long.
    """
    season = draft_held(season, by)
    section = FormSection(season=season, position=season.form_sections.count())
    section.name = _checked_name(name)
    taken = season.form_sections.values_list("key", flat=True)
    section.key = free_key(slugify(section.name_en, "en"), taken, "section")
    section.save()
    record(
        actor=by,
        action="add_form_section",
        subject=section.ref,
        season=season.public_id,
        facts={"key": section.key},
    )
    return section


@transaction.atomic
def name_form_section(
    *, section: FormSection, name: BilingualText, by: Actor, shown: str | None = None
) -> FormSection:
    """Call a part of the form otherwise.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the section is gone.
        Refusal: the name is missing in a language or too long; somebody changed it meanwhile.
    """
    section = _held(section, by)
    require_as_shown(shown, form_section_of(section))
    section.name = _checked_name(name)
    section.save()
    record(
        actor=by,
        action="name_form_section",
        subject=section.ref,
        season=section.season.public_id,
        facts={"section_sha256": sha256_of(form_section_of(section))},
    )
    return section


@transaction.atomic
def move_form_section(*, section: FormSection, is_up: bool, by: Actor) -> FormSection:
    """Move a part of the form one place up or down; at the end of the list nothing changes.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the section is gone.
        Refusal: a question would come before the one that it depends on.
    """
    section = _held(section, by)
    settle(moved(list(section.season.form_sections.all()), section, is_up=is_up))
    require_sound_form(section.season)
    record(
        actor=by,
        action="move_form_section",
        subject=section.ref,
        season=section.season.public_id,
        facts={"is_up": is_up},
    )
    return section


@transaction.atomic
def remove_form_section(*, section: FormSection, by: Actor) -> Season:
    """Take an empty part out of the form; without any, the season asks the usual questions.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the section is gone, or
            still has questions.
    """
    section = _held(section, by)
    season, ref, key = section.season, section.ref, section.key
    if section.questions.exists():
        raise NotNow(
            "section-in-use",
            _("There are questions in this section. Move them to another one, or remove them."),
        )
    section.delete()
    settle(list(season.form_sections.all()))
    record(
        actor=by,
        action="remove_form_section",
        subject=ref,
        season=season.public_id,
        facts={"key": key},
    )
    return season


@transaction.atomic
def set_form_limits(
    *, season: Season, limits: FormLimits, by: Actor, shown: str | None = None
) -> Season:
    """Say how much one may nominate and send, who must vouch, and what happens after closing.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened.
        Refusal: a number is out of range, or somebody changed it meanwhile.
    """
    season = draft_held(season, by)
    require_as_shown(shown, form_limits_of(season))
    row = limits_of(season)
    for name, value in asdict(limits).items():
        lowest, highest = RANGES.get(name, (0, 0))
        if name in RANGES and value is not None and not lowest <= value <= highest:
            raise Refusal(
                "strange-number",
                _("This number is out of range. Lowest: %(lowest)s. Highest: %(highest)s.")
                % {"lowest": lowest, "highest": highest},
            )
        setattr(row, name, value)
    row.save()
    record(
        actor=by,
        action="set_form_limits",
        subject=season.ref,
        season=season.public_id,
        facts={"limits_sha256": sha256_of(form_limits_of(season))},
    )
    return season


def _taken(season: Season) -> set[str]:
    return {*RESERVED_QUESTIONS, *season.questions.values_list("key", flat=True)}


def _checked_name(name: BilingualText) -> BilingualText:
    return in_both(
        _("Name of a section"),
        name,
        lambda field, side: written_line(field, side, is_required=True),
    )


def _held(section: FormSection, by: Actor) -> FormSection:
    season = draft_held(section.season, by)
    found = season.form_sections.filter(pk=section.pk).first()
    if found is None:
        raise NotNow("section-gone", _("Somebody has removed this section."))
    found.season = season
    return found
