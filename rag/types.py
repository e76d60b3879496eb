"""The nouns: what every other file speaks of. Pure values, standard library only; how they are stored, found and shown lives elsewhere.

Offsets are `[start, stop)` in characters (`str` positions) of `Turn.text`. What is not known is `""` or `None`, never a guess.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import quote

Role = Literal["official", "press", "moderator", "other"]
"""official: speaks for a government or an institution; moderator: also operators, interpreters and staff."""

CONTEXT_CHARACTERS = 32
"""Characters of prefix and suffix kept beside a quote (the length the Hypothesis client uses for W3C TextQuoteSelector)."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `[start, stop)` of the text of the turn at index `turn`."""

    turn: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. `speaks_for`: whose official ("United States"); `outlet`: whose reporter; `evidence`: the words that name the person."""

    name: str = ""
    role: Role = "other"
    title: str = ""
    outlet: str = ""
    speaks_for: str = ""
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's words until the next speaker.

    `label`: as the source prints it, without the colon or full stop that ends it. `text`: as published, paragraphs joined by one newline.
    `answers`: index of the question this turn replies to. `relays`: whose words the turn passes on (a question read out by the moderator).
    """

    index: int
    label: str
    speaker: Speaker
    text: str
    answers: int | None = None
    relays: Speaker | None = None


@dataclass(frozen=True, slots=True)
class GroundRule:
    """A rule of use ("on the record", "on background", "embargoed") and the words that set it; `span` is None where only a header says so."""

    rule: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A section that the page itself marks; it begins with the turn at index `turn`."""

    name: str
    turn: int


@dataclass(frozen=True, slots=True)
class Note:
    """What the parser saw and left alone; `line` is the 1-based line (or block) of the source, None for the whole."""

    line: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """Who said what, in order, in one revision of one transcript.

    `held_on`: the day it was held, in the office's time zone, when the source prints it. `published_on`: what the file's metadata says.
    `not_before`, `not_after`: bounds (inclusive) that its text proves. `revision`: hash of title, labels and texts.
    `starts`, `ends`: clock times as printed.
    """

    id: str
    revision: str
    title: str
    held_on: date | None
    published_on: date | None
    not_before: date | None
    not_after: date | None
    office: str
    place: str
    url: str | None
    source: str
    fictional: bool
    turns: tuple[Turn, ...]
    ground_rules: tuple[GroundRule, ...] = ()
    topics: tuple[Topic, ...] = ()
    notes: tuple[Note, ...] = ()
    starts: str = ""
    ends: str = ""

    @property
    def name(self) -> str:
        """What people see: the title, else main speaker and office, else the source."""
        return self.title or ", ".join(part for part in (self.main_speaker, self.office) if part) or self.source

    @property
    def main_speaker(self) -> str:
        """The official with the most words, "" when no official is named."""
        words: Counter[str] = Counter()
        for turn in self.turns:
            if turn.speaker.role == "official" and turn.speaker.name:
                words[turn.speaker.name] += len(turn.text.split())
        return words.most_common(1)[0][0] if words else ""

    @property
    def days(self) -> tuple[date | None, date | None]:
        """First and last possible day, inclusive; None where open, (None, None) when undated. A publication day counts as the one day."""
        day = self.held_on or self.published_on
        return (day, day) if day else (self.not_before, self.not_after)

    @property
    def when(self) -> str:
        """The display date: "19 Jul 2021", "published 20 Jul 2021", "2 to 5 Mar 2021" or "undated"."""
        if self.held_on or self.published_on:
            return show_day(self.held_on) if self.held_on else f"published {show_day(self.published_on)}"
        first, last = self.not_before, self.not_after
        if first and last:
            same_month = (first.year, first.month) == (last.year, last.month)
            return show_day(last) if first == last else f"{first.day if same_month else show_day(first)} to {show_day(last)}"
        return f"after {show_day(first)}" if first else f"before {show_day(last)}" if last else "undated"


def show_day(day: date | None) -> str:
    """`19 Jul 2021`, the same in every locale; "" for None."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day} {months[day.month - 1]} {day.year}" if day else ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the record. The quote is computed from it, so a false quote cannot be represented."""

    briefing: Briefing
    turn: Turn
    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop <= len(self.turn.text):
            raise ValueError(f"[{self.start}, {self.stop}) is no span of a turn of {len(self.turn.text)} characters")

    @property
    def quote(self) -> str:
        return self.turn.text[self.start : self.stop]

    @property
    def prefix(self) -> str:
        return self.turn.text[max(0, self.start - CONTEXT_CHARACTERS) : self.start]

    @property
    def suffix(self) -> str:
        return self.turn.text[self.stop : self.stop + CONTEXT_CHARACTERS]

    @property
    def link(self) -> str | None:
        """The official page, scrolled to the words (a WICG text fragment), or None where the briefing has no web address."""
        if not self.briefing.url or not self.briefing.url.startswith(("http://", "https://")):
            return None
        words = self.quote.split("\n")[0].split()
        ends = [" ".join(words)] if len(words) <= 12 else [" ".join(words[:6]), " ".join(words[-6:])]
        return f"{self.briefing.url.split('#')[0]}#:~:text={','.join(quote(end, safe='').replace('-', '%2D') for end in ends)}"

    @property
    def question(self) -> Turn | None:
        """The turn that the cited one replies to."""
        return None if self.turn.answers is None else self.briefing.turns[self.turn.answers]


ClaimKind = Literal["statement", "refusal", "count", "question"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A lead-in or checked prose, and the citations it rests on (at least one). `text` never holds the quotation."""

    kind: ClaimKind
    text: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("a claim needs a citation")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is about besides its topic. Fields named in `typed` restrict, the others prefer.

    `since`, `until`: inclusive. `briefings`: ids. `phrases`: exact words. `also`: the words searched besides the question's own.
    """

    speakers: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    outlets: tuple[str, ...] = ()
    speaks_for: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    briefings: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn that was found; scores compare within one list only. `passage`: the part of a long turn that matched."""

    briefing: Briefing
    turn: Turn
    score: float
    passage: Span | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """What a question was put to: counts within the typed scope, briefings left out for having no day, the nearest turns."""

    briefings: int
    turns: int
    undated: int = 0
    nearest: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A drafted claim that did not pass the check, kept to be counted and shown."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that the requests of an answer took, as the endpoint reports them; `cost` only where a price is set, in its currency."""

    prompt: int
    completion: int
    cost: float | None = None


Status = Literal["answered", "near", "not_found"]
Mode = Literal["model", "extractive"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What passed the check. `near`: the claims are the nearest passages and no more than that; `not_found`: no claims.

    `standalone`: the question with what the conversation adds. `total`: the number that a count or a list answer states.
    `missing`: what the question names and the evidence lacks. `read`: the turns considered. `notice`: why it is not what was asked for.
    `usage`: what a model used for it, None without one.
    """

    question: str
    standalone: str
    scope: Scope
    status: Status
    mode: Mode
    claims: tuple[Claim, ...]
    searched: Searched
    total: int | None = None
    read: tuple[Hit, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    missing: tuple[str, ...] = ()
    notice: str = ""
    usage: Usage | None = None
