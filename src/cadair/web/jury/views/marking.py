"""Reading an entry, marking it beside, and giving no marks at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cadair.foundation.prepared import Prepared
from cadair.foundation.refusals import Refusal
from cadair.judging.actions import (
    ScorecardChanged,
    abstain,
    keep_bookmark,
    practise,
    save_scorecard,
)
from cadair.judging.desks import (
    desk_of,
    next_to_mark,
    next_unread,
    own_card,
    place_on_desk,
    practice_of,
    undeclared_in,
)
from cadair.judging.models import Judge, Scorecard
from cadair.judging.queries import is_to_mark
from cadair.judging.rules import PRACTISING
from cadair.judging.sayings import is_bookmarked
from cadair.judging.states import ScorecardState
from cadair.nominations.models import EntryCategory
from cadair.nominations.translations import is_translation_required
from cadair.seasons.models import Criterion
from cadair.seasons.states import SeasonState
from cadair.web.jury.device import device_context
from cadair.web.jury.guards import judges_page
from cadair.web.jury.progress import address_of
from cadair.web.jury.rounds import address_of as address_of_round
from cadair.web.jury.rounds import round_about
from cadair.web.jury.sheets import Reading, Typed, questions, reading
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit

READING = (SeasonState.JUDGING, SeasonState.DECIDING)
CHANGED_ELSEWHERE = 409

_CRITERIA: Final = Prepared(lambda season: Criterion.objects.filter(season=season))


@judges_page(*READ_AND_WRITE)
def entry(
    request: HttpRequest, visit: Visit, judge: Judge, *, category: str, entry: str
) -> HttpResponse:
    """Read one entry and mark it; what is not mine to read is not there."""
    place = _place(judge, category, entry)
    if request.method == "POST":
        return _save(request, visit, judge, place)
    if not place.entry.is_test and undeclared_in(judge, place):
        messages.warning(
            request, _("Declare your interests in this category first; then you can read and mark.")
        )
        return redirect("jury_declare", season=visit.season.key)
    card = own_card(judge, place)
    if card is None and not _is_for_marks(judge, place):
        return _instead(judge, place)
    typed = Typed.kept(card, is_flagged=is_bookmarked(judge, place))
    return _page(request, visit, judge, place, card, typed)


def _is_for_marks(judge: Judge, place: EntryCategory) -> bool:
    return place.entry.is_test or is_to_mark(judge, place.entry, place.category)


def _instead(judge: Judge, place: EntryCategory) -> HttpResponse:
    """Where no marks by the criteria are asked for, the entry is read in its round."""
    round_ = round_about(judge, place.entry)
    if round_ is None:
        raise Http404
    return redirect(f"{address_of_round(judge, round_)}{place.entry.public_id}/")


def _place(judge: Judge, category: str, public_id: str) -> EntryCategory:
    place = place_on_desk(judge, category, public_id)
    if place is None:
        raise Http404
    states = PRACTISING if place.entry.is_test else READING
    if judge.season.state not in states:
        raise Http404
    return place


def _is_shut(judge: Judge, place: EntryCategory) -> bool:
    """Nothing in a category is shown before the judge has declared on all of it (PRO-02)."""
    return not place.entry.is_test and undeclared_in(judge, place)


def _to_declarations(request: HttpRequest, judge: Judge) -> HttpResponse:
    messages.warning(
        request, _("Declare your interests in this category first; then you can read and mark.")
    )
    return redirect("jury_declare", season=judge.season.key)


def _save(request: HttpRequest, visit: Visit, judge: Judge, place: EntryCategory) -> HttpResponse:
    typed = Typed.of(request.POST)
    keep = practise if place.entry.is_test else save_scorecard
    try:
        card = keep(
            judge=judge,
            entry=place.entry,
            category=place.category,
            marks=typed.values(),
            comment=typed.comment,
            remarks=typed.remarks,
            by=visit.actor,
            shown=typed.shown,
        )
        _flag(judge, place, typed, visit)
    except Refusal as refusal:
        return _refused(request, visit, judge, place, typed, refusal)
    if _is_autosave(request):
        return JsonResponse({"shown": Typed.kept(card).shown})
    return _go_on(request, judge, place)


def _flag(judge: Judge, place: EntryCategory, typed: Typed, visit: Visit) -> None:
    if is_bookmarked(judge, place) != typed.is_flagged:
        keep_bookmark(
            judge=judge,
            entry=place.entry,
            category=place.category,
            is_wanted=typed.is_flagged,
            by=visit.actor,
        )


def _refused(
    request: HttpRequest,
    visit: Visit,
    judge: Judge,
    place: EntryCategory,
    typed: Typed,
    refusal: Refusal,
) -> HttpResponse:
    is_changed = isinstance(refusal, ScorecardChanged)
    status = CHANGED_ELSEWHERE if is_changed else 422
    if _is_autosave(request):
        return JsonResponse({"message": str(refusal)}, status=status)
    if _is_shut(judge, place):
        return _to_declarations(request, judge)
    card = own_card(judge, place)
    if is_changed:
        # Saving again is a choice made with both in sight.
        typed = replace(typed, shown=Typed.kept(card).shown)
    more = {**refused(refusal), "kept": Typed.kept(card) if is_changed else None}
    return _page(request, visit, judge, place, card, typed, more=more, status=status)


def _is_autosave(request: HttpRequest) -> bool:
    """The page’s script asks; a form that is kept and sent again after sign-in does not."""
    return request.headers.get("Accept") == "application/json"


def _go_on(request: HttpRequest, judge: Judge, place: EntryCategory) -> HttpResponse:
    key = judge.season.key
    if "next" not in request.POST:
        messages.success(request, _("Saved."))
        return redirect(request.path)
    start = reverse("jury_desk", kwargs={"season": key})
    unread = None if place.entry.is_test else next_unread(judge, place)
    if unread is not None:
        return redirect(f"{start}{unread[0]}/{unread[1]}/")
    places = practice_of(judge) if place.entry.is_test else desk_of(judge)
    following = next_to_mark(places, after=(place.entry_id, place.category_id))
    if following is not None:
        return redirect(address_of(following, start))
    messages.success(request, _("Saved. Nothing more is unread."))
    return redirect(start)


def _page(
    request: HttpRequest,
    visit: Visit,
    judge: Judge,
    place: EntryCategory,
    card: Scorecard | None,
    typed: Typed,
    *,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    criteria = _CRITERIA.objects(season=visit.season.pk)
    is_practice = place.entry.is_test
    read = reading(place, judge)
    is_unlocked = card is None or card.state == ScorecardState.OPEN
    context = {
        "place": place,
        "read": read,
        "is_waiting": _is_waiting(read, judge, place),
        "questions": questions(criteria, visit.season, typed),
        "typed": typed,
        "card": card,
        "is_practice": is_practice,
        "can_mark": is_unlocked and (is_practice or visit.season.state == SeasonState.JUDGING),
        "is_abstained": card is not None and card.state == ScorecardState.ABSTAINED,
        **(device_context(visit.season) if is_unlocked and not is_practice else {}),
        **(more or {}),
    }
    return render_desk(request, visit, "jury/entry.html", context, status=status)


def _is_waiting(read: Reading, judge: Judge, place: EntryCategory) -> bool:
    """Whether marks wait for a translation (WEL-12)."""
    if place.entry.is_test or not read.is_foreign or read.is_translated:
        return False
    return is_translation_required(judge.season)


@judges_page(*READ_AND_WRITE)
def abstain_from(
    request: HttpRequest, visit: Visit, judge: Judge, *, category: str, entry: str
) -> HttpResponse:
    """Give no marks on one entry, after a page that says what that means."""
    place = _place(judge, category, entry)
    if place.entry.is_test or visit.season.state != SeasonState.JUDGING:
        raise Http404
    if _is_shut(judge, place):
        return _to_declarations(request, judge)
    context: dict[str, Any] = {"place": place, "card": own_card(judge, place)}
    if request.method != "POST":
        return render_desk(request, visit, "jury/abstain.html", context)
    try:
        abstain(judge=judge, entry=place.entry, category=place.category, by=visit.actor)
    except Refusal as refusal:
        return render_desk(
            request, visit, "jury/abstain.html", {**context, **refused(refusal)}, status=422
        )
    messages.success(request, _("You abstained. The entry counts as done."))
    return redirect("jury_desk", season=visit.season.key)
