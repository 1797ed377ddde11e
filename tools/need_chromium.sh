#!/bin/sh
# Sees to it that a Chromium which starts is there for the browser tests: the system's, or else Playwright's own.
# $1 is the virtual environment's Python.
set -eu
python=$1
here=$(dirname "$0")

has_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        # A name alone proves nothing: on some systems it is a stub that tells the reader to install something.
        if command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1; then return 0; fi
    done
    "$python" - <<'PY'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not pathlib.Path(playwright.chromium.executable_path).exists())
PY
}

has_chromium && exit 0
echo "No Chromium found; installing one for the browser tests."
sh "$here/install_package.sh" chromium || true
has_chromium && exit 0
"$python" -m playwright install --with-deps chromium || "$python" -m playwright install chromium || true
has_chromium && exit 0
echo "The browser tests need Chromium, and it could not be installed. Install it and run make again." >&2
exit 1
