"""Whom a draft says it quotes: the name beside a quotation, and whether a turn is that person's. Knows prose, not the library."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.checking.facts import names_at
from rag.text import sentences, tokens, words
from rag.types import Turn

_SAYING = (
    r"(?:sa(?:id|ys?|ying)|told|tells|ask(?:s|ed|ing)?|add(?:s|ed|ing)?|state[sd]?|stating|not(?:es|ed|ing)|warn(?:s|ed|ing)?|insist(?:s|ed)?"
    r"|argu(?:es|ed|ing)|explain(?:s|ed|ing)?|repl(?:ies|ied|ying)|respond(?:s|ed|ing)?|announc(?:es|ed|ing)|declar(?:es|ed|ing)|remark(?:s|ed|ing)?"
    r"|claim(?:s|ed|ing)?|stress(?:es|ed|ing)?|continu(?:es|ed|ing)|acknowledg(?:es|ed|ing)|admit(?:s|ted)?|concede[sd]?|according to|in the words of"
    r"|by|quot(?:es|ed|ing)|recall(?:s|ed|ing)?|observ(?:es|ed|ing)|put it|wrote|writes|pressed|promised|confirmed|emphasi[sz]ed)"
)
_BESIDE = re.compile(rf"\b{_SAYING}\b", re.IGNORECASE)
_HONORIFICS = frozenset(
    "mr mrs ms dr sir secretary president minister senator representative chair chairman chairwoman ambassador spokesperson spokesman spokeswoman"
    " deputy assistant vice prime foreign press general admiral governor congressman congresswoman undersecretary under director coordinator".split()
)
_GOVERNMENT = re.compile(
    r"\b(?:(?:white house|state department|administration|government|pentagon|treasury|federal reserve|fed|embassy|ministry|department)\b"
    r"|(?:u\.?s\.?|american|senior|government|department) officials?\b|officials?\b|spokes(?:person|man|woman)\b)",
    re.IGNORECASE,
)
# A single capitalised word at the start of a sentence is a name where it says something.
_STARTS = re.compile(rf"(?:^|[.!?])\s*([A-Z][\w’'-]+) (?:\w+ )?{_SAYING}\b")
_PRONOUNS = frozenset("He She They We It This That The A An One Both All Officials Reporters Others Some Many".split())
_ELSEWHERE = re.compile(r"(?:^|(?<!according) )(?:in|to|of|at|from|near|on|about|with|for|against|told|asked)$")
# A short sentence of saying right after the closing mark.
_AFTER = re.compile(rf"[”\"»]\s*((?:[^\n.!?“\"]|\.(?=\w|\s[A-Z][\w-]+\s)){{1,60}}?\b{_SAYING}\b[^\n.!?“\"]{{0,40}})[.!?,;:]?", re.IGNORECASE)
_QUOTED = re.compile(r"([“\"«„])([^“”\"«»„]+)([”\"»“])")
_REPORTER = re.compile(r"\b(?:a|the|one|another) (?:\w+ )?(?:reporter|journalist|correspondent)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A named person (`words`: the folded name without titles), or only a side ("official", "press"), or nobody ("")."""

    name: str
    words: tuple[str, ...] = ()
    side: str = ""


NOBODY = Attribution("")


def attribution(text: str, start: int, stop: int) -> Attribution:
    """Who is said to have spoken the words at `[start, stop)` of a draft.

    The name nearest to them in their sentence; else in a few words that follow ("... . Price said."), else in the sentence before.
    """
    first, last = _sentence(text, start, stop)
    named = _nearest(text, first, last, start, stop)
    if named.name:
        return named
    after = _AFTER.match(text, stop)
    if after and (named := _nearest(text, after.start(1), after.end(1), start, stop)).name:
        return named
    if not text[:first].strip() or text[first - 1 : first] == "\n":
        return named
    before = _sentence(text, first - 2, first - 2)
    return _nearest(text, before[0], first, first + 1, stop)


def spoken_by(turn: Turn, named: Attribution) -> bool:
    """Whether a turn may be by the one named; where only a side is named, whether it is that side's."""
    speaker = turn.relays or turn.speaker
    if named.words:
        own = tokens(f"{turn.speaker.name} {turn.label}") + (tokens(turn.relays.name) if turn.relays else [])
        return named.words[-1] in own and all(word in own for word in named.words[:-1] if len(own) > 3)
    return not named.side or speaker.role == named.side or speaker.role == "other"


def _sentence(text: str, start: int, stop: int) -> tuple[int, int]:
    """The sentence around a quotation, within its line; what other quotations hold does not end it."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", stop)
    line = _masked(text[first : len(text) if last < 0 else last])
    within = (span for span in sentences(line) if span[0] <= start - first < span[1])
    begin, end = next(within, (0, len(line)))
    return first + begin, max(first + end, stop)


def _masked(text: str) -> str:
    """The same length; inside quotation marks only the last character is kept, the rest is x."""
    return _QUOTED.sub(lambda match: f"{match[1]}{'x' * (len(match[2]) - 1)}{match[2][-1]}{match[3]}", text)


def _blank(text: str) -> str:
    """The same length, quotations blanked out."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def _nearest(text: str, first: int, last: int, start: int, stop: int) -> Attribution:
    """The name nearest to the quotation, one beside a verb of saying before any other; else the side that is spoken of."""
    best, least = NOBODY, 1 << 30
    parts = [(begin, _blank(text[begin:end])) for begin, end in ((first, start - 1), (stop + 1, last)) if begin < end]
    for begin, part in parts:
        for at, until, run in _names(part):
            beside = _BESIDE.search(part[max(0, at - 40) : until + 60])
            distance = (begin + at - stop if begin > stop else start - begin - until) + (0 if beside else 1000)
            if distance < least:
                best, least = Attribution(" ".join(part[at:until].split()), run), distance
    around = " ".join(part for _, part in parts)
    return best if best.words else _side(around)


def _side(around: str) -> Attribution:
    for side, pattern in (("press", _REPORTER), ("official", _GOVERNMENT)):
        if match := pattern.search(around):
            return Attribution(match[0], (), side)
    return NOBODY


def _names(part: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The proper names of a text that may be a speaker's: place and folded words without titles; not what stands after "in", "to" or "of"."""
    have = words(part)
    found = []
    for name in names_at(part):
        at = next(number for number, word in enumerate(have) if word.start == name.start)
        bare = [number for number, word in enumerate(name.words) if word not in _HONORIFICS]
        before = " ".join(word.folded for word in have[max(0, at - 3) : at])
        if bare and not (_ELSEWHERE.search(before) or _GOVERNMENT.search(part[name.start : name.stop])):
            found.append((have[at + bare[0]].start, name.stop, tuple(name.words[number] for number in bare)))
    starts = _STARTS.finditer(part)
    return found + [(match.start(1), match.end(1), tuple(tokens(match[1]))) for match in starts if match[1] not in _PRONOUNS]
