"""Who asks in an interview, as its title tells: "Secretary Blinken With Wolf Blitzer of The Situation Room on CNN"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from ingest.speakers.mentions import Mention, akin
from ingest.speakers.names import NAME, holds_office, is_outlet, is_person, plain
from ingest.speakers.record import Record
from ingest.speakers.run import Named
from ingest.speakers.vocatives import addressed
from rag.types import Role

_WITH: Final = re.compile(
    rf"\b(?:[Ww]ith|[Ii]nterview(?:ed)? by) (?P<name>{NAME})(?P<more>,? and {NAME})?(?P<rest>(?: (?:of|from|on|at|for)|,) .*)?$"
)
_ON: Final = re.compile(r"\b[Oo]n (?:the )?(?P<outlet>[A-Z][\w&.]*(?: [A-Z0-9][\w&.]*){0,3})(?=['’]s\b| [A-Z])")
_HOUSE: Final = re.compile(r"(?: (?:of|from|on|at|for)|,) (?:[Tt]he )?(?P<outlet>[A-Z0-9].*)$")
_STATION: Final = re.compile(r".* on (?:the )?(?P<outlet>[A-Z].*)$")


def host(record: Record, roles: Sequence[Role], own: Collection[str]) -> dict[int, Named]:
    """The interviewer of every press turn when the title names one and no reply speaks to somebody else; the outlet alone when it names two."""
    title = record.header[0]
    match = _WITH.search(title)
    turns = [index for index, role in enumerate(roles) if role == "press"]
    if not match or not turns or "briefing" in title.lower():
        return {}
    name, outlet = match["name"], _outlet(title, match)
    if not is_person(name):
        name, outlet = "", "" if holds_office(name) or not is_outlet(name) else name
    elif plain(name.split()[-1]) in own or match["more"] or not _is_spoken_to(name, record, roles, own):
        name = ""
    at = next(index for index in turns)
    mention = Mention(name, outlet, 0, 0)
    return {index: Named(mention, at, "title", at) for index in turns} if name or outlet else {}


def _outlet(title: str, match: re.Match[str]) -> str:
    """The station after the name ("of NPR's Morning Edition", "of The Situation Room on CNN") or before it ("On ABC's This Week with")."""
    rest = _STATION.match(match["rest"] or "") or _HOUSE.match(match["rest"] or "")
    words = rest["outlet"] if rest else ""
    if not words and (before := _ON.search(title[: match.start()])):
        words = before["outlet"]
    words = re.split(r"['’]s ", words)[0].strip()
    first = words.split(" ")[0]
    return first if first.isupper() and len(first) > 2 else words


def _is_spoken_to(name: str, record: Record, roles: Sequence[Role], own: Collection[str]) -> bool:
    """Whether the replies speak to nobody but this person."""
    replies = [text for text, role in zip(record.texts, roles, strict=True) if role == "official"]
    spoken = [each.name for text in replies for each in addressed(text) if not each.weak and plain(each.name.split()[0]) not in own]
    return not spoken or any(akin(name, each) for each in spoken)
