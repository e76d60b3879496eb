"""Which language a text is in, as far as its little words or its script tell; for saying that a question is in another one than the library.

Function words by language, of those that briefings are published in most; what they do not tell is "", never a guess.
"""

from __future__ import annotations

import re
import unicodedata

from rag.text import tokens

# The commonest function words, without those that several of these languages share.
_WORDS = {
    "English": "the of and to in is that what did say about was for on with how who are does has have will would it when which why from this",
    "Spanish": "el los las del que por para con una qué dijo sobre cómo cuándo quién es fue hay está según cuál cuántos",
    "French": "le les des du qu est sur pour avec une quoi dit comment quand qui pourquoi était ont sont quel quelle cette aux",
    "German": "der die das und ist nicht was hat mit über wie wer wann warum eine ein den dem zu wurde sagte auf für",
    "Portuguese": "o os das dos em uma não disse sobre quando quem foi são há está segundo qual quantos pelo pela",
    "Italian": "il gli della dei di che è con per una ha detto su come quando chi perché sono nel alla cosa",
    "Dutch": "de het een van en niet wat heeft met over hoe wie wanneer waarom zijn werd zei voor op",
}
_FUNCTION = {language: frozenset(word for each in listed.split() for word in tokens(each)) for language, listed in _WORDS.items()}
_SCRIPTS = {
    "CYRILLIC": "Cyrillic script",
    "ARABIC": "Arabic script",
    "HEBREW": "Hebrew script",
    "GREEK": "Greek script",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "DEVANAGARI": "Devanagari script",
    "THAI": "Thai",
}
CLEARLY = 2
"""Function words of a language that tell it, and more than any other has."""


def language(text: str) -> str:
    """The language ("Spanish") or script of a text, "" where it is not clear."""
    script = _script(text)
    if script:
        return script
    said = tokens(text)
    found = sorted(((sum(word in listed for word in said), name) for name, listed in _FUNCTION.items()), reverse=True)
    (most, name), (second, _) = found[0], found[1]
    return name if most >= CLEARLY and most > second else ""


def _script(text: str) -> str:
    """The script that most letters are of, "" for Latin."""
    letters = re.findall(r"[^\W\d_]", text[:400])
    names = [unicodedata.name(letter, "").split(" ")[0].split("-")[0] for letter in letters]
    foreign = [name for name in names if name in _SCRIPTS]
    return _SCRIPTS[max(set(foreign), key=foreign.count)] if len(foreign) * 2 > len(letters) else ""


def other_language(question: str, library: str) -> str:
    """The language of a question where it is clearly another than that of some text of the library, else ""."""
    asked, written = language(question), language(library)
    return asked if asked and written and asked != written else ""
