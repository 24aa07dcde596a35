"""Changing what was sent: versions, one reference, by the second; whatever is tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.nominations.actions import (
    autosave_draft,
    copy_nomination,
    discard_draft,
    drop_changes,
    reopen_nomination,
    submit_draft,
    withdraw_nomination,
)
from cadair.nominations.models import Draft, Nomination
from cadair.nominations.reached import how_far
from cadair.nominations.states import NominationState
from cadair.seasons.models import FormRules, SeasonMoment
from cadair.seasons.states import SeasonState
from tests.cadair.nominations.test_drafting import PAGE, WHOLE, a_draft
from tests.cast import CLOSES_AT, NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


def _sent(cast: Cast) -> tuple[Draft, Nomination]:
    eirian = cast.actor("eirian")
    draft = a_draft(cast, eirian)
    nomination = submit_draft(draft=draft, page=PAGE, by=eirian)
    return Draft.objects.get(pk=draft.pk), nomination


def _write(draft: Draft, text: str, cast: Cast) -> None:
    autosave_draft(
        draft=draft, page="summary", values={"summary": text}, seen=99, by=cast.actor("eirian")
    )


def _reopen(cast: Cast, nomination: Nomination) -> Draft:
    return reopen_nomination(nomination=nomination, account=None, by=cast.actor("eirian"))


def test_each_version_is_kept_with_when_it_stood() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        _draft, nomination = _sent(cast)
    for day, text in ((1, "Second."), (2, "Third.")):
        with clock.at(NOMINATING_AT + timedelta(days=day)):
            draft = _reopen(cast, nomination)
            _write(draft, text, cast)
            changed = submit_draft(draft=draft, page=PAGE, by=cast.actor("eirian"))
    assert (changed.pk, changed.reference) == (nomination.pk, nomination.reference)
    assert changed.summary == "Third."
    first, second = changed.versions.all()
    assert (first.number, second.number) == (1, 2)
    assert first.replaced_at == second.sent_at == NOMINATING_AT + timedelta(days=1)
    said = [each.content["pages"]["summary"]["values"]["summary"] for each in (first, second)]
    assert said == [WHOLE["summary"]["summary"], "Second."]


def test_what_is_opened_again_is_sent_again_unchanged() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        _draft, before = _sent(cast)
        after = submit_draft(draft=_reopen(cast, before), page=PAGE, by=cast.actor("eirian"))
    for name in ("summary", "answers", "language", "relation", "nominator_name", "submitted_at"):
        assert getattr(after, name) == getattr(before, name), name
    assert after.entry.title == before.entry.title
    assert after.entry.categories.get().key == "asb"


def test_a_stranger_opens_drops_and_copies_nothing() -> None:
    cast = a_season(SeasonState.OPEN)
    bob = cast.actor("bob")
    with clock.at(NOMINATING_AT):
        nomination = cast.season.nominations.get(reference="N-0001")
        with pytest.raises(NotAllowed):
            reopen_nomination(nomination=nomination, account=cast.accounts["bob"], by=bob)
        with pytest.raises(NotAllowed):
            copy_nomination(
                nomination=nomination, season=cast.season, account=cast.accounts["bob"], by=bob
            )
        draft = reopen_nomination(
            nomination=nomination, account=cast.accounts["eirian"], by=cast.actor("eirian")
        )
        with pytest.raises(NotAllowed):
            drop_changes(draft=draft, by=bob)
        with pytest.raises(NotAllowed):
            submit_draft(draft=draft, page=PAGE, by=bob)


def test_an_entry_behind_which_others_stand_keeps_its_title() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        _draft, nomination = _sent(cast)
        other = cast.season.nominations.get(reference="N-0001")
        Nomination.objects.filter(pk=other.pk).update(entry=nomination.entry)
        draft = _reopen(cast, nomination)
        about = {**WHOLE["entry"], "title": "Mine alone"}
        autosave_draft(draft=draft, page="entry", values=about, seen=99, by=cast.actor("eirian"))
        changed = submit_draft(draft=draft, page=PAGE, by=cast.actor("eirian"))
    changed.entry.refresh_from_db()
    assert changed.entry.title_cy == WHOLE["entry"]["title"]


@pytest.mark.parametrize(
    ("closes", "moment", "is_taken"),
    [
        (CLOSES_AT, CLOSES_AT, True),
        (CLOSES_AT, CLOSES_AT + timedelta(seconds=1), False),
        # 01:30 comes twice on 25 October 2026: this is the second one, in winter time.
        (
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 0, 45, tzinfo=UTC),
            True,
        ),
        (
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            True,
        ),
        (
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 1, 30, 1, tzinfo=UTC),
            False,
        ),
    ],
)
def test_changes_are_taken_until_the_closing_second(
    *, closes: datetime, moment: datetime, is_taken: bool
) -> None:
    cast = a_season(SeasonState.OPEN)
    SeasonMoment.objects.filter(season=cast.season, key="nominations_close").update(at=closes)
    with clock.at(NOMINATING_AT):
        _draft, nomination = _sent(cast)
        draft = _reopen(cast, nomination)
        _write(draft, "Changed.", cast)
    with clock.at(moment):
        if is_taken:
            submit_draft(draft=draft, page=PAGE, by=cast.actor("eirian"))
        else:
            with pytest.raises(NotNow):
                submit_draft(draft=draft, page=PAGE, by=cast.actor("eirian"))
    nomination.refresh_from_db()
    assert nomination.summary == ("Changed." if is_taken else WHOLE["summary"]["summary"])


@pytest.mark.parametrize("state", [SeasonState.OPEN, SeasonState.CHECKING])
@pytest.mark.parametrize(("late", "is_taken"), [(600, True), (601, False)])
def test_the_grace_is_for_forms_begun_before_closing(
    *, state: SeasonState, late: int, is_taken: bool
) -> None:
    """The worker may have closed already: the grace is the same, to the second."""
    cast = a_season(SeasonState.OPEN)
    FormRules.objects.create(season=cast.season, grace_minutes=10)
    with clock.at(CLOSES_AT - timedelta(seconds=5)):
        draft = a_draft(cast, cast.actor("eirian"))
    cast.season.state = state
    cast.season.save()
    with clock.at(CLOSES_AT + timedelta(seconds=late)):
        try:
            submit_draft(draft=draft, page=PAGE, by=cast.actor("eirian"))
        except NotNow:
            assert not is_taken
        else:
            assert is_taken


def test_how_far_forms_get_is_read_from_the_record() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        before = how_far(cast.season)
        draft, _nomination = _sent(cast)
        left = a_draft(cast, cast.actor("eirian"), whole=False)
        discard_draft(draft=left, by=cast.actor("eirian"))
    after = how_far(cast.season)
    assert draft.is_sent
    assert (after.begun - before.begun, after.sent - before.sent) == (2, 1)


STEPS = st.lists(
    st.sampled_from(
        ["write", "blank", "send", "late", "reopen", "drop", "discard", "withdraw", "copy"]
    ),
    max_size=14,
)


@given(steps=STEPS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_whatever_is_tried_what_was_sent_stands_and_keeps_its_reference(steps: list[str]) -> None:
    with transaction.atomic():
        cast = a_season(SeasonState.OPEN)
        with clock.at(NOMINATING_AT):
            draft, nomination = _sent(cast)
        reference, standing = nomination.reference, nomination.summary
        for number, step in enumerate(steps):
            was = Draft.objects.filter(pk=draft.pk).first()
            is_open = was is not None and was.is_changing
            text = was.values_of("summary").get("summary", "") if was is not None else ""
            done = _tried(step, number, cast, draft, nomination)
            if done and step == "send" and is_open:
                standing = text
            nomination.refresh_from_db()
            assert (nomination.reference, nomination.summary) == (reference, standing)
            _is_sound(draft, nomination)
        assert cast.season.nominations.count() == 4
        transaction.set_rollback(True)


def _is_sound(draft: Draft, nomination: Nomination) -> None:
    there = Draft.objects.filter(pk=draft.pk).first()
    if there is not None:
        assert there.nomination_id == nomination.pk
        assert there.is_changing or there.answers == {}
    numbers = list(nomination.versions.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def _tried(step: str, number: int, cast: Cast, draft: Draft, nomination: Nomination) -> bool:
    eirian = cast.actor("eirian")
    is_withdrawn = nomination.state == NominationState.WITHDRAWN
    steps: dict[str, Callable[[], object]] = {
        "write": lambda: _write(draft, f"Text {number}", cast),
        "blank": lambda: _write(draft, "", cast),
        "send": lambda: submit_draft(draft=draft, page=PAGE, by=eirian),
        "late": lambda: submit_draft(draft=draft, page=PAGE, by=eirian),
        "reopen": lambda: _reopen(cast, nomination),
        "drop": lambda: drop_changes(draft=draft, by=eirian),
        "discard": lambda: discard_draft(draft=draft, by=eirian),
        "withdraw": lambda: withdraw_nomination(nomination=nomination, by=cast.organiser),
        "copy": lambda: copy_nomination(
            nomination=nomination, season=cast.season, account=cast.accounts["eirian"], by=eirian
        ),
    }
    moment = CLOSES_AT + timedelta(seconds=1) if step == "late" else NOMINATING_AT
    try:
        with clock.at(moment):
            steps[step]()
    except Refusal:
        return False
    assert not (is_withdrawn and step == "reopen")
    return True
