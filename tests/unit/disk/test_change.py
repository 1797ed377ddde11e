"""Files are changed all or none, inside their folder, and never over what another program has written."""

from __future__ import annotations

import os
import random
import re
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sitegen.disk.change import (
    BusyFailure,
    Change,
    ChangedFailure,
    WriteFailure,
    change_files,
)
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.folder import LeadsOutFailure, read_inside
from sitegen.disk.lock import hold_folder
from tests.serve.running import no_file_larger_than

OLD, NEW = b"title: Old\n", b"title: New\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/documents").mkdir(parents=True)
    (tmp_path / "content/documents/flood.yaml").write_bytes(OLD)
    (tmp_path / "content/site.yaml").write_bytes(OLD)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/file").write_bytes(OLD)
    return tmp_path / "content"


def state(folder: Path) -> dict[str, object]:
    """All that stands below a folder: bytes of files, targets of links."""
    return {
        path.relative_to(folder).as_posix(): (
            str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        )
        for path in sorted(folder.rglob("*"))
    }


def test_a_file_is_replaced_made_and_removed_in_one(root: Path) -> None:
    (root / "gone.yaml").write_bytes(OLD)
    (root / "documents/flood.yaml").chmod(0o640)
    changes = [
        Change("documents/flood.yaml", OLD, NEW),
        Change("speakers/a/b/new.yaml", None, NEW),
        Change("gone.yaml", OLD, None),
        Change("site.yaml", OLD, OLD),
    ]
    change_files(root, changes)
    assert state(root) == {
        "documents": None,
        "documents/flood.yaml": NEW,
        "site.yaml": OLD,
        "speakers": None,
        "speakers/a": None,
        "speakers/a/b": None,
        "speakers/a/b/new.yaml": NEW,
    }
    assert stat.S_IMODE((root / "documents/flood.yaml").stat().st_mode) == 0o640


LINKS = {
    "file": ("documents/flood.yaml", "../../outside/file"),
    "absolute": ("documents/flood.yaml", "/etc/hostname"),
    "dangling": ("claims.yaml", "../outside/created.yaml"),
    "another file of the archive": ("documents/flood.yaml", "../site.yaml"),
    "folder": ("speakers", "../outside"),
    "folder of the archive": ("speakers", "documents"),
    "circle": ("claims.yaml", "claims.yaml"),
}


@pytest.mark.parametrize("after", [NEW, None])
@pytest.mark.parametrize("before", [OLD, None])
@pytest.mark.parametrize("case", LINKS)
def test_nothing_is_written_through_a_link(
    root: Path, case: str, before: bytes | None, after: bytes | None
) -> None:
    path, target = LINKS[case]
    (root / path).unlink(missing_ok=True)
    (root / path).symlink_to(target)
    at = state(root.parent)
    changed = f"{path}/file" if path == "speakers" else path
    if before == after:
        return
    with pytest.raises(LeadsOutFailure, match="is a link"):
        change_files(root, [Change("new.yaml", None, NEW), Change(changed, before, after)])
    assert state(root.parent) == at


@pytest.mark.parametrize("path", ["../outside/file", "documents/../../outside/file"])
def test_no_path_leads_out(root: Path, path: str) -> None:
    at = state(root.parent)
    with pytest.raises(EnvironmentFailure):
        change_files(root, [Change(path, OLD, NEW)])
    assert state(root.parent) == at


def test_temporary_names_cannot_be_foreseen(root: Path) -> None:
    for name in (f".flood.yaml.{os.getpid()}", ".flood.yaml.new"):
        (root / "documents" / name).symlink_to("../../outside/file")
    change_files(root, [Change("documents/flood.yaml", OLD, NEW)])
    assert (root.parent / "outside/file").read_bytes() == OLD


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        (Change("site.yaml", b"something else\n", NEW), ChangedFailure),
        (Change("site.yaml", None, NEW), ChangedFailure),
        (Change("absent.yaml", OLD, NEW), ChangedFailure),
        (Change("site.yaml", b"something else\n", None), ChangedFailure),
        (Change("site.yaml/x.yaml", None, NEW), WriteFailure),
        (Change("documents", OLD, NEW), ChangedFailure),
        (Change("a" * 300, None, NEW), WriteFailure),
    ],
)
def test_one_that_cannot_be_changed_leaves_all_as_they_are(
    root: Path, change: Change, failure: type[Exception]
) -> None:
    at = state(root)
    others = [Change("documents/flood.yaml", OLD, NEW), Change("new/file.yaml", None, NEW)]
    for changes in ([change, *others], [*others, change]):
        with pytest.raises(failure):
            change_files(root, changes)
        assert state(root) == at


def test_where_there_is_no_room_nothing_is_changed_and_nothing_left(root: Path) -> None:
    at = state(root)
    changes = [
        Change("new/small.yaml", None, NEW),
        Change("documents/flood.yaml", OLD, NEW),
        Change("site.yaml", OLD, b"x" * 100_000),
    ]
    with no_file_larger_than(50_000), pytest.raises(WriteFailure, match=r"site\.yaml': File too large"):
        change_files(root, changes)
    assert state(root) == at


def test_a_folder_that_may_not_be_written_is_told(root: Path) -> None:
    """In a process without the rights of root, which may write everywhere."""
    script = (
        "import os\n"
        "from pathlib import Path\n"
        "from sitegen.disk.change import *\n"
        "os.chmod('.', 0o755)\n"
        "os.chmod('documents', 0o555)\n"
        "if os.getuid() == 0:\n"
        "    os.setgroups([]), os.setgid(65534), os.setuid(65534)\n"
        f"change_files(Path(), [Change('documents/flood.yaml', {OLD!r}, {NEW!r})])\n"
    )
    at = state(root)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False
    )
    assert "cannot write 'documents/flood.yaml': Permission denied" in done.stderr
    (root / "documents").chmod(0o755)
    assert state(root) == at


def replace(path: Path) -> None:
    """Save as editors do that put a new file in place."""
    beside = path.with_name("saved~")
    beside.write_bytes(b"theirs\n")
    beside.replace(path)


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"theirs\n")


def append_slowly(path: Path) -> None:
    with path.open("ab", buffering=0) as file:
        time.sleep(random.random() / 200)
        file.write(b"theirs\n")


@pytest.mark.parametrize("edit", [replace, append, append_slowly])
def test_what_another_program_writes_meanwhile_is_never_lost(
    root: Path, edit: Callable[[Path], None]
) -> None:
    """It comes before the change, which then is refused, or after it: it stands there in the end."""
    path = root / "documents/flood.yaml"
    began = time.monotonic()
    change_files(root, [Change("documents/flood.yaml", OLD, NEW)])
    took = time.monotonic() - began  # most of it is waiting for the disk
    for _ in range(60):
        path.write_bytes(OLD)

        def work() -> None:
            time.sleep(random.random() * took * 1.5)
            edit(path)

        other = threading.Thread(target=work)
        other.start()
        with suppress(ChangedFailure):
            change_files(root, [Change("documents/flood.yaml", OLD, NEW)])
        other.join()
        allowed = [b"theirs\n"] if edit is replace else [OLD + b"theirs\n", NEW + b"theirs\n"]
        assert path.read_bytes() in allowed
        assert sorted(p.name for p in root.rglob("*") if p.is_file()) == ["flood.yaml", "site.yaml"]


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory, where there is one: nothing waits for a disk there."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


def test_an_edit_at_any_moment_of_a_change_is_kept(quick: Path) -> None:
    """A process that changes the second line of a file is stopped anywhere, and the first line changed."""
    path = quick / "flood.yaml"
    path.write_bytes(b"theirs -1\nours 0\n")
    script = (
        "import sys\n"
        "from contextlib import suppress\n"
        "from itertools import count\n"
        "from pathlib import Path\n"
        "from sitegen.disk.change import *\n"
        "from sitegen.disk.folder import read_inside\n"
        "root = Path(sys.argv[1])\n"
        "for number in count(1):\n"
        "    held = read_inside(root, 'flood.yaml')\n"
        "    line = held.splitlines()[0]\n"
        "    with suppress(ChangedFailure):\n"
        "        change_files(root, [Change('flood.yaml', held, line + b'\\nours %d\\n' % number)])\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(quick)])
    try:
        for n in range(250):
            _wait_for(path, rb"(?!%s)(?s:.*)" % re.escape(path.read_bytes()))
            time.sleep(random.random() / 500)
            process.send_signal(signal.SIGSTOP)
            os.waitpid(process.pid, os.WUNTRACED)
            beside = quick / "saved~"
            beside.write_bytes(b"theirs %d\nours 0\n" % n)
            beside.replace(path)
            process.send_signal(signal.SIGCONT)
            # Until a change is made to what was edited: one that gives way to it shows its own words
            # meanwhile, and of two edits in the time of one change the second is kept beside the file.
            _wait_for(path, rb"theirs %d\nours [1-9]\d*\n" % n)
    finally:
        process.kill()
        process.wait()


def _wait_for(path: Path, pattern: bytes) -> None:
    """Wait until the whole of a file is of a pattern."""
    until = time.monotonic() + 60
    while not re.fullmatch(pattern, path.read_bytes()):
        assert time.monotonic() < until
        time.sleep(0.0005)


def test_a_file_that_a_program_goes_on_writing_is_left_to_it(root: Path) -> None:
    at = state(root)
    with (
        (root / "documents/flood.yaml").open("ab") as _,
        pytest.raises(BusyFailure, match="open for writing"),
    ):
        change_files(root, [Change("site.yaml", OLD, NEW), Change("documents/flood.yaml", OLD, NEW)])
    assert state(root) == at


def test_one_that_only_reads_a_file_is_in_nobodys_way(root: Path) -> None:
    with (root / "documents/flood.yaml").open("rb") as file:
        change_files(root, [Change("documents/flood.yaml", OLD, NEW)])
        assert file.read() == OLD


def test_two_of_our_own_processes_never_mix(root: Path) -> None:
    """Each adds its lines to what is there, again where the other was first: none is missing."""
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from sitegen.disk.change import *\n"
        "from sitegen.disk.folder import read_inside\n"
        "root, mark = Path(sys.argv[1]), sys.argv[2].encode()\n"
        "for number in range(40):\n"
        "    while True:\n"
        "        try:\n"
        "            one, other = (read_inside(root, p) for p in ('documents/flood.yaml', 'site.yaml'))\n"
        "            line = mark + b'%d\\n' % number\n"
        "            change_files(root, [Change('documents/flood.yaml', one, one + line),\n"
        "                                Change('site.yaml', other, other + line)])\n"
        "            break\n"
        "        except ChangedFailure:\n"
        "            pass\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(root), mark]) for mark in "ab"]
    assert [process.wait() for process in running] == [0, 0]
    lines = (root / "documents/flood.yaml").read_bytes().splitlines()[1:]
    assert sorted(lines) == sorted(b"%s%d" % (mark, n) for mark in (b"a", b"b") for n in range(40))
    assert (root / "site.yaml").read_bytes() == (root / "documents/flood.yaml").read_bytes()


def test_a_process_that_never_lets_go_is_not_waited_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.disk.change.PATIENCE", 0.1)
    at = state(root)
    with hold_folder(root), pytest.raises(WriteFailure, match="another process holds it"):
        change_files(root, [Change("site.yaml", OLD, NEW)])
    assert state(root) == at


OTHER_SYSTEMS = {
    "one that knows no exchange of names": "sys.platform = 'other'",
    "one that has no open folders": "sys.platform = 'other'; os.supports_dir_fd = set()",
}


@pytest.mark.parametrize("system", OTHER_SYSTEMS)
def test_files_are_changed_on_other_systems(root: Path, system: str) -> None:
    script = (
        f"import os, sys\n{OTHER_SYSTEMS[system]}\n"
        "from contextlib import suppress\n"
        "from pathlib import Path\n"
        "from sitegen.disk.change import *\n"
        "from sitegen.disk.folder import LeadsOutFailure, read_inside\n"
        "root, old, new = Path(sys.argv[1]), b'title: Old\\n', b'title: New\\n'\n"
        "flood = Change('documents/flood.yaml', old, new)\n"
        "for path, before in (('site.yaml', new), ('site.yaml', None), ('absent', old)):\n"
        "    wrong = Change(path, before, b'wrong')\n"
        "    with suppress(ChangedFailure):\n"
        "        change_files(root, [flood, Change('new/file.yaml', None, new), wrong])\n"
        "        sys.exit('not refused')\n"
        "(root / 'speakers').symlink_to('../outside')\n"
        "(root / 'claims.yaml').symlink_to('../outside/file')\n"
        "for path in ('speakers/file', 'claims.yaml'):\n"
        "    with suppress(LeadsOutFailure):\n"
        "        change_files(root, [flood, Change(path, old, new)])\n"
        "        sys.exit('not refused')\n"
        "    with suppress(EnvironmentFailure):\n"
        "        sys.exit('read') if read_inside(root, path) is not None else None\n"
        "for path in ('speakers', 'claims.yaml'):\n"
        "    (root / path).unlink()\n"
        "assert not (root / 'new').exists() and read_inside(root, 'documents/flood.yaml') == old\n"
        "change_files(root, [flood, Change('new/file.yaml', None, new), Change('site.yaml', old, None)])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(root)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert state(root) == {
        "documents": None,
        "documents/flood.yaml": NEW,
        "new": None,
        "new/file.yaml": NEW,
    }
    assert state(root.parent / "outside") == {"file": OLD}


@pytest.mark.parametrize(
    ("link", "target", "held"),
    [
        ("documents/other.yaml", "flood.yaml", OLD),
        ("documents/other.yaml", "../site.yaml", OLD),
        ("documents/other.yaml", "../../content/site.yaml", OLD),
        ("documents/other.yaml", "../absent.yaml", None),
    ],
)
def test_a_link_inside_is_read(root: Path, link: str, target: str, held: bytes | None) -> None:
    (root / link).symlink_to(target)
    assert read_inside(root, link) == held


@pytest.mark.parametrize(
    "target", ["../outside/file", "/etc/hostname", "speakers.yaml", "../outside", "../absent"]
)
def test_nothing_outside_is_read(root: Path, target: str) -> None:
    (root / "speakers.yaml").symlink_to(target)
    with pytest.raises(EnvironmentFailure, match=r"a link leads outside|Too many levels of symbolic links"):
        read_inside(root, "speakers.yaml")


def test_nothing_is_read_by_a_folder_that_is_a_link(root: Path) -> None:
    (root / "speakers").symlink_to("../outside")
    assert read_inside(root, "speakers/file") is None


def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "pipe.yaml")
    with pytest.raises(EnvironmentFailure, match="it is no file but"):
        read_inside(root, "pipe.yaml")
    with pytest.raises(ChangedFailure):
        change_files(root, [Change("pipe.yaml", OLD, NEW)])


def test_links_that_come_and_go_let_nothing_out(root: Path) -> None:
    """Of a folder that is now a folder and now a link."""
    (root.parent / "real").mkdir()
    (root.parent / "outside/flood.yaml").write_bytes(b"outside\n")
    documents, aside, link = root / "documents", root.parent / "real/documents", root.parent / "link"
    link.symlink_to(root.parent / "outside")
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            documents.rename(aside)
            link.rename(documents)
            documents.rename(link)
            aside.rename(documents)

    other = threading.Thread(target=swap)
    other.start()
    try:
        for n in range(300):
            with suppress(EnvironmentFailure):
                held = read_inside(root, "documents/flood.yaml")
                assert held != b"outside\n"
                if held is not None:
                    change_files(root, [Change("documents/flood.yaml", held, b"%d\n" % n)])
    finally:
        stop.set()
        other.join()
    assert state(root.parent / "outside") == {"file": OLD, "flood.yaml": b"outside\n"}
    assert list(state(root)) == ["documents", "documents/flood.yaml", "site.yaml"]
