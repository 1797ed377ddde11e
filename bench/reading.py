"""How long the page of a document with 300 annotations keeps a browser busy: `python -m bench.reading`.

The longest task, in milliseconds, while it is scrolled through and while its notes are filtered; 0 is
below 50, which browsers do not report. Other work on the machine makes tasks longer, never shorter,
so the best of some tries is told.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from sitegen.build import BuildOptions, build_site
from tests.browser.crowded import write_crowded

TRIES = 3
WATCH_TASKS = """() => {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ type: "longtask" });
}"""
SCROLL = """async () => {
  for (let at = 0; at < document.documentElement.scrollHeight; at += 1500) {
    scrollTo(0, at);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }
}"""
SETTLE = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))"


def main() -> None:
    """Build the document, open it, and print both figures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        archive, site = Path(folder) / "archive", Path(folder) / "site"
        write_crowded(archive)
        build_site(BuildOptions(archive=archive, out=site, no_cache=True))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((site / "documents/report.html").as_uri(), wait_until="load")
        print(f"longest task while scrolling: {best(page, lambda: page.evaluate(SCROLL)):.0f} ms")
        page.locator(".filters summary").click()
        box = page.locator("#_filters input[name=speaker][value=two]")

        def turn() -> None:
            box.check()
            page.evaluate(SETTLE)
            box.uncheck()

        print(f"longest task while filtering: {best(page, turn):.0f} ms")
        browser.close()


def best(page: Page, act: Callable[[], object]) -> float:
    """Return the longest task, in milliseconds, of the try that had the shortest one; 0 below 50."""
    page.evaluate(SETTLE)
    page.evaluate(WATCH_TASKS)
    longest = []
    for _ in range(TRIES):
        page.evaluate("() => { window.tasks.length = 0; }")
        act()
        page.evaluate(SETTLE)
        longest.append(max(page.evaluate("() => window.tasks"), default=0.0))
    return min(longest)


if __name__ == "__main__":
    main()
