"""Files and links beside the form, as a browser without scripts sends them (ACC-09, SEC-13)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cadair.files import keeping
from cadair.files.models import StoredFile
from cadair.files.states import FileState
from cadair.files.tasks import check_due, forget_unused
from cadair.foundation import clock
from cadair.nominations.models import Draft
from cadair.seasons.models import FormRules, FormSection, Question
from cadair.seasons.states import QuestionKind, SeasonState
from tests.cadair.files import samples
from tests.cadair.web.nominate.browsing import at_work, begin, fill, send
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db
PAGE = {
    "en": "/en/nominate/valley-2026/{}/evidence/",
    "cy": "/cy/enwebu/valley-2026/{}/tystiolaeth/",
}


@pytest.fixture
def cast() -> Cast:
    """Nominations are open."""
    return a_season(SeasonState.OPEN)


@pytest.fixture
def at_noon() -> Any:
    """While nominations are open."""
    with clock.at(NOMINATING_AT):
        yield


def _page(draft: Draft, language: str = "en") -> str:
    return PAGE[language].format(draft.public_id)


def _add(
    client: Client, draft: Draft, content: bytes, name: str = "letter.pdf", **more: str
) -> Any:
    file = SimpleUploadedFile(name, content, content_type=more.pop("kind", "application/pdf"))
    sent = {
        "do": "file",
        "place": "general",
        "file-general-file": file,
        "file-general-description": more.pop("shows", "A letter of thanks"),
        **more,
    }
    return client.post(_page(draft, more.get("language", "en")), sent)


def _link(client: Client, draft: Draft, link: str, shows: str = "The report") -> Any:
    sent = {"do": "link", "place": "general", "link-general-link": link}
    return client.post(_page(draft), {**sent, "link-general-description": shows})


@pytest.mark.usefixtures("at_noon")
@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_page_says_what_is_taken_before_anything_is_chosen(
    client: Client, cast: Cast, language: str
) -> None:
    draft = begin(client, language)
    text = client.get(_page(draft, language)).content.decode()
    assert "PDF" in text
    assert "WebP" in text
    assert re.search(r": 10<", text)
    assert 'enctype="multipart/form-data"' in text


@pytest.mark.usefixtures("at_noon")
def test_a_file_is_added_checked_and_opened_again(client: Client, cast: Cast) -> None:
    draft = begin(client)
    answer = _add(client, draft, samples.a_document())
    assert answer.status_code == 302
    assert "Being checked" in client.get(_page(draft)).content.decode()
    evidence = draft.evidence.get()
    assert client.get(f"{_page(draft)}{evidence.public_id}/").status_code == 404
    assert check_due() == 1
    page = client.get(_page(draft)).content.decode()
    assert "Ready" in page
    opened = client.get(f"{_page(draft)}{evidence.public_id}/")
    assert opened.status_code == 200
    assert opened["Content-Type"] == "application/pdf"
    assert opened["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert opened["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in opened["Cache-Control"]


@pytest.mark.usefixtures("at_noon")
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("nothing.pdf", b"", "This file is empty"),
        ("page.pdf", b"<html><script>alert(1)</script></html>", "none that we can take"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "none that we can take"),
        ("macro.docx", b"PK\x03\x04../../etc/passwd", "none that we can take"),
        (
            "big.pdf",
            b"%PDF-1.4" + b"x" * 10_000_001,
            "This file is too big. Megabytes: 11. At most: 10.",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused_at_once_and_nothing_typed_is_lost(
    client: Client, cast: Cast, name: str, content: bytes, words: str
) -> None:
    draft = begin(client)
    answer = _add(client, draft, content, name, shows="A letter nobody may lose")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count(words) == 2, "in the summary and at the field"
    assert "A letter nobody may lose" in page
    assert not StoredFile.objects.exists()


@pytest.mark.usefixtures("at_noon")
def test_no_file_chosen(client: Client, cast: Cast) -> None:
    draft = begin(client)
    answer = client.post(_page(draft), {"do": "file", "place": "general"})
    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()


@pytest.mark.usefixtures("at_noon")
def test_one_too_many_and_the_same_twice(client: Client, cast: Cast) -> None:
    draft = begin(client)
    first = samples.a_picture(colour="red")
    _add(client, draft, first, "a.jpg")
    _add(client, draft, first, "a-again.jpg")
    assert draft.evidence.count() == 1, "a second try after a lost connection is no second file"
    _add(client, draft, samples.a_picture(colour="blue"), "b.jpg")
    third = _add(client, draft, samples.a_picture(colour="green"), "c.jpg")
    assert third.status_code == 422
    assert "as many files as you may send" in third.content.decode()
    assert draft.evidence.count() == 2
    assert StoredFile.objects.count() == 2


@pytest.mark.usefixtures("at_noon")
def test_another_file_instead_keeps_the_place_and_the_words(client: Client, cast: Cast) -> None:
    draft = begin(client)
    _add(client, draft, samples.a_picture(colour="red"), "a.jpg")
    _add(client, draft, samples.a_picture(colour="blue"), "b.jpg")
    first = draft.evidence.get(file__name="a.jpg")
    page = client.get(f"{_page(draft)}?instead={first.public_id}").content.decode()
    assert "A letter of thanks" in page
    answer = _add(
        client, draft, samples.a_document(), "c.pdf", instead_of=first.public_id, shows="New"
    )
    assert answer.status_code == 302
    assert [each.file and each.file.name for each in draft.evidence.all()] == ["c.pdf", "b.jpg"]


@pytest.mark.usefixtures("at_noon")
def test_a_description_may_come_later_but_has_to_come(client: Client, cast: Cast) -> None:
    draft = begin(client)
    _add(client, draft, samples.a_document(), shows="")
    stays = client.post(_page(draft), {"do": "continue"})
    assert stays.status_code == 422
    assert "Say what each file and link shows." in stays.content.decode()
    evidence = draft.evidence.get()
    told = {"do": "describe", "evidence": evidence.public_id}
    empty = client.post(_page(draft), told)
    assert empty.status_code == 422
    client.post(_page(draft), {**told, f"about-{evidence.public_id}-description": "Llythyr ŵyn"})
    evidence.refresh_from_db()
    assert evidence.description == "Llythyr ŵyn"
    goes = client.post(_page(draft), {"do": "continue"})
    assert goes.status_code == 302
    assert goes["Location"].endswith("/you/")


@pytest.mark.usefixtures("at_noon")
@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,<script>1</script>",
        "file:///etc/passwd",
        "//127.0.0.1/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://localhost/",
        "https://user:word@example.org/",
        "https:evil",
        "https://example.org\\@evil.org/",
        "not an address",
        "",
        "https://example.org/" + "x" * 2000,
    ],
)
def test_a_link_is_the_address_of_a_page_on_the_web(client: Client, cast: Cast, link: str) -> None:
    draft = begin(client)
    answer = _link(client, draft, link)
    assert answer.status_code == 422
    assert not draft.evidence.exists()


@pytest.mark.usefixtures("at_noon")
def test_a_link_is_kept_as_typed_and_never_opened(client: Client, cast: Cast) -> None:
    draft = begin(client)
    assert _link(client, draft, "www.example.org/a?b=1").status_code == 302
    assert draft.evidence.get().link == "https://www.example.org/a?b=1"


@pytest.mark.usefixtures("at_noon")
@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "a\u202egnp.pdf", "C:\\x\\ŵy.pdf", "\0.pdf"]
)
def test_names_that_lie_are_only_words(client: Client, cast: Cast, name: str) -> None:
    draft = begin(client)
    _add(client, draft, samples.a_document(), name)
    kept = StoredFile.objects.get()
    assert "/" not in kept.name
    assert "\\" not in kept.name
    assert "\u202e" not in kept.name
    assert "\0" not in kept.name
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{32}", kept.place)


@pytest.mark.usefixtures("at_noon")
def test_what_was_removed_is_forgotten(client: Client, cast: Cast) -> None:
    draft = begin(client)
    _add(client, draft, samples.a_document())
    check_due()
    place = StoredFile.objects.get().place
    evidence = draft.evidence.get()
    client.post(_page(draft), {"do": "remove", "evidence": evidence.public_id})
    assert forget_unused() == 0, "somebody may be sending it again"
    with clock.at(NOMINATING_AT.replace(hour=23)):
        assert forget_unused() == 1
    assert not keeping.storage().exists(place)


@pytest.mark.usefixtures("at_noon")
def test_a_refused_file_says_why_and_stands_in_the_way(client: Client, cast: Cast) -> None:
    draft = begin(client)
    _add(client, draft, samples.a_document(owner="a", user="b"))
    check_due()
    page = client.get(_page(draft)).content.decode()
    assert "This PDF has a password." in page
    assert client.post(_page(draft), {"do": "continue"}).status_code == 422


def test_what_was_sent_belongs_to_the_nomination(client: Client, cast: Cast) -> None:
    with at_work(cast):
        draft = begin(client)
        fill(client, draft)
        _add(client, draft, samples.a_document())
        _link(client, draft, "https://example.org/report")
        check_due()
    from tests.cadair.web.nominate.browsing import LATER

    with clock.at(LATER):
        check = client.get(_page(draft).replace("evidence", "check")).content.decode()
        assert "letter.pdf" in check
        assert send(client, draft).status_code == 302
    draft.refresh_from_db()
    assert draft.nomination is not None
    assert draft.nomination.evidence.count() == 2
    assert not draft.evidence.exists()
    assert StoredFile.objects.get().state == FileState.READY


@pytest.mark.usefixtures("at_noon")
def test_a_season_that_takes_none_has_no_such_page(client: Client, cast: Cast) -> None:
    FormRules.objects.create(season=cast.season, most_files=0, most_links=0)
    draft = begin(client)
    assert client.get(_page(draft)).status_code == 404


@pytest.mark.usefixtures("at_noon")
def test_files_of_somebody_else_are_not_there(client: Client, cast: Cast) -> None:
    draft = begin(client)
    _add(client, draft, samples.a_document())
    check_due()
    evidence = draft.evidence.get()
    stranger = Client()
    mine = begin(stranger)
    assert stranger.get(f"{_page(mine)}{evidence.public_id}/").status_code == 404
    told = {"do": "remove", "evidence": evidence.public_id}
    assert stranger.post(_page(mine), told).status_code == 404
    assert draft.evidence.count() == 1


@pytest.mark.usefixtures("at_noon")
def test_files_come_in_nowhere_else(client: Client, cast: Cast) -> None:
    draft = begin(client)
    file = SimpleUploadedFile("x.pdf", samples.a_document())
    page = _page(draft).replace("evidence", "summary")
    answer = client.post(page, {"summary": "x", "seen": "9", "continue": "1", "file": file})
    assert answer.status_code in {302, 422}
    assert not StoredFile.objects.exists()


@pytest.mark.usefixtures("at_noon")
def test_more_than_fifty_files_an_hour_are_too_many(client: Client, cast: Cast) -> None:
    draft = begin(client)
    answers = {client.post(_page(draft), {"do": "file", "place": "general"}).status_code
               for _ in range(51)}  # fmt: skip
    assert answers == {422, 429}


@pytest.mark.usefixtures("at_noon")
def test_a_question_that_asks_for_a_file_has_its_own_place(client: Client, cast: Cast) -> None:
    FormRules.objects.create(season=cast.season, most_files=0, most_links=0)
    section = FormSection.objects.create(
        season=cast.season, key="more", position=0, name_cy="Mwy", name_en="More"
    )
    Question.objects.create(
        season=cast.season,
        section=section,
        key="plan",
        position=0,
        kind=QuestionKind.FILE,
        label_cy="Eich cynllun",
        label_en="Your plan",
        is_required=True,
    )
    draft = begin(client)
    page = client.get(_page(draft)).content.decode()
    assert "Your plan" in page
    assert "Add a link" not in page
    stays = client.post(_page(draft), {"do": "continue"})
    assert "Add the file: Your plan" in stays.content.decode()
    elsewhere = _add(client, draft, samples.a_document())
    assert elsewhere.status_code == 422
    file = SimpleUploadedFile("plan.pdf", samples.a_document())
    sent = {"do": "file", "place": "plan", "file-plan-file": file}
    answer = client.post(_page(draft), {**sent, "file-plan-description": "The plan"})
    assert answer.status_code == 302
    assert draft.evidence.get().question == "plan"
    assert client.post(_page(draft), {"do": "continue"}).status_code == 302
