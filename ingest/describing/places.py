"""Which office published a transcript and where it was held, from its address, its header and its footer. Unknown stays ""."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from ingest.describing.days import CLOCK, days_in
from ingest.document import Cut, Line

# Who publishes under a host; the hosts are the offices' own addresses.
HOSTS = (
    ("whitehouse", "The White House"),
    ("state.gov", "U.S. Department of State"),
    ("usembassy.gov", "U.S. Department of State"),
    ("defense.gov", "U.S. Department of Defense"),
    ("war.gov", "U.S. Department of Defense"),
    ("treasury.gov", "U.S. Department of the Treasury"),
    ("dhs.gov", "U.S. Department of Homeland Security"),
    ("justice.gov", "U.S. Department of Justice"),
    ("cdc.gov", "Centers for Disease Control and Prevention"),
    ("federalreserve.gov", "Federal Reserve"),
    ("un.org", "United Nations"),
    ("who.int", "World Health Organization"),
    ("nato.int", "NATO"),
    ("imf.org", "International Monetary Fund"),
    ("ecb.europa.eu", "European Central Bank"),
    ("pm.gov.au", "Prime Minister of Australia"),
    ("pmc.gov.au", "Prime Minister of Australia"),
    ("mea.gov.in", "Ministry of External Affairs of India"),
    ("fmprc.gov.cn", "Ministry of Foreign Affairs of China"),
)
_OFFICE = re.compile(
    r"(?:white house|office of the (?:press secretary|spokesperson)|federal reserve(?: board| system)?|united nations|world health organization"
    r"|board of governors of the federal reserve system|european (?:commission|central bank)|(?:u\.?s\.? )?department of (?:the )?\w+(?: \w+)?"
    r"|ministry of [\w ,&-]{3,60}|(?:prime minister|government|embassy) of [\w ,-]{3,40})",
    re.I,
)
# Rooms and grounds that belong to one office.
_LANDMARKS = (
    (
        re.compile(r"\b(?:Brady (?:Press )?Briefing Room|Oval Office|Rose Garden|South Lawn|Aboard Air Force One|Roosevelt Room)\b", re.I),
        "The White House",
    ),
    (re.compile(r"\bPentagon (?:Briefing|Press)\b", re.I), "U.S. Department of Defense"),
)
_COMMITTEE = re.compile(r"\bcommittee on ([A-Z][A-Z, '&-]+?)\s+(?:united states |u\.s\. )?(senate|house of representatives)\b", re.I)
_PLACE = re.compile(
    r"\b(?:room|building|cent(?:er|re)|hotel|airport|airfield|base|palace|ministry|embassy|house|via (?:tele|video)\w*|by telephone"
    r"|aboard|en route|lawn|garden|oval office|headquarters|hall|school|university|hospital|residence|pentagon|villa|castle|park"
    r"|teleconference)\b",
    re.I,
)
_CITY = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z]?[\w.'’-]+){0,4}, [^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z]?[\w.'’-]+){0,4}")
_PERSON = re.compile(
    r"\b(?:premier|chancellor|governor|secretary|spokes\w+|minister|president|ambassador|director|assistant|deputy|chair\w*|senator|envoy|official|administrator|commissioner|general"
    r"|moderator|officer|coordinator|representative|advis[eo]r|counselor|by)\b",
    re.I,
)
_CLOSE = 12
"""Header lines nearest to the first turn, among which the place stands."""


def office(given: str, cut: Cut, url: str | None) -> str:
    """Who published it: as the file says, by the host of its address, else the office that a line of header or footer names."""
    host = urlsplit(url).netloc.lower() if url else ""
    by_host = next((name for part, name in HOSTS if part in host), "")
    return given or by_host or _committee(cut.header) or _printed(cut)


def _printed(cut: Cut) -> str:
    for line in [*cut.header[-60:], *cut.footer[:20]]:
        found = _OFFICE.search(line.text)
        if found and len(line.text.split()) <= 14 and not line.text.rstrip().endswith("."):
            return found[0].strip(" ,")
    short = [line.text for line in cut.header[-_CLOSE:] if len(line.text.split()) <= 14]
    return next((name for pattern, name in _LANDMARKS if any(pattern.search(text) for text in short)), "")


def _committee(header: Sequence[Line]) -> str:
    found = _COMMITTEE.search(" ".join(line.text for line in header[:120]))
    if not found:
        return ""
    chamber = "U.S. Senate" if found[2].lower() == "senate" else "U.S. House of Representatives"
    small = ("and", "of", "the", "on", "for")
    words = re.sub(r",(?=\S)", ", ", " ".join(found[1].lower().split())).split()
    return f"{chamber} Committee on {' '.join(word if word in small else word.capitalize() for word in words)}"


def place(header: Sequence[Line], title: str) -> str:
    """The header lines that name a place, joined."""
    texts = (" ".join(line.text.split()) for line in header[-_CLOSE:] if line.kind not in ("heading", "item"))
    return ", ".join([text.strip(" ,") for text in texts if text != title and is_place(text)][:3])


def is_person(text: str) -> bool:
    """Whether a header line is a name with its title: "Jane Doe, Secretary of Trade"."""
    return re.match(r"[^,]{3,40},\s", text) is not None and _PERSON.search(text) is not None


def is_place(text: str) -> bool:
    """Whether a header line names a place."""
    if not text or len(text.split()) > 14 or re.search(r"[?!:]$|(?:[a-z]{3}|\d)\.$", text) or days_in(text) or CLOCK.search(text):
        return False
    return (_PLACE.search(text) is not None or _CITY.fullmatch(text) is not None) and not _PERSON.search(text)
