"""What was changed is read like the original: for a reason, which is kept; never in passing."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.nominations.actions import autosave_draft, reopen_nomination, submit_draft
from cadair.nominations.models import Nomination
from cadair.seasons.states import SeasonState
from cadair.web.staff.reading.versions import _PAGES, steps_of
from tests.cadair.nominations.test_drafting import PAGE, a_draft
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, LANTERN, NOMINATING_AT, QUIET, Cast, a_season

pytestmark = pytest.mark.django_db

FIRST, SECOND = "Madog Secret was arrested.", "Nobody is named any more."


def changed(cast: Cast) -> Nomination:
    """Eirian sends a form that names somebody, and a day later one that does not."""
    eirian = cast.actor("eirian")
    with clock.at(NOMINATING_AT):
        draft = a_draft(cast, eirian)
        autosave_draft(draft=draft, page="summary", values={"summary": FIRST}, seen=99, by=eirian)
        draft.refresh_from_db()
        nomination = submit_draft(draft=draft, page=PAGE, by=eirian)
    with clock.at(NOMINATING_AT + timedelta(days=1)):
        draft = reopen_nomination(nomination=nomination, account=None, by=eirian)
        autosave_draft(draft=draft, page="summary", values={"summary": SECOND}, seen=99, by=eirian)
        draft.refresh_from_db()
        return submit_draft(draft=draft, page=PAGE, by=eirian)


def test_only_what_differs_is_shown_with_its_moment() -> None:
    cast = a_season(SeasonState.OPEN)
    (step,) = steps_of(changed(cast))
    assert (step.number, step.at) == (2, NOMINATING_AT + timedelta(days=1))
    assert [(each.before, each.after) for each in step.changes] == [(FIRST, SECOND)]


def test_a_reason_opens_it_and_is_kept_and_no_page_before_shows_it() -> None:
    cast = a_season(SeasonState.OPEN)
    nomination = changed(cast)
    read = f"/en/desk/valley-2026/reading/{nomination.public_id}/"
    with clock.at(NOMINATING_AT + timedelta(days=2)):
        olwen = signed_in(cast.accounts["olwen"])
        reading = olwen.get(read).content.decode()
        assert "What was changed" in reading
        asked = olwen.get(f"{read}versions/").content.decode()
        assert olwen.post(f"{read}versions/", {"why": ""}).status_code == 422
        assert not AuditEntry.objects.filter(action="open_original").exists()
        opened = olwen.post(f"{read}versions/", {"why": "The nominee asked."})
        welsh = olwen.post(
            f"/cy/desg/valley-2026/darllen/{nomination.public_id}/fersiynau/",
            {"why": "Gofynnodd yr enwebai."},
        )
    assert "Madog" not in reading + asked
    assert FIRST in opened.content.decode()
    assert SECOND in opened.content.decode()
    assert "O hynny ymlaen" in welsh.content.decode()
    assert "no-store" in opened["Cache-Control"]
    noted = AuditEntry.objects.filter(action="open_original")
    assert noted.count() == 2
    assert "asked" not in json.dumps([each.facts for each in noted])


def test_a_judge_finds_no_such_page() -> None:
    cast = a_season(SeasonState.OPEN)
    page = f"/en/desk/valley-2026/reading/{changed(cast).public_id}/versions/"
    assert signed_in(cast.accounts["ann"]).get(page).status_code == 404


def test_every_page_that_is_kept_of_a_form_is_told() -> None:
    """A page that is added to forms must be shown here too, or named as one that is not."""
    cast = a_season(SeasonState.OPEN)
    kept = changed(cast).versions.get().content["pages"]
    asked = {key for key in kept if key.startswith("question-")} | {"summary"}
    assert set(kept) - asked - {"fits"} <= set(_PAGES)


def test_whoever_reads_several_together_has_their_answers_before_them() -> None:
    cast = a_season(SeasonState.CHECKING)
    for number, nomination in enumerate(cast.season.nominations.order_by("pk")):
        nomination.panel_answers = {"prevention": f"Answer number {number} of them."}
        nomination.save()
    page = "/en/desk/valley-2026/reading/together/"
    with clock.at(CHECKING_AT):
        body = signed_in(cast.accounts["olwen"]).get(page).content.decode()
    for number in range(3):
        assert f"Answer number {number} of them." in body


def test_whoever_compares_two_entries_has_their_answers_before_them() -> None:
    cast = a_season(SeasonState.CHECKING)
    for number, nomination in enumerate(cast.season.nominations.order_by("pk")):
        nomination.panel_answers = {"prevention": f"Answer number {number} of them."}
        nomination.save()
    one, other = (cast.entries[title] for title in (LANTERN, QUIET))
    page = f"/en/desk/valley-2026/entries/{one.public_id}/group/?into={other.reference}"
    with clock.at(CHECKING_AT):
        body = signed_in(cast.accounts["olwen"]).get(page).content.decode()
    assert "Answer number 0 of them." in body
    assert "Answer number 1 of them." in body
