"""News: a list with excerpts, and the items."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cadair.web import sample
from tests.cadair.web.reading import all_words, attribute, get, words

pytestmark = pytest.mark.django_db


def test_the_list_has_excerpts_and_links_that_say_where_they_lead(client: Client) -> None:
    sample.publish_post()
    page = get(client, "/en/news/")
    assert all_words(page, ".post__title") == ["Save the date"]
    assert "A date for your diary." in words(page)
    assert all_words(page, ".post__more a") == ["Continue reading: Save the date"]
    welsh = get(client, "/cy/newyddion/")
    assert all_words(welsh, ".post__more a") == ["Darllen rhagor: Cadwch y dyddiad"]


def test_newest_first_and_undated_items_say_which_archive_they_are_from(client: Client) -> None:
    sample.publish_post()
    sample.publish_post(
        "old",
        season_key="valley-2023",
        year=2023,
        published_at=None,
        slug_cy="hen",
        slug_en="old",
        title_en="Old",
    )
    page = get(client, "/en/news/")
    assert all_words(page, ".post__date") == ["10 February 2026", "From the 2023 archive"]
    assert all_words(get(client, "/cy/newyddion/"), ".post__date") == [
        "10 Chwefror 2026",
        "O archif 2023",
    ]


def test_a_vague_date_is_shown_as_it_was_stated(client: Client) -> None:
    sample.publish_post(
        published_at=None, published_text_cy="gwanwyn 2024", published_text_en="spring 2024"
    )
    assert all_words(get(client, "/en/news/"), ".post__date") == ["spring 2024"]


def test_an_item_is_read_in_paragraphs_with_author_date_and_subjects(client: Client) -> None:
    sample.publish_post()
    page = get(client, "/cy/newyddion/cadwch-y-dyddiad/")
    assert words(page, "h1") == "Cadwch y dyddiad"
    assert all_words(page, ".prose p") == ["Un.", "Dau."]
    assert words(page, ".byline") == "Awdur: Y Rhwydwaith"
    assert attribute(page, "main time", "datetime") == "2026-02-10T09:00:00Z"
    assert all_words(page, ".tags li") == ["Dyddiadau pwysig"]


def test_html_in_an_item_stays_text(client: Client) -> None:
    sample.publish_post(body_en="<img src=x onerror=alert(1)>\n\n<b>bold</b>")
    page = get(client, "/en/news/save-the-date/")
    assert page.cssselect("main img, main b") == []
    assert "<b>bold</b>" in words(page)
