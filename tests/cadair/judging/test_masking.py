"""Names that are hidden from judges until they have locked (PRO-13): no address tells one.

Every name behind an entry is a word of its own; every address of the desk and of the panel room is
asked as a judge, in both languages, to read and to write.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.foundation.refusals import NotNow, Refusal
from cadair.judging.actions import find_nameless, show_names
from cadair.judging.masking import hidden_entries
from cadair.judging.models import Interest, Round
from cadair.judging.round_states import RoundMethod, RoundState
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.models import EntryOrganisation, EntryPerson, Evidence
from cadair.seasons.states import SeasonState
from cadair.web.jury.packs import pack_data, places_in_pack
from tests.cadair.judging.large import shared_round
from tests.cadair.web.jury import pages
from tests.cadair.web.signing import signed_in
from tests.cadair.web.test_nothing_of_what_was_left import asked_everywhere, said_by
from tests.cast import (
    CHECKING_AT,
    KICKABOUT,
    LANTERN,
    MEETING_AT,
    QUIET,
    Cast,
    a_season,
    an_organisation,
)
from tests.progress import declare
from tests.structure.matrix.nominate_evidence import evidence_of

pytestmark = pytest.mark.django_db

SECRETS: Final = {
    "title": "Zibblewick",
    "person": "Quarnestine",
    "role": "Mobbledock",
    "body": "Vexholmia",
    "sender": "Trundlefax",
    "sender_body": "Wozzlecombe",
    "file": "Pindlehythe",
}
ON_THE_LIST: Final = ("person", "body")
"""What the list of names for declaring shows, without the entry."""


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def hide(cast: Cast) -> Round:
    """Names of the first theme are hidden; everything behind Operation Lantern has its own word."""
    round_ = shared_round(cast, hides_names=True)
    Round.objects.filter(pk=round_.pk).update(readers=None)
    entry = cast.entries[LANTERN]
    entry.title_en = f"{SECRETS['title']} patrol"
    entry.save(update_fields=["title_en"])
    EntryPerson.objects.create(entry=entry, position=0, name=f"Elin {SECRETS['person']}")
    EntryPerson.objects.create(
        entry=entry,
        position=1,
        description_cy=f"{SECRETS['role']} cy",
        description_en=f"{SECRETS['role']} en",
    )
    body = an_organisation("hidden-body")
    body.name_cy = body.name_en = f"{SECRETS['body']} Council"
    body.save()
    EntryOrganisation.objects.create(entry=entry, organisation=body)
    nomination = entry.nominations.get()
    nomination.nominator_name = f"Sam {SECRETS['sender']}"
    nomination.nominator_email = f"{SECRETS['sender']}@example.org"
    nomination.nominator_organisation = SECRETS["sender_body"]
    nomination.save()
    evidence = evidence_of(nomination)
    evidence.description = f"A letter from {SECRETS['file']}"
    evidence.save()
    return round_


def named(cast: Cast) -> dict[str, str]:
    entry = cast.entries[LANTERN]
    return {
        "season": cast.season.key,
        "category": "asb",
        "entry": entry.public_id,
        "evidence": Evidence.objects.get().public_id,
        "nomination": entry.nominations.get().public_id,
        "judge": cast.judges["ann"].public_id,
        "which": Round.objects.get().public_id,
        "round_id": Round.objects.get().public_id,
    }


def told(cast: Cast, name: str) -> dict[str, set[str]]:
    """The addresses at which each secret is told to a judge."""
    found: dict[str, set[str]] = {}
    for address, answer in asked_everywhere(cast.accounts[name], named(cast)):
        said = said_by(answer)
        for what, word in SECRETS.items():
            if word in said or word.lower() in said:
                found.setdefault(what, set()).add(address)
    return found


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("ann", RoundMethod.CRITERIA),
        ("cerys", RoundMethod.CRITERIA),
        ("ann", RoundMethod.SIFT),
        ("ann", RoundMethod.SINGLE_SCORE),
        ("ann", RoundMethod.RANKED_BALLOT),
        ("ann", RoundMethod.PAIRWISE),
        ("ann", RoundMethod.LIVE_FINAL),
    ],
)
def test_no_address_tells_a_judge_a_name_before_everybody_has_locked(
    name: str, method: RoundMethod
) -> None:
    cast = a_season(SeasonState.JUDGING)
    round_ = hide(cast)
    Round.objects.filter(pk=round_.pk).update(method=method)
    declare(cast)
    found = told(cast, name)
    lists = {
        f"/en/judging/{cast.season.key}/declare/names/",
        f"/cy/beirniadu/{cast.season.key}/datgan/enwau/",
    }
    assert found == dict.fromkeys(ON_THE_LIST, lists)


def test_nor_before_they_have_declared() -> None:
    cast = a_season(SeasonState.JUDGING)
    hide(cast)
    assert set(told(cast, "ann")) == set(ON_THE_LIST)


def test_the_same_addresses_tell_them_where_nothing_is_hidden() -> None:
    """Without this the others would pass with pages that show nothing."""
    cast = a_season(SeasonState.JUDGING)
    round_ = hide(cast)
    declare(cast)
    Round.objects.filter(pk=round_.pk).update(hides_names=False)
    assert {"title", "person", "role", "body", "file"} <= set(told(cast, "ann"))


def test_the_pack_to_print_has_no_names() -> None:
    cast = a_season(SeasonState.JUDGING)
    hide(cast)
    declare(cast)
    ann = cast.judges["ann"]
    data = pack_data(ann, places_in_pack(ann), clock.now(), is_large=False)
    said = json.dumps(data, ensure_ascii=False, default=str)
    assert cast.entries[LANTERN].reference in said
    assert "What Operation Lantern did." in said, "the words of the nominator are there"
    assert not [word for word in SECRETS.values() if word in said]


def test_names_appear_when_the_round_is_closed_or_the_panel_decides() -> None:
    cast = a_season(SeasonState.JUDGING)
    round_ = hide(cast)
    assert hidden_entries(cast.season) == {cast.entries[each].pk for each in (LANTERN, QUIET)}
    Round.objects.filter(pk=round_.pk).update(state=RoundState.CLOSED)
    assert not hidden_entries(cast.season)
    Round.objects.filter(pk=round_.pk).update(state=RoundState.OPEN)
    with clock.at(MEETING_AT):
        cast.season.state = SeasonState.DECIDING
        assert not hidden_entries(cast.season)


def test_an_organiser_shows_them_early_by_one_act_with_its_reason() -> None:
    cast = a_season(SeasonState.JUDGING)
    round_ = hide(cast)
    declare(cast)
    with pytest.raises(Refusal):
        show_names(round_=round_, reason="  ", by=cast.organiser)
    show_names(round_=round_, reason="Two judges recognised it", by=cast.organiser)
    sheet = pages.at_desk(cast, "ann").get(pages.sheet(cast, cast.entries[LANTERN]))
    assert SECRETS["person"] in sheet.content.decode()
    with pytest.raises(NotNow):
        show_names(round_=round_, reason="Again", by=cast.organiser)


def test_a_file_in_which_somebody_found_no_name_is_read() -> None:
    cast = a_season(SeasonState.JUDGING)
    hide(cast)
    declare(cast)
    evidence = Evidence.objects.get()
    browser = pages.at_desk(cast, "ann")
    address = f"{pages.sheet(cast, cast.entries[LANTERN])}evidence/{evidence.public_id}/"
    assert browser.get(address).status_code == 404
    find_nameless(evidence=evidence, is_nameless=True, by=cast.organiser)
    assert browser.get(address).status_code == 200
    find_nameless(evidence=evidence, is_nameless=False, by=cast.organiser)
    assert browser.get(address).status_code == 404


def by_name(cast: Cast, language: str = "en") -> str:
    return {
        "en": f"/en/judging/{cast.season.key}/declare/names/",
        "cy": f"/cy/beirniadu/{cast.season.key}/datgan/enwau/",
    }[language]


def stamp_of(browser: Client, address: str) -> str:
    page = browser.get(address).content.decode()
    return page.partition('name="shown" value="')[2].partition('"')[0]


def body_key() -> str:
    body = EntryOrganisation.objects.get(organisation__key="hidden-body").organisation
    return f"o-{body.public_id}"


def signing(cast: Cast, browser: Client, **more: str) -> dict[str, object]:
    return {
        "shown": stamp_of(browser, by_name(cast)),
        "tie": ["unnamed", body_key()],
        "kind-unnamed": "step-aside",
        "nature-unnamed": "employer",
        **more,
    }


def test_a_judge_steps_aside_by_a_name_and_declares_on_all_the_rest() -> None:
    cast = a_season(SeasonState.JUDGING)
    hide(cast)
    browser = pages.at_desk(cast, "ann")
    key = body_key()
    answer = browser.post(
        by_name(cast),
        signing(cast, browser, **{f"kind-{key}": "step-aside", f"nature-{key}": "funder"}),
    )
    assert answer.status_code == 302
    own = {each.entry_id: each for each in Interest.objects.filter(judge=cast.judges["ann"])}
    lantern, quiet = (own[cast.entries[title].pk] for title in (LANTERN, QUIET))
    assert (lantern.kind, lantern.nature) == (InterestKind.STEP_ASIDE, InterestNature.FUNDER)
    assert quiet.kind == InterestKind.NONE
    assert cast.entries[KICKABOUT].pk not in own, "there one declares entry by entry"
    desk = browser.get(pages.desk(cast)).content.decode()
    assert cast.entries[LANTERN].reference not in desk


def test_what_the_judge_sent_in_is_left_without_naming_it() -> None:
    cast = a_season(SeasonState.JUDGING)
    hide(cast)
    nomination = cast.entries[QUIET].nominations.get()
    nomination.nominator_email = cast.accounts["ann"].email
    nomination.save()
    browser = pages.at_desk(cast, "ann")
    key = body_key()
    without = browser.post(
        by_name(cast), signing(cast, browser, **{f"kind-{key}": "none", "kind-unnamed": "none"})
    )
    assert without.status_code == 422, "against what agrees a word is needed"
    signed = browser.post(by_name(cast), signing(cast, browser, **{f"kind-{key}": "none"}))
    assert signed.status_code == 302
    kinds = dict(Interest.objects.filter(judge=cast.judges["ann"]).values_list("entry", "kind"))
    assert kinds[cast.entries[QUIET].pk] == InterestKind.STEP_ASIDE
    assert kinds[cast.entries[LANTERN].pk] == InterestKind.NONE


def test_the_page_is_the_same_whether_or_not_something_was_sent_in() -> None:
    cast = a_season(SeasonState.JUDGING)
    hide(cast)
    browser = pages.at_desk(cast, "ann")
    stamp = stamp_of(browser, by_name(cast))
    second = f"{by_name(cast)}?next=1&shown={stamp}"
    before = browser.get(second).content.decode().partition("<main")[2]
    nomination = cast.entries[QUIET].nominations.get()
    nomination.nominator_email = cast.accounts["ann"].email
    nomination.save()
    after = browser.get(second).content.decode().partition("<main")[2]

    def without_token(page: str) -> str:
        start, _name, rest = page.partition("csrfmiddlewaretoken")
        return start + rest.partition(">")[2]

    assert without_token(before) == without_token(after)


def test_nobody_signs_for_names_they_have_not_read() -> None:
    cast = a_season(SeasonState.JUDGING)
    hide(cast)
    browser = pages.at_desk(cast, "ann")
    key = body_key()
    sent = signing(cast, browser, **{f"kind-{key}": "may-score", f"nature-{key}": "funder"})
    EntryPerson.objects.create(entry=cast.entries[QUIET], name="Newly Known")
    answer = browser.post(by_name(cast), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Newly Known" in page
    assert f'value="{key}" checked' in page, "what was ticked is kept"
    assert not Interest.objects.filter(judge=cast.judges["ann"]).exists()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_organiser_sees_where_texts_still_hold_a_name(language: str) -> None:
    cast = a_season(SeasonState.JUDGING)
    round_ = hide(cast)
    nomination = cast.entries[LANTERN].nominations.get()
    nomination.panel_summary = f"{SECRETS['person']} ran it with {SECRETS['body'].upper()} Council."
    nomination.save()
    where = {"en": "desk/{}/sharing/{}/names", "cy": "desg/{}/rhannu/{}/enwau"}[language]
    address = f"/{language}/{where.format(cast.season.key, round_.public_id)}/"
    page = signed_in(cast.accounts["olwen"]).get(address).content.decode()
    assert f"<mark>{SECRETS['person']}</mark>" in page
    assert f"<mark>{SECRETS['body'].upper()} Council</mark>" in page
    assert f"A letter from {SECRETS['file']}" in page


def test_the_organiser_shows_names_and_speaks_of_files_on_the_page() -> None:
    cast = a_season(SeasonState.JUDGING)
    round_ = hide(cast)
    browser = signed_in(cast.accounts["olwen"])
    address = f"/en/desk/{cast.season.key}/sharing/{round_.public_id}/names/"
    assert browser.post(address, {"show": "1", "reason": ""}).status_code == 422
    evidence = Evidence.objects.get()
    assert browser.post(address, {"nameless": "f" * 32}).status_code == 422
    assert browser.post(address, {"nameless": evidence.public_id}).status_code == 302
    assert "Judges see it" in browser.get(address).content.decode()
    assert browser.post(address, {"show": "1", "reason": "All agreed"}).status_code == 302
    assert not hidden_entries(cast.season)
