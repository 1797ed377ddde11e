"""The annotator's addresses: what its pages ask for, and the posts by which they change files."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sitegen.build import BuildOptions
from sitegen.serve.annotate.desk import RefusedError, open_document
from sitegen.serve.annotate.draft import Draft
from sitegen.serve.annotate.registries import KINDS, Registries
from sitegen.serve.annotate.save import delete, save
from sitegen.serve.annotate.show import show_document, show_draft
from sitegen.serve.annotate.store import ConflictError, Store
from sitegen.serve.live import Live
from sitegen.splice.splice import SpliceError

TOKEN_HEADER = "x-sitegen-token"  # noqa: S105 - a name
MOST = 4_000_000  # bytes of a post: a quote may be a hundred thousand words long
T = TypeVar("T")


class DeleteRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    document: str
    version: str
    number: int


class UndoRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    document: str


@dataclass(frozen=True)
class Annotator:
    """`token` is in the pages that this server sends, and in no other."""

    archive: Path
    registries: Registries
    store: Store = field(default_factory=Store)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def document(self, request: Request) -> dict[str, Any]:
        desk = open_document(self.archive, request.query_params.get("id", ""), self.registries.site())
        self.store.note_shown(desk)
        last = self.store.last(desk.id)
        return {**show_document(desk, self.registries), "undo": last.label if last else ""}

    def names(self, request: Request) -> dict[str, Any]:
        kind = request.query_params.get("kind", "")
        if kind not in KINDS:
            raise RefusedError(f"there is no registry {kind!r}")
        found, proposed = self.registries.suggest(kind, request.query_params.get("q", "")[:200])
        names = [{"id": name.id, "name": name.name, "detail": name.detail} for name in found]
        return {"names": names, "proposed": proposed}

    def preview(self, draft: Draft) -> dict[str, Any]:
        return show_draft(open_document(self.archive, draft.document, self.registries.site()), draft)

    def save(self, draft: Draft) -> dict[str, Any]:
        with self.store.lock:
            desk = open_document(self.archive, draft.document, self.registries.site())
            return {"id": save(desk, draft, self.registries, self.store)}

    def delete(self, asked: DeleteRequest) -> dict[str, Any]:
        with self.store.lock:
            desk = open_document(self.archive, asked.document, self.registries.site())
            delete(desk, asked.number, asked.version, self.store)
            return {}

    def undo(self, asked: UndoRequest) -> dict[str, Any]:
        with self.store.lock:
            return {"label": self.store.undo(asked.document)}


def with_annotator(live: Live, options: BuildOptions) -> Live:
    """Return what is to be served with the annotator in it."""
    annotator = Annotator(options.archive, Registries(options.archive))
    return replace(
        live,
        facts={"token": annotator.token},
        document_scripts=("annotator-core.js", "annotator-places.js", "annotator-fields.js", "annotator.js"),
        document_styles=("annotator.css",),
        routes=routes_of(annotator),
    )


def routes_of(annotator: Annotator) -> tuple[Route, ...]:
    """Return the annotator's addresses."""

    async def document(request: Request) -> Response:
        return await _answer(lambda: annotator.document(request))

    async def names(request: Request) -> Response:
        return await _answer(lambda: annotator.names(request))

    def post(name: str, kind: type[T], action: Callable[[T], dict[str, Any]]) -> Route:
        async def endpoint(request: Request) -> Response:
            refused = _refusal(request, annotator.token)
            if refused is not None:
                return refused
            try:
                asked = msgspec.json.decode(await request.body(), type=kind)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                return JSONResponse({"problem": f"not understood: {error}"}, 400)
            return await _answer(lambda: action(asked))

        return Route(f"/_annotate/{name}", endpoint, methods=["POST"])

    return (
        Route("/_annotate/document", document),
        Route("/_annotate/names", names),
        post("preview", Draft, annotator.preview),
        post("save", Draft, annotator.save),
        post("delete", DeleteRequest, annotator.delete),
        post("undo", UndoRequest, annotator.undo),
    )


def _refusal(request: Request, token: str) -> Response | None:
    """Return the answer to a post that no page of ours sent, or that is too long."""
    if not hmac.compare_digest(request.headers.get(TOKEN_HEADER, "").encode(), token.encode()):
        return JSONResponse({"problem": "the server was started anew; load the page again"}, 403)
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return JSONResponse({"problem": "JSON is expected"}, 415)
    try:
        is_long = int(request.headers.get("content-length", "")) > MOST
    except ValueError:
        is_long = True
    return JSONResponse({"problem": "this is too long"}, 413) if is_long else None


async def _answer(action: Callable[[], dict[str, Any]]) -> Response:
    try:
        return JSONResponse(await run_in_threadpool(action))
    except (RefusedError, SpliceError) as refused:
        return JSONResponse({"problem": str(refused)}, 422)
    except ConflictError as conflict:
        versions = {"version": conflict.version, "theirs": conflict.theirs, "mine": conflict.mine}
        return JSONResponse({"problem": "the file was changed meanwhile", **versions}, 409)
