"""A question's whole path: understood, searched, drafted, checked, answered. The one place that puts these parts together.

Every way ends in an Answer made of checked claims; a model that fails is named in the answer's notice, not raised.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Self

from rag.checking.compose import SHOWN, by_extract, checked, compose, drafted
from rag.checking.quotations import Quotation, check_text
from rag.config import Settings
from rag.drafting import tally
from rag.drafting.draft import Evidence, Proposal
from rag.drafting.evidence import NOTHING, Sought, seek
from rag.drafting.extract import judge, recounts, weigh
from rag.drafting.forms import asks_for
from rag.drafting.halves import halves, joined
from rag.drafting.model import Drafter, Reply
from rag.drafting.names import name
from rag.drafting.notices import notice
from rag.drafting.outside import nothing_left
from rag.drafting.work import Work
from rag.errors import ModelError, QueryError
from rag.governments import government, institution
from rag.index.lexical import stem
from rag.language import other_language
from rag.record.library import Library
from rag.text import find, tokens
from rag.types import Answer, Briefing, Claim, Hit, Rejection, Scope, Status, Turn

if TYPE_CHECKING:
    from rag.index.generation import Index
    from rag.question.scope import Understanding
    from rag.search.retrieve import TurnRetriever

logger = logging.getLogger(__name__)

READ = 20
"""Turns that are weighed for an answer."""
NEAREST = 5
"""Nearest turns that a decline names."""
EMPTY = "Ask about something: a topic, a person, a day or a briefing."
ALIKE = 12
"""Turns that a quotation which stands nowhere is compared with."""
LETTERS = 300
"""Characters of each found turn that tell the language of a library."""
CLOSENESS = 0.9
"""How much a word of nearly the same meaning counts, times its likeness, as evidence of the word asked for."""
ANYTHING = Scope()
"""No scope but what the question itself says."""


@dataclass(frozen=True, slots=True)
class Step:
    """Real progress in words; `evidence`: the turns found so far, best first."""

    text: str
    evidence: tuple[Hit, ...] = ()


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
        from rag.index.generation import Index
        from rag.search.retrieve import TurnRetriever

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
        """Move to the newest generation of the index, if there is one; whether that happened. Threads that still ask keep the one they began with."""
        from rag.index.generation import Index
        from rag.search.retrieve import TurnRetriever

        if self._index.current():
            return False
        index = Index.open(self.settings, self.library)
        self._index, self._retriever = index, TurnRetriever.over(self.settings, self.library, index)
        return True

    def search(
        self, question: str, history: tuple[Answer, ...] = (), given: Scope = ANYTHING, k: int = 10, today: date | None = None
    ) -> tuple[Understanding, tuple[Hit, ...]]:
        """The question as understood, and the turns found for it, best first. Raises QueryError."""
        if not tokens(question):
            raise QueryError("the question holds no word", EMPTY)
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
        if self._empty(understanding):
            yield replace(self.remember(understanding, ()), notice=EMPTY)
            return
        if understanding.scope.typed and not self._retriever.searched(understanding.scope).turns:
            empty = self._retriever.empty_filters(understanding.scope)
            yield replace(self.remember(understanding, ()), notice=nothing_left(empty, understanding.scope))
            return
        counted = tally.listing(understanding.standalone)
        if counted:
            yield from self._by_count(counted, understanding, hits)
            return
        parts = halves(understanding.asked) if self._drafter is None else ()
        if parts:
            yield from self._by_halves(parts, understanding, history, given, today)
            return
        work = self.weigh(understanding, hits)
        said = notice(work, model=self._drafter is not None)
        yield Step(f"Searched {work.searched.turns:,} turns of {work.searched.briefings:,} briefings", hits)
        if self._drafter and work.status != "not_found":
            yield Step(f"{self.settings.model} is reading {min(SHOWN, len(work.candidates))} of them")
            yield from self._by_model(self._drafter, work, history, said)
        else:
            yield from by_extract(work, said, [])

    def check(self, text: str) -> tuple[Quotation, ...]:
        """The quotations of a draft, each with its verdict."""
        return check_text(text, _Record(self._retriever))

    def weigh(self, understanding: Understanding, hits: tuple[Hit, ...]) -> Work:
        """The found turns as candidates, best first, and whether they answer."""
        sought = self._sought(understanding)
        evidence = Evidence(())
        candidates = weigh(sought, hits, understanding.scope, evidence)
        searched = replace(self._retriever.searched(understanding.scope), nearest=hits[:NEAREST])
        if any(map(government, understanding.absent)):  # no other one speaks for it, but may recount what it said
            candidates = tuple(each for each in candidates if recounts(each, understanding.absent))
        status = judge(candidates)
        if understanding.absent and status == "answered" and not recounts(candidates[0], understanding.absent):
            status = "near"
        language = other_language(understanding.question, " ".join(hit.turn.text[:LETTERS] for hit in hits))
        if language and status != "answered":
            candidates = tuple(each for each in candidates if len(each.missing) < len(sought.missing(NOTHING)))
            status = "near" if candidates else "not_found"
        return Work(understanding, sought, hits, evidence, candidates, status, searched, language)

    def _empty(self, understanding: Understanding) -> bool:
        """Whether a question names nothing to look for: no topic, no person, no side, no place, no exact words."""
        scope, sought = understanding.scope, self._sought(understanding)
        meant = (scope.speakers, scope.outlets, scope.speaks_for, scope.briefings, scope.phrases, scope.since, scope.until)
        return not (sought.terms or sought.names or any(meant))

    def _sought(self, understanding: Understanding) -> Sought:
        """What the question looks for; a fragment ("and the bridge?") asks for what the question before it asked for."""
        form = asks_for(understanding.question)
        form = asks_for(understanding.standalone) if form == "statement" else form
        topic = (*((word, 1.0) for word in understanding.topic), *understanding.carried)
        names = [name(each.written, *each.aliases, *filter(None, [institution(each.written)])) for each in understanding.names]
        sought = seek(form, topic, names, understanding.scope.phrases, self._retriever.rarity)
        near = {
            stem(word): tuple((stem(other), CLOSENESS * cosine) for other, cosine in term.near) for term in understanding.terms for word in term.words
        }
        return replace(sought, question=understanding.standalone, near=near)

    def _by_halves(
        self, parts: Sequence[str], understanding: Understanding, history: tuple[Answer, ...], given: Scope, today: date | None
    ) -> Iterator[Step | Claim | Answer]:
        """Both halves of a question about two things, one after the other."""
        answers = []
        for part in parts:
            for item in self.stream(part, history, given, today):
                if isinstance(item, Answer):
                    answers.append(item)
                else:
                    yield item
        yield joined(understanding.question, understanding.standalone, answers)

    def _by_count(self, counted: tally.Listing, understanding: Understanding, hits: tuple[Hit, ...]) -> Iterator[Step | Claim | Answer]:
        """A count or list over the whole library, within the typed scope."""
        evidence = Evidence(())
        searched = self._retriever.searched(_narrowed(understanding.scope))
        yield Step(f"Counting in {searched.turns:,} turns of {searched.briefings:,} briefings")
        total, proposals = self._counted(counted, understanding, evidence)
        searched = replace(searched, nearest=() if total else hits[:NEAREST])
        asked = understanding if counted.by_whom else replace(understanding, scope=replace(understanding.scope, roles=()))
        work = Work(asked, seek("statement", (), (), (), self._retriever.rarity), hits, evidence, (), "answered", searched)
        claims: list[Claim] = []
        rejected: list[Rejection] = []
        for claim in checked(proposals, work, rejected):
            claims.append(claim)
            yield claim
        answer = compose(work, "extractive", "answered" if claims else "not_found", claims, rejected)
        yield replace(answer, total=total, missing=() if claims or not counted.words else (counted.words,))

    def _counted(self, counted: tally.Listing, understanding: Understanding, evidence: Evidence) -> tuple[int, tuple[Proposal, ...]]:
        scope = _narrowed(understanding.scope)
        if counted.kind in ("held", "spoke"):
            found = tally.present(counted, map(self.library.briefing, self._retriever.left(scope)))
            return found.total, tally.propose(counted, found, evidence)
        if counted.kind in ("unanswered", "taken"):
            whose = _narrowed(scope, "speakers", "speaks_for") if counted.by_whom else scope
            chains = tally.unanswered(counted, self._exchanges(counted.words, whose), scope)
            return len(chains), tally.propose_refused(chains, evidence)
        found = tally.tally(counted, tally.mentions(counted, self._retriever.holding(counted.words, scope), scope))
        return found.total, tally.propose(counted, found, evidence)

    def _exchanges(self, words: str, scope: Scope) -> Iterator[tuple[Briefing, Turn]]:
        """The turns of the briefings that the typed scope leaves, in order; with words, those whose question holds them all."""
        for id in self._retriever.left(scope):
            briefing = self.library.briefing(id)
            for turn in briefing.turns:
                if not words or (turn.answers is not None and find(words, briefing.turns[turn.answers].text)):
                    yield briefing, turn

    def _by_model(self, drafter: Drafter, work: Work, history: Sequence[Answer], said: str) -> Iterator[Claim | Answer]:
        """The answer of a model, or the extractive one with a line on what happened; what the model used is told either way."""
        rejected: list[Rejection] = []
        reply = Reply()
        try:
            answer = yield from drafted(drafter, work, history, reply, rejected)
            failed = "" if answer else "Answered without the model: nothing it drafted passed the check."
        except ModelError as error:
            logger.warning("answered without the model: %s", error)
            answer, failed = None, f"Answered without the model: {error}. {error.fix}"
        logger.info("the model's claims: %d rejected", len(rejected))
        if answer:
            status: Status = "near" if said and answer.status == "answered" else answer.status
            yield replace(answer, notice=said or answer.notice, status=status, usage=drafter.usage(reply))
            return
        for item in by_extract(work, failed, rejected):
            yield replace(item, usage=drafter.usage(reply)) if isinstance(item, Answer) else item


def _narrowed(scope: Scope, *also: str) -> Scope:
    """A count is over the days and briefings that its question names: they, and what `also` names, restrict as if typed."""
    named = tuple(field for field in ("since", "until", "briefings", *also) if getattr(scope, field))
    return replace(scope, typed=tuple(dict.fromkeys((*scope.typed, *named))))


class _Record:
    """The library as a place to look quotations up in."""

    def __init__(self, retriever: TurnRetriever) -> None:
        self._retriever = retriever

    def holding(self, phrase: str) -> Iterator[tuple[Briefing, Turn]]:
        return self._retriever.holding(phrase)

    def sharing(self, phrase: str) -> Iterator[tuple[Briefing, Turn]]:
        return self._retriever.sharing(phrase, ALIKE)
