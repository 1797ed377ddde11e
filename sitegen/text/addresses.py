"""Addresses as authors and sources write them: which may be links, and whether they can lead anywhere.

http, https and mailto, and what is relative to the page. Everything else (`javascript:`, `data:`) is no link,
and nor is one that a browser would refuse: a host that is none, a port beyond all ports.
"""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_FIRST_PART: Final = re.compile(r"[^/?#]*")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_HOST: Final = re.compile(r"[/\\]{2}")
_NOT_IN_HOST: Final = re.compile(r"""[\x00-\x20"#%/:<>?@\[\\\]^`{|}\x7f]""")
_LONGEST_LABEL, _LONGEST_HOST = 63, 253


def is_allowed_link(url: str) -> bool:
    """Tell whether a percent-encoded address is http, https, mailto or relative, and can lead somewhere."""
    return not why_no_address(url)


def is_relative_link(url: str) -> bool:
    """Tell whether an allowed address stays on the site: no scheme, and no host after `//`."""
    return ":" not in _first_part(url) and not _HOST.match(url)


@lru_cache(maxsize=4096)
def why_no_address(url: str) -> str:
    """Return why an address can lead nowhere, or may not be a link; empty for one that is fine."""
    head = _first_part(url)
    if ":" not in head:
        return _why_no_host(f"https:{url}", url) if _HOST.match(url) else ""
    scheme = head.partition(":")[0]
    if scheme.lower() not in _SCHEMES:
        if _SCHEME.fullmatch(scheme):
            return f"addresses that begin with {scheme}: are not allowed"
        return f"'{scheme}:' is the beginning of no address"
    if scheme.lower() == "mailto":
        rest = url.partition(":")[2]
        return "" if "@" in rest or rest.startswith("?") else f"'{url}' names nobody to write to"
    return _why_no_host(url, url)


def _first_part(url: str) -> str:
    first = _FIRST_PART.match(url)
    return "" if first is None else first[0]


def _why_no_host(url: str, written: str) -> str:
    if not re.match(r"https?://[^/?#]", url, re.IGNORECASE):
        return f"'{written}' names no host"
    try:
        parts = urlsplit(url)
        host = unquote(parts.hostname or "")
        _ = parts.port  # which raises, too
    except ValueError:
        return f"'{written}' has a host or a port that cannot be"
    if not host:
        return f"'{written}' names no host"
    return "" if _is_host(host) else f"'{host}' is no host"


def _is_host(host: str) -> bool:
    if ":" in host:
        with suppress(ValueError):
            return bool(ipaddress.IPv6Address(host))
        return False
    labels = host.removesuffix(".").split(".")
    if labels[-1].isdecimal():
        with suppress(ValueError):
            return bool(ipaddress.IPv4Address(host))
        return False
    is_short = len(host) <= _LONGEST_HOST and all(0 < len(label) <= _LONGEST_LABEL for label in labels)
    return is_short and not _NOT_IN_HOST.search(host)
