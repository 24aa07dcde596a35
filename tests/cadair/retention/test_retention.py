"""Through the time of every rule: what was kept long enough goes, nothing else does (PRI-11)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Model

from cadair.audit.models import AuditEntry, RetentionRun
from cadair.audit.states import HoldKind
from cadair.audit.verification import verify
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.judging.models import (
    Analysis,
    BallotLine,
    DateAnswer,
    DatePoll,
    Interest,
    Mark,
    Scorecard,
)
from cadair.judging.round_states import RoundMethod
from cadair.nominations.actions import log_contact
from cadair.nominations.figures import by_language, days_of
from cadair.nominations.models import (
    ContactNote,
    Entry,
    EntryPerson,
    Evidence,
    FormerTitle,
    Nomination,
    NominationVersion,
    SavedView,
)
from cadair.nominations.states import (
    ContactKind,
    ContactWay,
    Eligibility,
    NominationState,
)
from cadair.nominations.tasks import forget_imports, mend_words
from cadair.retention import actions
from cadair.retention.actions import forget_due, lift_hold, place_hold
from cadair.retention.queries import due_in_all, outlook
from cadair.retention.tasks import forget_daily
from cadair.retention.terms import months_after
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from tests.cast import LANTERN, MEETING_AT, Cast, a_season
from tests.rounds import a_round

pytestmark = pytest.mark.django_db

WORKER = Actor.system("worker")
MINUTE = timedelta(minutes=1)
SECRET = "Mererid Cudd"


@pytest.fixture
def cast() -> Cast:
    """Results are public; Operation Lantern and Quiet Streets have awards, Night Kickabout none."""
    return a_season(SeasonState.RELEASED)


def _after(months: int) -> datetime:
    return months_after(MEETING_AT, months)


def _sent(cast: Cast, title: str) -> Nomination:
    return Nomination.objects.get(entry=cast.entries[title])


def _loser(cast: Cast) -> Nomination:
    """A nomination without an award, with whatever can hang on one, and a name in all of it."""
    one = cast.season.nominations.filter(entry__awards=None).get()
    one.summary, one.answers, one.panel_summary = SECRET, {"impact": SECRET}, SECRET
    one.nominator_name, one.nominator_email = SECRET, "mererid@example.org"
    one.save()
    one.versions.create(
        number=1, sent_at=MEETING_AT, replaced_at=MEETING_AT, content={"summary": SECRET}
    )
    one.evidence.create(position=0, link="https://example.org/", description=SECRET, language="cy")
    log_contact(
        nomination=one,
        kind=ContactKind.CALL,
        way=ContactWay.IN,
        on=MEETING_AT.date(),
        text=SECRET,
        by=cast.organiser,
    )
    EntryPerson.objects.create(entry=one.entry, name=SECRET)
    Entry.objects.filter(pk=one.entry_id).update(title_en=SECRET, place_en=SECRET)
    return one


def _look(moment: datetime) -> dict[str, int]:
    with clock.at(moment):
        forget_daily()
        newest = RetentionRun.objects.order_by("-pk").first()
    assert newest is not None
    return dict(newest.gone)


def test_months_are_counted_by_the_calendar_of_wales() -> None:
    last = datetime(2026, 8, 31, 9, 30, tzinfo=UTC)
    assert months_after(last, 6) == datetime(2027, 2, 28, 10, 30, tzinfo=UTC)
    assert months_after(last, 12) == datetime(2027, 8, 31, 9, 30, tzinfo=UTC)


def test_a_nomination_without_award_is_whole_a_minute_before_and_gone_a_minute_after(
    cast: Cast,
) -> None:
    one = _loser(cast)
    assert "without-award" not in _look(_after(6) - MINUTE)
    one.refresh_from_db()
    assert one.summary == SECRET
    assert _look(_after(6) + timedelta(days=1))["without-award"] == 1
    one.refresh_from_db()
    assert (one.nominator_name, one.nominator_email, one.summary, one.answers) == ("", "", "", {})
    assert (one.panel_summary, one.panel_answers) == ("", {})
    for table in (NominationVersion, Evidence, ContactNote, EntryPerson):
        assert not table.objects.filter(**_reaches(table, one)).exists()
    one.entry.refresh_from_db()
    assert (one.entry.title, one.entry.place_en) == (one.entry.reference, "")


def _reaches(table: type[Model], one: Nomination) -> dict[str, object]:
    return {"entry": one.entry} if table is EntryPerson else {"nomination": one}


def test_not_a_word_of_it_is_left_in_any_table(cast: Cast) -> None:
    one = _loser(cast)
    mend_words()
    SavedView.objects.create(
        season=cast.season, account=cast.accounts["olwen"], name="x", query=f"?text={SECRET}"
    )
    assert _tables_with(SECRET)
    _look(_after(6) + MINUTE)
    with clock.at(_after(6) + timedelta(hours=1)):
        mend_words()
    assert _tables_with(SECRET) == []
    assert one.pk in set(cast.season.nominations.values_list("pk", flat=True))


def _tables_with(words: str) -> list[str]:
    from django.apps import apps

    return [
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("cadair.")
        for row in model._default_manager.values_list()
        if any(words in str(cell) for cell in row)
    ]


def test_the_figures_stay(cast: Cast) -> None:
    before = [days_of(cast.season), by_language(cast.season)]
    for months in (3, 6, 12, 24):
        _look(_after(months) + MINUTE)
    assert [days_of(cast.season), by_language(cast.season)] == before


def test_what_was_withdrawn_goes_three_months_after_the_results(cast: Cast) -> None:
    one = _loser(cast)
    Nomination.objects.filter(pk=one.pk).update(state=NominationState.WITHDRAWN)
    assert _look(_after(3) - MINUTE) == {}
    assert _look(_after(3) + timedelta(days=1)) == {"not-judged": 1}


def test_what_was_not_eligible_goes_three_months_after_the_results(cast: Cast) -> None:
    one = _loser(cast)
    Entry.objects.filter(pk=one.entry_id).update(
        eligibility=Eligibility.INELIGIBLE, ineligible_reason="spam", ineligible_note_en=SECRET
    )
    assert _look(_after(3) + MINUTE) == {"not-judged": 1}
    one.entry.refresh_from_db()
    assert one.entry.ineligible_note_en == ""
    assert one.entry.ineligible_reason == "spam"


def test_marks_and_declarations_go_after_a_year_and_the_suggestions_stay(cast: Cast) -> None:
    many = Scorecard.objects.count(), Interest.objects.count()
    suggested = list(cast.season.proposals.values_list("document", flat=True))
    Analysis.objects.create(
        season=cast.season,
        category=cast.category("asb"),
        document={"judges": [{"judge": "ann", "leniency": 5}]},
        computed_at=clock.now(),
    )
    _look(_after(12) - timedelta(days=1))
    assert (Scorecard.objects.count(), Interest.objects.count()) == many
    gone = _look(_after(12) + MINUTE)
    assert (gone["scorecards"], gone["interests"]) == many
    assert not Mark.objects.exists()
    assert not Analysis.objects.exists()
    assert list(cast.season.proposals.values_list("document", flat=True)) == suggested


def test_what_was_answered_in_rounds_goes_after_a_year(cast: Cast) -> None:
    round_ = a_round(cast, RoundMethod.SINGLE_SCORE)
    judge, (one, other) = cast.judges["ann"], list(cast.season.entries.order_by("pk"))[:2]
    round_.papers.create(judge=judge, entry=one, points=70, reason=SECRET)
    ballot = round_.ballots.create(judge=judge)
    ballot.lines.create(entry=one, rank=1)
    round_.comparisons.create(judge=judge, winner=one, loser=other)
    assert "papers" not in _look(_after(12) - timedelta(days=1))
    gone = _look(_after(12) + MINUTE)
    assert (gone["papers"], gone["ballots"], gone["comparisons"]) == (1, 1, 1)
    assert not BallotLine.objects.exists()


def test_tables_of_marks_go_after_a_year_and_what_was_said_of_the_meeting_after_two(
    cast: Cast,
) -> None:
    season, judge = cast.season, cast.judges["ann"]
    brought = {"sha256": "0" * 64, "file_sha256": "0" * 64, "brought_by_ref": "account:x"}
    season.marks_imports.create(rows=[SECRET], brought_at=clock.now(), **brought)
    poll = DatePoll.objects.create(season=season, answer_by=clock.now(), asked_at=clock.now())
    option = poll.options.create(at=clock.now(), minutes=60)
    option.answers.create(judge=judge, answer="yes", answered_at=clock.now())
    season.briefings.create(
        position=0, title_cy="T", title_en="T", text_en=SECRET, written_at=clock.now()
    )
    assert "marks-imports" not in _look(_after(12) - timedelta(days=1))
    assert _look(_after(12) + MINUTE)["marks-imports"] == 1
    _look(_after(24) - timedelta(days=1))
    assert DateAnswer.objects.exists()
    gone = _look(_after(24) + MINUTE)
    assert (gone["dates"], gone["briefings"]) == (1, 1)
    assert not DateAnswer.objects.exists()


def test_what_won_goes_after_two_years_but_for_what_was_published(cast: Cast) -> None:
    won = _sent(cast, LANTERN)
    EntryPerson.objects.create(entry=won.entry, name=SECRET)
    EntryPerson.objects.create(entry=won.entry, name="Named", is_name_public=True)
    _look(_after(24) - timedelta(days=1))
    won.refresh_from_db()
    assert won.summary != ""
    gone = _look(_after(24) + MINUTE)
    assert (gone["winners"], gone["people"]) == (2, 1)
    won.refresh_from_db()
    assert (won.summary, won.nominator_email, won.entry.title) == ("", "", LANTERN)
    assert [each.name for each in won.entry.people.all()] == ["Named"]
    assert {each.reason_en for each in cast.season.decisions.all()} == {""}
    assert cast.season.awards.get(kind__key="winner").text_en == f"Why {LANTERN} (English)"


def test_the_title_that_was_taken_out_of_what_won_goes_with_its_texts(cast: Cast) -> None:
    won = _sent(cast, LANTERN).entry
    FormerTitle.objects.create(entry=won, title_en=SECRET, replaced_at=MEETING_AT)
    _look(_after(24) - timedelta(days=1))
    assert FormerTitle.objects.filter(entry=won).exists()
    _look(_after(24) + MINUTE)
    assert not FormerTitle.objects.filter(entry=won).exists()


def test_who_had_more_time_and_what_came_in_files_is_forgotten(cast: Cast) -> None:
    cast.season.extensions.create(
        email="mererid@example.org", until=MEETING_AT, reason=SECRET, given_at=MEETING_AT
    )
    cast.season.imports.create(file_name="a.csv", rows=[], read_at=MEETING_AT, state="done")
    _look(_after(6) - timedelta(days=1))
    assert cast.season.extensions.exists()
    assert cast.season.imports.exists()
    gone = _look(_after(6) + MINUTE)
    assert (gone["extensions"], gone["imports"]) == (1, 1)
    assert not cast.season.extensions.exists()


def test_a_file_that_nobody_took_in_is_forgotten_unless_the_season_is_held(cast: Cast) -> None:
    cast.season.imports.create(file_name="a.csv", rows=[[SECRET]], read_at=MEETING_AT)
    with clock.at(MEETING_AT + timedelta(days=29)):
        assert forget_imports() == 0
    with clock.at(MEETING_AT + timedelta(days=31)):
        hold = place_hold(
            season=cast.season,
            nomination=None,
            kind=HoldKind.COMPLAINT,
            reason="A",
            by=cast.organiser,
        )
        assert forget_imports() == 0
        lift_hold(season=cast.season, hold=hold, by=cast.organiser)
        assert forget_imports() == 1
    assert not cast.season.imports.exists()


def test_an_entry_grouped_into_a_winner_is_kept_as_long_as_the_winner(cast: Cast) -> None:
    one = _loser(cast)
    Entry.objects.filter(pk=one.entry_id).update(grouped_into=cast.entries[LANTERN])
    assert "without-award" not in _look(_after(6) + MINUTE)
    assert _look(_after(24) + MINUTE)["winners"] == 3


def test_a_season_without_results_keeps_everything() -> None:
    cast = a_season(SeasonState.SEALED)
    assert _look(_after(60)) == {}
    assert all(each.due_at is None for each in outlook(cast.season))


def test_a_season_of_invented_people_is_left_as_it_is(cast: Cast) -> None:
    Season.objects.update(is_fictional=True)
    assert _look(_after(60)) == {}


def test_the_dry_run_tells_what_goes_and_changes_nothing(cast: Cast) -> None:
    one = _loser(cast)
    with clock.at(_after(6) + MINUTE):
        told = {rule.key: number for rule, number in due_in_all() if number}
        here = {each.rule.key: each.now for each in outlook(cast.season) if each.now}
        one.refresh_from_db()
        assert one.summary == SECRET
        gone = forget_due(by=WORKER).gone
    assert told == here == gone == {"without-award": 1}


def test_the_worker_looks_once_a_day(cast: Cast) -> None:
    with clock.at(_after(6) + MINUTE):
        assert forget_daily() == 1
        _loser(cast)
        assert forget_daily() == 0
    with clock.at(_after(6) + timedelta(days=1, minutes=2)):
        assert forget_daily() == 1
    assert RetentionRun.objects.count() == 2


def test_a_look_that_finds_nothing_is_noted_and_leaves_the_record_alone(cast: Cast) -> None:
    before = AuditEntry.objects.count()
    assert _look(_after(1)) == {}
    assert RetentionRun.objects.count() == 1
    assert AuditEntry.objects.count() == before


def test_a_look_that_could_not_take_everything_goes_on_at_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "BATCH", 1)
    with clock.at(_after(24) + MINUTE):
        while forget_daily():
            assert RetentionRun.objects.count() < 50
        assert not any(number for _rule, number in due_in_all())
    assert RetentionRun.objects.filter(is_complete=True).count() == 1
    assert not Nomination.objects.exclude(summary="").exists()


def test_what_a_restored_backup_brings_back_goes_again(cast: Cast) -> None:
    one = _loser(cast)
    saved = Nomination.objects.filter(pk=one.pk).values().get()
    _look(_after(6) + MINUTE)
    Nomination.objects.filter(pk=one.pk).update(**saved)
    assert _look(_after(6) + timedelta(days=2)) == {"without-award": 1}
    one.refresh_from_db()
    assert one.summary == ""


def test_the_record_says_how_much_went_and_is_whole(cast: Cast) -> None:
    _look(_after(24) + MINUTE)
    newest = AuditEntry.objects.order_by("-sequence")[0]
    assert newest.action == "forget_due"
    assert '"winners":2' in newest.facts
    assert verify().is_whole
