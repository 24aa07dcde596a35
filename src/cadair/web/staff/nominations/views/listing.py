"""The list of nominations: filtered by its address, kept under a name, taken as a file."""

from __future__ import annotations

from dataclasses import replace
from tempfile import TemporaryFile
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.nominations.actions import export_nominations
from cadair.nominations.queries import unchecked_entries
from cadair.nominations.states import CHECKED_AS, Eligibility, EntryKind, FlagKind
from cadair.people.models import Organisation
from cadair.seasons.models import Season
from cadair.seasons.states import CategoryGroup, SeasonRole
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import WRITE, Visit, season_page
from cadair.web.staff.nominations.asking import Ask
from cadair.web.staff.nominations.deeds import DEEDS
from cadair.web.staff.nominations.exporting import FORMATS, lines_of_file
from cadair.web.staff.nominations.rows import lines_of

PAGE: Final = 50


@season_page(SeasonRole.ORGANISER)
def nominations(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/nominations`: all that was sent in, as far as the address asks for it."""
    season, ask = visit.season, Ask.of(request.GET)
    page, entries, ids = _page(season, ask, request.GET.get("page"))
    categories = list(season.categories.exclude(group=CategoryGroup.OVERALL))
    language = active_language()
    names = {each.pk: each.name.in_language(language) for each in categories}
    waiting = _waiting(season)
    context = {
        "ask": ask,
        "here": reverse("staff_nominations", kwargs={"season": season.key}),
        "views": _views(ask),
        "saved": _saved(visit, ask),
        "every_body": ask.but(organisation=""),
        "words": _words(),
        "deeds": _deeds(season, ask),
        "lines": lines_of(ids, names),
        "page_of": page,
        "joiner": "&" if ask.query else "?",
        "entries": entries,
        "unchecked": waiting["unchecked"],
        "proposed": waiting["proposed"],
        "categories": [(each.key, names[each.pk]) for each in categories],
        "kinds": [(value, str(label)) for value, label in EntryKind.choices],
        "states": [(each.value, str(each.label)) for each in CHECKED_AS],
        "flags": [(value, str(label)) for value, label in FlagKind.choices],
        "body": _body(ask),
    }
    return render_desk(request, visit, "staff_nominations/nominations.html", context)


def _page(season: Season, ask: Ask, wanted: str | None) -> tuple[Page[Any], int, list[int]]:
    """A page of the list, how many entries the whole list has, and the nominations of the page."""
    if ask.q:
        # Words are looked up once: to count what is found takes as long as to read it.
        rows = ask.rows(season)
        page = Paginator(rows, PAGE).get_page(wanted)
        entries = len({together or entry for _pk, entry, together in rows})
        return page, entries, [row[0] for row in page.object_list]
    number, entries = ask.counted(season)
    counted: Page[Any] = Paginator(range(number), PAGE).get_page(wanted)
    return counted, entries, ask.page(season, number, max(counted.start_index() - 1, 0), PAGE)


def _waiting(season: Season) -> dict[str, int]:
    """How many entries nobody has checked, and how many wait for a second person."""
    return unchecked_entries(season).aggregate(
        unchecked=Count("pk", filter=Q(proposed_exclusion=None)),
        proposed=Count("proposed_exclusion"),
    )


def _saved(visit: Visit, ask: Ask) -> list[dict[str, Any]]:
    """The lists that this organiser has saved, and those that others share."""
    views = visit.season.saved_views.filter(Q(account=visit.account) | Q(is_shared=True))
    return [
        {
            "view": view,
            "is_mine": view.account_id == visit.account.pk,
            "is_here": view.query == ask.query,
        }
        for view in views
    ]


def _deeds(season: Season, ask: Ask) -> list[tuple[str, str]]:
    """What can be done now to what is shown: key and words."""
    if ask.show == "grouped":
        return []
    is_test = ask.show == "test"
    return [
        (key, str(deed.name))
        for key, deed in DEEDS.items()
        if deed.can_be_done(season, is_test=is_test)
    ]


def _views(ask: Ask) -> list[tuple[str, str, bool]]:
    """Parts of the list that are often looked at: words, query, whether it is this one."""
    unchecked, refused_ones = str(Eligibility.UNCHECKED), str(Eligibility.INELIGIBLE)
    views = (
        (_("All"), "", ""),
        (_("Needs checking"), unchecked, ""),
        (_("Not eligible"), refused_ones, ""),
        (_("To be confirmed"), "", "proposed"),
        (_("Grouped"), "", "grouped"),
        (_("Test nominations"), "", "test"),
    )
    now = (ask.eligibility, ask.show)
    return [
        (words, ask.but(eligibility=state, show=show), now == (state, show))
        for words, state, show in views
    ]


def _words() -> dict[str, str]:
    """What every line repeats, looked up once."""
    return {
        "categories": _("Categories"),
        "organisations": _("Organisations"),
        "sent": _("Sent in"),
        "state": _("State"),
        "welsh": _("Welsh"),
        "english": _("English"),
        "with": _("counts with"),
        "test": _("rehearsal"),
        "tick": _("Tick"),
        "flags": _("Flags"),
    }


def _body(ask: Ask) -> Organisation | None:
    """The organisation to which the address narrows the list."""
    if not ask.organisation:
        return None
    return Organisation.objects.filter(key=ask.organisation).first()


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def download(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The list as a file (`format`: csv or xlsx); who took it stands in the record (PRO-08)."""
    ask, season = Ask.of(request.GET), visit.season
    kind = request.POST.get("format", "csv")
    if kind not in FORMATS:
        raise Http404
    if ask.sort == "newest":
        ask = replace(ask, sort="title")
    ids = list(ask.found(season).values_list("pk", flat=True))
    export_nominations(season=season, number=len(ids), by=visit.actor)
    content_type, write = FORMATS[kind]
    # The answer closes it when it is sent.
    file = TemporaryFile()  # noqa: SIM115
    write(lines_of_file(ids, _names(season)), file)
    file.seek(0)
    name = f"{season.key}-nominations.{kind}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


def _names(season: Season) -> dict[int, str]:
    language = active_language()
    return {each.pk: each.name.in_language(language) for each in season.categories.all()}
