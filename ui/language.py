"""The language of a text, by its script and its commonest words, for those who hear the page read out. "" where that is not clear. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

# The commonest words of each language that are no words of the others here.
_WORDS = {
    "en": "the and of to is that we it for you are was with this have be will our they has",
    "es": "el los las del que y una por con para está más como pero muy nosotros esto hay ha sus",
    "fr": "le les des et est une dans que pour pas nous avec sur qui sont vous cette aux ont été",
    "de": "der die das und ist nicht wir ich zu den mit auf für ein eine dass auch sie werden von",
    "pt": "o os do da que e não uma com para mais nós são está pelo foi isso dos nas também",
    "it": "il gli della che di non è per una con sono questo noi anche nel più del ha alla dei",
    "nl": "het een van en dat niet wij zijn voor met op te ook maar deze worden heeft aan bij er",
}
_BY_WORD = {word: [code for code, words in _WORDS.items() if word in words.split()] for words in _WORDS.values() for word in words.split()}
_SCRIPTS = {
    "ARABIC": "ar",
    "CYRILLIC": "ru",
    "HEBREW": "he",
    "GREEK": "el",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "THAI": "th",
}
_LEAST = 3
"""Common words that must be there, and twice as many as of any other language."""
SAMPLE = 240
"""Characters that are looked at."""


def language(text: str) -> str:
    """The code of the language ("en", "es"), "" where it is not clear."""
    return _of(text[:SAMPLE])


@lru_cache(maxsize=20_000)
def _of(sample: str) -> str:
    script = _script(sample)
    if script:
        return script
    counts = Counter(code for word in re.findall(r"[^\W\d_]+", sample.lower()) for code in _BY_WORD.get(word, ()))
    if not counts:
        return ""
    (first, most), (_, next_most) = [*counts.most_common(2), ("", 0)][:2]
    return first if most >= _LEAST and most >= 2 * next_most else ""


def _script(text: str) -> str:
    """The language of a script other than Latin, where most letters are of it."""
    if text.isascii():
        return ""
    names = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha() and ord(letter) > 0x24F)
    if not names or 2 * sum(names.values()) < sum(letter.isalpha() for letter in text):
        return ""
    found = {_SCRIPTS.get(name, "") for name in names}
    return "ja" if "ja" in found else _SCRIPTS.get(names.most_common(1)[0][0], "")
