"""A reporter as running English names him: what a name with an outlet looks like, and when two names may be one person's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from ingest.speakers.names import (
    COURTESIES,
    MASTHEAD,
    NAME,
    NAMES_THAT_ARE_PLACES,
    NAMES_THAT_ARE_WORDS,
    NO_NAMES,
    OFFICES,
    is_office,
    is_outlet,
    is_person,
    is_title,
    plain,
    same_first_name,
)
from ingest.speakers.places import is_institution, places

HEAD: Final = 360
"""Characters at the start of a turn in which a reporter introduces himself or a reply addresses one."""

END: Final = 150
"""Characters at the end of a turn that hold at least the last words of the call."""

TAIL: Final = 420
"""Characters at the end of a turn in which the next reporter is called."""


CACHED: Final = 1024
"""Turns of which it is kept whom they call, so that a record's need to be searched only once."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at `[start, stop)` of a text, with the outlet if the same words give it. `weak`: a call or address only when something else says so."""

    name: str
    outlet: str
    start: int
    stop: int
    weak: bool = False


def tree(words: Iterable[str]) -> str:
    """An alternation of words as a tree of letters, which the engine leaves at the first wrong one."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words):
        rest.setdefault(word[:1], []).append(word[1:])
    return "(?:" + "|".join(re.escape(letter) + tree(ends) if letter else "" for letter, ends in sorted(rest.items(), reverse=True)) + ")"


# A name never starts with a filler or a title: "And Andrea", "Chairman, Donna Borak".
_BARRED = tree(word.capitalize() for word in (NO_NAMES | OFFICES | COURTESIES) - NAMES_THAT_ARE_WORDS if word.isalpha())

WHO = rf"(?!(?:{_BARRED})\b)(?P<name>{NAME})"

_PART = r"[A-Z0-9](?:[\w&'’\-]|\.(?=\w)|(?<=\b[A-Z])\.)*"

OUTLET = rf"(?P<outlet>{_PART}(?: (?:(?:of|the|and|&|for|in|de|la|el|al|du) )*{_PART}){{0,5}})"

_JOB = (
    r"(?:,? ?(?:a |the |an )?(?:senior |chief |foreign |diplomatic |political |White House |State Department |Washington |U\.S\. )*"
    r"(?:reporter|correspondent|journalist|anchor|editor|producer|columnist|bureau chief),?)?"
)

FROM = rf"(?:{_JOB}(?P<by>,? (?:(?:here|also|and|who is|who['’]s|calling|joining us) )?(?:with|from|of|at|for|over at|del?|du)(?: the)?|,(?: the)?| [—–-]| \(|\.) ?{OUTLET})?"

_NO_OUTLETS: Final = frozenset(
    """please go thank thanks you your the a an and or but yes yeah okay so i i'm we he she it they this that there here what when where who how why then now
    next welcome sir ma'am sorry my our let can could do does is are if in on as monday tuesday wednesday thursday friday saturday sunday""".split()
)
"""Words with which the next sentence begins rather than an outlet."""


def clean_outlet(words: str, by: str, name: str) -> str:
    """The outlet in the words after a name, "" when they may be a place, a person, an office or the next sentence."""
    words = re.sub(r"^The | in (?:the )?[A-Z].*|(?: (?:of|the|and|&|for|in|de|la|el|al|du))+$", "", words).removesuffix(".")
    words = re.sub(r"(?<=\w\w)['’]s$", "", words) if " " in words else words
    if not words or _is_no_outlet(words, name):
        return ""
    parts = words.split()
    linked = by.strip(" ,").split(" ")[0] in _LINKS and not all(part.lower() in places() for part in parts)
    listed = by.startswith(",") and (words.isdigit() or (len(parts) > 1 and parts[0].lower() not in places()))
    return words if is_outlet(words) or linked or listed else ""


def _is_no_outlet(words: str, name: str) -> bool:
    """Whether words are a place, a government or institution, an office, the next sentence or the reporter's own name."""
    parts = words.split()
    return (
        words.lower() in places()
        or is_institution(words)
        or any(is_office(part) for part in parts)
        or plain(parts[0]) in _NO_OUTLETS
        or parts[0] in name.split()
    )


_LINKS: Final = frozenset("with from of at for over here de del du".split())
"""Words between a reporter and his outlet."""

_INITIALS: Final = re.compile(r"[A-Z]\.[A-Z]")
"""Initials as a first name, the full stop after them apart: `M.J.`"""


def mention_in(match: re.Match[str], *, weak: bool = False) -> Mention | None:
    """The person in a match of a pattern with `name` and `outlet`, None when the words are no person's name."""
    whole = match["name"]
    name = _without_titles(whole)
    before, after = match.string[: match.start("name")], match.string[match.start("name") + len(name) :][:2]
    if _is_spoken_of(before, after):
        return None
    group = match.groupdict()
    by, house = group.get("by") or ",", group.get("outlet") or ""
    if name == whole and _is_outlet_first(name, by, house):
        return Mention(house.rstrip("."), name, match.start("outlet"), match.end("outlet"), weak)
    if not (is_person(name) or _is_told_to_go(match, name)) or MASTHEAD.search(name):
        return None
    outlet = clean_outlet(house, by, name) if name == whole.rstrip(".,") else ""
    name += "." * (_INITIALS.fullmatch(name) is not None and after[:1] == ".")
    stop = match.end("outlet") if outlet else match.start("name") + len(name)
    return Mention(name, outlet, match.start("name"), stop, weak)


def _without_titles(name: str) -> str:
    """A name without the fillers and titles that end it."""
    kept = name.split()
    while len(kept) > 1 and (plain(kept[-1]) in NO_NAMES or is_title(kept[-1])):
        kept.pop()
    return " ".join(kept).rstrip(".,")


def _is_spoken_of(before: str, after: str) -> bool:
    """Whether a name is quoted, an official's (after his office or Dr.), or somebody's ("Anna's")."""
    last = before.rsplit(maxsplit=1)[-1:]
    office = bool(last) and last[-1][-1:].isalpha() and is_office(last[-1])
    return before.count("“") > before.count("”") or office or before.endswith("Dr. ") or after[:1] == "-" or after in ("'s", "’s")


def _is_outlet_first(name: str, by: str, house: str) -> bool:
    """Whether the words are in the other order: "from The Wall Street Journal, William Mauldin"."""
    linked = by.strip(" ,").startswith(("with", "from", "of", "at", "for"))
    return is_outlet(name) and not linked and " " in house and is_person(house) and not is_outlet(house)


def _is_told_to_go(match: re.Match[str], name: str) -> bool:
    """Whether a given name that is a place as well stands where only a person can: `Go ahead, Jordan.`, `Jordan, go ahead.`"""
    if plain(name) not in NAMES_THAT_ARE_PLACES:
        return False
    before, after = match.string[: match.start("name")], match.string[match.start("name") + len(name) :]
    return re.search(r"\b[Gg]o ahead,? $", before[-12:]) is not None or re.match(r",? (?i:go ahead)\b", after) is not None


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern; the next one may begin right after a name."""
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.end("name"))


def akin(one: str, other: str) -> bool:
    """Whether two names may be one person's: equal first names (or short forms), and surnames that agree where both have one."""
    a, b = one.split(), other.split()
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        return same_first_name(a[0], b[0]) or (len(a) != len(b) and plain(a[-1]) == plain(b[-1]))
    return same_first_name(a[0], b[0]) and (plain(a[-1]) == plain(b[-1]) or plain(a[1]) == plain(b[1]))


def join(one: Mention, other: Mention) -> Mention:
    """Two mentions of one person: the longer name with its place, and whichever outlet is known."""
    longer = one if len(one.name) >= len(other.name) else other
    return replace(longer, outlet=one.outlet or other.outlet, weak=one.weak and other.weak)
