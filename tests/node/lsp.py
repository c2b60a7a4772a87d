"""A small client of the Language Server Protocol over stdio: what an editor says, with time-outs."""

import json
import queue
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

SECONDS = 30


class Editor:
    """A server that was started and greeted, and the documents open in it."""

    def __init__(self, command: Sequence[str], root: Path, settings: dict[str, Any]) -> None:
        self.root, self.settings, self.asked, self.opened, self.problems = root, settings, 0, 0, list[str]()
        self.inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.server = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.threads = [threading.Thread(target=work, daemon=True) for work in (self._listen, self._complain)]
        for thread in self.threads:
            thread.start()
        markdown = {"documentationFormat": ["markdown", "plaintext"], "snippetSupport": True}
        self.ask("initialize", processId=None, rootUri=root.as_uri(), capabilities={
            "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
            "textDocument": {"completion": {"completionItem": markdown}, "hover": {"contentFormat": ["markdown"]}},
        })  # fmt: skip
        self.tell("initialized")
        self.wait(lambda message: message.get("method") == "workspace/configuration")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        try:
            self.ask("shutdown")
            self.tell("exit")
            self.server.wait(SECONDS)
        finally:
            self.server.kill()
            self.server.wait(SECONDS)
            for thread in self.threads:
                thread.join(SECONDS)
            for stream in (self.server.stdin, self.server.stdout, self.server.stderr):
                stream.close()

    def _listen(self) -> None:
        while header := self.server.stdout.readline():
            if header.lower().startswith(b"content-length:"):
                while self.server.stdout.readline().strip():
                    pass
                self.inbox.put(json.loads(self.server.stdout.read(int(header.split(b":")[1]))))
        self.inbox.put(None)

    def _complain(self) -> None:
        self.problems.extend(line.decode() for line in self.server.stderr)

    def _send(self, **message: Any) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self.server.stdin.flush()

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send(method=method, params=params)

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request; gives its result."""
        self.asked += 1
        self._send(id=self.asked, method=method, params=params)
        answer = self.wait(lambda message: message.get("id") == self.asked and "method" not in message)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def wait(self, wanted: Any) -> dict[str, Any]:
        """The next message that is wanted; what the server asks meanwhile is answered."""
        while True:
            message = self.inbox.get(timeout=SECONDS)
            assert message is not None, f"the server has ended: {self.problems}"
            if "method" in message and "id" in message:
                items = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
                answer = None if items is None else [self.settings.get(item["section"]) for item in items]
                self._send(id=message["id"], result=answer)
            if wanted(message):
                return message

    def open(self, path: Path, text: str) -> None:
        """Open a text as if it stood at this path; no path is opened twice."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)

    def marks(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a text; gives what the server marks in it."""
        self.open(path, text)
        told = "textDocument/publishDiagnostics"
        published = self.wait(lambda message: message.get("method") == told and message["params"]["uri"] == path.as_uri())
        return published["params"]["diagnostics"]

    def at(self, method: str, path: Path, text: str) -> Any:
        """Open a text without its mark ``|``, and ask about that place."""
        before, after = text.split("|")
        self.open(path, before + after)
        lines = before.split("\n")
        place = {"line": len(lines) - 1, "character": len(lines[-1])}
        return self.ask(method, textDocument={"uri": path.as_uri()}, position=place)
