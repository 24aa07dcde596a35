"""A judge on a train: entries on the device, marks that wait, a conflict, a recusal, the end."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.judging.actions import lock_scorecards, save_scorecard, sign_declaration
from cadair.judging.models import DeviceCopy, Scorecard
from cadair.judging.states import InterestKind, InterestNature
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.journeys.browser import Visit, visiting
from tests.journeys.test_every_desk import _cookies, served  # noqa: F401
from tests.progress import declare

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])

EVERYTHING = """async () => {
  const found = [];
  for (const each of await indexedDB.databases()) {
    const open = indexedDB.open(each.name);
    const base = await new Promise((done) => { open.onsuccess = () => done(open.result); });
    for (const name of base.objectStoreNames) {
      const ask = base.transaction(name).objectStore(name).getAll();
      found.push(await new Promise((done) => { ask.onsuccess = () => done(ask.result); }));
    }
    base.close();
  }
  const workers = await navigator.serviceWorker.getRegistrations();
  return JSON.stringify([found, await caches.keys(), workers.length]);
}"""
"""All that the browser keeps of this site, as one text."""

EMPTY = json.dumps([[], [], 0], separators=(",", ":"))


@pytest.fixture
def train(
    served: str,  # noqa: F811
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[Cast, Visit]]:
    """Ann at her desk; she has declared, and takes her entries along."""
    with clock.at(CHECKING_AT):
        cast = a_season(SeasonState.JUDGING)
        declare(cast)
    for face in ("now", "wall"):
        monkeypatch.setattr(clock, face, lambda: CHECKING_AT)
    with visiting(browser, served) as visit:
        visit.tab.context.add_cookies(_cookies(pages.at_desk(cast, "ann"), served))
        visit.open(pages.desk(cast))
        visit.tab.get_by_role("button", name="Read on this device").click()
        expect(visit.tab.locator("[data-device-status]")).to_contain_text("Done.")
        yield cast, visit


def go(visit: Visit, path: str) -> None:
    visit.tab.goto(visit.base + path)


def give(tab: Tab, **marks: int) -> None:
    for key, value in marks.items():
        tab.check(f"[name=mark-{key}][value='{value}']")
    expect(tab.locator("[data-state]")).to_contain_text("Kept on this device")


def elsewhere(cast: Cast, title: str, **marks: int) -> None:
    """Ann saves at another computer."""
    entry = cast.entries[title]
    save_scorecard(
        judge=cast.judges["ann"],
        entry=entry,
        category=entry.categories.get(),
        marks=marks,
        by=cast.actor("ann"),
    )


def given(cast: Cast, title: str) -> dict[str, int]:
    card = Scorecard.objects.get(judge=cast.judges["ann"], entry=cast.entries[title])
    return dict(card.marks.values_list("criterion__key", "value"))


def test_entries_are_read_and_marked_without_a_network_and_sent_afterwards(
    train: tuple[Cast, Visit],
) -> None:
    cast, visit = train
    visit.tab.context.set_offline(True)
    go(visit, pages.sheet(cast, cast.entries[LANTERN]))
    expect(visit.tab.locator("h1")).to_have_text(LANTERN)
    expect(visit.tab.locator(".reading")).to_contain_text(f"What {LANTERN} did.")
    give(visit.tab, prevention=7, impact=6)
    assert visit.axe() == []
    visit.tab.fill("[name=comment]", "From the train.")
    visit.tab.get_by_role("button", name="Save and next").click()
    expect(visit.tab.locator("h1")).to_have_text(QUIET)
    assert not Scorecard.objects.exists()

    visit.tab.context.set_offline(False)
    go(visit, pages.desk(cast))
    expect(visit.tab.locator("[data-when=waiting]")).to_be_hidden()
    visit.tab.reload()
    expect(visit.tab.locator("body")).to_contain_text("Marked: 1 of 3")
    assert given(cast, LANTERN) == {"prevention": 7, "impact": 6}
    assert Scorecard.objects.get().comment == "From the train."


def test_what_was_changed_on_both_sides_is_shown_with_both_and_chosen(
    train: tuple[Cast, Visit],
) -> None:
    cast, visit = train
    visit.tab.context.set_offline(True)
    for title, category in ((LANTERN, "asb"), (KICKABOUT, "youth")):
        go(visit, pages.sheet(cast, cast.entries[title], category))
        give(visit.tab, prevention=7)
    elsewhere(cast, LANTERN, prevention=3)
    elsewhere(cast, KICKABOUT, impact=9)
    visit.tab.context.set_offline(False)
    go(visit, pages.sheet(cast, cast.entries[LANTERN]))
    go(visit, f"{pages.desk(cast)}offline/")
    expect(visit.tab.locator("[data-when=conflict]")).to_be_visible()
    # On Kickabout each side marked another criterion: nothing to choose.
    assert given(cast, KICKABOUT) == {"prevention": 7, "impact": 9}
    assert given(cast, LANTERN) == {"prevention": 3}

    visit.tab.context.set_offline(True)
    go(visit, pages.sheet(cast, cast.entries[LANTERN]))
    choice = visit.tab.locator("section.message")
    expect(choice.locator("tbody tr").first.locator("td")).to_have_text(["7", "3"])
    assert visit.axe() == []
    visit.tab.context.set_offline(False)
    choice.get_by_role("button", name="Keep what is on this device").click()
    expect(choice).to_have_count(0)
    assert given(cast, LANTERN) == {"prevention": 7}


def test_after_a_recusal_nothing_of_the_entry_stays_and_its_marks_are_refused(
    train: tuple[Cast, Visit],
) -> None:
    cast, visit = train
    visit.tab.context.set_offline(True)
    go(visit, pages.sheet(cast, cast.entries[QUIET]))
    give(visit.tab, prevention=7)
    assert QUIET in visit.tab.evaluate(EVERYTHING)
    sign_declaration(
        judge=cast.judges["ann"],
        interests={cast.entries[QUIET]: (InterestKind.STEP_ASIDE, InterestNature.FAMILY)},
        by=cast.actor("ann"),
    )
    visit.tab.context.set_offline(False)
    visit.tab.evaluate("window.dispatchEvent(new Event('online'))")
    expect(visit.tab.locator("[data-code=stepped-aside]")).to_be_visible()
    kept = visit.tab.evaluate(EVERYTHING)
    assert QUIET not in kept
    assert cast.entries[QUIET].public_id not in kept
    assert QUIET not in visit.tab.content()
    assert LANTERN in kept
    assert not Scorecard.objects.filter(entry=cast.entries[QUIET]).exists()


@pytest.mark.parametrize("how", ["lock", "end", "sign-out", "remove"])
def test_the_device_is_emptied_when_it_ends(train: tuple[Cast, Visit], how: str) -> None:
    cast, visit = train
    assert LANTERN in visit.tab.evaluate(EVERYTHING)
    if how == "lock":
        for title in (LANTERN, QUIET, KICKABOUT):
            elsewhere(cast, title, prevention=7, impact=6)
        lock_scorecards(judge=cast.judges["ann"], by=cast.actor("ann"))
        go(visit, pages.desk(cast))
    elif how == "end":
        go(visit, f"{pages.desk(cast)}offline/")
        visit.tab.get_by_role("button", name="End it on every device").click()
        expect(visit.tab.locator("[data-device-status]")).to_contain_text("deleted")
        assert AuditEntry.objects.filter(action="end_device_copies").count() == 1
    elif how == "sign-out":
        go(visit, "/en/sign-out/")
        with visit.tab.expect_navigation():
            visit.tab.locator("main form button").click()
    else:
        visit.tab.get_by_role("button", name="Remove from this device").click()
        expect(visit.tab.locator("[data-device-status]")).to_contain_text("Removed.")
    visit.tab.wait_for_function(f"async () => (await ({EVERYTHING})()) === '{EMPTY}'")
    if how in {"lock", "end"}:
        assert not DeviceCopy.objects.filter(ended_at=None).exists()
