"""Files with nominations: read in, columns named, rows checked, taken in, undone."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cadair.files.uploads import TAKES_FILES
from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import (
    can_be_undone,
    checked_rows,
    discard_import,
    import_nominations,
    map_import,
    read_import,
    undo_import,
)
from cadair.nominations.models import NominationImport
from cadair.nominations.rules import require_taking
from cadair.nominations.states import ImportState
from cadair.nominations.tables import MOST_BYTES, WINDOWS
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.shared.page import site_root
from cadair.web.staff.importing.forms import FileForm, MappingForm

SHOWN: Final = 100
"""More rows with something wrong are counted, not listed."""


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def imports(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/on-behalf/files`: read a file in; what became of those before."""
    context: dict[str, Any] = {
        "form": FileForm(),
        "batches": visit.season.imports.defer("rows")[:50],
    }
    status = 200
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            batch = read_import(
                season=visit.season,
                data=file.read(MOST_BYTES + 1) if file else b"",
                file_name=(file.name or "") if file else "",
                by=visit.actor,
            )
        except Refusal as refusal:
            context |= refused(refusal)
            status = 422
        else:
            return redirect("staff_import", season=visit.season.key, batch=batch.public_id)
    return render_desk(request, visit, "staff_importing/imports.html", context, status=status)


setattr(imports, TAKES_FILES, True)


def _batch(visit: Visit, public_id: str) -> NominationImport:
    batch: NominationImport = get_object_or_404(visit.season.imports, public_id=public_id)
    batch.season = visit.season
    return batch


def _here(visit: Visit, batch: NominationImport) -> HttpResponse:
    return redirect("staff_import", season=visit.season.key, batch=batch.public_id)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def batch(request: HttpRequest, visit: Visit, batch: str) -> HttpResponse:
    """One file: what its columns hold, which rows are ready, and what is wrong with the others."""
    found = _batch(visit, batch)
    if request.method != "POST":
        return _page(request, visit, found, MappingForm(found))
    form = MappingForm(found, request.POST)
    if not form.is_valid():
        return _page(request, visit, found, form, status=422)
    try:
        map_import(batch=found, mapping=form.mapping(), usual=form.usual(), by=visit.actor)
    except Refusal as refusal:
        return _page(request, visit, found, form, refused(refusal), status=422)
    messages.success(request, _("Saved. The rows were checked again."))
    return _here(visit, found)


def _page(
    request: HttpRequest,
    visit: Visit,
    batch: NominationImport,
    form: MappingForm,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "batch": batch,
        "form": form,
        "is_waiting": batch.state == ImportState.READ,
        "is_done": batch.state == ImportState.DONE,
        "is_windows": batch.read_as == WINDOWS,
    }
    if batch.state == ImportState.READ:
        context |= _checked(visit, batch)
    else:
        context["can_undo"] = can_be_undone(batch)
    return render_desk(
        request, visit, "staff_importing/import.html", {**context, **(more or {})}, status=status
    )


def _checked(visit: Visit, batch: NominationImport) -> dict[str, Any]:
    rows = checked_rows(batch)
    wrong = [row for row in rows if not row.is_ready]
    try:
        require_taking(visit.season, visit.actor, is_test=False)
    except Refusal as refusal:
        closed = str(refusal)
    else:
        closed = ""
    return {
        "rows": len(rows),
        "ready": [row for row in rows if row.is_ready],
        "wrong": wrong,
        "shown": wrong[:SHOWN],
        "closed": closed,
    }


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def run(request: HttpRequest, visit: Visit, batch: str) -> HttpResponse:
    """Take the rows in that are ready."""
    found = _batch(visit, batch)
    try:
        done = import_nominations(
            batch=found,
            page=_own_page(request),
            is_leaving_out="leave_out" in request.POST,
            by=visit.actor,
        )
    except Refusal as refusal:
        return _page(request, visit, found, MappingForm(found), refused(refusal), status=422)
    messages.success(request, _("Taken in: %(number)s") % {"number": done.number})
    return _here(visit, found)


def _own_page(request: HttpRequest) -> BilingualText:
    def address(language: Language) -> str:
        with translation.override(language):
            return site_root(request) + reverse("nominate_mine")

    return BilingualText(**{language: address(language) for language in LANGUAGES})


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def undo(request: HttpRequest, visit: Visit, batch: str) -> HttpResponse:
    """Take the nominations of a file away again."""
    found = _batch(visit, batch)
    try:
        undo_import(batch=found, by=visit.actor)
    except Refusal as refusal:
        return _page(request, visit, found, MappingForm(found), refused(refusal), status=422)
    messages.success(request, _("Undone: these nominations are gone."))
    return _here(visit, found)


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def discard(request: HttpRequest, visit: Visit, batch: str) -> HttpResponse:
    """Throw a file away that was not taken in."""
    found = _batch(visit, batch)
    try:
        discard_import(batch=found, by=visit.actor)
    except Refusal as refusal:
        return _page(request, visit, found, MappingForm(found), refused(refusal), status=422)
    messages.success(request, _("The file was thrown away. Nothing of it was kept."))
    return redirect("staff_imports", season=visit.season.key)
