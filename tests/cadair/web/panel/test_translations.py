"""In the panel room an approved translation stands below the original."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.nominations.actions import approve_translations, write_translations
from cadair.nominations.models import Nomination
from cadair.seasons.states import SeasonState
from tests.cadair.web.panel import pages
from tests.cadair.web.reading import get, words
from tests.cast import LANTERN, MEETING_AT, a_season

pytestmark = pytest.mark.django_db

ENGLISH = "Gwen helped the people of the valley."
DRAFT = "Nobody has approved this."


def test_the_translation_stands_below_the_original_in_the_page_of_its_language() -> None:
    cast = a_season(SeasonState.DECIDING)
    found = Nomination.objects.get(entry=cast.entries[LANTERN])
    found.language, found.is_read = "cy", True
    found.panel_summary = "Helpodd Gwen bobl y cwm."
    found.save()
    by = cast.organiser
    write_translations(nomination=found, language="cy", texts={"summary": ENGLISH}, by=by)
    approve_translations(nomination=found, language="cy", by=by)
    write_translations(nomination=found, language="cy", texts={"impact": DRAFT}, by=by)
    with clock.at(MEETING_AT):
        browser = pages.browser(cast, "cerys")
        text = words(get(browser, pages.entry(cast, LANTERN)))
        welsh = words(get(browser, pages.entry(cast, LANTERN, language="cy")))
    assert "Helpodd Gwen" in text
    assert ENGLISH in text
    assert "Translator: Olwen" in text
    assert DRAFT not in text
    assert ENGLISH not in welsh
