"""Names, dates, texts, documents, the evening: the frame of a season."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.people.queries import organisations_in_order
from cadair.seasons.actions import (
    describe_ceremony,
    keep_paper,
    name_season,
    set_timetable,
    write_season_text,
)
from cadair.seasons.rulebook import TEXT_NAMES
from cadair.seasons.sections import (
    BEFORE_RELEASE,
    ceremony_of,
    names_of,
    paper_of,
    text_of,
    timetable_of,
)
from cadair.seasons.states import PaperKind, SeasonRole
from cadair.seasons.validators import SEASON_TEXTS
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.setup.editing import DRAFT, Editing, edit
from cadair.web.staff.setup.fields import initial_of
from cadair.web.staff.setup.forms import CeremonyForm, DatesForm, NamesForm, PaperForm, TextForm
from cadair.web.staff.setup.words import PAPER_LEADS, TEXT_HINTS


def bodies() -> list[str]:
    """The names of the register, to choose from while typing."""
    language = active_language()
    return [body.name.in_language(language) for body in organisations_in_order(language)]


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def names(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/names`: what season and awards are called, who runs them."""
    season = visit.season

    def save(form: NamesForm, shown: str | None) -> object:
        return name_season(
            season=season,
            name=form.both("season"),
            programme=form.both("programme"),
            tagline=form.both("tagline"),
            organiser=form.cleaned_data["organiser"],
            by=visit.actor,
            shown=shown,
        )

    editing = Editing(
        heading=_("Names"),
        lead=_(
            "What the awards and this season are called in public. Their addresses stay as they "
            "are, whatever the names become."
        ),
        make=lambda data: NamesForm(data, initial=NamesForm.before(season)),
        section=names_of(season),
        save=save,
        done=_("The names are saved."),
        more={"bodies": bodies()},
    )
    return edit(request, visit, editing)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def dates(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/dates`: the timetable."""
    season = visit.season
    editing = Editing(
        heading=_("Dates"),
        lead=_(
            "The timetable that everybody sees. Hours are by the clocks of Wales, winter and "
            "summer time included."
        ),
        make=lambda data: DatesForm(data, initial=DatesForm.before(season)),
        section=timetable_of(season),
        save=lambda form, shown: set_timetable(
            season=season, dates=form.dates(), by=visit.actor, shown=shown
        ),
        done=_("The dates are saved."),
        template="staff_setup/dates.html",
    )
    return edit(request, visit, editing)


@season_page(SeasonRole.ORGANISER)
def texts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/texts`: every text, and in which language it is missing."""
    season = visit.season
    lines = []
    for key in SEASON_TEXTS:
        text = text_of(season, key)
        lines.append(
            {
                "key": key.replace("_", "-"),
                "name": TEXT_NAMES[key],
                "hint": TEXT_HINTS[key],
                "missing": [side for side in ("cy", "en") if not getattr(text, side)],
                "old_years": _years_in(f"{text.cy} {text.en}", season.year),
            }
        )
    context = {"lines": lines, "back": "staff_setup", "is_fixed": season.state not in DRAFT}
    return render_desk(request, visit, "staff_setup/texts.html", context)


def _years_in(text: str, year: int) -> str:
    """The years just before the season’s that a text names: perhaps left over from a copy."""
    return ", ".join(str(old) for old in range(year - 3, year) if str(old) in text)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def text(request: HttpRequest, visit: Visit, text: str) -> HttpResponse:
    """`desk/…/set-up/texts/…`: one text, both languages side by side."""
    season, key = visit.season, text.replace("-", "_")
    if key not in SEASON_TEXTS or "_" in text:
        raise Http404
    stored = text_of(season, key)
    editing = Editing(
        heading=TEXT_NAMES[key],
        lead=TEXT_HINTS[key],
        make=lambda data: TextForm(data, initial=initial_of("text", stored)),
        section=stored.as_dict(),
        save=lambda form, shown: write_season_text(
            season=season, key=key, text=form.both("text"), by=visit.actor, shown=shown
        ),
        done=_("The text is saved."),
        back="staff_setup_texts",
        template="staff_setup/text.html",
    )
    return edit(request, visit, editing)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def ceremony(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/ceremony`: facts of the evening, until the results are public."""
    season = visit.season
    presenters, before = CeremonyForm.before(season)

    def save(form: CeremonyForm, shown: str | None) -> object:
        return describe_ceremony(
            season=season,
            venue=form.both("venue"),
            host=form.both("host"),
            attendance=form.both("attendance"),
            presenters=form.named(),
            by=visit.actor,
            shown=shown,
        )

    editing = Editing(
        heading=_("The ceremony"),
        lead=_(
            "What the results page says of the evening. All of it may wait: it can be changed "
            "until the results are published."
        ),
        make=lambda data: CeremonyForm(data, presenters=presenters, initial=before),
        section=ceremony_of(season),
        save=save,
        done=_("The facts of the ceremony are saved."),
        states=BEFORE_RELEASE,
    )
    return edit(request, visit, editing)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def paper(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """`desk/…/set-up/documents/…`: where a document is, who signed it off, when."""
    season = visit.season
    if paper not in PaperKind.values:
        raise Http404
    kind = PaperKind(paper)
    stored = season.papers.filter(kind=kind).first()

    def save(form: PaperForm, shown: str | None) -> object:
        data: dict[str, Any] = form.cleaned_data
        return keep_paper(
            season=season,
            kind=kind,
            link=data["link"],
            name=data["name"],
            on_date=data["on_date"],
            by=visit.actor,
            shown=shown,
        )

    editing = Editing(
        heading=capfirst(kind.label),
        lead=PAPER_LEADS[kind],
        make=lambda data: PaperForm(data, initial=PaperForm.before(stored)),
        section=paper_of(season, kind),
        save=save,
        done=_("The document is noted."),
        states=BEFORE_RELEASE,
    )
    return edit(request, visit, editing)
