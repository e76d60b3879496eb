"""The only way from a draft to a claim: ids resolve, the side fits, figures and names agree, quotation marks hold the record's words.

Untrusted in, trusted out. What does not pass comes back as a Rejection with its reason, never in silence. "Numbers and names checked" is all
this promises: a fluent falsehood in the record's own words can pass.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from rag.checking.agreement import disagrees
from rag.checking.cropping import extend
from rag.checking.facts import day_facts, days, facts, numbers
from rag.checking.pairing import Ground, mispaired
from rag.checking.sayers import misgiven, only_asked
from rag.drafting.draft import Evidence, Proposal, Sentence
from rag.drafting.forms import IDLE
from rag.index.lexical import stem
from rag.language import other_language
from rag.text import find, tokens
from rag.types import Briefing, Citation, Claim, ClaimKind, Rejection, Scope, Turn

logger = logging.getLogger(__name__)

MOST_SENTENCES = 8
"""A claim that needs more sentences than this points at everything and so at nothing."""

FEW_WORDS = 3
"""Fewer content words than this tell nothing about what a claim rests on."""
SUPPORT = 0.25
"""Share of a claim's content words that must stand in what it cites (a person's honest paraphrases: 99 in 100 do, foreign ones: 30)."""

_LINK = re.compile(
    r"!?\[([^\]]{0,400})\]\([^)\s]{0,2000}[^)]{0,200}\)|<[a-z!/][^<>]{0,2000}>|\b(?:https?|ftp|file|data|javascript):\S+|\bwww\.\S+"
    r"|\b(?:[\w-]{1,63}\.){1,5}[a-z]{2,12}/\S*",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{1,2000})[”\"“»]")


_CODE = re.compile(r"\d+(?!(?:st|nd|rd|th|s|k|m|mn|bn|b|tn)$)[a-z]{1,3}")
_OPENING = re.compile(r"(?:^|[.!?] )[\"“(]?([A-Z][\w’'-]+)")
_CONNECTIVES = frozenset(
    "since however thus moreover furthermore therefore meanwhile besides last first second third overall next based later then finally various under"
    " although though because despite while during among both such other others another despite unlike like given apart along within without toward"
    " towards upon via per asked instead hence nevertheless nonetheless still yet again once here there today now according speaking"
    " officials reporters participants members people government afterwards similar theyre thats theres youre weve".split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a claim is checked against besides the record: the question as understood, and its scope."""

    question: str
    scope: Scope


def check(proposal: Proposal, evidence: Evidence, asked: Asked) -> Claim | Rejection:
    """A claim of the record, or why there is none."""
    found = [evidence.get(id) for id in proposal.sentences]
    cited = [sentence for sentence in found if sentence]
    text = strip_links(proposal.text)
    reason = _ids(proposal, found) or objection(proposal.kind, text, cited, asked)
    if not reason and not proposal.leads:
        reason = disagreement(text, cited, asked.question)
    if reason:
        logger.info("rejected a claim: %s", reason)
        return Rejection(proposal.text, reason)
    return Claim(proposal.kind, text, cite(cited))


def objection(kind: ClaimKind, text: str, cited: Sequence[Sentence], asked: Asked) -> str:
    """What speaks against a claim that rests on these sentences, "" when nothing does."""
    return _side(kind, cited, asked.scope) or misgiven(text, cited) or _quotations(text, cited) or _figures(text, cited, asked.question)


def disagreement(text: str, cited: Sequence[Sentence], question: str) -> str:
    """What speaks against prose of its own that rests on these sentences, "" when nothing does."""
    if spoken := other_language(text, question):
        return f"is in another language than the question: {spoken}"
    strange = only_asked(text, cited) or _support(text, cited, question) or mispaired(text, _ground(cited, question))
    return strange or disagrees(text, [sentence.text for sentence in cited])


def strip_links(text: str) -> str:
    """Prose without links, images and tags; white space folded."""
    return " ".join(_LINK.sub(lambda match: match[1] or "", text).split())


def cite(sentences: Sequence[Sentence]) -> tuple[Citation, ...]:
    """One citation a run of adjoining sentences, extended over what would turn its meaning, in the order of the draft."""
    citations: list[Citation] = []
    for sentence in sentences:
        place = Citation(sentence.briefing, sentence.turn, sentence.start, extend(sentence.turn.text, sentence.stop))
        last = citations[-1] if citations else None
        if last and (last.briefing.id, last.turn.index) == (place.briefing.id, place.turn.index) and _adjoin(last, place):
            citations[-1] = replace(last, start=min(last.start, place.start), stop=max(last.stop, place.stop))
        elif place not in citations:
            citations.append(place)
    return tuple(citations)


def _adjoin(first: Citation, second: Citation) -> bool:
    if second.start < first.start:
        first, second = second, first
    return not first.turn.text[first.stop : second.start].strip()


def _ids(proposal: Proposal, found: Sequence[Sentence | None]) -> str:
    if not found:
        return "points at no sentence"
    if len(found) > MOST_SENTENCES:
        return f"points at {len(found)} sentences, more than {MOST_SENTENCES}"
    unknown = [id for id, sentence in zip(proposal.sentences, found, strict=True) if sentence is None]
    return f"points at {', '.join(unknown[:3])[:60]}, which was never shown" if unknown else ""


def _side(kind: ClaimKind, cited: Sequence[Sentence], scope: Scope) -> str:
    """A question is the press's (or relayed for it), a statement somebody's whom the question is about."""
    for sentence in cited:
        turn = sentence.turn
        if kind == "question":
            if turn.speaker.role == "official":
                return "gives an official's words as a question"
        elif kind != "count" and not fits(turn, scope):
            return f"rests on the words of {_whose(turn)}, who is not asked about"
    return ""


def fits(turn: Turn, scope: Scope) -> bool:
    """Whether the words of a turn may stand for those that the question is about.

    Press and moderator never speak for a government; a question that is read out is the absent reporter's.
    """
    speaker = turn.relays if turn.relays and "press" in scope.roles else turn.speaker
    if scope.roles and speaker.role not in scope.roles:
        return False
    if not scope.speaks_for or "press" in scope.roles:
        return True
    return speaker.speaks_for in scope.speaks_for or (not speaker.speaks_for and speaker.role == "official")


def spoken_by(turn: Turn, scope: Scope) -> bool:
    """Whether a turn is by one of the people, and of one of the outlets, that the question is about; True where it names none."""
    speaker = turn.relays if turn.relays and "press" in scope.roles else turn.speaker
    own = set(tokens(f"{speaker.name} {turn.label}"))
    of_person = not scope.speakers or any(_named(name, own) for name in scope.speakers)
    of_outlet = not scope.outlets or any(set(tokens(outlet)) <= set(tokens(speaker.outlet)) for outlet in scope.outlets)
    return of_person and of_outlet


def _named(name: str, own: set[str]) -> bool:
    """By all the words of the name, or by its last where the record has no more ("Price" for "Ned Price")."""
    wanted = tokens(name)
    return bool(wanted) and wanted[-1] in own and (set(wanted) <= own or len(own) <= 2)


def _whose(turn: Turn) -> str:
    who = turn.speaker.name or turn.label
    return f"{who} ({turn.speaker.speaks_for or turn.speaker.role})"


def _quotations(text: str, cited: Sequence[Sentence]) -> str:
    for match in _QUOTED.finditer(text):
        if not any(find(match[1], sentence.turn.text) for sentence in cited):
            return f"puts “{match[1][:80]}” in quotation marks, which is not in the words it cites"
    return ""


def _figures(text: str, cited: Sequence[Sentence], question: str) -> str:
    """Numbers, days and names of the claim's own words stand in what it cites, in the question put, or in the header."""
    mine = facts(text)
    context = _context(cited, question)
    for what, have, known_of in (("number", mine.numbers, numbers), ("day", mine.days, days)):
        known = frozenset(known_of(context)) | _compound(text, context) if have else frozenset()
        if strange := sorted(have - known):
            return f"states the {what} {strange[0]}, which stands neither in the words it cites nor in the question"
    heard = set(tokens(context))
    if strange := sorted(code for code in tokens(text) if _CODE.fullmatch(code) and code not in heard):
        return f"states the number {strange[0]}, which stands neither in the words it cites nor in the question"
    stems = {stem(word) for word in heard}
    if strange := sorted(name for name in (*mine.names, *_openings(text, cited)) if not _heard(name, heard, stems)):
        return f"names “{strange[0]}”, who or which stands neither in the words it cites nor in the question"
    return ""


def _compound(text: str, context: str) -> frozenset[str]:
    """The numbers that only end a name ("Covid-19") which stands in the record, there always without a number."""
    heard = context.casefold()
    named = ((match[1].casefold(), match[2]) for match in re.finditer(r"\b([^\W\d_]{4,})-(\d+)\b", text))
    return frozenset(number for name, number in named if name in heard and not re.search(rf"\b{name}[ -]?\d", heard))


def _support(text: str, cited: Sequence[Sentence], question: str) -> str:
    """A claim says what it cites: enough of its content words stand there. Prose in another language is not judged by its words."""
    said = tokens(text)
    content = {stem(word) for word in said if word not in IDLE}
    if len(content) < FEW_WORDS or len(content) == len(said):
        return ""
    heard = {stem(word) for word in tokens(_context(cited, question))}
    return "" if len(content & heard) >= SUPPORT * len(content) else "is made of words that do not stand in what it cites"


def _openings(text: str, cited: Sequence[Sentence]) -> list[str]:
    """The words that open a sentence and may be a name: capitalised, no connective, no adverb, never in small letters in the transcripts cited."""
    opening = [word[0] for word in (tokens(match[1]) for match in _OPENING.finditer(text)) if word]
    doubtful = [word for word in opening if word not in IDLE and word not in _CONNECTIVES and not word.endswith(("ly", "ing"))]
    return [word for word in doubtful if not any(_written_small(word, briefing) for briefing in _briefings(cited))]


def _written_small(word: str, briefing: Briefing) -> bool:
    small = re.compile(rf"\b{re.escape(word)}")
    return any(small.search(turn.text) for turn in briefing.turns)


def _briefings(cited: Sequence[Sentence]) -> tuple[Briefing, ...]:
    return tuple({sentence.briefing.id: sentence.briefing for sentence in cited}.values())


def _heard(name: str, heard: Set[str], stems: Set[str]) -> bool:
    """Itself, its possessive or plural, or another form of the same word ("Canadians" where "Canadian" stands)."""
    return bool({name, f"{name}s", name.removesuffix("s")} & heard) or stem(name) in stems


def _context(cited: Sequence[Sentence], question: str) -> str:
    """All that a claim may draw on: the cited turns, what they reply to, who speaks and asks, the header and the question put."""
    return "\n".join((question, *_texts(cited), *_identities(cited)))


def _ground(cited: Sequence[Sentence], question: str) -> Ground:
    people = [turn.speaker.name for briefing in _briefings(cited) for turn in briefing.turns]
    return Ground.of(_identities(cited), people, (*_texts(cited), question))


def _texts(cited: Sequence[Sentence]) -> list[str]:
    return [turn.text for _, turn in _exchanges(cited)]


def _identities(cited: Sequence[Sentence]) -> list[str]:
    """Who speaks and asks in what is cited, and the headers."""
    return [part for briefing, turn in _exchanges(cited) for part in (_header(briefing), _person(turn))]


def _exchanges(cited: Sequence[Sentence]) -> Iterator[tuple[Briefing, Turn]]:
    """The cited turns and those they reply to, each once."""
    turns = {(sentence.briefing.id, sentence.turn.index): (sentence.briefing, sentence.turn) for sentence in cited}
    for briefing, turn in tuple(turns.values()):
        if turn.answers is not None:
            turns.setdefault((briefing.id, turn.answers), (briefing, briefing.turns[turn.answers]))
    yield from turns.values()


def _header(briefing: Briefing) -> str:
    held = (briefing.held_on, briefing.published_on, briefing.not_before, briefing.not_after)
    return ". ".join((briefing.name, briefing.office, briefing.place, *map(day_facts, held)))


def _person(turn: Turn) -> str:
    people = [turn.speaker] + ([turn.relays] if turn.relays else [])
    return ". ".join(f"{who.name}, {who.title}, {who.outlet}, {who.speaks_for}" for who in people) + f". {turn.label}"
