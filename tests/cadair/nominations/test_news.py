"""News only to those who said yes to it, apart from everything else (PRI-18)."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.mail.queries import consent_of
from cadair.nominations.actions import attach_drafts, autosave_draft, start_draft, submit_draft
from cadair.seasons.states import SeasonState
from tests.cadair.nominations.test_drafting import PAGE, WHOLE
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


def _send(cast: Cast, email: str, **you: str) -> None:
    eirian = cast.actor("eirian")
    with clock.at(NOMINATING_AT):
        draft = start_draft(season=cast.season, language="cy", account=None, by=eirian)
        attach_drafts(drafts=[draft], account=cast.accounts["eirian"], by=eirian)
        for page, values in {**WHOLE, "you": {**WHOLE["you"], "email": email, **you}}.items():
            autosave_draft(draft=draft, page=page, values=values, seen=99, by=eirian)
        draft.refresh_from_db()
        submit_draft(draft=draft, page=PAGE, by=eirian)


@pytest.mark.parametrize("said", ["yes", "no"])
def test_the_answer_is_kept_with_its_date_and_who_gave_it(said: str) -> None:
    cast = a_season(SeasonState.OPEN)
    _send(cast, "eirian@example.org", news=said)
    kept = consent_of("eirian@example.org")
    assert kept is not None
    assert (kept.is_given, kept.said_at) == (said == "yes", NOMINATING_AT)
    assert kept.set_by_ref == cast.actor("eirian").ref


def test_a_form_without_the_question_says_no() -> None:
    cast = a_season(SeasonState.OPEN)
    _send(cast, "eirian@example.org")
    kept = consent_of("eirian@example.org")
    assert kept is not None
    assert not kept.is_given


def test_a_box_left_empty_later_takes_no_earlier_yes_back() -> None:
    cast = a_season(SeasonState.OPEN)
    _send(cast, "eirian@example.org", news="yes")
    _send(cast, "eirian@example.org", news="no")
    kept = consent_of("eirian@example.org")
    assert kept is not None
    assert kept.is_given


def test_nobody_says_yes_for_an_address_that_is_not_theirs() -> None:
    cast = a_season(SeasonState.OPEN)
    _send(cast, "somebody-else@example.org", news="yes")
    assert consent_of("somebody-else@example.org") is None
