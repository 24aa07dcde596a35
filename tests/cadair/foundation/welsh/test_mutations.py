"""The initial mutations, by which the tables of explicit forms are checked (WEL-17)."""

from __future__ import annotations

import pytest

from cadair.foundation.welsh.mutations import after_yn, aspirate, nasal, soft


@pytest.mark.parametrize(
    ("word", "softened", "nasalised", "aspirated"),
    [
        ("Caerdydd", "Gaerdydd", "Nghaerdydd", "Chaerdydd"),
        ("Powys", "Bowys", "Mhowys", "Phowys"),
        ("Torfaen", "Dorfaen", "Nhorfaen", "Thorfaen"),
        ("Bangor", "Fangor", "Mangor", "Bangor"),
        ("Dinbych", "Ddinbych", "Ninbych", "Dinbych"),
        ("Gwynedd", "Wynedd", "Ngwynedd", "Gwynedd"),
        ("Llanelli", "Lanelli", "Llanelli", "Llanelli"),
        ("Merthyr", "Ferthyr", "Merthyr", "Merthyr"),
        ("Rhyl", "Ryl", "Rhyl", "Rhyl"),
        ("Wrecsam", "Wrecsam", "Wrecsam", "Wrecsam"),
        ("Chwilog", "Chwilog", "Chwilog", "Chwilog"),
        ("Ffestiniog", "Ffestiniog", "Ffestiniog", "Ffestiniog"),
        ("theatr", "theatr", "theatr", "theatr"),
        ("gwobr", "wobr", "ngwobr", "gwobr"),
        ("Ŵyn", "Ŵyn", "Ŵyn", "Ŵyn"),
    ],
)
def test_the_three_mutations(word: str, softened: str, nasalised: str, aspirated: str) -> None:
    assert (soft(word), nasal(word), aspirate(word)) == (softened, nasalised, aspirated)


@pytest.mark.parametrize(
    ("place", "phrase"),
    [
        ("Caerdydd", "yng Nghaerdydd"),
        ("Gwent", "yng Ngwent"),
        ("Bangor", "ym Mangor"),
        ("Pontypridd", "ym Mhontypridd"),
        ("Merthyr Tudful", "ym Merthyr Tudful"),
        ("Torfaen", "yn Nhorfaen"),
        ("Abertawe", "yn Abertawe"),
    ],
)
def test_yn_takes_the_nose_of_its_place(place: str, phrase: str) -> None:
    assert after_yn(place) == phrase


@pytest.mark.parametrize("word", ["", "4Minds", "’r"])
def test_what_does_not_begin_with_a_letter_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="letter"):
        soft(word)
