"""Whatever is asked of the annotator is answered: done, or refused with a reason, and never by a failure."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.serve.running import SIDECAR, Running, run_server, write_archive
from tests.serve.test_server import request

ASKED = ("document", "drafts", "waiting", "text", "names")
POSTED = ("preview", "save", "delete", "decide", "undo")
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with run_server(write_archive(tmp_path_factory.mktemp("asked") / "content")) as server:
        yield server


@pytest.fixture(scope="module")
def token(running: Running) -> str:
    page = request(running, "/documents/bridge.html")[1]
    return page.split(b'data-token="')[1].split(b'"')[0].decode()


def post(running: Running, token: str, name: str, body: str | bytes) -> tuple[int, dict[str, Any]]:
    status, answer, _ = request(
        running, f"/_annotate/{name}", "POST", body, X_Sitegen_Token=token, Content_Type="application/json"
    )
    return status, json.loads(answer)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def is_an_answer(status: int) -> bool:
    return status == 200 or 400 <= status < 500


IDS = [
    *("", "bridge", "x" * 5_000, "a/" * 3_000 + "a", "../site", "bridge/../jisr", "%00", "a\0b", "Ärger"),
    *("bridge.txt", "/etc/passwd", "con", "a" * 256, "a" * 199, "bridge/x", "-", "..", "\u202e", "\n"),
]


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("name", ASKED)
def test_any_id_is_asked_for(running: Running, name: str, id: str) -> None:
    status, answer, _ = request(running, f"/_annotate/{name}?id={quote(id)}&kind=speakers&later={quote(id)}")
    assert is_an_answer(status), answer


@QUICK
@given(name=st.sampled_from(ASKED), id=st.text(), kind=st.text(), typed=st.text(max_size=300))
def test_any_text_is_asked_for(running: Running, name: str, id: str, kind: str, typed: str) -> None:
    def quoted(text: str) -> str:
        return quote(text.encode("utf-8", "surrogatepass"))

    query = f"id={quoted(id)}&kind={quoted(kind)}&q={quoted(typed)}&later={quoted(typed)}"
    status, answer, _ = request(running, f"/_annotate/{name}?{query}")
    assert is_an_answer(status), answer


NUMBERS = [-5, -1, 0, 1, 99, 2**31, 2**63, 2**64, 10**30, -(10**30), 0.5, "1", None, True, [], {}]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("name", ["delete", "save", "preview"])
def test_any_number_is_sent(running: Running, token: str, name: str, number: object) -> None:
    before = running.read("documents/bridge.yaml")
    version = json.loads(request(running, "/_annotate/document?id=bridge")[1])["version"]
    body = {"document": "bridge", "version": version, "number": number}
    if name != "delete":
        body |= {
            "id": "other",
            "pieces": [{"row": number, "start": 0, "end_row": 1, "end": 3, "words": "The"}],
        }
    status, answer = post(running, token, name, json.dumps(body))
    assert is_an_answer(status), answer
    running.path("documents/bridge.yaml").write_text(before)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
pieces = st.lists(
    st.fixed_dictionaries(
        {
            "row": st.integers(-2, 9),
            "start": st.integers(-2, 120),
            "end_row": st.integers(-2, 9),
            "end": st.integers(-2, 120),
            "words": st.sampled_from(["The bridge", "", "Nobody was hurt"]) | st.text(max_size=9),
        }
    ),
    max_size=3,
)
ids = st.sampled_from(
    ["closed", "hurt", "bridge-closed", "the-mayor", "crossed", "-", "", "a" * 999]
) | st.text(max_size=9)
drafts = st.fixed_dictionaries(
    {"document": st.sampled_from(["bridge", "jisr", "absent", ""])},
    optional={
        "version": st.text(max_size=9),
        "state": st.text(max_size=9),
        "number": st.none() | st.integers(-3, 5),
        "id": ids,
        "pieces": st.none() | pieces,
        "speaker": ids,
        "via": st.lists(ids, max_size=3),
        "claim": st.lists(st.fixed_dictionaries({"id": ids}, optional={"stance": ids}), max_size=2),
        "figure": st.lists(st.fixed_dictionaries({"id": ids}, optional={"value": ids}), max_size=2),
        "said": st.text(max_size=9),
        "note": st.text(max_size=40),
        "mode": ids,
        "topics": st.lists(ids, max_size=2),
        "entries": st.lists(
            st.fixed_dictionaries(
                {
                    "registry": st.sampled_from(["speakers", "claims", "figures", "topics"]) | ids,
                    "id": ids,
                    "keys": st.dictionaries(ids, st.text(max_size=9), max_size=2),
                }
            ),
            max_size=2,
        ),
        "later": st.lists(ids, max_size=2),
    },
)


@QUICK
@given(name=st.sampled_from(POSTED), body=values.map(json.dumps) | drafts.map(json.dumps) | st.text())
def test_any_body_is_sent(running: Running, token: str, name: str, body: str) -> None:
    status, answer = post(running, token, name, body.encode("utf-8", "surrogatepass"))
    assert is_an_answer(status), answer


@settings(QUICK, max_examples=150)
@given(draft=drafts, is_current=st.booleans(), name=st.sampled_from(["preview", "save"]))
def test_any_draft_is_sent(
    running: Running,
    token: str,
    draft: dict[str, object],
    is_current: bool,  # noqa: FBT001
    name: str,
) -> None:
    running.path("documents/bridge.yaml").write_text(SIDECAR)
    draft = {key: value for key, value in draft.items() if key not in {"state", "later"}}
    if is_current:
        answer = json.loads(request(running, f"/_annotate/document?id={draft['document']}")[1])
        draft["version"] = answer.get("version", "")
    status, told = post(running, token, name, json.dumps(draft))
    assert is_an_answer(status), told
    assert status != 400 or "not understood" in told["problem"]


SIDECARS = [
    "- a\n- b\n",
    "hello\n",
    "5\n",
    "",
    "null\n",
    "[]\n",
    "{}\n",
    "annotations: 5\n",
    "annotations: text\n",
    "annotations: {a: 1}\n",
    "annotations:\n  a: 1\n",
    "title: A\nannotations: [1, 2]\n",
    "title: A\nannotations: [[1]]\n",
    "title: A\nannotations:\n  - text\n  -\n  - [a]\n",
    "title: [a]\n",
    "? [a]\n: b\n",
    "&a [*a]\n",
    "{\n",
    "a: b: c\n",
    "title: A\n---\ntitle: B\n",
    "\x00",
    "\ufefftitle: A\n",
    "|\n  text\n",
    "'quoted'\n",
]


@pytest.mark.parametrize("text", SIDECARS)
def test_a_sidecar_of_any_form_is_answered_and_not_lost(running: Running, token: str, text: str) -> None:
    path = running.path("documents/jisr.yaml")
    path.write_text(text)
    for name in ASKED:
        status, answer, _ = request(running, f"/_annotate/{name}?id=jisr&kind=speakers")
        assert is_an_answer(status), answer
    asked = json.loads(request(running, "/_annotate/document?id=jisr")[1])
    rows = json.loads(request(running, "/_annotate/text?id=jisr")[1]).get("rows", [""])
    piece = {"row": 1, "start": 0, "end_row": 1, "end": 5, "words": rows[0][:5]}
    draft = {"document": "jisr", "version": asked.get("version", ""), "pieces": [piece]}
    draft |= {"id": "new", "speaker": "officials"}
    status, told = post(running, token, "save", json.dumps(draft))
    assert is_an_answer(status), told
    if status == 200:
        assert "id: new" in path.read_text()
        assert words_of(text) - {"null"} <= words_of(path.read_text())
        assert post(running, token, "undo", json.dumps({"document": "jisr"}))[0] == 200
    for name, body in (
        ("save", draft | {"number": 0}),
        ("delete", {"document": "jisr", "version": asked.get("version", ""), "number": 0}),
        ("decide", {"document": "jisr", "state": asked.get("state", ""), "id": "a", "pieces": None}),
    ):
        assert path.read_bytes() == text.encode()
        status, told = post(running, token, name, json.dumps(body))
        assert is_an_answer(status), told
        path.write_text(text)


@pytest.mark.parametrize("name", ["speakers.yaml", "claims.yaml"])
@pytest.mark.parametrize("text", SIDECARS)
def test_a_registry_of_any_form_is_answered_and_not_lost(
    running: Running, token: str, name: str, text: str
) -> None:
    path, before = running.path(name), running.read(name)
    running.path("documents/bridge.yaml").write_text(SIDECAR)
    path.write_text(text)
    version = json.loads(request(running, "/_annotate/document?id=bridge")[1]).get("version", "")
    piece = {"row": 1, "start": 0, "end_row": 1, "end": 3, "words": "The"}
    draft: dict[str, Any] = {"document": "bridge", "version": version, "id": "new", "pieces": [piece]}
    draft["entries"] = [
        {"registry": name.removesuffix(".yaml"), "id": "ann", "keys": {"name": "A", "text": "A"}}
    ]
    status, told = post(running, token, "save", json.dumps(draft))
    assert is_an_answer(status), told
    if status == 200:
        assert words_of(text) - {"null"} <= words_of(path.read_text())
    else:
        assert path.read_bytes() == text.encode()
        assert running.read("documents/bridge.yaml") == SIDECAR
    path.write_text(before)


def test_a_body_that_is_longer_than_it_said_is_not_read(running: Running, token: str) -> None:
    place = urlsplit(running.address)
    head = (
        f"POST /_annotate/save HTTP/1.1\r\nHost: {place.netloc}\r\nX-Sitegen-Token: {token}\r\n"
        "Content-Type: application/json\r\n{}Transfer-Encoding: chunked\r\n\r\n"
    )
    for more in ("", "Content-Length: 10\r\n"):
        with socket.create_connection((place.hostname or "", place.port or 0), 20) as opened:
            opened.sendall(head.replace("{}", more).encode())
            sent = 0
            try:
                while sent < 300_000_000:
                    opened.sendall(b"10000\r\n" + b"x" * 65_536 + b"\r\n")
                    sent += 65_536
            except OSError:
                pass  # it is closed
            assert sent < 100_000_000
    small = json.dumps({"document": "bridge"}).encode()
    with socket.create_connection((place.hostname or "", place.port or 0), 20) as opened:
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(small), small)
        opened.sendall(head.replace("{}", "").replace("save", "undo").encode() + body)
        assert opened.recv(99).startswith(b"HTTP/1.1 422")


@pytest.mark.parametrize("length", ["9" * 400, "-1", "x", "٣", "1e9"])
def test_a_length_that_is_none_is_refused(running: Running, token: str, length: str) -> None:
    place = urlsplit(running.address)
    with socket.create_connection((place.hostname or "", place.port or 0), 20) as opened:
        opened.sendall(
            f"POST /_annotate/undo HTTP/1.1\r\nHost: {place.netloc}\r\nX-Sitegen-Token: {token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{{}}".encode()
        )
        assert opened.recv(99).startswith((b"HTTP/1.1 400", b"HTTP/1.1 413"))


def test_what_is_written_meanwhile_is_a_conflict_or_kept(tmp_path: Path) -> None:
    """A registry that another program changes between reading and writing is read again."""
    with run_server(write_archive(tmp_path / "content")) as running:
        page = request(running, "/documents/bridge.html")[1]
        token = page.split(b'data-token="')[1].split(b'"')[0].decode()
        speakers = running.path("speakers.yaml")
        for n in range(10):
            speakers.write_text(speakers.read_text() + f"\nperson-{n}:\n  name: Person {n}\n")
            version = json.loads(request(running, "/_annotate/document?id=bridge")[1])["version"]
            piece = {"row": 1, "start": 0, "end_row": 1, "end": 3, "words": "The"}
            entry = {"registry": "speakers", "id": f"new-{n}", "keys": {"name": f"New {n}"}}
            draft = {
                "document": "bridge",
                "version": version,
                "id": f"a{n}",
                "pieces": [piece],
                "entries": [entry],
            }
            assert post(running, token, "save", json.dumps(draft | {"speaker": f"new-{n}"}))[0] == 200
        text = speakers.read_text()
        assert all(f"\nperson-{n}:" in text and f"\nnew-{n}:" in text for n in range(10))
