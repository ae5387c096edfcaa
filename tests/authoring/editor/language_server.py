"""A small client of yaml-language-server, over standard streams."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 180
"""Timeout for an answer, in seconds."""

SETTINGS: dict[str, Any] = {
    "yaml": {
        "validate": True,
        "completion": True,
        "hover": True,
        "schemaStore": {"enable": False},
        "schemas": {"./my-rules.schema.json": "*.named-by-a-setting.yaml"},
    }
}
"""Settings of the editor; the online catalogue of schemas is disabled."""


class LanguageServer:
    """A running server, with the requests of an editor."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.asked = 0
        self.configured = False
        self.found: dict[str, list[dict[str, Any]]] = {}
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name}],
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {
                        "completion": {
                            "completionItem": {
                                "snippetSupport": True,
                                "documentationFormat": ["markdown", "plaintext"],
                            }
                        },
                        "hover": {"contentFormat": ["markdown", "plaintext"]},
                        "publishDiagnostics": {},
                    },
                },
            },
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": SETTINGS})
        while not self.configured:
            self._take()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout):
            stream.close()

    # -- requests of an editor -----------------------------------------------------------------

    def open(self, path: Path, text: str) -> str:
        """Open a file with a text, regardless of its content on disk, and return its URI."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def tell_changed(self, path: Path) -> None:
        """Notify the server of a changed file, as an editor that watches the folder does."""
        changes = [{"uri": path.as_uri(), "type": 2}]
        self.tell("workspace/didChangeWatchedFiles", {"changes": changes})

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """Return the diagnostics of an open file, once the server has validated it."""
        while uri not in self.found:
            self._take()
        return self.found[uri]

    def completion(self, uri: str, line: int, character: int) -> list[dict[str, Any]]:
        answer = self.ask("textDocument/completion", _at(uri, line, character))
        return answer["items"] if isinstance(answer, dict) else answer or []

    def hover(self, uri: str, line: int, character: int) -> str:
        answer = self.ask("textDocument/hover", _at(uri, line, character))
        return answer["contents"]["value"] if answer else ""

    # -- messages ------------------------------------------------------------------------------

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        self.asked += 1
        mine = self.asked
        self._send({"id": mine, "method": method, "params": params})
        while True:
            message = self._take()
            if message.get("id") == mine and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _take(self) -> dict[str, Any]:
        """Return the next message, after answering it if it is a request to the editor."""
        message = self.messages.get(timeout=PATIENCE)
        assert message is not None, f"the server has ended with {self.process.wait()}"
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self.found[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "workspace/configuration":
            items = message["params"]["items"]
            result = [SETTINGS.get(item.get("section")) for item in items]
            self._send({"id": message["id"], "result": result})
            self.configured = True
        elif method is not None and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def _read(self) -> None:
        stream = self.process.stdout
        while True:
            length = 0
            while (line := stream.readline().strip()) or not length:
                if not line:
                    self.messages.put(None)
                    return
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            self.messages.put(json.loads(stream.read(length)))


def _at(uri: str, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
