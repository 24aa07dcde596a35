"""One nomination in both languages beside each other: written, saved, approved (WEL-15).

A translator sees the texts as the panel reads them, and never who sent them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.foundation.refusals import Refusal
from cadair.judging.desks import title_of
from cadair.nominations.actions import (
    TranslationChanged,
    approve_translations,
    write_translations,
)
from cadair.nominations.models import Nomination
from cadair.nominations.states import TranslationOrigin
from cadair.nominations.translations import Piece, pieces_of, shown_sha256, to_translate, works_in
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page

TEXT: Final = "text-"
MEANWHILE: Final = 409


@season_page(SeasonRole.ORGANISER, SeasonRole.TRANSLATOR, methods=READ_AND_WRITE)
def nomination(request: HttpRequest, visit: Visit, language: str, nomination: str) -> HttpResponse:
    """`…/text/<language>/<nomination>`: its texts in this language, with the other beside."""
    if language not in LANGUAGES:
        raise Http404
    source: Language = "cy" if language == "cy" else "en"
    found = get_object_or_404(
        to_translate(visit.season).select_related("entry"), public_id=nomination
    )
    found.season = visit.season
    pieces = pieces_of(found, language=source)
    if not pieces:
        raise Http404
    if request.method != "POST":
        return _page(request, visit, found, pieces, _kept(visit, pieces))
    typed = _typed(request, pieces)
    try:
        _keep(request, visit, found, source, typed)
    except Refusal as refusal:
        now = pieces_of(Nomination.objects.get(pk=found.pk), language=source)
        status = MEANWHILE if isinstance(refusal, TranslationChanged) else 422
        return _page(request, visit, found, now, typed, refused(refusal), status=status)
    return redirect(_next(request, visit, found, source))


def _kept(visit: Visit, pieces: list[Piece]) -> dict[str, str]:
    """What there is; one of words that have changed is shown to organisers alone (PRI-06)."""
    is_organiser = SeasonRole.ORGANISER in visit.roles
    return {
        each.source.field: each.translation.text
        for each in pieces
        if each.translation is not None and (each.is_current or is_organiser)
    }


def _typed(request: HttpRequest, pieces: list[Piece]) -> dict[str, str]:
    sent = request.POST
    return {each.source.field: sent.get(f"{TEXT}{each.source.field}", "") for each in pieces}


def _keep(
    request: HttpRequest,
    visit: Visit,
    nomination: Nomination,
    language: Language,
    typed: Mapping[str, str],
) -> None:
    """Written, and where it was asked for approved: both or neither."""
    is_approving = "approve" in request.POST
    is_machine = "machine" in request.POST
    with transaction.atomic():
        try:
            write_translations(
                nomination=nomination,
                language=language,
                texts=typed,
                by=visit.actor,
                is_machine=is_machine,
                shown=request.POST.get("shown", ""),
            )
        except Refusal as refusal:
            if refusal.code != "nothing-new" or not is_approving:
                raise
        if is_approving:
            approve_translations(nomination=nomination, language=language, by=visit.actor)
    said = _("Saved and approved: judges can read it.") if is_approving else _("Saved.")
    messages.success(request, said)


def _next(request: HttpRequest, visit: Visit, done: Nomination, language: Language) -> str:
    """The next nomination that is not done, after approving; otherwise the same page."""
    if "approve" in request.POST:
        left = [work for work in works_in(visit.season, language) if not work.is_done]
        after = [each for each in left if each.nomination.reference > done.reference]
        for work in (after or left)[:1]:
            return _address(visit, work.nomination, language)
        return _list(visit, language)
    return _address(visit, done, language)


def _address(visit: Visit, nomination: Nomination, language: Language) -> str:
    arguments = (visit.season.key, language, nomination.public_id)
    return reverse("staff_translation", args=arguments)


def _list(visit: Visit, language: Language) -> str:
    return f"{reverse('staff_translations', args=[visit.season.key])}?from={language}"


def _page(
    request: HttpRequest,
    visit: Visit,
    nomination: Nomination,
    pieces: list[Piece],
    typed: Mapping[str, str],
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    entry = nomination.entry
    title, title_language = title_of(entry.title_cy, entry.title_en, entry.title_language)
    context = {
        "nomination": nomination,
        "title": title,
        "title_language": title_language,
        "lines": [_line(each, typed.get(each.source.field, "")) for each in pieces],
        "source": pieces[0].source.language,
        "target": pieces[0].source.target,
        "shown": shown_sha256(pieces),
        "waiting": sum(each.is_current and not each.is_approved for each in pieces),
        "is_done": all(each.is_approved for each in pieces),
        "is_machine": "machine" in request.POST or _is_from_machine(pieces),
    }
    return render_desk(
        request, visit, "staff_translations/beside.html", {**context, **(more or {})}, status=status
    )


def _is_from_machine(pieces: list[Piece]) -> bool:
    """Whether what stands there is a machine’s: saving it must not make it somebody’s own."""
    made = [each.translation for each in pieces if each.translation and each.is_current]
    return bool(made) and all(each.origin == TranslationOrigin.MACHINE for each in made)


def _line(piece: Piece, text: str) -> dict[str, Any]:
    made = piece.translation if piece.is_current else None
    return {
        "name": f"{TEXT}{piece.source.field}",
        "label": piece.source.label,
        "source": piece.source,
        "text": text,
        "made": made,
        "is_machine": made is not None and made.origin == TranslationOrigin.MACHINE,
        "is_approved": piece.is_approved,
        "is_stale": piece.is_stale,
        "rows": min(piece.source.words // 8 + 2, 24),
    }
