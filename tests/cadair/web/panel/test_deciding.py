"""Deciding in the browser: look, preview, save; nothing typed is lost, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadair.foundation import clock
from cadair.judging.models import Mark, Scorecard
from cadair.judging.states import ScorecardState
from cadair.nominations.models import Entry, EntryCategory
from cadair.outcomes.models import Award, Decision, Proposal
from cadair.outcomes.states import Outcome
from cadair.seasons.states import SeasonState
from tests.cadair.web.panel import pages
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, MEETING_AT, QUIET, Cast, a_season
from tests.progress import award, decide, declare

pytestmark = pytest.mark.django_db

NASTY = ("\x00", "🎉" * 40, "\u202e reversed", "<script>alert(1)</script>")


@pytest.fixture(autouse=True)
def _meeting_time() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


@pytest.fixture
def cast() -> Cast:
    """The panel meets."""
    return a_season(SeasonState.DECIDING)


@pytest.mark.parametrize("language", ["cy", "en"])
@pytest.mark.parametrize("name", ["olwen", "cerys"])
def test_every_page_is_there_in_both_languages(cast: Cast, name: str, language: str) -> None:
    someone = pages.browser(cast, name)
    someone.post(pages.room(cast, language))
    decide(cast, "asb", award(cast, "winner", LANTERN))
    for address in (
        pages.room(cast, language),
        pages.category(cast, "asb", language),
        pages.category(cast, "youth", language),
        pages.category(cast, "overall", language),
        pages.entry(cast, LANTERN, "asb", language),
        pages.confirming(cast, language),
    ):
        answer = someone.get(address)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}">' in answer.content.decode()


@pytest.mark.parametrize("language", ["cy", "en"])
def test_before_the_meeting_the_door_says_who_has_locked_and_no_mark(language: str) -> None:
    with clock.at(CHECKING_AT):
        cast = a_season(SeasonState.JUDGING)
        declare(cast)
    for name in ("cerys", "olwen"):
        said = pages.browser(cast, name).get(pages.room(cast, language)).content.decode()
        for judge in ("Ann", "Bob", "Cerys"):
            assert judge in said
        assert LANTERN not in said
        assert 'svg class="dots"' not in said


def test_before_the_meeting_every_other_page_leads_to_the_door() -> None:
    with clock.at(CHECKING_AT):
        cast = a_season(SeasonState.JUDGING)
    chair = pages.browser(cast, "cerys")
    for address in (pages.category(cast), pages.entry(cast, LANTERN), pages.confirming(cast)):
        answer = chair.get(address)
        assert (answer.status_code, answer["Location"]) == (302, pages.room(cast))


def test_looking_computes_nothing_and_a_press_does(cast: Cast) -> None:
    chair = pages.browser(cast, "cerys")
    chair.get(pages.room(cast))
    chair.get(pages.category(cast))
    assert not Proposal.objects.exists()
    assert chair.post(pages.room(cast)).status_code == 302
    assert Proposal.objects.exists()
    said = chair.get(pages.category(cast)).content.decode()
    assert f"Clear by the rules: {LANTERN}" in said


def test_the_list_names_place_mean_every_judge_and_who_stepped_aside(cast: Cast) -> None:
    said = pages.browser(cast, "cerys").get(pages.category(cast)).content.decode()
    assert "Ann: 85.0. Bob: stepped aside. Cerys: 85.0." in said
    assert said.index(LANTERN) < said.index(QUIET)
    assert KICKABOUT not in said


def test_a_decision_is_previewed_and_then_saved(cast: Cast) -> None:
    chair = pages.browser(cast, "cerys")
    sent = pages.form(cast, {LANTERN: "winner", QUIET: "highly-commended"}, step="preview")
    preview = chair.post(pages.category(cast), sent)
    assert preview.status_code == 200
    assert not Decision.objects.exists()
    assert "The marks were clear." in preview.content.decode()
    saved = chair.post(pages.category(cast), {**sent, "step": "save"})
    assert saved.status_code == 302
    assert saved["Location"] == pages.category(cast, "youth")
    assert [each.kind.key for each in Award.objects.all() if each.kind] == [
        "winner",
        "highly-commended",
    ]


def test_going_back_from_the_preview_keeps_everything(cast: Cast) -> None:
    sent = pages.form(cast, {LANTERN: "winner"}, reason="A long thought", step="edit")
    said = pages.browser(cast, "cerys").post(pages.category(cast), sent).content.decode()
    assert "A long thought" in said
    assert '<option value="winner" selected>' in said


def test_an_organiser_writes_down_what_the_chair_or_the_stand_in_decided(cast: Cast) -> None:
    sent = pages.form(
        cast, {LANTERN: "winner"}, decided_by=cast.judges["ann"].public_id, step="save"
    )
    assert pages.browser(cast, "olwen").post(pages.category(cast), sent).status_code == 302
    assert Decision.objects.get().decided_by == cast.judges["ann"]


def test_a_chair_decides_only_as_themselves(cast: Cast) -> None:
    sent = pages.form(cast, {LANTERN: "winner"}, decided_by=cast.judges["ann"].public_id)
    assert pages.browser(cast, "cerys").post(pages.category(cast), sent).status_code == 422
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("given", "more"),
    [
        ({}, {}),
        ({LANTERN: "winner"}, {"without": "no-award"}),
        ({LANTERN: "winner"}, {"reason": "  "}),
        ({LANTERN: "winner+"}, {}),
        ({LANTERN: "overall-winner"}, {}),
        ({LANTERN: "no-such-kind"}, {}),
        ({}, {"without": "withheld"}),
        ({}, {"without": "no-award", "wording_cy": "Dim."}),
        ({}, {"without": "something"}),
    ],
)
def test_what_does_not_fit_is_refused_with_everything_typed(
    cast: Cast, given: dict[str, str], more: dict[str, str]
) -> None:
    sent = pages.form(cast, given, **{"reason": "Kept reason", **more})
    for step in ("preview", "save"):
        answer = pages.browser(cast, "cerys").post(pages.category(cast), {**sent, "step": step})
        assert answer.status_code == 422
        if more.get("reason") is None:
            assert "Kept reason" in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("text", [*NASTY, "x" * 60_000])
def test_strange_texts_are_kept_clean_or_refused_and_never_break(cast: Cast, text: str) -> None:
    sent = pages.form(cast, {LANTERN: "winner"}, reason=f"Because {text}", decided_by=text[:40])
    chair = pages.browser(cast, "cerys")
    assert chair.post(pages.category(cast), sent).status_code == 422
    answer = chair.post(pages.category(cast), {**sent, "decided_by": ""})
    assert answer.status_code in {302, 422}
    said = chair.get(pages.category(cast)).content.decode()
    assert "<script>alert(1)" not in said


def test_no_award_is_told_to_the_public_in_both_languages(cast: Cast) -> None:
    sent = pages.form(cast, without="no-award", wording_cy="Dim gwobr.", wording_en="None.")
    assert pages.browser(cast, "cerys").post(pages.category(cast), sent).status_code == 302
    decision = Decision.objects.get()
    assert (decision.outcome, decision.wording.cy) == (Outcome.NO_AWARD, "Dim gwobr.")


def test_the_second_to_decide_sees_both_and_loses_nothing(cast: Cast) -> None:
    organiser, chair = pages.browser(cast, "olwen"), pages.browser(cast, "cerys")
    first = pages.form(cast, {LANTERN: "winner"}, reason="First reason")
    second = pages.form(cast, {QUIET: "winner"}, reason="Second reason")
    assert chair.post(pages.category(cast), first).status_code == 302
    told = organiser.post(pages.category(cast), second)
    said = told.content.decode()
    assert told.status_code == 409
    assert "First reason" in said
    assert "Second reason" in said
    assert Award.objects.get().entry == cast.entries[LANTERN]
    # Saving again is a choice made with both in sight.
    assert 'name="seen" value="1"' in said
    again = organiser.post(pages.category(cast), {**second, "seen": "1"})
    assert again.status_code == 302
    assert Award.objects.get().entry == cast.entries[QUIET]


def test_overall_is_suggested_anew_when_the_last_other_category_is_decided(cast: Cast) -> None:
    chair = pages.browser(cast, "cerys")
    chair.post(pages.category(cast), pages.form(cast, {QUIET: "winner"}))
    sent = pages.form(cast, without="no-award")
    assert chair.post(pages.category(cast, "youth"), sent)["Location"] == pages.category(
        cast, "overall"
    )
    overall = Proposal.objects.get(category__key="overall")
    reference = cast.entries[QUIET].reference
    assert [each["entry"] for each in overall.document["contenders"]] == [reference] or (
        overall.document["winners"] == [reference]
    )
    said = chair.get(pages.category(cast, "overall")).content.decode()
    assert QUIET in said
    assert LANTERN not in said


def test_overall_cannot_be_decided_before_the_others(cast: Cast) -> None:
    sent = pages.form(cast, without="no-award")
    answer = pages.browser(cast, "cerys").post(pages.category(cast, "overall"), sent)
    assert answer.status_code == 422


def test_after_the_seal_the_page_is_only_read() -> None:
    cast = a_season(SeasonState.SEALED)
    chair = pages.browser(cast, "cerys")
    said = chair.get(pages.category(cast)).content.decode()
    assert 'name="reason"' not in said
    assert chair.post(pages.category(cast), pages.form(cast, seen="1")).status_code == 422


def _crowd(cast: Cast, number: int) -> None:
    """Many more entries in one category, all marked, straight into the rows."""
    category = cast.category("asb")
    criteria = list(cast.season.criteria.all())
    for place in range(number):
        entry = Entry.objects.create(
            season=cast.season,
            reference=f"crowd-{place:03}",
            title_en=f"Crowd {place}",
            title_language="en",
            kind="project",
            eligibility="eligible",
        )
        EntryCategory.objects.create(entry=entry, category=category)
        for judge in cast.judges.values():
            card = Scorecard.objects.create(
                judge=judge, entry=entry, category=category, state=ScorecardState.LOCKED
            )
            for criterion in criteria:
                Mark.objects.create(
                    scorecard=card, criterion=criterion, value=(place + judge.position) % 11
                )


def test_the_statements_of_a_category_do_not_grow_with_its_entries(
    cast: Cast,
) -> None:
    chair = pages.browser(cast, "cerys")
    counts = []
    for more in (0, 12):
        _crowd(cast, more)
        with CaptureQueriesContext(connection) as asked:
            assert chair.get(pages.category(cast)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
