"""How sure the order is, in the panel room: in words, and one press away in figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cadair.foundation import clock
from cadair.judging.models import Analysis, Mark, Round, Scorecard
from cadair.judging.round_states import RoundMethod, RoundState
from cadair.judging.states import ScorecardState
from cadair.judging.tasks import work_out_due
from cadair.nominations.models import EntryCategory
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.panel import certainty
from tests.cadair.judging.test_calibrating import SHARED_OUT, crowded
from tests.cadair.web.panel import pages
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, MEETING_AT, QUIET, Cast, a_season
from tests.progress import award, decide, declare

pytestmark = pytest.mark.django_db

WORDS = {"cy": "pa-mor-sicr", "en": "how-sure"}
SCREENS = {"cy": "sgrin", "en": "screen"}


@pytest.fixture(autouse=True)
def _meeting_time() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


@pytest.fixture
def cast() -> Cast:
    """The panel meets over marks that were shared out; Bob stepped aside from the first."""
    made = a_season(SeasonState.DECIDING)
    made.entries |= crowded(made, SHARED_OUT)
    return made


def figures(cast: Cast, key: str = "asb", language: str = "en") -> str:
    """The page of figures of a category."""
    return f"{pages.category(cast, key, language)}{WORDS[language]}/"


def screen(cast: Cast, key: str = "asb", language: str = "en") -> str:
    """The page of a category for the big screen."""
    return f"{pages.category(cast, key, language)}{SCREENS[language]}/"


def read(cast: Cast, name: str, address: str) -> str:
    """What somebody is shown there."""
    answer = pages.browser(cast, name).get(address)
    assert answer.status_code == 200, (name, address)
    return answer.content.decode()


def test_the_page_says_ahead_and_leads_to_the_figures(cast: Cast) -> None:
    work_out_due()
    said = read(cast, "cerys", pages.category(cast))
    assert f"Ahead by the marks, but not clear: {LANTERN}" in said
    assert f'href="{figures(cast)}"' in said
    assert "Chance to be the best" not in said


@pytest.mark.parametrize("language", ["cy", "en"])
@pytest.mark.parametrize("name", ["cerys", "olwen"])
def test_figures_and_the_big_screen_are_there_in_both_languages(
    cast: Cast, name: str, language: str
) -> None:
    work_out_due()
    for address in (figures(cast, language=language), screen(cast, language=language)):
        assert f'<html lang="{language}">' in read(cast, name, address)


def test_the_figures_say_who_marks_low_and_did_not_mark_this_one(cast: Cast) -> None:
    work_out_due()
    said = read(cast, "cerys", figures(cast))
    assert "points lower than colleagues on the same entries, and did not mark this one." in said
    assert "Chance to be the best" in said
    assert "Whichever judge is left out, the first place stays the same." in said
    assert f"{LANTERN} ahead of Harbour: " in said


def test_before_the_worker_has_been_there_the_page_says_so_and_shows_no_figure(cast: Cast) -> None:
    chair = pages.browser(cast, "cerys")
    assert "this is being worked out" in chair.get(pages.category(cast)).content.decode()
    answer = chair.get(figures(cast))
    assert (answer.status_code, answer["Location"]) == (302, pages.category(cast))


def test_figures_of_other_marks_than_those_shown_are_never_shown(cast: Cast) -> None:
    work_out_due()
    Mark.objects.filter(scorecard__entry=cast.entries[QUIET], scorecard__judge__key="ann").update(
        value=10
    )
    chair = pages.browser(cast, "cerys")
    said = chair.get(pages.category(cast)).content.decode()
    assert "this is being worked out" in said
    assert "Ahead by the marks" not in said
    assert chair.get(figures(cast)).status_code == 302


def test_without_the_libraries_the_page_says_what_to_install(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certainty, "can_calibrate", lambda: False)
    said = read(cast, "olwen", pages.category(cast))
    assert "cannot be worked out on this service" in said
    assert "installing its extra “judging”" in said
    assert "installing its extra" not in read(cast, "cerys", pages.category(cast))


def test_where_everybody_marked_everything_no_chance_and_no_judge_is_shown(cast: Cast) -> None:
    """Adjusting cannot change that order: only that is said (see “Statistics” in the product)."""
    others = [each for title, each in cast.entries.items() if title not in (QUIET, KICKABOUT)]
    EntryCategory.objects.filter(entry__in=others).delete()
    crowded(
        cast,
        {
            "Quay": {"ann": 9, "bob": 6, "cerys": 8},
            "Ridge": {"ann": 7, "bob": 4, "cerys": 7},
            "Loft": {"ann": 5, "bob": 5, "cerys": 9},
        },
    )
    work_out_due()
    said = read(cast, "cerys", figures(cast))
    assert "adjusting the means cannot change their order" in said
    assert "Chance to be the best" not in said
    assert "colleagues" not in said


def test_marks_that_are_all_the_same_have_nobody_ahead(cast: Cast) -> None:
    Mark.objects.update(value=6)
    work_out_due()
    said = read(cast, "cerys", pages.category(cast))
    assert "The marks do not separate these entries: nobody is ahead." in said
    assert "Ahead by the marks" not in said


def test_nothing_is_said_of_the_overall_award_or_of_one_entry_alone(cast: Cast) -> None:
    work_out_due()
    for key in ("youth", "overall"):
        assert "How sure the order is" not in read(cast, "cerys", pages.category(cast, key))


def test_a_judge_looks_on_and_decides_nothing(cast: Cast) -> None:
    """Bob stepped aside in the first category; the chair and stand-in decide the other."""
    work_out_due()
    bob = pages.with_part(cast, "bob", SeasonRole.JUDGE)
    youth = bob.get(pages.category(cast, "youth")).content.decode()
    assert KICKABOUT in youth
    assert 'name="reason"' not in youth
    assert (
        bob.post(pages.category(cast, "youth"), pages.form(cast, {KICKABOUT: "winner"})).status_code
        == 422
    )
    assert not cast.season.decisions.exists()
    assert bob.get(pages.entry(cast, KICKABOUT, "youth")).status_code == 200
    assert bob.get(screen(cast, "youth")).status_code == 200


def test_whoever_stepped_aside_gets_no_byte_of_it_from_any_page(cast: Cast) -> None:
    decide(cast, "asb", award(cast, "winner", LANTERN))
    work_out_due()
    bob = pages.with_part(cast, "bob", SeasonRole.JUDGE)
    left = cast.entries[LANTERN]
    for address in (
        pages.room(cast),
        pages.category(cast),
        pages.category(cast, "youth"),
        pages.category(cast, "overall"),
        pages.entry(cast, LANTERN),
        pages.entry(cast, KICKABOUT, "youth"),
        figures(cast),
        screen(cast),
        figures(cast, "youth"),
        screen(cast, "youth"),
    ):
        answer = bob.get(address, follow=True)
        said = answer.content.decode()
        for secret in (LANTERN, left.reference, "Harbour"):
            assert secret not in said, (address, secret)
    for address in (pages.entry(cast, LANTERN), figures(cast), screen(cast)):
        assert bob.get(address).status_code == 404


def test_what_a_judge_who_stepped_aside_sees_is_worked_out_without_it(cast: Cast) -> None:
    crowded(cast, {"Quay": {"ann": 9, "bob": 6}, "Ridge": {"bob": 4, "cerys": 7}}, key="youth")
    work_out_due()
    bob = pages.with_part(cast, "bob", SeasonRole.JUDGE)
    his = bob.get(figures(cast, "youth")).content.decode()
    assert "Worked out for you from the categories in which you did not step aside." in his
    everybodys = read(cast, "cerys", figures(cast, "youth"))
    assert "Worked out for you" not in everybodys
    rows = {each.judge_id: each.document for each in Analysis.objects.filter(category__key="youth")}
    assert rows[cast.judges["bob"].pk] != rows[None]


@pytest.mark.parametrize(
    "state", [SeasonState.OPEN, SeasonState.CHECKING, SeasonState.JUDGING, SeasonState.SEALED]
)
def test_judges_come_only_while_the_panel_decides(state: SeasonState) -> None:
    with clock.at(CHECKING_AT):
        cast = a_season(state)
        if state == SeasonState.JUDGING:
            declare(cast)
    judge = pages.with_part(cast, "bob", SeasonRole.JUDGE)
    for address in (pages.room(cast), pages.category(cast, "youth"), screen(cast, "youth")):
        answer = judge.get(address)
        assert answer.status_code == 302
        assert answer["Location"] == f"/en/judging/{cast.season.key}/"


def test_the_big_screen_has_nothing_to_press_but_two_links(cast: Cast) -> None:
    work_out_due()
    said = read(cast, "cerys", screen(cast))
    assert "<form" not in said[said.index("<main") :]
    assert "<select" not in said
    assert f"Ahead by the marks, but not clear: {LANTERN}" in said
    assert "The figures behind it" not in said


def test_before_all_have_locked_there_are_no_names_and_no_figures(cast: Cast) -> None:
    card = Scorecard.objects.filter(entry=cast.entries[QUIET], judge__key="ann").get()
    work_out_due()
    Scorecard.objects.filter(pk=card.pk).update(state=ScorecardState.OPEN)
    chair = pages.browser(cast, "cerys")
    assert chair.get(figures(cast)).status_code == 302


def test_the_entry_stands_beside_the_list(cast: Cast) -> None:
    said = read(cast, "cerys", pages.entry(cast, QUIET))
    assert f'href="{pages.entry(cast, LANTERN)}"' in said
    assert f'href="{pages.entry(cast, QUIET)}" aria-current="page"' in said


def test_nothing_is_said_where_points_are_not_the_marks_alone(cast: Cast) -> None:
    """A live final counts too: figures about marks would be about something else than the list."""
    Round.objects.create(
        season=cast.season,
        category=cast.category("asb"),
        key="final",
        position=2,
        method=RoundMethod.LIVE_FINAL,
        state=RoundState.CLOSED,
    )
    work_out_due()
    assert "How sure the order is" not in read(cast, "cerys", pages.category(cast))


def test_an_organiser_says_from_which_chance_on_and_what_makes_no_sense_is_refused(
    cast: Cast,
) -> None:
    work_out_due()
    address = f"{pages.room(cast)}figures/thresholds/"
    olwen = pages.browser(cast, "olwen")
    assert f'href="{address}"' in olwen.get(figures(cast)).content.decode()
    sent = {"clear": 50, "ahead": 30, "contenders": 60, "open_from": 40, "open_to": 60}
    for wrong in ({"ahead": 70}, {"clear": 101}, {"clear": ""}, {"open_from": 61}, {"ahead": "x"}):
        assert olwen.post(address, {**sent, **wrong}).status_code == 422
    assert olwen.post(address, sent).status_code == 302
    work_out_due()
    assert f"The marks are clear: {LANTERN}" in read(cast, "cerys", pages.category(cast))
    assert pages.browser(cast, "cerys").get(address).status_code == 404
