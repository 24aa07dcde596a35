"""On behalf of others: a file from reading in to undoing, keying in, more time for one person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, NotNow
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import (
    end_extension,
    save_draft,
    start_draft,
    submit_draft,
)
from cadair.nominations.models import Draft, Extension, Nomination, NominationImport
from cadair.nominations.rules import is_nominator
from cadair.nominations.states import FlagKind, NominationSource
from cadair.seasons.queries import closing_time
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast, a_season
from tests.structure.scenes.nominating_on_behalf import PAGE, file_for, given

pytestmark = pytest.mark.django_db


def _there() -> tuple[Cast, Client]:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        return cast, signed_in(cast.accounts["olwen"])


def _desk(cast: Cast, rest: str = "", language: str = "en") -> str:
    words = ("desg", "ar-ran-eraill") if language == "cy" else ("desk", "on-behalf")
    return f"/{language}/{words[0]}/{cast.season.key}/{words[1]}/{rest}"


def _upload(cast: Cast, client: Client, data: bytes, name: str = "rhesi.csv") -> str:
    file = SimpleUploadedFile(name, data, content_type="text/csv")
    answer = client.post(_desk(cast, "files/"), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_every_page_speaks_welsh_and_english() -> None:
    cast, client = _there()
    with clock.at(NOMINATING_AT):
        pages = (("", ""), ("key-in/", "bysellu/"), ("files/", "ffeiliau/"))
        for en, cy in (*pages, ("more-time/", "mwy-o-amser/")):
            assert b'lang="en"' in client.get(_desk(cast, en)).content
            found = client.get(_desk(cast, cy, "cy"))
            assert found.status_code == 200
            assert "Ar ran eraill" in found.content.decode()


def test_a_file_goes_from_reading_in_to_undoing() -> None:
    cast, client = _there()
    with clock.at(NOMINATING_AT):
        data = file_for(cast) + b'"",,,,,"x",,,\n'
        page = _upload(cast, client, data)
        shown = client.get(page).content.decode()
        assert "Row 3" in shown
        assert "Give what you nominate a title." in shown
        assert client.post(page + "take-in/").status_code == 422
        assert client.post(page + "take-in/", {"leave_out": "1"}).status_code == 302
        batch = NominationImport.objects.get()
        assert (batch.number, batch.left) == (1, [3])
        welsh = page.replace("/en/desk/", "/cy/desg/").replace(
            "on-behalf/files", "ar-ran-eraill/ffeiliau"
        )
        assert "Dadwneud" in client.get(welsh).content.decode()
        nomination = Nomination.objects.get(imported_in=batch)
        sheet = client.get(f"/en/desk/{cast.season.key}/nominations/{nomination.public_id}/")
        assert "from a file" in sheet.content.decode()
        assert client.post(page + "undo/").status_code == 302
    assert not Nomination.objects.filter(pk=nomination.pk).exists()


def test_the_columns_are_named_anew_and_two_cannot_hold_the_same() -> None:
    cast, client = _there()
    with clock.at(NOMINATING_AT):
        page = _upload(cast, client, file_for(cast))
        batch = NominationImport.objects.get()
        held = [batch.mapping[heading] for heading in batch.header]
        names = {f"column-{place}": key for place, key in enumerate(held)}
        twice = {**names, "column-1": "title", "language": "en"}
        assert client.post(page, twice).status_code == 422
        left_out = {**names, "column-6": "", "language": "cy"}
        assert client.post(page, left_out).status_code == 302
        assert "Write the summary." in client.get(page).content.decode()
        assert client.post(page + "discard/").status_code == 302
    assert not NominationImport.objects.exists()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\0", b"x" * 5_000_001])
def test_what_is_no_table_is_said_and_nothing_is_kept(data: bytes) -> None:
    cast, client = _there()
    with clock.at(NOMINATING_AT):
        file = SimpleUploadedFile("a.csv", data)
        answer = client.post(_desk(cast, "files/"), {"file": file})
    assert answer.status_code == 422
    assert not NominationImport.objects.exists()


def test_a_name_of_a_file_and_its_cells_cannot_write_into_the_page() -> None:
    cast, client = _there()
    evil = "<script>alert(1)</script>"
    with clock.at(NOMINATING_AT):
        page = _upload(cast, client, f"{evil},Title\n{evil},{evil}\n".encode(), "<b>.csv")
        shown = client.get(page).content.decode()
    assert evil not in shown
    assert "&lt;script&gt;alert(1)" in shown


def _filled(cast: Cast, draft: Draft, email: str, by: str) -> Draft:
    category = cast.season.categories.exclude(group="overall")[0].key
    pages: dict[str, dict[str, object]] = {
        "language": {"language": "cy"},
        "categories": {"categories": [category]},
        "entry": {"title": "Camau", "kind": "project", "relation": "third-party"},
        "summary": {"summary": "Byr"},
        "question-prevention": {"answer": "Llawer"},
        "question-impact": {"answer": "Mawr"},
        "you": {"name": "Nia", "email": email, "letters": "cy"},
    }
    for page, values in pages.items():
        draft = save_draft(
            draft=draft,
            page=page,
            values=values,
            seen=draft.version,
            is_finished=True,
            by=cast.actor(by),
        )
    return draft


def test_keyed_in_it_is_the_nominators_with_the_receipt_to_them() -> None:
    cast, client = _there()
    with clock.at(NOMINATING_AT):
        answer = client.post(_desk(cast, "key-in/"), {"source": "paper", "language": "cy"})
        assert answer.status_code == 302
        assert "on paper" in client.get(answer["Location"]).content.decode()
        draft = _filled(cast, Draft.objects.get(source="paper"), "nia@example.org", "olwen")
        sent = submit_draft(draft=draft, page=PAGE, by=cast.organiser)
        assert (sent.source, sent.entered_by) == (NominationSource.PAPER, cast.organiser.ref)
        assert not is_nominator(sent, cast.organiser)
        assert OutboxMessage.objects.filter(to_address="nia@example.org").exists()
        with pytest.raises(NotAllowed):
            start_draft(
                season=cast.season,
                language="cy",
                account=None,
                by=cast.actor("eirian"),
                source=NominationSource.PAPER,
            )


@pytest.mark.parametrize(
    ("after", "is_taken"),
    [(timedelta(hours=23, minutes=59, seconds=59), True), (timedelta(days=1, seconds=1), False)],
)
def test_one_person_with_more_time_sends_until_the_second_and_nobody_else(
    after: timedelta,
    is_taken: bool,  # noqa: FBT001
) -> None:
    cast = a_season(SeasonState.OPEN)
    closes_at = closing_time(cast.season)
    assert closes_at is not None
    address = cast.accounts["eirian"].email
    with clock.at(NOMINATING_AT):
        Extension.objects.filter(pk=given(cast).pk).update(email=address.upper())
        draft = start_draft(
            season=cast.season,
            language="cy",
            account=cast.accounts["eirian"],
            by=cast.actor("eirian"),
        )
        other = start_draft(
            season=cast.season,
            language="cy",
            account=cast.accounts["ann"],
            by=cast.actor("ann"),
        )
    with clock.at(closes_at + after):
        draft = _filled(cast, draft, address, "eirian")
        other = _filled(cast, other, address, "ann")
        with pytest.raises(NotNow):
            submit_draft(draft=other, page=PAGE, by=cast.actor("ann"))
        if not is_taken:
            with pytest.raises(NotNow):
                submit_draft(draft=draft, page=PAGE, by=cast.actor("eirian"))
            return
        sent = submit_draft(draft=draft, page=PAGE, by=cast.actor("eirian"))
        assert [flag.kind for flag in sent.flags.all()] == [FlagKind.LATE]
        eirian = signed_in(cast.accounts["eirian"])
        begin = f"/en/nominate/{cast.season.key}/"
        assert 'class="begin"' in eirian.get(begin).content.decode()
        assert 'class="begin"' not in signed_in(cast.accounts["bob"]).get(begin).content.decode()


def test_ended_more_time_is_over() -> None:
    cast = a_season(SeasonState.OPEN)
    closes_at = closing_time(cast.season)
    assert closes_at is not None
    with clock.at(NOMINATING_AT):
        extension = given(cast)
        Extension.objects.filter(pk=extension.pk).update(email=cast.accounts["eirian"].email)
        end_extension(extension=extension, by=cast.organiser)
    with clock.at(closes_at + timedelta(seconds=1)), pytest.raises(NotNow):
        start_draft(
            season=cast.season,
            language="cy",
            account=cast.accounts["eirian"],
            by=cast.actor("eirian"),
        )


def test_more_time_is_given_on_the_page_and_told_in_a_letter() -> None:
    cast, client = _there()
    closes_at = closing_time(cast.season)
    assert closes_at is not None
    day = clock.to_london(closes_at + timedelta(days=2)).date().isoformat()
    said = {"email": "nia@example.org", "day": day, "hour": "17:00", "reason": "Ill"}
    with clock.at(NOMINATING_AT):
        assert (
            client.post(_desk(cast, "more-time/"), {**said, "day": "2001-01-01"}).status_code == 422
        )
        assert client.post(_desk(cast, "more-time/"), {**said, "reason": ""}).status_code == 422
        assert client.post(_desk(cast, "more-time/"), said).status_code == 302
        assert client.post(_desk(cast, "more-time/"), said).status_code == 422
        assert "nia@example.org" in client.get(_desk(cast, "more-time/")).content.decode()
    letter = OutboxMessage.objects.get(to_address="nia@example.org")
    assert "nominate" in letter.body_en
