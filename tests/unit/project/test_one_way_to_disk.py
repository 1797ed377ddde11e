"""What the program writes goes through one module, and what it reads of an archive through another.

There no link is followed out of a folder, and a file that another program has changed is not lost. Whoever
calls the system directly has to be named here, with the reason.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[3] / "sitegen"
WRITERS = {
    "disk/folder.py": "the one that writes",
    "disk/rename.py": "renames for it",
    "disk/output.py": "the site, in folders of its own",
    "disk/output_lock.py": "makes the site's folder",
    "disk/lock.py": "the cache's own lock",
    "disk/manifest.py": "the cache's own store",
    "disk/memo.py": "the cache's own store",
    "disk/memo_index.py": "the cache's own store",
    "build/cache.py": "makes the cache's folder",
    "commands/new_files.py": "a report where a person says, and the folder of a new archive",
}
READERS = {
    "disk/folder.py": "the one that reads",
    "disk/files.py": "lists folders",
    "disk/lock.py": "opens folders to lock them",
    "disk/output.py": "looks whether a site is one of ours",
    "disk/manifest.py": "the cache's own store",
    "disk/memo.py": "the cache's own store",
    "disk/memo_index.py": "the cache's own store",
    "build/make.py": "what this build has just made",
    "commands/new_files.py": "a file that a person named",
}
WRITING = {
    *("write_text", "write_bytes", "touch", "mkdir", "makedirs", "rename", "renames", "unlink", "remove"),
    *("rmdir", "removedirs", "rmtree", "symlink_to", "symlink", "hardlink_to", "link", "chmod", "truncate"),
    *("copy2", "copyfile", "copytree", "move", "mkstemp", "NamedTemporaryFile"),
}
READING = {"read_text", "read_bytes"}


def calls(path: Path) -> Iterator[tuple[str, str]]:
    """Iterate over (what is called as whose, `read` or `write`) of the calls that go to the disk."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        owner, _, name = called.rpartition(".")
        if (name in WRITING and _is_of_the_disk(owner, name, node)) or _replaces(owner, name, node):
            yield called, "write"
        elif name in READING and owner and not node.args:
            yield called, "read"
        elif name == "open" and owner in {"", "os", "io"} | _paths(node, owner):
            yield called, "write" if _writes(node) else "read"


def _is_of_the_disk(owner: str, name: str, node: ast.Call) -> bool:
    """Tell whether a name that other things have too (a list's `remove`) is that of the disk."""
    if name in {"remove", "link", "move", "copy2"}:
        return owner in {"os", "shutil"}
    return bool(owner) and not (name == "rename" and len(node.args) > 1 and owner != "os")


def _replaces(owner: str, name: str, node: ast.Call) -> bool:
    """Tell whether it is the `replace` of a path, and not that of a text or a record."""
    return name == "replace" and (owner == "os" or (len(node.args) == 1 and not node.keywords))


def _paths(node: ast.Call, owner: str) -> set[str]:
    """Return the owner where its `open` is a path's: it has a mode, or nothing."""
    modes = [*node.args, *(word.value for word in node.keywords)]
    are_modes = all(isinstance(mode, ast.Constant) and isinstance(mode.value, str | int) for mode in modes)
    return {owner} if are_modes else set()


def _writes(node: ast.Call) -> bool:
    told = " ".join(ast.unparse(each) for each in (*node.args[:2], *(w.value for w in node.keywords)))
    modes = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
    return any(flag in told for flag in ("O_WRONLY", "O_RDWR", "O_CREAT", "flags")) or any(
        isinstance(mode, str) and len(mode) <= 3 and set(mode) & set("wax+") for mode in modes
    )


def test_the_disk_is_reached_where_it_is_said() -> None:
    found: dict[str, set[str]] = {"read": set(), "write": set()}
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith("render/compiled/"):
            for _, kind in calls(path):
                found[kind].add(name)
    assert found == {"write": set(WRITERS), "read": set(READERS)}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("path.write_text('x')", "write"),
        ("(a / b).write_bytes(data)", "write"),
        ("open(path, 'w')", "write"),
        ("open(path, mode='ab')", "write"),
        ("path.open('xb')", "write"),
        ("path.open('r+b', buffering=0)", "write"),
        ("os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)", "write"),
        ("os.replace(a, b)", "write"),
        ("a.replace(b)", "write"),
        ("a.rename(b)", "write"),
        ("path.mkdir(parents=True)", "write"),
        ("shutil.rmtree(folder)", "write"),
        ("os.remove(path)", "write"),
        ("open(path)", "read"),
        ("path.open()", "read"),
        ("os.open(path, os.O_RDONLY)", "read"),
        ("path.read_bytes()", "read"),
    ],
)
def test_a_call_to_the_disk_is_known(tmp_path: Path, line: str, kind: str) -> None:
    (tmp_path / "m.py").write_text(line + "\n")
    assert [found for _, found in calls(tmp_path / "m.py")] == [kind]


@pytest.mark.parametrize(
    "line", ["text.replace('a', 'b')", "names.remove(name)", "self.open(desk.id)", "replace(record, a=1)"]
)
def test_another_call_is_not(tmp_path: Path, line: str) -> None:
    (tmp_path / "m.py").write_text(line + "\n")
    assert not list(calls(tmp_path / "m.py"))
