"""Changes on the desk: nothing happens before it was shown and confirmed."""

from __future__ import annotations

import pytest
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.mail.actions import remember_language
from cadair.mail.models import OutboxMessage
from cadair.mail.states import MailLanguage
from cadair.publishing.models import ReleasedSeason
from cadair.seasons.models import RulesVersion, SeasonChange
from cadair.seasons.queries import closing_time
from cadair.seasons.states import SeasonState
from tests.cadair.web.staff.life.desk import CY, EN, desk
from tests.cast import CLOSES_AT, KICKABOUT

pytestmark = pytest.mark.django_db

TOLD = {
    "note_cy": "Mae mwy o amser oherwydd y stormydd.",
    "note_en": "There is more time because of the storms.",
    "reason": "Asked-by-three-forces",
}
DEADLINE = {"day": "2026-10-09", "hour": "17:00", **TOLD}


def everything() -> tuple[int, ...]:
    """How much there is of what a change leaves behind."""
    tables = (AuditEntry, OutboxMessage, RulesVersion, ReleasedSeason, SeasonChange)
    return tuple(table._default_manager.count() for table in tables)


def test_the_preview_says_who_gets_what_and_nothing_has_happened(client: Client) -> None:
    at = desk()
    with clock.at(at.moment):
        remember_language(
            address="ann@example.org", language=MailLanguage.WELSH, by=at.cast.actor("ann")
        )
    before = everything()
    answer = at.post(EN + "changes/deadline/", check="1", **DEADLINE)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Friday 9 October 2026 at 17:00" in page
    assert '<p class="answer" lang="cy">Mae mwy o amser' in page
    assert "6 messages" in page
    assert "<dt>In Welsh</dt><dd>1</dd>" in page
    assert "<dt>In both languages</dt><dd>5</dd>" in page
    assert "Their new version: 2" in page
    assert everything() == before
    assert closing_time(at.cast.season) == CLOSES_AT


def test_confirmed_it_is_public_at_once_in_both_languages_and_the_reason_is_not() -> None:
    at = desk()
    answer = at.post(EN + "changes/deadline/", confirm="1", **DEADLINE)
    assert (answer.status_code, answer["Location"]) == (302, EN + "changes/")
    assert TOLD["note_en"] in at.page(EN + "changes/")
    assert TOLD["reason"] in at.page(CY + "newidiadau/")
    with clock.at(at.moment):
        english = Client().get("/en/valley-awards/2026/").content.decode()
        welsh = Client().get("/cy/gwobrau-r-cwm/2026/").content.decode()
    assert TOLD["note_en"] in english
    assert "Friday 9 October 2026" in english
    assert TOLD["note_cy"] in welsh
    assert TOLD["note_en"] not in welsh
    for page in (english, welsh):
        assert TOLD["reason"] not in page
        assert "dates.ics" in page or "dyddiadau.ics" in page


def test_the_newest_change_comes_first() -> None:
    at = desk()
    at.post(EN + "changes/deadline/", confirm="1", **DEADLINE)
    second = {**TOLD, "note_cy": "Dim seremoni.", "note_en": "No ceremony."}
    at.post(EN + "changes/cancel-ceremony/", confirm="1", **second)
    with clock.at(at.moment):
        page = Client().get("/en/valley-awards/2026/").content.decode()
    assert page.index("No ceremony.") < page.index(TOLD["note_en"])
    assert "Cancelled" in page


def test_going_back_to_edit_keeps_everything_and_changes_nothing() -> None:
    at = desk()
    before = everything()
    answer = at.post(EN + "changes/deadline/", edit="1", **DEADLINE)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert TOLD["note_cy"] in page
    assert 'value="2026-10-09"' in page
    assert "There is a problem" not in page
    assert everything() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": ""},
        {"day": "2026-10-02"},
        {"day": "2027-01-01"},
        {"day": "2026-13-40"},
        {"hour": "25:00"},
        {"note_cy": ""},
        {"note_en": "\x00"},
        {"reason": "\u200b"},
    ],
    ids=str,
)
@pytest.mark.parametrize("button", ["check", "confirm"])
def test_what_is_wrong_is_said_and_nothing_is_lost(wrong: dict[str, str], button: str) -> None:
    at = desk()
    before = everything()
    answer = at.post(EN + "changes/deadline/", **{**DEADLINE, **wrong, button: "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "There is a problem" in page
    kept = "note_en" if "note_cy" in wrong else "note_cy"
    assert TOLD[kept] in page
    assert everything() == before


def test_an_hour_that_the_clocks_skip_is_no_time_for_a_ceremony() -> None:
    at = desk()
    data = {"day": "2027-03-28", "hour": "01:30", **TOLD}
    answer = at.post(EN + "changes/move-ceremony/", confirm="1", **data)
    assert answer.status_code == 422
    assert "the clocks go forward" in answer.content.decode()


def test_a_ceremony_moves_to_words_in_both_languages_or_not_at_all() -> None:
    at = desk()
    there = EN + "changes/move-ceremony/"
    assert at.post(there, confirm="1", words_en="in spring", **TOLD).status_code == 422
    both = {"words_cy": "yn y gwanwyn", "words_en": "in spring"}
    assert at.post(there, confirm="1", **both, **TOLD).status_code == 302
    with clock.at(at.moment):
        assert "yn y gwanwyn" in Client().get("/cy/gwobrau-r-cwm/2026/").content.decode()


def test_categories_are_merged_and_the_public_page_has_one_less() -> None:
    at = desk(SeasonState.CHECKING)
    chosen = {"source": "youth", "target": "asb"}
    page = at.post(EN + "changes/merge-categories/", check="1", **chosen, **TOLD)
    assert "Anti-social behaviour" in page.content.decode()
    done = at.post(EN + "changes/merge-categories/", confirm="1", **chosen, **TOLD)
    assert done.status_code == 302
    assert at.cast.entries[KICKABOUT].categories.get().key == "asb"
    wrong = {"source": "youth", "target": "no-such"}
    assert (
        at.post(EN + "changes/merge-categories/", confirm="1", **wrong, **TOLD).status_code == 422
    )


def test_a_text_is_chosen_from_the_list_and_corrected_side_by_side() -> None:
    at = desk()
    assert "Definitions of categories" in at.page(EN + "changes/correct-a-text/")
    there = EN + "changes/correct-a-text/?text=definition:asb"
    assert "What asb is (Cymraeg)" in at.page(there)
    text = {"text_cy": "Beth yw hyn", "text_en": "What this is", **TOLD}
    assert at.post(there, confirm="1", **text).status_code == 302
    with clock.at(at.moment):
        assert "What this is" in Client().get("/en/valley-awards/2026/").content.decode()
    for name in ("definition:nowhere", "x" * 5000, "ask:impact:99", "\x00"):
        assert at.get(EN + f"changes/correct-a-text/?text={name}").status_code == 404


def test_what_is_not_possible_now_has_no_form() -> None:
    at = desk(SeasonState.JUDGING)
    for word in ("deadline", "merge-categories"):
        page = at.page(f"{EN}changes/{word}/")
        assert "This is not possible now" in page
        assert "<textarea" not in page
    assert at.post(EN + "changes/deadline/", confirm="1", **DEADLINE).status_code == 422


def test_a_text_in_the_other_language_keeps_its_voice() -> None:
    """The two notes stand side by side, each marked with its language (WEL-04)."""
    at = desk()
    page = at.post(CY + "newidiadau/dyddiad-cau/", check="1", **DEADLINE).content.decode()
    assert '<p class="answer" lang="en">There is more time' in page
    assert "Nid oes dim wedi digwydd eto" in page
