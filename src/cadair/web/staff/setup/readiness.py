"""How far the set-up has come: part by part, what is done, what is missing, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.welsh.plurals import counted
from cadair.seasons.controllers import controller_of
from cadair.seasons.models import Season, SeasonPaper
from cadair.seasons.plan import moment_words
from cadair.seasons.rulebook import is_assessment_old, missing_by_part
from cadair.seasons.states import CategoryGroup, PaperKind


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the set-up: its page, what it holds, what is missing; `is_free`: may wait."""

    name: str
    href: str
    holds: str = ""
    missing: tuple[str, ...] = ()
    is_free: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def parts_of(season: Season) -> list[Part]:
    """Every part, in the order in which one sets a season up."""
    missing = {
        name: tuple(str(problem) for problem in problems)
        for name, problems in missing_by_part(season).items()
    }
    return [
        Part(_("Names"), _at("names", season), str(season.name)),
        Part(_("Dates"), _at("dates", season), _dates(season), missing["dates"]),
        Part(_("Texts"), _at("texts", season), _texts(season), missing["texts"]),
        Part(
            _("Categories"),
            _at("categories", season),
            _number("category", season.categories.exclude(group=CategoryGroup.OVERALL).count()),
            missing["categories"],
        ),
        Part(
            _("Criteria and scale"),
            _at("criteria", season),
            " · ".join(str(each.name) for each in season.criteria.all()),
            missing["criteria"],
        ),
        Part(_("The form"), _at("form", season), _form(season), missing["form"]),
        Part(
            _("Kinds of award"),
            _at("awards", season),
            " · ".join(str(each.name) for each in season.award_kinds.all()),
            missing["awards"],
        ),
        Part(
            _("The panel"),
            _at("panel", season),
            _number("judge", season.judges.count()),
            missing["panel"],
        ),
        *_papers(season),
        _notice(season, missing["controller"]),
        Part(_("The ceremony"), _at("ceremony", season), is_free=True),
    ]


def _at(page: str, season: Season) -> str:
    return reverse(f"staff_setup_{page}", kwargs={"season": season.key})


def _number(noun: str, number: int) -> str:
    return counted(noun, number, active_language()) if number else ""


def _dates(season: Season) -> str:
    language = active_language()
    closes = season.moments.filter(key="nominations_close").first()
    if closes is None:
        return ""
    return _("Nominations close") + f": {moment_words(closes, language)}"


def _form(season: Season) -> str:
    asked = season.questions.filter(is_retired=False).count()
    return _("Questions") + f": {asked}" if asked else _("The usual questions")


def _texts(season: Season) -> str:
    whole = [text for text in season.texts.all() if text.text.is_complete]
    return _("In both languages") + f": {len(whole)}" if whole else ""


def _notice(season: Season, missing: tuple[str, ...]) -> Part:
    """Who answers for the data and what the notice says of it, checked for this season."""
    version = controller_of(season).version
    return Part(
        _("Who answers for the data"),
        reverse("staff_notice_record", kwargs={"season": season.key}),
        _("Version") + f": {version}" if version else "",
        missing,
    )


def _papers(season: Season) -> Iterator[Part]:
    there = {paper.kind: paper for paper in season.papers.all()}
    for kind in PaperKind:
        paper = there.get(kind)
        label = str(kind.label)
        is_old = paper and kind == PaperKind.DPIA and is_assessment_old(paper.on_date)
        yield Part(
            label[:1].upper() + label[1:],
            reverse("staff_setup_paper", kwargs={"season": season.key, "paper": kind.value}),
            paper.name if paper else "",
            _wrong_with(paper, is_old=bool(is_old)),
        )


def _wrong_with(paper: SeasonPaper | None, *, is_old: bool) -> tuple[str, ...]:
    if paper is None:
        return (_("Say where it is, who signed it off and when."),)
    if is_old:
        return (_("More than 12 months old. Have it reviewed, and enter the new date."),)
    return ()
