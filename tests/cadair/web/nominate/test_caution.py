"""Words of caution of a category stand where somebody writes in it, and nowhere else (PRI-04)."""

from __future__ import annotations

import pytest
from django.test import Client

from cadair.demo.generator.season import make_season
from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.seasons.states import SeasonState
from tests.cadair.demo.seasons import TODAY
from tests.cadair.web.nominate.browsing import ANSWERS, begin, page
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db
WORDS = BilingualText(cy="Peidiwch â dweud ble mae lloches.", en="Do not say where a refuge is.")


@pytest.fixture
def cast() -> Cast:
    cast = a_season(SeasonState.OPEN)
    category = cast.category("asb")
    category.caution = WORDS
    category.save()
    return cast


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("language", ["cy", "en"])
def test_it_stands_beside_every_free_text_of_the_category(client: Client, language: str) -> None:
    with clock.at(NOMINATING_AT):
        draft = begin(client, language)
        assert str(WORDS.as_dict()[language]) not in _text(client, page(draft, "summary", language))
        sent = {**ANSWERS["categories"], "seen": "999", "continue": "1"}
        assert client.post(page(draft, "categories", language), sent).status_code == 302
        for key in ("entry", "summary", "prevention", "impact"):
            assert str(WORDS.as_dict()[language]) in _text(client, page(draft, key, language)), key
        assert str(WORDS.as_dict()[language]) not in _text(client, page(draft, "you", language))


def _text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_demo_has_them_where_somebody_could_be_hurt() -> None:
    cautioned = {
        each.key for each in make_season(today=TODAY, state="open").categories if each.caution
    }
    assert cautioned == {"equalities", "modern-slavery", "terrorism", "vawdasv"}
