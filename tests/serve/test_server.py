"""The server: what it sends, whom it refuses, how it follows the archive."""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import Coroutine, Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from sitegen.serve.changes import Changes
from sitegen.serve.pages import is_foreign
from tests.serve.running import Running, run_server, write_archive


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with run_server(write_archive(tmp_path / "content")) as server:
        yield server


def request(
    running: Running, path: str, method: str = "GET", body: str | bytes = "", **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection(urlsplit(running.address).netloc, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body or None, named)
    answer = connection.getresponse()
    result = answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    connection.close()
    return result


class Events:
    """The stream of one page."""

    def __init__(self, running: Running, route: str, since: int) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(running.address).netloc, timeout=20)
        self.connection.request("GET", f"/_live/events?route={route}&since={since}")
        self.answer = self.connection.getresponse()

    def next(self) -> dict[str, Any]:
        while True:
            line = self.answer.readline()
            assert line
            if line.startswith(b"data: "):
                state: dict[str, Any] = json.loads(line[6:])
                return state

    def close(self) -> None:
        self.answer.close()
        self.connection.close()


def test_a_page_comes_with_the_live_script_under_a_strict_policy(running: Running) -> None:
    status, body, headers = request(running, "/documents/bridge.html")
    assert status == 200
    assert b'<script defer src="/_live/words.js" id="_live_script" data-route="documents/bridge.html"' in body
    assert b"/_live/live.js" in body
    assert b"/_live/annotator.js" in body
    assert "script-src 'self'; style-src 'self'" in headers["content-security-policy"]
    assert "connect-src 'self'" in headers["content-security-policy"]
    assert b"_live" not in (running.archive.parent / "out/documents/bridge.html").read_bytes()
    assert b"/annotator.js" not in request(running, "/")[1]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/documents/index.html", 200),
        ("/_live/live.js", 200),
        ("/nothing.html", 404),
        ("/_live/nothing.js", 404),
        ("/../content/site.yaml", 404),
        ("/%2e%2e/content/site.yaml", 404),
        ("/documents/..%2f..%2f..%2fcontent%2fsite.yaml", 404),
        ("//etc/passwd", 404),
        ("/.hidden", 404),
    ],
)
def test_only_the_site_is_served(running: Running, path: str, status: int) -> None:
    assert request(running, path)[0] == status


def test_no_link_of_the_site_leads_out_of_it(running: Running) -> None:
    out = running.archive.parent / "out"
    (out / "planted.html").symlink_to("/etc/hostname")
    (out / "folder").symlink_to("/etc")
    (out / "inside.html").symlink_to("index.html")
    for path, status in (("/planted.html", 404), ("/folder/hostname", 404), ("/inside.html", 200)):
        assert request(running, path)[0] == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:99"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": "192.168.0.7"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_only_its_own_pages_are_answered(running: Running, headers: dict[str, str], status: int) -> None:
    assert request(running, "/", **headers)[0] == status


def test_a_post_needs_the_token_of_a_page(running: Running) -> None:
    body = json.dumps({"document": "bridge"})
    asked = {"method": "POST", "body": body, "Content_Type": "application/json"}
    assert request(running, "/_annotate/undo", **asked)[0] == 403
    token = request(running, "/documents/bridge.html")[1].split(b'data-token="')[1].split(b'"')[0].decode()
    assert request(running, "/_annotate/undo", X_Sitegen_Token=token, **asked)[0] == 422
    asked["Content_Type"] = "text/plain"
    assert request(running, "/_annotate/undo", X_Sitegen_Token=token, **asked)[0] == 415


@pytest.mark.parametrize(
    ("name", "is_sandboxed"),
    [
        ("saved.html", True),
        ("Saved.HTM", True),
        ("a/b/saved.xhtml", True),
        ("drawing.svg", True),
        ("data.xml", True),
        ("script.js", True),
        ("scan.pdf.html", True),
        ("picture.png", True),  # which shows all the same
        ("scan.pdf", False),
        ("Scan.PDF", False),
    ],
)
def test_what_an_archive_brought_is_sent_so_that_it_cannot_act(
    running: Running, name: str, *, is_sandboxed: bool
) -> None:
    path = running.archive.parent / "out" / "static" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"<html><head></head></html>")
    status, body, headers = request(running, f"/static/{name}")
    assert (status, body) == (200, b"<html><head></head></html>")  # nor is a token put into it
    policy = headers["content-security-policy"]
    assert policy.startswith("sandbox") == is_sandboxed
    assert "default-src 'none'" in policy
    assert "allow-scripts" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_every_page_of_the_site_is_its_own_and_a_folder_by_another_name_is_not(running: Running) -> None:
    out = running.archive.parent / "out"
    routes = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {route.partition("/")[0] for route in routes} >= {"documents", "speakers", "assets", "search"}
    assert [route for route in routes if is_foreign(route)] == []
    for route in (
        "static/a.html",
        "STATIC/a.html",
        "st\u0430tic/a.html",
        "originals/a.html",
        "Documents/a.html",
    ):
        assert is_foreign(route)


def test_a_page_without_an_origin_is_refused_whatever_it_knows(running: Running) -> None:
    token = request(running, "/documents/bridge.html")[1].split(b'data-token="')[1].split(b'"')[0].decode()
    body = json.dumps({"document": "bridge"})
    asked = {"X_Sitegen_Token": token, "Content_Type": "application/json", "Origin": "null"}
    assert request(running, "/_annotate/undo", "POST", body, **asked)[0] == 403
    assert request(running, "/_annotate/document?id=bridge", Origin="null")[0] == 403


def test_pages_are_told_of_changes_that_touch_them_alone(running: Running) -> None:
    version = 0
    english, arabic = Events(running, "documents/bridge.html", 1), Events(running, "documents/jisr.html", 1)
    assert not english.next()["reload"]
    assert not arabic.next()["reload"]
    path = running.path("documents/bridge.txt")
    path.write_text(path.read_text() + "\nA new paragraph.\n")
    told = english.next()
    assert told["reload"]
    assert told["version"] > version
    assert not arabic.next()["reload"]
    english.close()
    arabic.close()


def test_a_page_that_is_looked_at_is_told_once_of_an_edit(running: Running) -> None:
    route = "documents/bridge.html"
    events, other = Events(running, route, 1), Events(running, "index.html", 1)
    events.next()
    other.next()
    path = running.path("documents/bridge.yaml")
    path.write_text(path.read_text().replace("title: The bridge", "title: The old bridge"))
    told = events.next()
    assert told["reload"]
    body = request(running, f"/{route}")[1]
    assert b"The old bridge" in body
    assert other.next()["version"] >= told["version"]
    while not any("written" in line for line in running.said[1:]):
        assert not other.next()["problem"]
    later = Events(running, route, told["version"])
    assert not later.next()["reload"]
    for stream in (events, other, later):
        stream.close()
    assert request(running, f"/{route}")[1].count(b"The old bridge") == body.count(b"The old bridge")


def run_apart(work: Coroutine[None, None, None]) -> None:
    """Run a coroutine in a thread: that of the tests has a loop, once a browser was asked for."""
    thread = Thread(target=asyncio.run, args=(work,))
    thread.start()
    thread.join()


def test_a_page_shown_before_its_build_failed_is_taken_back(running: Running) -> None:
    changes = Changes(running.archive.parent / "out")
    run_apart(changes.add_early({"index.html": b"early"}))
    assert changes.read("index.html") == b"early"
    version = changes.version
    run_apart(changes.add_problem("site.yaml:1:1: wrong", (), ""))
    told = changes.since(version, "index.html")
    assert told["reload"]
    assert told["problem"]
    assert changes.read("index.html") == (changes.out / "index.html").read_bytes()


def test_what_is_wrong_is_told_in_the_terminals_words_and_the_last_good_site_stays(running: Running) -> None:
    events = Events(running, "documents/bridge.html", 1)
    events.next()
    path = running.path("documents/bridge.yaml")
    good = path.read_bytes()
    path.write_bytes(good.replace(b"closed on Monday", b"closed on Tuesday"))
    told = events.next()
    assert "bridge.yaml:9:12: error Q001" in told["problem"]
    assert told["problem"] in running.said
    assert not told["reload"]
    assert request(running, "/documents/bridge.html")[0] == 200
    path.write_bytes(good)
    assert events.next()["problem"] == ""
    events.close()


def test_a_site_that_was_never_built_says_so(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "content")
    (archive / "site.yaml").write_text("titel: Bridges\n")
    with run_server(archive) as running:
        status, body, _ = request(running, "/")
        assert status == 404
        assert b"There is no site yet" in body
        assert b"_live/live.js" in body
        events = Events(running, "index.html", 0)
        assert "site.yaml:1:1" in events.next()["problem"]
        (archive / "site.yaml").write_text("title: Bridges\n")
        assert events.next()["problem"] == ""
        assert request(running, "/")[0] == 200
        events.close()


def test_a_style_is_swapped_without_loading_the_page_again(running: Running) -> None:
    request(running, "/documents/bridge.html")
    events = Events(running, "documents/bridge.html", 1)
    events.next()
    path = running.path("templates/assets/css/zz-own.css")
    path.parent.mkdir(parents=True)
    path.write_text(".text { color: teal; }\n")
    told = events.next()
    assert not told["reload"]
    assert request(running, f"/{told['style']}")[1].rstrip().endswith(b".text { color: teal; }")
    events.close()
