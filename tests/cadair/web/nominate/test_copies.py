"""The copy of what was sent: a page without the typesetter, and with it an accessible PDF."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pikepdf
import pytest
from django.core.cache import cache
from django.test import Client

from cadair.foundation import clock
from cadair.mail.models import OutboxMessage
from cadair.nominations.models import Draft, Nomination
from cadair.seasons.states import SeasonState
from cadair.web.nominate.views import copies
from cadair.web.shared import typesetting
from tests.cadair.hostile.texts import KEPT
from tests.cadair.web.nominate.browsing import LATER, START, begin, fill, send
from tests.cadair.web.reading import get, words
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db

MINE = {"en": "/en/nominations/", "cy": "/cy/enwebiadau/"}
AS_SENT = {"en": "as-sent", "cy": "fel-yr-anfonwyd"}
COPY = {"en": "copy-of-sent", "cy": "copi"}
WELSH = "Siân Ŵŷn Llŷr-Ôl Ŷnys"


@pytest.fixture(autouse=True)
def cast() -> Cast:
    cache.clear()
    return a_season(SeasonState.OPEN)


def _sent(client: Client, *, summary: str = "What was done.") -> Draft:
    with clock.at(NOMINATING_AT):
        draft = begin(client)
        fill(client, draft, summary={"summary": summary})
    with clock.at(LATER):
        assert send(client, draft).status_code == 302
    draft.refresh_from_db()
    return draft


def _pdf(client: Client, draft: Draft, language: str = "en") -> pikepdf.Pdf:
    with clock.at(LATER + timedelta(microseconds=123_456)):
        answer = client.get(f"{START[language]}{draft.public_id}/{COPY[language]}/pdf/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    return pikepdf.open(io.BytesIO(answer.content))


def _dictionaries(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]


def _letters(pdf: pikepdf.Pdf) -> str:
    """Every letter that the fonts of the file can give back to a reader or to a search."""
    maps = (
        bytes(each.ToUnicode.read_bytes()).decode("latin-1")
        for each in _dictionaries(pdf)
        if "/ToUnicode" in each
    )
    found = re.findall(r"<[0-9A-Fa-f]+> <([0-9A-Fa-f]{4,})>", " ".join(maps))
    return "".join(bytes.fromhex(each).decode("utf-16-be") for each in found)


def _structure(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [each for each in _dictionaries(pdf) if each.get("/Type") == "/StructElem"]


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_page_holds_what_was_sent_in_the_language_it_was_written_in(
    client: Client, language: str
) -> None:
    draft = _sent(client, summary=WELSH)
    with clock.at(LATER):
        shown = get(client, f"{START[language]}{draft.public_id}/{COPY[language]}/")
    assert WELSH in words(shown)
    assert "Open Gate" in words(shown)
    answers = [each.text for each in shown.cssselect("dd.answer[lang=en]")]
    assert WELSH in answers


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_pdf_says_language_title_and_structure(client: Client, language: str) -> None:
    draft = _sent(client, summary=WELSH)
    pdf = _pdf(client, draft, language)
    assert str(pdf.Root.Lang) == language
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    told = bytes(pdf.Root.Metadata.read_bytes()).decode()
    assert re.search(r"<pdfuaid:part>1<", told)
    assert Nomination.objects.get(draft=draft).reference in str(pdf.docinfo["/Title"])
    assert {"/H1", "/P"} <= {str(each.S) for each in _structure(pdf)}
    fonts = {str(each.BaseFont) for each in _dictionaries(pdf) if "/BaseFont" in each}
    assert {name.split("+")[1] for name in fonts} == {
        "fraunces-600",
        "atkinson-400",
        "atkinson-700",
    }
    assert set("ŴŷŶâÔ") <= set(_letters(pdf))


def test_text_in_the_other_language_is_marked_as_such(client: Client) -> None:
    pdf = _pdf(client, _sent(client), "cy")
    assert {str(each.Lang) for each in _structure(pdf) if "/Lang" in each} == {"en"}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_what_people_type_stays_text(client: Client, text: str) -> None:
    typed = f'{text} #set page(fill: red) #import "x": * $x$ `y` @z <w> \\ {WELSH}'
    draft = _sent(client, summary=typed)
    pdf = _pdf(client, draft)
    assert set("#$`@<") <= set(_letters(pdf))


def test_letters_that_no_font_has_leave_a_box_and_a_word_about_it(client: Client) -> None:
    pdf = _pdf(client, _sent(client, summary="日本 👩‍👩‍👧 Ŵyn"))
    assert {"□", "Ŵ"} <= set(_letters(pdf))


def test_the_same_stands_behind_signing_in_and_is_nobody_elses(cast: Cast) -> None:
    nomination = Nomination.objects.all()[0]
    with clock.at(NOMINATING_AT):
        eirian = signed_in(cast.accounts["eirian"], has_second_factor=False)
        bob = signed_in(cast.accounts["bob"])
        for language in ("cy", "en"):
            address = f"{MINE[language]}{nomination.public_id}/{AS_SENT[language]}/"
            assert nomination.reference in words(get(eirian, address))
            assert eirian.get(f"{address}pdf/")["Content-Type"] == "application/pdf"
            assert bob.get(address).status_code == 404
            assert bob.get(f"{address}pdf/").status_code == 404
        assert "Read what you sent" in words(get(eirian, MINE["en"]))


def test_without_the_typesetter_there_is_the_page_alone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "can_typeset", lambda: False)
    draft = _sent(client)
    here = f"{START['en']}{draft.public_id}/copy-of-sent/"
    with clock.at(LATER):
        shown = get(client, here)
        assert "PDF" not in words(shown)
        assert client.get(f"{here}pdf/").status_code == 404


def test_a_pdf_that_cannot_be_made_leaves_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_kwargs: object) -> bytes:
        raise typesetting.CannotTypeset

    monkeypatch.setattr(copies, "typeset", fails)
    draft = _sent(client)
    with clock.at(LATER):
        shown = get(client, f"{START['en']}{draft.public_id}/copy-of-sent/pdf/", 422)
    assert "could not be made" in words(shown)
    assert "What was done." in words(shown)


def test_the_letter_says_that_there_is_a_copy(client: Client) -> None:
    _sent(client)
    letter = OutboxMessage.objects.get(to_address="nia@example.org")
    assert "Mae copi o’r hyn a anfonoch yno hefyd" in letter.body_cy
