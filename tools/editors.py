"""Try the schemas with the YAML language server: `python -m tools.editors PATH/TO/yaml-language-server`.

The server (npm package `yaml-language-server`, run by Node) is what VS Code's YAML extension and most other
editors ask for completions, explanations and mistakes. It is no part of the tests, which need nothing but
Python, Java and Chromium: run this after changing a schema. The cases are in tests/cases/editors.yaml.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import yaml

from sitegen.scaffold.archive import files_of_example
from sitegen.scaffold.editor import FOLDER, schema_files

CASES = Path(__file__).parents[1] / "tests" / "cases" / "editors.yaml"
CURSOR = "‸"
SETTINGS = {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}


class Server:
    """A running language server, spoken to over its standard input and output (LSP 3.17)."""

    def __init__(self, command: str, root: Path) -> None:
        arguments = ["node", command, "--stdio"]
        self._process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        self._in = cast("IO[bytes]", self._process.stdin)
        self._out = cast("IO[bytes]", self._process.stdout)
        self._root = root
        settings = json.loads((root / ".vscode/settings.json").read_bytes())
        self._yaml = {**SETTINGS, "schemas": settings["yaml.schemas"]}
        self._number = 0
        folder = {"uri": root.as_uri(), "name": root.name}
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
        }
        about = {"rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": capabilities}
        self.ask("initialize", {"processId": None, **about})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": self._yaml}})

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        return next(m.get("result") for m in self._messages() if m.get("id") == self._number)

    def open(self, path: str, text: str) -> tuple[str, list[str]]:
        """Show the server a file; return its address and what the server finds wrong in it."""
        self._number += 1
        uri = (self._root / path).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": self._number, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        found = next(m["params"] for m in self._messages() if m.get("method", "").endswith("Diagnostics"))
        return uri, [d["message"] for d in found["diagnostics"]]

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._in.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._in.flush()

    def _messages(self) -> Iterator[dict[str, Any]]:
        """Yield what the server says; answer what it asks for in between."""
        while header := self._out.readline():
            while line := self._out.readline().strip():
                header += line
            message = json.loads(self._out.read(int(header.split(b":")[1].split()[0])))
            if "method" in message and "id" in message:
                items = message["params"].get("items", []) if message.get("params") else []
                answer = [self._yaml if item.get("section") == "yaml" else {} for item in items]
                self._send({"id": message["id"], "result": answer or None})
            else:
                yield message


def try_case(server: Server, case: dict[str, Any]) -> str:
    """Return what of a case is not as it should be; empty where all is."""
    text = case["text"]
    at = text.find(CURSOR)
    uri, wrong = server.open(f"content/{case['file']}", text.replace(CURSOR, ""))
    place = {
        "textDocument": {"uri": uri},
        "position": {"line": text.count("\n", 0, at), "character": at - text.rfind("\n", 0, at) - 1},
    }
    offered: list[str] = []
    told = ""
    if "offers" in case:
        answer = server.ask("textDocument/completion", place)
        offered = [item["label"] for item in answer["items"]]
    if "tells" in case:
        hover = server.ask("textDocument/hover", place) or {"contents": {"value": ""}}
        told = hover["contents"]["value"]
    missing = [label for label in case.get("offers", ()) if label not in offered]
    if missing:
        return f"does not offer {missing}, but {offered}"
    if case.get("tells", "") not in told:
        return f"tells {told!r}"
    if "wrong" in case and not any(case["wrong"] in message for message in wrong):
        return f"finds {wrong}"
    return f"finds {wrong}" if case.get("right") and wrong else ""


def main(command: str) -> int:
    """Try every case in an archive as `init` makes it, with its ids in the schemas; return an exit code."""
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        ids = {
            "speakers": ["ada-holm", "paul-tern"],
            "claims": ["wall-was-sound"],
            "topics": ["harbour-wall"],
        }
        schemas = {f"{FOLDER}/{name}": data for name, data in schema_files(ids).items()}
        for path, data in {**files_of_example("github"), **schemas}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        server = Server(command, root)
        for case in cases:
            wrong = try_case(server, case)
            failed += bool(wrong)
            print("FAILED" if wrong else "ok    ", repr(case["text"]), wrong)
        server.stop()
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
