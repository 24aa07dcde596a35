"""`cadair demo`: the whole demo season by real actions, told step by step."""

from __future__ import annotations

import re
from datetime import date

import pytest

from cadair.audit.models import AuditEntry
from cadair.demo.walk import walk
from cadair.demo.walking.road import Road, WrongTurnError
from cadair.foundation.refusals import NotNow
from cadair.publishing.queries import posts, season_document
from cadair.seasons.models import Season
from tests.cadair.demo.seasons import TODAY, season

STEPS = (
    *(
        "season file",
        "load",
        "roles",
        "open",
        "nominations",
        "close",
        "check",
        "read",
        "begin judging",
    ),
    *("interests", "marks", "lock", "panel meets", "suggest", "decide", "suggest again", "texts"),
    *("seal", "order release", "embargo", "release", "audit"),
)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_walk_ends_with_33_published_awards_and_an_unbroken_record() -> None:
    lines: list[str] = []

    walk(print=lines.append, today=TODAY)

    walked = Season.objects.get()
    public = season_document("demo-valleys", walked.year)
    assert public is not None
    assert (walked.state, public.stage, public.is_fictional) == ("released", "results", True)
    assert (walked.nominations.count(), walked.entries.count()) == (253, 228)
    assert public.totals.by_kind == {
        "highly-commended": 11,
        "individual": 2,
        "overall": 2,
        "partnership": 2,
        "team": 1,
        "winner": 15,
    }
    assert len(posts(season_key=walked.key)) == 5
    assert_every_step_is_told(lines)
    assert_the_record_is_in_order_of_time()


def assert_every_step_is_told(lines: list[str]) -> None:
    told = [match.group(1) for line in lines if (match := re.match(r" ?\d+  .{16}  (.+?)  ", line))]
    steps = [re.sub(r" \(.+\)", "", step) for step in told]

    assert tuple(dict.fromkeys(steps)) == STEPS
    assert steps.count("decide") == 17
    assert sum("refused, as it must be" in line for line in lines) == 8
    assert any("253 for 228 entries; 51 in Welsh" in line for line in lines)


def assert_the_record_is_in_order_of_time() -> None:
    moments = list(AuditEntry.objects.order_by("sequence").values_list("at", flat=True))

    assert len(moments) > 1300
    assert moments == sorted(moments)


def test_a_result_other_than_the_file_says_ends_the_walk() -> None:
    road = Road(whole=None, say=lambda line: None)  # type: ignore[arg-type]

    with pytest.raises(WrongTurnError, match="awards: found 32, the season file says 33"):
        road.expect("awards", found=32, wanted=33)


def test_what_should_have_been_refused_and_was_not_ends_the_walk() -> None:
    road = Road(whole=None, say=lambda line: None)  # type: ignore[arg-type]

    with pytest.raises(WrongTurnError, match="closing early"):
        road.refused("closing early", lambda: None)


def test_a_refusal_is_told_in_its_own_words() -> None:
    lines: list[str] = []
    road = Road(whole=None, say=lines.append)  # type: ignore[arg-type]

    def attempt() -> None:
        raise NotNow("still-open", "Nominations are still open.")

    road.refused("closing early", attempt)

    assert lines[0].strip() == (
        "refused, as it must be: closing early: “Nominations are still open.”"
    )


def test_the_file_the_walk_begins_with_knows_no_outcome() -> None:
    from cadair.demo.generator import make_season
    from cadair.demo.walking.beginning import before_anything_happened

    draft = before_anything_happened(make_season(today=date(2026, 11, 21)))
    titles = [award["title"]["en"] for award in season("released")["awards"]]

    assert draft.state == "draft"
    assert not any(title in repr(draft) for title in titles)
