"""A server on loopback that speaks chat completions: what it answers is set by the test, and what it was sent is kept."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[dict[str, Any]], tuple[int, bytes]]


@dataclass
class ModelServer:
    """A running server and the requests it has had."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


def claims(*found: dict[str, str]) -> Answer:
    """Gives an answer that lists these claims, each with the fields that it lacks left empty."""
    fields = ("person", "predicate", "stance", "quote", "value", "when", "where", "source")
    listed = [{name: one.get(name, "") for name in fields} for one in found]
    return lambda _asked: (200, content(json.dumps({"claims": listed}, ensure_ascii=False)))


def content(words: str) -> bytes:
    """Gives a chat completion whose only choice says these words."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode()


@contextmanager
def model_server(answer: Answer) -> Iterator[ModelServer]:
    """Runs a server until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            running.asked.append(asked)
            running.headers.append(dict(self.headers))
            status, body = answer(asked)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = ModelServer(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
