"""The language of a text, by its script and its commonest words: for those who hear a quote read out, and for saying that a question is in another.

Knows the languages that briefings are published in most; what these words do not tell is "", never a guess. Pure.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from rag.text import tokens

# The commonest function words of each language; those that several share tell nothing and count for none.
_LISTED = {
    "en": "the of and to in is that we it for you are was with this have be will our they has what did say about on how who does had would when which why from",
    "es": "el los las del que y por para con una más como pero muy nosotros esto hay ha sus qué dijo sobre cómo cuándo quién es fue está según cuál cuántos",
    "fr": "le les des et est une dans que pour pas nous avec sur qui sont vous cette aux ont été du qu quoi dit comment quand pourquoi était quel quelle",
    "de": "der die das und ist nicht wir ich zu den mit auf für ein eine dass auch sie werden von was hat über wie wer wann warum dem wurde sagte",
    "pt": "o os do da dos em que e não uma um com para mais nós são está pelo pela foi isso nas também disse sobre quando quem há segundo qual quantos",
    "it": "il gli della dei di che non è per una con sono questo noi anche nel nella più del ha alla ai dai detto su come quando chi perché cosa",
    "nl": "het een van en dat niet wij zijn voor met op te ook maar deze worden heeft aan bij er de wat over hoe wie wanneer waarom werd zei",
}
_HOLDERS = Counter(word for listed in _LISTED.values() for word in set(tokens(listed)))
_OF = {word: code for code, listed in _LISTED.items() for word in tokens(listed) if _HOLDERS[word] == 1}
_SCRIPTS = {
    "ARABIC": "ar",
    "CYRILLIC": "ru",
    "HEBREW": "he",
    "GREEK": "el",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "DEVANAGARI": "hi",
    "THAI": "th",
}
_NAMES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "ar": "Arabic script",
    "ru": "Cyrillic script",
    "he": "Hebrew",
    "el": "Greek",
    "ko": "Korean",
    "ja": "Japanese",
    "zh": "Chinese",
    "hi": "Devanagari script",
    "th": "Thai",
}
LEAST = 2
"""Words of a language that must be there, and twice as many as of any other."""
SAMPLE = 2_000
"""Characters that are looked at."""


def language(text: str) -> str:
    """The code of the language ("en", "es"), "" where it is not clear."""
    return _of(text[:SAMPLE])


def other_language(text: str, beside: str) -> str:
    """The name of the language of a text ("Spanish", "Cyrillic script") where it clearly is another than that of the one beside it, else ""."""
    written, there = language(text), language(beside)
    return _NAMES[written] if written and there and written != there else ""


@lru_cache(maxsize=20_000)
def _of(sample: str) -> str:
    script = _by_script(sample)
    if script:
        return script
    counts = Counter(_OF[word] for word in tokens(sample) if word in _OF)
    (first, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= LEAST and most >= 2 * second else ""


def _by_script(text: str) -> str:
    """The language of a script other than Latin, where most letters are of it."""
    if text.isascii():
        return ""
    names = Counter(unicodedata.name(letter, "").split(" ")[0].split("-")[0] for letter in text if letter.isalpha() and ord(letter) > 0x24F)
    if not names or 2 * names.total() < sum(letter.isalpha() for letter in text):
        return ""
    found = {_SCRIPTS.get(name, "") for name in names}
    return "ja" if "ja" in found else _SCRIPTS.get(names.most_common(1)[0][0], "")
