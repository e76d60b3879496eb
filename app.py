"""What `streamlit run` starts: the app behind security headers, listening on 127.0.0.1 alone. Nothing of what it shows is decided here."""

from __future__ import annotations

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag import config
from rag.errors import ConfigError
from ui.errors import tell

LOCAL = "127.0.0.1"

# Scripts come from here alone; `blob:` is how Streamlit loads components. Event-handler attributes and javascript: links, which are what
# injected HTML would need, stay forbidden; inline script elements run, because Streamlit's own page has one (and innerHTML never runs any).
CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' blob:",
        "script-src-elem 'self' blob: 'unsafe-inline'",
        "script-src-attr 'none'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class SecurityHeaders:
    """Puts `HEADERS` on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def guards(*, allow_remote: bool) -> list[Middleware]:
    """What stands before the app; a request under a foreign host name (DNS rebinding) is refused unless remote use is allowed.

    Raises SystemExit when the server is told to listen on more than 127.0.0.1 without that.
    """
    address = st.get_option("server.address")
    if not allow_remote and address != LOCAL:
        raise SystemExit(
            f"The app would listen on {address or 'every address of this machine'}, where anyone who reaches it can read and change the library. "
            f"Start it with --server.address {LOCAL}, or set BRIEFINGS_ALLOW_REMOTE=1 if that is what you want."
        )
    hosts = ["*"] if allow_remote else [LOCAL, "localhost"]
    return [Middleware(SecurityHeaders), Middleware(TrustedHostMiddleware, allowed_hosts=hosts)]


def allow_remote() -> bool:
    """Whether other machines may reach the app. Raises SystemExit when a setting cannot be used."""
    try:
        return config.load().allow_remote
    except ConfigError as error:
        raise SystemExit(f"{error}. {error.fix}") from None


app = st.App("ui/main.py", middleware=guards(allow_remote=allow_remote()), on_script_error=tell)
