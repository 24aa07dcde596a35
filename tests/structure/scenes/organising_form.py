"""Scenes: the form, set up and changed."""

from __future__ import annotations

from collections.abc import Callable

from cadair.foundation.bilingual import BilingualText
from cadair.seasons.actions import (
    EligibilityWords,
    FormLimits,
    OptionWords,
    QuestionWords,
    Rewording,
    Told,
    add_eligibility_question,
    add_form_section,
    add_question,
    ask_further,
    begin_own_form,
    change_eligibility_question,
    change_question,
    freeze_rules,
    move_eligibility_question,
    move_form_section,
    move_question,
    name_form_section,
    remove_eligibility_question,
    remove_form_section,
    remove_question,
    retire_question,
    reword_question,
    set_form_limits,
)
from cadair.seasons.models import EligibilityQuestion, FormSection, Question, Season
from cadair.seasons.states import QuestionKind, RefereeRule, SeasonState
from tests.cast import NOMINATING_AT, Cast, words
from tests.structure.scenes.scene import Scene

TOLD = Told(reason="Many have asked.", note=words("Why this has changed"))
BEFORE = EligibilityWords(
    label=words("Was it in the valley"),
    fits=words("In the valley"),
    fails=words("Elsewhere"),
    why_not=words("Only the valley"),
)
PLACE = QuestionWords(kind=QuestionKind.SHORT_TEXT, label=words("Where was it"), words=20)
COLOUR = QuestionWords(
    kind=QuestionKind.CHOICE,
    label=words("Which colour"),
    options=(OptionWords(words("Red")), OptionWords(words("Green"))),
    criterion="impact",
    categories=("asb",),
)


def a_section(season: Season, name: str = "The work") -> FormSection:
    """A part of the form, there already."""
    found = FormSection.objects.filter(season=season).first()
    if found is not None and name == "The work":
        return found
    section = FormSection(season=season, key=name.lower().replace(" ", "-"), position=9)
    section.name = words(name)
    section.save()
    return section


def a_question(season: Season, key: str = "place") -> Question:
    """A question of the form, there already."""
    question = Question(
        season=season, section=a_section(season), key=key, position=0, kind="short-text"
    )
    question.label = words("Where")
    question.save()
    return question


def an_eligibility_question(season: Season) -> EligibilityQuestion:
    """A question before the form, there already."""
    question = EligibilityQuestion(season=season, key="here", position=0)
    question.label, question.why_not = words("Here"), words("Not here")
    question.fits_label, question.fails_label = words("Here"), words("There")
    question.save()
    return question


def _in_draft(act: Callable[[Cast], object]) -> Scene:
    return Scene(SeasonState.DRAFT, NOMINATING_AT, act)


def _while_open(act: Callable[[Cast, Question], object]) -> Scene:
    def done(cast: Cast) -> object:
        question = a_question(cast.season)
        freeze_rules(cast.season)
        return act(cast, question)

    return Scene(SeasonState.OPEN, NOMINATING_AT, done)


S = "cadair.seasons.actions"
SCENES: dict[str, Scene] = {
    f"{S}.begin_own_form": _in_draft(lambda c: begin_own_form(season=c.season, by=c.organiser)),
    f"{S}.add_form_section": _in_draft(
        lambda c: add_form_section(season=c.season, name=words("Thanks"), by=c.organiser)
    ),
    f"{S}.name_form_section": _in_draft(
        lambda c: name_form_section(
            section=a_section(c.season), name=words("Thanks"), by=c.organiser
        )
    ),
    f"{S}.move_form_section": _in_draft(
        lambda c: move_form_section(section=a_section(c.season), is_up=True, by=c.organiser)
    ),
    f"{S}.remove_form_section": _in_draft(
        lambda c: remove_form_section(section=a_section(c.season), by=c.organiser)
    ),
    f"{S}.add_question": _in_draft(
        lambda c: add_question(section=a_section(c.season), words=COLOUR, by=c.organiser)
    ),
    f"{S}.change_question": _in_draft(
        lambda c: change_question(
            question=a_question(c.season),
            section=a_section(c.season, "Another"),
            words=PLACE,
            by=c.organiser,
        )
    ),
    f"{S}.move_question": _in_draft(
        lambda c: move_question(question=a_question(c.season), is_up=True, by=c.organiser)
    ),
    f"{S}.remove_question": _in_draft(
        lambda c: remove_question(question=a_question(c.season), by=c.organiser)
    ),
    f"{S}.add_eligibility_question": _in_draft(
        lambda c: add_eligibility_question(season=c.season, words=BEFORE, by=c.organiser)
    ),
    f"{S}.change_eligibility_question": _in_draft(
        lambda c: change_eligibility_question(
            question=an_eligibility_question(c.season), words=BEFORE, by=c.organiser
        )
    ),
    f"{S}.move_eligibility_question": _in_draft(
        lambda c: move_eligibility_question(
            question=an_eligibility_question(c.season), is_up=True, by=c.organiser
        )
    ),
    f"{S}.remove_eligibility_question": _in_draft(
        lambda c: remove_eligibility_question(
            question=an_eligibility_question(c.season), by=c.organiser
        )
    ),
    f"{S}.set_form_limits": _in_draft(
        lambda c: set_form_limits(
            season=c.season,
            limits=FormLimits(referee=RefereeRule.REQUIRED, grace_minutes=15),
            by=c.organiser,
        )
    ),
    f"{S}.reword_question": _while_open(
        lambda c, question: reword_question(
            question=question,
            wording=Rewording(words("Where exactly"), BilingualText()),
            told=TOLD,
            by=c.organiser,
        )
    ),
    f"{S}.ask_further": _while_open(
        lambda c, question: ask_further(
            section=question.section, words=PLACE, told=TOLD, by=c.organiser
        )
    ),
    f"{S}.retire_question": _while_open(
        lambda c, question: retire_question(question=question, told=TOLD, by=c.organiser)
    ),
}
