"""The pictures of the README, taken from the running demo: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.clone_to_page import ROOT
from tests.journeys.browser import launch, visiting
from tests.journeys.server import running

FOLDER = ROOT / "docs" / "screenshots"
WIDTHS = {"phone": 360, "desk": 1280}
HEIGHTS = {"phone": 740, "desk": 900}
PAGES = {
    "results-cy": "/cy/gwobrau-cymunedau-mwy-diogel/2025/",
    "results-en": "/en/safer-communities-awards/2025/",
}


def main() -> None:
    """Take each page at each width, as high as a first screen."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="cadair-pictures-") as name,
        running(Path(name)) as base,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        for page, path in PAGES.items():
            for screen, width in WIDTHS.items():
                with visiting(browser, base, width=width, device_scale_factor=1) as visit:
                    visit.tab.set_viewport_size({"width": width, "height": HEIGHTS[screen]})
                    visit.open(path)
                    file = FOLDER / f"{page}-{screen}.png"
                    visit.tab.screenshot(path=file)
                    sys.stdout.write(f"{file.relative_to(ROOT)}\n")
        browser.close()


if __name__ == "__main__":
    main()
