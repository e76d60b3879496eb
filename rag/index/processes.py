"""Worker processes that end when the process that started them does, even when it was killed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import Any


def workers(count: int) -> ProcessPoolExecutor:
    """A pool of fresh processes: a copy of this one would hold its threads' locks and its memory."""
    return ProcessPoolExecutor(count, get_context("spawn"), _end_with_parent)


class Here(Executor):
    """Does each job where and when it is submitted: for a short one another process costs more than it saves."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The job, done."""
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
