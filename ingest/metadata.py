"""What a document says of itself besides its turns: title, days, office, place, address, ground rules, topics. Unknown stays empty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from ingest.days import bounds, clues, days_in, without_days
from ingest.document import Cut, Document, Line, RawTurn
from rag.types import GroundRule, Note, Span, Topic

_KINDS_OF_EVENT = re.compile(
    r"\b(?:briefing|press|conference|remarks|interview|readout|transcript|availability|hearing|gaggle|statement|roundtable|backgrounder|teleconference|"
    r"town hall|q&a|questions|speech|address|doorstop|call|meeting|report|testimony|debate)\b",
    re.I,
)
_CLOCK = re.compile(
    r"(?<![\d:])\d{1,2}:\d{2,3}\s*[ap]\.?\s?m\.?(?:\s*\(?[A-Z]{1,3}[DS]?T\b\)?|\s*local(?: time)?)?|(?<![\d:])\d{1,2}\s*[ap]\.m\.(?:\s*[A-Z]{1,2}[DS]?T\b)?",
    re.I,
)
_FICTION = re.compile(r"\b(?:fictional|fictitious)\b|\binvented\b.{0,40}\b(?:transcript|sample)|\b(?:transcript|sample)\b.{0,40}\binvented\b", re.I)
_HOSTS = (
    ("whitehouse", "The White House"), ("state.gov", "U.S. Department of State"), ("usembassy.gov", "U.S. Department of State"),
    ("fpc.state.gov", "U.S. Department of State"), ("defense.gov", "U.S. Department of Defense"), ("war.gov", "U.S. Department of Defense"),
    ("treasury.gov", "U.S. Department of the Treasury"), ("dhs.gov", "U.S. Department of Homeland Security"), ("justice.gov", "U.S. Department of Justice"),
    ("cdc.gov", "Centers for Disease Control and Prevention"), ("federalreserve.gov", "Federal Reserve"), ("un.org", "United Nations"), ("who.int", "World Health Organization"),
    ("nato.int", "NATO"), ("imf.org", "International Monetary Fund"), ("ecb.europa.eu", "European Central Bank"), ("pmc.gov.au", "Prime Minister of Australia"),
    ("pm.gov.au", "Prime Minister of Australia"), ("mea.gov.in", "Ministry of External Affairs of India"), ("fmprc.gov.cn", "Ministry of Foreign Affairs of China"),
)  # fmt: skip
_OFFICES = re.compile(
    r"(?:the )?(?:white house|office of the (?:press secretary|spokesperson)|(?:u\.?s\.? )?department of (?:state|defense|the treasury|homeland security|justice|energy|commerce|war)"
    r"|federal reserve(?: board| system)?|board of governors of the federal reserve system|united nations|world health organization|european (?:commission|central bank)"
    r"|ministry of [\w ,&-]{3,60}|(?:prime minister|government|embassy) of [\w ,-]{3,40}|department of [\w ,&-]{3,60})",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:room|building|center|centre|hotel|airport|airfield|base|palace|ministry|embassy|house|via (?:tele|video)\w*|by telephone|aboard|en route|lawn|garden|"
    r"oval office|headquarters|hall|school|university|hospital|residence|pentagon|villa|castle|park|teleconference)\b",
    re.I,
)
_CITY = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þd][\w.'’-]*){0,4}, [A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þo][\w.'’-]*){0,4}")
_PERSON = re.compile(
    r"\b(?:secretary|spokes\w+|minister|president|ambassador|director|assistant|deputy|chair\w*|senator|envoy|official|administrator|commissioner|general|"
    r"moderator|officer|coordinator|representative|adviser|advisor|counselor|by)\b",
    re.I,
)
_RULE = re.compile(
    r"\b(on[- ]the[- ]record|on (?:deep )?background|off[- ]the[- ]record|embargo(?:ed)?(?: until [^.;,?!]{3,80})?|not for attribution)\b", re.I
)
_SETS = re.compile(
    r"\b(?:briefing|call|conversation|session|backgrounder|contents?|portion|discussion|interview|conference|roundtable|today|everything|embargo|ground rules?|attribut\w+)\b",
    re.I,
)
_SENTENCE = re.compile(r"[^.?!\n]*(?:[.?!](?![\s\n”\"’)]|$)[^.?!\n]*)*[.?!\n”\"’)]*")
FIRST_LINES = 60
RULED_TURNS = 6


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
    title = _title(meta.get("title", ""), header)
    held, published = _held_on(document, title, header), _first_day(meta.get("published", ""))
    first, last, used = (None, None, ()) if held or published else bounds(tuple(clues(_texts(cut))))
    url = meta.get("url") if urlsplit(meta.get("url", "")).scheme in ("http", "https") else None
    clocks = [found[0].strip() for line in header if len(line.text) < 60 for found in _CLOCK.finditer(line.text)]
    return Metadata(
        title=title,
        held_on=held,
        published_on=published,
        not_before=first,
        not_after=last,
        office=_office(document, cut, url),
        place=meta.get("place") or _place(header, title),
        url=url,
        starts=clocks[0] if clocks else "",
        ends=_ends(document, cut, clocks),
        fictional=bool(meta.get("fictional")) or any(_FICTION.search(line.text) for line in cut.header[:12]),
        ground_rules=tuple(_ground_rules(cut.turns)),
        topics=tuple(_topics(document, cut)),
        notes=tuple(Note(None, f"the day is bounded by the words “{clue.words}”") for clue in used),
    )


def _texts(cut: Cut) -> tuple[str, ...]:
    return (*(line.text for line in cut.header), *(turn.text for turn in cut.turns))


def _title(given: str, header: Sequence[Line]) -> str:
    """The title that the format gives, else the first heading or title-like line of the header."""
    title = " ".join(given.replace("\\", " ").split()).strip(" -–|")
    if title:
        return re.sub(r"\s+(?:[|–—-]|::)\s+(?:United States Department of State|The White House|whitehouse\.gov|[\w.]+\.gov)$", "", title)
    for line in header:
        text = " ".join(line.text.split())
        if line.kind == "heading" or (3 <= len(text.split()) <= 40 and _KINDS_OF_EVENT.search(text) and _is_heading(text)):
            return text
    return ""


def _is_heading(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w'’.-]*", text) if len(word) > 3]
    return not re.search(r"[.?!:;]$", text) and sum(word[0].isupper() for word in words) >= 0.7 * len(words) and not _FICTION.search(text)


def _first_day(text: str) -> date | None:
    return next(iter(days_in(text)), None)


def _held_on(document: Document, title: str, header: Sequence[Line]) -> date | None:
    """The day that the title prints, else one in parentheses in the header, else the format's own, else one that stands in a header line of its own."""
    if day := _first_day(title):
        return day
    printed = [
        (line.text, day) for line in header if line.kind != "note" and len(without_days(line.text).split()) <= 8 and (day := _first_day(line.text))
    ]
    bracketed = next((day for text, day in printed if re.match(r"\s*\(.*\)\s*$", text)), None)
    own = _first_day(document.meta.get("date", ""))
    return bracketed or own or (printed[-1][1] if printed else None)


def _office(document: Document, cut: Cut, url: str | None) -> str:
    if document.meta.get("office"):
        return document.meta["office"]
    host = urlsplit(url).netloc.lower() if url else ""
    if name := next((name for part, name in _HOSTS if part in host), ""):
        return name
    if committee := _committee(cut.header):
        return committee
    for line in [*cut.header[:FIRST_LINES], *cut.footer[:20]]:
        found = _OFFICES.search(line.text)
        if found and len(line.text.split()) <= 14 and not line.text.rstrip().endswith("."):
            return found[0]
    return document.meta.get("author", "")


def _committee(header: Sequence[Line]) -> str:
    text = " ".join(line.text for line in header[:120])
    found = re.search(r"\b(?:sub)?committee on ([A-Z][A-Z, '&-]+?)\s+(?:united states |u\.s\. )?(senate|house of representatives)\b", text, re.I)
    if not found:
        return ""
    chamber = "U.S. Senate" if found[2].lower() == "senate" else "U.S. House of Representatives"
    name = re.sub(r",(?=\S)", ", ", " ".join(found[1].split()))
    return f"{chamber} Committee on {_recase(name)}"


def _recase(name: str) -> str:
    return " ".join(word.lower() if word.lower() in ("and", "of", "the", "on", "for") else word.capitalize() for word in name.split())


def _place(header: Sequence[Line], title: str) -> str:
    """Header lines that name a place, joined."""
    found = []
    for line in header[-12:]:
        text = " ".join(line.text.split())
        if (
            not text
            or text == title
            or len(text.split()) > 14
            or days_in(text)
            or _CLOCK.search(text)
            or line.kind == "heading"
            or _FICTION.search(text)
        ):
            continue
        if (_PLACE.search(text) or _CITY.fullmatch(text)) and not _PERSON.search(text) and not re.search(r"[.?!:]$", text):
            found.append(text)
    return ", ".join(found[:3])


def _ends(document: Document, cut: Cut, clocks: Sequence[str]) -> str:
    last = cut.turns[-1].line if cut.turns else 0
    for line in reversed(document.lines):
        if line.number < last:
            break
        found = _CLOCK.search(line.text)
        if found and len(line.text) < 90 and not any(found[0] in turn.text for turn in cut.turns[-1:]):
            return found[0].strip()
    return ""


def _ground_rules(turns: Sequence[RawTurn]) -> Iterator[GroundRule]:
    """The sentences near the beginning, and of whoever opens, that set a rule of use."""
    opener = turns[0].label if turns else ""
    seen = set()
    for index, turn in enumerate(turns):
        if index >= RULED_TURNS and turn.label != opener:
            continue
        for found in _RULE.finditer(turn.text):
            start, stop = _sentence(turn.text, found.start(), found.end())
            rule = " ".join(re.sub(r"[- ]+", " ", found[1].lower()).split())
            if rule not in seen and _SETS.search(turn.text[start:stop]) and not turn.text[start:stop].rstrip().endswith("?"):
                seen.add(rule)
                yield GroundRule(rule, Span(index, start, stop))


def _sentence(text: str, start: int, stop: int) -> tuple[int, int]:
    before = max((text.rfind(mark, 0, start) + len(mark) for mark in (". ", "? ", "! ", "\n") if mark in text[:start]), default=0)
    after = [at for mark in (". ", "? ", "! ", ".\n", "?\n", "!\n", "\n") if (at := text.find(mark, stop)) >= 0]
    return before, min(after) + 1 if after else len(text)


def _topics(document: Document, cut: Cut) -> Iterator[Topic]:
    """Where the page's own anchors say that a topic begins."""
    starts = [turn.line for turn in cut.turns]
    for anchor in document.anchors:
        found = re.fullmatch(r"post-\d+-(?!footnote)(.+)", anchor.name)
        at = sum(start <= anchor.line for start in starts) - 1
        if found and at >= 0:
            yield Topic(found[1], at)
