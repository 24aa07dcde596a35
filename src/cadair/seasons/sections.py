"""What an organiser sets up, section by section, as plain values with a stamp.

A page shows a section with its stamp; saving hands the stamp back. Whoever saves second, on top of
what somebody else has changed meanwhile, is told, and nothing of either is lost.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.seasons.formbook import (
    LIMITS,
    eligibility_document,
    limits_of,
    question_document,
)
from cadair.seasons.models import (
    AwardKind,
    Category,
    CeremonyFacts,
    Criterion,
    EligibilityQuestion,
    FormSection,
    Question,
    Season,
)
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import PaperKind, SeasonState

Section = Canonical
BEFORE_RELEASE = tuple(state for state in SeasonState if state != SeasonState.RELEASED)


class ChangedMeanwhile(Refusal):
    """Somebody else saved the same section after it was shown."""


def draft_held(
    season: Season, by: Actor, states: tuple[SeasonState, ...] = (SeasonState.DRAFT,)
) -> Season:
    """The season held, when `by` may set it up now.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the season has opened; its rules are frozen.
    """
    season = locked(season)
    require_organiser(by, season)
    if season.state not in states:
        raise NotNow(
            "set-up-is-over",
            _("This was fixed when the season opened. What may still change has its own page."),
        )
    return season


def require_as_shown(shown: str | None, section: Section) -> None:
    """Go on only when the section is still what the page showed; None does not ask.

    Raises:
        ChangedMeanwhile: somebody saved it meanwhile.
    """
    if shown is not None and shown != stamp_of(section):
        raise ChangedMeanwhile(
            "changed-meanwhile",
            _(
                "Somebody else has saved this page since you opened it. What they wrote is shown "
                "below. What you wrote is still in the form: save again to replace theirs."
            ),
        )


def stamp_of(section: Section) -> str:
    """The stamp of a section: equal for equal contents."""
    return sha256_of(section)


def names_of(season: Season) -> Section:
    """Names of the awards and of the season, and who runs them."""
    programme = season.programme
    return {
        "season": season.name.as_dict(),
        "programme": programme.name.as_dict(),
        "tagline": programme.tagline.as_dict(),
        "organiser": programme.organiser.ref if programme.organiser else None,
    }


def timetable_of(season: Season) -> Section:
    """Every date, as it is stored."""
    return {
        moment.key: {
            "at": moment.at.isoformat() if moment.at else None,
            "on": moment.on_date.isoformat() if moment.on_date else None,
            "text": moment.text.as_dict(),
        }
        for moment in season.moments.all()
    }


def text_of(season: Season, key: str) -> BilingualText:
    """One of the season's texts; empty while nobody has written it."""
    stored = season.texts.filter(key=key).first()
    return stored.text if stored else BilingualText()


def procedure_of(season: Season) -> Section:
    """Who must confirm what, and how many scorecards an entry needs."""
    return {"preset": season.preset, "minimum_scorecards": season.minimum_scorecards}


def scale_of(season: Season) -> Section:
    """The marks and their words."""
    return [{"mark": anchor.mark, "label": anchor.label.as_dict()} for anchor in season.scale.all()]


def ceremony_of(season: Season) -> Section:
    """Where it is, who leads it, who presents."""
    facts = CeremonyFacts.objects.filter(season=season).first() or CeremonyFacts(season=season)
    return {
        "venue": facts.venue.as_dict(),
        "host": facts.host.as_dict(),
        "attendance": facts.attendance.as_dict(),
        "presenters": facts.presenters,
    }


def paper_of(season: Season, kind: PaperKind) -> Section:
    """A document: where it is, who signed it off, when; None while nobody has said."""
    paper = season.papers.filter(kind=kind).first()
    if paper is None:
        return None
    return {"link": paper.link, "name": paper.name, "on": paper.on_date.isoformat()}


def category_of(category: Category) -> Section:
    """A category without its place in the order."""
    return {
        "group": category.group,
        "name": category.name.as_dict(),
        "definition": category.definition.as_dict(),
        "note": category.note.as_dict(),
        "caution": category.caution.as_dict(),
    }


def criterion_of(criterion: Criterion) -> Section:
    """A criterion without its place in the order."""
    return {
        "name": criterion.name.as_dict(),
        "asks": criterion.asks,
        "weight": criterion.weight,
    }


def form_section_of(section: FormSection) -> Section:
    """A part of the form without its questions."""
    return section.name.as_dict()


def question_of(question: Question) -> Section:
    """A question of the form, and in which part of it."""
    return {"section": question.section.key, **question_document(question)}


def eligibility_question_of(question: EligibilityQuestion) -> Section:
    """A question before the form."""
    return eligibility_document(question)


def form_limits_of(season: Season) -> Section:
    """The limits within which nominators answer."""
    limits = limits_of(season)
    return {name: getattr(limits, name) for name in LIMITS}


def kind_of(kind: AwardKind) -> Section:
    """A kind of award without its place in the order."""
    return {
        "name": kind.name.as_dict(),
        "joint_name": kind.joint_name.as_dict(),
        "commendation": kind.is_commendation,
        "groups": kind.groups,
        "categories": kind.category_keys,
        "rule": kind.rule,
    }
