"""Looking at a page through Debian's Chromium, as a visitor with a given screen would."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    ConsoleMessage,
    Playwright,
    Route,
)
from playwright.sync_api import Page as Tab

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
"""Without them Chromium talks to its maker, which the tests do not allow."""

AXE = Path(str(files("axe_playwright_python"))) / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def launch(playwright: Playwright) -> Browser:
    """A browser with an empty profile.

    Raises:
        AssertionError: there is none: a failure, never a skipped test.
    """
    program = shutil.which("chromium") or shutil.which("google-chrome")
    assert program, "no Chromium on this machine: run make setup-tests"
    # Chromium's sandbox refuses to work as root, which is what continuous integration often is.
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    return playwright.chromium.launch(executable_path=program, args=flags)


NARROWEST = 320


@dataclass(frozen=True)
class Look:
    """What was noticed on one page."""

    path: str
    violations: list[str]
    problems: list[str]
    requests: int
    bytes_over_the_wire: int
    width_at_320: int


@dataclass
class Visit:
    """A tab, and what went on behind it."""

    tab: Tab
    base: str
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    bytes_over_the_wire: int = 0

    def open(self, path: str) -> None:
        """Go to a page and wait until everything it wants has come."""
        self.tab.goto(self.base + path, wait_until="load")
        self.tab.evaluate("document.fonts.ready.then(() => true)")

    def axe(self) -> list[str]:
        """Violations that axe finds, one line each."""
        self.tab.evaluate(AXE.read_text(encoding="utf-8"))
        options: dict[str, Any] = {"runOnly": AXE_RULES, "resultTypes": ["violations"]}
        result = self.tab.evaluate("options => axe.run(document, options)", options)
        return [
            f"{violation['id']}: {node['target']}: {node['failureSummary']}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]

    def look(self, path: str, *, has_axe: bool = True) -> Look:
        """Open a page as if for the first time (nothing is kept between visits) and take notes."""
        self.problems, self.requests, self.bytes_over_the_wire = [], [], 0
        self.open(path)
        size = self.tab.viewport_size or {"width": NARROWEST, "height": 900}
        taken = (len(self.requests), self.bytes_over_the_wire)
        violations = self.axe() if has_axe else []
        if size["width"] == NARROWEST:
            return Look(path, violations, self.problems, *taken, self.width_of_content())
        self.tab.set_viewport_size({"width": NARROWEST, "height": size["height"]})
        width = self.width_of_content()
        self.tab.set_viewport_size(size)
        return Look(path, violations, self.problems, *taken, width)

    def width_of_content(self) -> int:
        """How wide the page is; wider than the window means scrolling sideways."""
        return int(self.tab.evaluate("document.documentElement.scrollWidth"))


def _watch(visit: Visit, context: BrowserContext, session: CDPSession) -> None:
    def allow_only_ours(route: Route) -> None:
        address = route.request.url
        if address.startswith((visit.base, "data:")):
            visit.requests.append(address)
            route.continue_()
        else:
            visit.problems.append(f"request to a third party: {address}")
            route.abort()

    def said(message: ConsoleMessage) -> None:
        # Chromium reports the status of an error page as an error on that page.
        is_own_status = message.location.get("url") == visit.tab.url and "404" in message.text
        if message.type in {"error", "warning"} and not is_own_status:
            visit.problems.append(f"console: {message.text}")

    def count(event: dict[str, Any]) -> None:
        visit.bytes_over_the_wire += int(event["encodedDataLength"])

    context.route("**/*", allow_only_ours)
    visit.tab.on("pageerror", lambda error: visit.problems.append(f"script error: {error}"))
    visit.tab.on("console", said)
    session.on("Network.loadingFinished", count)
    session.send("Network.enable")


@contextmanager
def visiting(browser: Browser, base: str, *, width: int = 1280, **options: Any) -> Iterator[Visit]:
    """A visitor with an empty cache and a window of that width; options are Playwright's."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    try:
        tab = context.new_page()
        visit = Visit(tab, base)
        _watch(visit, context, context.new_cdp_session(tab))
        yield visit
    finally:
        context.close()
