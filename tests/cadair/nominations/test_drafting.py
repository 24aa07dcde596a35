"""Drafts: whose they are, one nomination however often sent, and what a rehearsal leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotComplete, NotNow, Refusal
from cadair.nominations.actions import (
    attach_drafts,
    autosave_draft,
    discard_draft,
    save_draft,
    start_draft,
    submit_draft,
    submit_nomination,
)
from cadair.nominations.models import Draft, Nomination
from cadair.nominations.states import Relation
from cadair.people.actions import named_organisation
from cadair.seasons.states import SeasonState
from tests.cast import CLOSES_AT, NOMINATING_AT, Cast, a_season
from tests.progress import NOMINATOR

pytestmark = pytest.mark.django_db

VISITOR = Actor(ref="visitor:public")
PAGE = BilingualText("https://example.org/cy/enwebiadau/", "https://example.org/en/nominations/")
WHOLE: dict[str, dict[str, Any]] = {
    "categories": {"categories": ["asb"]},
    "entry": {"title": "Open Gate", "kind": "team", "relation": "third-party"},
    "summary": {"summary": "What was done."},
    "question-prevention": {"answer": "Prevented."},
    "question-impact": {"answer": "Changed."},
    "you": {"name": "Nia", "email": "nia@example.org", "letters": "both"},
}


def a_draft(cast: Cast, by: Actor = VISITOR, *, whole: bool = True) -> Draft:
    draft = start_draft(season=cast.season, language="cy", account=None, by=by)
    for page, values in WHOLE.items() if whole else ():
        autosave_draft(draft=draft, page=page, values=values, seen=99, by=by)
    draft.refresh_from_db()
    return draft


def test_a_draft_of_an_account_is_written_sent_and_deleted_by_nobody_else() -> None:
    cast = a_season(SeasonState.OPEN)
    eirian, bob = cast.actor("eirian"), cast.actor("bob")
    with clock.at(NOMINATING_AT):
        draft = a_draft(cast)
        attach_drafts(drafts=[draft], account=cast.accounts["eirian"], by=eirian)
        for stranger in (bob, VISITOR, cast.organiser):
            with pytest.raises(NotAllowed):
                autosave_draft(draft=draft, page="summary", values={}, seen=99, by=stranger)
            with pytest.raises(NotAllowed):
                submit_draft(draft=draft, page=PAGE, by=stranger)
            with pytest.raises(NotAllowed):
                discard_draft(draft=draft, by=stranger)
        with pytest.raises(NotAllowed):
            attach_drafts(drafts=[a_draft(cast)], account=cast.accounts["eirian"], by=bob)
        assert attach_drafts(drafts=[draft], account=cast.accounts["bob"], by=bob) == []
        nomination = submit_draft(draft=draft, page=PAGE, by=eirian)
    assert nomination.entry.title_cy == "Open Gate"
    assert nomination.language == "cy"


def test_what_was_sent_is_neither_written_nor_deleted() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        draft = a_draft(cast)
        first = submit_draft(draft=draft, page=PAGE, by=VISITOR)
        assert submit_draft(draft=draft, page=PAGE, by=VISITOR) == first
        with pytest.raises(NotNow):
            save_draft(
                draft=draft, page="summary", values={}, seen=99, is_finished=True, by=VISITOR
            )
        with pytest.raises(NotNow):
            discard_draft(draft=draft, by=VISITOR)
    assert cast.season.nominations.count() == 4


def test_closed_is_said_before_incomplete() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        draft = a_draft(cast, whole=False)
        with pytest.raises(NotComplete) as incomplete:
            submit_draft(draft=draft, page=PAGE, by=VISITOR)
        assert len(incomplete.value.problems) == 10
    with clock.at(CLOSES_AT + timedelta(seconds=1)), pytest.raises(NotNow) as closed:
        submit_draft(draft=draft, page=PAGE, by=VISITOR)
    assert closed.value.code == "nominations-closed"


def test_a_test_nomination_never_stands_behind_an_entry_that_counts() -> None:
    cast = a_season(SeasonState.OPEN)
    entry = cast.season.entries.all()[0]
    with clock.at(NOMINATING_AT), pytest.raises(Refusal) as refusal:
        submit_nomination(
            season=cast.season,
            entry=entry,
            nominator=NOMINATOR,
            language="en",
            relation=Relation.SELF,
            summary="Again",
            answers={},
            by=cast.organiser,
            is_test=True,
        )
    assert refusal.value.code == "other-season"


def test_nobody_rehearses_when_the_panel_decides() -> None:
    cast = a_season(SeasonState.DECIDING)
    with pytest.raises(NotNow):
        start_draft(
            season=cast.season, language="en", account=None, by=cast.organiser, is_test=True
        )


def test_an_organisation_is_known_by_either_name_and_a_checked_one_comes_first() -> None:
    cast = a_season()
    known = named_organisation(name="the NETWORK (Cymraeg)")
    assert known.key == "the-network"
    assert cast.season.programme.organiser == known
    new = named_organisation(name="  Clwb Ŵyn ")
    assert (new.name.cy, new.name.en, new.is_checked) == ("Clwb Ŵyn", "Clwb Ŵyn", False)
    assert named_organisation(name="clwb wyn") == new


STEPS = st.lists(
    st.sampled_from(["save", "blank", "send", "discard", "attach", "late"]), max_size=12
)


@given(steps=STEPS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_tried_a_draft_gives_at_most_one_nomination(steps: list[str]) -> None:
    with transaction.atomic():
        cast = a_season(SeasonState.OPEN)
        eirian = cast.actor("eirian")
        with clock.at(NOMINATING_AT):
            draft = a_draft(cast, eirian)
        for step in steps:
            _try(step, cast, draft, eirian)
        sent = Nomination.objects.filter(nominator_email="nia@example.org")
        assert sent.count() <= 1
        left = Draft.objects.filter(pk=draft.pk).first()
        if left is not None and left.nomination_id is not None:
            assert left.answers == {}
        elif sent.exists():
            pytest.fail("a nomination stands that no draft knows")
        transaction.set_rollback(True)


def _try(step: str, cast: Cast, draft: Draft, by: Actor) -> None:
    late = timedelta(seconds=1) if step == "late" else -timedelta(days=1)
    steps: dict[str, Callable[[], object]] = {
        "save": lambda: save_draft(
            draft=draft, page="summary", values=WHOLE["summary"], seen=99, is_finished=True, by=by
        ),
        "blank": lambda: autosave_draft(
            draft=draft, page="summary", values={"summary": ""}, seen=99, by=by
        ),
        "send": lambda: submit_draft(draft=draft, page=PAGE, by=by),
        "late": lambda: submit_draft(draft=draft, page=PAGE, by=by),
        "discard": lambda: discard_draft(draft=draft, by=by),
        "attach": lambda: attach_drafts(drafts=[draft], account=cast.accounts["eirian"], by=by),
    }
    try:
        with clock.at(CLOSES_AT + late):
            steps[step]()
    except Refusal:
        pass
