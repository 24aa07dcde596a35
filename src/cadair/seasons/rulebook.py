"""The rules of a season as one document: checked through `adjudication`, hashed, frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from adjudication.criteria import Criterion, Scale, Scheme
from adjudication.errors import AdjudicationError
from adjudication.proposals import AwardRule, check_rules
from adjudication.scorecards import Category as CategoryValue
from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText, active_language
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.seasons.controllers import missing_of_controller
from cadair.seasons.formbook import empty_sections, form_document, texts_of_form
from cadair.seasons.models import AwardKind, Season, SeasonMoment
from cadair.seasons.queries import current_rules
from cadair.seasons.rule_problems import RULE_PROBLEMS, problem_in_words
from cadair.seasons.states import CategoryGroup, PaperKind
from cadair.seasons.validators import MOMENTS_NEEDED_TO_OPEN, RULE_TEXTS, SEASON_TEXTS

TEXT_NAMES: Final[Mapping[str, Promise]] = {
    "introduction": _("Introduction"),
    "eligibility": _("Who can take part"),
    "ties": _("If scores are equal"),
    "category_moves": _("If an entry fits another category better"),
    "repeat_nominations": _("If several people nominate the same work"),
    "late_nominations": _("If a nomination is late"),
    "feedback": _("Feedback and complaints"),
    "decision": _("Who decides"),
}
"""What the texts of a season are called."""

MOMENT_NAMES: Final[Mapping[str, Promise]] = {
    "nominations_open": _("Nominations open"),
    "nominations_close": _("Nominations close"),
    "judging_ends": _("Judging ends"),
    "panel_meets": _("The panel meets"),
    "ceremony": _("Ceremony"),
    "results": _("Results are published"),
}
"""What the dates of a season are called."""

_looks: list[Callable[[Season], Iterator[str | Promise]]] = []


def register_look(look: Callable[[Season], Iterator[str | Promise]]) -> None:
    """Let an app above say what of its own is missing before a season opens; called at start."""
    _looks.append(look)


_more: list[Callable[[Season], Mapping[str, Canonical]]] = []


def register_rules(more: Callable[[Season], Mapping[str, Canonical]]) -> None:
    """Let an app above say which of its rules are frozen too; nothing where none was chosen."""
    _more.append(more)


def rules_document(season: Season) -> dict[str, Canonical]:
    """Everything that decides who wins, as canonical data: texts, dates, criteria, kinds, rules."""
    return {
        "format": "cadair-rules/1",
        "season": season.key,
        "preset": season.preset,
        "texts": {
            text.key: text.text.as_dict() for text in season.texts.all() if text.key in RULE_TEXTS
        },
        "timetable": {moment.key: _when(moment) for moment in season.moments.all()},
        "minimum_scorecards": season.minimum_scorecards,
        "criteria": _criteria(season),
        "scale": [
            {"mark": anchor.mark, "label": anchor.label.as_dict()} for anchor in season.scale.all()
        ],
        "categories": [
            {
                "key": category.key,
                "group": category.group,
                "name": category.name.as_dict(),
                "definition": category.definition.as_dict(),
            }
            for category in season.categories.all()
        ],
        "award_kinds": _award_kinds(season),
        **_form(season),
        **{key: rule for more in _more for key, rule in more(season).items()},
    }


def _form(season: Season) -> dict[str, Canonical]:
    """The form, where the season has one of its own: others keep the document they had."""
    form = form_document(season)
    return {"form": form} if form else {}


def _when(moment: SeasonMoment) -> Canonical:
    if moment.at is not None:
        return moment.at.astimezone(UTC).isoformat()
    return moment.on_date.isoformat() if moment.on_date else moment.text.as_dict()


def _criteria(season: Season) -> list[Canonical]:
    return [
        {
            "key": criterion.key,
            "name": criterion.name.as_dict(),
            "asks": criterion.asks,
            "weight": criterion.weight,
        }
        for criterion in season.criteria.all()
    ]


def _award_kinds(season: Season) -> list[Canonical]:
    return [
        {
            "key": kind.key,
            "name": kind.name.as_dict(),
            "joint_name": kind.joint_name.as_dict(),
            "commendation": kind.is_commendation,
            "groups": kind.groups,
            "categories": kind.category_keys,
            "rule": kind.rule,
        }
        for kind in season.award_kinds.all()
    ]


def award_rules(season: Season) -> tuple[AwardRule, ...]:
    """The season's award rules as values of the judging core.

    Raises:
        AdjudicationError: a rule is not well formed.
    """
    return tuple(
        AwardRule.from_dict(
            kind.key,
            {**kind.rule, "groups": kind.groups, "categories": kind.category_keys},
        )
        for kind in season.award_kinds.all()
        if kind.rule is not None
    )


def checked_rule(kind: AwardKind, rule: Mapping[str, Any]) -> dict[str, Any]:
    """The rule of a kind of award, as it is stored, when it says something that can be carried out.

    Raises:
        Refusal: it contradicts itself; the sentence says what to change.
    """
    reach = {"groups": kind.groups, "categories": kind.category_keys}
    wrong = problem_of_rule(kind.key, rule, **reach)
    if wrong is not None:
        raise Refusal("rule", wrong[1])
    plain = AwardRule.from_dict(kind.key, {**rule, **reach}).as_dict()
    return {name: value for name, value in plain.items() if name not in reach}


def problem_of_rule(
    key: str, rule: Mapping[str, Any], *, groups: list[str], categories: list[str]
) -> tuple[str, str | Promise] | None:
    """The field of a rule that cannot be carried out, and what to change; None: it can be."""
    if not groups and not categories:
        return "groups", RULE_PROBLEMS["no-category"]
    try:
        AwardRule.from_dict(key or "new", {**rule, "groups": groups, "categories": categories})
    except AdjudicationError as error:
        return str(error.facts.get("field", "")), problem_in_words(error.facts, error)
    return None


def category_values(season: Season) -> tuple[CategoryValue, ...]:
    """The season's categories as values of the judging core, in their order."""
    return tuple(
        CategoryValue(id=category.key, group=category.group) for category in season.categories.all()
    )


def scheme_of(season: Season) -> Scheme:
    """The season's criteria, scale and minimum as a value of the judging core.

    Raises:
        AdjudicationError: they do not make a scheme.
    """
    marks = [anchor.mark for anchor in season.scale.all()]
    if not marks:
        raise Refusal(
            "no-scale",
            _("The marks of this season are not known: there is nothing to score."),
        )
    return Scheme(
        criteria=tuple(
            Criterion(criterion.key, criterion.weight) for criterion in season.criteria.all()
        ),
        scale=Scale(min(marks), max(marks)),
        minimum_scorecards=season.minimum_scorecards or 1,
    )


def require_frozen_rules(season: Season) -> None:
    """Go on only while criteria, scale and award rules are those that were frozen (PRO-01).

    Raises:
        NotNow: the rules were never frozen, or were changed behind the frozen version.
    """
    rules = current_rules(season)
    if rules is None or rules.sha256 != sha256_of(rules_document(season)):
        raise NotNow(
            "rules-changed",
            _("The rules are not those that were frozen at opening. Find out who changed them."),
        )


def missing_before_opening(season: Season) -> tuple[str | Promise, ...]:
    """What must still be written or set before the season can open, a sentence each (PRO-01)."""
    return tuple(problem for part in missing_by_part(season).values() for problem in part)


def missing_by_part(season: Season) -> dict[str, tuple[str | Promise, ...]]:
    """The same, by the part of the set-up in which it is mended; complete parts are empty."""
    return {
        "texts": tuple(_missing_texts(season)),
        "dates": tuple(_missing_dates(season)),
        "criteria": tuple(_missing_criteria(season)),
        "categories": tuple(_missing_categories(season)),
        "form": tuple(_missing_form(season)),
        "awards": tuple(_wrong_rules(season)),
        "papers": tuple(_missing_papers(season)),
        "controller": tuple(missing_of_controller(season)),
        "panel": (
            *_missing_procedure(season),
            *(problem for look in _looks for problem in look(season)),
        ),
    }


def _missing_texts(season: Season) -> Iterator[str | Promise]:
    texts = {text.key: text.text for text in season.texts.all()}
    for key in SEASON_TEXTS:
        yield from _missing_sides(_("Text"), TEXT_NAMES[key], texts.get(key, BilingualText()))


def _missing_dates(season: Season) -> Iterator[str | Promise]:
    moments = {moment.key: moment for moment in season.moments.all()}
    for key in MOMENTS_NEEDED_TO_OPEN:
        moment = moments.get(key)
        exact = moment and (moment.at or (key == "ceremony" and moment.on_date))
        if not exact:
            asked = (
                _("Date missing: %(key)s. Set a day.")
                if key == "ceremony"
                else _("Date missing: %(key)s. Set a day and an hour.")
            )
            yield asked % {"key": MOMENT_NAMES[key]}
    closes = moments.get("nominations_close")
    if closes and closes.at and closes.at <= clock.now():
        yield _("The closing time is over already. Choose one that is still to come.")


def _missing_criteria(season: Season) -> Iterator[str | Promise]:
    if not season.criteria.exists():
        yield _("There is no criterion. Add at least one.")
    for criterion in season.criteria.all():
        yield from _missing_sides(_("Name of a criterion"), criterion.key, criterion.name)
    if season.scale.count() < 2:
        yield _("The scale needs words for its lowest and its highest mark.")


def _missing_procedure(season: Season) -> Iterator[str | Promise]:
    if season.minimum_scorecards is None:
        yield _("Say how many scorecards an entry needs.")


def _missing_categories(season: Season) -> Iterator[str | Promise]:
    categories = list(season.categories.all())
    if not any(category.group != CategoryGroup.OVERALL for category in categories):
        yield _("There is no category. Add at least one.")
    for category in categories:
        name = getattr(category.name, active_language()) or category.key
        yield from _missing_sides(_("Definition of a category"), name, category.definition)
        if category.note:
            yield from _missing_sides(_("Note on the results page"), name, category.note)


FORM_TEXTS: Final[Mapping[str, Promise]] = {
    "section": _("Name of a section"),
    "question": _("Question"),
    "help": _("Help with a question"),
    "option": _("Answer to choose"),
    "eligibility": _("Question before the form"),
    "eligibility-answer": _("Answer to a question before the form"),
    "why-not": _("Why one cannot nominate"),
    "instead": _("What else fits"),
}
"""What the texts of a form are called."""


def _missing_form(season: Season) -> Iterator[str | Promise]:
    for what, name, text in texts_of_form(season):
        yield from _missing_sides(FORM_TEXTS[what], name, text)
    for section in empty_sections(season):
        yield _("Section without a question: %(name)s. Add one, or remove the section.") % {
            "name": getattr(section.name, active_language()) or section.key
        }


def _wrong_rules(season: Season) -> Iterator[str | Promise]:
    if not season.award_kinds.exists():
        yield _("There is no kind of award. Add at least one.")
    for kind in season.award_kinds.all():
        if kind.rule is None:
            yield _("Kind of award without a rule: %(key)s. Write its rule.") % {"key": kind.key}
    yield from _categories_without_award(season)
    try:
        check_rules(award_rules(season), category_values(season))
    except AdjudicationError as error:
        names = {kind.key: str(kind.name) for kind in season.award_kinds.all()}
        yield _("Kind of award: %(name)s. %(problem)s") % {
            "name": names.get(str(error.facts.get("kind", "")), ""),
            "problem": problem_in_words(error.facts, error),
        }


def _categories_without_award(season: Season) -> Iterator[str]:
    """Categories in which entries could compete for nothing: frozen, they could not be helped."""
    kinds = list(season.award_kinds.all())
    for category in season.categories.all() if kinds else ():
        if not any(kind.is_for(category) for kind in kinds):
            yield _("Category: %(name)s. No kind of award is given in it. Choose one for it.") % {
                "name": getattr(category.name, active_language()) or category.key
            }


def _missing_papers(season: Season) -> Iterator[str | Promise]:
    there = {paper.kind: paper for paper in season.papers.all()}
    for kind in PaperKind:
        if kind not in there:
            yield _("Document missing: %(kind)s. Say where it is, who signed it off and when.") % {
                "kind": kind.label
            }
    assessment = there.get(PaperKind.DPIA)
    if assessment is not None and is_assessment_old(assessment.on_date):
        yield _(
            "The data protection impact assessment is more than 12 months old. Have it reviewed, "
            "and enter the new date."
        )


def is_assessment_old(on_date: date) -> bool:
    """Whether an assessment of that day is too old to open a season with (PRI-16)."""
    today = clock.to_london(clock.now()).date()
    return (today.year - on_date.year) * 12 + today.month - on_date.month - (
        today.day < on_date.day
    ) >= 12


def _missing_sides(
    what: Promise, key: str | Promise, text: BilingualText
) -> Iterator[str | Promise]:
    names = {"cy": _("Welsh"), "en": _("English"), "cy en": _("Welsh and English")}
    missing = " ".join(language for language, side in text.as_dict().items() if not side)
    if missing:
        yield _("%(what)s: %(key)s. Missing language: %(language)s.") % {
            "what": what,
            "key": key,
            "language": names[missing],
        }
