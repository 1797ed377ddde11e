"""Every recipe installs this release in a bare Python, and checks and builds a fresh archive with it.

The commands are read out of the files that `init` writes, as the host reads them.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from sitegen import DISTRIBUTION, __version__
from sitegen.cli import main
from tests.recipes.machine import Machine
from tests.recipes.wheels import ROOT

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUNS_ON = ("sitegen serve", "sitegen annotate")  # until somebody stops them


def read_github(root: Path) -> list[str]:
    workflow = yaml.safe_load((root / ".github" / "workflows" / "site.yml").read_text("utf-8"))
    return [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]


def read_gitlab(root: Path) -> list[str]:
    """Return the commands of a merge request's job, and then those of the main branch's."""
    jobs = yaml.safe_load((root / ".gitlab-ci.yml").read_text("utf-8"))
    return [
        *jobs["before_script"],
        *jobs["check"]["script"],
        *jobs["before_script"],
        *jobs["pages"]["script"],
    ]


def read_netlify(root: Path) -> list[str]:
    """Return what Netlify does: install what requirements.txt names, and run the command."""
    build = tomllib.loads((root / "netlify.toml").read_text("utf-8"))["build"]
    assert (root / "requirements.txt").is_file()
    return ["pip install -r requirements.txt", build["command"]]


def read_readme(root: Path) -> list[str]:
    """Return the README's first commands, for a person; but those that run until they are stopped."""
    shell = next(
        body for kind, body in FENCE.findall((root / "README.md").read_text("utf-8")) if kind == "sh"
    )
    return [line for line in shell.splitlines() if not line.startswith(RUNS_ON)]


def init(machine: Machine, host: str) -> None:
    made = CliRunner().invoke(main, ["init", str(machine.root), "--host", host])
    assert made.exit_code == 0, made.output


def documented(key: str) -> Any:
    """Return what stands below a key of the one example in docs/ci.md that has it."""
    blocks = FENCE.findall((ROOT / "docs" / "ci.md").read_text("utf-8"))
    read = [yaml.safe_load(body) for kind, body in blocks if kind == "yaml"]
    (found,) = (value[key] for value in read if isinstance(value, dict) and key in value)
    return found


def check_installed(machine: Machine) -> None:
    installed = machine.installed()
    assert installed[DISTRIBUTION] == __version__
    assert "sitegen" not in installed  # the other project's


@pytest.mark.parametrize(
    ("host", "read", "out"),
    [
        ("github", read_github, "build"),
        ("gitlab", read_gitlab, "public"),
        ("netlify", read_netlify, "build"),
        ("github", read_readme, "build"),
    ],
    ids=["github", "gitlab", "netlify", "readme"],
)
def test_what_init_writes_installs_checks_and_builds(
    machine: Machine, host: str, read: Callable[[Path], list[str]], out: str
) -> None:
    init(machine, host)
    commands = read(machine.root)
    for command in commands:
        machine.run(command)
    assert any("sitegen build" in command for command in commands)
    assert any(re.search(r"sitegen lock\b", command) for command in commands)
    assert (machine.root / out / "documents" / "harbour-hearing.html").is_file()
    check_installed(machine)


def test_the_readme_installs_from_a_clone_and_begins_an_archive(machine: Machine, clone: Path) -> None:
    shutil.copytree(clone, machine.root)
    shell = [body for kind, body in FENCE.findall((ROOT / "README.md").read_text("utf-8")) if kind == "sh"]
    install, begin = shell[:2]
    assert "pip install" in install
    assert "sitegen init" in begin
    machine.run(install)
    machine.run("\n".join(line for line in begin.splitlines() if not line.startswith(RUNS_ON)))
    assert (machine.root / "my-archive" / "build" / "index.html").is_file()
    check_installed(machine)


def test_the_hooks_of_the_documentation_run(machine: Machine) -> None:
    init(machine, "github")
    hooks = [hook for repository in documented("repos") for hook in repository["hooks"]]
    assert len(hooks) == 2
    for hook in hooks:
        machine.run(f"pip install {' '.join(hook['additional_dependencies'])}")
        machine.run(hook["entry"])
        assert re.search(hook["files"], "content/documents/harbour-hearing.md")
    check_installed(machine)


def test_the_action_runs_from_a_copy_of_the_project(machine: Machine, clone: Path) -> None:
    """Each step of action.yml, called as docs/ci.md calls it, on a push to the main branch."""
    init(machine, "github")
    (called,) = (s for s in documented("jobs")["site"]["steps"] if s["uses"].startswith("./"))
    place = machine.root / called["uses"]
    shutil.copytree(clone, place)
    action = yaml.safe_load((place / "action.yml").read_text("utf-8"))
    summary = machine.root / "summary.md"
    values: dict[str, str] = {
        name: given.get("default", "") for name, given in action["inputs"].items()
    } | called["with"]
    machine.run("git init -q && git add content && git -c user.name=A -c user.email=a@b commit -qm one")
    values["base"] = machine.run("git rev-parse HEAD").strip()
    for step in action["runs"]["steps"]:
        if "run" not in step or not is_met(step.get("if", ""), values):
            continue
        environment = {name: evaluate(str(text), values, place) for name, text in step.get("env", {}).items()}
        machine.run(step["run"], {**environment, "GITHUB_STEP_SUMMARY": str(summary)})
    assert (machine.root / values["out"] / "documents" / "harbour-hearing.html").is_file()
    assert summary.is_file()
    check_installed(machine)


def is_met(condition: str, values: dict[str, str]) -> bool:
    """Tell whether a step's condition holds, of the forms that the action has."""
    if not condition:
        return True
    found = re.fullmatch(r"inputs\.([a-z-]+) (==|!=) '([^']*)'", condition)
    assert found is not None, condition
    return (values[found[1]] == found[3]) == (found[2] == "==")


def evaluate(text: str, values: dict[str, str], place: Path) -> str:
    """Return a value of `env`, of the forms that the action has."""
    found = re.fullmatch(r"\$\{\{ (.*) \}\}", text)
    assert found is not None, text
    if found[1] == "github.action_path":
        return str(place)
    if name := re.fullmatch(r"inputs\.([a-z-]+)", found[1]):
        return str(values[name[1]])
    choice = re.fullmatch(r"(.*) && '([^']*)' \|\| '([^']*)'", found[1])
    assert choice is not None, text
    return choice[2] if is_met(choice[1], values) else choice[3]
