"""What a nominee sees and says, in both languages; a link opens one thing only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.nominations.actions import (
    NewEntry,
    NominatedPerson,
    Nominator,
    ask_referee,
    change_nominee,
    end_asking,
    submit_nomination,
)
from cadair.nominations.models import Endorsement, Nominee, Saying
from cadair.nominations.notices import GUARDIAN, NOMINEE, REFEREE
from cadair.nominations.states import AgeBand, EndorsementState, EntryKind, Relation, SayingKind
from cadair.people.actions import end_links, issue_link
from cadair.people.models import AccessLink
from cadair.seasons.models import FormRules
from cadair.seasons.states import RefereeRule, SeasonState
from tests.cast import NOMINATING_AT, Cast, a_season

SECRET = "Eirian Ddirgel"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_season(SeasonState.OPEN)


@pytest.fixture
def nominee(cast: Cast) -> Nominee:
    with clock.at(NOMINATING_AT):
        nomination = submit_nomination(
            season=cast.season,
            entry=NewEntry(
                title=BilingualText(en="The bridge"),
                title_language="en",
                kind=EntryKind.TEAM,
                categories=[cast.category("asb")],
                people=[NominatedPerson(name="Gwenno Rhywun", email="gwenno@example.org")],
            ),
            nominator=Nominator(name=SECRET, email="dirgel@example.org", organisation="Cudd Cyf"),
            language="en",
            relation=Relation.THIRD_PARTY,
            summary="A victim called Siwan was helped.",
            answers={"prevention": "…", "impact": "…"},
            by=cast.actor("eirian"),
        )
    return nomination.nominees.get()


def _link(
    nominee: Nominee, *, until: timedelta = timedelta(days=300), purpose: str = NOMINEE
) -> str:
    with clock.at(NOMINATING_AT):
        return issue_link(purpose=purpose, subject_ref=nominee.ref, until=clock.now() + until)


def _text(answer: object) -> str:
    return getattr(answer, "content", b"").decode()


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/cy/ateb/enwebai/{}/", "Rydych wedi cael eich enwebu"),
        ("/en/respond/nominee/{}/", "You have been nominated"),
    ],
)
def test_the_page_says_what_is_held_and_not_who_nominated_nor_what_was_not_read_yet(
    client: Client, nominee: Nominee, address: str, heading: str
) -> None:
    with clock.at(NOMINATING_AT):
        answer = client.get(address.format(_link(nominee)))
    page = _text(answer)
    assert answer.status_code == 200
    assert heading in page
    assert "Gwenno Rhywun" in page
    assert "The bridge" in page
    for hidden in (SECRET, "dirgel@example.org", "Cudd Cyf", "Siwan"):
        assert hidden not in page
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]


def test_reading_changes_nothing_and_a_form_declines(client: Client, nominee: Nominee) -> None:
    token = _link(nominee)
    with clock.at(NOMINATING_AT):
        assert client.get(f"/en/respond/nominee/{token}/decline/").status_code == 200
        assert not Saying.objects.exists()
        answer = client.post(f"/en/respond/nominee/{token}/decline/", {"text": ""})
        assert answer.status_code == 302
        assert Saying.objects.get().kind == SayingKind.DECLINE
        page = _text(client.get(answer["Location"]))
        again = client.post(f"/en/respond/nominee/{token}/decline/", {"text": "y"})
    assert "You do not want to be nominated" in page
    assert again.status_code == 422


@pytest.mark.parametrize(
    "typed", ["\x00", "💥", "\u202eabc", "x" * 300], ids=["nul", "emoji", "rtl", "long"]
)
def test_whatever_is_typed_is_kept_or_refused_with_a_sentence(
    client: Client, nominee: Nominee, typed: str
) -> None:
    token = _link(nominee)
    with clock.at(NOMINATING_AT):
        answer = client.post(
            f"/cy/ateb/enwebai/{token}/cywiro/",
            {"own_name": typed, "pronunciation": typed, "correction": f"{typed} ond hyn"},
        )
    assert answer.status_code in {302, 422}
    if answer.status_code == 422:
        assert "ond hyn" in _text(answer)
        assert "Gwall" in _text(answer)


def test_a_megabyte_is_refused_and_nothing_is_lost_of_what_was_said(
    client: Client, nominee: Nominee
) -> None:
    token = _link(nominee)
    with clock.at(NOMINATING_AT):
        answer = client.post(f"/en/respond/nominee/{token}/object/", {"text": "y" * 1_000_000})
    assert answer.status_code in {413, 422}
    assert not Saying.objects.exists()


def test_a_link_that_is_over_ended_or_for_something_else_is_no_page(
    client: Client, nominee: Nominee
) -> None:
    token = _link(nominee, until=timedelta(days=2))
    with clock.at(NOMINATING_AT + timedelta(days=3)):
        assert client.get(f"/en/respond/nominee/{token}/").status_code == 404
    with clock.at(NOMINATING_AT):
        other = issue_link(
            purpose=REFEREE, subject_ref=nominee.ref, until=clock.now() + timedelta(days=9)
        )
        assert client.get(f"/en/respond/nominee/{other}/").status_code == 404
        assert client.get(f"/en/respond/referee/{other}/").status_code == 404
        end_links(purpose=NOMINEE, subject_ref=nominee.ref)
        assert client.get(f"/en/respond/nominee/{token}/").status_code == 404
        assert client.post(f"/en/respond/nominee/{token}/decline/").status_code == 404


def _asked(cast: Cast) -> tuple[Endorsement, str]:
    FormRules.objects.create(season=cast.season, referee=RefereeRule.WELCOME)
    with clock.at(NOMINATING_AT):
        asked = ask_referee(
            nomination=cast.season.nominations.all()[0],
            name="Rhys Rheolwr",
            email="rhys@example.org",
            by=cast.actor("eirian"),
        )
        token = issue_link(
            purpose=REFEREE, subject_ref=asked.ref, until=clock.now() + timedelta(days=9)
        )
    return asked, token


def test_a_referee_vouches_once_without_an_account(client: Client, cast: Cast) -> None:
    asked, token = _asked(cast)
    typed = {"is_given": "vouch", "relation": "Rheolwr", "text": "Gwelais i’r gwaith."}
    with clock.at(NOMINATING_AT):
        assert client.get(f"/cy/ateb/canolwr/{token}/").status_code == 200
        assert client.post(f"/cy/ateb/canolwr/{token}/", {**typed, "text": ""}).status_code == 422
        assert client.post(f"/cy/ateb/canolwr/{token}/", typed).status_code == 302
        page = _text(client.get(f"/cy/ateb/canolwr/{token}/"))
        assert client.post(f"/cy/ateb/canolwr/{token}/", typed).status_code == 422
    asked.refresh_from_db()
    assert (asked.state, asked.language) == (EndorsementState.GIVEN, "cy")
    assert "Gwelais" not in page


def test_a_referee_may_say_no_and_whoever_is_asked_no_longer_has_nothing_to_do(
    client: Client, cast: Cast
) -> None:
    asked, token = _asked(cast)
    with clock.at(NOMINATING_AT):
        client.post(f"/en/respond/referee/{token}/", {"is_given": "not"})
    asked.refresh_from_db()
    assert asked.state == EndorsementState.DECLINED
    Endorsement.objects.update(state=EndorsementState.ASKED, answered_at=None)
    with clock.at(NOMINATING_AT):
        end_asking(endorsement=asked, by=cast.actor("eirian"))
        assert client.get(f"/en/respond/referee/{token}/").status_code == 404
    asked.refresh_from_db()
    assert asked.state == EndorsementState.ENDED


def test_a_parent_of_somebody_of_16_reads_and_objects_and_does_not_decline_for_them(
    client: Client, nominee: Nominee
) -> None:
    Nominee.objects.update(age_band=AgeBand.SIXTEEN, guardian_email="mam@example.org")
    token = _link(nominee, purpose=GUARDIAN)
    with clock.at(NOMINATING_AT):
        page = client.get(f"/en/respond/nominee/{token}/").content.decode()
        for word in ("decline", "publicity", "photo"):
            assert f"{token}/{word}/" not in page
            away = client.get(f"/en/respond/nominee/{token}/{word}/")
            assert away.status_code == 302
        assert f"{token}/object/" in page
        client.post(f"/en/respond/nominee/{token}/object/", {"text": "I am their mother."})
    assert Saying.objects.get().kind == SayingKind.OBJECTION


def test_parent_and_young_person_are_sent_links_of_their_own(cast: Cast, nominee: Nominee) -> None:
    with clock.at(NOMINATING_AT):
        change_nominee(
            nominee=nominee,
            email="gwenno@example.org",
            guardian_email="mam@example.org",
            age_band=AgeBand.SIXTEEN,
            by=cast.organiser,
        )
    links = AccessLink.objects.filter(subject_ref=nominee.ref, ended_at=None)
    assert sorted(links.values_list("purpose", flat=True)) == [GUARDIAN, NOMINEE]
    with clock.at(NOMINATING_AT):
        change_nominee(
            nominee=nominee,
            email="gwenno@example.org",
            guardian_email="mam@example.org",
            age_band=AgeBand.ADULT,
            by=cast.organiser,
        )
    assert not links.filter(purpose=GUARDIAN).exists()
