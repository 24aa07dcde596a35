"""A clerk types from paper, judges confirm; organisers sift, and see what readers say together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.judging.actions import PaperAnswer, answer_paper, lock_papers
from cadair.judging.counting import consensus, points_in
from cadair.judging.models import Paper, Round
from cadair.judging.round_states import PaperState, RoundMethod, SiftState
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cadair.web.jury.test_round_papers import where
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, LANTERN, QUIET, Cast, a_season
from tests.rounds import a_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def desk(cast: Cast, round_: Round, title: str = "", *, word: str = "finals") -> str:
    """Where an organiser works on a round."""
    entry = f"{cast.entries[title].public_id}/" if title else ""
    return f"/en/desk/{cast.season.key}/{word}/{round_.public_id}/{entry}"


def typed(cast: Cast, **points: str | tuple[str, str]) -> dict[str, str]:
    """The fields of a form: `ann="70"` is typed twice alike."""
    fields: dict[str, str] = {}
    for name, given in points.items():
        first, second = (given, given) if isinstance(given, str) else given
        key = cast.judges[name].public_id
        fields |= {f"first-{key}": first, f"second-{key}": second}
    return fields


def in_final() -> tuple[Cast, Round, Client]:
    cast = a_season(SeasonState.JUDGING)
    round_ = a_round(cast, RoundMethod.LIVE_FINAL)
    return cast, round_, signed_in(cast.accounts["olwen"])


def test_only_what_the_judge_confirmed_counts() -> None:
    cast, round_, olwen = in_final()
    olwen.post(desk(cast, round_, LANTERN), typed(cast, ann="70", cerys="80"))
    assert set(Paper.objects.values_list("state", flat=True)) == {PaperState.KEYED}
    assert points_in(round_) == {}
    ann = pages.at_desk(cast, "ann")
    page = ann.get(where(cast, round_)).content.decode()
    assert "Confirm what was typed from your paper" in page
    assert "To be confirmed: 1" in ann.get(pages.desk(cast)).content.decode()
    paper = Paper.objects.get(judge=cast.judges["ann"])
    form = {"paper": paper.public_id, "shown": str(paper.version), "right": "1"}
    assert ann.post(where(cast, round_), form).status_code == 302
    assert points_in(round_) == {cast.entries[LANTERN].pk: 70}
    foreign = pages.at_desk(cast, "cerys").post(where(cast, round_), form)
    assert foreign.status_code == 404, "nobody confirms for another"


def test_a_judge_puts_a_slip_right_and_the_clerk_cannot_change_it_any_more() -> None:
    cast, round_, olwen = in_final()
    olwen.post(desk(cast, round_, LANTERN), typed(cast, ann="70"))
    ann = pages.at_desk(cast, "ann")
    paper = Paper.objects.get()
    form = {"paper": paper.public_id, "shown": str(paper.version), "correct": "1"}
    wrong = ann.post(where(cast, round_), {**form, "points": "101"})
    assert wrong.status_code == 422
    assert 'value="101"' in wrong.content.decode()
    assert ann.post(where(cast, round_), {**form, "points": "76"}).status_code == 302
    assert points_in(round_) == {cast.entries[LANTERN].pk: 76}
    olwen.post(desk(cast, round_, LANTERN), typed(cast, ann="70"))
    assert Paper.objects.get().points == 76
    assert "confirmed by the judge" in olwen.get(desk(cast, round_, LANTERN)).content.decode()


def test_what_is_typed_differently_is_shown_and_nothing_is_kept() -> None:
    cast, round_, olwen = in_final()
    form = typed(cast, ann=("70", "71"), cerys=("300", "300"), bob=("5", "5"))
    answer = olwen.post(desk(cast, round_, LANTERN), form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The two numbers differ" in page
    assert "from 0 to 100" in page
    assert 'value="71"' in page
    assert not Paper.objects.exists()
    one = olwen.post(desk(cast, round_, LANTERN), typed(cast, ann=("70", "")))
    assert "Type the number in both fields." in one.content.decode()


def test_a_recused_judge_has_no_field_and_a_forged_one_does_nothing() -> None:
    cast, round_, olwen = in_final()
    page = olwen.get(desk(cast, round_, LANTERN)).content.decode()
    assert f"first-{cast.judges['bob'].public_id}" not in page
    olwen.post(desk(cast, round_, LANTERN), typed(cast, bob="70"))
    assert not Paper.objects.exists()


def test_what_was_typed_again_meanwhile_is_not_confirmed_unseen() -> None:
    cast, round_, olwen = in_final()
    olwen.post(desk(cast, round_, LANTERN), typed(cast, ann="70"))
    paper = Paper.objects.get()
    olwen.post(desk(cast, round_, LANTERN), typed(cast, ann="71"))
    form = {"paper": paper.public_id, "shown": str(paper.version), "right": "1"}
    answer = pages.at_desk(cast, "ann").post(where(cast, round_), form)
    assert answer.status_code == 422
    assert points_in(round_) == {}


def test_organisers_sift_read_and_lock() -> None:
    cast = a_season(SeasonState.JUDGING)
    round_ = a_round(cast, RoundMethod.SIFT, by_staff=True)
    olwen = signed_in(cast.accounts["olwen"])
    page = olwen.get(desk(cast, round_, LANTERN, word="sift"))
    assert f"What {LANTERN} did." in page.content.decode()
    saved = olwen.post(
        desk(cast, round_, LANTERN, word="sift"), {"shown": "0", "verdict": "pass", "reason": ""}
    )
    assert saved["Location"] == desk(cast, round_, QUIET, word="sift")
    olwen.post(saved["Location"], {"shown": "0", "verdict": "fail", "reason": "Thin."})
    listed = olwen.get(desk(cast, round_, word="sift")).content.decode()
    assert "not read by everybody yet" in listed, "nothing counts before it is locked"
    assert olwen.post(desk(cast, round_, word="sift"), {}).status_code == 422
    assert olwen.post(desk(cast, round_, word="sift"), {"confirm": "yes"}).status_code == 302
    found = consensus(round_)
    assert found[cast.entries[LANTERN].pk].state == SiftState.THROUGH
    assert found[cast.entries[QUIET].pk].state == SiftState.NOT_THROUGH
    late = olwen.post(saved["Location"], {"shown": "1", "verdict": "pass"})
    assert late.status_code == 422
    ann = pages.at_desk(cast, "ann")
    assert ann.get(where(cast, round_)).status_code == 404, "no round of the judges"


def test_what_judges_say_in_a_sift_is_counted_once_they_have_locked() -> None:
    cast = a_season(SeasonState.JUDGING)
    round_ = a_round(cast, RoundMethod.SIFT)
    answer_paper(
        round_=round_,
        judge=cast.judges["ann"],
        entry=cast.entries[LANTERN],
        answer=PaperAnswer(verdict="fail", reason="A secret reason."),
        by=cast.actor("ann"),
    )
    olwen = signed_in(cast.accounts["olwen"])
    page = olwen.get(desk(cast, round_, word="sift"))
    assert "secret" not in page.content.decode()
    assert [line.together.fails for line in page.context["lines"]] == [0, 0]
    assert olwen.get(desk(cast, round_, LANTERN, word="sift")).status_code == 404


def test_where_two_readers_differ_a_third_is_asked() -> None:
    cast = a_season(SeasonState.JUDGING)
    round_ = a_round(cast, RoundMethod.SIFT, readers=2)
    quiet = cast.entries[QUIET]

    def read_by(name: str, verdict: str) -> None:
        judge, actor = cast.judges[name], cast.actor(name)
        round_.assignments.create(judge=judge, entry=quiet, source="planned")
        said = PaperAnswer(verdict=verdict)
        answer_paper(round_=round_, judge=judge, entry=quiet, answer=said, by=actor)
        lock_papers(round_=round_, judge=judge, by=actor)

    read_by("ann", "pass")
    read_by("cerys", "fail")
    assert consensus(round_)[quiet.pk].state == SiftState.READ_AGAIN
    page = signed_in(cast.accounts["olwen"]).get(desk(cast, round_, word="sift"))
    assert f"/entry/{quiet.public_id}/" in page.content.decode()
    read_by("bob", "fail")
    assert consensus(round_)[quiet.pk].state == SiftState.NOT_THROUGH, "nobody is left to ask"


@pytest.mark.parametrize(
    ("method", "word"), [(RoundMethod.LIVE_FINAL, "terfynol"), (RoundMethod.SIFT, "hidlo")]
)
def test_the_pages_in_welsh(method: RoundMethod, word: str) -> None:
    cast = a_season(SeasonState.JUDGING)
    round_ = a_round(cast, method, by_staff=method == RoundMethod.SIFT)
    olwen = signed_in(cast.accounts["olwen"])
    start = f"/cy/desg/{cast.season.key}/{word}/{round_.public_id}/"
    for address in (start, f"{start}{cast.entries[LANTERN].public_id}/"):
        assert olwen.get(address).status_code == 200
