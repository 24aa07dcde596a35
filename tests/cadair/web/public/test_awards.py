"""An award and a category each have an address of their own."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cadair.web import sample
from tests.cadair.web.reading import all_words, attribute, described, get, heading_levels, words

pytestmark = pytest.mark.django_db

STREETS = sample.EN + "2026/streets/"


def test_an_award_page_says_what_was_given_to_whom_for_what(client: Client) -> None:
    sample.publish(sample.document())
    page = get(client, sample.EN + "2026/team-award/team-night/")
    assert words(page, "h1") == "Night Team"
    assert words(page, ".single__kind") == "Team award"
    assert all_words(page, ".names li") == [
        "a youth worker",
        "Cwmcynfelyn Youth Club",
        "Valley Police",
    ]
    assert words(page, ".single__text") == "Good work was done."
    assert described(page) == {
        "Category": ["Team Award"],
        "Season": ["Valley Awards 2026"],
        "Place": ["Knighton"],
        "Presented by": ["the Mayor"],
        "Collected by": ["the team"],
    }


def test_a_text_of_several_paragraphs_keeps_them(client: Client) -> None:
    both = sample.text("Un.\n\nDau.\n\nTri.", "One.\n\nTwo.\n\nThree.")
    theme = sample.section("streets", "theme", sample.text("Strydoedd", "Streets"), [
        sample.award("long", sample.DOOR, "winner", text=both),
    ])  # fmt: skip
    sample.publish(sample.document(sections=[theme]))
    for path, where in ((STREETS + "long/", ".single__text p"), (STREETS, ".award > p:not(.who)")):
        assert all_words(get(client, path), where) == ["One.", "Two.", "Three."]


def test_a_joint_award_names_the_other_holder_and_the_entry_s_other_awards(client: Client) -> None:
    sample.publish(sample.document())
    page = get(client, STREETS + "streets-lantern/")
    assert words(page, ".single__kind") == "Joint winner"
    facts = described(page)
    assert facts["Shared with"] == ["Watch"]
    assert facts["Other awards for the same entry"] == ["Overall Winners: Operation Lantern"]


def test_a_role_that_is_the_title_is_not_said_twice(client: Client) -> None:
    title = sample.text("Gweithiwr ieuenctid", "Youth worker")
    theme = sample.section("streets", "theme", sample.text("Strydoedd", "Streets"), [
        sample.award("worker", title, None, organisations=[],
                     people=[sample.text("gweithiwr ieuenctid", "youth worker")]),
    ])  # fmt: skip
    sample.publish(sample.document(sections=[theme]))
    page = get(client, STREETS + "worker/")
    assert page.cssselect(".names") == []
    assert words(page, "h1") == "Youth worker"


def test_the_permanent_address_is_written_out(client: Client) -> None:
    sample.publish(sample.document())
    page = get(client, STREETS + "streets-lantern/?from=mail")
    assert attribute(page, ".permanent a", "href") == (
        "http://testserver" + STREETS + "streets-lantern/"
    )


def test_a_category_page_shows_its_awards_and_nobody_else_s(client: Client) -> None:
    sample.publish(sample.document())
    page = get(client, STREETS)
    assert words(page, "h1") == "Streets"
    assert all_words(page, ".award__title") == ["Operation Lantern", "Watch", "Lamp"]
    assert heading_levels(page)[:3] == [1, 2, 3]


@pytest.mark.parametrize(
    ("outcome", "cy", "en"),
    [
        (
            "no-award",
            "Ni ddyfarnwyd gwobr yn y categori hwn.",
            "No award was made in this category.",
        ),
        (
            "withheld",
            "Ataliwyd y wobr yn y categori hwn.",
            "The award in this category was withheld.",
        ),
        (
            None,
            "Nid oes cofnod o wobr yn y categori hwn.",
            "No award in this category is recorded.",
        ),
    ],
)
def test_a_category_without_an_award_says_why(
    client: Client, outcome: str | None, cy: str, en: str
) -> None:
    water = sample.section("water", "theme", sample.text("Dŵr", "Water"), outcome=outcome)
    water["slug"] = sample.text("dwr", "water")
    sample.publish(sample.document(sections=[water]))
    assert cy in words(get(client, sample.CY + "2026/dwr/"))
    assert en in words(get(client, sample.EN + "2026/water/"))


def test_news_about_a_category_is_linked_from_it(client: Client) -> None:
    sample.publish(sample.document())
    sample.publish_post(category_key="streets")
    sample.publish_post(
        "other",
        category_key="youth",
        slug_cy="arall",
        slug_en="other",
        title_cy="Arall",
        title_en="Other",
    )
    page = get(client, STREETS)
    assert all_words(page, ".post__title") == ["Save the date"]


@pytest.mark.parametrize(
    "path",
    [
        "2026/nothing/",
        "2026/streets/nothing/",
        "2026/streets/team-night/",
        "2026/streets/streets-lantern/more/",
        "02026/",
        "2026/../2026/",
        "9999/",
    ],
)
def test_an_address_that_names_nothing_is_not_found(client: Client, path: str) -> None:
    sample.publish(sample.document())
    assert client.get(sample.EN + path).status_code == 404
