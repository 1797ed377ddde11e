"""Where recipes get things from: this release of this project, actions by commit, no made-up address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from sitegen import DISTRIBUTION, REQUIREMENT
from sitegen.scaffold.archive import HOSTS, WHEEL, Host, files_of_example
from tests.recipes.wheels import ROOT

FOLDERS = (".ci", ".github", "bench", "content", "docs", "sitegen", "templates", "tools")
ENDINGS = ("", ".md", ".py", ".sh", ".toml", ".txt", ".yaml", ".yml")
INSTALLS = re.compile(r"\b(?:pip[x3]? |uvx? |additional_dependencies:)[^`\n]*")
DASK = f"{DISTRIBUTION}[dask]=={{__version__}}"  # in the source of the message that names it
# A name that an index is asked for: not a path, not a file's ending, not the command behind its package.
OURS = re.compile(r"(?<![\w./~-])sitegen(?:-archive)?(?:\[\w+\])?(?![\w./-])(?P<pin>==[\w.{}]*)?")
ADDRESS_MADE_UP = re.compile(
    r"(?-i:\bOWNER/)|example\.(?:org|com|net)/[\w-]*sitegen|git(?:hub|lab)\.com/[\w.-]+/sitegen|sitegen@v?\d"
    r"|\byour-(?:name|org|user)|<(?:owner|user|org|repo)",
    re.IGNORECASE,
)


def texts() -> dict[str, str]:
    """Return every text file of the project, and all that `init` writes, by name."""
    files = [path for path in ROOT.iterdir() if path.is_file() and path.name != "requirements.lock"]
    files = [path for path in files if not path.name.startswith(".coverage")]  # of this run or an earlier one
    for folder in FOLDERS:
        files += [path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix in ENDINGS]
    found = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in files
        if path.suffix in ENDINGS
        and not {"__pycache__", "compiled", "work"} & set(path.relative_to(ROOT).parts)
    }
    for host in HOSTS:
        found |= {f"{host}: {path}": data.decode() for path, data in files_of_example(host).items()}
    return found


TEXTS = texts()


def iter_installs(text: str) -> Iterator[str]:
    """Yield each command by which something is installed."""
    for found in INSTALLS.finditer(text):
        yield found[0]


def wrong_names(line: str) -> list[str]:
    """Return what a line installs that is another project's, or no one release of ours."""
    return [found[0] for found in OURS.finditer(line) if found[0] not in {REQUIREMENT, DASK}]


@pytest.mark.parametrize(
    "line",
    [
        "pip install sitegen",
        "- run: pip install sitegen",
        "  - pip install sitegen==0.9.2",
        "pipx install sitegen",
        "uvx sitegen check",
        "uv tool install 'sitegen[dask]'",
        "python -m pip install --upgrade sitegen-archive",
        "additional_dependencies: [sitegen-archive>=0.1]",
    ],
)
def test_a_name_that_is_not_ours_is_seen(line: str) -> None:
    assert [each for install in iter_installs(line) for each in wrong_names(install)]


def test_nothing_installs_another_projects_package() -> None:
    wrong = {
        name: found
        for name, text in TEXTS.items()
        if (found := [line for line in iter_installs(text) if wrong_names(line)])
    }
    assert wrong == {}
    assert len(TEXTS) > 200


@pytest.mark.parametrize("host", HOSTS)
def test_each_host_installs_this_release(host: Host) -> None:
    lines = [
        line
        for path, data in files_of_example(host).items()
        for line in data.decode().splitlines()
        if not path.endswith(".md") and REQUIREMENT in line
    ]
    assert lines, host


def test_netlify_installs_nothing_else() -> None:
    assert files_of_example("netlify")["requirements.txt"].decode().split() == [REQUIREMENT]


def test_no_address_is_made_up() -> None:
    assert {name: found[0] for name, text in TEXTS.items() if (found := ADDRESS_MADE_UP.search(text))} == {}


def workflows() -> dict[str, Any]:
    """Return what GitHub runs: our workflows, the action, what `init` writes and what docs/ci.md shows."""
    found = {
        name: yaml.safe_load(text)
        for name, text in TEXTS.items()
        if name == "action.yml" or ".github/workflows/" in name
    }
    blocks = re.findall(r"^```yaml\n(.*?)^```$", TEXTS["docs/ci.md"], re.MULTILINE | re.DOTALL)
    for block in map(yaml.safe_load, blocks):
        if isinstance(block, dict) and "jobs" in block:
            found["docs/ci.md"] = block
    return found


WORKFLOWS = workflows()


def test_every_workflow_is_looked_at() -> None:
    assert set(WORKFLOWS) == {
        ".github/workflows/site.yml",
        ".github/workflows/test.yml",
        "action.yml",
        "docs/ci.md",
        "github: .github/workflows/site.yml",
    }


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_named_by_commit(name: str) -> None:
    used = re.findall(r"(?m)uses: (.*)$", TEXTS[name])
    assert used
    for action in used:
        assert re.fullmatch(r"\./[\w/]+|actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_an_action_has_one_commit_everywhere() -> None:
    used = {found for text in TEXTS.values() for found in re.findall(r"uses: (actions/[\w-]+)@(\S+)", text)}
    assert len(used) == len({action for action, _ in used})


@pytest.mark.parametrize("name", [name for name in WORKFLOWS if name != "action.yml"])
def test_nobody_has_more_rights_than_the_work_needs(name: str) -> None:
    workflow = WORKFLOWS[name]
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        checkouts = [s for s in job["steps"] if s.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)
        if (
            "permissions" in job
        ):  # it can publish, so it runs nothing that a change brings, and for no pull request
            assert job["permissions"] == {"pages": "write", "id-token": "write"}
            assert [step["uses"].partition("@")[0] for step in job["steps"]] == ["actions/deploy-pages"]
            assert "github.event_name != 'pull_request'" in job["if"]


def test_the_action_publishes_nothing_itself() -> None:
    assert "actions/deploy-pages@" not in "".join(
        step.get("uses", "") for step in WORKFLOWS["action.yml"]["runs"]["steps"]
    )


def test_a_wheel_is_named_as_this_release_is() -> None:
    named = {found for text in TEXTS.values() for found in re.findall(r"sitegen_archive-\d[\w.-]*whl", text)}
    assert named == {WHEEL}


def test_nothing_is_left_to_fill_in() -> None:
    for host in HOSTS:
        for path, data in files_of_example(host).items():
            assert b"{requirement}" not in data, path
            assert b"{wheel}" not in data, path
