"""The page that says how long what is kept, and holding something back on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from cadair.audit.models import RetentionHold
from cadair.foundation import clock
from cadair.nominations.models import Nomination
from cadair.retention.tasks import forget_daily
from cadair.retention.terms import months_after
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import MEETING_AT, Cast, a_season
from tests.structure.scenes.nominating_keeping import a_hold

pytestmark = pytest.mark.django_db

LATER = months_after(MEETING_AT, 7)
BAD = ("x" * 1_000_000, "\x00", "\u202egnorw", "🙂")


@pytest.fixture
def cast() -> Cast:
    return a_season(SeasonState.RELEASED)


def _organiser(cast: Cast) -> Client:
    return signed_in(cast.accounts["olwen"])


@pytest.mark.parametrize(
    ("address", "said"),
    [("/en/desk/{}/keeping/", "Goes now"), ("/cy/desg/{}/cadw/", "Mynd nawr")],
)
def test_the_page_tells_what_goes_and_takes_nothing_away(
    cast: Cast, address: str, said: str
) -> None:
    before = Nomination.objects.exclude(summary="").count()
    with clock.at(LATER):
        page = _organiser(cast).get(address.format(cast.season.key))
    assert page.status_code == 200
    text = page.content.decode()
    assert said in text
    assert "<strong>1</strong>" in text
    assert Nomination.objects.exclude(summary="").count() == before


def test_before_the_results_it_says_from_when_the_time_runs() -> None:
    cast = a_season(SeasonState.OPEN)
    page = _organiser(cast).get(f"/en/desk/{cast.season.key}/keeping/")
    assert "begins to run when the results are published" in page.content.decode()


def test_somebody_complains_and_the_nomination_stays_until_that_is_over(cast: Cast) -> None:
    kept = cast.season.nominations.get(entry__awards=None)
    with clock.at(LATER - timedelta(days=60)):
        client = _organiser(cast)
        answer = client.post(
            f"/en/desk/{cast.season.key}/keeping/longer/",
            {"number": kept.reference, "kind": "complaint", "reason": "Letter of May"},
        )
        assert answer.status_code == 302
        page = client.get(f"/en/desk/{cast.season.key}/keeping/").content.decode()
    assert kept.reference in page
    assert "Letter of May" in page
    with clock.at(LATER):
        client = _organiser(cast)
        forget_daily()
        kept.refresh_from_db()
        assert kept.summary != ""
        hold = RetentionHold.objects.get()
        end = f"/en/desk/{cast.season.key}/keeping/longer/{hold.public_id}/end/"
        assert client.post(end).status_code == 302
        assert client.post(end).status_code == 302
    with clock.at(LATER + timedelta(days=2)):
        forget_daily()
    kept.refresh_from_db()
    assert kept.summary == ""


def test_a_season_that_is_kept_says_so(cast: Cast) -> None:
    with clock.at(LATER):
        a_hold(cast)
        page = _organiser(cast).get(f"/en/desk/{cast.season.key}/keeping/").content.decode()
    assert "The whole season is kept longer" in page
    assert "<strong>1</strong>" not in page


def test_a_number_that_is_none_is_told_and_what_was_typed_stays(cast: Cast) -> None:
    answer = _organiser(cast).post(
        f"/en/desk/{cast.season.key}/keeping/longer/",
        {"number": "N-99999", "kind": "legal", "reason": "A claim of March"},
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "has this number" in text
    assert "A claim of March" in text
    assert not RetentionHold.objects.exists()


@pytest.mark.parametrize("typed", BAD, ids=["long", "nul", "turned", "picture"])
def test_whatever_is_typed_is_taken_or_refused(cast: Cast, typed: str) -> None:
    client = _organiser(cast)
    for field in ("number", "kind", "reason"):
        said = {"number": "", "kind": "legal", "reason": "Why", field: typed}
        answer = client.post(f"/cy/desg/{cast.season.key}/cadw/hwy/", said)
        assert answer.status_code in (302, 413, 422)
        RetentionHold.objects.all().delete()


def test_the_hold_of_another_season_is_none_of_this_one(cast: Cast) -> None:
    hold = RetentionHold.objects.create(
        season="f" * 32, kind="legal", reason="Why", placed_at=MEETING_AT, placed_by_ref="x"
    )
    end = f"/en/desk/{cast.season.key}/keeping/longer/{hold.public_id}/end/"
    assert _organiser(cast).post(end).status_code == 404
    hold.refresh_from_db()
    assert hold.lifted_at is None


def test_the_desk_of_a_season_whose_texts_are_gone_still_opens(cast: Cast) -> None:
    with clock.at(months_after(MEETING_AT, 25)):
        forget_daily()
        client = _organiser(cast)
        one = cast.season.nominations.all()[0]
        for path in (
            "today",
            "nominations",
            "figures",
            "keeping",
            "history",
            "people",
            f"nominations/{one.public_id}",
        ):
            assert client.get(f"/en/desk/{cast.season.key}/{path}/").status_code == 200, path
        for path in (f"/en/panel/{cast.season.key}/", f"/en/nominate/{cast.season.key}/"):
            assert client.get(path, follow=True).status_code in (200, 404), path
