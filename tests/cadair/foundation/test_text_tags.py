"""Words in templates, in the language of the page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import Context, Engine
from django.utils import translation

from cadair.foundation.bilingual import BilingualText, MissingTranslation

ENGINE = Engine(
    libraries={"cadair_text": "cadair.foundation.templatetags.cadair_text"},
    builtins=["cadair.foundation.templatetags.cadair_text"],
)
CLOSES = datetime(2026, 10, 2, 16, 0, tzinfo=UTC)


def rendered(source: str, language: str, **context: Any) -> str:
    """The output of a template for a reader of one language."""
    with translation.override(language):
        return ENGINE.from_string(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "welsh", "english"),
    [
        ('{% counted "entry" 2 %}', "2 gais", "2 entries"),
        ("{{ day|long_date }}", "27 Tachwedd 2025", "27 November 2025"),
        ("{{ day|weekday_date }}", "Dydd Iau, 27 Tachwedd 2025", "Thursday 27 November 2025"),
        ("{{ day|month_year }}", "Tachwedd 2025", "November 2025"),
        ("{{ closes|date_time }}", "2 Hydref 2026 am 17:00", "2 October 2026 at 17:00"),
        (
            "{{ closes|weekday_date_time }}",
            "Dydd Gwener, 2 Hydref 2026 am 17:00",
            "Friday 2 October 2026 at 17:00",
        ),
        ("{{ closes|machine_date }}", "2026-10-02T16:00:00Z", "2026-10-02T16:00:00Z"),
        ("{{ name|bilingual }}", "Gwobrau’r Cwm", "Valley Awards"),
        ("{{ places|joined }}", "Gwynedd ac Abertawe", "Gwynedd and Swansea"),
        ("{{ people|joined_people }}", "Siân a Carys", "Siân and Carys"),
        ("{% other_lang %}", "en", "cy"),
        ('{{ title|with_lang:"en" }}', '<span lang="en">Lantern</span>', "Lantern"),
        ('{{ title|with_lang:"cy" }}', "Lantern", '<span lang="cy">Lantern</span>'),
    ],
)
def test_words_are_in_the_language_of_the_page(source: str, welsh: str, english: str) -> None:
    context = {
        "day": date(2025, 11, 27),
        "closes": CLOSES,
        "name": BilingualText("Gwobrau’r Cwm", "Valley Awards"),
        "places": [BilingualText("Gwynedd", "Gwynedd"), BilingualText("Abertawe", "Swansea")],
        "people": ["Siân", "Carys"],
        "title": "Lantern",
    }
    assert rendered(source, "cy", **context) == welsh
    assert rendered(source, "en", **context) == english


HOSTILE = "<script>alert('ŵ')</script>"
ESCAPED = "&lt;script&gt;alert(&#x27;ŵ&#x27;)&lt;/script&gt;"


@pytest.mark.parametrize(
    ("source", "value", "output"),
    [
        ("{{ v|bilingual }}", BilingualText(HOSTILE, HOSTILE), ESCAPED),
        ("{{ v|joined }}", [HOSTILE, "Gwent"], f"{ESCAPED} a Gwent"),
        ("{{ v|joined_people }}", [HOSTILE], ESCAPED),
        ('{{ v|with_lang:"cy" }}', HOSTILE, ESCAPED),
        ('{{ v|with_lang:"en" }}', HOSTILE, f'<span lang="en">{ESCAPED}</span>'),
    ],
)
def test_hostile_text_stays_text(source: str, value: object, output: str) -> None:
    assert rendered(source, "cy", v=value) == output


def test_a_text_that_nobody_wrote_in_the_readers_language_stops_the_page() -> None:
    with pytest.raises(MissingTranslation):
        rendered("{{ v|bilingual }}", "cy", v=BilingualText(en="Only English"))


def test_a_text_must_be_in_one_of_the_two_languages() -> None:
    with pytest.raises(ValueError, match="“wl”"):
        rendered('{{ v|with_lang:"wl" }}', "en", v="Enw")
