"""Two kinds of renaming that Python has no call for: never over a file, and two files for one another.

Linux and macOS know both. Elsewhere, and on disks that know neither, the first is done with a look before
it, and the second is not done.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache

_CALLS = {"linux": ("renameat2", 1, 2), "darwin": ("renameatx_np", 4, 2)}  # name, never over, exchange
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
Rename = Callable[[int, bytes, int, bytes, int], int]


@cache
def _call() -> tuple[Rename, int, int] | None:
    """Return the system's call with its two flags, or None where it has none."""
    if sys.platform not in _CALLS:
        return None
    name, never_over, both_ways = _CALLS[sys.platform]
    with suppress(AttributeError, OSError):  # an old C library
        function = getattr(ctypes.CDLL(None, use_errno=True), name)
        function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
        function.restype = ctypes.c_int
        return function, never_over, both_ways
    return None


def _renamed(one: str, other: str, folder: int | None, flag: int) -> bool:
    """Rename in an open folder; tell whether it could be done so at all. Raises `OSError`."""
    call = _call()
    if call is None or folder is None:
        return False
    if call[0](folder, os.fsencode(one), folder, os.fsencode(other), call[flag]) == 0:  # type: ignore[arg-type]
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), other)


def exchange(one: str, other: str, folder: int | None) -> bool:
    """Give each of two files in an open folder the other's name, in one step; tell whether that can be done.

    Raises `OSError`.
    """
    return _renamed(one, other, folder, 2)


def rename_never_over(old: str, new: str, folder: int | None) -> None:
    """Rename a file in an open folder. Raises `FileExistsError` where something has the new name."""
    if _renamed(old, new, folder, 1):
        return
    with suppress(FileNotFoundError):
        os.lstat(new) if folder is None else os.stat(new, dir_fd=folder, follow_symlinks=False)
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new)
    os.rename(old, new, src_dir_fd=folder, dst_dir_fd=folder)
