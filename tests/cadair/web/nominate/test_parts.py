"""A file that comes in parts: what has arrived stays; a file sent before is used again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cadair.files import actions, keeping
from cadair.files.models import IncomingFile, IncomingPart, StoredFile
from cadair.files.queries import bytes_kept
from cadair.files.states import FileState
from cadair.files.tasks import check_due, forget_lost, forget_unfinished, forget_unused
from cadair.foundation import clock
from cadair.nominations.models import Draft, Evidence
from cadair.seasons.states import SeasonState
from tests.cadair.files import samples
from tests.cadair.web.nominate.browsing import begin
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = {"place": "general"}


@pytest.fixture
def cast() -> Any:
    """Nominations are open; a part is small, so that a small file has several."""
    with clock.at(NOMINATING_AT):
        yield a_season(SeasonState.OPEN)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight hundred bytes are a part; nothing lies there from another test."""
    for place in _all_places():
        keeping.take_away(place)
    monkeypatch.setattr(actions, "PART", 800)


def _page(draft: Draft) -> str:
    return f"/en/nominate/valley-2026/{draft.public_id}/evidence/"


def _ask(client: Client, draft: Draft, **sent: Any) -> Any:
    address = f"/en/nominate/valley-2026/{draft.public_id}/evidence-in-parts/"
    return client.post(address, {**PLACE, **sent})


def _begin(client: Client, draft: Draft, content: bytes, **other: Any) -> Any:
    about = {"name": "letter.pdf", "size": len(content), "mark": "m1", **other}
    return _ask(client, draft, do="begin", **about)


def _part(client: Client, draft: Draft, upload: str, number: int, content: bytes) -> Any:
    part = SimpleUploadedFile("blob", content)
    return _ask(client, draft, do="part", upload=upload, number=number, part=part)


def _pieces(content: bytes) -> list[bytes]:
    return [content[start : start + 800] for start in range(0, len(content), 800)]


def _finish(client: Client, draft: Draft, upload: str) -> Any:
    return client.post(
        _page(draft),
        {**PLACE, "do": "file", "upload": upload, "file-general-description": "A letter"},
    )


def test_a_file_survives_a_break_and_goes_on_where_it_stopped(client: Client, cast: Cast) -> None:
    content = samples.a_photograph() + b"\0" * 1500
    pieces = _pieces(content)
    draft = begin(client)
    upload = _begin(client, draft, content).json()["upload"]
    assert _part(client, draft, upload, 0, pieces[0]).json()["received"] == 800
    # The answer to this one was lost, so it is sent again.
    assert _part(client, draft, upload, 0, pieces[0]).json()["received"] == 800
    page = client.get(_page(draft)).content.decode()
    assert "letter.pdf" in page
    assert "Choose the same file again" in page
    # Another day, after a reload: the same file chosen again.
    again = _begin(client, draft, content).json()
    assert (again["upload"], again["received"], again["number"]) == (upload, 800, 1)
    assert _finish(client, draft, upload).status_code == 422
    for number, piece in enumerate(pieces[1:], start=1):
        _part(client, draft, upload, number, piece)
    assert _finish(client, draft, upload).status_code == 302
    check_due()
    assert draft.evidence.get().file.state == FileState.READY  # type: ignore[union-attr]
    assert not IncomingPart.objects.exists()
    assert _all_places() == {StoredFile.objects.get().place}


def _all_places() -> set[str]:
    return {place for folder in range(256) for place in keeping.places_in(folder)}


@pytest.mark.usefixtures("cast")
def test_what_would_be_refused_whole_is_refused_in_parts(client: Client) -> None:
    draft = begin(client)
    assert "too big" in _begin(client, draft, b"", size=99_000_000).json()["said"]
    assert _begin(client, draft, b"").status_code == 422
    upload = _begin(client, draft, b"x" * 2000).json()["upload"]
    html = _part(client, draft, upload, 0, b"<html>" + b"x" * 700)
    assert html.status_code == 422
    assert "none that we can take" in html.json()["said"]
    assert _part(client, draft, upload, 1, b"x" * 10).status_code == 422
    assert _part(client, draft, upload, 0, b"%PDF-" + b"x" * 900).status_code == 422
    assert not IncomingPart.objects.exists()
    assert _all_places() == set()


@pytest.mark.usefixtures("cast")
def test_no_more_comes_than_was_announced(client: Client) -> None:
    draft = begin(client)
    upload = _begin(client, draft, b"x" * 1000).json()["upload"]
    assert _part(client, draft, upload, 0, b"%PDF-" + b"x" * 795).status_code == 200
    assert _part(client, draft, upload, 1, b"x" * 300).status_code == 422
    assert bytes_kept() == 800


@pytest.mark.usefixtures("cast")
def test_the_room_for_all_files_counts_parts_too(client: Client, settings: Any) -> None:
    settings.CADAIR_FILES_MOST_BYTES = 1500
    draft = begin(client)
    upload = _begin(client, draft, b"x" * 1200).json()["upload"]
    assert _part(client, draft, upload, 0, b"%PDF-" + b"x" * 795).status_code == 200
    assert "No more files" in _begin(client, draft, b"y" * 1200, mark="m2").json()["said"]


@pytest.mark.usefixtures("cast")
def test_nobody_goes_on_with_somebody_elses_upload(client: Client) -> None:
    draft = begin(client)
    upload = _begin(client, draft, b"x" * 2000).json()["upload"]
    stranger = Client()
    theirs = begin(stranger)
    assert _part(stranger, theirs, upload, 0, b"%PDF-1").status_code == 404
    assert _finish(stranger, theirs, upload).status_code == 404
    assert _part(stranger, draft, upload, 0, b"%PDF-1").status_code in {302, 404}
    assert not IncomingPart.objects.exists()


@pytest.mark.usefixtures("cast")
def test_what_nobody_goes_on_with_is_forgotten_after_a_day(client: Client) -> None:
    draft = begin(client)
    upload = _begin(client, draft, b"x" * 2000).json()["upload"]
    _part(client, draft, upload, 0, b"%PDF-" + b"x" * 795)
    with clock.at(NOMINATING_AT + timedelta(hours=20)):
        assert forget_unfinished() == 0
        assert forget_lost() == 0
    with clock.at(NOMINATING_AT + timedelta(hours=25)):
        assert forget_unfinished() == 1
    assert not IncomingFile.objects.exists()
    assert _all_places() == set()


@pytest.mark.usefixtures("cast")
def test_a_file_on_its_way_is_given_up(client: Client) -> None:
    draft = begin(client)
    upload = _begin(client, draft, b"x" * 2000).json()["upload"]
    client.post(_page(draft), {**PLACE, "do": "give_up", "upload": upload})
    assert not IncomingFile.objects.exists()


@pytest.mark.parametrize("typed", ["\x00", "-1", "9" * 30, "x" * 5000, "\u202e"])
@pytest.mark.usefixtures("cast")
def test_whatever_a_script_sends_gets_an_answer(client: Client, typed: str) -> None:
    draft = begin(client)
    for sent in (
        {"do": "begin", "name": typed, "size": "5", "mark": typed},
        {"do": "begin", "name": "a", "size": typed, "mark": "a"},
        {"do": "part", "upload": typed, "number": typed},
        {"do": typed, "place": typed},
    ):
        assert _ask(client, draft, **sent).status_code in {200, 404, 422}


def _sent_before(cast: Cast, name: str) -> Evidence:
    client = signed_in(cast.accounts[name])
    draft = begin(client)
    file = SimpleUploadedFile("before.png", samples.a_picture("PNG"))
    client.post(
        _page(draft),
        {
            **PLACE,
            "do": "file",
            "file-general-file": file,
            "file-general-description": "The secret bridge",
        },
    )
    check_due()
    return draft.evidence.get()


def test_a_file_of_another_form_is_used_again_and_outlives_it(cast: Cast) -> None:
    before = _sent_before(cast, "eirian")
    client = signed_in(cast.accounts["eirian"])
    draft = begin(client)
    assert "The secret bridge" in client.get(_page(draft)).content.decode()
    client.post(_page(draft), {**PLACE, "do": "again", "evidence": before.public_id})
    here = draft.evidence.get()
    assert (here.file, here.description) == (before.file, "The secret bridge")
    assert before.draft is not None
    before.draft.delete()
    with clock.at(NOMINATING_AT + timedelta(days=2)):
        assert forget_unused() == 0
    assert client.get(f"{_page(draft)}{here.public_id}/").status_code == 200


def test_a_file_of_somebody_else_is_neither_offered_nor_given(cast: Cast) -> None:
    before = _sent_before(cast, "eirian")
    for client in (signed_in(cast.accounts["ann"]), Client()):
        draft = begin(client)
        assert "The secret bridge" not in client.get(_page(draft)).content.decode()
        answer = client.post(_page(draft), {**PLACE, "do": "again", "evidence": before.public_id})
        assert answer.status_code == 404
        assert not draft.evidence.exists()
