"""Put a site on disk, each of its files whole.

New files are written into a staging folder beside the target, on the same file system. A whole new
site and the old one exchange names in one step; on a disk that cannot do that two folders are renamed,
between which there is no site for a moment.

Where most of the site stays, the staged files are moved in one by one, each in one step, and what is
gone is deleted. Meanwhile, and after a build that was killed then, some files are the old site's and others
the new one's: the next build finds its manifest not complete, compares every file's bytes and mends what
differs. (To make that one step, too, the files that stay would be linked into a second folder: as many as a
rebuild leaves alone, which would take it longer than all else it does.)

Names that begin with a dot at the top of the target (`.git`, `.well-known`) are not the build's: they
are taken over into a new folder, by the next build where one is killed before it has done so.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path

from sitegen.diagnostics.shell import shell_word
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.files import Files, iter_entries, pack_files
from sitegen.disk.folder import NO_LINK
from sitegen.disk.lock import CAN_LOCK_FOLDERS, hold_folder
from sitegen.disk.rename import exchange

CAN_OPEN_FOLDERS = hasattr(os, "O_DIRECTORY")  # not on Windows
MARKS = (  # in every built site: the home page may be made from an archive's own templates
    ("index.html", b'<meta name="generator" content="sitegen'),
    ("search/manifest.js", b"siteSearch.open("),
)


def staging_folder(out: Path) -> Path:
    """Return the folder beside the target that new files are written into."""
    real = out.resolve()  # "." has no name, and a link's target may lie on another disk than the link
    return real.with_name(f".{real.name}.staging")


def drop_staging(out: Path) -> None:
    """Leave nothing beside the target: mend a swap that was cut short, and remove what was staged."""
    restore_aside(out)
    for path in (aside_folder(out), staging_folder(out)):
        if path.is_symlink():
            path.unlink()
        elif path.exists():
            _take_over_hidden(path, out)
            remove_folder(path)


def clear_staging(out: Path) -> Path:
    """Make the staging folder, empty, and mend a swap that was cut short; return it."""
    staging = staging_folder(out)
    try:
        drop_staging(out)
        staging.mkdir(parents=True)
    except OSError as error:
        raise EnvironmentFailure(f"cannot write beside {str(out)!r}: {error.strerror}") from error
    return staging


def restore_aside(out: Path) -> None:
    """Put the old site back where a swap was cut short after taking it away."""
    if is_aside(out):
        aside_folder(out).rename(out.resolve())


def is_aside(out: Path) -> bool:
    """Tell whether there is no site but the old one, taken away; a link of that name is nobody's site."""
    aside = aside_folder(out)
    return aside.is_dir() and not aside.is_symlink() and not out.resolve().exists()


def aside_folder(out: Path) -> Path:
    """Return where the old site is put while the new one takes its place."""
    real = out.resolve()
    return real.with_name(f".{real.name}.old")


def refuse_overlap(archive: Path, out: Path) -> None:
    """Raise `EnvironmentFailure` where the site would lie over the archive, in it, or under one's feet."""
    source, target = archive.resolve(), out.resolve()
    if source.is_relative_to(target):
        raise EnvironmentFailure(
            f"{str(out)!r} holds the archive, and a site needs a folder of its own; name another with --out"
        )
    if target.is_relative_to(source):
        raise EnvironmentFailure(
            f"{str(out)!r} lies inside the archive, which would be read as part of it; "
            f"name a folder beside it, as in --out {shell_word(os.path.relpath(source.parent / 'build'))}"
        )
    if Path.cwd().is_relative_to(target):
        raise EnvironmentFailure(
            f"{str(out)!r} is where you are, and a build replaces that folder; go out of it, or name another"
        )


def refuse_foreign(out: Path) -> None:
    """Raise `EnvironmentFailure` where the target holds files and they are not a site of ours."""
    if not out.exists():
        return
    if not out.is_dir():
        raise EnvironmentFailure(f"{str(out)!r} is a file; name a folder for the site")
    if all(name.startswith(".") for name in os.listdir(out)):  # noqa: PTH208 - names only
        return
    if any(_has_mark(out / route, mark) for route, mark in MARKS):
        return
    raise EnvironmentFailure(
        f"{str(out)!r} holds files that sitegen did not make; name another folder with --out, or empty it"
    )


def _has_mark(path: Path, mark: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return mark in file.read(4096)
    except OSError:
        return False


def look_at_output(out: Path) -> Files:
    """Return every file of the site on disk, by its route, with size and time."""
    routes: list[str] = []
    sizes: list[int] = []
    mtimes: list[int] = []
    waiting = [(str(out), "")] if out.is_dir() else []
    while waiting:
        folder, prefix = waiting.pop()
        for entry in iter_entries(folder):
            name = entry.name
            if not prefix and name[0] == ".":
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{folder}/{name}", f"{prefix}{name}/"))
            else:
                status = entry.stat(follow_symlinks=False)
                routes.append(prefix + name)
                sizes.append(status.st_size)
                mtimes.append(status.st_mtime_ns)
    return pack_files(routes, sizes, mtimes)


def remove_folder(folder: Path, *, may_fail: bool = False) -> None:
    """Remove a folder and all that is in it."""
    import shutil  # noqa: PLC0415 - a rebuild that finds nothing changed is over before this is loaded

    shutil.rmtree(folder, ignore_errors=may_fail)


def stage_file(staging: str, route: str, data: bytes) -> int:
    """Write one output file into the staging folder; return its time (ns)."""
    path = f"{staging}/{route}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | NO_LINK
    try:
        try:
            handle = os.open(path, flags, 0o644)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - strings, for speed
            handle = os.open(path, flags, 0o644)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            return os.fstat(handle).st_mtime_ns
        finally:
            os.close(handle)
    except OSError as error:
        raise EnvironmentFailure(f"cannot write {path!r}: {error.strerror}") from error


def swap_in(staging: Path, out: Path) -> None:
    """Put the staged site in the place of the one that stands there."""
    out, aside = out.resolve(), aside_folder(out)
    try:
        # The new site is locked from its first moment, until the old one is gone.
        with hold_folder(staging) if CAN_LOCK_FOLDERS else nullcontext():
            if not out.exists():
                staging.rename(out)
                return
            if _exchange(staging, out):
                old = staging
            else:
                old = aside
                out.rename(aside)
                staging.rename(out)
            _take_over_hidden(old, out)
            remove_folder(old, may_fail=True)
    except OSError as error:
        raise EnvironmentFailure(f"cannot put the site at {str(out)!r}: {error.strerror}") from error


def _exchange(one: Path, other: Path) -> bool:
    """Give two folders beside each other each other's names; tell whether this disk can do that."""
    if not CAN_OPEN_FOLDERS:
        return False
    folder = os.open(other.parent, os.O_RDONLY)
    try:
        return exchange(one.name, other.name, folder)
    except OSError:  # what is wrong, if anything, shows where they are renamed
        return False
    finally:
        os.close(folder)


def _take_over_hidden(old: Path, out: Path) -> None:
    """Move what is not the build's from the folder of the old site, if any is there, into that of the new."""
    for entry in list(os.scandir(old)):
        if entry.name.startswith("."):
            if os.path.lexists(out / entry.name):
                raise EnvironmentFailure(
                    f"{entry.path!r} was left by a build that was killed, and {str(out / entry.name)!r} is "
                    "there too; take one of them away"
                )
            Path(entry.path).rename(out / entry.name)


def move_in(staging: Path, out: Path, written: Iterable[str], removed: Iterable[str]) -> None:
    """Move staged files into the site one by one and delete those that it no longer has."""
    emptied: set[str] = set()
    try:
        for route in removed:
            (out / route).unlink(missing_ok=True)
            emptied.add(os.path.dirname(route))  # noqa: PTH120
        for folder in sorted(emptied, key=len, reverse=True):
            _remove_empty(out, folder)
        for route in written:
            target = out / route
            try:
                (staging / route).rename(target)
            except FileNotFoundError:
                target.parent.mkdir(parents=True, exist_ok=True)
                (staging / route).rename(target)
            except (IsADirectoryError, NotADirectoryError):
                _clear_way(out, route)
                (staging / route).rename(target)
        remove_folder(staging, may_fail=True)
    except OSError as error:
        raise EnvironmentFailure(f"cannot put the site at {str(out)!r}: {error.strerror}") from error


def _clear_way(out: Path, route: str) -> None:
    """Remove what stands where a file or one of its folders must be: a folder, or a foreign file."""
    for parent in reversed((out / route).relative_to(out).parents[:-1]):
        if (out / parent).is_file() or (out / parent).is_symlink():
            (out / parent).unlink()
    if (out / route).is_dir() and not (out / route).is_symlink():
        remove_folder(out / route)
    (out / route).parent.mkdir(parents=True, exist_ok=True)


def _remove_empty(out: Path, folder: str) -> None:
    while folder:
        try:
            (out / folder).rmdir()
        except OSError as error:
            if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR):
                return
            raise
        folder = os.path.dirname(folder)  # noqa: PTH120
