"""The list of nominations: what it shows, what its address asks for, how much it costs."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.cells import guarded
from cadair.nominations.actions import (
    Nominator,
    declare_ineligible,
    group_entries,
    make_test_nominations,
)
from cadair.nominations.models import Entry, Nomination
from cadair.nominations.states import Eligibility, IneligibleReason
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.structure.scenes.checking import typed_body

pytestmark = pytest.mark.django_db
LIST = "/en/desk/valley-2026/nominations/"
WELSH_LIST = "/cy/desg/valley-2026/enwebiadau/"
TITLES = (LANTERN, QUIET, KICKABOUT)


def _shown(cast: Cast, query: str = "", address: str = LIST) -> set[str]:
    """The titles in the list that the address gives."""
    with clock.at(CHECKING_AT):
        answer = signed_in(cast.accounts["olwen"]).get(address + query)
    assert answer.status_code == 200
    page = answer.content.decode()
    return {title for title in (*TITLES, "Rehearsal: a team that listens") if title in page}


def _checked(cast: Cast) -> None:
    with clock.at(CHECKING_AT):
        declare_ineligible(
            entry=cast.entries[QUIET], reason=IneligibleReason.OUT_OF_AREA, by=cast.organiser
        )


def test_the_list_asks_the_same_number_of_questions_for_one_nomination_and_for_three() -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        browser = signed_in(cast.accounts["olwen"])
        for query, number in (("?category=youth", 1), ("", 3)):
            with CaptureQueriesContext(connection) as asked:
                answer = browser.get(LIST + query)
            assert answer.content.decode().count('<th scope="row">') == number
            assert len(asked) == 13


def test_everything_counted_is_shown_in_words_in_both_languages() -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        browser = signed_in(cast.accounts["olwen"])
        english, welsh = browser.get(LIST).content.decode(), browser.get(WELSH_LIST)
    assert "3 nominations" in english
    assert "3 enwebiad" in welsh.content.decode()
    assert "Ymddygiad gwrthgymdeithasol" in welsh.content.decode()


def test_each_filter_of_the_address_narrows_the_list() -> None:
    cast = a_season(SeasonState.CHECKING)
    _checked(cast)
    typed_body(cast, "Heddlu Llŷn")
    key = cast.entries[LANTERN].bodies.get().organisation.key
    assert _shown(cast) == {LANTERN, QUIET, KICKABOUT}
    assert _shown(cast, "?eligibility=unchecked") == {LANTERN, KICKABOUT}
    assert _shown(cast, "?eligibility=ineligible") == {QUIET}
    assert _shown(cast, "?category=youth") == {KICKABOUT}
    assert _shown(cast, "?language=cy") == set()
    assert _shown(cast, "?kind=project&category=asb") == {LANTERN, QUIET}
    assert _shown(cast, f"?organisation={key}") == {LANTERN}
    assert _shown(cast, "?organisations=unchecked") == {LANTERN}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("heddlu+llyn", {LANTERN}),
        ("LLŶN", {LANTERN}),
        ("n-0002", {QUIET}),
        ("2026-003", {KICKABOUT}),
        ("eirian+night", {KICKABOUT}),
        ("lantern+kickabout", set()),
        ("%25", set()),
    ],
)
def test_words_are_found_with_or_without_accents_wherever_they_stand(
    words: str, found: set[str]
) -> None:
    cast = a_season(SeasonState.CHECKING)
    typed_body(cast, "Heddlu Llŷn")
    assert _shown(cast, f"?q={words}") == found


def test_a_rehearsal_and_what_is_grouped_are_parts_of_their_own() -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        make_test_nominations(
            season=cast.season,
            nominator=Nominator(name="Olwen", email="olwen@example.org"),
            by=cast.organiser,
        )
        group_entries(entry=cast.entries[QUIET], into=cast.entries[LANTERN], by=cast.organiser)
        declare_ineligible(
            entry=cast.entries[LANTERN], reason=IneligibleReason.OUT_OF_AREA, by=cast.organiser
        )
    assert _shown(cast) == {LANTERN, QUIET, KICKABOUT}
    assert _shown(cast, "?show=test") == {"Rehearsal: a team that listens"}
    assert _shown(cast, "?show=grouped") == {QUIET}
    # What is grouped stands as the entry that counts.
    assert _shown(cast, "?eligibility=ineligible") == {LANTERN, QUIET}


@pytest.mark.parametrize(
    "query",
    [
        "?eligibility=%00&category=%F0%9F%98%80&language=xx&kind=x&show=x&sort=x&page=x",
        "?q=%E2%80%AE%00x",
        "?q=" + "x" * 3000,
        "?page=-1&organisation=%27%22",
        "?organisations=x&page=999999",
    ],
)
def test_nonsense_in_the_address_gives_a_page(query: str) -> None:
    _shown(a_season(SeasonState.CHECKING), query)


def test_pages_of_fifty_keep_what_was_asked() -> None:
    cast = a_season(SeasonState.CHECKING)
    sent = Nomination.objects.get(reference="N-0001")
    Nomination.objects.bulk_create(
        Nomination(
            season=cast.season,
            entry=sent.entry,
            reference=f"N-1{n:03}",
            language="en",
            relation=sent.relation,
            nominator_name=sent.nominator_name,
            nominator_email=sent.nominator_email,
            submitted_at=sent.submitted_at,
            summary="Again.",
        )
        for n in range(60)
    )
    with clock.at(CHECKING_AT):
        browser = signed_in(cast.accounts["olwen"])
        first = browser.get(f"{LIST}?category=asb&sort=title").content.decode()
        second = browser.get(f"{LIST}?category=asb&sort=title&page=2").content.decode()
    assert f'href="{LIST}?category=asb&amp;sort=title&amp;page=2"' in first
    assert (first.count('<th scope="row">'), second.count('<th scope="row">')) == (50, 12)


# --- as a file --------------------------------------------------------------------------------


def _file(cast: Cast, query: str = "") -> list[list[str]]:
    with clock.at(CHECKING_AT):
        answer = signed_in(cast.accounts["olwen"]).post(f"{LIST}download/{query}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.getvalue().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_file_holds_what_the_list_shows_in_the_order_of_the_alphabet() -> None:
    cast = a_season(SeasonState.CHECKING)
    _head, *lines = _file(cast)
    assert [line[3] for line in lines] == [KICKABOUT, LANTERN, QUIET]
    assert [line[3] for line in _file(cast, "?category=youth")[1:]] == [KICKABOUT]


def test_who_took_a_file_stands_in_the_record() -> None:
    cast = a_season(SeasonState.CHECKING)
    _file(cast, "?category=youth")
    entry = AuditEntry.objects.order_by("-sequence")[0]
    assert (entry.action, entry.actor_ref) == ("export_nominations", cast.organiser.ref)
    assert '"nominations":1' in entry.facts.replace(" ", "")


def test_no_cell_is_run_by_a_spreadsheet() -> None:
    cast = a_season(SeasonState.CHECKING)
    Entry.objects.filter(pk=cast.entries[LANTERN].pk).update(title_en='=HYPERLINK("//evil")')
    titles = [line[3] for line in _file(cast)[1:]]
    assert '\'=HYPERLINK("//evil")' in titles
    assert [guarded(cell) for cell in ("+1", "-1", "@x", "\tx", " =1", "＝1", "\xa0=1", "a=1")] == [
        "'+1",
        "'-1",
        "'@x",
        "'\tx",
        "' =1",
        "'＝1",
        "'\xa0=1",
        "a=1",
    ]


# --- the whole list at once -------------------------------------------------------------------


def _preview(browser: Client, query: str) -> tuple[str, str]:
    page = browser.get(f"{LIST}act/{query}").content.decode()
    return page, page.partition('name="seal" value="')[2].partition('"')[0]


def test_a_filtered_list_is_found_eligible_after_a_look_at_it() -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        browser = signed_in(cast.accounts["olwen"])
        page, seal = _preview(browser, "?category=asb")
        assert LANTERN in page
        assert KICKABOUT not in page
        answer = browser.post(f"{LIST}act/?category=asb", {"seal": seal})
    assert answer["Location"] == f"{LIST}?category=asb"
    found = set(cast.season.entries.filter(eligibility=Eligibility.ELIGIBLE))
    assert found == {cast.entries[LANTERN], cast.entries[QUIET]}
    # One entry in the record for each: the history of an entry knows it.
    assert AuditEntry.objects.filter(action="declare_eligible").count() == 2


def test_a_list_that_changed_meanwhile_is_shown_again_and_nothing_is_done() -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        browser = signed_in(cast.accounts["olwen"])
        _page, seal = _preview(browser, "?category=asb")
        _checked(cast)
        answer = browser.post(f"{LIST}act/?category=asb", {"seal": seal})
    assert answer.status_code == 422
    assert not cast.season.entries.filter(eligibility=Eligibility.ELIGIBLE).exists()
