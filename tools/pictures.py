"""Takes the pictures of the documentation from a built site: `python -m tools.pictures SITE FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tools.chromium import find_chromium

LIMIT = 200_000  # bytes: a README is read on slow lines too


class Shot(NamedTuple):
    name: str
    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"]


SHOTS = (
    Shot("document", "documents/2016/turning-point.html#residents", 1200, 740, "light"),
    Shot("figure", "figures/civilians-in-eastern-aleppo.html", 1200, 800, "dark"),
    Shot("home", "index.html", 1200, 800, "light"),
    Shot("phone", "documents/2016/humanitarian-pause.html#bribe", 390, 860, "light"),
)


def take_picture(browser: Browser, site: Path, shot: Shot, into: Path) -> None:
    """Write the picture of one page, opened from its folder. Raises ValueError where it is too large."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    path, _, fragment = shot.page.partition("#")
    page.goto((site / path).resolve().as_uri() + (f"#{fragment}" if fragment else ""))
    picture = page.screenshot()
    page.close()
    if len(picture) > LIMIT:
        raise ValueError(f"{shot.name}: {len(picture)} bytes are more than {LIMIT}")
    (into / f"{shot.name}.png").write_bytes(picture)


def main(site: Path, into: Path) -> None:
    """Take every picture of the documentation."""
    into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for shot in SHOTS:
            take_picture(browser, site, shot, into)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
