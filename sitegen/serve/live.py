"""The address space of the server: the site's own, `/_live/` for what keeps pages up to date."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from sitegen.build.tool import packaged_templates
from sitegen.modules import classic_script
from sitegen.serve.changes import Changes
from sitegen.serve.guard import Guard
from sitegen.serve.pages import (
    NO_SITE,
    at_own_root,
    headers_of_foreign,
    is_foreign,
    read_page,
    route_of_address,
    type_of,
    with_scripts,
)
from sitegen.serve.words import ASSETS, facts_of_language, language_of_page

STILL_HERE = 15.0  # seconds between signs of life, so that a connection that died is noticed


@dataclass(frozen=True, slots=True)
class Live:
    """`scripts` and `styles` go into every page; `document_scripts` and `document_styles` into documents'.

    Between the words, which all scripts speak, and the live script, which tells the others what it hears.
    `facts` are told to them, and `facts_in` a page's language. `host` is the address that the server is
    bound to.
    """

    changes: Changes
    host: str
    facts: dict[str, str] = field(default_factory=dict)
    facts_in: Callable[[str], dict[str, str]] = lambda _language: {}
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ("live.css",)
    document_scripts: tuple[str, ...] = ()
    document_styles: tuple[str, ...] = ()
    routes: tuple[BaseRoute, ...] = ()


def make_app(live: Live) -> Starlette:
    """Return the application that serves a site and tells its pages what changed."""

    def page(request: Request) -> Response:
        return _page(live, request)

    def asset(request: Request) -> Response:
        return _asset(request.path_params["name"])

    def icon(_request: Request) -> Response:
        return Response(status_code=204)  # browsers ask for it unasked; a site that has one says where

    async def events(request: Request) -> Response:
        return StreamingResponse(_stream(live.changes, request), media_type="text/event-stream")

    return Starlette(
        routes=[
            Route("/_live/events", events),
            Route("/_live/{name:str}", asset),
            Route("/favicon.ico", icon),
            *live.routes,
            Route("/{path:path}", page, methods=["GET"]),
        ],
        middleware=[Middleware(Guard, bound=live.host)],
    )


def _page(live: Live, request: Request) -> Response:
    changes = live.changes
    version = changes.version
    route = route_of_address(request.url.path or "/")
    route = route_of_address("/" + request.path_params["path"]) if route is not None else None
    data = changes.read(route) if route is not None else None
    status = 200
    if data is None:
        data, status, route = read_page(changes.out, "404.html"), 404, "404.html"
        data = NO_SITE.encode() if data is None else at_own_root(data)
    assert route is not None
    if is_foreign(route):
        return Response(data, headers=headers_of_foreign(route), media_type=type_of(route))
    if not route.endswith(".html"):
        return Response(data, media_type=type_of(route))
    changes.note_shown(route, data)
    is_document = route.startswith("documents/") and b'id="_text"' in data
    scripts = ("words.js", *live.scripts, *(live.document_scripts if is_document else ()), "live.js")
    styles = live.styles + (live.document_styles if is_document else ())
    language = language_of_page(data)
    own = facts_of_language(language)
    facts = {"route": route, "version": str(version), **own, **live.facts_in(language), **live.facts}
    body = with_scripts(
        data, tuple(f"/_live/{n}" for n in styles), tuple(f"/_live/{n}" for n in scripts), facts
    )
    return Response(body, status, media_type="text/html; charset=utf-8")


def _asset(name: str) -> Response:
    data = packaged_templates().get(ASSETS + name)
    if data is None:
        return Response("no such file\n", 404, media_type="text/plain")
    data = classic_script(data) if name.endswith(".js") else data
    return Response(data, media_type=type_of(name))


async def _stream(changes: Changes, request: Request) -> AsyncIterator[str]:
    """Yield what a page has to know, at once and at every change, as server-sent events."""
    route = request.query_params.get("route", "")
    try:
        since = int(request.headers.get("last-event-id") or request.query_params.get("since", "0"))
    except ValueError:
        since = 0
    changes.listening[route] += 1
    try:
        while not changes.is_closed:
            state = changes.since(since, route)
            yield f"id: {changes.version}\ndata: {json.dumps(state)}\n\n"
            since = changes.version
            while not changes.is_closed:
                try:
                    await asyncio.wait_for(changes.wait_beyond(since), STILL_HERE)
                    break
                except TimeoutError:
                    yield ": still here\n\n"
    finally:
        changes.listening[route] -= 1
