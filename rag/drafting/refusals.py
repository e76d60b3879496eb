"""Replies that certainly do not answer: which words of a turn decline, have no news, take the question, refer elsewhere or do not know.

Only patterns that leave no doubt; where it is not certain, nothing is said. Works on one text, knows neither question nor library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from rag.text import sentences, words

Kind = Literal["declined", "no news", "taken", "referred", "does not know"]

# Transcripts lose apostrophes ("dont", "Im"), so each is optional. _NOT follows an auxiliary; _SOFT lets an adverb stand between.
_NOT = r"(?:n['’]?t| not)"
_SOFT = r"(?: \w+){0,2}?"
_I = r"\b(?:i|we)"
_IM = r"\b(?:i['’]?m|i am|we['’]?re|we are)"
_CANNOT = rf"(?:ca{_NOT}|cannot|could{_NOT}|wo{_NOT}|will not|would{_NOT}|do{_NOT} want to|hesitate to|(?:i['’]?d|i would) rather not)"
_UNWILLING = rf"(?:not|n['’]?t){_SOFT} (?:going|prepared|inclined|able|here) to"
_SAY = (
    "(?:get (?:into|ahead)|go (?:into|there|beyond)|comment|speculate|discuss|characteri[sz]e|preview|weigh in|respond|engage in|confirm|answer"
    "|talk about|speak (?:to|for)|address|read out|(?:be )?reading out|share (?:anything|any|that|more)|go any further|telegraph|litigate|prejudge)"
)
_NEWS = r"(?:news|announcements?|updates?|readouts?)"
_FIGURES = r"(?:numbers?|figures?|estimates?|counts?|information|details?|answers?|data|breakdown|timelines?|timeframes?|dates?|specifics?)"

_PATTERNS: dict[Kind, tuple[str, ...]] = {
    "taken": (
        r"\b(?:happy|glad|have) to take (?:that|the|this|your) (?:question|one)\b",
        r"\bi(?:['’]?ll| will) take (?:that|this|the|your) question\b|\btake (?:that|this|your) question back\b",
        r"\b(?:get|circle) back to you\b|\bcome back to you (?:with|once|when|as soon as)\b|\blet me check\b",
        r"\blet you know (?:if|when|once|as soon)\b|\b(?:if|when|once|as soon)\b[^.;]{1,80}\b(?:let you know|pass (?:it|that|them) along)\b",
        r"\bsee if (?:we|i) can (?:get|find)\b|\b(?:we|i)(?:['’]ll| will| can) get (?:that|those|it|them) (?:for|to) you\b",
        rf"{_I}(?:['’]?ll| will| can| would)(?: have to| need to)? (?:check on|check with|look into)\b",
    ),
    "no news": (
        rf"\b(?:do{_NOT} have|have{_NOT}|have no|got no)(?: any)?{_SOFT} {_NEWS}(?: for you)?(?: \w+)?"
        r" (?:to|on|for|about|beyond|regarding|at|from|today)\b",
        rf"\b(?:do{_NOT} have anything|have nothing)(?: \w+){{0,3}}? (?:to|for you|beyond|on that)\b",
        rf"\b(?:do{_NOT} (?:think (?:i|we) )?have (?:an?|any)(?: further| additional| new| other)? {_NEWS})\b",
        rf"\b(?:do{_NOT} have (?:any|specific)|have no)(?: \w+){{1,4}} to (?:announce|share|offer|preview|add|read out|provide|report|confirm|release|give)\b",
        rf"\bno {_NEWS}(?: to (?:make|share|announce|offer|give|report))?(?= ?[.,;—–-]| at this| today| here)",
    ),
    "declined": (
        rf"\b{_UNWILLING}{_SOFT} (?:{_SAY}|say)\b",
        rf"\b{_CANNOT}{_SOFT} {_SAY}\b",
        r"\b(?:decline|refuse)d? to (?:comment|answer|say|discuss)\b|\bno comment\b|\bnot for (?:me|us) to (?:say|speak|weigh|comment)\b|\bnot in a position(?: \w+)? to\b|\bleave (?:it|that) (?:there|at that)\b",
        r"\bthat[’']?s (?:about |really )?all (?:i|we) (?:can|will) (?:say|share|offer)\b|\b(?:outside|out)(?: of)? (?:my|our) (?:swim ?)?lanes?\b",
        rf"\b(?:do{_NOT}|not|no) (?:get|go|getting|going) into (?:the )?(?:specifics|details|particulars|hypotheticals|private)\b",
    ),
    "referred": (
        r"\b(?:refer|direct|point) you (?:(?:back )?to|there)\b|\bdefer to (?!you\b)|\bleave (?:it|that) (?:up )?to (?!you\b|ask\b)",
        r"\byou(?:['’]?d| would|['’]?ll| will)? (?:have|need) to (?:ask (?!the question|about|what|why|how|if|whether|yourself)|talk to|speak to|check with)\b",
        r"\b(?:let|something for) (?!me\b|us\b|you\b)(?:\w+ ){1,5}?(?:to )?speak (?:to|for|about)\b",
        r"\bquestions? (?:for|best (?:directed|put) to) (?:the|them|him|her|others)\b",
    ),
    "does not know": (
        rf"\bi{_SOFT} do{_NOT} know\b|\bno idea\b|{_IM}{_SOFT} not (?:sure(?! (?:what|which|who|where|how|that|if|whether|why) (?:you|your|i|we|he|she|really)\b)|aware|familiar)\b|{_IM}{_SOFT} not an? [\w ]{{0,24}}expert\b",
        rf"{_I} (?:do|did){_NOT} have (?:that|those|the|an?|any)(?: \w+)? {_FIGURES}\b|\b(?:just |i )do{_NOT} have an? {_FIGURES}\b|{_I} (?:ca{_NOT}|cannot|could{_NOT}) tell you\b|\bi(?:['’]?d| would) have to (?:look|check)\b",
        rf"\b(?:have{_NOT} (?:seen|heard|been briefed)|i did{_NOT} see)(?: \w+)? (?:that|those|it|on|the)\b",
        rf"\bdo{_NOT} have (?:that|it|them|those)(?: \w+)? (?:in front of|with|at hand|handy|on) ",
    ),
}
_FORMS = tuple((kind, re.compile("|".join(patterns), re.IGNORECASE)) for kind, patterns in _PATTERNS.items())

SHORT = 45
"""Words: a reply this short that begins by declining is a refusal, though talking points follow."""
SHARE, LITTLE = 0.6, 0.2
"""Of the words of a reply, courtesies left out, the share that the declining sentences must hold; and in a short one that begins with them."""
BEFORE = 0.3
"""The share that may stand before the first of them: who answers first and then has no more to add has answered."""
# Who adds what he thinks, a guess or a yes has answered, however little he knows.
_GUESS = re.compile(
    r"\b(?:i|we) (?:do )?(?:\w+ly )?(?:think|believe|guess|suspect|imagine|hope)\b|\bprobably\b|\bi assume\b|\bmy (?:guess|sense)\b"
    r"|\b(?:several|dozens|hundreds|thousands|millions|billions?|\d+)\b|\bdon['’]?t know, (?:it|maybe|they|he|she|we|you|like|whatever)\b",
    re.IGNORECASE,
)
_ALL_THE_SAME = re.compile(
    r"\bbut,? (?:i|we) (?:\w+ly )?(?:agree|think|believe|expect|would(?: \w+){0,3} expect|support|disagree)\b|\bspeak for\b[^.;]{0,60}\bbut\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"(?:it|that|this|yes|no|there|they|he|she)\b(?!['’]s a (?:good|great|fair))", re.IGNORECASE)
# What a reply may hold besides: thanks, a nod to the report asked about, the call for the next reporter.
_COURTESY = re.compile(
    r"(?:thanks?|thank you|yes|yeah|okay|ok|all right|sure|sorry|i['’]?m sorry|please|next|in the back|go ahead|let['’]?s (?:go|move|turn)|anything else"
    r"|(?:i|we)(?:['’]?ve| have) (?:also )?seen (?:the|those|these|that)|(?:that['’]?s an? )?(?:good|great|fair) question)\b",
    re.IGNORECASE,
)
COURTEOUS = 12
"""Words: a longer sentence is more than a courtesy."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The words `[start, stop)` of a text that show it."""

    kind: Kind
    start: int
    stop: int


def refusals(text: str) -> tuple[Refusal, ...]:
    """Every place that declines, at most one a sentence, in order."""
    found = (_in_sentence(text, start, stop) for start, stop in sentences(text))
    return tuple(refusal for refusal in found if refusal)


def refused(text: str) -> Refusal | None:
    """The refusal that a whole reply is, None where it also says something or may."""
    found = refusals(text)
    if not found or _ALL_THE_SAME.search(text) or (found[0].kind == "does not know" and _GUESS.search(text)):
        return None
    spans = [(start, _length(text[start:stop]), any(start <= each.start < stop for each in found)) for start, stop in sentences(text)]
    total = sum(length for _, length, _ in spans)
    inside = sum(length for _, length, declines in spans if declines)
    before = [(start, length) for start, length, _ in takewhile(lambda span: not span[2], spans) if length]
    if any(_ANSWERS.match(text, start) for start, _ in before) or sum(length for _, length in before) > BEFORE * total:
        return None
    begins = not before and total <= SHORT and found[0].kind != "does not know"
    return found[0] if inside >= (LITTLE if begins else SHARE) * total else None


def _length(sentence: str) -> int:
    """Its words; none for a courtesy, a name that is called or a question asked back."""
    count = len(words(sentence))
    return 0 if count <= 2 or sentence.endswith("?") or (count <= COURTEOUS and _COURTESY.match(sentence) and not _declines(sentence)) else count


def _declines(sentence: str) -> bool:
    return any(form.search(sentence) for _, form in _FORMS)


def _in_sentence(text: str, start: int, stop: int) -> Refusal | None:
    sentence = text[start:stop]
    if sentence.endswith("?"):
        return None
    for kind, form in _FORMS:
        if match := form.search(sentence):
            return Refusal(kind, start + match.start(), start + match.end())
    return None
