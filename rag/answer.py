"""A question's whole path: understood, searched, drafted, checked, answered. The one place that puts these parts together.

Every way ends in an Answer made of checked claims; a model that fails is named in the answer's notice, not raised.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Self

from rag import tally
from rag.check import Asked, check
from rag.config import Settings
from rag.draft import Evidence, Proposal
from rag.errors import ModelError
from rag.evidence import NOTHING, Sought, asks_for, exchange, name, seek
from rag.extract import Candidate, judge, propose, weigh
from rag.library import Library
from rag.model import Drafter, Reply
from rag.quotations import Quotation, check_text
from rag.types import Answer, Briefing, Claim, Hit, Mode, Rejection, Scope, Searched, Status, Turn

if TYPE_CHECKING:
    from rag.index import Index
    from rag.retrieve import TurnRetriever
    from rag.scope import Understanding

logger = logging.getLogger(__name__)

READ = 20
"""Turns that are weighed for an answer."""
SHOWN = 10
"""Turns that a model is shown."""
NEAREST = 5
"""Nearest turns that a decline names."""
ALIKE = 30
"""Turns that a quotation which stands nowhere is compared with."""
ANYTHING = Scope()
"""No scope but what the question itself says."""


@dataclass(frozen=True, slots=True)
class Step:
    """Real progress in words; `evidence`: the turns found so far, best first."""

    text: str
    evidence: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """One question on its way: what it looks for, what was found, what may be pointed at."""

    understanding: Understanding
    sought: Sought
    hits: tuple[Hit, ...]
    evidence: Evidence
    candidates: tuple[Candidate, ...]
    status: Status
    searched: Searched

    @property
    def scope(self) -> Scope:
        return self.understanding.scope


class Assistant:
    """Answers questions from an open library and index; safe to use from several threads."""

    def __init__(self, settings: Settings, library: Library, index: Index, retriever: TurnRetriever) -> None:
        self.settings = settings
        self.library = library
        self._index = index
        self._retriever = retriever
        self._drafter = Drafter(settings) if settings.model else None

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Library, newest index, embedding, and the model of the settings. Raises LibraryError, IndexUnusable, ConfigError."""
        from rag.index import Index
        from rag.retrieve import TurnRetriever

        library = Library.open(settings.data)
        index = Index.open(settings, library)
        return cls(settings, library, index, TurnRetriever.over(settings, library, index))

    def close(self) -> None:
        """Let go of the library and the index."""
        self._index.close()
        self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def reopen_if_stale(self) -> bool:
        """Move to the newest generation of the index, if there is one; whether that happened."""
        if self._index.current():
            return False
        fresh = self.open(self.settings)
        self.close()
        self.library, self._index, self._retriever = fresh.library, fresh._index, fresh._retriever
        return True

    def search(
        self, question: str, history: tuple[Answer, ...] = (), given: Scope = ANYTHING, k: int = 10, today: date | None = None
    ) -> tuple[Understanding, tuple[Hit, ...]]:
        """The question as understood, and the turns found for it, best first. Raises QueryError."""
        understanding = self._retriever.understand(question, history, given=given, today=today or date.today())
        return understanding, self._retriever.search(understanding, k)

    def remember(self, understanding: Understanding, hits: tuple[Hit, ...]) -> Answer:
        """A search as a part of the conversation, so that a follow-up can lean on it."""
        searched = self._retriever.searched(understanding.scope)
        return Answer(understanding.question, understanding.standalone, understanding.scope, "not_found", "extractive", (), searched, read=hits)

    def ask(self, question: str, history: tuple[Answer, ...] = (), given: Scope = ANYTHING, today: date | None = None) -> Answer:
        """The answer. Raises QueryError for a question that cannot be understood."""
        for item in self.stream(question, history, given, today):
            if isinstance(item, Answer):
                return item
        raise AssertionError("a stream ends with its answer")

    def stream(
        self, question: str, history: tuple[Answer, ...] = (), given: Scope = ANYTHING, today: date | None = None
    ) -> Iterator[Step | Claim | Answer]:
        """Steps, then every claim after its check, then the whole answer, which stands for all that came before it."""
        understanding, hits = self.search(question, history, given, READ, today)
        counted = tally.listing(understanding.standalone)
        if counted:
            yield from self._by_count(counted, understanding, hits)
            return
        work = self._weigh(understanding, hits)
        yield Step(f"Searched {work.searched.turns:,} turns of {work.searched.briefings:,} briefings", hits)
        notice = ""
        if self._drafter and work.status != "not_found":
            yield Step(f"{self.settings.model} is reading {min(SHOWN, len(work.candidates))} of them")
            try:
                answer = yield from self._by_model(self._drafter, work, history)
            except ModelError as error:
                logger.warning("answered without the model: %s", error)
                notice = f"Answered without the model: {error}. {error.fix}"
            else:
                if answer:
                    yield answer
                    return
                notice = "Answered without the model: nothing it drafted passed the check."
        yield from _by_extract(work, notice)

    def check(self, text: str) -> tuple[Quotation, ...]:
        """The quotations of a draft, each with its verdict."""
        return check_text(text, _Record(self._retriever))

    def _weigh(self, understanding: Understanding, hits: tuple[Hit, ...]) -> Work:
        sought = self._sought(understanding)
        evidence = Evidence(())
        candidates = weigh(sought, hits, understanding.scope, evidence)
        searched = replace(self._retriever.searched(understanding.scope), nearest=hits[:NEAREST])
        return Work(understanding, sought, hits, evidence, candidates, judge(candidates), searched)

    def _sought(self, understanding: Understanding) -> Sought:
        """What the question looks for; a fragment ("and the bridge?") asks for what the question before it asked for."""
        form = asks_for(understanding.question)
        form = asks_for(understanding.standalone) if form == "statement" else form
        topic = (*((word, 1.0) for word in understanding.topic), *understanding.carried)
        names = [name(each.written, *each.aliases) for each in understanding.names]
        sought = seek(form, topic, names, understanding.scope.phrases, self._retriever.rarity)
        return replace(sought, question=understanding.standalone)

    def _by_count(self, counted: tally.Listing, understanding: Understanding, hits: tuple[Hit, ...]) -> Iterator[Step | Claim | Answer]:
        """A count or list over the whole library, within the typed scope."""
        scope, evidence = understanding.scope, Evidence(())
        found = tally.tally(counted, tally.mentions(counted, self._retriever.holding(counted.words, scope), scope))
        searched = replace(self._retriever.searched(scope), nearest=() if found.total else hits[:NEAREST])
        yield Step(f"Counted in {searched.turns:,} turns of {searched.briefings:,} briefings")
        work = Work(understanding, seek("statement", (), (), (), self._retriever.rarity), hits, evidence, (), "answered", searched)
        claims: list[Claim] = []
        rejected: list[Rejection] = []
        for claim in _checked(tally.propose(counted, found, evidence), work, rejected):
            claims.append(claim)
            yield claim
        answer = _answer(work, "extractive", "answered" if claims else "not_found", claims, rejected)
        yield replace(answer, total=found.total, missing=() if claims else (counted.words,))

    def _by_model(self, drafter: Drafter, work: Work, history: Sequence[Answer]) -> Generator[Claim, None, Answer | None]:
        shown, reply = Evidence(candidate.hit for candidate in work.candidates[:SHOWN]), Reply()
        work = replace(work, evidence=shown)
        claims: list[Claim] = []
        rejected: list[Rejection] = []
        for claim in _checked(drafter.draft(work.understanding.standalone, history, shown, reply), work, rejected):
            claims.append(claim)
            yield claim
        if not claims and rejected:
            return None
        status: Status = "not_found" if not claims else "answered" if reply.verdict == "answered" else "near"
        return _answer(work, "model", status, claims, rejected)


class _Record:
    """The library as a place to look quotations up in."""

    def __init__(self, retriever: TurnRetriever) -> None:
        self._retriever = retriever

    def holding(self, phrase: str) -> Iterator[tuple[Briefing, Turn]]:
        return self._retriever.holding(phrase)

    def sharing(self, phrase: str) -> Iterator[tuple[Briefing, Turn]]:
        return self._retriever.sharing(phrase, ALIKE)


def _by_extract(work: Work, notice: str = "") -> Iterator[Claim | Answer]:
    claims: list[Claim] = []
    rejected: list[Rejection] = []
    for claim in _checked(propose(work.candidates, work.status, work.sought, work.scope), work, rejected):
        claims.append(claim)
        yield claim
    status: Status = work.status if claims else "not_found"
    yield replace(_answer(work, "extractive", status, claims, rejected), notice=notice)


def _checked(proposals: Iterable[Proposal], work: Work, rejected: list[Rejection]) -> Iterator[Claim]:
    """The claims among the proposals; the others go to `rejected`."""
    asked = Asked(work.understanding.standalone, work.scope)
    for proposal in proposals:
        checked = check(proposal, work.evidence, asked)
        if isinstance(checked, Rejection):
            rejected.append(checked)
        else:
            yield checked


def _answer(work: Work, mode: Mode, status: Status, claims: Sequence[Claim], rejected: Sequence[Rejection]) -> Answer:
    """The answer of checked claims; what the question names and no cited exchange holds makes it `near` at best."""
    around = [exchange(citation.briefing, citation.turn, citation.start, citation.stop) for claim in claims for citation in claim.citations]
    lacking = [set(work.sought.missing(each)) for each in around]
    missing = tuple(name for name in work.sought.missing(NOTHING) if all(name in each for each in lacking))
    return Answer(
        question=work.understanding.question,
        standalone=work.understanding.standalone,
        scope=work.scope,
        status="near" if status == "answered" and missing else status,
        mode=mode,
        claims=tuple(claims),
        searched=work.searched,
        read=work.hits,
        rejected=tuple(rejected),
        missing=missing,
    )
