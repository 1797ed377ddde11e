"""The annotator's addresses: what its pages ask for, and the posts by which they change files."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sitegen.build import BuildOptions
from sitegen.disk.environment import EnvironmentFailure
from sitegen.serve.annotate.desk import DocumentDesk, open_document
from sitegen.serve.annotate.draft import Draft, SentDraft
from sitegen.serve.annotate.drafts import show_drafts
from sitegen.serve.annotate.panel import facts_of_panel
from sitegen.serve.annotate.refused import RefusedError
from sitegen.serve.annotate.registries import KINDS, Registries
from sitegen.serve.annotate.save import delete, save
from sitegen.serve.annotate.show import show_document, show_draft
from sitegen.serve.annotate.store import ConflictError, Store
from sitegen.serve.annotate.waiting import Decision, decide, show_text, show_waiting
from sitegen.serve.live import Live
from sitegen.serve.words import interface_words
from sitegen.splice.splice import SpliceError
from sitegen.words.markers import N_
from sitegen.words.words import Words

TOKEN_HEADER = "x-sitegen-token"  # noqa: S105 - a name
MOST = 4_000_000  # bytes of a post: a quote may be a hundred thousand words long
LONGEST_LENGTH = 20  # digits of a length that is read as a number
SCRIPTS = tuple(f"annotator-{name}.js" for name in ("asking", "core", "places", "fields", "waiting"))
T = TypeVar("T")
Json = dict[str, Any]


class DeleteRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    document: str
    version: str
    number: Annotated[int, msgspec.Meta(ge=0)]


class UndoRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    document: str


@dataclass
class Annotator:
    """`token` is in the pages that this server sends, and in no other."""

    archive: Path
    registries: Registries
    store: Store = field(init=False)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _last: DocumentDesk | None = None  # with what was made of its files

    def __post_init__(self) -> None:
        self.store = Store(self.archive)

    @property
    def words(self) -> Words:
        try:
            language = self.registries.site().language
        except EnvironmentFailure:  # which is told where the file is needed for more than this
            language = ""
        return interface_words(language)

    def open(self, id: str) -> DocumentDesk:
        """Return a document as it is on disk now; the last one again where its files are the same."""
        desk = open_document(self.archive, id, self.registries.site())
        if self._last == desk:
            desk = self._last
        self._last = desk
        return desk

    def document(self, request: Request) -> Json:
        desk = self.open(request.query_params.get("id", ""))
        self.store.note_shown(desk)
        return {**show_document(desk, self.registries), "undo": self._undo(desk.id)}

    def drafts(self, request: Request) -> Json:
        return show_drafts(self.open(request.query_params.get("id", "")), self.registries)

    def waiting(self, request: Request) -> Json:
        desk = self.open(request.query_params.get("id", ""))
        later = request.query_params.get("later", "").split()
        return {**show_waiting(desk, self.registries, later), "undo": self._undo(desk.id)}

    def text(self, request: Request) -> Json:
        return show_text(self.open(request.query_params.get("id", "")))

    def names(self, request: Request) -> Json:
        kind = request.query_params.get("kind", "")
        if kind not in KINDS:
            raise RefusedError(N_("there is no registry '%(kind)s'"), kind=kind)
        found = self.registries.suggest(kind, request.query_params.get("q", "")[:200])
        names = [{"id": name.id, "name": name.name, "detail": name.detail} for name in found.names]
        return {"names": names, "count": found.count, "proposed": found.proposed}

    def preview(self, draft: Draft) -> Json:
        return show_draft(self.open(draft.document), draft)

    def save(self, draft: Draft) -> Json:
        return {
            "id": self.store.again(
                lambda: save(self.open(draft.document), draft, self.registries, self.store)
            )
        }

    def delete(self, asked: DeleteRequest) -> Json:
        self.store.again(lambda: delete(self.open(asked.document), asked.number, asked.version, self.store))
        return {}

    def decide(self, decision: Decision) -> Json:
        self.store.again(lambda: decide(self.open(decision.document), decision, self.store))
        shown = show_waiting(self.open(decision.document), self.registries, decision.later)
        return {**shown, "undo": self._undo(decision.document)}

    def undo(self, asked: UndoRequest) -> Json:
        with self.store.lock:
            return {"label": self.store.undo(asked.document).told(self.words)}

    def _undo(self, id: str) -> str:
        last = self.store.last(id)
        return last.label.told(self.words) if last else ""


def with_annotator(live: Live, options: BuildOptions) -> Live:
    """Return what is to be served with the annotator in it."""
    annotator = Annotator(options.archive, Registries(options.archive))
    return replace(
        live,
        facts={"token": annotator.token},
        facts_in=facts_of_panel,
        scripts=(*live.scripts, *SCRIPTS),
        styles=(*live.styles, "annotator.css"),
        document_scripts=("annotator-drafts.js", "annotator.js"),
        routes=routes_of(annotator),
    )


def routes_of(annotator: Annotator) -> tuple[Route, ...]:
    """Return the annotator's addresses."""

    def ask(name: str, action: Callable[[Request], Json]) -> Route:
        async def endpoint(request: Request) -> Response:
            return await _answer(annotator, lambda: action(request))

        return Route(f"/_annotate/{name}", endpoint)

    def post(name: str, kind: type[T], action: Callable[[T], Json]) -> Route:
        async def endpoint(request: Request) -> Response:
            refused = _refusal(request, annotator)
            if refused is not None:
                return refused
            try:
                body = await _body_of(request)
            except ClientDisconnect:
                return Response(status_code=400)  # to nobody
            if body is None:
                return _too_long(annotator)
            try:
                asked = msgspec.json.decode(body, type=kind)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                return JSONResponse({"problem": f"not understood: {error}"}, 400)
            return await _answer(annotator, lambda: action(asked))

        return Route(f"/_annotate/{name}", endpoint, methods=["POST"])

    return (
        ask("document", annotator.document),
        ask("drafts", annotator.drafts),
        ask("names", annotator.names),
        ask("waiting", annotator.waiting),
        ask("text", annotator.text),
        post("preview", SentDraft, annotator.preview),
        post("save", SentDraft, annotator.save),
        post("delete", DeleteRequest, annotator.delete),
        post("decide", Decision, annotator.decide),
        post("undo", UndoRequest, annotator.undo),
    )


def _refusal(request: Request, annotator: Annotator) -> Response | None:
    """Return the answer to a post that no page of ours sent, or that is too long."""
    if not hmac.compare_digest(request.headers.get(TOKEN_HEADER, "").encode(), annotator.token.encode()):
        problem = annotator.words.gettext(N_("the server was started anew; load the page again"))
        return JSONResponse({"problem": problem}, 403)
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return JSONResponse({"problem": "JSON is expected"}, 415)
    return _too_long(annotator) if _length_of(request) > MOST else None


def _too_long(annotator: Annotator) -> Response:
    problem = annotator.words.gettext(N_("this is too long"))
    return JSONResponse({"problem": problem}, 413, {"Connection": "close"})


def _length_of(request: Request) -> int:
    """Return how long a body is said to be; 0 where nothing is said, or nonsense."""
    told = request.headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < LONGEST_LENGTH else 0


async def _body_of(request: Request) -> bytes | None:
    """Return a request's body; None as soon as it is too long, whatever was said of its length."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST:
            return None
    return bytes(body)


async def _answer(annotator: Annotator, action: Callable[[], Json]) -> Response:
    try:
        return JSONResponse(await run_in_threadpool(action))
    except RefusedError as refused:
        return JSONResponse({"problem": refused.told(annotator.words)}, 422)
    except (SpliceError, EnvironmentFailure) as refused:
        return JSONResponse({"problem": str(refused)}, 422)
    except ConflictError as conflict:
        versions = {"version": conflict.version, "theirs": conflict.theirs, "mine": conflict.mine}
        problem = annotator.words.gettext(N_("the file was changed meanwhile"))
        return JSONResponse({"problem": problem, **versions}, 409)
    except Exception:
        logging.getLogger("uvicorn.error").exception("not foreseen")
        problem = annotator.words.gettext(
            N_("this is a mistake of sitegen itself; the terminal says more, please report it")
        )
        return JSONResponse({"problem": problem}, 500)
