"""Two kinds of renaming that Python has no call for: never over a file, and two files for one another.

Linux and macOS know both. Elsewhere, and on disks that know neither, the first is done with a look before
it, and the second is not done.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache

_CALLS = {"linux": ("renameat2", 1, 2), "darwin": ("renameatx_np", 4, 2)}  # name, never over, exchange
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
Rename = Callable[[int, bytes, bytes, int], int]  # folder, two names, flag: 0 or the number of an error


@cache
def _call() -> tuple[Rename, int, int] | None:
    """Return the system's call with its two flags, or None where it has none."""
    if sys.platform not in _CALLS:
        return None
    import ctypes  # noqa: PLC0415 - it takes a while, and most runs change nothing

    name, never_over, both_ways = _CALLS[sys.platform]
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:  # an old C library
        return None
    function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)

    def rename(folder: int, one: bytes, other: bytes, flag: int) -> int:
        return ctypes.get_errno() if function(folder, one, folder, other, flag) else 0

    return rename, never_over, both_ways


def _renamed(one: str, other: str, folder: int | None, *, both_ways: bool) -> bool:
    """Rename in an open folder; tell whether it could be done so at all. Raises `OSError`."""
    call = _call()
    if call is None or folder is None:
        return False
    rename, *flags = call
    number = rename(folder, os.fsencode(one), os.fsencode(other), flags[both_ways])
    if number and number not in _UNKNOWN:
        raise OSError(number, os.strerror(number), other)
    return not number


def exchange(one: str, other: str, folder: int | None) -> bool:
    """Give each of two files in an open folder the other's name, in one step; tell whether that can be done.

    Raises `OSError`.
    """
    return _renamed(one, other, folder, both_ways=True)


def rename_never_over(old: str, new: str, folder: int | None) -> None:
    """Rename a file in an open folder. Raises `FileExistsError` where something has the new name."""
    if _renamed(old, new, folder, both_ways=False):
        return
    with suppress(FileNotFoundError):
        os.lstat(new) if folder is None else os.stat(new, dir_fd=folder, follow_symlinks=False)
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new)
    os.rename(old, new, src_dir_fd=folder, dst_dir_fd=folder)
