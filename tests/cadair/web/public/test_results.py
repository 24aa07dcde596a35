"""The results page: what it says, in which order, in whose words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.test import Client

from tests.cadair.web import sample
from tests.cadair.web.reading import all_words, described, get, heading_levels, words

pytestmark = pytest.mark.django_db

SEASON = {"cy": sample.CY + "2026/", "en": sample.EN + "2026/"}


def test_the_totals_are_counted_and_said_in_whole_sentences(client: Client) -> None:
    sample.publish(sample.document())
    assert words(get(client, SEASON["en"]), ".hero__totals") == (
        "253 nominations came in for 6 categories. 8 awards were made in 4 categories."
    )
    assert words(get(client, SEASON["cy"]), ".hero__totals") == (
        "Daeth 253 enwebiad i law ar gyfer 6 chategori. Dyfarnwyd 8 gwobr mewn 4 categori."
    )


def test_a_number_that_is_only_stated_is_shown_as_stated(client: Client) -> None:
    sample.publish(sample.document(stated={"nominations": 253}, counts={"categories": 6}))
    assert words(get(client, SEASON["en"]), ".hero__totals").startswith(
        "The organisers report 253 nominations for 6 categories."
    )
    assert words(get(client, SEASON["cy"]), ".hero__totals").startswith(
        "Yn ôl y trefnwyr, daeth 253 enwebiad i law ar gyfer 6 chategori."
    )


def test_awards_are_counted_by_kind_and_unknown_kinds_are_not_guessed(client: Client) -> None:
    sample.publish(sample.document())
    assert all_words(get(client, SEASON["en"]), ".tally li") == [
        "2 overall winners",
        "1 team award",
        "3 category winners",
        "1 highly commended award",
        "Kind not recorded: 1 award",
    ]
    assert all_words(get(client, SEASON["cy"]), ".tally li") == [
        "2 enillydd cyffredinol",
        "1 wobr tîm",
        "3 enillydd categori",
        "1 ganmoliaeth uchel",
        "Math heb ei gofnodi: 1 wobr",
    ]


def test_a_kind_of_the_season_s_own_is_counted_as_label_and_number(client: Client) -> None:
    own = {
        "key": "people-s-choice",
        "name": sample.text("Dewis y Bobl", "People’s Choice"),
        "joint_name": sample.text("Dewis y Bobl", "People’s Choice"),
        "is_commendation": False,
    }
    theme = sample.section("streets", "theme", sample.text("Strydoedd", "Streets"), [
        sample.award("hall", sample.DOOR, "people-s-choice"),
    ])  # fmt: skip
    sample.publish(sample.document(kinds=[own], sections=[theme]))
    page = get(client, SEASON["cy"])
    assert all_words(page, ".tally li") == ["Dewis y Bobl: 1"]
    assert all_words(page, ".group__heading") == ["Dewis y Bobl"]


def test_one_award_is_said_in_the_singular(client: Client) -> None:
    theme = sample.section("streets", "theme", sample.text("Strydoedd", "Streets"), [
        sample.award("hall", sample.DOOR, "winner"),
    ])  # fmt: skip
    sample.publish(sample.document(sections=[theme], counts={}))
    assert words(get(client, SEASON["en"]), ".hero__totals") == "1 award was made in 1 category."
    assert words(get(client, SEASON["cy"]), ".hero__totals") == (
        "Dyfarnwyd 1 wobr mewn 1 categori."
    )


def test_overall_comes_first_then_cross_cutting_then_each_language_s_alphabet(
    client: Client,
) -> None:
    sample.publish(sample.document())
    about = "section > .wrap > h2, .category__about > h2"
    assert all_words(get(client, SEASON["en"]), about) == [
        "Overall Winners",
        "Team Award",
        "Streets",
        "Villages",
        "Winter",
        "Youth",
        "Ceremony and panel",
    ]
    assert all_words(get(client, SEASON["cy"]), about) == [
        "Enillwyr Cyffredinol",
        "Gwobr Tim",
        "Ieuenctid",
        "Llannau",
        "Lloches",
        "Strydoedd",
        "Y seremoni a’r panel",
    ]


def test_every_section_is_in_the_jump_list_and_every_jump_arrives(client: Client) -> None:
    sample.publish(sample.document())
    page = get(client, SEASON["cy"])
    targets = [str(a.get("href")).removeprefix("#") for a in page.cssselect(".jump a")]
    assert len(targets) == 7
    for target in targets:
        assert page.get_element_by_id(target).tag == "section"


def test_an_empty_category_is_counted_but_not_shown(client: Client) -> None:
    sample.publish(sample.document())
    page = get(client, SEASON["en"])
    assert "Water" not in words(page)
    assert "for 6 categories" in words(page)


def test_a_withheld_award_is_shown_with_its_wording(client: Client) -> None:
    sample.publish(sample.document())
    assert "No entry met the standard." in words(get(client, SEASON["en"]), "#winter")


def test_joint_winners_stand_together_under_one_heading(client: Client) -> None:
    sample.publish(sample.document())
    page = get(client, SEASON["en"])
    shared = page.cssselect("#streets .group--shared")
    assert len(shared) == 1
    assert all_words(shared[0], "h3") == ["2 joint winners"]
    assert all_words(shared[0], "h4") == ["Operation Lantern", "Watch"]
    assert all_words(get(client, SEASON["cy"]), "#strydoedd h3") == [
        "2 gyd-enillydd",
        "Canmoliaeth uchel",
    ]


def test_a_commendation_stands_below_the_winners_whatever_the_order_of_the_record(
    client: Client,
) -> None:
    theme = sample.section("streets", "theme", sample.text("Strydoedd", "Streets"), [
        sample.award("lamp", sample.DOOR, "highly-commended"),
        sample.award("lantern", sample.LANTERN, "winner"),
    ])  # fmt: skip
    sample.publish(sample.document(sections=[theme]))
    page = get(client, SEASON["en"])
    assert all_words(page, ".group__heading") == ["Winner", "Highly commended"]
    assert all_words(page, ".award__title") == ["Operation Lantern", "Open Door"]


def test_an_award_of_unknown_kind_is_called_an_award(client: Client) -> None:
    sample.publish(sample.document())
    assert all_words(get(client, SEASON["en"]), "#villages h3") == ["Award"]
    assert all_words(get(client, SEASON["cy"]), "#llannau h3") == ["Gwobr"]


def test_an_award_shows_who_and_why_and_links_to_its_own_address(client: Client) -> None:
    sample.publish(sample.document())
    page = get(client, SEASON["en"])
    award = page.get_element_by_id("youth-saturday")
    assert words(award, ".who") == "a youth worker · Cwmcynfelyn Youth Club · Valley Police"
    assert "Good work was done." in award.text_content()
    link = award.cssselect("h4 a")[0].get("href")
    assert link == sample.EN + "2026/youth/youth-saturday/"
    assert client.get(link).status_code == 200


def test_the_ceremony_is_told_in_facts_and_unknown_ones_are_left_out(client: Client) -> None:
    raw = sample.document()
    raw["ceremony"]["host"] = None
    sample.publish(raw)
    assert described(get(client, SEASON["en"])) == {
        "Ceremony": ["Thursday 26 November 2026"],
        "Venue": ["Aberystwyth University"],
        "Presenters": ["the Mayor"],
        "Guests": ["over 120"],
        "On the panel": ["The Network"],
    }


def test_definitions_and_notes_stand_with_their_section(client: Client) -> None:
    sample.publish(sample.document())
    page = get(client, SEASON["cy"])
    assert "Diffiniad: Strydoedd." in words(page, "#strydoedd")
    assert words(page, ".overall .note") == "Fe’u dewiswyd o blith yr enillwyr."


def test_no_heading_level_is_left_out(client: Client) -> None:
    sample.publish(sample.document())
    levels = heading_levels(get(client, SEASON["en"]))
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_fictional_awards_say_so(client: Client) -> None:
    sample.publish(sample.document())
    assert "These awards are fictional." in words(get(client, SEASON["en"]))
    assert "Gwobrau dychmygol yw’r rhain." in words(get(client, SEASON["cy"]))


HOSTILE = "<script>alert(1)</script> & ŵŷ 🏆 \"' {{ x }}"


def test_hostile_text_stays_text_wherever_it_stands(client: Client) -> None:
    bad = sample.text(HOSTILE, HOSTILE)
    theme = sample.section(
        "streets",
        "theme",
        bad,
        [
            sample.award(
                "lamp",
                bad,
                "winner",
                text=bad,
                people=[bad],
                presenter=bad,
                collected_by=bad,
                organisations=[{"key": "x", "name": bad}],
            )
        ],
        slug=sample.text("strydoedd", "streets"),
        definition=bad,
        note=bad,
        wording=bad,
    )
    sample.publish(sample.document(sections=[theme], introduction=bad, name=bad))
    for path in (SEASON["en"], SEASON["en"] + "streets/", SEASON["en"] + "streets/lamp/"):
        page = get(client, path)
        assert HOSTILE in words(page, "h1") or HOSTILE in words(page)
        assert page.cssselect("script") == []
        assert b"<script" not in client.get(path).content


def test_the_page_needs_two_queries(client: Client, django_assert_num_queries: object) -> None:
    sample.publish(sample.document())
    with django_assert_num_queries(2, using="public"):  # type: ignore[operator]
        get(client, SEASON["en"])
