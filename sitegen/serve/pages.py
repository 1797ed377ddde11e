"""The site's files as they are sent: pages with the live script in them, all else as it is."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.folder import read_inside
from sitegen.serve.guard import FOREIGN_POLICY
from sitegen.site.routes import FOLDERS, INDEXES, SINGLES

HEAD_END = b"</head>"
_OURS = frozenset([*FOLDERS.values(), *INDEXES, *SINGLES, "assets", "search"])  # folders of the site
MIME = {".js": "text/javascript", ".css": "text/css", ".xml": "application/xml", ".txt": "text/plain"}
_ROOT = re.compile(rb' data-root="(/[^"]+)"')
NO_SITE = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>No site yet</title></head>
<body><main><p>There is no site yet.</p></main></body></html>
"""


def route_of_address(path: str) -> str | None:
    """Return the output file that an address's path (percent-decoded) asks for, None for what is none."""
    parts = path.removeprefix("/").split("/")
    if any(part in (".", "..") or "\\" in part or "\0" in part for part in parts):
        return None
    if not all(parts[:-1]) or any(part.startswith(".") for part in parts):
        return None
    return "/".join(parts) + ("index.html" if not parts[-1] else "")


def is_foreign(route: str) -> bool:
    """Tell whether an output file is one that the archive brought, and not of the site's own making.

    All is that does not stand where the site's own pages do: a disk may know one file by several names.
    """
    folder, slash, _ = route.partition("/")
    return bool(slash) and folder not in _OURS


def headers_of_foreign(route: str) -> dict[str, str]:
    """Return what is sent with a file that the archive brought.

    Not with a PDF: browsers show one by a plug-in, which no sandbox lets in. It reaches nothing of the site.
    """
    is_plugged_in = type_of(route) == "application/pdf"
    return {} if is_plugged_in else {"Content-Security-Policy": FOREIGN_POLICY}


def read_page(out: Path, route: str) -> bytes | None:
    """Return a file's bytes; None where there is no such file, or a link that leads out of the site."""
    try:
        return read_inside(out, route)
    except (EnvironmentFailure, ValueError):
        return None


def type_of(route: str) -> str:
    """Return a file's media type."""
    ending = Path(route).suffix
    kind = MIME.get(ending) or mimetypes.guess_type(route)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or ending in (".xml", ".json") else kind


def at_own_root(data: bytes) -> bytes:
    """Return the page for missing addresses with its links from the root of this server."""
    root = _ROOT.search(data)
    return data.replace(b'"' + root[1], b'"/') if root else data


def with_scripts(
    data: bytes, styles: tuple[str, ...], scripts: tuple[str, ...], facts: Mapping[str, str]
) -> bytes:
    """Return a page with scripts and styles in its head; `facts` are data attributes of the first script."""
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in facts.items())
    lines = [f'<link rel="stylesheet" href="{href}">' for href in styles]
    for number, src in enumerate(scripts):
        own = f' id="_live_script"{attributes}' if number == 0 else ""
        lines.append(f'<script defer src="{src}"{own}></script>')
    return data.replace(HEAD_END, "\n".join(lines).encode() + b"\n" + HEAD_END, 1)
