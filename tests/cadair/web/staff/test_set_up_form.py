"""The form in the set-up: listed, written in both languages, ordered, seen, changed while open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.seasons.actions import begin_own_form, freeze_rules
from cadair.seasons.models import Question
from cadair.seasons.questions import questions_of
from cadair.seasons.states import QuestionKind, SeasonState
from tests.cadair.web.staff.setting_up import olwen, page, sent, stamp
from tests.cast import NOMINATING_AT, Cast, a_season
from tests.structure.scenes.organising_form import a_question, an_eligibility_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return a_season()


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with clock.at(NOMINATING_AT):
        yield


@pytest.fixture
def browser(cast: Cast) -> Client:
    return olwen(cast)


def own(cast: Cast) -> None:
    begin_own_form(season=cast.season, by=cast.organiser)


def question(cast: Cast, key: str) -> Question:
    return Question.objects.get(season=cast.season, key=key)


def in_words(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


FUNDED = {
    "label_cy": "A gafwyd grant?",
    "label_en": "Was there a grant?",
    "kind": "yes-no",
    "readers": "judges",
    "option_0_cy": "Do, cafwyd grant",
    "option_0_en": "Yes, there was a grant",
    "option_1_cy": "Naddo, ni chafwyd grant",
    "option_1_en": "No, there was none",
}
FUNDER = {
    "label_cy": "Pwy a roddodd y grant?",
    "label_en": "Who gave the grant?",
    "kind": "short-text",
    "readers": "organisers",
    "words": "12",
}


def test_the_usual_questions_are_shown_and_taken_over(cast: Cast, browser: Client) -> None:
    shown = in_words(browser.get(page(cast, "form/")))
    assert "The usual questions" in shown
    answer = browser.post(page(cast, "form/"), {"begin": "1"}, follow=True)
    assert answer.status_code == 200
    keys = [each.key for each in questions_of(cast.season)]
    assert keys == ["summary", *cast.season.criteria.values_list("key", flat=True)]
    assert question(cast, "summary").is_required
    assert "Take them over" not in in_words(answer)


def test_a_question_that_depends_on_another_is_written_without_javascript(
    cast: Cast, browser: Client
) -> None:
    own(cast)
    answer = sent(browser, page(cast, "form/questions/new/"), FUNDED)
    assert answer.status_code == 302
    funded = question(cast, "was-there-a-grant")
    assert [each["key"] for each in funded.options] == [
        "yes-there-was-a-grant",
        "no-there-was-none",
    ]
    answer = sent(
        browser,
        page(cast, "form/questions/new/"),
        {**FUNDER, "only_if": ["was-there-a-grant:yes-there-was-a-grant"]},
    )
    assert answer.status_code == 302
    funder = question(cast, "who-gave-the-grant")
    assert funder.asked_if == funded
    assert (funder.words, funder.is_for_judges, funder.is_personal) == (12, False, False)
    listed = in_words(browser.get(page(cast, "ffurflen/", "cy")))
    assert "Yn cael ei ofyn ar ôl hyn yn unig" in listed
    assert "Do, cafwyd grant" in listed


def test_a_question_is_seen_in_both_languages_before_it_is_saved(
    cast: Cast, browser: Client
) -> None:
    own(cast)
    before = cast.season.questions.count()
    shown = browser.post(
        page(cast, "form/questions/new/"), {**FUNDED, "section": "case", "preview": "1"}
    )
    text = in_words(shown)
    assert shown.status_code == 200
    assert "How nominators would see it" in text
    assert text.count("Naddo, ni chafwyd grant") == 2, "in the form and as it would look"
    assert "May be left empty" in text
    assert "Gellir ei adael yn wag" in text
    assert cast.season.questions.count() == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"label_cy": ""}, "Question (Welsh): write something here"),
        ({"option_1_cy": "", "option_1_en": ""}, "Write exactly two answers"),
        ({"option_1_cy": ""}, "Nothing is written here: Answer to choose."),
        ({"kind": "long-text", "words": "many"}, "write a whole number"),
        ({"kind": "essay"}, "Select a valid choice"),
        ({"label_en": "x" * 301}, "This text is too long: Question."),
        ({"categories": ["nothing"]}, "Select a valid choice"),
        ({"label_en": "a\u0000b"}, "Null characters"),
        ({"help_en": "x" * 60_000}, "This text is too long: Help with a question."),
        ({"option_1_en": "x" * 201}, "This text is too long: Answer to choose."),
    ],
)
def test_a_slip_is_said_and_nothing_typed_is_lost(
    cast: Cast, browser: Client, data: dict[str, Any], said: str
) -> None:
    own(cast)
    answer = sent(browser, page(cast, "form/questions/new/"), {**FUNDED, **data})
    assert answer.status_code == 422
    assert said in in_words(answer)
    assert "Yes, there was a grant" in in_words(answer)
    assert not Question.objects.filter(kind=QuestionKind.YES_NO).exists()


@pytest.mark.parametrize(
    "typed", ["🏆 {{7*7}}", "\u202e{label}", "<script>alert(1)</script>", "%(x)s"]
)
def test_what_is_typed_is_shown_as_typed_and_carried_out_by_nobody(
    cast: Cast, browser: Client, typed: str
) -> None:
    own(cast)
    data = {**FUNDED, "label_en": typed, "help_en": typed, "help_cy": typed, "option_0_en": typed}
    assert sent(browser, page(cast, "form/questions/new/"), data).status_code == 302
    for rest in ("form/", "form/preview/", ""):
        shown = in_words(browser.get(page(cast, rest)))
        assert "<script>alert" not in shown
        assert "\u202e" not in shown
        assert "🏆 49" not in shown
    assert Question.objects.get(kind=QuestionKind.YES_NO).label_en == typed.replace("\u202e", "")


def test_names_of_sections_and_questions_before_the_form_are_corrected_as_texts(
    cast: Cast, browser: Client
) -> None:
    own(cast)
    asked = an_eligibility_question(cast.season)
    opened(cast)
    chosen = f"/en/desk/{cast.season.key}/changes/correct-a-text/"
    shown = in_words(browser.get(chosen))
    assert "Sections of the form" in shown
    assert "Questions before the form" in shown
    data = {"text_cy": "Nid yma, yn anffodus", "text_en": "Not here, we are sorry", **TOLD}
    address = f"{chosen}?text=before:here:why_not"
    assert browser.post(address, {**data, "confirm": "1"}).status_code == 302
    asked.refresh_from_db()
    assert asked.why_not_en == "Not here, we are sorry"
    assert cast.season.changes.get().rules_version is not None


def test_answers_keep_their_keys_when_one_is_taken_out(cast: Cast, browser: Client) -> None:
    own(cast)
    three = {**FUNDED, "kind": "choice", "option_2_cy": "Ni wn", "option_2_en": "I do not know"}
    sent(browser, page(cast, "form/questions/new/"), three)
    row = question(cast, "was-there-a-grant")
    address = page(cast, f"form/questions/{row.public_id}/")
    assert sent(browser, address, {"option_1_cy": "", "option_1_en": ""}).status_code == 302
    row.refresh_from_db()
    assert [each["key"] for each in row.options] == ["yes-there-was-a-grant", "i-do-not-know"]


def test_an_answer_that_another_question_waits_for_cannot_be_taken_out(
    cast: Cast, browser: Client
) -> None:
    own(cast)
    sent(browser, page(cast, "form/questions/new/"), FUNDED)
    sent(
        browser,
        page(cast, "form/questions/new/"),
        {**FUNDER, "only_if": ["was-there-a-grant:yes-there-was-a-grant"]},
    )
    row = question(cast, "was-there-a-grant")
    answer = sent(browser, page(cast, f"form/questions/{row.public_id}/"), {"kind": "long-text"})
    assert answer.status_code == 422
    assert "Another question is asked only after certain answers" in in_words(answer)
    browser.post(page(cast, f"form/questions/{row.public_id}/"), {"remove": "1"})
    assert Question.objects.filter(pk=row.pk).exists()


def test_order_changes_by_buttons_and_never_puts_a_condition_first(
    cast: Cast, browser: Client
) -> None:
    own(cast)
    first, second = cast.season.questions.order_by("position")[:2]
    browser.post(page(cast, "form/"), {"up": second.public_id})
    moved = list(cast.season.questions.order_by("position").values_list("key", flat=True))
    assert moved[:2] == [second.key, first.key]
    sent(browser, page(cast, "form/questions/new/"), FUNDED)
    sent(
        browser,
        page(cast, "form/questions/new/"),
        {**FUNDER, "only_if": ["was-there-a-grant:yes-there-was-a-grant"]},
    )
    last = question(cast, "who-gave-the-grant")
    answer = browser.post(page(cast, "form/"), {"up": last.public_id}, follow=True)
    assert "depend only on one that comes before it" in in_words(answer)
    assert question(cast, "who-gave-the-grant").position == last.position
    assert browser.post(page(cast, "form/"), {"up": "nothing"}).status_code == 404


def test_two_organisers_do_not_overwrite_each_other(cast: Cast, browser: Client) -> None:
    own(cast)
    row = question(cast, "summary")
    address = page(cast, f"form/questions/{row.public_id}/")
    shown = stamp(browser.get(address))
    sent(browser, address, {"label_en": "Tell us about it"})
    late = sent(browser, address, {"shown": shown, "label_en": "Say it"})
    assert late.status_code == 422
    assert "Somebody else has saved this page" in in_words(late)
    assert "Tell us about it" in in_words(late)


def test_sections_questions_before_the_form_and_limits(cast: Cast, browser: Client) -> None:
    own(cast)
    sent(browser, page(cast, "form/sections/new/"), {"name_cy": "Diolch", "name_en": "Thanks"})
    overview = in_words(browser.get(page(cast)))
    assert "Section without a question: Thanks." in overview
    asked = {
        "label_cy": "Yn y cwm?",
        "label_en": "In the valley?",
        "fits_cy": "Ydy",
        "fits_en": "It is",
        "fails_cy": "Nac ydy",
        "fails_en": "It is not",
        "why_not_cy": "Dim ond y cwm.",
    }
    assert sent(browser, page(cast, "form/before/new/"), asked).status_code == 302
    overview = in_words(browser.get(page(cast)))
    assert "Why one cannot nominate: In the valley?. Missing language: English." in overview
    answer = sent(
        browser,
        page(cast, "form/limits/"),
        {"referee": "required", "grace_minutes": "15", "most_per_nominator": "3"},
    )
    assert answer.status_code == 302
    assert cast.season.form_rules.referee == "required"
    assert cast.season.form_rules.most_categories is None
    assert sent(browser, page(cast, "form/limits/"), {"grace_minutes": "5000"}).status_code == 422


def test_the_form_is_seen_as_nominators_will_in_both_languages(cast: Cast, browser: Client) -> None:
    own(cast)
    an_eligibility_question(cast.season)
    row = question(cast, "impact")
    row.categories.add(cast.category("asb"))
    for language, rest in (("en", "form/preview/"), ("cy", "ffurflen/rhagolwg/")):
        shown = in_words(browser.get(page(cast, rest, language)))
        assert row.label_cy in shown
        assert row.label_en in shown
        assert 'class="asked__side" lang="cy"' in shown
    others = cast.season.categories.exclude(key="asb").exclude(group="overall").first()
    assert others is not None
    only = in_words(browser.get(page(cast, f"form/preview/?category={others.key}")))
    assert 'class="asked__label">' + row.label_en not in only
    assert browser.get(page(cast, "form/preview/?category=\u202e%00")).status_code == 200


def test_what_was_set_up_is_fixed_when_the_season_opens(cast: Cast, browser: Client) -> None:
    own(cast)
    row = question(cast, "impact")
    cast.season.state = SeasonState.OPEN
    cast.season.save()
    shown = in_words(browser.get(page(cast, "form/")))
    assert "This was fixed when the season opened." in shown
    address = page(cast, f"form/questions/{row.public_id}/")
    assert browser.post(address, {"remove": "1"}, follow=True).status_code == 200
    assert Question.objects.filter(pk=row.pk).exists()


def opened(cast: Cast) -> Question:
    """A season that is open with a form of its own."""
    if not cast.season.form_sections.exists():
        own(cast)
    row = a_question(cast.season)
    cast.season.state = SeasonState.OPEN
    cast.season.save()
    freeze_rules(cast.season)
    return row


TOLD = {"note_cy": "Eglurwyd cwestiwn.", "note_en": "A question was made clear.", "reason": "Asked"}


def change(cast: Cast, rest: str = "", language: str = "en") -> str:
    root = {"en": "/en/desk", "cy": "/cy/desg"}[language]
    word = {"en": "changes/form", "cy": "newidiadau/ffurflen"}[language]
    return f"{root}/{cast.season.key}/{word}/{rest}"


def test_a_question_is_worded_better_while_open_after_a_look_at_what_comes_of_it(
    cast: Cast, browser: Client
) -> None:
    row = opened(cast)
    address = change(cast, f"{row.public_id}/wording/")
    data = {"label_cy": "Ym mhle?", "label_en": "In which place?", **TOLD}
    shown = browser.post(address, {**data, "check": "1"})
    assert shown.status_code == 200
    assert "In which place?" in in_words(shown)
    row.refresh_from_db()
    assert row.version == 1
    assert browser.post(address, {**data, "confirm": "1"}).status_code == 302
    row.refresh_from_db()
    assert (row.version, row.label_en) == (2, "In which place?")
    noted = cast.season.changes.get()
    assert noted.rules_version is not None
    assert noted.facts["question"] == row.key
    again = browser.post(address, {**data, "confirm": "1"})
    assert again.status_code == 422
    assert "Nothing was changed" in in_words(again)


def test_a_question_is_asked_no_longer_and_one_more_is_added(cast: Cast, browser: Client) -> None:
    row = opened(cast)
    assert row.label_cy in in_words(browser.get(change(cast, language="cy")))
    address = change(cast, f"{row.public_id}/retire/")
    assert browser.post(address, {**TOLD, "confirm": "1"}).status_code == 302
    row.refresh_from_db()
    assert row.is_retired
    assert browser.get(address).status_code == 404
    more = {**FUNDER, **TOLD, "section": "case", "confirm": "1", "is_required": "on"}
    assert browser.post(change(cast, "new/"), more).status_code == 302
    added = question(cast, "who-gave-the-grant")
    assert not added.is_required
    assert cast.season.changes.count() == 2
    summary = question(cast, "summary")
    kept = browser.post(change(cast, f"{summary.public_id}/retire/"), {**TOLD, "confirm": "1"})
    assert kept.status_code == 422
    assert "Every nomination says the work in short" in in_words(kept)


def test_nothing_of_the_form_changes_once_nominations_have_closed(
    cast: Cast, browser: Client
) -> None:
    row = opened(cast)
    cast.season.state = SeasonState.CHECKING
    cast.season.save()
    address = change(cast, f"{row.public_id}/retire/")
    assert "This is not possible now." in in_words(browser.get(address))
    assert browser.post(address, {**TOLD, "confirm": "1"}).status_code == 422
    row.refresh_from_db()
    assert not row.is_retired
