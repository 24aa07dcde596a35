"""Starting a season: from nothing, from the last one, from a file; and who may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

import seasonfile
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, Refusal
from cadair.judging.models import Scorecard
from cadair.people.models import Account
from cadair.people.queries import actor_of
from cadair.seasons.actions import make_plan
from cadair.seasons.controllers import RECORD
from cadair.seasons.models import Programme, Role, Season
from cadair.seasons.season_file import copy_season, export_season, load_draft
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.web.signing import signed_in
from tests.cadair.web.staff.setting_up import sent
from tests.cast import CHECKING_AT, NOMINATING_AT, Cast, a_season, an_account

pytestmark = pytest.mark.django_db
OPERATOR = Actor.operator()


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with clock.at(NOMINATING_AT):
        yield


@pytest.fixture
def mari() -> Account:
    """Somebody whom the operator has allowed to start awards; nothing is installed yet."""
    account = an_account("mari")
    account.can_start_awards = True
    account.save()
    return account


TEXTS = (
    *("introduction", "eligibility", "ties", "category-moves"),
    *("repeat-nominations", "late-nominations", "feedback", "decision"),
)


def _set_up(browser: Client) -> None:
    """From the first page to a complete season, with these pages alone."""
    season = Season.objects.get()
    root = f"/en/desk/{season.key}/set-up/"
    dates = {
        "nominations_open_day": "2026-09-10",
        "nominations_open_hour": "09:00",
        "nominations_close_day": "2026-10-02",
        "nominations_close_hour": "17:00",
        "ceremony_day": "2026-11-26",
    }
    forms: list[tuple[str, dict[str, str]]] = [
        ("dates/", dates),
        ("categories/new/", {"name_cy": "Pontydd", "name_en": "Bridges"}),
        *((f"texts/{key}/", {"text_cy": "Testun.", "text_en": "Text."}) for key in TEXTS),
    ]
    for rest, data in forms:
        assert sent(browser, root + rest, data).status_code == 302, rest
    bridges = season.categories.get(key="bridges")
    words = {"definition_cy": "Codi pontydd.", "definition_en": "Building bridges."}
    sent(browser, f"{root}categories/{bridges.public_id}/", words)
    for name, part in (("Ann", "chair"), ("Bob", "stand-in"), ("Cai", "judge")):
        judge = {"name": name, "organisation": f"Body {name}", "part": part}
        assert sent(browser, f"{root}panel/new/", judge).status_code == 302
    for paper in ("dpia", "policy"):
        signed = {"link": "https://example.org/x", "name": "Mari", "on_date": "2026-08-01"}
        assert sent(browser, f"{root}documents/{paper}/", signed).status_code == 302
    record = {f"{name}_{side}": f"{name} {side}" for name in RECORD for side in ("cy", "en")}
    answers = f"/en/desk/{season.key}/data-protection/"
    assert browser.post(answers, record).status_code == 302


def test_from_an_empty_installation_these_pages_alone_open_a_season(mari: Account) -> None:
    browser = signed_in(mari)
    answer = browser.post(
        "/en/desk/start/new-awards/",
        {"name_cy": "Gwobrau’r Arfordir", "name_en": "Coast Awards", "year": "2026"},
    )
    assert answer.status_code == 302
    season = Season.objects.get()
    assert answer["Location"] == f"/en/desk/{season.key}/set-up/"
    assert Role.objects.get(season=season, account=mari).role == SeasonRole.ORGANISER
    _set_up(browser)
    opening = f"/en/desk/{season.key}/set-up/open/"
    page = browser.get(opening)
    assert page.context["missing"] == []
    assert browser.post(opening, {"rules": page.context["sha256"]}).status_code == 302
    season.refresh_from_db()
    assert season.state == SeasonState.OPEN


def test_a_second_factor_is_asked_for_before_anything_starts(mari: Account) -> None:
    answer = signed_in(mari, has_second_factor=False).get("/en/desk/start/")
    assert answer.status_code == 302
    assert "/en/desk/start/" in answer["Location"]


def test_awards_of_the_same_name_or_a_name_of_the_system_are_refused(mari: Account) -> None:
    browser = signed_in(mari)
    data = {"name_cy": "Gwobrau’r Arfordir", "name_en": "Coast Awards", "year": "2026"}
    browser.post("/en/desk/start/new-awards/", data)
    again = browser.post("/cy/desg/dechrau/gwobrau-newydd/", data)
    assert again.status_code == 422
    assert "Mae gwobrau o’r enw hwn eisoes" in again.content.decode()
    system = browser.post(
        "/en/desk/start/new-awards/", {**data, "name_cy": "Newyddion", "name_en": "News"}
    )
    assert "one of the system’s own" in system.content.decode()
    assert Programme.objects.count() == 1


@pytest.fixture
def old() -> Cast:
    """A season with entries, marks and a plan."""
    cast = a_season(SeasonState.DECIDING)
    with clock.at(CHECKING_AT):
        make_plan(season=cast.season, owner=cast.accounts["olwen"], by=cast.organiser)
    return cast


def test_a_copy_has_what_was_set_up_and_nothing_of_what_people_did(old: Cast) -> None:
    browser = signed_in(old.accounts["olwen"])
    page = browser.get("/en/desk/start/")
    assert page.context["form"]["year"].value() == 2027
    answer = browser.post("/en/desk/start/", {"source": old.season.key, "year": "2027"})
    assert answer.status_code == 302
    copied = Season.objects.get(year=2027)
    assert (copied.state, copied.name_cy) == (SeasonState.DRAFT, "Gwobrau’r Cwm 2027")
    was, now = export_season(old.season), export_season(copied)
    for part in ("texts", "criteria", "scale", "award_kinds", "panel", "preset"):
        assert getattr(now, part) == getattr(was, part), part
    assert {each.key for each in now.categories} == {each.key for each in was.categories}
    for part in ("entries", "nominations", "interests", "scorecards", "decisions", "awards"):
        assert getattr(now, part) == (), part
    assert (now.papers, now.news, now.ceremony) == ((), (), None)
    assert not Scorecard.objects.filter(judge__season=copied).exists()
    assert list(copied.judges.exclude(account=None)) == []
    roles = Role.objects.filter(season=copied)
    assert [(role.account_id, role.role) for role in roles] == [
        (old.accounts["olwen"].pk, SeasonRole.ORGANISER)
    ]


def test_the_dates_and_the_plan_of_a_copy_fall_on_the_same_weekdays(old: Cast) -> None:
    copied = copy_season(source=old.season, year=2027, by=old.organiser)
    for moment in copied.moments.all():
        before = old.season.moments.get(key=moment.key)
        if moment.at is not None and before.at is not None:
            walls = [clock.to_london(at).replace(tzinfo=None) for at in (moment.at, before.at)]
            assert walls[0] - walls[1] == timedelta(days=364)
        elif moment.on_date and before.on_date:
            assert moment.on_date - before.on_date == timedelta(days=364)
    days = {step.key: step.due_date for step in old.season.plan.all()}
    assert {step.key: step.due_date - timedelta(days=364) for step in copied.plan.all()} == days
    assert copied.plan.exclude(done_at=None).count() == 0


def test_whoever_organises_other_awards_cannot_copy_these(old: Cast, mari: Account) -> None:
    with pytest.raises(NotAllowed):
        copy_season(source=old.season, year=2027, by=actor_of(mari))
    answer = signed_in(mari).post("/en/desk/start/", {"source": old.season.key, "year": "2027"})
    assert answer.status_code == 422
    assert not Season.objects.filter(year=2027).exists()


def test_a_year_that_is_taken_is_refused(old: Cast) -> None:
    answer = signed_in(old.accounts["olwen"]).post(
        "/en/desk/start/", {"source": old.season.key, "year": "2026"}
    )
    assert answer.status_code == 422
    assert "has a season in this year already" in answer.content.decode()


def _file(cast: Cast) -> str:
    return seasonfile.write(export_season(cast.season)).decode()


def _renamed(text: str) -> str:
    return (
        text.replace("valley-2026", "coast-2026")
        .replace("key: valley-awards", "key: coast-awards")
        .replace("gwobrau-r-cwm", "gwobrau-r-arfordir")
        .replace("valley-awards", "coast-awards")
    )


def test_a_file_is_loaded_by_whoever_may_start_and_they_become_organiser(mari: Account) -> None:
    content = _renamed(_file(a_season()))
    answer = signed_in(mari).post(
        "/en/desk/start/file/", {"content": content.replace("\n", "\r\n")}
    )
    assert answer.status_code == 302
    season = Season.objects.get(key="coast-2026")
    assert Role.objects.get(season=season).account == mari
    assert seasonfile.write(export_season(season)).decode() == content


def test_what_is_wrong_in_a_file_is_said_line_by_line_in_the_language_of_the_page(
    mari: Account,
) -> None:
    content = _renamed(_file(a_season())).replace("group: theme", "group: themes", 1)
    line = content.split("group: themes", 1)[0].count("\n") + 1
    english = signed_in(mari).post("/en/desk/start/file/", {"content": content})
    assert english.status_code == 422
    assert f"Line {line}:" in english.content.decode()
    welsh = signed_in(mari).post("/cy/desg/dechrau/ffeil/", {"content": content})
    assert f"Llinell {line}:" in welsh.content.decode()
    assert "themes" in welsh.context["form"]["content"].value()
    assert not Season.objects.filter(key="coast-2026").exists()


def test_only_drafts_are_loaded_and_only_over_one_s_own(mari: Account) -> None:
    cast = a_season()
    own = seasonfile.read(_file(cast).encode())
    with pytest.raises(NotAllowed):
        load_draft(document=own, by=actor_of(mari))
    assert load_draft(document=own, by=cast.organiser).key == "valley-2026"
    running = a_season_running()
    with pytest.raises(Refusal) as refused:
        load_draft(document=running, by=OPERATOR)
    assert refused.value.code == "drafts-only"


def a_season_running() -> seasonfile.SeasonDocument:
    """The same season as a file that says it is open."""
    season = Season.objects.get(key="valley-2026")
    return replace(export_season(season), state="open")


@pytest.mark.parametrize("content", ["", "\x00", "- a", "key: [", "\u202e" * 9, "a: &x b"])
def test_a_file_that_is_none_is_refused_with_a_sentence(mari: Account, content: str) -> None:
    answer = signed_in(mari).post("/en/desk/start/file/", {"content": content})
    assert answer.status_code == 422
