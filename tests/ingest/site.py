"""A small web site on 127.0.0.1 for the tests of fetching: pages with validators, feeds, redirects, and servers that behave badly."""

from __future__ import annotations

import hashlib
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.ingest.transcripts import transcript


def page(number: int, **options: str) -> str:
    """A transcript as a web page."""
    paragraphs = "".join(f"<p>{line}</p>" for line in transcript(number, **options).split("\n\n"))
    return f"<!doctype html><html><head><title>Press Briefing number {number}</title></head><body><main>{paragraphs}</main></body></html>"


class Site:
    """`pages`: path to (status, type, body); a body that is a function writes the reply itself. `asked`: what was requested, in order."""

    def __init__(self, certificate: Path | None = None) -> None:
        self._certificate = certificate
        self.pages: dict[str, Any] = {}
        self.asked: list[tuple[str, float, dict[str, str]]] = []
        self.statuses: list[int] = []

    def __enter__(self) -> Site:
        handler = type("Bound", (Handler,), {"site": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        if self._certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self._certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        self.url = f"http{'s' if self._certificate else ''}://127.0.0.1:{self._server.server_address[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def put(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.pages[path] = (status, kind, body.encode() if isinstance(body, str) else body, headers)

    def paths(self) -> list[str]:
        return [path for path, *_ in self.asked if path != "/robots.txt"]


class Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, time.monotonic(), dict(self.headers)))
        found = self.site.pages.get(self.path)
        if callable(found):
            found(self)
            return
        status, kind, body, headers = found or (404, "text/plain", b"nothing here", {})
        tag = f'"{hashlib.sha256(body).hexdigest()[:8]}"'
        if status == 200 and self.headers.get("If-None-Match") == tag:
            status, body = 304, b""
        self.site.statuses.append(status)
        self.send_response(status)
        for name, value in {"Content-Type": kind, "ETag": tag, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass
