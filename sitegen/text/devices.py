"""Names that Windows keeps for devices: no file there can be called so, whatever its ending."""

from __future__ import annotations

import re
from typing import Final

_DEVICE: Final = re.compile(
    "(?:con|prn|aux|nul|conin[$]|conout[$]|(?:com|lpt)[0-9¹²³]) *(?:[.:].*)?", re.IGNORECASE | re.DOTALL
)


def is_device(path: str) -> bool:
    """Tell whether a file or folder of a path has the name of a device."""
    return any(_DEVICE.fullmatch(name) for name in path.split("/"))
