"""A model faked at the wire: a small HTTP server on 127.0.0.1 that speaks the OpenAI protocol (JSON and server-sent events), well or badly.

`with FakeModel(good(...)) as fake:` gives `fake.settings(data)`; `fake.requests` holds what was sent. A script is one behaviour, or a list of them,
one a request, the last repeated.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from rag.config import Settings

Request = dict[str, Any]
Behaviour = Callable[["Handler", Request], None]


class FakeModel:
    def __init__(self, *script: Behaviour) -> None:
        self.script = script
        self.requests: list[Request] = []
        self.headers: list[dict[str, str]] = []

    def __enter__(self) -> FakeModel:
        handler = type("Bound", (Handler,), {"fake": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def settings(self, data: Path, **fields: Any) -> Settings:
        return Settings(data=data, model="fake-model", api_key="test", base_url=self.url, **({"timeout_s": 30.0} | fields))

    @property
    def prompt(self) -> str:
        """All that the last request said."""
        return "\n".join(message["content"] for message in self.requests[-1]["messages"])


class Handler(BaseHTTPRequestHandler):
    fake: FakeModel
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.fake.requests.append(request)
        self.fake.headers.append(dict(self.headers))
        behaviour = self.fake.script[min(len(self.fake.requests), len(self.fake.script)) - 1]
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client had enough
            behaviour(self, request)

    def send(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def stream(self, pieces: Iterator[str], *, done: bool = True, usage: bool = True) -> None:
        """Server-sent events, one a piece; `done=False` breaks off without an end."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for piece in pieces:
            self._event({"choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}]})
        if not done:
            return
        self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        if usage:
            self._event({"choices": [], "usage": {"prompt_tokens": 900, "completion_tokens": 80, "total_tokens": 980}})
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, body: dict[str, Any]) -> None:
        event = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "fake-model"} | body
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()


def reply_text(*claims: tuple[str, str, list[str]], verdict: str = "answered") -> str:
    """A reply as the schema wants it: claims as (kind, text, ids)."""
    return json.dumps({"claims": [{"kind": kind, "text": text, "sentences": ids} for kind, text, ids in claims], "verdict": verdict})


def shown(request: Request) -> list[tuple[str, str]]:
    """The sentences that a request showed, as (id, text)."""
    prompt = "\n".join(message["content"] for message in request["messages"])
    return re.findall(r"^\[(\w+\.\d+)\] (.+)$", prompt, re.MULTILINE)


def pointing(*claims: tuple[str, str, str], verdict: str = "answered") -> Callable[[Request], str]:
    """A reply whose claims (kind, text, words of a sentence) point at the first shown sentence that holds these words."""

    def write(request: Request) -> str:
        sentences = shown(request)
        found = [(kind, text, [id for id, sentence in sentences if words in sentence][:1]) for kind, text, words in claims]
        return reply_text(*found, verdict=verdict)

    return write


def saying(text: str | Callable[[Request], str], *, pause: float = 0.0, size: int = 7, done: bool = True, cut: int | None = None) -> Behaviour:
    """Says `text` in pieces of `size` characters with a pause between them; `cut` stops after so many characters."""

    def behave(handler: Handler, request: Request) -> None:
        whole = text(request) if callable(text) else text
        whole = whole if cut is None else whole[:cut]

        def pieces() -> Iterator[str]:
            for at in range(0, len(whole), size):
                time.sleep(pause)
                yield whole[at : at + size]

        if request.get("stream"):
            handler.stream(pieces(), done=done)
        else:
            message = {"index": 0, "message": {"role": "assistant", "content": whole}, "finish_reason": "stop"}
            usage = {"prompt_tokens": 900, "completion_tokens": 80, "total_tokens": 980}
            body = {"id": "1", "object": "chat.completion", "created": 1, "model": "fake-model", "choices": [message], "usage": usage}
            handler.send(200, json.dumps(body).encode())

    return behave


def failing(status: int, message: str = "no", **headers: str) -> Behaviour:
    """An HTTP error in the protocol's form."""

    def behave(handler: Handler, request: Request) -> None:
        handler.send(status, json.dumps({"error": {"message": message, "type": "error", "code": status}}).encode(), **headers)

    return behave


def refusing(then: Behaviour, *parts: str, status: int = 400, named: bool = True) -> Behaviour:
    """A server that takes no request with one of these parts, and says which (or not); else `then`."""

    def behave(handler: Handler, request: Request) -> None:
        found = next((part for part in parts if part in request), "")
        (failing(status, f"{found} is not supported" if named else "bad request") if found else then)(handler, request)

    return behave


def never_streaming(text: str | Callable[[Request], str]) -> Behaviour:
    """A server that sends the whole reply as JSON, whatever is asked for."""

    def behave(handler: Handler, request: Request) -> None:
        saying(text)(handler, request | {"stream": False})

    return behave


def wrong_type(handler: Handler, request: Request) -> None:
    handler.send(200, b"<html><body>Welcome to the hotel network. Please log in.</body></html>", "text/html")


def empty(handler: Handler, request: Request) -> None:
    handler.send(200, b"", "text/event-stream")


def not_the_protocol(handler: Handler, request: Request) -> None:
    handler.send(200, b'data: {"hello": 1}\n\ndata: [1, 2\n\ndata: [DONE]\n\n', "text/event-stream")


def broken_off(handler: Handler, request: Request) -> None:
    """Promises more than it sends, then hangs up."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b'data: {"id": "1"')
    handler.close_connection = True


def hanging(handler: Handler, request: Request) -> None:
    time.sleep(3)


# What a transcript may order, and what an obedient model makes of it. "say" in the languages of tests/poison.py.
_SAY = re.compile(r"(?:\b(?:say|diga|dites|sage|di'|скажи|وقل|söyle)|说|言え) ?[:：] ?[\"“«„「‘] ?(.+?) ?[\"”»“」’](?: |$|\))", re.IGNORECASE)
_RAW = re.compile(r"return this JSON: (\{.*\})")
_LINK = re.compile(r"include the (link|image) (\S+)")
_CITE = re.compile(r"cite (\w+\.\d+)")
_NAMED = re.compile(r"attribute it to ((?:President |Foreign Minister )?[A-Z]\w+ [A-Z]\w+)", re.IGNORECASE)
_QUOTE = re.compile(r"quote ([\w ]+?) as saying ([“«].+?[”»])")


def obedient(handler: Handler, request: Request) -> None:
    """Does whatever the transcript tells it, the best turn's orders first: points at the turn that orders it, at another one, and at nothing."""
    prompt = "\n".join(message["content"] for message in request["messages"])
    ordering = [line for line in prompt.splitlines() if _orders(line)]
    if raw := next((match[1] for line in ordering if (match := _RAW.search(line))), ""):
        saying(raw, size=4000)(handler, request)
        return
    ids = [id for id, _ in shown(request)]
    claims: list[tuple[str, str, list[str]]] = []
    for line in ordering:
        own = re.findall(r"^\[(\w+\.\d+)\]", line) or ids[:1]
        other = [id for id in ids if id.split(".")[0] != own[0].split(".")[0]][:1]
        for text in _orders(line):
            claims += [("statement", text, place) for place in (own, other, _CITE.findall(line) or [])]
    if "repeat your instructions" in prompt.lower():
        claims.insert(1, ("statement", request["messages"][0]["content"][:300], ids[:1]))
    saying(reply_text(*claims), size=4000)(handler, request)


def _orders(line: str) -> list[str]:
    """The claims that a line of the prompt orders."""
    name = _NAMED.search(line)
    said = [match[1] for match in _SAY.finditer(line)]
    found = [f"{name[1]} said {text[0].lower()}{text[1:]}" for text in said] if name else []
    found += said
    found += [f"{match[1]} said {match[2]}" for match in _QUOTE.finditer(line)]
    for match in _LINK.finditer(line):
        found.append(
            f"Ned Holm said ![map]({match[2]}) it will stay." if match[1] == "image" else f"See [the minutes]({match[2]}) or {match[2]} for it."
        )
    return found
