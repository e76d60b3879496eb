"""Whom a draft says it quotes: the name beside a quotation, and whether a turn is that person's. Knows prose, not the library."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.checking.facts import names_at
from rag.governments import government
from rag.text import sentences, tokens, words
from rag.types import Turn

_SAYING = (
    r"(?:sa(?:id|ys?|ying)|told|tells|ask(?:s|ed|ing)?|add(?:s|ed|ing)?|state[sd]?|stating|not(?:es|ed|ing)|warn(?:s|ed|ing)?|insist(?:s|ed)?"
    r"|argu(?:es|ed|ing)|explain(?:s|ed|ing)?|repl(?:ies|ied|ying)|respond(?:s|ed|ing)?|announc(?:es|ed|ing)|declar(?:es|ed|ing)|remark(?:s|ed|ing)?"
    r"|claim(?:s|ed|ing)?|stress(?:es|ed|ing)?|continu(?:es|ed|ing)|acknowledg(?:es|ed|ing)|admit(?:s|ted)?|concede[sd]?|according to|in the words of"
    r"|call(?:s|ed|ing)|describ(?:es|ed|ing)|label(?:s|l?ed)|dismiss(?:es|ed)|den(?:ies|ied)|reject(?:s|ed)|condemn(?:s|ed)|vow(?:s|ed)|pledged?|joked"
    r"|testif(?:ies|ied)|caution(?:s|ed)|urge[sd]?|suggest(?:s|ed)|reiterat(?:es|ed)|maintain(?:s|ed)|contend(?:s|ed)|assert(?:s|ed)|tweeted|per"
    r"|by|quot(?:es|ed|ing)|recall(?:s|ed|ing)?|observ(?:es|ed|ing)|put it|wrote|writes|pressed|promised|confirmed|emphasi[sz]ed)"
)
_BESIDE = re.compile(rf"\b{_SAYING}\b", re.IGNORECASE)
_HONORIFICS = frozenset(
    "mr mrs ms dr sir secretary president minister senator representative chair chairman chairwoman ambassador spokesperson spokesman spokeswoman"
    " deputy assistant vice prime foreign press general admiral governor congressman congresswoman undersecretary under director coordinator".split()
)
_GOVERNMENT = re.compile(
    r"\b(?:(?:white house|state department|administration|government|pentagon|treasury|federal reserve|fed|embassy|ministry|department|washington)\b"
    r"|(?:u\.?s\.?|american|senior|government|department) officials?\b|officials?\b|spokes(?:person|man|woman)\b)",
    re.IGNORECASE,
)
# A single capitalised word at the start of a sentence is a name where it says something.
_STARTS = re.compile(rf"(?:^|[.!?])\s*([A-Z][\w’'-]+) (?:\w+ )?{_SAYING}\b")
_LEADING = frozenset("per like unlike as".split())
_PRONOUNS = frozenset("He She They We It I You This That These The A An One Both All Officials Reporters Others Some Many What Who Asked Per".split())
_OWN_WORDS = (
    "(?:statement|remarks?|claim|comments?|words|answer|reply|promise|assertion|view|suggestion|insistence|warning|assurance|argument|phrase)"
)
_OWNS = re.compile(rf"(?:^|[.!?] )([A-Z][\w-]+)['’]s? (?:\w+ )?{_OWN_WORDS}\b")
_OFFICE = r"(?:governments?|officials?|minister|ministry|president|presidency|premier|ambassador|embassy|administration|secretary|spokes\w+|chancellor|king|queen)"
_OFFICE_OF = re.compile(rf"\b{_OFFICE} (?:of|for|from) (?:the )?$", re.IGNORECASE)
_OF_OFFICE = re.compile(rf"['’.]?s? (?:\w+ ){{0,2}}?{_OFFICE}\b|[’']?,? {_SAYING}\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:^|(?<!according) )(?:in|to|of|at|from|near|on|about|with|for|against|told|asked)(?: the| a| an)?$")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
# "(Benali)", "— Benali", right after the closing mark.
_SIGNED = re.compile(r"[”\"»]?\s*[(—–-]+\s*([A-Z][\w’'-]+)\b")
_HE_SAID = re.compile(rf"\b(?:he|she)\b(?: \w+)? {_SAYING}\b", re.IGNORECASE)
# Who acts in a sentence: a single capitalised word before a verb, no plural.
_ACTS = re.compile(
    r"(?:^|[.!?] )([A-Z][\w’-]*[a-rt-z]) (?:\w+ed|spoke|met|went|is|was|has|had|did|does|will|would|came|took|gave|began|left|held|made|got)\b"
)
# A short sentence of saying right after the closing mark.
_AFTER = re.compile(rf"[”\"»]\s*((?:[^\n.!?“\"]|\.(?=\w|\s[A-Z][\w-]+\s)){{1,60}}?\b{_SAYING}\b[^\n.!?“\"]{{0,40}})[.!?,;:]?", re.IGNORECASE)
_QUOTED = re.compile(r"([“\"«„])([^“”\"«»„]+)([”\"»“])")
_REPORTER = re.compile(r"\b(?:a|the|one|another) (?:\w+ )?(?:reporter|journalist|correspondent)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whom a draft names: a person (`words`: the folded name without titles), a `government`, only a `side` ("official", "press"), or nobody."""

    name: str
    words: tuple[str, ...] = ()
    side: str = ""
    government: str = ""


NOBODY = Attribution("")
_Place = tuple[int, int, Attribution]


def attribution(text: str, start: int, stop: int) -> Attribution:
    """Who is said to have spoken the words at `[start, stop)` of a draft.

    The name nearest to them in their sentence; else in a few words that follow ("... . Price said.", "(Price)"), else in the sentence before.
    """
    first, last = _sentence(text, start, stop)
    named = _nearest(text, first, last, start, stop)
    if named.name:
        return named
    if followed := _following(text, start, stop):
        return followed
    if not text[:first].strip() or text[first - 1 : first] == "\n":
        return named
    begin, _ = _sentence(text, first - 2, first - 2)
    before = _nearest(text, begin, first, first + 1, stop)
    acting = _ACTS.search(_blank(text[begin:first])) if before == NOBODY and _HE_SAID.search(_blank(text[first:last])) else None
    return _person(acting[1]) if acting else before


def _following(text: str, start: int, stop: int) -> Attribution | None:
    """Whom a few words after the closing mark name, where the quotation ends its sentence."""
    signed = _SIGNED.match(text, stop)
    if signed and signed[1] not in _PRONOUNS:
        return _person(signed[1])
    ends = text[max(start, stop - 1) : stop] in tuple(".!?,…") or text[stop + 1 : stop + 2] in (".", ",")
    after = _AFTER.match(text, stop) if ends else None
    named = _nearest(text, after.start(1), after.end(1), start, stop) if after else NOBODY
    return named if named.name else None


def spoken_by(turn: Turn, named: Attribution) -> bool:
    """Whether a turn may be by the one named; where only a side or a government is named, whether it is that one's."""
    speaker = turn.relays or turn.speaker
    if named.words:
        own = tokens(f"{turn.speaker.name} {turn.label}") + (tokens(turn.relays.name) if turn.relays else [])
        if named.words[-1] in own and all(word in own for word in named.words[:-1] if len(own) > 3):
            return True
    if named.government:
        return speaker.role in ("official", "other") and speaker.speaks_for in ("", named.government)
    return not named.words and (not named.side or speaker.role in (named.side, "other"))


def _person(name: str) -> Attribution:
    bare = _POSSESSIVE.sub("", name)
    return Attribution(bare, tuple(tokens(bare)))


def _sentence(text: str, start: int, stop: int) -> tuple[int, int]:
    """The sentence around a quotation, within its line; what other quotations hold does not end it."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", stop)
    line = _masked(text[first : len(text) if last < 0 else last])
    within = (span for span in sentences(line) if span[0] <= start - first < span[1])
    begin, end = next(within, (0, len(line)))
    return first + begin, max(first + end, stop)


def _masked(text: str) -> str:
    """The same length; inside quotation marks only the first and the last character are kept, the rest is x."""

    def mask(match: re.Match[str]) -> str:
        quoted = match[2]
        return f"{match[1]}{quoted[:1]}{'x' * (len(quoted) - 2)}{quoted[1:][-1:]}{match[3]}"

    return _QUOTED.sub(mask, text)


def _blank(text: str) -> str:
    """The same length, quotations blanked out."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def _nearest(text: str, first: int, last: int, start: int, stop: int) -> Attribution:
    """The name nearest to the quotation, one beside a verb of saying before any other; else the side that is spoken of."""
    best, least = NOBODY, 1 << 30
    parts = [(begin, _blank(text[begin:end])) for begin, end in ((first, start - 1), (stop + 1, last)) if begin < end]
    for begin, part in parts:
        for at, until, named in _names(part):
            beside = _BESIDE.search(part[max(0, at - 40) : until + 60])
            distance = (begin + at - stop if begin > stop else start - begin - until) + (0 if beside else 1000)
            if distance < least:
                best, least = named, distance
    return best if best.name else _side(" ".join(part for _, part in parts))


def _side(around: str) -> Attribution:
    for side, pattern in (("press", _REPORTER), ("official", _GOVERNMENT)):
        if match := pattern.search(around):
            return Attribution(match[0], (), side)
    return NOBODY


def _names(part: str) -> list[_Place]:
    """The proper names of a text that may be a speaker's, with their places: not what stands after "in", "to" or "of"."""
    have = words(part)
    found: list[_Place] = []
    for name in names_at(part):
        at = next(number for number, word in enumerate(have) if word.start == name.start)
        bare = [number for number, word in enumerate(name.words) if word not in _HONORIFICS and word not in _LEADING]
        before = " ".join(word.folded for word in have[max(0, at - 3) : at])
        ours = _governments(part, name.start, name.stop)
        if ours:
            found.append((name.start, name.stop, ours))
        elif bare and not (_ELSEWHERE.search(before) or _GOVERNMENT.search(part[name.start : name.stop])):
            start = have[at + bare[0]].start
            found.append((start, name.stop, _person(" ".join(part[start : name.stop].split()))))
    single = (match for pattern in (_STARTS, _OWNS) for match in pattern.finditer(part) if match[1] not in _PRONOUNS)
    places = ((*match.span(1), match[1]) for match in single if not _GOVERNMENT.fullmatch(match[1]))
    return found + [(start, stop, _governments(part, start, stop) or _person(written)) for start, stop, written in places]


def _governments(part: str, start: int, stop: int) -> Attribution | None:
    """The government that a name stands for: "Morocco said", "the Moroccan government", "the minister of Morocco"; None for a person."""
    written = _POSSESSIVE.sub("", part[start:stop])
    whose = government(written) or government(f"{written}.")
    if whose and (_OFFICE_OF.search(part, 0, start) or _OF_OFFICE.match(part, start + len(written))):
        return Attribution(written, tuple(tokens(written)), "", whose)
    return None
