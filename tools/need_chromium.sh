#!/bin/sh
# Sees to it that a Chromium which starts is there for the browser tests: the system's, or else Playwright's own.
# Its headless shell is asked for first, with which they take half the time (see tools/chromium.py).
# $1 is the virtual environment's Python.
set -eu
python=$1
here=$(dirname "$0")

has_shell() { command -v chromium-headless-shell && chromium-headless-shell --version; } >/dev/null 2>&1

has_chromium() {
    has_shell && return 0
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

has_shell && exit 0
if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then  # nobody is asked for a password for what only saves time
    echo "Installing Chromium's headless shell, with which the browser tests take half the time."
    sh "$here/install_package.sh" chromium-headless-shell 2>/dev/null || true
fi
has_chromium && exit 0
echo "No Chromium found; installing one for the browser tests."
sh "$here/install_package.sh" chromium || true
has_chromium && exit 0
"$python" -m playwright install --with-deps chromium || "$python" -m playwright install chromium || true
has_chromium && exit 0
echo "The browser tests need Chromium, and it could not be installed. Install it and run make again." >&2
exit 1
