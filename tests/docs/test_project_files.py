"""What the project's own files promise: a lock that says all, and a host that is strict."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from sitegen.serve.guard import FOREIGN_POLICY, SECURITY_HEADERS

ROOT = Path(__file__).parents[2]
TYPES = ROOT / "tools" / "types"
NODE = ROOT / "tools" / "node"
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_lock_names_no_host_and_no_folder() -> None:
    assert re.findall(r"\w+://|file:|(?m:^-)|@ ", LOCK) == []


def test_what_checks_the_scripts_is_locked_alike() -> None:
    node = (NODE / "node.txt").read_text(encoding="utf-8")
    tools = json.loads((NODE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert re.findall(r"file:|(?m:^-)|@ ", node) == []
    assert node.count("--hash=sha256:") > 1
    asked = json.loads((NODE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert tools.pop("")["devDependencies"] == asked
    assert {name for name, each in tools.items() if "resolved" in each} == set()
    assert {each["integrity"].partition("-")[0] for each in tools.values()} == {"sha512"}


@pytest.mark.parametrize("name", ["reader", "annotator"])
def test_the_types_of_every_script_are_checked(name: str) -> None:
    """Strictly, and without an exception in a file."""
    base = json.loads((TYPES / "reader.json").read_text(encoding="utf-8"))
    settings = base | json.loads((TYPES / f"{name}.json").read_text(encoding="utf-8"))
    on = {option for option, value in settings["compilerOptions"].items() if value is True}
    assert on >= {"strict", "checkJs", "allowJs", "noEmit"}
    assert f"../../templates/assets/{'js' if name == 'reader' else name}/*.js" in settings["include"]
    assert f"tools/types/{name}.json" in (ROOT / "Makefile").read_text(encoding="utf-8")
    scripts = list((ROOT / "templates" / "assets").rglob("*.js"))
    assert scripts
    assert [
        path.name for path in scripts if re.search(r"@ts-|biome-", path.read_text(encoding="utf-8"))
    ] == []


def test_every_locked_package_has_hashes() -> None:
    entries = re.split(r"(?m)^(?=[a-z0-9])", LOCK)[1:]
    assert len(entries) > 30
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_dependency_is_locked() -> None:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=]", line, maxsplit=1)[0].lower() for line in wanted}
    locked = set(re.findall(r"(?m)^([a-z0-9.-]+)==", LOCK))
    assert names - locked == set()


def test_every_import_is_a_declared_dependency() -> None:
    extras = PROJECT["project"]["optional-dependencies"].values()
    lines = [*PROJECT["project"]["dependencies"], *(line for extra in extras for line in extra)]
    declared = {re.split(r"[\[<>=]", line, maxsplit=1)[0].lower() for line in lines}
    known_as = packages_distributions()
    undeclared = {
        name
        for path in (ROOT / "sitegen").rglob("*.py")
        for name in iter_imports(path)
        if declared.isdisjoint(each.lower() for each in known_as.get(name, [name]))
    }
    assert undeclared - {"pydantic_core"} == set()  # comes with pydantic, in the release that it needs


def iter_imports(path: Path) -> Iterator[str]:
    """Yield the name of each package that a module imports and that is neither Python's nor ours."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        for name in names:
            package = name.partition(".")[0]
            if package not in sys.stdlib_module_names and package != "sitegen":
                yield package


def test_host_allows_nothing_from_elsewhere() -> None:
    rules = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))["headers"]
    policy = rules[0]["values"]["Content-Security-Policy"]
    allowed = {word for part in policy.split(";") for word in part.split()[1:]}
    assert policy.startswith("default-src 'none'; ")
    assert allowed == {"'none'", "'self'", "data:"}
    assert rules[0]["values"]["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["netlify.toml", "sitegen/scaffold/example/hosts/netlify.toml"])
def test_hosts_keep_what_an_archive_brought_from_acting_as_the_site(name: str) -> None:
    rules = tomllib.loads((ROOT / name).read_text(encoding="utf-8"))["headers"]
    policies = {rule["for"]: rule["values"].get("Content-Security-Policy") for rule in rules}
    assert policies["/*"] == SECURITY_HEADERS["Content-Security-Policy"]
    assert policies["/static/*"] == FOREIGN_POLICY
    assert policies["/static/*.pdf"] == policies["/*"]
    order = [rule["for"] for rule in rules]
    assert order.index("/*") < order.index("/static/*") < order.index("/static/*.pdf")


def test_the_headers_that_the_docs_tell_are_those_of_the_recipes() -> None:
    told = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    assert told.count(f"Content-Security-Policy: {FOREIGN_POLICY}") == 1
    assert told.count(f"Content-Security-Policy: {SECURITY_HEADERS['Content-Security-Policy']}") == 2


def test_no_function_of_the_scripts_may_be_longer_than_sixty_lines() -> None:
    settings = (ROOT / "biome.jsonc").read_text(encoding="utf-8")
    [rule] = re.findall(r'"noExcessiveLinesPerFunction": (.*)', settings)
    assert rule == '{ "level": "error", "options": { "maxLines": 60 } }'
    assert "overrides" not in settings
