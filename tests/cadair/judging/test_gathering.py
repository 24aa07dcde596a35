"""When the panel meets and what it reads: asked, answered, reminded, chosen, put into calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.actions import (
    BriefingWords,
    Dates,
    answer_dates,
    ask_for_dates,
    choose_date,
    remind_of_dates,
    write_briefing,
)
from cadair.judging.dates import answers_of, panel_of, silent_judges
from cadair.judging.models import Briefing, DateAnswer, DateOption, DatePoll
from cadair.mail.models import OutboxMessage
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast, a_season
from tests.structure.matrix.nominate_evidence import a_ready_file
from tests.structure.scenes.gathering import PAPER, answers, asked, dates

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Iterator[Cast]:
    found = a_season()
    with clock.at(NOMINATING_AT):
        yield found


def letters(name: str) -> list[str]:
    sent = OutboxMessage.objects.filter(letter=f"judging/email/{name}")
    return sorted(sent.values_list("to_address", flat=True))


def poll(cast: Cast) -> DatePoll:
    return DatePoll.objects.get(season=cast.season)


def test_every_judge_is_asked_and_only_the_silent_ones_are_reminded_once_a_day(cast: Cast) -> None:
    asked(cast)
    judges = panel_of(cast.season)
    addresses = [judge.account.email for judge in judges if judge.account]
    assert letters("dates_asked") == sorted(addresses)
    answer_dates(judge=cast.judges["ann"], answers=answers(cast), by=cast.actor("ann"))
    remind_of_dates(season=cast.season, by=cast.organiser)
    remind_of_dates(season=cast.season, by=cast.organiser)
    assert "ann@example.org" not in letters("dates_waiting")
    assert len(letters("dates_waiting")) == len(judges) - 1
    assert cast.judges["ann"] not in silent_judges(poll(cast))


def test_answers_to_times_that_stay_are_kept_when_it_is_asked_again(cast: Cast) -> None:
    asked(cast)
    answer_dates(judge=cast.judges["ann"], answers=answers(cast), by=cast.actor("ann"))
    first = dates().options[0]
    other = (first[0] + timedelta(days=7), 60)
    again = Dates(options=[first, other], answer_by=dates().answer_by)
    ask_for_dates(season=cast.season, dates=again, by=cast.organiser)
    assert DateAnswer.objects.count() == 1
    lines = answers_of(poll(cast), [cast.judges["ann"]])
    assert [line.said[0] for line in lines] == ["yes", None]


def test_a_chosen_day_is_told_and_before_opening_it_is_the_day_of_the_season(cast: Cast) -> None:
    asked(cast)
    option = DateOption.objects.all()[1]
    choose_date(option=option, by=cast.organiser)
    assert cast.season.moments.get(key="panel_meets").at == option.at
    assert len(letters("date_chosen")) == len(panel_of(cast.season))
    with pytest.raises(NotNow):
        answer_dates(judge=cast.judges["ann"], answers=answers(cast), by=cast.actor("ann"))
    with pytest.raises(NotNow):
        choose_date(option=option, by=cast.organiser)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"options": []}, "at least one time"),
        ({"options": [(NOMINATING_AT - timedelta(days=1), 60)]}, "over already"),
        ({"options": [(NOMINATING_AT + timedelta(days=1), 60)] * 2}, "stands there twice"),
        ({"options": [(NOMINATING_AT + timedelta(days=1), 0)]}, "how many minutes"),
        ({"answer_by": date(2020, 1, 1)}, "answer by is over"),
        (
            {"options": [(NOMINATING_AT + timedelta(days=day), 60) for day in range(1, 30)]},
            "too many times",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(cast: Cast, change: dict[str, Any], said: str) -> None:
    usual = {"options": dates().options, "answer_by": dates().answer_by}
    with pytest.raises(Refusal, match=said):
        ask_for_dates(season=cast.season, dates=Dates(**{**usual, **change}), by=cast.organiser)
    assert not DatePoll.objects.exists()


def test_a_judge_answers_for_themselves_and_for_every_time(cast: Cast) -> None:
    asked(cast)
    with pytest.raises(NotAllowed):
        answer_dates(judge=cast.judges["ann"], answers=answers(cast), by=cast.actor("bob"))
    some = dict(list(answers(cast).items())[:1])
    for wrong in (some, {**answers(cast), "x": "yes"}, dict.fromkeys(answers(cast), "perhaps")):
        with pytest.raises(Refusal, match="every time"):
            answer_dates(judge=cast.judges["ann"], answers=wrong, by=cast.actor("ann"))


def typed(cast: Cast) -> dict[str, str]:
    return {
        "ask": "1",
        "day_1": "2026-11-05",
        "hour_1": "10:00",
        "day_2": "2026-11-06",
        "hour_2": "14:30",
        "minutes_2": "90",
        "answer_by": "2026-10-01",
        "place_cy": "Neuadd; y Dref, Llan",
        "place_en": "Town Hall",
    }


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_pages_ask_answer_choose_and_give_a_calendar(cast: Cast, language: str) -> None:
    desk = {"cy": "/cy/desg", "en": "/en/desk"}[language]
    own = {"cy": "/cy/beirniadu", "en": "/en/judging"}[language]
    word = {"cy": "cyfarfod", "en": "meeting"}[language]
    calendar = {"cy": "calendr", "en": "calendar"}[language]
    olwen, ann = signed_in(cast.accounts["olwen"]), signed_in(cast.accounts["ann"])
    address, mine = f"{desk}/{cast.season.key}/{word}/", f"{own}/{cast.season.key}/{word}/"
    assert ann.get(mine).status_code == 200
    wrong = olwen.post(address, {**typed(cast), "hour_1": ""})
    assert wrong.status_code == 422
    assert 'value="2026-11-05"' in wrong.content.decode()
    assert olwen.post(address, typed(cast)).status_code == 302
    options = list(DateOption.objects.all())
    assert [each.minutes for each in options] == [180, 90]
    half = ann.post(mine, {f"option-{options[0].public_id}": "no"})
    assert half.status_code == 422
    assert "checked" in half.content.decode()
    given = {f"option-{each.public_id}": "if-need-be" for each in options}
    assert ann.post(mine, given).status_code == 302
    shown = olwen.get(address).content.decode()
    assert "tag--gold" in shown
    assert ann.get(f"{mine}{calendar}/").status_code == 404
    assert olwen.post(address, {"choose": options[1].public_id}).status_code == 302
    file = ann.get(f"{mine}{calendar}/")
    assert file["Content-Type"].startswith("text/calendar")
    lines = file.content.decode().split("\r\n")
    assert "DTSTART:20261106T143000Z" in lines
    assert "DTEND:20261106T160000Z" in lines
    place = {"cy": r"LOCATION:Neuadd\; y Dref\, Llan", "en": "LOCATION:Town Hall"}[language]
    assert place in lines
    assert all(len(line.encode()) <= 75 for line in lines)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_papers_are_read_by_judges_in_their_language_with_the_file_once_it_was_checked(
    cast: Cast, language: str
) -> None:
    desk = {"cy": "/cy/desg", "en": "/en/desk"}[language]
    own = {"cy": "/cy/beirniadu", "en": "/en/judging"}[language]
    papers, word = {"cy": ("papurau", "cyfarfod"), "en": ("papers", "meeting")}[language]
    new = {"cy": "newydd", "en": "new"}[language]
    olwen, ann = signed_in(cast.accounts["olwen"]), signed_in(cast.accounts["ann"])
    address = f"{desk}/{cast.season.key}/{papers}/"
    words = {"title_cy": "Sut i farcio", "title_en": "How to mark", "text_cy": "Darllenwch."}
    half = olwen.post(f"{address}{new}/", words)
    assert half.status_code == 422
    assert "Sut i farcio" in half.content.decode()
    done = olwen.post(f"{address}{new}/", {**words, "text_en": "Read."})
    assert done.status_code == 302
    shown = ann.get(f"{own}/{cast.season.key}/{word}/").content.decode()
    assert {"cy": "Darllenwch.", "en": "Read."}[language] in shown
    paper = Briefing.objects.get()
    file = f"{own}/{cast.season.key}/{word}/{papers}/{paper.public_id}/"
    assert ann.get(file).status_code == 404
    paper.file = a_ready_file()
    paper.save()
    assert ann.get(file).status_code == 200
    assert ann.get(file)["Content-Disposition"].startswith("attachment")
    assert olwen.post(f"{address}{paper.public_id}/", {"remove": "1"}).status_code == 302
    assert ann.get(file).status_code == 404


def test_a_file_that_is_none_is_refused_and_nothing_typed_is_lost(cast: Cast) -> None:
    olwen = signed_in(cast.accounts["olwen"])
    address = f"/en/desk/{cast.season.key}/papers/new/"
    words = {"title_cy": "Teitl", "title_en": "A title"}
    bad = SimpleUploadedFile("x.exe", b"MZ not a file we take")
    answer = olwen.post(address, {**words, "file": bad})
    assert answer.status_code == 422
    assert 'value="A title"' in answer.content.decode()
    assert not Briefing.objects.exists()
    empty = olwen.post(address, words)
    assert "Write a text, or choose a file" in empty.content.decode()


def test_a_paper_is_written_in_both_languages(cast: Cast) -> None:
    for wrong in (
        BriefingWords(title=BilingualText(en="Only English")),
        BriefingWords(title=PAPER.title, text=BilingualText(cy="Dim ond Cymraeg")),
        BriefingWords(title=PAPER.title),
    ):
        with pytest.raises(Refusal):
            write_briefing(season=cast.season, words=wrong, by=cast.organiser)
    with pytest.raises(NotAllowed):
        write_briefing(season=cast.season, words=PAPER, by=cast.actor("ann"))
