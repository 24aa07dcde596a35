"""A nominee says what may be public, and sends a photo, on the page that their link opens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cadair.files.models import StoredFile
from cadair.files.states import FileState
from cadair.files.tasks import check_due, forget_unused
from cadair.foundation import clock
from cadair.nominations.models import Nominee, NomineePhoto, PublicityStatement
from cadair.nominations.notices import GUARDIAN
from cadair.nominations.publicity import agreed_kinds
from cadair.nominations.states import AgeBand, PublicityKind
from cadair.seasons.states import SeasonState
from tests.cadair.files import samples
from tests.cadair.web.respond.test_nominee_page import _link, _text
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast, a_season
from tests.structure.matrix.respond import _of_a_nominee

EN = "/en/respond/nominee/{}/publicity/"
CY = "/cy/ateb/enwebai/{}/cyhoeddusrwydd/"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_season(SeasonState.OPEN)


@pytest.fixture
def nominee(cast: Cast) -> Nominee:
    with clock.at(NOMINATING_AT):
        _of_a_nominee(cast)
    nominee = Nominee.objects.latest("pk")
    nominee.age_band = AgeBand.ADULT
    nominee.save()
    return nominee


@pytest.mark.parametrize("address", [EN, CY])
def test_no_box_is_ticked_before_they_tick_it(
    client: Client, nominee: Nominee, address: str
) -> None:
    with clock.at(NOMINATING_AT):
        page = _text(client.get(address.format(_link(nominee))))
    assert page.count('type="checkbox"') == len(PublicityKind)
    assert "checked" not in page


def test_they_tick_some_and_take_them_back_on_the_same_page(
    client: Client, nominee: Nominee
) -> None:
    address = CY.format(_link(nominee))
    with clock.at(NOMINATING_AT):
        assert client.post(address, {"kinds": ["name", "press"]}).status_code == 302
        assert agreed_kinds(nominee) == {PublicityKind.NAME, PublicityKind.PRESS}
        assert _text(client.get(address)).count(" checked") == 2
        assert client.post(address, {}).status_code == 302
    assert agreed_kinds(nominee) == frozenset()
    assert [each.kinds for each in nominee.publicity.all()] == [["name", "press"], []]
    assert nominee.publicity.last().language == "cy"  # type: ignore[union-attr]


def test_a_child_s_page_asks_the_parent_as_well(client: Client, nominee: Nominee) -> None:
    Nominee.objects.update(age_band=AgeBand.CHILD)
    with clock.at(NOMINATING_AT):
        assert "As parent or carer I agree" not in _text(client.get(EN.format(_link(nominee))))
    address = EN.format(_link(nominee, purpose=GUARDIAN))
    with clock.at(NOMINATING_AT):
        page = _text(client.get(address))
        assert "As parent or carer I agree" in page
        wrong = client.post(address, {"kinds": ["name"], "guardian_kinds": ["name"]})
        assert wrong.status_code == 422
        assert not PublicityStatement.objects.exists()
        client.post(
            address,
            {
                "kinds": ["name"],
                "guardian_kinds": ["name"],
                "guardian_name": "Mam Gwenno",
                "capacity": "parent",
            },
        )
    nominee.refresh_from_db()
    assert agreed_kinds(nominee) == {PublicityKind.NAME}


def test_what_is_no_box_is_refused_and_nothing_is_kept(client: Client, nominee: Nominee) -> None:
    with clock.at(NOMINATING_AT):
        answer = client.post(EN.format(_link(nominee)), {"kinds": ["everything", "\x00"]})
    assert answer.status_code == 422
    assert not PublicityStatement.objects.exists()


def _send(client: Client, nominee: Nominee, content: bytes, about: str = "Gwenno") -> int:
    upload = SimpleUploadedFile("fi.jpg", content, "image/jpeg")
    with clock.at(NOMINATING_AT):
        answer = client.post(
            f"/en/respond/nominee/{_link(nominee)}/photo/",
            {"file": upload, "description": about, "do": "send"},
        )
        check_due()
    return answer.status_code


def test_a_photo_is_made_anew_replaced_and_removed(
    client: Client, cast: Cast, nominee: Nominee
) -> None:
    assert _send(client, nominee, samples.a_photograph()) == 302
    first = NomineePhoto.objects.get(nominee=nominee).file
    assert first.state == FileState.READY
    token = _link(nominee)
    with clock.at(NOMINATING_AT):
        mine = client.get(f"/en/respond/nominee/{token}/photo/file/")
        desk = signed_in(cast.accounts["olwen"]).get(
            f"/en/desk/{cast.season.key}/nominees/{nominee.public_id}/photo/"
        )
        assert mine["Content-Disposition"].startswith("attachment")
        assert mine.content == desk.content
        assert b"GPS" not in mine.content
    assert _send(client, nominee, samples.a_picture("PNG")) == 302
    assert NomineePhoto.objects.get(nominee=nominee).file.pk != first.pk
    with clock.at(NOMINATING_AT):
        assert client.post(f"/en/respond/nominee/{token}/photo/", {"do": "remove"}).status_code
    assert not NomineePhoto.objects.exists()


def test_what_is_no_picture_or_not_described_is_refused(client: Client, nominee: Nominee) -> None:
    assert _send(client, nominee, samples.a_document()) == 422
    assert _send(client, nominee, b"<svg/>") == 422
    assert _send(client, nominee, samples.a_picture("PNG"), about=" ") == 422
    assert not NomineePhoto.objects.exists()
    assert not StoredFile.objects.exists()


def test_no_other_link_opens_it(client: Client, cast: Cast, nominee: Nominee) -> None:
    assert _send(client, nominee, samples.a_picture("PNG")) == 302
    with clock.at(NOMINATING_AT):
        other = _of_a_nominee(cast)["token"]
        assert client.get(f"/en/respond/nominee/{other}/photo/file/").status_code == 404
        judge = signed_in(cast.accounts["ann"]).get(
            f"/en/desk/{cast.season.key}/nominees/{nominee.public_id}/photo/"
        )
    assert judge.status_code == 404


def test_when_the_nominee_is_forgotten_so_is_the_photo(client: Client, nominee: Nominee) -> None:
    assert _send(client, nominee, samples.a_picture("PNG")) == 302
    file = NomineePhoto.objects.get().file
    nominee.delete()
    with clock.at(NOMINATING_AT + timedelta(hours=2)):
        assert forget_unused() == 1
    assert not StoredFile.objects.filter(pk=file.pk).exists()
