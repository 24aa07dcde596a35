"""Who reads what was sent as evidence: organisers all, judges what is theirs to read (SEC-02)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cadair.files.states import FileState
from cadair.foundation import clock
from cadair.nominations.models import Evidence, Redaction
from cadair.nominations.redacting import hash_of
from cadair.nominations.states import RedactionReason
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, LANTERN, MEETING_AT, Cast, a_season
from tests.progress import declare
from tests.structure.matrix.nominate_evidence import evidence_of

pytestmark = pytest.mark.django_db
SHOWS = "A letter of thanks from Blodwen Hidden"


def _evidence(cast: Cast) -> Evidence:
    found = evidence_of(cast.entries[LANTERN].nominations.all()[0])
    found.description = SHOWS
    found.save()
    return found


def _reader(cast: Cast, name: str) -> Client:
    return signed_in(cast.accounts[name])


def _address(name: str, cast: Cast, found: Evidence | None = None, language: str = "en") -> str:
    where = {"season": cast.season.key}
    if name.startswith(("jury", "panel")):
        where |= {"category": "asb", "entry": cast.entries[LANTERN].public_id}
    if found is not None:
        where["evidence"] = found.public_id
    with translation.override(language):
        return reverse(name, kwargs=where)


@pytest.fixture
def judging() -> Cast:
    """Everybody has declared; Bob stepped aside from Operation Lantern."""
    cast = a_season(SeasonState.JUDGING)
    with clock.at(CHECKING_AT):
        declare(cast)
    return cast


def _get(client: Client, address: str) -> tuple[int, str, str]:
    with clock.at(CHECKING_AT):
        answer = client.get(address)
    return answer.status_code, answer.content.decode("utf-8", "replace"), str(answer.headers)


def test_a_judge_reads_what_it_shows_and_opens_a_file_without_its_name(judging: Cast) -> None:
    found = _evidence(judging)
    ann = _reader(judging, "ann")
    for language in ("cy", "en"):
        status, page, _headers = _get(ann, _address("jury_entry", judging, None, language))
        assert status == 200
        assert SHOWS in page
        assert "letter.pdf" not in page
    status, content, headers = _get(ann, _address("jury_evidence", judging, found))
    assert (status, content) == (200, "%PDF-1.4 clean")
    assert "letter" not in headers
    assert "attachment" in headers


def test_who_stepped_aside_gets_none(judging: Cast) -> None:
    found = _evidence(judging)
    status, _page, _headers = _get(
        _reader(judging, "bob"), _address("jury_evidence", judging, found)
    )
    assert status == 404


@pytest.mark.parametrize("why", ["withheld", "unchecked", "unread"])
def test_what_is_not_for_judges_is_not_there(judging: Cast, why: str) -> None:
    found = _evidence(judging)
    nomination, file = found.nomination, found.file
    assert nomination is not None
    assert file is not None
    if why == "withheld":
        found.is_withheld = True
        found.save()
    elif why == "unchecked":
        file.state = FileState.CHECKING
        file.save()
    else:
        nomination.is_read = False
        nomination.save()
    ann = _reader(judging, "ann")
    assert SHOWS not in _get(ann, _address("jury_entry", judging))[1]
    assert _get(ann, _address("jury_evidence", judging, found))[0] == 404


def test_what_was_taken_out_of_a_nomination_is_taken_out_here_too(judging: Cast) -> None:
    found = _evidence(judging)
    nomination = found.nomination
    assert nomination is not None
    Redaction.objects.create(
        nomination=nomination,
        field="summary",
        start=0,
        end=4,
        text_sha256=hash_of(nomination.summary),
        passage="Blodwen Hidden",
        reason=RedactionReason.VICTIM,
        made_by="account:x",
        made_at=CHECKING_AT,
    )
    Evidence.objects.create(
        nomination=nomination,
        link="https://example.org/Blodwen%20Hidden",
        description="The page",
        language="en",
        position=1,
    )
    page = _get(_reader(judging, "ann"), _address("jury_entry", judging))[1]
    assert "A letter of thanks from [victim]" in page
    assert "Blodwen" not in page


def test_an_organiser_reads_all_and_keeps_one_from_the_judges() -> None:
    cast = a_season(SeasonState.CHECKING)
    found = _evidence(cast)
    olwen = _reader(cast, "olwen")
    nomination = found.nomination
    assert nomination is not None
    where = {"season": cast.season.key, "nomination": nomination.public_id}
    for language in ("cy", "en"):
        with translation.override(language):
            sheet = reverse("staff_nomination", kwargs=where)
        page = _get(olwen, sheet)[1]
        assert SHOWS in page
        assert "letter.pdf" in page
    assert _get(olwen, _address("staff_evidence", cast, found))[1] == "%PDF-1.4 clean"
    with clock.at(CHECKING_AT):
        olwen.post(_address("staff_evidence_judges", cast, found))
        found.refresh_from_db()
        assert found.is_withheld
        olwen.post(_address("staff_evidence_judges", cast, found), {"show": "1"})
    found.refresh_from_db()
    assert not found.is_withheld


def test_a_file_of_another_season_is_not_there() -> None:
    cast = a_season(SeasonState.CHECKING)
    found = _evidence(cast)
    nomination = found.nomination
    assert nomination is not None
    nomination.season = Season.objects.create(
        programme=cast.season.programme, key="other", year=2027, name_cy="Arall", name_en="Other"
    )
    nomination.save()
    assert _get(_reader(cast, "olwen"), _address("staff_evidence", cast, found))[0] == 404


def test_the_panel_room_reads_it_at_the_meeting() -> None:
    cast = a_season(SeasonState.DECIDING)
    found = _evidence(cast)
    cerys = _reader(cast, "cerys")
    with clock.at(MEETING_AT):
        page = cerys.get(_address("panel_entry", cast)).content.decode()
        assert SHOWS in page
        assert cerys.get(_address("panel_evidence", cast, found)).status_code == 200
