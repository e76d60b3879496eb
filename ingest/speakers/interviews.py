"""Who asks in an interview, as its title tells: "Secretary Blinken With Wolf Blitzer of The Situation Room on CNN"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Interview:
    """What a title says of an interview: who asks, in its order, and for which station."""

    hosts: tuple[str, ...]
    outlet: str


def interviewers(record: Record, roles: Sequence[Role], own: Collection[str], found: dict[int, Named]) -> dict[int, Named]:
    """The interviewer of every press turn, completed from the title: the one host it names, unless replies speak to somebody else; the station for all.

    `found`: whom the turns themselves name, kept where the title names two hosts or none.
    """
    told = _interview(record.header[0], own)
    turns = [index for index, role in enumerate(roles) if role == "press"]
    if not told or not turns:
        return found
    if len(told.hosts) == 1 and _is_spoken_to(told.hosts[0], record, roles, own):
        found = {}
        name = told.hosts[0]
    else:
        name = ""
    blank = Named(Mention(name, told.outlet, 0, 0), turns[0], "title", turns[0])
    completed = {index: blank for index in turns if name or told.outlet}
    return completed | {index: _complete(named, told) for index, named in found.items()}


def _complete(named: Named, told: Interview) -> Named:
    """A reporter met in the turns, with the host's full name and the station that the title gives."""
    mention = named.mention
    full = [host for host in told.hosts if mention.name and akin(host, mention.name) and len(host) > len(mention.name)]
    return replace(named, mention=replace(mention, name=full[0] if len(full) == 1 else mention.name, outlet=mention.outlet or told.outlet))


def _interview(title: str, own: Collection[str]) -> Interview | None:
    """The hosts and the station in a title, None when it is no interview's."""
    match = _WITH.search(title)
    if not match or "briefing" in title.lower():
        return None
    name, outlet = match["name"], _outlet(title, match)
    if not is_person(name):
        return Interview((), "" if holds_office(name) or not is_outlet(name) else name)
    named = (name, *([match["more"].split(" and ")[-1]] if match["more"] else []))
    return Interview(tuple(each for each in named if is_person(each) and plain(each.split()[-1]) not in own), outlet)


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
