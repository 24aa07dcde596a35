"""Reading what was sent in, from the page of a category."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cadair.foundation.bilingual import active_language
from cadair.judging.desks import title_of
from cadair.nominations.beside import Beside, beside_texts
from cadair.nominations.models import Entry, Nomination
from cadair.nominations.queries import (
    PanelText,
    nominations_behind,
    panel_body,
    panel_person,
    panel_texts,
)
from cadair.outcomes.queries import candidates, kinds_given_in
from cadair.seasons.models import Category, Season
from cadair.seasons.questions import SUMMARY, Asked, questions_of
from cadair.web.panel.guards import Room, panel_page
from cadair.web.panel.ranking import Ranking, ranking
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import READ_AND_WRITE


@panel_page(*READ_AND_WRITE, for_judges=True)
def entry(request: HttpRequest, room: Room, category: str, entry: str) -> HttpResponse:
    """`panel/…/<category>/<entry>`: its nominations; not there for whoever stepped aside."""
    found = get_object_or_404(room.season.categories, key=category)
    found.season = room.season
    prefetch_related_objects([room.season], "judges")
    among = candidates(found, kinds_given_in(found))
    asked = get_object_or_404(among, public_id=entry)
    if asked.pk in room.left or room.is_closed(found):
        raise Http404
    title, language = title_of(asked.title_cy, asked.title_en, asked.title_language)
    context = {
        "category": found,
        "room": room,
        "entry": asked,
        "listed": _beside_it(room, found, among),
        "title": title,
        "lang": _marked(language),
        "people": [panel_person(each) for each in asked.people.all()],
        "organisations": [panel_body(body) for body in asked.bodies.select_related("organisation")],
        "texts": _texts(asked, room.season),
        "can_ask": room.is_deciding,
        "has_marks": found.entries.filter(pk=asked.pk).exists(),
    }
    return render_desk(request, room.visit, "panel/entry.html", context)


def _beside_it(room: Room, category: Category, among: QuerySet[Entry]) -> Ranking:
    """The list of the category, to go from entry to entry without going back."""
    where = {"season": room.season.key, "category": category.key}
    return ranking(room, category, among, reverse("panel_category", kwargs=where))


def _marked(language: str) -> str:
    """The language for a `lang` attribute where it is not the page’s own."""
    return language if language != active_language() else ""


def _texts(entry: Entry, season: Season) -> list[dict[str, object]]:
    """Each nomination with its answers; never who sent it (SEC-02)."""
    questions = questions_of(season)
    found = []
    for each in nominations_behind(entry):
        text = panel_texts(each, questions)
        beside = _beside(each, text, questions)
        found.append({"public_id": each.public_id, **_text(text, beside)})
    return found


def _beside(nomination: Nomination, text: PanelText, asked: list[Asked]) -> Mapping[str, Beside]:
    """Approved translations into the language of the page, of what is written in the other."""
    here = active_language()
    if {text.language, *(each.language for each in text.additions)} == {here}:
        return {}
    found = beside_texts(nomination, here, asked)
    return {name: each for name, each in found.items() if not each.is_missing}


def _text(text: PanelText, beside: Mapping[str, Beside]) -> dict[str, object]:
    return {
        "reference": text.reference,
        "lang": _marked(text.language),
        "is_welsh": text.language == "cy",
        "is_read": text.is_read,
        "summary": text.summary,
        "beside": beside.get(SUMMARY),
        "answers": [(each.name, each.text, beside.get(each.key)) for each in text.answers],
        "additions": [
            (each, _marked(each.question_language), _marked(each.language), beside.get(each.name))
            for each in text.additions
        ],
    }
