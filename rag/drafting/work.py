"""One question on its way to an answer, as drafting, checking and the notices share it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.drafting.draft import Evidence
from rag.drafting.evidence import Sought
from rag.drafting.extract import Candidate
from rag.types import Hit, Scope, Searched, Status

if TYPE_CHECKING:
    from rag.question.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Work:
    """One question on its way: what it looks for, what was found, what may be pointed at; its language where the library has another."""

    understanding: Understanding
    sought: Sought
    hits: tuple[Hit, ...]
    evidence: Evidence
    candidates: tuple[Candidate, ...]
    status: Status
    searched: Searched
    language: str = ""

    @property
    def scope(self) -> Scope:
        return self.understanding.scope
