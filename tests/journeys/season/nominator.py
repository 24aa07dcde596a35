"""A nominator without JavaScript on a phone, and one with nothing but a keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, FilePayload, Locator

from tests.journeys.browser import Visit, visiting
from tests.journeys.season.entering import SIGN_IN, code_sent_to
from tests.journeys.season.someone import DESK, PHONE, Someone

MOST_TABS = 120
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
NAMELESS = re.compile(
    r"^\s*- (?:textbox|combobox|radio|checkbox|button|link|spinbutton)(?:[:\s]*$)"
)
"""A line of the accessibility tree that has a role and no name."""


@dataclass
class Narrow(Someone):
    """Looks at every page as it is on the phone.

    Axe is a script, which does not run there: it is shown the same page in a second window.
    """

    mirror: Visit | None = None

    def look(self) -> None:
        """Axe, no scrolling sideways, and the language of the page."""
        wrong = [*self._axe(), *self.visit.problems]
        self.visit.problems.clear()
        if self.visit.width_of_content() > PHONE:
            wrong.append(f"wider than {PHONE}")
        if self.visit.tab.locator("html").get_attribute("lang") != self.language:
            wrong.append("in another language")
        self.wrong += [f"{self.path}: {each}" for each in wrong]

    def _axe(self) -> list[str]:
        here, page = self.visit.tab.url, SCRIPT.sub("", self.visit.tab.content())
        shape = f"{here} {self.visit.tab.title()}"
        if self.mirror is None or shape in self.looked_at:
            return []
        self.looked_at.add(shape)
        tab = self.mirror.tab
        tab.route(here, lambda route: route.fulfill(body=page, content_type="text/html"))
        tab.goto(here, wait_until="load")
        found = self.mirror.axe()
        tab.unroute(here)
        return found

    def go_on(self) -> None:
        """Save and continue."""
        self.press("[name=continue]")

    def add(self, files: Mapping[str, bytes], place: str = "general") -> None:
        """Send files, each with what it shows: `{"a.pdf what it shows": bytes}`."""
        for words, content in files.items():
            name, _, about = words.partition(" ")
            kind = "application/pdf" if name.endswith(".pdf") else "image/jpeg"
            payload: FilePayload = {"name": name, "mimeType": kind, "buffer": content}
            self.visit.tab.set_input_files(f"[name=file-{place}-file]", payload)
            self.visit.tab.fill(f"[name=file-{place}-description]", about)
            self.press(f"#add-{place} button[type=submit]")

    def sign_in(self, mail: Someone, address: str) -> None:
        """With the code from the mail; from the page one is on where it asks for an address."""
        if not self.visit.tab.locator("main form [name=email]").count():
            self.go(f"/{self.language}/{SIGN_IN[self.language]}/")
        self._give("email", address)
        self._give("code", code_sent_to(mail, address))

    def _give(self, name: str, value: str) -> None:
        form = f"main form:has([name={name}])"
        self.visit.tab.fill(f"{form} [name={name}] >> visible=true", value)
        self.press(f"{form} button[type=submit] >> visible=true")


@contextmanager
def narrow(browser: Browser, base: str, language: str) -> Iterator[Narrow]:
    """Somebody with a phone, 360 px wide, without JavaScript."""
    with (
        visiting(browser, base, width=PHONE) as mirror,
        visiting(browser, base, width=PHONE, java_script_enabled=False) as visit,
    ):
        person = Narrow(visit, language, has_script=False, mirror=mirror)
        yield person
        assert not person.wrong, "\n".join(person.wrong)


@dataclass
class Keyboard:
    """Somebody who presses keys, and knows a page by roles and names."""

    person: Someone

    def reach(self, role: str, name: str, number: int = 0) -> Locator:
        """Press Tab until something with that role and name has the focus, and is seen to."""
        tab = self.person.visit.tab
        wanted = tab.get_by_role(role, name=name).nth(number)  # type: ignore[arg-type]
        for _press in range(MOST_TABS):
            tab.keyboard.press("Tab")
            if wanted.evaluate("each => each === document.activeElement"):
                assert wanted.is_visible(), f"the focus is on what nobody sees: {name}"
                return wanted
        raise AssertionError(f"no key leads to the {role} “{name}” on {self.person.path}")

    def write(self, name: str, words: str, number: int = 0) -> None:
        """Write into a field with that label."""
        self.reach("textbox", name, number)
        self.person.visit.tab.keyboard.type(words)

    def press(self, role: str, name: str, key: str = "Enter") -> None:
        """Press a button or follow a link that leads to another page."""
        self.reach(role, name)
        with self.person.visit.tab.expect_navigation():
            self.person.visit.tab.keyboard.press(key)
        self.look()

    def choose(self, name: str, *, among: str) -> None:
        """Into a group of radio buttons with Tab, and to the right one with the arrow keys."""
        tab = self.person.visit.tab
        group = tab.get_by_role("group", name=among).or_(tab.get_by_role("radiogroup", name=among))
        wanted = group.get_by_role("radio", name=name).first
        inside = "each => each.contains(document.activeElement)"
        for _press in range(MOST_TABS):
            tab.keyboard.press("Tab")
            if group.first.evaluate(inside):
                break
        tab.keyboard.press("Space")
        for _press in range(20):
            if wanted.is_checked():
                return
            tab.keyboard.press("ArrowDown")
        raise AssertionError(f"no key chooses “{name}” on {self.person.path}")

    def tick(self, name: str) -> None:
        """Tick a box with Space."""
        self.reach("checkbox", name)
        self.person.visit.tab.keyboard.press("Space")

    def look(self) -> None:
        """The page has one first heading, and everything to be worked with has a name."""
        said = self.person.visit.problems
        # Chromium tells of the status of a page that comes back with what is wrong on it.
        said[:] = [each for each in said if "status of 422" not in each]
        self.person.look()
        main = self.person.visit.tab.locator("main")
        tree = main.aria_snapshot()
        here = self.person.path
        self.person.wrong += [
            f"{here}: without a name: {line}" for line in tree.splitlines() if NAMELESS.match(line)
        ]
        if len(re.findall(r"- heading .*\[level=1\]", tree)) != 1:
            self.person.wrong.append(f"{here}: not one first heading")

    @property
    def focus(self) -> str:
        """The identity of what has the focus."""
        return str(self.person.visit.tab.evaluate("document.activeElement.id"))


@contextmanager
def keyboard(browser: Browser, base: str, language: str) -> Iterator[Keyboard]:
    """Somebody at a desk who has no mouse, with JavaScript."""
    with visiting(browser, base, width=DESK) as visit:
        person = Someone(visit, language)
        yield Keyboard(person)
        assert not person.wrong, "\n".join(person.wrong)
