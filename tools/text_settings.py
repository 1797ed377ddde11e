"""Writes what the browser must know of the text pipeline, for the unit tests of the scripts."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sitegen.search.settings import make_text_settings
from sitegen.search.stemmers import LANGUAGES


def main() -> None:
    """Write the settings into the file that is named."""
    settings = make_text_settings([*LANGUAGES, "pl"])
    Path(sys.argv[1]).write_text(json.dumps(settings), encoding="utf-8")


if __name__ == "__main__":
    main()
