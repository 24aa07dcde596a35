"""What the nominations say: written with care, varied, fictional, without loose ends."""

from __future__ import annotations

import itertools
import re
import unicodedata

import pytest

from cadair.demo.generator.material import award_texts, places, raw, written_nominations
from tests.cadair.demo.seasons import entries_by_reference, season, words_of

pytestmark = pytest.mark.static


def test_forty_nominations_are_written_by_hand_ten_of_them_in_welsh() -> None:
    written = written_nominations()

    assert len(written) == 40
    assert sum(nomination.language == "cy" for nomination in written) == 10


def test_written_nominations_have_150_to_250_words() -> None:
    lengths = {n.id: len(" ".join(n.texts.values()).split()) for n in written_nominations()}

    assert {key: length for key, length in lengths.items() if not 150 <= length <= 250} == {}


def test_the_others_have_80_to_200_words_unless_they_were_refused_as_incomplete() -> None:
    data = season("released")
    by_hand = {nomination.title for nomination in written_nominations()}
    entries = entries_by_reference(data)
    refused = {"incomplete", "spam", "not-community-safety"}
    lengths = [
        len(words_of(nomination).split())
        for nomination in data["nominations"]
        if entries[nomination["entry"]]["title"]["text"] not in by_hand
        and entries[nomination["entry"]]["eligibility"].get("reason") not in refused
    ]

    assert len(lengths) > 180
    assert min(lengths) >= 80
    assert max(lengths) <= 200


def test_no_two_nominations_read_alike_except_the_one_sent_twice() -> None:
    data = season("released")
    entries = entries_by_reference(data)
    twins = [
        nomination["reference"]
        for nomination in data["nominations"]
        if entries[nomination["entry"]]["eligibility"].get("reason") == "duplicate-of-itself"
    ]
    said = {n["reference"]: sentences(words_of(n)) for n in data["nominations"]}
    alike = [
        (one, other)
        for one, other in itertools.combinations(said, 2)
        if len(said[one] & said[other]) > 0.45 * min(len(said[one]), len(said[other]))
    ]

    assert len(twins) == 1
    assert [pair for pair in alike if twins[0] not in pair] == []
    assert len(alike) == 1


def sentences(text: str) -> set[str]:
    """The sentences of a text, whatever figures they hold."""
    return {re.sub(r"\d+", "#", part) for part in re.split(r"(?<=[.?!])\s+", text)}


def test_no_gap_is_left_open_in_a_text() -> None:
    for nomination in season("released")["nominations"]:
        text = words_of(nomination)
        assert not re.search(r"[{}]|  | \.|^\s|\s$", text), text
        assert text == unicodedata.normalize("NFC", text)
        assert "'" not in text


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_sentence_of_the_bank_stands_there_once(language: str) -> None:
    lists = [
        (f"{category}.{name}", sentence)
        for category, bank in raw(f"bank_{language}").items()
        for name, rows in bank.items()
        if name != "entries"
        for sentence in rows
        if sentence
    ]
    seen = [sentence for _, sentence in lists]

    assert [item for item in lists if seen.count(item[1]) > 1] == []


def test_no_address_leads_outside_the_domain_for_examples() -> None:
    addresses = [n["nominator"]["email"] for n in season("released")["nominations"]]

    assert [address for address in addresses if not address.endswith("@example.org")] == []
    assert [a for a in addresses if not re.fullmatch(r"[a-z0-9.]+@example\.org", a)] == []


def test_only_two_nominate_twice_one_of_them_by_sending_the_same_form() -> None:
    addresses = [n["nominator"]["email"] for n in season("released")["nominations"]]

    assert len(addresses) - len(set(addresses)) == 2


def test_the_season_says_that_it_is_invented_wherever_it_is_introduced() -> None:
    data = season("released")

    assert data["fictional"] is True
    assert "(demo)" in data["name"]["cy"]
    assert "(demo)" in data["name"]["en"]
    assert data["key"].startswith("demo-")
    assert "invented" in data["texts"]["introduction"]["en"]
    assert "dychmygol" in data["texts"]["introduction"]["cy"]


def test_every_text_that_opening_needs_is_there_in_both_languages() -> None:
    texts = season("draft")["texts"]

    assert set(texts) == {
        *("introduction", "eligibility", "ties", "category_moves", "repeat_nominations"),
        *("late_nominations", "feedback", "decision"),
    }
    assert all(text["cy"] and text["en"] and text["cy"] != text["en"] for text in texts.values())


def test_a_place_carries_its_own_mutated_forms() -> None:
    wrong = [place.yn_cy for place in places() if place.yn_cy.startswith(("yn P", "yn C", "yn T"))]

    assert wrong == []
    assert len({place.name for place in places()}) == len(places())
    assert any(place.yn_cy.startswith("yng Ngh") for place in places())


def test_an_award_text_is_one_or_two_sentences_in_each_language() -> None:
    for award in award_texts():
        for text in award.text.as_dict().values():
            assert 1 <= len(re.findall(r"[.?!](?:\s|$)", text)) <= 2, text
