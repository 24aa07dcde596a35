"""Declaring interests: a list, three answers, one signature, and nothing presumed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.judging.actions import save_scorecard
from cadair.judging.models import Scorecard
from cadair.judging.states import InterestKind
from cadair.nominations.actions import declare_eligible
from cadair.nominations.models import Entry, EntryCategory
from cadair.nominations.states import Eligibility
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, MARKS, QUIET, Cast, a_season
from tests.progress import declare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def answers(cast: Cast, **chosen: str) -> dict[str, str]:
    """The fields of a form: `lantern="none"`, `quiet="step-aside:family"`."""
    titles = {"lantern": LANTERN, "quiet": QUIET, "kickabout": KICKABOUT}
    fields: dict[str, str] = {}
    for name, answer in chosen.items():
        key = cast.entries[titles[name]].public_id
        kind, _colon, nature = answer.partition(":")
        fields |= {f"kind-{key}": kind, f"nature-{key}": nature}
    return fields


def sign(browser: Client, cast: Cast, fields: dict[str, str], button: str = "sign") -> Any:
    page = browser.get(pages.declarations(cast))
    shown = page.context["form_of"].shown
    return browser.post(pages.declarations(cast), {"shown": shown, button: "1", **fields})


def declared(cast: Cast, name: str = "ann") -> dict[str, str]:
    rows = cast.judges[name].interests.values_list("entry__title_en", "kind", "nature")
    return {title: f"{kind}:{nature}".rstrip(":") for title, kind, nature in rows}


def test_nothing_is_chosen_beforehand() -> None:
    cast = a_season(SeasonState.JUDGING)
    page = pages.at_desk(cast, "ann").get(pages.declarations(cast)).content.decode()
    assert "checked" not in page.split("<main")[1]


def test_what_is_chosen_is_signed_once_for_all_of_it() -> None:
    cast = a_season(SeasonState.JUDGING)
    before = AuditEntry.objects.count()
    fields = answers(cast, lantern="none", quiet="step-aside:family")
    answer = sign(pages.at_desk(cast, "ann"), cast, fields)
    assert answer.status_code == 302
    assert declared(cast) == {LANTERN: "none", QUIET: "step-aside:family"}
    assert AuditEntry.objects.count() == before + 1


def test_none_for_the_rest_signs_for_what_was_shown_and_not_answered() -> None:
    cast = a_season(SeasonState.JUDGING)
    fields = answers(cast, quiet="may-score:acquaintance")
    answer = sign(pages.at_desk(cast, "ann"), cast, fields, "rest")
    assert declared(cast) == {LANTERN: "none", QUIET: "may-score:acquaintance", KICKABOUT: "none"}
    assert answer["Location"] == pages.desk(cast)


def test_an_entry_that_came_after_the_page_was_opened_is_not_signed_for() -> None:
    cast = a_season(SeasonState.JUDGING)
    browser = pages.at_desk(cast, "ann")
    shown = browser.get(pages.declarations(cast)).context["form_of"].shown
    late = Entry.objects.create(
        season=cast.season,
        reference="LATE-1",
        title_en="A late one",
        title_language="en",
        eligibility=Eligibility.ELIGIBLE,
    )
    EntryCategory.objects.create(entry=late, category=cast.category("asb"))
    browser.post(pages.declarations(cast), {"shown": shown, "rest": "1"})
    assert "A late one" not in declared(cast)
    answer = browser.get(pages.sheet(cast, cast.entries[LANTERN]))
    assert answer["Location"] == pages.declarations(cast)


def test_a_page_left_open_elsewhere_changes_only_what_was_changed_on_it() -> None:
    cast = a_season(SeasonState.JUDGING)
    browser = pages.at_desk(cast, "ann")
    sign(browser, cast, answers(cast, lantern="none", quiet="none", kickabout="none"))
    old = browser.get(pages.declarations(cast)).context["form_of"].shown
    sign(browser, cast, answers(cast, lantern="may-score:funder"))
    browser.post(
        pages.declarations(cast),
        {
            "shown": old,
            "sign": "1",
            **answers(cast, lantern="none", quiet="may-score:family", kickabout="none"),
        },
    )
    assert declared(cast) == {
        LANTERN: "may-score:funder",
        QUIET: "may-score:family",
        KICKABOUT: "none",
    }


@pytest.mark.parametrize(
    "answer", ["step-aside", "may-score", ":family", "perhaps:family", "step-aside:because"]
)
def test_an_answer_that_is_not_whole_is_asked_for_and_nothing_is_signed(answer: str) -> None:
    cast = a_season(SeasonState.JUDGING)
    fields = answers(cast, lantern=answer, quiet="none")
    page = sign(pages.at_desk(cast, "ann"), cast, fields, "rest")
    assert page.status_code == 422
    assert declared(cast) == {}
    text = page.content.decode()
    assert "field__error" in text
    assert "Nothing was signed yet" in text


def test_signing_nothing_says_so() -> None:
    cast = a_season(SeasonState.JUDGING)
    page = sign(pages.at_desk(cast, "ann"), cast, {})
    assert page.status_code == 422
    assert "you changed nothing" in page.content.decode()


def test_a_declared_step_aside_takes_the_entry_away_at_once_and_kindly() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    browser = pages.at_desk(cast, "ann")
    entry = cast.entries[LANTERN]
    page = browser.get(pages.sheet(cast, entry))
    browser.post(
        pages.sheet(cast, entry),
        {"mark-prevention": "5", "shown": page.context["typed"].shown, "stay": "1"},
    )
    assert Scorecard.objects.count() == 1
    answer = sign(browser, cast, answers(cast, lantern="step-aside:family"))
    desk = browser.get(answer["Location"]).content.decode()
    assert "Thank you for saying so" in desk
    assert LANTERN not in desk
    assert "of 2" in desk
    assert not Scorecard.objects.exists()


def test_before_judging_a_step_aside_can_be_taken_back() -> None:
    cast = a_season(SeasonState.CHECKING)
    for entry in cast.entries.values():
        declare_eligible(entry=entry, by=cast.organiser)
    browser = pages.at_desk(cast, "ann")
    sign(browser, cast, answers(cast, lantern="step-aside:family"))
    sign(browser, cast, answers(cast, lantern="none"))
    assert declared(cast) == {LANTERN: "none"}


def test_an_entry_of_another_season_cannot_be_signed_for() -> None:
    cast = a_season(SeasonState.JUDGING)
    other = Entry.objects.create(
        season=cast.season.programme.seasons.create(
            key="other", year=2030, name_cy="A", name_en="B"
        ),
        reference="X-1",
        title_en="Theirs",
        title_language="en",
        eligibility=Eligibility.ELIGIBLE,
    )
    answer = pages.at_desk(cast, "ann").post(
        pages.declarations(cast),
        {"shown": f"{other.public_id}::", f"kind-{other.public_id}": "none", "sign": "1"},
    )
    assert answer.status_code == 422
    assert not other.interests.exists()


@pytest.mark.parametrize("state", [SeasonState.OPEN, SeasonState.DECIDING])
def test_outside_of_its_time_nothing_can_be_signed(state: SeasonState) -> None:
    cast = a_season(state)
    entry = cast.entries[LANTERN]
    was = declared(cast)
    answer = pages.at_desk(cast, "ann").post(
        pages.declarations(cast),
        {"shown": f"{entry.public_id}::", f"kind-{entry.public_id}": "may-score", "rest": "1"},
    )
    assert answer.status_code == 422
    assert declared(cast) == was


def _many(cast: Cast, number: int) -> None:
    made = Entry.objects.bulk_create(
        Entry(
            season=cast.season,
            reference=f"2026-9{n:03}",
            title_cy=f"Cais {n}",
            title_language="cy",
            eligibility=Eligibility.ELIGIBLE,
        )
        for n in range(number)
    )
    EntryCategory.objects.bulk_create(
        EntryCategory(entry=entry, category=cast.category("asb")) for entry in made
    )


def test_253_entries_are_declared_page_by_page_within_the_limits_of_a_form() -> None:
    cast = a_season(SeasonState.JUDGING)
    _many(cast, 250)
    browser = pages.at_desk(cast, "ann")
    signatures = 0
    while True:
        page = browser.get(pages.declarations(cast))
        lines = page.context["form_of"].lines
        fields = {f"nature-{line.entry.public_id}": "" for line in lines}
        form = {"shown": page.context["form_of"].shown, "rest": "1", **fields}
        assert 2 * len(lines) + 3 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        answer = browser.post(pages.declarations(cast), form)
        signatures += 1
        if answer["Location"] == pages.desk(cast):
            break
    assert signatures == 6
    kinds = cast.judges["ann"].interests.values_list("kind", flat=True)
    assert set(kinds) == {InterestKind.NONE}
    assert len(kinds) == 253


def test_an_entry_in_two_categories_is_declared_once() -> None:
    cast = a_season(SeasonState.JUDGING)
    EntryCategory.objects.create(
        entry=cast.entries[LANTERN], category=cast.category("youth"), position=1
    )
    page = pages.at_desk(cast, "ann").get(pages.declarations(cast))
    assert page.context["form_of"].total == 3


def test_in_welsh_it_is_welsh() -> None:
    cast = a_season(SeasonState.JUDGING)
    page = pages.at_desk(cast, "ann").get(pages.declarations(cast, "cy")).content.decode()
    assert "Rwy’n camu o’r neilltu" in page
    assert f'<span lang="en">{LANTERN}</span>' in page


def test_marks_given_by_others_stay_when_somebody_steps_aside() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    save_scorecard(
        judge=cast.judges["cerys"],
        entry=cast.entries[LANTERN],
        category=cast.category("asb"),
        marks=MARKS[LANTERN],
        by=cast.actor("cerys"),
    )
    sign(pages.at_desk(cast, "ann"), cast, answers(cast, lantern="step-aside:family"))
    assert Scorecard.objects.filter(judge=cast.judges["cerys"]).count() == 1
