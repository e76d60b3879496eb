"""What a printed speaker label says: nobody's name, an office, a person, an outlet. Looks at one label at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from ingest.speakers.label_words import (
    ABBREVIATED,
    ANSWERS,
    ARTICLES,
    AUTHORITY,
    BODIES,
    EAST_ASIAN_OFFICES,
    FURTHER,
    JOINING,
    MISPRINTED,
    NUMBERS,
    OF,
    OTHERS,
    POST_NOMINALS,
    PRESS,
    STAFF,
)
from ingest.speakers.names import (
    AGENCIES,
    BESIDE_OFFICES,
    COURTESIES,
    OFFICES,
    OUTLET_WORDS,
    SHORT_TITLES,
    TITLES_AS_SURNAMES,
    family_first,
    holds_office,
    is_outlet,
    is_person,
    plain,
    spell,
)
from ingest.speakers.places import is_institution, places

Kind = Literal["press", "moderator", "other", "anonymous", "office", "person", "outlet"]

_WITH_TITLES: Final = OFFICES | BESIDE_OFFICES
_INITIAL: Final = re.compile(r"[A-Z]\.")
_NUMBERED: Final = re.compile(r"(?i:(?:question|answer|follow-?up|q|a) ?\d*)")
"""A questioner's or answerer's label, before who it is stands in parentheses or after a dash."""
_MARKS: Final = re.compile(
    r"^\d+\.\s*|\((?:Dr|Prof|Eng|Mrs?|Ms)\.?\)|\((?:\d+:)?\d+:\d+\)|\([^)]*(?:interp|transl)[^)]*\)|[\u200b-\u200f\u202a-\u202e\u2066-\u2069*]"
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a printed label says: `name` in ordinary spelling ("" for a label that names nobody), `title` an office, `courtesy` mr, ms, dr ..."""

    kind: Kind
    name: str = ""
    title: str = ""
    courtesy: str = ""
    outlet: str = ""


@cache
def decode(label: str) -> Label:
    """Read a label: its honorifics and titles apart from its name, misprints of the commonest words put right."""
    text = _MARKS.sub("", label).replace("\xa0", " ")
    bare, _, note = text.partition("(")
    if ")" in note.strip(") ") and "(" not in note:
        bare, note = bare + note.split(")", 1)[1], note.split(")", 1)[0]
    words = re.sub(r"[\[\]]", " ", bare if bare.strip() else text.strip(" ()（）【】<>")).split()
    low = [_put_right(word) for word in words]
    if not any(low):
        return Label("other")
    if plain(note.strip(") ")) in STAFF:
        return Label("moderator", name=spell(" ".join(words)))
    if len(low) > 1 and low[0] in FURTHER and low[1] in PRESS:
        words, low = words[1:], low[1:]
    if note and (_NUMBERED.fullmatch(bare.strip()) or (bare.strip() and len(low) == 1 and low[0] in PRESS)):
        return _told_by(low[0], note.strip(") "))
    read = _read(words, low)
    return _with_outlet(read, note.strip(") ")) if note and read.kind in ("press", "person", "office") else read


def _told_by(role: str, who: str) -> Label:
    """A label of a role whose parentheses say who it is: `Question 1 (Reuters, Jane Doe)`, `Q (KBC)`, `Answer (President Doe)`."""
    named = _named(who.split(), [_put_right(word) for word in who.split()])
    if role.startswith("a"):
        return named if named.title else Label("office", name=named.name)
    if named.outlet or " " not in named.name or is_outlet(who) or plain(who.split()[0]) in ARTICLES:
        return Label("press", name=named.name if named.outlet else "", outlet=named.outlet or who)
    return Label("press", name="", outlet=who) if not is_person(named.name) else Label("press", name=named.name)


def _with_outlet(read: Label, note: str) -> Label:
    """A label whose parentheses name the reporter's outlet or an office: `Jorge Valero (Expansión)`, `Ina Dal (Prime Minister of Norway)`."""
    if read.kind == "person" and not read.title and (holds_office(note) or AUTHORITY.search(note)):
        return replace(read, title=spell(note))
    if read.kind == "office" or (read.title and set(map(plain, read.name.split())) & OFFICES):
        name = re.split(r"[.,] ", note, maxsplit=1)[0]
        name = _named(name.split(), [_put_right(word) for word in name.split()]).name or name
        title = f"{read.title} {read.name}".strip()
        return Label("person", spell(name), title) if " " in name and is_person(name) and "ing " not in name else read
    named = (
        note[:1].isupper()
        and len(note.split()) <= 4
        and not holds_office(note)
        and plain(note.split()[0])
        not in (
            "via",
            "retired",
            "acting",
            "cont",
            "voice-over",
            "voiceover",
            "voice",
            "by",
            "on",
            "off",
            "off-camera",
            "on-camera",
            "remotely",
            "online",
        )
    )
    return replace(read, outlet=note) if named and not read.title and (read.kind == "press" or is_outlet(note) or not read.courtesy) else read


def _put_right(word: str) -> str:
    """The word in lower case; a misprint within two edits of a common label word as that word, a short title in full."""
    low = re.sub(r"^q(?=(?:ms|mr|dr)$)", "", plain(word))
    if low in SHORT_TITLES and (word.endswith(".") or low in ("sts", "dg", "det", "supt", "insp")):
        return SHORT_TITLES[low]
    if len(low) < 5 or low in _WITH_TITLES or low in COURTESIES | PRESS | STAFF | OTHERS:
        return low
    likely = (right for right in MISPRINTED if abs(len(right) - len(low)) <= 2 and low[0] == right[0])
    return next((right for right in likely if edits(low, right) <= len(right) // 5), low)


def edits(one: str, other: str) -> int:
    """Letters to change, add, take out or exchange with their neighbour to get from one word to the other."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


def _read(words: Sequence[str], low: Sequence[str]) -> Label:
    if kind := _unnamed(low):
        return Label(kind, title=_anonymous(words) if kind == "anonymous" else words[0] if EAST_ASIAN_OFFICES.fullmatch(words[0]) else "")
    if low[0] in ("question", "answer") and len(words) > 3 and words[1] in ("-", "–", "—"):
        return _told_by(low[0], " ".join(words[2:]))
    if low[0] == "press" and low[-1] in ("office", "officer"):
        return Label("moderator")
    if low[0] in PRESS - {"q", "j"} and not set(low) & OFFICES and len(words) <= 3 and not low[-1].isdigit():
        return Label("press", name=spell(" ".join(words[1:])))
    if low[0] in ("vors", "moderator"):
        return Label("moderator", name=spell(" ".join(words[1:])))
    return _named(words, low)


def _unnamed(low: Sequence[str]) -> Kind | None:
    """The kind of a label that names nobody."""
    kept = [word for word in low if word not in ("the", "an", "of") and not word.isdigit()]
    ends = [word for word in kept if (word not in NUMBERS and len(word) > 1) or word in ("q", "j", "a") or not word.isascii()]
    if not ends:
        return "other"
    if ends[-1] in ("official", "officials", "offical", "offial"):
        return "anonymous"
    if all(word in ANSWERS for word in ends):
        return "office"
    if ends[-1] in PRESS and len(ends[-1]) > 2 and all(word in OTHERS for word in ends[:-1] if word not in PRESS):
        return "press"
    if len(ends) == 1 and not ends[0].isascii():
        if ends[0][:2] in PRESS:
            return "press"
        if EAST_ASIAN_OFFICES.fullmatch(ends[0]):
            return "office"
    if ends[-1] in STAFF and not set(ends[:-1]) & OFFICES and ends != ["coordinator"]:
        return "moderator"
    if all(word in PRESS for word in ends) or ends == ["o", "journalist"]:
        return "press"
    crowd = {"audience", "participant", "participants", "unidentified", "crowd", "children", "members", "crew"}
    return "other" if set(ends) & crowd or all(word in OTHERS for word in ends) else None


def _anonymous(words: Sequence[str]) -> str:
    """`SENIOR STATE DEPARTMENT OFFICIAL TWO` in ordinary spelling; only anonymous officials use it."""
    return " ".join(word if word in ("FBI", "DOD", "DHS", "FAA", "NSC", "U.S.", "EU", "UN") else word.capitalize() for word in words)


def _named(words: Sequence[str], low: Sequence[str]) -> Label:
    text = " ".join(words)
    if low[0] in COURTESIES:
        text = re.sub(r" of [A-Z][a-z]+(?: [A-Z][a-z]+)?$", "", text)
    parts = re.split(r",\s*| [-–—] ", text, maxsplit=1)
    if len(parts) == 1 and " " in text.partition("/")[0] and is_outlet(text.partition("/")[2]):
        parts = text.split("/", 1)
    if len(parts) == 2 and all(parts):
        return _in_two(parts[0], parts[1])
    words, low = text.split(), low[: len(text.split())]
    if len(words) > 1 and low[0] in ARTICLES and low[1] in COURTESIES | OFFICES:
        words, low = words[1:], low[1:]
    if len(words) > 2 and low[0] in COURTESIES and low[1] in ARTICLES and low[2] in OFFICES:
        words, low = words[2:], low[2:]
    if len(words) > 1 and _INITIAL.fullmatch(words[0]) and not _INITIAL.fullmatch(words[1]):
        words, low = words[1:], low[1:]
    if len(words) == 1 and low[0] in ABBREVIATED:
        return Label("office", title=ABBREVIATED[low[0]])
    if len(words) > 1 and low[-1] in OFFICES - TITLES_AS_SURNAMES and low[0] not in COURTESIES and (not _title_length(low) or _of_somebody(low)):
        return Label("office", title=" ".join(map(_spell_title, words, low)))
    return _titled(words, low)


def _of_somebody(low: Sequence[str]) -> bool:
    """Whether an office is somebody's: `Prime Minister's spokesperson`."""
    return any(word.endswith("'s") and word[:-2] in OFFICES for word in low[:-1])


def _in_two(first: str, second: str) -> Label:
    """`Shri Arvind Bagla, Official Spokesperson`, `Official Spokesperson, Shri ...`, `Beatriz Navas, La Vanguardia`, `NHK, Mr. Kimura`."""
    if (holds_office(first) and not holds_office(second)) or (plain(second.split()[0]) in COURTESIES and plain(first.split()[0]) not in COURTESIES):
        first, second = second, first
    if (OUTLET_WORDS.search(first) or first in AGENCIES) and not holds_office(first) and len(second.split()) <= 3 and not is_outlet(second):
        first, second = second, first
    second = _printed_outlet(second)
    if " " not in first and " " not in second and not is_outlet(second) and not holds_office(second):
        return Label("person", spell(f"{first}, {second}"))  # family name and first name, or name and outlet: nobody can tell
    inner = _named(first.split(), [_put_right(word) for word in first.split()])
    name = inner.name or spell(first)
    if holds_office(second) or not (
        is_outlet(second) or (is_person(name) and second[:1].isupper() and len(second.split()) <= 4 and not second.isupper())
    ):
        return Label("person", name, spell(second), inner.courtesy)
    return Label("person", name, courtesy=inner.courtesy, outlet=second)


def _printed_outlet(words: str) -> str:
    """An outlet that a label prints in capitals, in ordinary spelling; other words as they are."""
    if not words.isupper():
        return words
    spelled = " ".join(word if word in AGENCIES else spell(word) for word in words.split())
    return spelled if OUTLET_WORDS.search(spelled) and not holds_office(words) else words


def _titled(words: Sequence[str], low: Sequence[str]) -> Label:
    """A label of titles and honorifics, then a name."""
    text, split = " ".join(words), _title_length(low)
    courtesy = next((word for word in low[:split] if word in COURTESIES), "")
    names = [word for word in words[split:] if word not in POST_NOMINALS]
    name = " ".join(names if family_first(names) else map(spell, names))
    title = " ".join(_spell_title(word, right) for word, right in zip(words[:split], low[:split], strict=True) if plain(word) not in COURTESIES)
    title = title.removeprefix("the ") if title != "the" else ""
    if not name:
        return Label("office", title=title, courtesy=courtesy) if title else Label("person", spell(text))
    if (
        not title
        and not courtesy
        and ((OUTLET_WORDS.search(text) and not holds_office(text)) or words[0] in AGENCIES or (low[0] == "the" and not text.isupper()))
    ):
        return Label("outlet", name=text)
    return Label("person", name, title, courtesy)


def _spell_title(word: str, right: str) -> str:
    """A word of a title in ordinary spelling: misprints put right, capitals only at the beginning, acronyms as they are."""
    if right in JOINING:
        return right
    if word.isupper() and right not in _WITH_TITLES and (len(word) <= 3 or is_institution(word)):
        return word
    if plain(word) != right:
        return right.title()
    return word.capitalize() if word.isupper() or word.islower() else word


def _title_length(low: Sequence[str]) -> int:
    """How many words of a label belong to its title; what follows "of" or "for" belongs to it up to the last title word."""
    if low[-1] in BODIES and set(low[1:-1]) & OF and low[0] in _WITH_TITLES:
        return len(low)
    length = 0
    leads = next((index for index, word in enumerate(low) if word in _WITH_TITLES), 0)
    start = leads if leads and (" ".join(low[:leads]) in places() or is_institution(" ".join(low[:leads]).upper())) else 0
    land = next(
        (
            stop
            for stop in (5, 4, 3)
            if stop < len(low) and low[stop - 3 : stop - 2] and "of" in low[1:stop] and " ".join(low[low.index("of") + 1 : stop]) in places()
        ),
        0,
    )
    for index, word in list(enumerate(low))[start:]:
        if word in _WITH_TITLES or word in COURTESIES:
            length = index + 1
        elif not (word in JOINING or (index and set(low[:index]) & OF)):
            break
    length = max(length, land)
    if (
        length == len(low)
        and length > 1
        and low[-1] in BESIDE_OFFICES - OFFICES
        and low[-2] not in JOINING
        and low[-2:] != ["chief", "executive"]
        and low[-2] in OFFICES | COURTESIES
    ):
        length -= 1
    return length
