"""Changing a mark in the meeting: the judge’s own, or written down for them, with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import LANGUAGES, active_language
from cadair.foundation.refusals import Refusal
from cadair.judging.actions import change_mark
from cadair.judging.models import Scorecard
from cadair.judging.states import InterestKind, ScorecardState
from cadair.nominations.models import Entry
from cadair.outcomes.actions import propose_season
from cadair.outcomes.models import Proposal
from cadair.seasons.models import Category, Criterion
from cadair.web.panel.discussing import entry_title
from cadair.web.panel.guards import Room, panel_page
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE

LONGEST: Final = 4


@dataclass(frozen=True, slots=True)
class Held:
    """One mark of a scorecard as the form shows it."""

    criterion: Criterion
    stands: int
    typed: str


@dataclass(frozen=True, slots=True)
class CardShown:
    """A scorecard that the visitor may change, or write down a change of."""

    card: Scorecard
    marks: Sequence[Held]
    reason: str
    language: str
    is_sent: bool


@panel_page(*READ_AND_WRITE, for_judges=True)
def marks(request: HttpRequest, room: Room, category: str, entry: str) -> HttpResponse:
    """`panel/…/<category>/<entry>/marks`: the marks that can be changed, one judge at a time."""
    found = get_object_or_404(room.season.categories, key=category)
    found.season = room.season
    asked = get_object_or_404(found.entries, public_id=entry)
    if asked.pk in room.left or room.is_closed(found) or asked.is_test:
        raise Http404
    cards = _cards(room, found, asked)
    if request.method != "POST":
        return _page(request, room, found, asked, cards)
    card = next((each for each in cards if each.public_id == request.POST.get("card")), None)
    if card is None:
        raise Http404
    try:
        _change(request.POST, room, card)
    except Refusal as refusal:
        return _page(request, room, found, asked, cards, refusal)
    messages.success(
        request, _("Changed, and the minutes say why. What the rules suggest is worked out again.")
    )
    return redirect("panel_category", season=room.season.key, category=found.key)


def _cards(room: Room, category: Category, entry: Entry) -> list[Scorecard]:
    cards = Scorecard.objects.filter(
        entry=entry, category=category, state=ScorecardState.LOCKED
    ).exclude(judge__interests__in=entry.interests.filter(kind=InterestKind.STEP_ASIDE))
    if not room.is_organiser:
        cards = cards.filter(judge=room.judge)
    ordered = cards.select_related("judge", "entry", "category").order_by("judge__position")
    return list(ordered.prefetch_related("marks__criterion"))


def _change(sent: QueryDict, room: Room, card: Scorecard) -> None:
    held = [each.criterion.key for each in card.marks.all()]
    language = sent.get("language", "")
    with transaction.atomic():
        change_mark(
            scorecard=card,
            marks={key: _number(sent.get(f"mark-{key}", "")) for key in held},
            reason=sent.get("reason", ""),
            reason_language=language if language in LANGUAGES else active_language(),
            by=room.visit.actor,
            shown={key: _number(sent.get(f"shown-{key}", "")) for key in held},
        )
        if Proposal.objects.filter(season=room.season).exists():
            propose_season(season=room.season, by=room.visit.actor)


def _number(text: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST):
        raise Refusal("mark-not-a-number", _("Write each mark as a whole number."))
    return int(text)


def _page(
    request: HttpRequest,
    room: Room,
    category: Category,
    entry: Entry,
    cards: Sequence[Scorecard],
    refusal: Refusal | None = None,
) -> HttpResponse:
    sent = request.POST if refusal else QueryDict()
    scale = sorted(room.season.scale.values_list("mark", flat=True))
    context: dict[str, Any] = {
        "room": room,
        "category": category,
        "entry": entry,
        "title": entry_title(entry),
        "cards": [_shown(each, sent) for each in cards],
        "lowest": scale[0] if scale else 0,
        "highest": scale[-1] if scale else 0,
    }
    if refusal is None:
        return render_desk(request, room.visit, "panel/marks.html", context)
    return render_desk(
        request, room.visit, "panel/marks.html", {**context, **refused(refusal)}, status=422
    )


def _shown(card: Scorecard, sent: Mapping[str, Any]) -> CardShown:
    is_sent = sent.get("card") == card.public_id
    typed = sent if is_sent else {}
    held = sorted(card.marks.all(), key=lambda each: each.criterion.position)
    return CardShown(
        card=card,
        marks=[
            Held(
                each.criterion,
                each.value,
                str(typed.get(f"mark-{each.criterion.key}", each.value)),
            )
            for each in held
        ],
        reason=str(typed.get("reason", "")),
        language=str(typed.get("language", active_language())),
        is_sent=is_sent,
    )
