"""The browser that tests and pictures are made with."""

from __future__ import annotations

import shutil

# The shell comes first: the same engine without windows, which take Chromium five times as long to open.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Return the path of the system's Chromium; None where there is none: Playwright's own is used then."""
    return next(filter(None, map(shutil.which, NAMES)), None)
