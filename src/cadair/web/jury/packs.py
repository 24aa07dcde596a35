"""The entries of one judge as a document to print: what their desk shows, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.prepared import remembering
from cadair.foundation.welsh.dates import weekday_date_time
from cadair.foundation.welsh.lists import joined
from cadair.foundation.welsh.plurals import counted
from cadair.judging.desks import OwnPlace, desk_of
from cadair.judging.models import Judge
from cadair.judging.states import PlaceState
from cadair.nominations.beside import Beside
from cadair.nominations.models import EntryCategory
from cadair.web.jury.progress import names_of_categories
from cadair.web.jury.sheets import Reading, Text, reading

SIZE: Final = 11
LARGE: Final = 18


def places_in_pack(judge: Judge) -> list[OwnPlace]:
    """What may be read: nothing of a category before everything in it is declared (PRO-02)."""
    places = desk_of(judge)
    shut = {place.category for place in places if place.state == PlaceState.UNDECLARED}
    return [place for place in places if place.category not in shut]


def pack_data(
    judge: Judge, places: Sequence[OwnPlace], made_at: datetime, *, is_large: bool
) -> dict[str, Any]:
    """What the document says, in the language of the reader; each text with its own language."""
    language = active_language()
    made = weekday_date_time(made_at, language)
    names = names_of_categories(judge.season)
    season = str(judge.season.name)
    with remembering():
        sheets = dict(_sheets(judge, places))
    return {
        "title": _("Entries to judge"),
        "language": language,
        "size": LARGE if is_large else SIZE,
        "watermark": f"{judge.name} · {made}",
        "footer": f"{season} · {judge.name} · {made}",
        "is_partial": False,
        "partial_note": _("This file cannot show some letters. The pages on the web show them."),
        "handling": _(
            "For the judge named on each page, and for nobody else. Destroy it when the panel has "
            "decided."
        ),
        "facts": [
            {"label": _("Awards"), "text": season},
            {"label": _("Judge"), "text": judge.name},
            {"label": _("Made"), "text": made},
            {"label": _("In this list"), "text": counted("entry", len(places), language)},
        ],
        "categories": [
            {
                "name": names[key],
                "entries": [
                    _entry(place, sheets[place.entry_id])
                    for place in places
                    if place.category == key
                ],
            }
            for key in dict.fromkeys(place.category for place in places)
        ],
    }


def _sheets(judge: Judge, places: Sequence[OwnPlace]) -> Iterator[tuple[int, Reading]]:
    """Each entry is read once, however many categories it stands in."""
    found = EntryCategory.objects.filter(entry__in={place.entry_id for place in places})
    seen: set[int] = set()
    for place in found.select_related("entry", "category").order_by("entry_id"):
        if place.entry_id not in seen:
            seen.add(place.entry_id)
            yield place.entry_id, reading(place, judge)


def _entry(place: OwnPlace, read: Reading) -> dict[str, Any]:
    facts = [{"label": _("Reference"), "text": place.reference}]
    if read.people:
        facts.append(
            {
                "label": _("Nominees"),
                "text": joined(read.people, active_language(), are_people=True),
            }
        )
    if read.organisations:
        facts.append(
            {"label": _("Organisations"), "text": joined(read.organisations, active_language())}
        )
    parts = [part for text in read.texts for part in _parts(text)]
    return {"title": place.title, "language": place.language, "facts": facts, "parts": parts}


def _parts(text: Text) -> Iterator[dict[str, Any]]:
    here = active_language()
    if not text.is_read:
        said = _("The organisers are still reading this. You see it when they have finished.")
        yield _part(text.reference, here, said)
        return
    yield from _with_translation(
        f"{text.reference} · {_('Summary')}", text.language, text.summary, text.summary_beside
    )
    for answer in text.answers:
        yield from _with_translation(answer.question, text.language, answer.text, answer.beside)
    for more in text.additions:
        yield _part(_("Added when asked"), more.question_lang or here, more.question)
        yield from _with_translation(_("Answer"), more.language, more.answer, more.beside)


def _with_translation(
    name: str, language: str, text: str, beside: Beside | None
) -> Iterator[dict[str, Any]]:
    if text:
        yield _part(name, language, text)
    if beside is not None and beside.is_missing:
        here = active_language()
        yield _part(name, here, _("No translation has been approved yet."))
    elif beside is not None:
        word = (
            _("Translation into Welsh")
            if beside.language == "cy"
            else _("Translation into English")
        )
        yield _part(f"{name} · {word}", beside.language, beside.text)


def _part(name: str, language: str, text: str) -> dict[str, Any]:
    paragraphs = [each.strip() for each in text.splitlines() if each.strip()]
    return {"name": name, "language": language, "paragraphs": paragraphs}
