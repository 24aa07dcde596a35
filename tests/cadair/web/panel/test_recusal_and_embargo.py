"""Who stepped aside sees nothing of it in the panel room; nobody outside sees an outcome at all.

Everything that could leak is in the rows, each with words of its own (PRO-03, PRO-15).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.nominations.models import Nomination
from cadair.outcomes.actions import (
    AwardChoice,
    decide_category,
    propose_season,
    write_award_text,
)
from cadair.outcomes.models import Award, Decision
from cadair.outcomes.states import Outcome
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.web.panel import pages
from tests.cast import KICKABOUT, LANTERN, MEETING_AT, QUIET, Cast, a_season
from tests.progress import decide

pytestmark = pytest.mark.django_db

SECRET = "Zq7secret"


@pytest.fixture(autouse=True)
def _meeting_time() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


@pytest.fixture
def cast() -> Cast:
    """The chair stepped aside from Operation Lantern, which the stand-in gave an award."""
    found = a_season(SeasonState.DECIDING)
    pages.stepped_aside(found, "cerys", LANTERN)
    for nomination in Nomination.objects.filter(entry=found.entries[LANTERN]):
        nomination.summary = nomination.panel_summary = f"{SECRET} summary"
        nomination.nominator_name = f"{SECRET} nominator"
        nomination.save()
    propose_season(season=found.season, by=found.organiser)
    decide_category(
        category=found.category("asb"),
        outcome=Outcome.AWARDED,
        reason=BilingualText(en=f"{SECRET} reason"),
        reason_language="en",
        decided_by=found.judges["ann"],
        by=found.organiser,
        awards=[
            AwardChoice(
                kind=found.kind("winner"),
                entry=found.entries[LANTERN],
                title=BilingualText(f"{SECRET} teitl", f"{SECRET} title"),
                text=BilingualText(f"{SECRET} testun", f"{SECRET} text"),
            )
        ],
    )
    return found


def everywhere(cast: Cast) -> Iterator[str]:
    """Every address of the panel room, in both languages."""
    for language in ("cy", "en"):
        yield pages.room(cast, language)
        for key in ("asb", "youth", "overall"):
            yield pages.category(cast, key, language)
            for title in (LANTERN, QUIET, KICKABOUT):
                yield pages.entry(cast, title, key, language)
        yield pages.confirming(cast, language)
        yield pages.publishing(cast, language)
        yield pages.texts(cast, language)
        for award in Award.objects.all():
            yield f"{pages.texts(cast, language)}{award.public_id}/"


def said_to(browser: Client, cast: Cast) -> Iterator[tuple[str, str]]:
    """What every page says, read and sent to."""
    for address in everywhere(cast):
        for ask in (browser.get, browser.post):
            answer = ask(address, follow=True)
            yield address, answer.content.decode()


def test_a_chair_who_stepped_aside_reads_nothing_of_it_anywhere(cast: Cast) -> None:
    decide(cast, "youth")
    chair = pages.browser(cast, "cerys")
    for address, said in said_to(chair, cast):
        for secret in (SECRET, LANTERN, "85.0", cast.entries[LANTERN].reference):
            assert secret not in said, f"{secret}: {address}"


def test_the_door_to_the_entry_is_not_there_for_them(cast: Cast) -> None:
    chair = pages.browser(cast, "cerys")
    assert chair.get(pages.entry(cast, LANTERN)).status_code == 404
    assert chair.get(pages.entry(cast, QUIET)).status_code == 404
    assert chair.get(pages.entry(cast, KICKABOUT, "youth")).status_code == 200


def test_they_are_told_that_the_stand_in_decides_and_cannot_decide(cast: Cast) -> None:
    chair = pages.browser(cast, "cerys")
    said = chair.get(pages.category(cast)).content.decode()
    assert "You stepped aside here" in said
    sent = pages.form(cast, {QUIET: "winner"}, seen="1")
    assert "You stepped aside here" in chair.post(pages.category(cast), sent).content.decode()
    assert Decision.objects.get(category__key="asb").version == 1


def test_the_stand_in_decides_in_their_place(cast: Cast) -> None:
    stand_in = pages.with_part(cast, "ann", SeasonRole.STAND_IN)
    sent = pages.form(cast, {QUIET: "winner"}, seen="1")
    assert stand_in.post(pages.category(cast), sent).status_code == 302
    assert Decision.objects.get(category__key="asb").decided_by == cast.judges["ann"]


def test_an_organiser_is_not_offered_the_chair_there(cast: Cast) -> None:
    said = pages.browser(cast, "olwen").get(pages.category(cast)).content.decode()
    assert cast.judges["ann"].public_id in said
    assert cast.judges["cerys"].public_id not in said


@pytest.mark.parametrize("name", ["bob", "dai", "eirian", "sian", "tegid"])
def test_before_release_no_outcome_reaches_who_has_no_business_with_it(
    cast: Cast, name: str
) -> None:
    """A judge, a recused judge, a nominator, a scrutineer, a translator."""
    parts = {"dai": SeasonRole.JUDGE, "tegid": SeasonRole.TRANSLATOR}
    someone = (
        pages.with_part(cast, name, parts[name]) if name in parts else pages.browser(cast, name)
    )
    allowed = {f"{SECRET} {what}" for what in ("teitl", "title", "testun", "text")}
    for address, said in said_to(someone, cast):
        words = said
        if (name == "tegid" and "tex" in address) or "testun" in address:
            for each in allowed:
                words = words.replace(each, "")
        assert SECRET not in words, address
        assert "85.0" not in words, address


def test_a_translator_reads_texts_and_neither_reason_nor_nomination(cast: Cast) -> None:
    translator = pages.with_part(cast, "tegid", SeasonRole.TRANSLATOR)
    award = Award.objects.get()
    address = f"{pages.texts(cast)}{award.public_id}/"
    said = translator.get(address).content.decode()
    assert f"{SECRET} testun" in said
    for secret in ("reason", "summary", "nominator"):
        assert f"{SECRET} {secret}" not in said
    assert cast.entries[LANTERN].public_id not in said
    assert 'name="approve"' not in said


def test_what_somebody_else_writes_meanwhile_is_shown_beside(cast: Cast) -> None:
    translator = pages.with_part(cast, "tegid", SeasonRole.TRANSLATOR)
    award = Award.objects.get()
    address = f"{pages.texts(cast)}{award.public_id}/"
    seen = translator.get(address).context["form"]["seen"].value()
    write_award_text(award=award, text=BilingualText("Nhw", "They wrote"), by=cast.organiser)
    sent = {"title_cy": "A", "title_en": "B", "text_cy": "Fi", "text_en": "I wrote", "seen": seen}
    told = translator.post(address, {**sent, "save": "1"})
    said = told.content.decode()
    assert told.status_code == 409
    assert "They wrote" in said
    assert "I wrote" in said
    award.refresh_from_db()
    assert award.text.en == "They wrote"
