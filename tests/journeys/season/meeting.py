"""The panel's meeting in the demo: what is suggested is decided, the overall award by ballot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.journeys.season.deciding import room
from tests.journeys.season.judging import desk
from tests.journeys.season.someone import Someone


@dataclass
class Decided:
    """The categories whose award is shared by equals, and those without one."""

    joint: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)


def decide_as_suggested(chair: Someone, stand_in: Someone, season: str, *, but: str) -> Decided:
    """All categories `but` one: the chair's, and those that the chair left, by the stand-in."""
    decided = Decided()
    for person in (chair, stand_in):
        person.go(room(person, season))
        lines = person.visit.tab.locator("li.agenda__line:not(.is-decided) > a").all()
        for address in [line.get_attribute("href") or "" for line in lines]:
            category = address.rstrip("/").rpartition("/")[2]
            if category != but:
                person.go(address)
                if person.visit.tab.locator("button[value=preview]").count():
                    _decide(person, category, decided)
    return decided


def _decide(person: Someone, category: str, decided: Decided) -> None:
    tab = person.visit.tab
    given = [
        (line, line.locator(".ranked__suggested").inner_text().partition(": ")[2].strip())
        for line in tab.locator("li.ranked__one:has(.ranked__suggested)").all()
    ]
    places = [line.locator(".ranked__place").inner_text() for line, _kind in given]
    shared = Counter((kind, place) for (_line, kind), place in zip(given, places, strict=True))
    for (line, kind), place in zip(given, places, strict=True):
        choice = line.locator("select[name^=award-]")
        words = [each.strip() for each in choice.locator("option").all_inner_texts()]
        # What several share stands below what one gets.
        choice.select_option(index=words.index(kind) + (shared[kind, place] > 1))
    decided.joint += [category] if any(number > 1 for number in shared.values()) else []
    if not given and tab.locator(".suggestion--discuss").count():
        _first_and_second(person)
    elif not given:
        decided.without.append(category)
        person.choose("without", "no-award")
        tab.locator("details:has([name=wording_cy]) summary").click()
        person.fill(wording_cy="Ni ddyfarnwyd gwobr eleni.", wording_en="No award was made.")
    person.fill(reason="Trafodwyd yn llawn." if person.language == "cy" else "Fully discussed.")
    person.choose("language", person.language)
    person.press("button[name=step][value=preview]")
    person.press("button[name=step][value=save]")


def _first_and_second(person: Someone) -> None:
    """What is close is talked over: the first wins, the second is commended where that is given."""
    lines = person.visit.tab.locator("li.ranked__one").all()
    lines[0].locator("select[name^=award-]").select_option(index=1)
    commended = lines[1].locator("option[value='highly-commended']")
    if commended.count():
        lines[1].locator("select[name^=award-]").select_option("highly-commended")


def ballot(
    clerk: Someone, voters: Sequence[Someone], season: str, category: str, among: Sequence[str]
) -> str:
    """A fresh ballot among entries (references), called and counted; what stands first in it.

    The judges are divided, so that the first two are equal.
    """
    address = room(clerk, season, f"{category}/round/")
    clerk.go(address)
    tab = clerk.visit.tab
    for box in tab.locator("[name=entry]:checked").all():
        box.uncheck()
    for reference in among:
        tab.locator("label.tick", has_text=reference).locator("input").check()
    clerk.press("main form.decide button:not([name])")
    for number, voter in enumerate(voters):
        # Two orders take turns, and whoever is left over finds the first two equal.
        first, second = among[:2] if number % 2 else among[1::-1]
        is_left_over = number == len(voters) - 1 and len(voters) % 2 == 1
        ranks = {first: 1, second: 1 if is_left_over else 2} | dict.fromkeys(among[2:], 3)
        _vote(voter, season, ranks)
    clerk.go(address)
    clerk.press("button[name=close]")
    return str(tab.locator("ol.placed").first.locator("li[value='1'] strong").inner_text())


def _vote(voter: Someone, season: str, ranks: Mapping[str, int]) -> None:
    """Number the entries, and cast."""
    voter.go(desk(voter, season))
    word = "rownd" if voter.language == "cy" else "round"
    voter.press(f"main a[href*='/{word}/']")
    for reference, number in ranks.items():
        line = voter.visit.tab.locator("li.ballot__line", has_text=reference)
        line.locator("[name^=rank-]").fill(str(number))
    voter.visit.tab.check("[name=confirm]")
    voter.press("button[name=cast]")


def write_down(clerk: Someone, season: str, category: str, winners: Sequence[str]) -> None:
    """An organiser writes down what came out, for whoever chairs: joint where there are several."""
    clerk.go(room(clerk, season, f"{category}/"))
    tab = clerk.visit.tab
    for reference in winners:
        line = tab.locator("li.ranked__one", has_text=reference)
        line.locator("select[name^=award-]").select_option(index=1 + (len(winners) > 1))
    clerk.fill(reason="By the panel’s ballot.")
    clerk.choose("language", "en")
    clerk.press("button[name=step][value=preview]")
    clerk.press("button[name=step][value=save]")
