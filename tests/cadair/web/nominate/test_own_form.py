"""A season with a form of its own: every kind of question, conditions, limits, grace; no new code.

The season comes from a file (`tests/cadair/seasons/different-form.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

import seasonfile
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.nominations.models import Draft, Nomination
from cadair.people.models import Account, Organisation
from cadair.seasons.models import FormRules, Season
from cadair.seasons.season_file import load_season
from tests.cadair.web.reading import all_words, get, words
from tests.cadair.web.signing import signed_in
from tests.cast import an_account

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parents[2] / "seasons" / "different-form.yaml"
AT = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=10)
CLOSES_AT = datetime(2026, 10, 2, 16, 0, tzinfo=UTC)
START = {"en": "/en/nominate/coast-2026/", "cy": "/cy/enwebu/coast-2026/"}

PAGES: dict[str, dict[str, Any]] = {
    "can-you-nominate": {"on-the-coast": "fits", "somebody-else": "fits"},
    "categories": {"categories": ["rescue"]},
    "entry": {"title": "Nia at sea", "kind": "person", "relation": "third-party"},
    "people": {"name-0": "Nia Môr", "age_band-0": "adult"},
    "summary": {"summary": "She swims out."},
    "question/known-for": {"answer": " 1,2 "},
    "question/paid": {"answer": "unpaid"},
    "question/hours": {"answer": "some"},
    "question/relief": {"answer": "Her sister takes over."},
    "question/care": {"answer": "Every day."},
    "question/the-day": {"day": "7", "month": "03", "year": "2026"},
    "question/courage": {"answer": "Waves."},
    "question/helpers": {"answer": ["lifeboat", "school"]},
    "question/witness": {"name-0": "Twm"},
    "question/report": {"answer": "https://example.org/a\nhttps://example.org/b"},
    "you": {"name": "Sian", "email": "sian.coast@example.org", "organisation": "A club"}
    | {"letters": "en"},
}


@pytest.fixture
def season() -> Iterator[Season]:
    cache.clear()
    with clock.at(AT):
        yield load_season(document=seasonfile.read(FILE), by=Actor.operator())


@pytest.fixture
def browser(season: Season) -> Client:
    return signed_in(an_account("sian.coast"), has_second_factor=False)


def _begin(browser: Client, language: str = "en") -> Draft:
    answer = browser.post(START[language])
    assert answer.status_code == 302
    return Draft.objects.latest("pk")


def _put(browser: Client, draft: Draft, page: str, values: dict[str, Any]) -> Any:
    sent = {**values, "seen": "999", "continue": "1"}
    return browser.post(f"{START['en']}{draft.public_id}/{page}/", sent)


def _fill(browser: Client, draft: Draft, **instead: dict[str, Any]) -> None:
    for page, values in {**PAGES, **instead}.items():
        answer = _put(browser, draft, page, values)
        assert answer.status_code == 302, (page, answer.status_code)


def _send(browser: Client, draft: Draft) -> Any:
    return browser.post(f"{START['en']}{draft.public_id}/check/", {"declared": "1"})


def _account(draft: Draft) -> Account:
    assert draft.account is not None
    return draft.account


def test_every_kind_of_question_is_answered_and_sent(season: Season, browser: Client) -> None:
    draft = _begin(browser)
    _fill(browser, draft)
    with clock.at(LATER):
        shown = words(get(browser, f"{START['en']}{draft.public_id}/check/"))
        for text in ("7 March 2026", "No, it is voluntary", "Five to twenty", "The lifeboat"):
            assert text in shown
        assert _send(browser, draft).status_code == 302
    sent = Nomination.objects.get(draft=draft)
    assert sent.summary == "She swims out."
    assert sent.answers == {
        "known-for": "12",
        "paid": "unpaid",
        "hours": "some",
        "relief": "Her sister takes over.",
        "care": "Every day.",
        "the-day": "2026-03-07",
        "courage": "Waves.",
        "helpers": ["lifeboat", "school"],
        "witness": [{"name": "Twm"}],
        "report": ["https://example.org/a", "https://example.org/b"],
    }


def test_start_leads_to_the_questions_that_come_before(season: Season, browser: Client) -> None:
    draft = _begin(browser)
    here = f"{START['en']}{draft.public_id}/can-you-nominate/"
    assert all_words(get(browser, here), "legend")[0] == "Does the person work on the coast?"
    wrong = {"on-the-coast": "fails", "somebody-else": "fits"}
    assert _put(browser, draft, "can-you-nominate", wrong)["Location"] == here
    shown = words(get(browser, here))
    assert "These awards are for the coast." in shown
    assert "The Valley Awards take everybody." in shown
    _fill(browser, draft, **{"can-you-nominate": PAGES["can-you-nominate"]})
    _put(browser, draft, "can-you-nominate", wrong)
    with clock.at(LATER):
        assert _send(browser, draft).status_code == 422
    assert not Nomination.objects.exists()


def test_a_condition_hides_a_page_and_what_was_answered_is_kept_but_not_sent(
    season: Season, browser: Client
) -> None:
    draft = _begin(browser)
    _fill(browser, draft)
    here = f"{START['en']}{draft.public_id}/"
    employer = f"{here}question/employer/"
    assert browser.get(employer).status_code == 404
    answer = _put(browser, draft, "question/paid", {"answer": "paid"})
    assert answer["Location"] == employer
    for hidden in ("hours", "relief"):
        assert browser.get(f"{here}question/{hidden}/").status_code == 404
    assert _put(browser, draft, "question/employer", {"name-0": "The harbour"}).status_code == 302
    with clock.at(LATER):
        assert _send(browser, draft).status_code == 302
    sent = Nomination.objects.get(draft=draft)
    assert sent.answers["employer"] == [{"name": "The harbour"}]
    assert "hours" not in sent.answers
    assert "relief" not in sent.answers


def test_what_was_hidden_comes_back_with_its_answer(season: Season, browser: Client) -> None:
    draft = _begin(browser)
    _fill(browser, draft)
    _put(browser, draft, "question/paid", {"answer": "paid"})
    _put(browser, draft, "question/paid", {"answer": "unpaid"})
    relief = get(browser, f"{START['en']}{draft.public_id}/question/relief/")
    assert relief.cssselect("input[name=answer]")[0].get("value") == "Her sister takes over."


@pytest.mark.parametrize(
    ("page", "values", "says"),
    [
        ("question/known-for", {"answer": "many"}, "Enter a number"),
        ("question/known-for", {"answer": ""}, "Enter a number"),
        ("question/the-day", {"day": "31", "month": "2", "year": "2026"}, "real date"),
        ("question/the-day", {"day": "", "month": "", "year": ""}, "Enter the day"),
        ("question/paid", {"answer": "<script>"}, "Choose one of the answers"),
        ("question/helpers", {"answer": ["lifeboat", "school", "neighbours"]}, "At most: 2"),
        ("question/helpers", {"answer": ["nobody"]}, "Choose from the answers"),
        ("question/report", {"answer": "javascript:alert(1)"}, "https://"),
        ("question/report", {"answer": "https://a.org\nhttps://b.org\nhttps://c.org"}, "At most"),
        ("question/care", {"answer": " \u200b\n"}, "Write your answer"),
        ("categories", {"categories": ["rescue", "beaches"]}, "At most: 1"),
        ("people", {"name-0": "Nia", "email-0": "nowhere"}, "name@example.org"),
        ("can-you-nominate", {"on-the-coast": "fits"}, "Choose one of the answers"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(
    season: Season, browser: Client, page: str, values: dict[str, Any], says: str
) -> None:
    draft = _begin(browser)
    _fill(browser, draft)
    answer = _put(browser, draft, page, values)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert says in shown
    assert "<title>Error: " in shown
    assert 'role="alert"' in shown
    for typed in values.values():
        if isinstance(typed, str) and typed.isalpha():
            assert typed in shown
    with clock.at(LATER):
        assert _send(browser, draft).status_code == 422
    assert not Nomination.objects.exists()


def test_each_page_is_there_in_welsh_with_the_same_questions(
    season: Season, browser: Client
) -> None:
    draft = _begin(browser)
    _fill(browser, draft)
    tasks = {
        language: get(browser, f"{START[language]}{draft.public_id}/") for language in ("cy", "en")
    }
    links = {
        language: [each.get("href", "") for each in page.cssselect(".tasks a")]
        for language, page in tasks.items()
    }
    assert len(links["cy"]) == len(links["en"]) > len(PAGES)
    for cy, en in zip(links["cy"], links["en"], strict=True):
        names = [
            [each.get("name") for each in get(browser, address).cssselect("[name]")]
            for address in (cy, en)
        ]
        assert names[0] == names[1]
    assert "Ers sawl blwyddyn" in words(tasks["cy"])
    shown = words(get(browser, f"{START['cy']}{draft.public_id}/gwirio/"))
    assert "7 Mawrth 2026" in shown
    assert "Nac ydy, gwirfoddol yw" in shown


def test_a_form_begun_before_closing_is_taken_in_the_minutes_of_grace(
    season: Season, browser: Client
) -> None:
    draft = _begin(browser)
    _fill(browser, draft)
    with clock.at(CLOSES_AT + timedelta(minutes=15)):
        browser = signed_in(_account(draft), has_second_factor=False)
        assert browser.post(START["en"]).status_code == 422
        assert "few minutes" in words(get(browser, f"{START['en']}{draft.public_id}/"))
        assert _send(browser, draft).status_code == 302


def test_a_second_after_the_grace_it_is_too_late(season: Season, browser: Client) -> None:
    draft = _begin(browser)
    _fill(browser, draft)
    with clock.at(CLOSES_AT + timedelta(minutes=15, seconds=1)):
        browser = signed_in(_account(draft), has_second_factor=False)
        assert _send(browser, draft).status_code == 422
    assert not Nomination.objects.exists()


def test_one_person_sends_no_more_than_the_season_allows(season: Season, browser: Client) -> None:
    for _ in range(2):
        draft = _begin(browser)
        _fill(browser, draft)
        with clock.at(LATER):
            assert _send(browser, draft).status_code == 302
    draft = _begin(browser)
    _fill(browser, draft)
    with clock.at(LATER):
        answer = _send(browser, draft)
    assert answer.status_code == 422
    assert "At most: 2" in answer.content.decode()
    assert Nomination.objects.count() == 2
    assert draft.account is not None


def test_where_there_is_a_limit_everybody_signs_in_to_send_and_hears_the_same(
    season: Season, browser: Client
) -> None:
    sent = _begin(browser)
    _fill(browser, sent)
    with clock.at(LATER):
        _send(browser, sent)
    told = []
    for address in ("sian.coast@example.org", "never-seen@example.org"):
        stranger = Client()
        draft = _begin(stranger)
        _fill(stranger, draft, you={**PAGES["you"], "email": address})
        with clock.at(LATER):
            answer = _send(stranger, draft)
        assert answer.status_code == 422
        text = answer.content.decode().replace(address, "")
        told.append(text.count("Sign in with your"))
        assert "At most" not in text
    assert told[0] == told[1] > 0


def test_a_full_category_says_so_before_and_after(season: Season, browser: Client) -> None:
    FormRules.objects.filter(season=season).update(most_per_category=1)
    draft = _begin(browser)
    _fill(browser, draft)
    with clock.at(LATER):
        assert _send(browser, draft).status_code == 302
        assert "no more nominations" in words(get(browser, f"{START['en']}category/rescue/"))
        again = _begin(browser)
        _fill(browser, again)
    with clock.at(LATER + timedelta(minutes=5)):
        answer = _send(browser, again)
    assert answer.status_code == 422
    assert "takes no more nominations" in answer.content.decode()


def test_a_name_much_like_one_of_the_register_is_asked_about_once(
    season: Season, browser: Client
) -> None:
    known = Organisation.objects.create(
        key="swp",
        name_cy="Heddlu De Cymru",
        name_en="South Wales Police",
        sort_cy=b"h",
        sort_en=b"s",
    )
    draft = _begin(browser)
    rows = {"name-0": "South-Wales Polcie", "role-0": "partner"}
    answer = _put(browser, draft, "organisations", rows)
    assert answer.status_code == 422
    assert "South Wales Police / Heddlu De Cymru" in answer.content.decode()
    rows["known-0"] = known.public_id
    assert _put(browser, draft, "organisations", rows).status_code == 302
    _fill(browser, draft)
    with clock.at(LATER):
        assert _send(browser, draft).status_code == 302
    body = Nomination.objects.get(draft=draft).entry.bodies.get()
    assert (body.organisation, body.role) == (known, "partner")


def test_what_was_typed_is_kept_where_none_of_the_register_is_meant(
    season: Season, browser: Client
) -> None:
    Organisation.objects.create(
        key="swp",
        name_cy="Heddlu De Cymru",
        name_en="South Wales Police",
        sort_cy=b"h",
        sort_en=b"s",
    )
    draft = _begin(browser)
    rows = {"name-0": "South Wales Police Choir", "role-0": "lead", "known-0": "own"}
    assert _put(browser, draft, "organisations", rows).status_code == 302
    _fill(browser, draft)
    with clock.at(LATER):
        assert _send(browser, draft).status_code == 302
    body = Nomination.objects.get(draft=draft).entry.bodies.get().organisation
    assert (body.name_en, body.is_checked) == ("South Wales Police Choir", False)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_category_has_a_first_page_and_is_chosen_already(
    season: Season, browser: Client, language: str
) -> None:
    word = {"cy": "categori", "en": "category"}[language]
    address = f"{START[language]}{word}/rescue/"
    shown = words(get(browser, address))
    assert {"cy": "Achub pobl", "en": "Rescuing people"}[language] in shown
    assert "17:00" in shown
    assert browser.post(address).status_code == 302
    draft = Draft.objects.latest("pk")
    assert draft.values_of("categories") == {"categories": ["rescue"]}
    assert browser.get(f"{START[language]}{word}/nothing/").status_code == 404
    assert browser.post(f"{START[language]}{word}/nothing/").status_code == 404
