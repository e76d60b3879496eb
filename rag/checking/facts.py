"""The facts of a text that a claim may not change: numbers, dates, names and negation, each in one normal form.

"$4 billion", "4bn" and "four billion dollars" are one number; "Feb. 26" and "26 February" one day; "dont" is a negation. Knows words, not briefings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rag.text import Word, words

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {name: value for value, name in enumerate(_UNITS)} | {name: 10 * value for value, name in enumerate(_TENS, 2)}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
_DIGITS = re.compile(r"(\d+(?:\.\d+)?)(k|m|mn|bn|b|tn|st|nd|rd|th|s)?")

_MONTHS = "january february march april may june july august september october november december".split()
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)} | {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
"""Month names, folded, and their number 1 to 12."""

NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor cannot without hardly"
    " dont doesnt didnt isnt arent wasnt werent wont cant couldnt shouldnt wouldnt havent hasnt hadnt aint mustnt neednt".split()
)
"""Folded words that turn a statement into its opposite."""

# Capitalised words that are not names.
_COMMON = frozenset(
    "i a an the this that these those he she it we they you his her its our their my your who what when where why how which there here"
    " and but or so yet for nor as at by in on of to from with about after before since until while if unless although though because despite"
    " during under over both each every some any all most many much more few no not yes however also then thus still now today yesterday tomorrow"
    " one two three first second third finally another other others such according asked answering replying mr mrs ms dr sir madam ok okay"
    " is are was were do does did has have had will would can could should may might must everything anything something nothing"
    " monday tuesday wednesday thursday friday saturday sunday".split()
) | set(MONTHS)


@dataclass(frozen=True, slots=True)
class Facts:
    """`numbers` as plain decimals; `days` as "MM-DD"; `months` 1 to 12; `names` folded words."""

    numbers: frozenset[str]
    days: frozenset[str]
    months: frozenset[int]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """A proper name at `[start, stop)` of a text, as folded words."""

    start: int
    stop: int
    words: tuple[str, ...]


def facts(text: str) -> Facts:
    """What a text states in figures and names."""
    found = words(text)
    folded = [word.folded for word in found]
    days, months = _dates(folded, text)
    return Facts(
        numbers=frozenset(numbers(text)),
        days=days,
        months=months,
        names=frozenset(name for run in name_runs(text) for name in run),
    )


def days(text: str) -> frozenset[str]:
    """The days of a text as "MM-DD"."""
    return _dates([word.folded for word in words(text)], text)[0]


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of a text in order, normalised; "one" alone is left out, because it is mostly a pronoun."""
    result: list[str] = []
    found = words(text)
    at = 0
    while at < len(found):
        value, used = _number_at([word.folded for word in found[at : at + 8]])
        if used and not (used == 1 and found[at].folded == "one"):
            result.append(_plain(value))
        at += max(used, 1)
    return tuple(result)


def day_facts(day: date | None) -> str:
    """A day as words that hold its number, month and year, for comparing."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}" if day else ""


def name_runs(text: str) -> tuple[tuple[str, ...], ...]:
    """Proper names as runs of folded words: capitalised, not merely at the start of a sentence, not a common word."""
    return tuple(name.words for name in names_at(text))


def names_at(text: str) -> tuple[Named, ...]:
    """The same with their places."""
    found = words(text)
    runs: list[list[Word]] = []
    for at, word in enumerate(found):
        if _is_name(text, found, at):
            if runs and _joined(text, runs[-1][-1], word):
                runs[-1].append(word)
            else:
                runs.append([word])
    return tuple(Named(run[0].start, run[-1].stop, tuple(word.folded for word in run)) for run in runs)


def _is_name(text: str, found: tuple[Word, ...], at: int) -> bool:
    word = found[at]
    written = text[word.start : word.stop]
    if not written[0].isupper() or word.folded in _COMMON or word.folded in NEGATIONS:
        return False
    if not _starts_sentence(text, word.start) or (len(written) > 1 and written.isupper()):
        return True
    following = text[found[at + 1].start] if at + 1 < len(found) and text[word.stop : found[at + 1].start] == " " else ""
    return following.isupper() and found[at + 1].folded not in _COMMON


def _joined(text: str, last: Word, word: Word) -> bool:
    """Whether two capitalised words are one name: side by side, or after an initial or a title ("J. Smith", "Dr. Birx")."""
    between = text[last.stop : word.start]
    return between in (" ", "-", " & ") or (between == ". " and last.stop - last.start <= 3)


def _starts_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \"“‘'([«")
    if before[-1:] == "." and text[:at].endswith(" "):
        return len(before.rstrip(".").split()[-1:][0]) > 3 if before.rstrip(".").split() else True
    return not before or before[-1] in "!?:\n…—–"


def _number_at(folded: list[str]) -> tuple[Decimal, int]:
    """The number that begins here, and how many words it takes; 0 words when there is none."""
    digits = _DIGITS.fullmatch(folded[0])
    if digits:
        value, suffix = Decimal(digits[1]), digits[2] or ""
        if suffix in _SCALES:
            return value * _SCALES[suffix], 1
        return _scaled(value, folded, 1)
    if folded[0] in _SMALL:
        value, used = Decimal(_SMALL[folded[0]]), 1
        if value >= 20 and len(folded) > 1 and 0 < _SMALL.get(folded[1], 0) < 10:
            value, used = value + _SMALL[folded[1]], 2
        return _scaled(value, folded, used)
    if folded[0] in ("a", "an") and len(folded) > 1 and folded[1] in ("hundred", "thousand", "million", "billion", "trillion"):
        return _scaled(Decimal(1), folded, 1)
    return Decimal(0), 0


def _scaled(value: Decimal, folded: list[str], used: int) -> tuple[Decimal, int]:
    """Multiplies by the scale words that follow ("hundred thousand"), and adds what comes after a spoken "hundred"."""
    while used < len(folded) and len(folded[used]) > 2 and folded[used] in _SCALES:
        value, used = value * _SCALES[folded[used]], used + 1
        rest = used + (used < len(folded) and folded[used] == "and")
        if value % 100 == 0 and value < 1_000_000 and rest < len(folded) and folded[rest] in _SMALL:
            more, extra = _number_at(folded[rest : rest + 2])
            if 0 < more < 100:
                value, used = value + more, rest + extra
    return value, used


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _dates(folded: list[str], text: str) -> tuple[frozenset[str], frozenset[int]]:
    days: set[str] = {f"{int(month):02}-{int(day):02}" for month, day in re.findall(r"\b\d{4}-(\d{2})-(\d{2})\b", text)}
    months: set[int] = {int(day[:2]) for day in days}
    for at, word in enumerate(folded):
        if word not in MONTHS or (word in ("may", "march", "mar", "jan", "dec", "sep", "sept") and not _is_month(folded, at)):
            continue
        months.add(MONTHS[word])
        beside = [
            folded[at + 1] if at + 1 < len(folded) else "",
            folded[at - 1] if at else "",
            folded[at - 2] if at > 1 and folded[at - 1] == "of" else "",
        ]
        days |= {
            f"{MONTHS[word]:02}-{int(number[1]):02}" for each in beside[:1] + beside[1:] if (number := re.fullmatch(r"(\d\d?)(?:st|nd|rd|th)?", each))
        }
    return frozenset(days), frozenset(months)


def _is_month(folded: list[str], at: int) -> bool:
    """ "may" and "march" are months where a number stands beside them, or "in", "of", "last", "next", "this", "since", "until", "early", "late"."""
    before = folded[at - 1] if at else ""
    after = folded[at + 1] if at + 1 < len(folded) else ""
    return (
        after[:1].isdigit() or before[:1].isdigit() or before in ("in", "of", "last", "next", "this", "since", "until", "early", "late", "mid", "by")
    )
