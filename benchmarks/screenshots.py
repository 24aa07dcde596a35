"""The pictures of the README, taken from the running demo as it goes on: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks.clone_to_page import ROOT
from tests.journeys.browser import launch, visiting
from tests.journeys.console import cadair
from tests.journeys.server import running

FOLDER: Final = ROOT / "docs" / "screenshots"
SIZES: Final = {"phone": (360, 740), "desk": (1280, 900)}
PEOPLE: Final = {"cy": "/cy/demo/pobl/", "en": "/en/demo/people/"}


@dataclass(frozen=True)
class Picture:
    """One screen: at which stage of the demo, as whom, which links lead there, what is in sight."""

    name: str
    language: str
    screen: str
    stage: str = "nominating"
    path: str = ""
    person: str = ""
    links: tuple[str, ...] = ()
    sight: str = ""

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return FOLDER / f"{self.name}-{self.language}-{self.screen}.png"


RESULTS: Final = {
    "cy": "/cy/gwobrau-cymunedau-mwy-diogel/2025/",
    "en": "/en/safer-communities-awards/2025/",
}
DRAFT: Final = "main a.button[href*='/enwebu/']"
QUESTION: Final = "main a[href*='/cwestiwn/']"
NEXT_ENTRY: Final = "main a.button"
PANEL: Final = "nav a[href*='/panel/']"
NOMINATIONS: Final = "nav a[href*='/nominations/']"
CHECK: Final = "main a.button[href*='/check/']"
DECLARE: Final = "main a[href*='/datgan/']"
COPY: Final = (
    "nav a[href*='/account/']",
    "main a[href*='/desk/start/']",
    "form:has([name=source]) button[type=submit]",
)
CONFIRM: Final = "main a[href*='/confirm/']"
CATEGORY: Final = "main a:has-text('Ymddygiad Gwrthgymdeithasol')"

PICTURES: Final = (
    *(
        Picture("results", language, screen, path=path)
        for language, path in RESULTS.items()
        for screen in SIZES
    ),
    Picture("people", "en", "desk", path=PEOPLE["en"]),
    Picture("sign-in", "en", "phone", path="/en/sign-in/"),
    Picture("sign-in", "cy", "phone", path="/cy/mewngofnodi/"),
    Picture("tasks", "cy", "phone", person="nominator", links=(DRAFT,), sight="h2"),
    Picture("question", "cy", "phone", person="nominator", links=(DRAFT, QUESTION), sight="h1"),
    Picture("today", "en", "desk", person="organiser"),
    Picture("check", "en", "desk", "checking", person="organiser", links=(NOMINATIONS, CHECK)),
    Picture(
        "declare", "cy", "desk", "judging", person="stand-in", links=(DECLARE,), sight=".progress"
    ),
    Picture("entry", "en", "desk", "judging", person="judge", links=(NEXT_ENTRY,)),
    Picture(
        "entry", "cy", "phone", "judging", person="stand-in", links=(NEXT_ENTRY,), sight="form"
    ),
    Picture("category", "cy", "desk", "deciding", person="chair", links=(PANEL, CATEGORY)),
    Picture("confirm", "en", "desk", "deciding", person="organiser", links=(PANEL, CONFIRM)),
    Picture("set-up", "en", "desk", "deciding", person="organiser", links=COPY, sight=".lead"),
)
"""In the order of the stages; last the one that starts another season."""


def take(browser: Browser, base: str, picture: Picture) -> None:
    """Go there as whoever belongs there, and keep the first screen."""
    width, height = SIZES[picture.screen]
    with visiting(browser, base, width=width, device_scale_factor=1) as visit:
        visit.tab.set_viewport_size({"width": width, "height": height})
        visit.open(picture.path or PEOPLE[picture.language])
        if picture.person:
            visit.tab.click(f"button[name=person][value={picture.person}]")
        for link in picture.links:
            visit.tab.locator(link).first.click()
        visit.tab.wait_for_load_state("load")
        visit.tab.evaluate("document.fonts.ready.then(() => true)")
        if picture.sight:
            visit.tab.locator(picture.sight).first.evaluate(
                "it => it.scrollIntoView({behavior: 'instant'})"
            )
        visit.tab.screenshot(path=picture.file)
    sys.stdout.write(f"{picture.file.relative_to(ROOT)}\n")


def main(names: list[str]) -> None:
    """Take each picture, or those with one of `names`, moving the demo on as they ask for it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = [picture for picture in PICTURES if not names or picture.name in names]
    with (
        tempfile.TemporaryDirectory(prefix="cadair-pictures-") as name,
        running(Path(name)) as base,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        for stage, pictures in groupby(wanted, key=lambda picture: picture.stage):
            moved = cadair(Path(name), "demo", "--stage", stage)
            if moved.returncode:
                raise RuntimeError(moved.stderr)
            for picture in pictures:
                take(browser, base, picture)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
