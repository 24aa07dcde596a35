"""What needs you today: computed from the rows, counts and never marks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.judging.actions import save_scorecard
from cadair.mail.models import OutboxMessage
from cadair.mail.states import Delivery
from cadair.nominations.actions import declare_eligible
from cadair.nominations.models import Draft, EntryOrganisation
from cadair.seasons.actions import make_plan
from cadair.seasons.states import SeasonState
from tests.cadair.web.staff.life.desk import CY, EN, Desk, desk
from tests.cast import CEREMONY_DATE, KICKABOUT, an_organisation
from tests.progress import declare, mark, read

pytestmark = pytest.mark.django_db


def all_checked(at: Desk) -> None:
    """Every entry is found eligible."""
    with clock.at(at.moment):
        for entry in at.cast.entries.values():
            declare_eligible(entry=entry, by=at.cast.organiser)


@pytest.mark.parametrize("state", list(SeasonState))
def test_in_every_state_the_page_says_what_is_next_in_both_languages(state: SeasonState) -> None:
    at = desk(state)
    assert "The next step" in at.page(EN + "today/")
    assert "Y cam nesaf" in at.page(CY + "heddiw/")


def test_entries_nobody_checked_are_urgent_once_checking_has_begun() -> None:
    at = desk(SeasonState.CHECKING)
    english, welsh = at.page(EN + "today/"), at.page(CY + "heddiw/")
    assert "Entries nobody has checked yet" in english
    assert "3 entries" in english
    assert "3 chais" in welsh
    assert "need--urgent" in english
    all_checked(at)
    assert "Entries nobody has checked yet" not in at.page(EN + "today/")


def test_while_nominations_are_open_unfinished_forms_are_counted() -> None:
    at = desk()
    for is_test in (False, True):
        Draft.objects.create(
            season=at.cast.season,
            language="cy",
            started_at=at.moment,
            saved_at=at.moment,
            is_test=is_test,
        )
    assert "Nominations begun and not sent in</strong>: 1" in at.page(EN + "today/")


def test_judges_who_are_behind_are_named_and_no_mark_is_shown() -> None:
    at = desk(SeasonState.JUDGING)
    with clock.at(at.moment):
        declare(at.cast)
        entry = at.cast.entries[KICKABOUT]
        save_scorecard(
            judge=at.cast.judges["ann"],
            entry=entry,
            category=entry.categories.get(),
            marks={"prevention": 7, "impact": 3},
            by=at.cast.actor("ann"),
        )
    page = at.page(EN + "today/")
    assert "Judges who have not finished" in page
    assert "3 judges" in page
    for secret in (KICKABOUT, "mark_", "prevention"):
        assert secret not in page


def test_a_judge_who_declared_nothing_keeps_the_panel_waiting() -> None:
    at = desk(SeasonState.JUDGING)
    assert "not declared their interests" in at.page(EN + "today/")
    with clock.at(at.moment):
        declare(at.cast)
    assert "not declared their interests" not in at.page(EN + "today/")


def test_award_texts_that_miss_a_language_are_counted_while_results_are_made() -> None:
    at = desk(SeasonState.SEALED)
    award = at.cast.season.awards.all()[0]
    award.text_cy = ""
    award.save()
    page = at.page(EN + "today/")
    assert "Award texts missing in a language" in page
    assert "1 award" in page


def test_late_steps_come_first_with_their_owner_and_what_the_season_shows_does_not() -> None:
    at = desk()
    with clock.at(at.moment):
        make_plan(season=at.cast.season, owner=at.cast.accounts["olwen"], by=at.cast.organiser)
    at.cast.season.plan.filter(key="thanks").update(due_date=at.moment.date())
    at.cast.season.plan.filter(key="lessons").update(due_date=at.moment.date() - timedelta(days=1))
    page = at.page(EN + "today/")
    assert page.index("Write down what to do better") < page.index("Thank nominators")
    assert "Late since: 6 September 2026" in page
    assert "Due today" in page
    assert "Open for nominations" not in page


def test_mail_that_failed_shows_only_to_people_of_this_season() -> None:
    at = desk()
    for number, to in enumerate(("ann@example.org", "elsewhere@example.org")):
        OutboxMessage.objects.create(
            once=f"x:{number}",
            letter="x",
            to_address=to,
            queued_at=at.moment,
            next_attempt_at=at.moment,
            forget_at=at.moment,
            state=Delivery.FAILED,
        )
    page = at.page(EN + "today/")
    assert "E-mails that could not be delivered" in page
    assert "ann@example.org" in page
    assert "elsewhere@example.org" not in page


def test_unchecked_organisations_and_people_who_never_came_are_said() -> None:
    at = desk()
    body = an_organisation("typed-by-somebody")
    body.is_checked = False
    body.save()
    EntryOrganisation.objects.create(entry=at.cast.entries[KICKABOUT], organisation=body)
    page = at.page(EN + "today/")
    assert "1 organisation" in page
    assert "never signed in" in page
    assert "no second step" in page


def test_when_nothing_waits_the_page_says_what_would_appear() -> None:
    at = desk(SeasonState.RELEASED)
    at.cast.season.roles.all().exclude(account=at.cast.accounts["olwen"]).delete()
    page = at.page(EN + "today/")
    assert "no second step" in page  # of Olwen herself
    assert "Dates ahead" in page


def test_dates_ahead_are_in_words_and_past_ones_are_gone() -> None:
    at = desk(SeasonState.CHECKING)
    page = at.page(EN + "today/")
    assert "Thursday 26 November 2026" in page
    assert "55 days" in page
    assert "Nominations close" not in page
    at.cast.season.moments.filter(key="ceremony").update(on_date=at.moment.date())
    assert ">today<" in at.page(EN + "today/")
    assert at.cast.season.moments.get(key="ceremony").on_date != CEREMONY_DATE


def test_judging_is_begun_here_when_nothing_is_missing() -> None:
    at = desk(SeasonState.CHECKING)
    before = AuditEntry.objects.count()
    refused = at.post(EN + "next-step/")
    assert refused.status_code == 422
    assert "Entry not checked yet" in refused.content.decode()
    assert AuditEntry.objects.count() == before
    all_checked(at)
    with clock.at(at.moment):
        read(at.cast)
    assert "3 entries" in at.page(EN + "next-step/")
    done = at.post(EN + "next-step/")
    assert (done.status_code, done["Location"]) == (302, EN + "today/")
    at.cast.season.refresh_from_db()
    assert at.cast.season.state == SeasonState.JUDGING
    assert "Judging has begun" in at.page(EN + "today/")


def test_deciding_is_begun_here_when_every_scorecard_is_locked() -> None:
    at = desk(SeasonState.JUDGING)
    assert at.post(CY + "cam-nesaf/").status_code == 422
    with clock.at(at.moment):
        declare(at.cast)
        mark(at.cast)
    assert at.post(CY + "cam-nesaf/").status_code == 302
    at.cast.season.refresh_from_db()
    assert at.cast.season.state == SeasonState.DECIDING


@pytest.mark.parametrize("state", [SeasonState.OPEN, SeasonState.DECIDING, SeasonState.RELEASED])
def test_where_nothing_is_to_be_pressed_there_is_no_such_page(state: SeasonState) -> None:
    at = desk(state)
    assert at.get(EN + "next-step/").status_code == 404
    assert at.post(EN + "next-step/").status_code == 404
