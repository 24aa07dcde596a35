"""Somebody with a browser: goes to pages, fills in forms, and notices what is wrong with a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser

from tests.journeys.browser import Visit, visiting

DESK, PHONE = 1280, 360


@dataclass
class Someone:
    """One person in one browser window; `wrong` collects what axe and the console say."""

    visit: Visit
    language: str
    has_script: bool = True
    wrong: list[str] = field(default_factory=list)
    looked_at: set[str] = field(default_factory=set)
    """Pages that need not be looked at again; several people may share one."""

    @property
    def path(self) -> str:
        """Where this person is."""
        return self.visit.tab.url.removeprefix(self.visit.base)

    @property
    def text(self) -> str:
        """What the page says."""
        return self.visit.tab.locator("main").inner_text()

    def go(self, path: str) -> None:
        """Type an address, or follow a link."""
        self.visit.open(path)
        self.look()

    def fill(self, **values: str) -> None:
        """Write into fields, by their names; `__` stands for a dash."""
        for name, value in values.items():
            self.visit.tab.fill(f"main [name='{name.replace('__', '-')}']", value)

    def choose(self, name: str, value: str) -> None:
        """Choose a radio button or tick a box."""
        self.visit.tab.check(f"main [name='{name}'][value='{value}']")

    def pick(self, name: str, value: str) -> None:
        """Choose from a list."""
        self.visit.tab.select_option(f"main [name='{name}']", value)

    def press(self, selector: str) -> None:
        """Press a button or follow a link that leads to another page."""
        with self.visit.tab.expect_navigation():
            self.visit.tab.locator(selector).first.click()
        self.look()

    def press_words(self, words: str) -> None:
        """Press what says these words."""
        named = re.compile(re.escape(words))
        tab = self.visit.tab
        found = tab.get_by_role("button", name=named).or_(tab.get_by_role("link", name=named))
        with tab.expect_navigation():
            found.first.click()
        self.look()

    def look(self) -> None:
        """Look at the page as it is, wide and narrow: axe, and no scrolling sideways."""
        shape = re.sub(r"[0-9a-f]{32}", "…", self.path.split("?")[0])
        title = self.visit.tab.title()
        status_of_page = f"{shape} “{title}”"
        if not self.has_script or status_of_page in self.looked_at:
            return
        self.looked_at.add(status_of_page)
        size = self.visit.tab.viewport_size or {"width": DESK, "height": 900}
        for width in (PHONE, DESK):
            self.visit.tab.set_viewport_size({"width": width, "height": size["height"]})
            self.wrong += [f"{status_of_page} at {width}: {each}" for each in self.visit.axe()]
            if self.visit.width_of_content() > width:
                self.wrong.append(f"{status_of_page}: wider than {width}")
        self.visit.tab.set_viewport_size(size)
        # A form that asks something back is answered with 422, which a browser notes.
        told = [each for each in self.visit.problems if "status of 422" not in each]
        self.wrong += [f"{status_of_page}: {each}" for each in told]
        self.visit.problems.clear()


@contextmanager
def someone(
    browser: Browser, base: str, language: str, *, width: int = DESK, has_script: bool = True
) -> Iterator[Someone]:
    """A person with an empty browser; what was wrong with a page fails the test at the end."""
    with visiting(browser, base, width=width, java_script_enabled=has_script) as visit:
        person = Someone(visit, language, has_script)
        yield person
        assert not person.wrong, "\n".join(person.wrong)
