"""Every error that a person may meet, each with `fix`: one sentence that says what to do.

BriefingsError
├── ConfigError        a setting is missing or cannot be used
├── InputError         a file or page cannot be turned into a briefing
│   ├── UnknownFormat  its type is not read here (counted as skipped, not failed)
│   └── NoTurns        it was read, but holds no labelled speaker turn
├── QueryError         a question or a typed filter cannot be understood
├── NotFound           a briefing, turn or source is not in the library
├── LibraryError       the library cannot be opened, read or written
│   └── Locked         another process is writing
├── IndexUnusable      the index is missing, damaged or made with another embedding
└── ModelError         the endpoint did not give a usable reply; `retryable` says whether asking again may help
"""

from __future__ import annotations


class BriefingsError(Exception):
    """What went wrong, and what to do about it."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


class ConfigError(BriefingsError):
    pass


class InputError(BriefingsError):
    pass


class UnknownFormat(InputError):
    pass


class NoTurns(InputError):
    pass


class QueryError(BriefingsError):
    pass


class NotFound(BriefingsError):
    pass


class LibraryError(BriefingsError):
    pass


class Locked(LibraryError):
    pass


class IndexUnusable(BriefingsError):
    pass


class ModelError(BriefingsError):
    def __init__(self, message: str, fix: str, *, retryable: bool = False) -> None:
        super().__init__(message, fix)
        self.retryable = retryable
