"""Two names for one body: both languages, abbreviations, slips; and names that only look alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.welsh.mutations import aspirate, nasal, soft
from cadair.foundation.welsh.registers import Place, places
from cadair.judging.naming import Likeness, common_form, is_slip, likeness

pytestmark = pytest.mark.static

SAME = (
    ("Cyngor Sir Fynwy", "Monmouthshire County Council"),
    ("Heddlu De Cymru", "South-Wales Police"),
    ("Heddlu Gwent", "Gwent Police"),
    ("HEDDLU GOGLEDD CYMRU", "North Wales police"),
    ("Cyngor Sir Gâr", "Carmarthenshire County Council"),
    ("Cyngor Sir Penfro", "Pembrokeshire County Council"),
    ("Cyngor Sir Ynys Môn", "Isle of Anglesey County Council"),
    ("Cyngor Bro Morgannwg", "Vale of Glamorgan Council"),
    ("City of Cardiff Council", "Cyngor Caerdydd"),
    ("Llywodraeth Cymru", "Welsh Government"),
    ("Prifysgol Abertawe", "Swansea University"),
    ("Gwasanaeth Tân ac Achub Gogledd Cymru", "North Wales Fire and Rescue Service"),
    ("Cyngor Wrecsam / Wrexham Council", "Wrexham County Borough Council"),
    ("Mudiad Enghreifftiol Cyf.", "Mudiad Enghreifftiol"),
    ("Uned Gyswllt yr Heddlu", "Police Liaison Unit"),
)
ALIKE = (
    ("WLGA", "Welsh Local Government Association"),
    ("W.L.G.A.", "Welsh Local Government Association"),
    ("Cymdeithas Llywodraeth Leol (WLGA)", "Welsh Local Government Association"),
    ("CLlLC", "Cymdeithas Llywodraeth Leol Cymru"),
    ("RCT", "Rhondda Cynon Taf County Borough Council"),
    ("Rhondda Cynon Taff CBC", "Cyngor Bwrdeistref Sirol Rhondda Cynon Taf"),
    ("Youth Service, Cardiff Council", "Cyngor Caerdydd"),
    ("Gwent Police Community Safety Team", "Heddlu Gwent"),
    ("Swansea Coucnil", "Cyngor Abertawe"),
    ("Monmoutshire County Council", "Cyngor Sir Fynwy"),
)
OTHERS = (
    ("Gwent Police", "Gwent Police and Crime Commissioner"),
    ("South Wales Police", "South Wales Police Federation"),
    ("South Wales Police", "North Wales Police"),
    ("Welsh Government", "Welsh Local Government Association"),
    ("Cyngor Tref Trefynwy", "Cyngor Sir Fynwy"),
    ("Cardiff University", "Cardiff Council"),
    ("Newport City Council", "Newport Town Council"),
    ("Age Example (Wales)", "Youth Example (Wales)"),
    ("Body One (English)", "Body Two (English)"),
    ("Clwb Rygbi, Abertawe", "Eglwys Newydd, Abertawe"),
    ("Council", "Cyngor"),
    ("The", "Y"),
    ("", "Cyngor Caerdydd"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_body_in_two_languages_is_one_body(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.SAME


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_a_short_or_misspelt_name_is_alike_and_never_taken_for_the_same(
    one: str, other: str
) -> None:
    assert likeness(one, other) is Likeness.LIKE


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_bodies_that_share_words_are_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.NONE


NAMES = st.sampled_from(sorted({name for pair in SAME + ALIKE + OTHERS for name in pair}))
TEXTS = st.one_of(NAMES, st.text(max_size=60))
PLACES = st.sampled_from(sorted(places().values(), key=lambda place: place.cy))
KINDS = st.sampled_from([("Heddlu", "Police"), ("Cyngor", "Council"), ("Prifysgol", "University")])


@given(TEXTS, TEXTS)
def test_it_does_not_matter_which_comes_first(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one)


@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_a_name_is_itself_whatever_its_case_and_spaces(name: str) -> None:
    assert likeness(name, f"  {name} ") is Likeness.SAME


@given(PLACES, KINDS)
def test_every_place_of_the_register_is_known_in_both_languages(
    place: Place, kind: tuple[str, str]
) -> None:
    welsh, english = f"{kind[0]} {place.cy}", f"{place.en} {kind[1]}"
    assert likeness(welsh, english) is Likeness.SAME


@given(PLACES, st.sampled_from([soft, nasal, aspirate]))
def test_a_mutated_word_is_the_same_word(place: Place, change: Callable[[str], str]) -> None:
    assert common_form(f"{change('Cyngor')} {place.cy}")[:1] == ("council",)


LONG_WORDS = st.text(alphabet="abcdefghilmnoprstuwy", min_size=5, max_size=8)


@given(LONG_WORDS, st.data())
def test_one_slip_of_the_pen_is_seen(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    missing = word[:at] + word[at + 1 :]
    assert is_slip(word, swapped)
    assert len(missing) < 5 or is_slip(word, missing)


def test_a_long_text_is_compared_without_taking_long() -> None:
    assert likeness("Llanfair " * 100_000, "Cyngor Caerdydd") is Likeness.NONE
