"""A released document is read back as the values that were written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cadair.foundation.bilingual import BilingualText
from tests.cadair.web import sample


def test_every_value_is_read_in_both_languages() -> None:
    season = sample.parsed(sample.document())
    assert season.name == BilingualText("Gwobrau’r Cwm 2026", "Valley Awards 2026")
    assert season.counts == {"nominations": 253, "entries": 231, "categories": 6, "panel": 1}
    assert season.ceremony is not None
    assert season.ceremony.attendance == BilingualText("dros 120", "over 120")
    assert season.rules is not None
    assert season.rules.frozen_at == datetime(2026, 8, 30, 8, 0, tzinfo=UTC)
    assert season.criteria[0].asks == (BilingualText("Beth newidiodd?", "What changed?"),)
    assert season.released_at == sample.RELEASED_AT


def test_a_date_is_as_exact_or_as_vague_as_it_was_stated() -> None:
    season = sample.parsed(sample.document())
    opens, closes, ceremony = season.timetable
    assert opens.text == BilingualText("diwedd Awst", "end of August")
    assert closes.at == datetime(2026, 10, 2, 16, 0, tzinfo=UTC)
    assert ceremony.on == date(2026, 11, 26)
    assert (opens.at, opens.on, closes.text) == (None, None, None)


def test_an_award_knows_its_kind_or_says_that_nobody_does() -> None:
    awards = {
        award.id: award
        for section in sample.parsed(sample.document()).sections
        for award in section.awards
    }
    assert awards["streets-lantern"].kind is not None
    assert awards["streets-lantern"].kind.joint_name.en == "Joint winner"
    assert awards["streets-lantern"].is_joint
    assert awards["villages-hall"].kind is None
    assert awards["villages-hall"].kind_key == "unknown"


def test_each_language_has_its_own_order_of_categories() -> None:
    season = sample.parsed(sample.document())
    assert [s.key for s in season.sections_in("cy")] == sample.WELSH_ORDER
    assert [s.key for s in season.sections_in("en")] == sample.ENGLISH_ORDER


def test_a_category_without_award_is_shown_only_when_there_is_something_to_say() -> None:
    shown = {s.key: s.is_shown for s in sample.parsed(sample.document()).sections}
    assert not shown["water"]
    assert shown["winter"]


def test_a_season_without_results_says_so() -> None:
    assert not sample.parsed(sample.announced()).has_results


@pytest.mark.parametrize(
    ("change", "error"),
    [({"format": "cadair-snapshot/9"}, ValueError), ({"name": None}, TypeError)],
)
def test_another_format_or_a_broken_text_is_refused(
    change: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        sample.parsed(sample.document(**change))


def test_a_missing_key_is_refused() -> None:
    raw = sample.document()
    del raw["criteria"]
    with pytest.raises(KeyError):
        sample.parsed(raw)
