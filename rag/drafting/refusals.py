"""Replies that certainly do not answer: which words of a turn decline, have no news, take the question, refer elsewhere or do not know.

Only patterns that leave no doubt; where it is not certain, nothing is said. Works on one text, knows neither question nor library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    "|talk about|speak to|address|read out|telegraph|litigate|prejudge)"
)
_NEWS = r"(?:news|announcements?|updates?|readouts?)"
_FIGURES = r"(?:numbers?|figures?|information|details?|answers?|data|breakdown|timelines?|dates?|specifics?)"

_PATTERNS: dict[Kind, tuple[str, ...]] = {
    "taken": (
        r"\b(?:happy|glad|have) to take (?:that|the|this|your) (?:question|one)\b",
        r"\bi(?:['’]?ll| will) take (?:that|this|the|your) question\b|\btake (?:that|this|your) question back\b",
        r"\b(?:get|circle|come) back to you\b|\blet me check\b",
        rf"{_I}(?:['’]?ll| will| can| would)(?: have to| need to)? (?:check on|check with|look into)\b",
    ),
    "no news": (
        rf"\b(?:do{_NOT} have|have{_NOT}|have no|got no)(?: any)?{_SOFT} {_NEWS}(?: for you)?(?: \w+)?"
        r" (?:to|on|for|about|beyond|regarding|at|from|today)\b",
        rf"\b(?:do{_NOT} have anything|have nothing)(?: \w+){{0,3}}? (?:to|for you|beyond|on that)\b",
        rf"\bno {_NEWS}(?: to (?:make|share|announce|offer|give|report))?(?= ?[.,;—–-]| at this| today| here)",
    ),
    "declined": (
        rf"\b{_UNWILLING}{_SOFT} (?:{_SAY}|say)\b",
        rf"\b{_CANNOT}{_SOFT} {_SAY}\b",
        r"\b(?:decline|refuse)d? to (?:comment|answer|say|discuss)\b|\bno comment\b|\bnot in a position to\b|\bleave (?:it|that) (?:there|at that)\b",
        rf"\b(?:do{_NOT}|not|no) (?:get|go|getting|going) into (?:the )?(?:specifics|details|particulars|hypotheticals|private)\b",
    ),
    "referred": (
        r"\b(?:refer|direct|point) you (?:back )?to\b|\bdefer to\b|\bleave (?:it|that) (?:up )?to\b",
        r"\byou(?:['’]?d| would|['’]?ll| will)? (?:have|need) to (?:ask|talk to|speak to|check with)\b",
        r"\bquestions? (?:for|best (?:directed|put) to) (?:the|them|him|her|others)\b",
    ),
    "does not know": (
        rf"\bi{_SOFT} do{_NOT} know\b|\bno idea\b|{_IM}{_SOFT} not (?:sure|aware|familiar)\b|{_IM}{_SOFT} not an? [\w ]{{0,24}}expert\b",
        rf"{_I} (?:do|did){_NOT} have (?:that|those|the|an?|any)(?: \w+)? {_FIGURES}\b|{_I} (?:ca{_NOT}|cannot|could{_NOT}) tell you\b",
        rf"\bhave{_NOT} (?:seen|heard|been briefed)(?: \w+)? (?:that|those|it|on|the)\b",
        rf"\bdo{_NOT} have (?:that|it|them|those)(?: \w+)? (?:in front of|with|at hand|handy|on) ",
    ),
}
_FORMS = tuple((kind, re.compile("|".join(patterns), re.IGNORECASE)) for kind, patterns in _PATTERNS.items())

SHORT = 45
"""Words: a reply this short that holds such words is a refusal as a whole."""
SHARE = 0.5
"""In a longer reply, the sentences with such words must hold this share of its words."""


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
    """The refusal that a whole reply is, None where it also says something."""
    found = refusals(text)
    if not found:
        return None
    total = len(words(text))
    if total <= SHORT:
        return found[0]
    inside = sum(len(words(text[start:stop])) for start, stop in sentences(text) if any(start <= each.start < stop for each in found))
    return found[0] if inside >= SHARE * total else None


def _in_sentence(text: str, start: int, stop: int) -> Refusal | None:
    sentence = text[start:stop]
    if sentence.endswith("?"):
        return None
    for kind, form in _FORMS:
        if match := form.search(sentence):
            return Refusal(kind, start + match.start(), start + match.end())
    return None
