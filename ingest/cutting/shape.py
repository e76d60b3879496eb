"""How much a label looks like a speaker's, by its letters and words alone."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from ingest.cutting.candidates import MOST_WORDS
from ingest.cutting.words import FUNCTION_WORDS, HONORIFICS, NOT_SPEAKERS, PARTICLES, ROLES, TITLES

_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\([^()]*\)|(?<=[A-Z])[’']s\b")
_BEHALF = re.compile(r",? on behalf of .*")
_NO_LETTERS = re.compile(r"[\[\]()（）【】\"“”,]|^<|>$|\b(?:[LlDd]|[Dd]ell|[Aa]ll)['’](?=\w)|^\d{1,2}\. ")
_PARTS = re.compile(r",|\(| [–—-]{1,2} ")
_PREFIXED = re.compile(r"[^\W\d_a-z][a-z]{1,3}[^\W\d_a-z]{2,}|[^\W\d_a-z]{2,}s")
_NO_LABEL = re.compile(r"[?!…=<>{}|@]|://|\.\.")
_OFFICES = ROLES | TITLES - NOT_SPEAKERS
_BEFORE_NAMES = HONORIFICS | TITLES | {"the", "la", "el", "le"}
_ARTICLES = frozenset(("le", "la", "el", "il"))
_SOME = frozenset(("a", "an", "another", "one", "several", "some"))
_PERSONS = frozenset(
    "member members reporter reporters journalist journalists voice voices speaker official officials participant delegate delegates".split(" ")
)
_WEAK_ALONE = frozenset(("a", "all", "man", "woman"))


@lru_cache(maxsize=4096)
def is_caps(label: str) -> bool:
    """Whether a label is in capitals; a title before it, a name's prefix (McDONOUGH) and one slip in several words may be in small letters."""
    whole = _ASIDE.sub("", label)
    name, _, title = whole.partition(", ")
    titled = " " in name and name.isupper() and title[:1].isupper()
    words = [word for word in _WORD.findall(name if titled else whole) if word.isupper() or word.lower() not in _BEFORE_NAMES]
    good = sum(word.isupper() or _PREFIXED.fullmatch(word) is not None for word in words)
    return bool(good) and good >= len(words) - (len(words) > 2)


@lru_cache(maxsize=4096)
def shape(label: str) -> float:
    """Positive for names, titles and roles, negative for the beginning of a sentence."""
    plain = _ASIDE.sub("", label) or label
    bare = _NO_LETTERS.sub(" ", _BEHALF.sub("", plain))
    words = [word for word in bare.split() if word.strip(".-–—/&")]
    if not words or len(words) > MOST_WORDS or _NO_LABEL.search(bare) or re.fullmatch(r"[\d\s.,:-]+", label):
        return -9
    folded = [word.casefold().rstrip(".") for word in words]
    if label[0] == "(" and ")" not in label:  # the beginning of an aside: "(Heckling: Never!)"
        return -9
    if folded[0] in _SOME and len(words) <= 4 and folded[-1] in _PERSONS:
        return 3
    if folded[0] in FUNCTION_WORDS - HONORIFICS or (folded[0] in NOT_SPEAKERS and len(words) < 3 and folded[-1] not in ROLES):
        return -4
    return _letters(label, words) + 2 * _is_known(label, folded) + label.startswith(("[", "（", "【", "<")) - 0.5 * max(0, len(words) - 7)


def _letters(label: str, words: list[str]) -> float:
    if is_caps(label):
        return 2
    if all(not word[0].islower() or word.casefold() in PARTICLES | HONORIFICS for word in words):
        caseless = words[0][0].lower() == words[0][0].upper() and len(words[0]) > 1
        return 1.5 if caseless else 1 if 2 <= len(words) <= 5 else 0
    if words[0].casefold() in HONORIFICS and words[1] in _ARTICLES:  # "Mme la présidente"
        return 1
    return -3 if words[0].casefold() in _OFFICES else -5


def _is_known(label: str, folded: list[str]) -> bool:
    """Whether the words hold a title in front or after a comma or dash, or an honorific or a role anywhere."""
    if any(_first(part) in TITLES or _first(part) in ROLES for part in _PARTS.split(label)[1:]):
        return True
    if folded[0] in HONORIFICS or folded[0] in TITLES or (folded[0] == "the" and folded[-1] in TITLES):
        return True
    return folded[0] in ROLES - _WEAK_ALONE or any(word in ROLES - _WEAK_ALONE or word in HONORIFICS for word in folded[1:])


def _first(part: str) -> str:
    return part.split(None, 1)[0].casefold().strip("()") if part.strip() else ""


def is_titled(label: str) -> bool:
    """Whether a label begins with an honorific."""
    return label.casefold().split()[0].rstrip(".") in HONORIFICS if label.strip() else False


def is_role(label: str) -> bool:
    """Whether a label stands for an unnamed speaker: "Reporter", "Question (translated)"."""
    words = label.casefold().split()
    return bool(words) and words[0].strip("[]:.") in ROLES


def is_address(key: str) -> bool:
    """Whether a label with a full stop is rather somebody spoken to: "Mr. Chairman", "Welcome, Senator Reed"."""
    words = key.split()
    named = words[0] in HONORIFICS or words[0] in TITLES or words[0] in ROLES or words[0] == "the"
    return not named or (words[0] in HONORIFICS and all(word in TITLES for word in words[1:]))


def is_slip(key: str, other: str) -> bool:
    """Whether a label is another one with a letter or two misread."""
    if key == other or key[0] != other[0] or len(other) < 6 or abs(len(key) - len(other)) > 2:
        return False
    return SequenceMatcher(None, key, other, autojunk=False).ratio() >= 0.85


def gives_name(label: str, text: str) -> bool:
    """Whether the words begin with the speaker's own name: "Sir, Sidhant from WION", "this is Rosa"."""
    if label not in text:
        return False
    name = re.escape(label)
    return re.search(rf"\b{name}\b,? (?:from|with|of|here|at)\b|(?:this is|I am|I[’']m|my name is) {name}\b", text) is not None
