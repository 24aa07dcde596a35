"""Before an award text is approved, the organiser sees whom it names and what they said to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cadair.foundation import clock
from cadair.nominations.models import EntryPerson, Nominee, PublicityStatement
from cadair.nominations.publicity import Consent, people_named_in
from cadair.nominations.states import AgeBand, PublicityGiver
from cadair.outcomes.models import Award
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.web.panel import pages
from tests.cadair.web.panel.test_texts_and_publishing import words_of
from tests.cast import LANTERN, MEETING_AT, Cast, a_season
from tests.progress import award, decide

pytestmark = pytest.mark.django_db
NAME = "Mererid Cudd"


@pytest.fixture(autouse=True)
def _meeting_time() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


@pytest.fixture
def cast() -> Cast:
    """Mererid has said nothing; the panel has decided."""
    cast = a_season(SeasonState.DECIDING)
    entry = cast.entries[LANTERN]
    Nominee.objects.create(
        nomination=entry.nominations.get(),
        person=EntryPerson.objects.create(entry=entry, name=NAME),
        name=NAME,
        received_at=MEETING_AT,
        due_at=MEETING_AT,
    )
    decide(cast, "asb", award(cast, "winner", LANTERN))
    return cast


def _send(cast: Cast, text: str, **more: str) -> tuple[int, str]:
    found = Award.objects.get()
    address = f"{pages.texts(cast)}{found.public_id}/"
    sent = words_of(found, text_cy=text, text_en=text, approve="1", **more)
    answer = pages.browser(cast, "olwen").post(address, sent)
    return answer.status_code, answer.content.decode()


def test_a_text_that_names_somebody_who_said_nothing_is_not_approved_just_like_that(
    cast: Cast,
) -> None:
    status, page = _send(cast, f"{NAME} led it.")
    assert status == 422
    assert "has not said whether they may be named" in page
    assert f"{NAME} led it." in page
    assert not Award.objects.get().is_text_approved
    assert _send(cast, f"{NAME} led it.", silent="1")[0] == 302
    assert Award.objects.get().is_text_approved


def test_who_agreed_is_named_without_a_question(cast: Cast) -> None:
    Nominee.objects.update(age_band=AgeBand.ADULT)
    PublicityStatement.objects.create(
        nominee=Nominee.objects.get(),
        giver=PublicityGiver.NOMINEE,
        kinds=["name"],
        wording=1,
        language="cy",
        made_at=MEETING_AT,
        made_by_ref="link:x",
    )
    assert _send(cast, f"{NAME} led it.")[0] == 302


def test_a_text_without_names_asks_nothing(cast: Cast) -> None:
    assert _send(cast, "The team led it, with Mererid.")[0] == 302


def test_of_namesakes_the_one_who_agreed_least_counts(cast: Cast) -> None:
    one = Nominee.objects.get()
    assert [each.consent for each in people_named_in(cast.season, [NAME])] == [Consent.SILENT]
    Nominee.objects.filter(pk=one.pk).update(age_band=AgeBand.CHILD)
    assert [each.consent for each in people_named_in(cast.season, [NAME])] == [Consent.YOUNG]
    EntryPerson.objects.update(is_name_public=True)
    Nominee.objects.filter(pk=one.pk).update(age_band=AgeBand.ADULT)
    assert [each.consent for each in people_named_in(cast.season, [NAME])] == [Consent.AGREED]
    assert people_named_in(cast.season, ["Mererid", "Cudd"]) == []


def test_a_translator_learns_nothing_of_what_anybody_said(cast: Cast) -> None:
    Role.objects.create(
        season=cast.season, account=cast.accounts["eirian"], role=SeasonRole.TRANSLATOR
    )
    found = Award.objects.get()
    Award.objects.update(text_cy=NAME, text_en=NAME)
    page = pages.browser(cast, "eirian").get(f"{pages.texts(cast)}{found.public_id}/")
    assert page.status_code == 200
    assert "has not said" not in page.content.decode()
    shown = pages.browser(cast, "olwen").get(f"{pages.texts(cast)}{found.public_id}/")
    assert "has not said" in shown.content.decode()
