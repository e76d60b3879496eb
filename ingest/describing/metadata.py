"""What a document says of itself besides its turns: title, days, office, place, address, ground rules, topics. Unknown stays empty."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from ingest.cutting.edges import ends_sentence
from ingest.describing.days import CLOCK, Clue, bounds, clues, days_in, without_days
from ingest.describing.ground_rules import ground_rules
from ingest.describing.places import is_person, is_place, office, place
from ingest.document import Cut, Document, Line
from rag.types import GroundRule, Note, Topic

FIRST_LINES = 60
"""Header lines nearest to the first turn that may hold title, day and time; a page may have hundreds before them."""

LONGEST_LINE = 300
"""Characters of a line that may hold little besides a day."""

FEW_WORDS = 10
"""Long words of a line that names an event, of which only half need capitals ("First Minister's media briefing")."""

_EVENT = re.compile(
    r"\b(?:briefing|conference|remarks|interview|readout|transcript|availability|hearing|gaggle|statement|roundtable|backgrounder|teleconference"
    r"|town hall|q&a|questions|speech|address|doorstop|call|meeting|report|testimony|debate)\b",
    re.I,
)
_ASIDE = re.compile(r"\([^()]*\)")
_FICTION = re.compile(r"\b(?:fictional|fictitious)\b|\binvented\b.{0,40}\b(?:transcript|sample)|\b(?:transcript|sample)\b.{0,40}\binvented\b", re.I)
_SITE = re.compile(r"\s+(?:[|–—-]|::)\s+(?:United States Department of State|The White House|whitehouse\.gov|[\w.]+\.gov)$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Fields as in Briefing; `held_on` only where the source prints the day."""

    title: str = ""
    held_on: date | None = None
    published_on: date | None = None
    not_before: date | None = None
    not_after: date | None = None
    office: str = ""
    place: str = ""
    author: str = ""
    url: str | None = None
    starts: str = ""
    ends: str = ""
    fictional: bool = False
    ground_rules: tuple[GroundRule, ...] = ()
    topics: tuple[Topic, ...] = ()
    notes: tuple[Note, ...] = ()


def describe(document: Document, cut: Cut) -> Metadata:
    """All that the document says of itself."""
    meta, header = document.meta, cut.header[-FIRST_LINES:]
    title = _title(meta, header)
    held, published = _held_on(meta, title, header), _first_day(meta.get("published", ""))
    first, last, used = (None, None, ()) if held or published else bounds((*_own_bounds(meta), *clues(_texts(cut))))
    url = _address(meta.get("url", ""))
    return Metadata(
        title=title,
        held_on=held,
        published_on=published,
        not_before=first,
        not_after=last,
        office=office(meta.get("office", ""), cut, url) or meta.get("author", ""),
        place=meta.get("place") or place(header, title),
        author=meta.get("author", ""),
        url=url,
        starts=meta.get("starts") or next(_clocks(header), ""),
        ends=meta.get("ends") or next(_clocks(cut.footer), ""),
        fictional="fictional" in meta or any(_FICTION.search(line.text) for line in cut.header[:12]),
        ground_rules=tuple(ground_rules(header, cut.turns)),
        topics=tuple(_topics(document, cut)),
        notes=tuple(Note(None, f"the day is bounded by the words “{clue.words}”") for clue in used if clue.words),
    )


def _address(text: str) -> str | None:
    """A web address, None for anything else."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None


def _texts(cut: Cut) -> tuple[str, ...]:
    return (*(line.text for line in cut.header), *(turn.text for turn in cut.turns))


def _own_bounds(meta: Mapping[str, str]) -> Iterator[Clue]:
    """Bounds that the file itself gives, as a briefing written by this project does."""
    first, last = _first_day(meta.get("not_before", "")), _first_day(meta.get("not_after", ""))
    if first or last:
        yield Clue("", first, last)


def _title(meta: Mapping[str, str], header: Sequence[Line]) -> str:
    """The title that the format gives, else the first heading or title-like line of the header."""
    title = " ".join(meta.get("title", "").replace("\\", " ").split()).strip(" -–|")
    if title:
        return _SITE.sub("", title)
    texts = [(line.kind, " ".join(line.text.split())) for line in header if line.kind != "item"]
    best = next((text for kind, text in texts if kind == "heading" or (_EVENT.search(text) and _is_title(text))), "") or meta.get("file_title", "")
    first = next((text for kind, text in texts if kind == "text"), "")
    return best or (first if _is_title(first) and not is_place(first) and not days_in(first) else "")


def _is_title(text: str) -> bool:
    if not 3 <= len(text.split()) <= 40 or re.search(r"[.?!:;]$", text) or _FICTION.search(text) or is_person(_ASIDE.sub("", text)):
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w'’.-]*", text) if len(word) > 3]
    share = 0.5 if _EVENT.search(text) and text[0].isupper() and len(words) <= FEW_WORDS else 0.7
    return sum(map(str.isupper, (word[0] for word in words))) >= share * len(words)


def _first_day(text: str) -> date | None:
    return next(iter(days_in(text)), None)


def _held_on(meta: Mapping[str, str], title: str, header: Sequence[Line]) -> date | None:
    """The day that the title prints, else one in parentheses in the header, else the format's own, else one that has a header line to itself."""
    printed = [(line.text.strip(), day) for line in header if _is_dated(line.text) and (day := _first_day(line.text))]
    bracketed = next((day for text, day in printed if text.startswith("(") and text.endswith(")")), None)
    return _first_day(title) or bracketed or _first_day(meta.get("date", "")) or (printed[-1][1] if printed else None)


def _is_dated(text: str) -> bool:
    """Whether a line holds little besides a day, times and what stands in parentheses, or names an event without being a sentence."""
    if len(text) > LONGEST_LINE:
        return False
    words = [word for word in without_days(CLOCK.sub(" ", _ASIDE.sub(" ", text))).split() if any(map(str.isalpha, word))]
    return len(words) <= 8 or (len(words) <= 25 and _EVENT.search(text) is not None and not ends_sentence(text))


def _clocks(lines: Sequence[Line]) -> Iterator[str]:
    """Clock times that stand in short lines."""
    return (found[0].strip() for line in lines if len(line.text) < 90 for found in CLOCK.finditer(line.text))


def _topics(document: Document, cut: Cut) -> Iterator[Topic]:
    """Where the page itself says that a topic begins."""
    starts = [turn.line for turn in cut.turns]
    for anchor in document.anchors:
        at = bisect.bisect(starts, anchor.line) - 1
        if at >= 0:
            yield Topic(anchor.name, at)
