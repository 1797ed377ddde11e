"""What the project's own files promise: a lock that says all, and a host that is strict."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_lock_names_no_host_and_no_folder() -> None:
    assert re.findall(r"\w+://|file:|(?m:^-)|@ ", LOCK) == []


def test_every_locked_package_has_hashes() -> None:
    entries = re.split(r"(?m)^(?=[a-z0-9])", LOCK)[1:]
    assert len(entries) > 30
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_dependency_is_locked() -> None:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=]", line, maxsplit=1)[0].lower() for line in wanted}
    locked = set(re.findall(r"(?m)^([a-z0-9.-]+)==", LOCK))
    assert names - locked == set()


def test_host_allows_nothing_from_elsewhere() -> None:
    rules = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))["headers"]
    policy = rules[0]["values"]["Content-Security-Policy"]
    allowed = {word for part in policy.split(";") for word in part.split()[1:]}
    assert policy.startswith("default-src 'none'; ")
    assert allowed == {"'none'", "'self'", "data:"}
    assert rules[0]["values"]["X-Content-Type-Options"] == "nosniff"
