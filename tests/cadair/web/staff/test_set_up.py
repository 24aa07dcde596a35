"""Setting a season up in the browser: each page, both languages, what is refused, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.seasons.actions import open_season, write_season_text
from cadair.seasons.states import PaperKind, SeasonState
from tests.cadair.web.staff.setting_up import olwen, page, sent, stamp
from tests.cast import NOMINATING_AT, Cast, a_season, words

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


def test_the_overview_says_what_is_missing_in_which_language_and_where(
    cast: Cast, browser: Client
) -> None:
    cast.season.texts.filter(key="ties").update(text_cy="")
    cast.season.papers.filter(kind=PaperKind.DPIA).delete()
    english = browser.get(page(cast)).content.decode()
    assert "Text: If scores are equal. Missing language: Welsh." in english
    assert page(cast, "documents/dpia/") in english
    welsh = browser.get(page(cast, language="cy")).content.decode()
    assert "Iaith ar goll: Cymraeg" in welsh or "Cymraeg" in welsh
    assert page(cast, "dogfennau/dpia/", "cy") in welsh
    assert page(cast, "agor/", "cy") in welsh


def test_names_are_saved_in_both_languages(cast: Cast, browser: Client) -> None:
    answer = sent(browser, page(cast, "names/"), {"season_cy": "Enw newydd", "organiser": "Y Cwm"})
    assert answer.status_code == 302
    cast.season.refresh_from_db()
    cast.season.programme.refresh_from_db()
    assert cast.season.name_cy == "Enw newydd"
    assert cast.season.programme.organiser is not None
    assert cast.season.programme.organiser.name_cy == "Y Cwm"


def test_dates_are_taken_by_the_clocks_of_wales(cast: Cast, browser: Client) -> None:
    answer = sent(
        browser,
        page(cast, "dates/"),
        {"panel_meets_day": "2026-11-05", "panel_meets_hour": "10:30", "results_words_cy": ""},
    )
    assert answer.status_code == 302
    meets = cast.season.moments.get(key="panel_meets")
    assert meets.at is not None
    assert meets.at.isoformat() == "2026-11-05T10:30:00+00:00"
    closes = cast.season.moments.get(key="nominations_close")
    assert closes.at is not None
    assert closes.at.isoformat() == "2026-10-02T16:00:00+00:00"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"results_day": "2027-03-28", "results_hour": "01:30"}, "the clocks go forward"),
        ({"panel_meets_hour": "10:30"}, "an hour needs a day"),
        ({"panel_meets_day": "2026-08-01"}, "wrong order"),
        ({"panel_meets_day": "31/2/2026"}, "write a date such as"),
        ({"results_words_cy": "yn fuan"}, "Results are published"),
    ],
)
def test_dates_that_cannot_be_are_refused_and_nothing_typed_is_lost(
    cast: Cast, browser: Client, data: dict[str, str], said: str
) -> None:
    answer = sent(browser, page(cast, "dates/"), data)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown
    for value in data.values():
        assert value in shown
    assert not cast.season.moments.filter(key__in=("panel_meets", "results")).exists()


def test_a_text_may_be_written_in_one_language_first(cast: Cast, browser: Client) -> None:
    answer = sent(
        browser, page(cast, "texts/late-nominations/"), {"text_cy": "", "text_en": "None is taken."}
    )
    assert answer.status_code == 302
    listed = browser.get(page(cast, "texts/")).content.decode()
    assert "Welsh missing" in listed


def test_two_at_once_the_second_is_told_and_nothing_of_either_is_lost(
    cast: Cast, browser: Client
) -> None:
    address = page(cast, "texts/ties/")
    shown = stamp(browser.get(address))
    write_season_text(
        season=cast.season, key="ties", text=words("What she wrote"), by=cast.organiser
    )
    mine = {"shown": shown, "text_cy": "Fy ngeiriau i", "text_en": "What I wrote"}
    answer = browser.post(address, mine)
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody else has saved this page" in told
    assert "What she wrote (Cymraeg)" in told
    assert "Fy ngeiriau i" in told
    assert cast.season.texts.get(key="ties").text == words("What she wrote")
    again = browser.post(address, {**mine, "shown": stamp(answer)})
    assert again.status_code == 302
    assert cast.season.texts.get(key="ties").text_en == "What I wrote"


def test_categories_are_added_changed_moved_and_removed(cast: Cast, browser: Client) -> None:
    new = page(cast, "categories/new/")
    answer = sent(
        browser, new, {"name_cy": "Pontydd", "name_en": "Bridges", "definition_cy": "Codi pontydd."}
    )
    assert answer.status_code == 302
    bridges = cast.season.categories.get(key="bridges")
    assert (bridges.slug_cy, bridges.slug_en) == ("pontydd", "bridges")
    assert "Definition of a category: Bridges. Missing language: English." in (
        browser.get(page(cast)).content.decode()
    )
    own = page(cast, f"categories/{bridges.public_id}/")
    assert sent(browser, own, {"name_en": "Strong bridges"}).status_code == 302
    bridges.refresh_from_db()
    assert (bridges.key, bridges.slug_en) == ("bridges", "strong-bridges")
    browser.post(page(cast, "categories/"), {"up": bridges.public_id})
    keys = list(cast.season.categories.values_list("key", flat=True))
    assert keys == ["overall", "asb", "bridges", "youth"]
    assert browser.post(own, {"remove": "1"}).status_code == 302
    assert not cast.season.categories.filter(key="bridges").exists()


def test_a_category_whose_name_is_taken_or_reserved_is_refused(cast: Cast, browser: Client) -> None:
    new = page(cast, "categories/new/")
    taken = sent(browser, new, {"name_cy": "Newyddion", "name_en": "News"})
    assert taken.status_code == 422
    assert "one of the system’s own" in taken.content.decode()
    cast.season.categories.filter(key="asb").update(slug_en="bridges")
    again = sent(browser, new, {"name_cy": "Pontydd", "name_en": "Bridges"})
    assert "of this name already" in again.content.decode()


def test_criteria_and_the_scale_are_written(cast: Cast, browser: Client) -> None:
    answer = sent(
        browser,
        page(cast, "criteria/new/"),
        {"name_cy": "Dewrder", "name_en": "Courage", "weight": "2", "ask_0_cy": "Pwy?"},
    )
    assert answer.status_code == 422
    assert "Written in one language only" in answer.content.decode()
    both = {"ask_0_cy": "Pwy?", "ask_0_en": "Who?", "weight": "2"}
    names = {"name_cy": "Dewrder", "name_en": "Courage"}
    assert sent(browser, page(cast, "criteria/new/"), {**names, **both}).status_code == 302
    courage = cast.season.criteria.get(key="courage")
    assert (courage.weight, courage.asks) == (2, [{"cy": "Pwy?", "en": "Who?"}])
    scale = page(cast, "scale/")
    added = {"mark_2": "5", "label_2_cy": "Canolig", "label_2_en": "Middling"}
    assert sent(browser, scale, added).status_code == 302
    assert [anchor.mark for anchor in cast.season.scale.all()] == [0, 5, 10]
    twice = sent(browser, scale, {"mark_3": "5", "label_3_cy": "A", "label_3_en": "A"})
    assert "This mark is here twice" in twice.content.decode()
    removed = browser.post(
        page(cast, f"criteria/{courage.public_id}/"), {"remove": "1"}, follow=True
    )
    assert "The criterion is removed." in removed.content.decode()


def test_a_rule_is_shown_in_words_of_both_languages_before_it_is_saved(
    cast: Cast, browser: Client
) -> None:
    winner = cast.kind("winner")
    address = page(cast, f"awards/{winner.public_id}/")
    before = AuditEntry.objects.count()
    preview = sent(browser, address, {"maximum": "2", "threshold": "65.50", "preview": "1"})
    shown = preview.content.decode()
    assert preview.status_code == 200
    assert "Awards of this kind, at most: 2." in shown
    assert "Gwobrau o’r math hwn, ar y mwyaf: 2." in shown
    assert AuditEntry.objects.count() == before
    saved = sent(browser, address, {"maximum": "2", "threshold": "65.50"})
    assert saved.status_code == 302
    winner.refresh_from_db()
    assert winner.rule is not None
    assert (winner.rule["maximum"], winner.rule["threshold"]) == (2, "65.5")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"method": "highest-score/1"}, "does not fit whom it chooses from"),
        ({"method": "panel-chooses/1"}, "Leave the points empty"),
        ({"threshold": "101"}, "from 0 to 100"),
        ({"threshold": "1e9999"}, "from 0 to 100"),
        ({"maximum": "many"}, "write a whole number"),
        ({"groups": []}, "It is given nowhere"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(
    cast: Cast, browser: Client, data: dict[str, object], said: str
) -> None:
    address = page(cast, f"awards/{cast.kind('winner').public_id}/")
    answer = sent(browser, address, data)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_kind_that_another_rule_names_stays(cast: Cast, browser: Client) -> None:
    address = page(cast, f"awards/{cast.kind('winner').public_id}/")
    answer = browser.post(address, {"remove": "1"}, follow=True)
    assert "names this one" in answer.content.decode()
    assert cast.season.award_kinds.filter(key="winner").exists()


def test_documents_are_noted_as_link_name_and_date(cast: Cast, browser: Client) -> None:
    address = page(cast, "documents/dpia/")
    future = sent(browser, address, {"on_date": "2030-01-01"})
    assert "signed off in the future" in future.content.decode()
    for link in ("javascript:alert(1)", "the blue folder", "https://"):
        wrong = sent(browser, address, {"link": link})
        assert wrong.status_code == 422
        assert "This is no web address" in wrong.content.decode()
    good = {"link": "https://example.org/x", "name": "Siân", "on_date": "2026-06-01"}
    assert sent(browser, address, good).status_code == 302
    assert cast.season.papers.get(kind=PaperKind.DPIA).name == "Siân"


def test_the_season_opens_with_exactly_the_rules_that_were_shown(
    cast: Cast, browser: Client
) -> None:
    address = page(cast, "open/")
    shown = browser.get(address).content.decode()
    found = re.search(r'name="rules" value="([0-9a-f]{64})"', shown)
    assert found
    write_season_text(season=cast.season, key="ties", text=words("Other"), by=cast.organiser)
    stale = browser.post(address, {"rules": found[1]})
    assert stale.status_code == 422
    assert "Somebody has changed the rules" in stale.content.decode()
    again = re.search(r'name="rules" value="([0-9a-f]{64})"', stale.content.decode())
    assert again
    assert browser.post(address, {"rules": again[1]}).status_code == 302
    cast.season.refresh_from_db()
    assert cast.season.state == SeasonState.OPEN
    assert cast.season.rules_versions.get().sha256 == again[1]


def test_without_its_documents_a_season_does_not_open(cast: Cast, browser: Client) -> None:
    cast.season.papers.all().delete()
    shown = browser.get(page(cast, "open/")).content.decode()
    assert "Freeze the rules and open" not in shown
    assert page(cast, "documents/policy/") in shown


EDIT_PAGES = (
    "names",
    "dates",
    "texts/ties",
    "categories/new",
    "criteria/new",
    "scale",
    "procedure",
)


@pytest.mark.parametrize("rest", EDIT_PAGES)
def test_after_opening_it_is_fixed_and_what_was_typed_is_still_there(
    cast: Cast, browser: Client, rest: str
) -> None:
    address = page(cast, f"{rest}/")
    before = browser.get(address)
    open_season(season=cast.season, by=cast.organiser)
    count = AuditEntry.objects.count()
    after = browser.get(address).content.decode()
    assert "This was fixed when the season opened." in after
    assert ">Save</button>" not in after
    form = before.context["form"]
    data = {name: str(form[name].value() or "1") for name in form.fields}
    if rest == "dates":
        data = {}
    typed = {"text_cy": "Geiriau coll?", "name_cy": "Geiriau coll?", "name_en": "Lost?"}
    answer = browser.post(address, {**data, **typed, "shown": stamp(before)})
    assert answer.status_code == 422
    assert AuditEntry.objects.count() == count


HOSTILE = ("\x00", "🏆🏆", "\u202eabc", "é" * 60_000, "<script>alert(1)</script>")


@pytest.mark.parametrize("text", HOSTILE, ids=("nul", "emoji", "rtl", "long", "script"))
def test_whatever_is_typed_is_taken_or_refused_with_a_sentence(
    cast: Cast, browser: Client, text: str
) -> None:
    for rest, field in (
        ("names/", "season_cy"),
        ("texts/ties/", "text_cy"),
        ("categories/new/", "name_cy"),
        ("criteria/new/", "name_cy"),
        ("ceremony/", "venue_cy"),
        ("documents/dpia/", "name"),
        ("panel/new/", "name"),
        ("awards/new/", "name_cy"),
        ("scale/", "label_0_cy"),
    ):
        answer = sent(browser, page(cast, rest), {field: text})
        assert answer.status_code in {302, 422}, rest
        assert "<script>alert(1)" not in answer.content.decode()


def test_the_order_of_somebody_elses_rows_cannot_be_changed(cast: Cast, browser: Client) -> None:
    for pressed in ("\x00", "nothing", cast.judges["bob"].public_id):
        assert browser.post(page(cast, "categories/"), {"up": pressed}).status_code == 404


def test_somebody_else_removed_it_meanwhile(cast: Cast, browser: Client) -> None:
    address = page(cast, f"criteria/{cast.season.criteria.get(key='impact').public_id}/")
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"remove": "1"}).status_code == 302
    assert browser.post(address, {"name_cy": "A", "name_en": "A", "weight": "1"}).status_code == 404


def test_the_ceremony_can_be_described_until_the_results_are_public(
    cast: Cast, browser: Client
) -> None:
    open_season(season=cast.season, by=cast.organiser)
    address = page(cast, "ceremony/")
    venue = {"venue_cy": "Neuadd", "venue_en": "Hall"}
    one = sent(browser, address, {**venue, "presenter_0_cy": "Y Siryf"})
    assert "Written in one language only" in one.content.decode()
    both = {**venue, "presenter_0_cy": "Y Siryf", "presenter_0_en": "The Sheriff"}
    assert sent(browser, address, both).status_code == 302
    assert cast.season.ceremony.presenters == [{"cy": "Y Siryf", "en": "The Sheriff"}]
    cast.season.state = SeasonState.RELEASED
    cast.season.save()
    assert sent(browser, address, {"venue_en": "Barn"}).status_code == 422
