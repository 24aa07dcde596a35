"""Lists with *a*, *ac* and “and” (WEL-18)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.welsh.lists import Name, joined, undecided, with_a_ac


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("Abertawe|Caerdydd|Wrecsam", "Abertawe, Caerdydd a Wrecsam"),
        ("Gwynedd|Abertawe", "Gwynedd ac Abertawe"),
        ("Caerdydd|Casnewydd", "Caerdydd a Chasnewydd"),
        ("Gwent|Ynys Môn", "Gwent ac Ynys Môn"),
        ("Gwent|Y Rhwydwaith", "Gwent a’r Rhwydwaith"),
        ("Gwent|Heddlu De Cymru", "Gwent a Heddlu De Cymru"),
        ("Gwent|Ŵyn", "Gwent a Ŵyn"),
        ("dydd|wythnos", "dydd ac wythnos"),
        ("addysg|iechyd", "addysg ac iechyd"),
        ("Gwent|Cyngor Caerdydd", "Gwent a Chyngor Caerdydd"),
        ("Gwent|Prifysgol Aberystwyth", "Gwent a Phrifysgol Aberystwyth"),
        ("Gwent|Tîm Plismona", "Gwent a Thîm Plismona"),
        ("Gwent|Chwarae Dy Ran", "Gwent a Chwarae Dy Ran"),
        ("Gwent|Police Liaison", "Gwent a Police Liaison"),
        ("Barod|Action for Children", "Barod ac Action for Children"),
        ("Barod|‘Ei Llais’", "Barod ac ‘Ei Llais’"),
        ("Barod|NSPCC", "Barod ac NSPCC"),
        ("Barod|NATO", "Barod a NATO"),
        ("Barod|BBC Cymru", "Barod a BBC Cymru"),
        ("Barod|CPS", "Barod a CPS"),
        ("Barod|RSPB", "Barod ac RSPB"),
        ("Caerdydd", "Caerdydd"),
        ("", ""),
    ],
)
def test_welsh_lists(names: str, text: str) -> None:
    assert joined([name for name in names.split("|") if name], "cy") == text


def test_english_lists_have_no_comma_before_and() -> None:
    assert joined(["Swansea", "Cardiff", "Wrexham"], "en") == "Swansea, Cardiff and Wrexham"


def test_names_of_people_are_never_mutated() -> None:
    assert joined(["Siân", "Carys", "Tomos"], "cy", are_people=True) == "Siân, Carys a Tomos"
    assert joined(["Siân", "Ann"], "cy", are_people=True) == "Siân ac Ann"


def test_a_form_given_with_the_name_wins() -> None:
    assert joined(["Gwent", Name("Trivallis", "a Thrivallis")], "cy") == "Gwent a Thrivallis"


def test_a_name_nobody_has_decided_about_is_set_off_by_a_comma_and_reported() -> None:
    assert joined(["Gwent", "Tarian Newydd"], "cy") == "Gwent, Tarian Newydd"
    assert undecided(["Gwent", "Tarian Newydd", "Cyngor Gwent"]) == ("Tarian Newydd",)


def test_names_with_commas_of_their_own_are_parted_by_semicolons() -> None:
    names = ["Equalities, Inclusion", "Governance", "Justice"]
    assert joined(names, "en") == "Equalities, Inclusion; Governance and Justice"


@given(st.lists(st.text(min_size=1), min_size=2), st.sampled_from(["cy", "en"]))
def test_every_name_but_the_last_stands_in_the_list_as_it_is(
    names: list[str], language: str
) -> None:
    text = joined(names, "cy" if language == "cy" else "en")
    for name in names[:-1]:
        assert name in text
    assert ", a " not in text.replace(" ".join(names), "") or any("a" in name for name in names)


@given(st.text(alphabet="CPTcptAaŵY ’", min_size=1))
def test_an_english_word_in_c_p_t_is_never_mutated_by_guessing(name: str) -> None:
    assert with_a_ac(name) in {"", f"a {name}", f"ac {name}"} or name.lower().startswith("y ")
