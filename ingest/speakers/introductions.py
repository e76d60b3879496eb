"""Who says at the beginning of a turn who he is, and for whom he reports."""

from __future__ import annotations

import re
from typing import Final

from ingest.speakers.mentions import FROM, HEAD, OUTLET, TAIL, WHO, Mention, akin, clean_outlet, matches, mention_in
from ingest.speakers.names import (
    is_first_name,
    is_outlet,
    plain,
)
from ingest.speakers.record import within

_GREETING: Final = frozenset(
    """thank thanks you so much very for doing this taking my question questions the hi hello hey good morning afternoon evening there yes yeah sir ma'am mr madam
    chair chairman chairwoman secretary minister ministers president ambassador everyone everybody all okay again appreciate it i really a call today your time
    briefing to both general admiral assistant deputy prime foreign vice we can hear me sure great and having us via interpreter inaudible this is i'm im am my name it's
    off-mike gracias buenos buenas días tardes señor señora presidente presidenta bonjour merci guten tag danke through translation in please sorry doctor dr governor two three first one quick couple have of if may just""".split()
)

_SELF = re.compile(rf"(?:\b(?:[Tt]his is|I['’]?m|I am|[Mm]y name is|[Mm]y name['’]s|[Ii]t['’]s)) {WHO}{FROM}")

_STATED = re.compile(rf"(?:^|(?<=[.!?)\n,—–] )|(?<=[.!?)\n])){WHO}(?: here|, I['’]m)?{FROM}(?=[.,;:!?—–]| in | and | news| channel|\n|$)")

_BY_JOB: Final = re.compile(
    rf"(?:^|(?<=[.!?)\n] )){WHO}, (?:an? )?(?:[A-Z]\w+ )?(?:(?:independent|freelance) )?(?:journalist|reporter|correspondent)(?=[.,:])"
)
"""Who works for no outlet, or does not say for which: `Nora Karim, Afghan independent journalist.`"""

_SAYS: Final = re.compile(r"(?:[st]|I['’]?m|I am) [A-Z]")

_LINKS: Final = re.compile(
    r"[A-Z][\w'’.-]+(?:,? (?:here |also )?(?:with|from|of|at|for|over at)(?: the)?|,(?: an?| the)?| [—–-]| \(|, I['’]m) ?[A-Z0-9\w]"
)
"""Signs without which nobody introduces himself: quicker to look for."""

_HOUSE = re.compile(
    rf"\b(?:(?:I['’]?m|I am|reporter)(?: here)? (?P<by>with|from)|(?:I['’]?m|I am) representing)(?: the)? {OUTLET}|\((?P<bracket>[A-Z][\w .&-]{{1,30}})\) (?=[A-Z])"
)


_SENTENCE_ENDS: Final = re.compile(r"\. [A-Z¿¡]")

_IN_ONE_WORD: Final = re.compile(r", [A-Z]\w+\. [A-Z¿¡]")
"""An outlet of one unknown word, which may be a place as well."""


GREETING_WORDS: Final = 8
"""Words before a name that may be a greeting."""

_WITH_WHOM: Final = re.compile(
    r"(?i:who (?:are|do) you (?:with|from|work for|write for|represent)|(?:what|which) (?:outlet|publication|paper|network|station|news organi[sz]ation)|where are you from)"
    r"[^?.]{0,40}\?[^?]{0,20}$"
)
"""How a reporter is asked for his outlet."""

_TOLD: Final = re.compile(
    rf"(?:(?i:oh|sorry|yes|hi|sir|with|from|it['’]?s|i['’]?m (?:with|from))[,.]? )*(?:[Tt]he )?{OUTLET}(?:,? (?:sir|ma['’]am))?[.!]?(?: [A-Z]|\n|$)"
)

_SIGNS: Final = (" with ", " from ", "epresenting", "(")
"""Words of `_HOUSE`: quicker to look for."""


def introduction(text: str, expected: str = "") -> Mention | None:
    """The reporter who says who he is at the start of a question, None when he does not. A first name alone needs an outlet.

    `expected`: who was called; a name like it needs no other sign that it is the speaker's own.
    """
    head = text[:HEAD]
    for pattern, sign in ((_SELF, _SAYS), (_STATED, _LINKS)):
        for match in matches(pattern, head) if sign.search(head) else ():
            mention = mention_in(match)
            if mention and ((expected and akin(expected, mention.name) and mention.outlet) or _introduces(mention, head, pattern is _SELF)):
                return mention
    job = _BY_JOB.search(head) if "journalist" in head or "report" in head or "corresp" in head else None
    mention = mention_in(job) if job and within(head[: job.start()], GREETING_WORDS) else None
    return mention if mention and " " in mention.name else None


def _introduces(mention: Mention, head: str, stated: bool) -> bool:
    before = [plain(word) for word in head[: mention.start].split()]
    polite = all(plain(word) in _GREETING or not plain(word) or is_first_name(word.strip(".,!?")) for word in head[: mention.start].split()[-12:])
    if len(mention.name.split()) == 1 and not mention.outlet:
        return stated and polite and before[-2:] == ["this", "is"] and head[mention.stop : mention.stop + 2] == ". "
    if len(before) > 25:
        return False
    if stated:
        plainly = head[mention.stop : mention.stop + 1] in (("", ".") if before[-1:] == ["it's"] else ("", ".", ",", "!"))
        return bool(mention.outlet) or (polite and plainly)
    named = head[mention.start + len(mention.name) :].startswith(",")
    alone = _SENTENCE_ENDS.match(head, mention.stop) is not None  # "Jim Gar, Stars and Stripes. What ..."
    if not mention.outlet:
        return polite and named and _IN_ONE_WORD.match(head, mention.start + len(mention.name)) is not None
    return len(mention.name.split()) > 1 and polite and (not named or alone or is_outlet(mention.outlet))


def self_named(text: str) -> Mention | None:
    """The person who says "I'm ..." or "my name is ..." with both names, None when nobody does."""
    found = (mention_in(match) for match in _SELF.finditer(text[:TAIL]))
    return next((mention for mention in found if mention and len(mention.name.split()) > 1), None)


def house(text: str) -> tuple[str, int, int] | None:
    """The outlet a reporter says he is with, without a name ("I'm with ABC News"), and its place."""
    head = text[:HEAD]
    match = _HOUSE.search(head) if any(sign in head for sign in _SIGNS) else None
    if not match or (match["bracket"] and (match.start() or not is_outlet(match["bracket"]))):
        return None
    group = "bracket" if match["bracket"] else "outlet"
    outlet = clean_outlet(match[group], " with", "")
    if not outlet or (match["by"] == "from" and not is_outlet(outlet)):
        return None
    return outlet, match.start(group), match.start(group) + len(outlet)


def told_house(text: str, before: str) -> tuple[str, int, int] | None:
    """The outlet in a reply to "Who are you with?" (asked by the turn `before`), and its place."""
    match = _TOLD.match(text) if "?" in before[-60:] and _WITH_WHOM.search(before[-160:]) else None
    outlet = clean_outlet(match["outlet"], " with", "") if match else ""
    return (outlet, match.start("outlet"), match.start("outlet") + len(outlet)) if match and outlet else None
