"""No season opens before it is written down who answers for the data, and why it may be held."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotComplete
from cadair.seasons.actions import open_season, write_controller_record
from cadair.seasons.controllers import FIELDS, RECORD, controller_of
from cadair.seasons.models import ControllerRecord
from cadair.seasons.states import PaperKind, SeasonState
from tests.cast import NOMINATING_AT, Cast, a_season, words

pytestmark = pytest.mark.django_db


def refusal_of(cast: Cast, language: str = "en") -> str:
    """What the organiser reads who wants to open."""
    with clock.at(NOMINATING_AT), translation.override(language):
        with pytest.raises(NotComplete) as refusal:
            open_season(season=cast.season, by=cast.organiser)
        said = str(refusal.value)
    cast.season.refresh_from_db()
    assert cast.season.state == SeasonState.DRAFT
    return said


def test_a_season_whose_record_nobody_wrote_stays_closed_and_says_so_in_both_languages() -> None:
    cast = a_season()
    cast.season.controller_records.all().delete()
    assert "Nobody has checked yet who answers for the data" in refusal_of(cast)
    assert "Does neb wedi gwirio eto pwy sy’n atebol" in refusal_of(cast, "cy")


def test_what_came_from_another_season_counts_only_once_somebody_has_saved_it_here() -> None:
    cast = a_season()
    cast.season.controller_records.update(is_checked=False)
    assert "Nobody has checked yet" in refusal_of(cast)
    with clock.at(NOMINATING_AT):
        write_controller_record(
            season=cast.season, words={name: words(name) for name in RECORD}, by=cast.organiser
        )
        open_season(season=cast.season, by=cast.organiser)


def test_each_heading_without_both_languages_is_named() -> None:
    cast = a_season()
    cast.season.controller_records.update(condition_cy="", basis_en="")
    said = refusal_of(cast)
    assert "Condition for data on offences" in said
    assert "Lawful basis" in said
    assert "Data protection officer" not in said


def test_the_condition_is_asked_for_by_the_page_that_writes_the_record() -> None:
    cast = a_season()
    written = {name: words(name) for name in FIELDS} | {"condition": BilingualText(en="One side")}
    with pytest.raises(NotComplete) as refusal:
        write_controller_record(season=cast.season, words=written, by=cast.organiser)
    assert "Condition for data on offences" in str(refusal.value)


@pytest.mark.parametrize(
    "signed",
    [date(2025, 9, 7), date(2025, 8, 31), date(2024, 9, 30)],
)
def test_an_assessment_of_twelve_months_ago_or_more_is_too_old(signed: date) -> None:
    """The season opens on 7 September 2026."""
    cast = a_season()
    cast.season.papers.filter(kind=PaperKind.DPIA).update(on_date=signed)
    assert "more than 12 months old" in refusal_of(cast)


def test_one_that_is_a_day_younger_is_not() -> None:
    cast = a_season()
    cast.season.papers.filter(kind=PaperKind.DPIA).update(on_date=date(2025, 9, 8))
    with clock.at(NOMINATING_AT):
        open_season(season=cast.season, by=cast.organiser)


def test_the_policy_document_may_be_older() -> None:
    cast = a_season()
    old = NOMINATING_AT.date() - timedelta(days=900)
    cast.season.papers.filter(kind=PaperKind.POLICY).update(on_date=old)
    with clock.at(NOMINATING_AT):
        open_season(season=cast.season, by=cast.organiser)


def test_a_notice_says_the_usual_words_where_the_record_is_silent_and_never_the_condition() -> None:
    cast = a_season()
    ControllerRecord.objects.filter(season=cast.season).update(retention_cy="", retention_en="")
    controller = controller_of(cast.season)
    assert controller.words["retention"].is_complete
    assert "condition" not in controller.notice
    assert sorted(controller.notice) == sorted(FIELDS)
