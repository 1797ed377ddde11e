"""`python -m sitegen`, for where the console script is not on the path."""

from __future__ import annotations

from sitegen.cli import run

run("sitegen")
