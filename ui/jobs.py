"""Work that outlives a page run: an answer being made in a thread. Calls nothing of Streamlit, so that a click elsewhere never ends it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from typing import Any

from rag.errors import BriefingsError
from rag.types import Answer, Claim
from ui.state import Exchange, Problem

log = logging.getLogger(__name__)

BUG = Problem("Something in this program went wrong.", "Ask again; if it stays, report it with the last lines of the server's log.")


def busy() -> int:
    """How many questions are on their way, of all sessions."""
    return sum(thread.name.startswith("ask-") for thread in threading.enumerate())


class Asking:
    """One question on its way; `exchange` is always what is known so far. `keep` is given the whole once it has ended, even if nobody looks on."""

    def __init__(self, exchange: Exchange, stream: Callable[[], Iterator[Any]], keep: Callable[[Exchange], None]) -> None:
        self.exchange = exchange
        self._stream = stream
        self._keep = keep
        self._began = time.monotonic()
        self._done = threading.Event()
        self._lock = threading.Lock()
        threading.Thread(target=self._run, name=f"ask-{exchange.id}", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Waits until the answer is whole, at most so long; whether it is."""
        return self._done.wait(seconds)

    def stop(self) -> None:
        """Ends it; the claims that have come stay."""
        self._note(stopped=True)
        self._done.set()

    def _run(self) -> None:
        events: Iterator[Any] | None = None
        try:
            events = self._stream()
            for event in events:
                if self._done.is_set():
                    break
                self._take(event)
        except BriefingsError as error:
            self._note(problem=Problem(str(error), error.fix))
        except Exception:
            log.exception("a question ended in an error")
            self._note(problem=BUG)
        finally:
            if isinstance(events, Generator):
                events.close()
            self._keep(self.exchange)
            self._done.set()

    def _take(self, event: Any) -> None:
        match event:
            case Answer():
                self._note(answer=event, claims=event.claims)
            case Claim():
                self._note(claims=(*self.exchange.claims, event))
            case _:
                self._note(step=event.text, found=event.evidence or self.exchange.found)

    def _note(self, **changes: Any) -> None:
        with self._lock:
            if self.exchange.running:
                self.exchange = replace(self.exchange, seconds=time.monotonic() - self._began, **changes)
