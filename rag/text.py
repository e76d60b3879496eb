"""The one folding, shared by search, phrases, filters and the check of quotations; and where sentences begin and end.

Everything gives offsets in the text as published. Knows letters, not briefings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

APOSTROPHES = "'’‘ʼ`´"
HYPHENS = "-\u2010\u2011"
# Prefixes that English writes with, without, and after a hyphen alike: "non-proliferation" is "nonproliferation", "H-1B" is "H1B".
_JOINED = "non|anti|pre|post|co|re|de|multi|counter|inter|mid|sub|semi|bi|un"
_WORD = re.compile(
    rf"(?<![\w.])(?:[^\W\d_]\.)+[^\W\d_](?!\w)"  # U.S, a.m, J.P
    rf"|\d++(?:[.,]\d++)+(?!\w)"  # 2.5, 1,000
    rf"|(?:(?<!\w)(?:[^\W\d_]|{_JOINED})[{HYPHENS}](?=\w))?[\w\u0300-\u036f]+(?:[{APOSTROPHES}][\w\u0300-\u036f]+)*",
    re.IGNORECASE,
)
_DROPPED = re.compile(rf"[{APOSTROPHES}{HYPHENS}_]|[\u0300-\u036f\s]")  # some accents come apart into a space and a mark
_DROP_ASCII = str.maketrans("", "", "'`-_")
_LIGATURES = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and its place `[start, stop)` in the published text."""

    folded: str
    start: int
    stop: int


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, folded: lower case, no accents, no apostrophes ("don’t" and "dont" are one), "U.S." as "us", "1,000" as "1000"."""
    found = ((match, fold(match.group())) for match in _WORD.finditer(text))
    return tuple(Word(folded, match.start(), match.end()) for match, folded in found if folded)


def tokens(text: str) -> list[str]:
    """The folded words alone, for indexing."""
    return [folded for folded in map(fold, _WORD.findall(text)) if folded]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """One word, folded. A possessive after s loses its ending ("Congress's"), the others keep the s as the stemmer expects it."""
    if word[:1].isdigit() and not word.isdigit():
        word = _number(word)
    elif len(word) > 2 and word[1] == ".":
        word = word.replace(".", "")
    if len(word) > 3 and word[-1] in "sS" and word[-2] in APOSTROPHES and word[-3] in "sS":
        word = word[:-2]
    if word.isascii():
        return word.lower().translate(_DROP_ASCII)
    return _DROPPED.sub("", unicodedata.normalize("NFKD", word.translate(_LIGATURES).lower()))


def _number(word: str) -> str:
    """Grouping commas go ("1,000,000"), a decimal point stays ("2.5"), a list of numbers stays as written."""
    return word.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", word) else word


def find(phrase: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of `phrase` stand in `text` in order, whatever the typography; spans `[start, stop)` of `text`.

    Where no such place exists, words that the source has glued together or torn apart count as well ("supply chains" finds "supply chainsthat").
    """
    wanted, have = tokens(phrase), words(text)
    if not wanted:
        return ()
    n = len(wanted)
    folded = [word.folded for word in have]
    places = [at for at in range(len(folded) - n + 1) if folded[at] == wanted[0] and folded[at : at + n] == wanted]
    if places:
        return tuple((have[at].start, have[at + n - 1].stop) for at in places)
    return _find_letters("".join(wanted), have)


# Shorter runs of letters stand inside other words by chance ("art" in "party").
_LEAST_LETTERS = 8


def _find_letters(letters: str, have: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """As `find`, by letters alone; a place must begin or end where a word does."""
    if len(letters) < _LEAST_LETTERS:
        return ()
    joined = "".join(word.folded for word in have)
    edges, at = {0: 0}, 0
    owner: list[int] = []
    for number, word in enumerate(have):
        owner.extend([number] * len(word.folded))
        at += len(word.folded)
        edges[at] = number + 1
    spans = []
    at = joined.find(letters)
    while at >= 0:
        stop = at + len(letters)
        if at in edges or stop in edges:
            spans.append((_place(have, owner, at), _place(have, owner, stop - 1) + 1))
        at = joined.find(letters, stop)
    return tuple(spans)


def _place(have: Sequence[Word], owner: Sequence[int], letter: int) -> int:
    """The character of the text behind one folded letter (exact where folding keeps lengths, else the nearest inside the word)."""
    word = have[owner[letter]]
    first = letter
    while first and owner[first - 1] == owner[letter]:
        first -= 1
    if letter == first + len(word.folded) - 1:
        return word.stop - 1
    return min(word.start + letter - first, word.stop - 1)


# Abbreviations that are followed by a name or a number, and so do not end a sentence (titles, months, "No.").
_ABBREVIATIONS = frozenset(
    (
        "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "adm", "capt", "cmdr", "maj", "rev", "hon", "amb", "sec",
        "pres", "st", "jr", "sr", "no", "vs", "messrs", "fr", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
    )
)  # fmt: skip
# After "U.S." and other initials a capital is a new sentence only where it begins such a word; else it is a name ("U.S. Congress").
_OPENERS = frozenset(
    (
        "the", "we", "i", "and", "but", "it", "this", "that", "they", "he", "she", "so", "in", "there",
        "these", "our", "you", "what", "as", "if", "when", "well", "also", "for", "not", "no",
    )
)  # fmt: skip
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’'»)\]]*(?=\s)|\n")
_NEXT = re.compile(r"\s*[\"“‘'«(\[]*(\w+)")
_LAST = re.compile(r"([^\s\"“‘'«(\[]+?)[.!?…]+[\"”’'»)\]]*$")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text as spans `[start, stop)`, without the white space between them; a new line always ends one."""
    return tuple(each_sentence(text))


def each_sentence(text: str) -> Iterator[tuple[int, int]]:
    """The same one by one, as far as they are asked for."""
    start = 0
    for stop in _stops(text):
        piece = text[start:stop]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = stop


def _stops(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        if match.group() == "\n" or _ends(text, match.start(), match.end()):
            yield match.end()
    yield len(text)


def _ends(text: str, at: int, stop: int) -> bool:
    """Whether the marks at [at, stop) end a sentence, judged by the word before and the word after."""
    after = _NEXT.match(text, stop)
    if after is None:
        return True
    mark, follows = text[at:stop], after.group(1)
    if "!" in mark or "?" in mark:
        return not follows[0].islower()
    before = _LAST.search(text[max(0, at - 24) : stop])
    last = before.group(1).lower() if before else ""
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "i"):
        return False
    if "." in last:  # U.S., a.m., J.P.
        return follows.lower() in _OPENERS and follows[0].isupper()
    return not follows[0].islower()
