"""A judge who does not read the language sees the approved translation beside the original."""

from __future__ import annotations

import pytest

from cadair.foundation.bilingual import Language
from cadair.nominations.actions import (
    approve_translations,
    redact_passage,
    require_translations,
    write_translations,
)
from cadair.nominations.models import Nomination, Translation
from cadair.nominations.states import RedactionReason
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cadair.web.reading import all_words, get, words
from tests.cast import LANTERN, Cast, a_season
from tests.progress import declare

pytestmark = pytest.mark.django_db

ENGLISH = {
    "summary": "Gwen helped the people of the valley.",
    "prevention": "Less crime.",
    "impact": "Large.",
}
SOURCE: Language = "cy"


def in_welsh() -> tuple[Cast, Nomination]:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    found = Nomination.objects.get(entry=cast.entries[LANTERN])
    found.language, found.is_read = "cy", True
    found.summary = found.panel_summary = "Helpodd Gwen bobl y cwm."
    found.answers = found.panel_answers = {"prevention": "Llai o droseddu.", "impact": "Mawr."}
    found.save()
    return cast, found


def translate(cast: Cast, nomination: Nomination) -> None:
    by = cast.organiser
    write_translations(nomination=nomination, language=SOURCE, texts=ENGLISH, by=by)
    approve_translations(nomination=nomination, language=SOURCE, by=by)


def test_the_translation_stands_beside_with_who_and_when() -> None:
    cast, nomination = in_welsh()
    translate(cast, nomination)
    page = get(pages.at_desk(cast, "ann"), pages.sheet(cast, cast.entries[LANTERN]))
    text = words(page)
    assert "Helpodd Gwen bobl y cwm." in text
    assert ENGLISH["summary"] in text
    assert "Translator: Olwen" in text
    assert "Approved:" in text
    assert all_words(page, 'p.answer[lang="cy"]') == [
        "Helpodd Gwen bobl y cwm.",
        "Llai o droseddu.",
        "Mawr.",
    ]
    assert page.cssselect("h5")
    welsh = get(pages.at_desk(cast, "ann"), pages.sheet(cast, cast.entries[LANTERN], language="cy"))
    assert ENGLISH["summary"] in all_words(welsh, 'p.answer[lang="en"]')


def test_who_reads_both_sees_the_original_alone() -> None:
    cast, nomination = in_welsh()
    translate(cast, nomination)
    text = words(get(pages.at_desk(cast, "cerys"), pages.sheet(cast, cast.entries[LANTERN])))
    assert "Helpodd Gwen" in text
    assert ENGLISH["summary"] not in text


def test_a_draft_is_seen_by_no_judge() -> None:
    """WEL-14: nothing reaches a judge unreviewed."""
    cast, nomination = in_welsh()
    write_translations(
        nomination=nomination, language=SOURCE, texts=ENGLISH, by=cast.organiser, is_machine=True
    )
    text = words(get(pages.at_desk(cast, "ann"), pages.sheet(cast, cast.entries[LANTERN])))
    assert ENGLISH["summary"] not in text
    assert "No translation has been approved yet." in text


def test_what_is_redacted_later_is_in_no_translation_that_a_judge_sees() -> None:
    """PRI-06: the name was translated before it was taken out."""
    cast, nomination = in_welsh()
    translate(cast, nomination)
    redact_passage(
        nomination=Nomination.objects.get(pk=nomination.pk),
        passage="Gwen",
        reason=RedactionReason.NAME,
        by=cast.organiser,
    )
    page = pages.at_desk(cast, "ann").get(pages.sheet(cast, cast.entries[LANTERN]))
    assert "Gwen" not in page.content.decode()
    assert Translation.objects.filter(text__contains="Gwen").exists()


def test_text_and_form_wait_for_the_translation() -> None:
    cast, nomination = in_welsh()
    address, browser = pages.sheet(cast, cast.entries[LANTERN]), pages.at_desk(cast, "ann")
    sent = {"mark-prevention": "7", "mark-impact": "7", "comment": "", "shown": ""}
    page = browser.get(address).content.decode()
    assert "Helpodd Gwen" not in page
    assert "You read this text once there is one." in page
    assert "mark-prevention" not in page
    assert "once a translation of all of it is approved" in page
    assert browser.post(address, sent).status_code == 422
    assert "mark-prevention" in pages.at_desk(cast, "cerys").get(address).content.decode()
    require_translations(
        season=cast.season, is_required=False, reason="Cerys explains it.", by=cast.organiser
    )
    page = browser.get(address).content.decode()
    assert "mark-prevention" in page
    assert "Helpodd Gwen" in page
    require_translations(season=cast.season, is_required=True, by=cast.organiser)
    translate(cast, nomination)
    page = browser.get(address).content.decode()
    assert "mark-prevention" in page
    assert "Helpodd Gwen" in page
