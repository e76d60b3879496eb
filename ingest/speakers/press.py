"""Reporters in what is said around them: who is called next, who introduces himself, whom a reply addresses, whose question is read out.

Looks at one turn's text at a time and gives places in it; what follows for the turns around it is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ingest.speakers.governments import is_institution, places
from ingest.speakers.names import (
    COURTESIES,
    MASTHEAD,
    NAME,
    NAMES_THAT_ARE_PLACES,
    NAMES_THAT_ARE_WORDS,
    NO_NAMES,
    OFFICES,
    WORD,
    is_first_name,
    is_office,
    is_outlet,
    is_person,
    is_title,
    plain,
    same_first_name,
)

HEAD: Final = 360
"""Characters at the start of a turn in which a reporter introduces himself or a reply addresses one."""
END: Final = 150
"""Characters at the end of a turn that hold at least the last words of the call."""
TAIL: Final = 420
"""Characters at the end of a turn in which the next reporter is called."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at `[start, stop)` of a text, with the outlet if the same words give it. `weak`: a call or address only when something else says so."""

    name: str
    outlet: str
    start: int
    stop: int
    weak: bool = False


def _tree(words: Iterable[str]) -> str:
    """An alternation of words as a tree of letters, which the engine leaves at the first wrong one."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words):
        rest.setdefault(word[:1], []).append(word[1:])
    return "(?:" + "|".join(re.escape(letter) + _tree(ends) if letter else "" for letter, ends in sorted(rest.items(), reverse=True)) + ")"


# A name never starts with a filler or a title: "And Andrea", "Chairman, Donna Borak".
_BARRED = _tree(word.capitalize() for word in (NO_NAMES | OFFICES | COURTESIES) - NAMES_THAT_ARE_WORDS if word.isalpha())
_WHO = rf"(?!(?:{_BARRED})\b)(?P<name>{NAME})"
_PART = r"[A-Z0-9](?:[\w&'’\-]|\.(?=\w)|(?<=\b[A-Z])\.)*"
_OUTLET = rf"(?P<outlet>{_PART}(?: (?:(?:of|the|and|&|for|in|de|la|el|al|du) )*{_PART}){{0,5}})"
_JOB = (
    r"(?:,? ?(?:a |the |an )?(?:senior |chief |foreign |diplomatic |political |White House |State Department |Washington |U\.S\. )*"
    r"(?:reporter|correspondent|journalist|anchor|editor|producer|columnist|bureau chief),?)?"
)
_FROM = rf"(?:{_JOB}(?P<by>,? (?:(?:here|also|and|who is|who['’]s|calling|joining us) )?(?:with|from|of|at|for|over at)(?: the)?|,(?: the)?| [—–-]| \(|\.) ?{_OUTLET})?"
_AHEAD = (
    r"(?:please|go (?:right )?ahead|go for it|you['’]?(?:re| are)? (?:up|next|on|live|have|may|can)|you['’]?ve got|your (?:line|mic|turn|question|microphone|hand)"
    r"|over to you|the floor is|if you|do you|are you|want to|you want|(?:it['’]?s )?(?:so )?(?:good|great|nice) to (?:see|have)|would you|why don['’]t you|kick (?:it|us)|start us|we can hear|take it away|can you hear|unmute|has (?:a|the|our|another) |(?:and )?then [A-Z])"
)
_YIELD = (
    r"(?:go (?:right )?ahead|please|yes|yeah|yep|okay|ok|all right|alright|now|next|right|great|good|with that|over to|oh|sure|let['’]s see|and then)"
)

_CALLS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Qq]uestions?|(?:first|[Nn]ext|last|second|final|other) (?:one|up))(?:,| (?!(?:with|from|of|for)\b)[^.?!\n]{{0,40}}?)??"
        rf"(?: (?:from|to|with|by)(?: the line of)?,?(?: please,?)?| is)? {_WHO}{_FROM}",
        rf"\b(?:[Ll]ine|queue)(?:, please,)?(?: (?:of|from|to|is))?,? {_WHO}{_FROM}",
        rf"\b(?:[Gg]o|[Gg]oing|[Tt]urn|[Mm]ove|[Cc]ome|[Bb]ack|[Oo]ver|[Ss]tart|[Bb]egin|[Ee]nd|[Cc]lose|[Cc]onclude|[Ff]inish)"
        rf"(?: (?:it|this|things|off|back|over|down|next|now|first|on|then|quickly|please|right))*,? (?:to|with)(?: the (?:line|phone) of)?,? (?:please,? )?{_WHO}{_FROM}",
        rf"\b(?:[Ii]t['’]?s|[Cc]omes?|is|this one|that one|next) from {_WHO}{_FROM}",
        rf"\b(?:[Ww]e have|[Ww]e['’]ve got|hear from|[Cc]all on|[Tt]ake|recognize|do|Let['’]s get) {_WHO}{_FROM}",
        rf"\b{_WHO}{_FROM}(?:[,.?]| —)? (?i:{_AHEAD})",
        rf"(?:(?:^|[.?!,—–…\n)] ?)(?i:{_YIELD})|\b[Gg]o ahead|\b[Pp]lease)[,.]? (?:to )?{_WHO}[.?!,]* ?$",
        rf"(?:^|(?<=[.?!—–…\n)\]])(?<! v\.)) ?{_WHO}{_FROM}[.?!]? ?(?:(?:[Yy]es|[Gg]o ahead|[Pp]lease|[Tt]hank you|[Oo]ver to you)(?:, please)?[.?!] ?)*$",
        rf"\b(?P<first>{WORD}) \[{_WHO}, {_OUTLET}\]",
    )
)

_BARE: Final = _CALLS[-2]
"""A sentence of a name alone: a call only where something else says so."""

_ANYONE: Final = re.compile(
    r"(?:^|[.?!—–…\n)\]] ?)(?:(?i:okay|ok|all right|alright|yes|yeah|yep|sure|oh|so|sorry|um|uh|right|let me|let['’]s|we['’]ll|we have|i have|i['’]ll|and|now|thanks|thank you)[,.]? )*"
    r"(?i:yes|yeah|yep|please|go (?:right )?ahead|next|next question|all the way|right (?:here|there)|over (?:here|there)|in the (?:back|middle|front|far)"
    r"|way in the back|the (?:gentleman|lady|woman|man|person)|(?:any(?:thing|one|body)? )?(?:other questions?|else|questions?)|last (?:one|question)|one more"
    r"|final question|a couple more|back there|behind you|you(?:,? sir|,? ma['’]am)?|(?:go ahead|yes|please),? \((?i:inaudible)[^)]*\)"
    r"|(?:take|do|go to|have time for|going to do|get to|time for) (?:one|a|two|another|the|our|some|your|any)[^.?!]{0,40})"
    r"(?:[,—–-]? (?i:please|sir|ma['’]am|go ahead|in the [a-z ]{1,20}|there|here|right (?:here|there)|on (?:this|that)|for [a-z ]{1,20}|over (?:here|there)|yes|yeah|of you))*[.?!]? ?$"
)

_GREETING: Final = frozenset(
    """thank thanks you so much very for doing this taking my question questions the hi hello hey good morning afternoon evening there yes yeah sir ma'am mr madam
    chair chairman chairwoman secretary minister ministers president ambassador everyone everybody all okay again appreciate it i really a call today your time
    briefing to both general admiral assistant deputy prime foreign vice we can hear me sure great and having us via interpreter inaudible this is i'm im am my name it's
    off-mike through translation in please sorry doctor dr governor two three first one quick couple have of if may just""".split()
)

_NO_OUTLETS: Final = frozenset(
    """please go thank thanks you your the a an and or but yes yeah okay so i i'm we he she it they this that there here what when where who how why then now
    next welcome sir ma'am sorry my our let can could do does is are if in on as monday tuesday wednesday thursday friday saturday sunday""".split()
)
"""Words with which the next sentence begins rather than an outlet."""

_SELF = re.compile(rf"(?:\b(?:[Tt]his is|I['’]?m|I am|[Mm]y name is|[Mm]y name['’]s|[Ii]t['’]s)) {_WHO}{_FROM}")
_STATED = re.compile(rf"(?:^|(?<=[.!?)\n,—–] )|(?<=[.!?)\n])){_WHO}(?: here|, I['’]m)?{_FROM}(?=[.,;:!?]| in | and | news| channel|\n|$)")
_SAYS: Final = re.compile(r"(?:[Tt]his is|I['’]?m|I am|name is|name['’]s|[Ii]t['’]s) [A-Z]")
_LINKS: Final = re.compile(
    r"[A-Z][\w'’.-]+(?:,? (?:here |also )?(?:with|from|of|at|for|over at)(?: the)?|,(?: an?| the)?| [—–-]| \(|, I['’]m) ?[A-Z0-9\w]"
)
"""Signs without which nobody introduces himself: quicker to look for."""
_HOUSE = re.compile(rf"\b(?:I['’]?m|I am|[Rr]epresenting|reporter)(?: here)? (?:with|from)(?: the)? {_OUTLET}")

_TITLED = _tree(OFFICES) + r"\b"
_VOCATIVES: Final = (
    re.compile(
        r"(?:[—–-] )?(?:\w+ [—–-] )?(?:(?i:well|so|thanks|thank you|sure|yes|yeah|yep|no|look|hi|hey|hello|okay|ok|right|good|great|oh|and|but|again|now|good morning|good afternoon"
        r"|thanks very much|thanks so much|thank you very much|thank you so much|yeah, sure|sure, thanks)[,.]? ){0,3}"
        rf"(?P<name>{WORD}(?: {WORD})?)(?=,| [—–-])"
    ),
    re.compile(
        rf"[^\n]{{0,60}}?\b(?i:thank you|thanks)(?: (?:so|very) much)?(?: (?:for|to) [^,.\n]{{0,50}})?, (?P<name>{WORD}(?: {WORD})?)(?=[,.!]| [—–-])"
    ),
    re.compile(rf"(?=[^\n]{{0,160}}\b[Yy]ou|(?:No|Yes|Well|Oh|Look)\b)[^\n]{{0,160}}?\b(?!{_TITLED})[a-z’']+(?:,| [—–-]) (?P<name>{WORD})(?=[.?!,])"),
)

_READ_OUT: Final = re.compile(
    r": ?[\"“]|\b(?:asks?|asked|writes?|wrote|submitted|(?:question|she|he|they) (?:is|reads?|says?|said)|wants? to know|would like to (?:know|ask)|emailed|sent (?:in|us))\b"
)


_ASKS_FROM: Final = re.compile(rf"\b{_WHO},? (?:asks|writes)(?P<by>,? (?:from|with|of|at)(?: the)?) {_OUTLET}")
"""A written question and where its reporter writes from."""
_DATED: Final = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d|\d+(?:st|nd|rd|th)\b")


def _clean_outlet(words: str, by: str, name: str) -> str:
    """The outlet in the words after a name, "" when they may be a place, a person, an office or the next sentence."""
    words = re.sub(r"^The | in (?:the )?[A-Z].*|(?: (?:of|the|and|&|for|in|de|la|el|al|du))+$", "", words).removesuffix(".")
    words = re.sub(r"(?<=\w\w)['’]s$", "", words) if " " in words else words
    low = words.lower()
    parts = words.split()
    if (
        not words
        or low in places()
        or is_institution(words)
        or any(is_office(part) for part in parts)
        or plain(parts[0]) in _NO_OUTLETS
        or parts[0] in name.split()
    ):
        return ""
    link = by.strip(" ,").split(" ")[0]
    if is_outlet(words):
        return words
    if link in {"with", "from", "of", "at", "for", "over", "here"} and not all(part.lower() in places() for part in parts):
        return words
    return words if by.startswith(",") and (words.isdigit() or (len(parts) > 1 and low.split()[0] not in places())) else ""


def _mention(match: re.Match[str], offset: int, *, weak: bool = False) -> Mention | None:
    name = match["name"]
    quoted = match.string.count("“", 0, match.start("name")) > match.string.count("”", 0, match.start("name"))
    if quoted:
        return None
    kept = name.split()
    while kept and (plain(kept[-1]) in NO_NAMES or is_title(kept[-1])) and len(kept) > 1:
        kept.pop()
    name, whole = " ".join(kept).rstrip(".,"), name
    before, after = match.string[: match.start("name")].rsplit(maxsplit=1), match.string[match.start("name") + len(name) :][:2]
    if (
        (before and before[-1][-1:].isalpha() and is_office(before[-1]))
        or re.search(r"\bDr\. $", match.string[: match.start("name")][-4:])
        or re.match(r"-|['’]s", after)
    ):
        return None
    group = match.groupdict()
    if (
        is_outlet(name)
        and name == whole
        and is_person(group.get("outlet") or "")
        and len(group["outlet"].split()) > 1
        and not is_outlet(group["outlet"])
    ):
        start = match.start("outlet")  # "from The Wall Street Journal, William Mauldin"
        return Mention(group["outlet"].rstrip("."), name, offset + start, offset + match.end("outlet"), weak)
    if not is_person(name) or MASTHEAD.search(name):
        return None
    outlet = _clean_outlet(group.get("outlet") or "", group.get("by") or ",", name) if name == whole.rstrip(".,") else ""
    stop = match.end("outlet") if outlet else match.start("name") + len(name)
    return Mention(name, outlet, offset + match.start("name"), offset + stop, weak)


def _each(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern; the next one may begin right after a name."""
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.end("name"))


def _calls(text: str, offset: int) -> list[Mention]:
    found = [mention for pattern in _CALLS for match in _each(pattern, text) if (mention := _mention(match, offset, weak=pattern is _BARE))]
    return sorted(found, key=lambda mention: (mention.start, mention.stop))


def call(text: str) -> Mention | None:
    """The reporter called last, in the fullest form the call gives ("Alexander Panetta with CBC. Go ahead, Alex."); None when nobody is."""
    offset = max(0, len(text) - TAIL)
    mention = _call_in(text[offset:])
    return replace(mention, start=offset + mention.start, stop=offset + mention.stop) if mention and offset else mention


_CAPITALISED: Final = re.compile(r"(?<![\w'’])[^\W\d_a-zß-öø-ÿ][\w'’-]*")
_BEFORE: Final = frozenset(
    "to with from of is have got on take by do get line ahead please yes yeah yep okay ok right that next now great good sure oh see then for one mr ms and".split()
)
"""Words after which the name of somebody called may begin, besides the beginning of a sentence."""


def _may_hold_call(tail: str) -> bool:
    """Whether a name may begin somewhere at a place for one: quicker than looking for the calls themselves."""
    for match in _CAPITALISED.finditer(tail):
        if _may_begin_name(match.group()):
            before = tail[: match.start()].rstrip()
            if before[-1:] in ("", *".?!,—–…)][") or tail[match.start() - 1] == "\n" or plain(before.rsplit(None, 1)[-1]) in _BEFORE:
                return True
    return False


def _may_begin_name(word: str) -> bool:
    return is_first_name(word) or plain(word) in NAMES_THAT_ARE_PLACES


@lru_cache(maxsize=8192)
def _call_in(tail: str) -> Mention | None:
    if not _may_hold_call(tail[-END:]) or not _calls(tail[-END:], 0):
        return None
    last: Mention | None = None
    for mention in _calls(tail, 0):
        if last and mention.start < last.stop and not akin(last.name, mention.name):
            continue
        last = join(last, mention) if last and akin(last.name, mention.name) else mention
    return last if last and len(tail) - last.stop <= END else None


def calls_anyone(text: str) -> bool:
    """Whether the turn ends by giving the word to somebody without a name ("Yes." or "Go ahead, in the back.")."""
    return anyone_at(text) is not None


def anyone_at(text: str) -> int | None:
    """Where a turn begins to give the word to somebody without a name, None when it does not."""
    offset = max(0, len(text) - END)
    start = _anyone_in(text[offset:])
    return None if start is None else offset + start


@lru_cache(maxsize=8192)
def _anyone_in(tail: str) -> int | None:
    match = _ANYONE.search(tail)
    return match.start() if match else None


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


def introduction(text: str, expected: str = "") -> Mention | None:
    """The reporter who says who he is at the start of a question, None when he does not. A first name alone needs an outlet.

    `expected`: who was called; a name like it needs no other sign that it is the speaker's own.
    """
    head = text[:HEAD]
    for pattern, sign in ((_SELF, _SAYS), (_STATED, _LINKS)):
        for match in _each(pattern, head) if sign.search(head) else ():
            mention = _mention(match, 0)
            if mention and ((expected and akin(expected, mention.name) and mention.outlet) or _introduces(mention, head, pattern is _SELF)):
                return mention
    return None


def self_named(text: str) -> Mention | None:
    """The person who says "I'm ..." or "my name is ..." with both names, None when nobody does."""
    found = (_mention(match, 0) for match in _SELF.finditer(text[:TAIL]))
    return next((mention for mention in found if mention and len(mention.name.split()) > 1), None)


def _introduces(mention: Mention, head: str, stated: bool) -> bool:
    before = [plain(word) for word in head[: mention.start].split()]
    polite = all(plain(word) in _GREETING or not plain(word) or is_first_name(word.strip(".,!?")) for word in head[: mention.start].split()[-12:])
    if len(before) > 25 or (len(mention.name.split()) == 1 and not mention.outlet):
        return False
    if stated:
        plainly = before[-1:] != ["it's"] and head[mention.stop : mention.stop + 1] in ("", ".", ",", "!")
        return bool(mention.outlet) or (polite and plainly)
    named = head[mention.start + len(mention.name) :].startswith(",")
    return bool(mention.outlet) and len(mention.name.split()) > 1 and polite and (not named or is_outlet(mention.outlet))


def house(text: str) -> tuple[str, int, int] | None:
    """The outlet a reporter says he is with, without a name ("I'm with ABC News"), and its place."""
    match = _HOUSE.search(text[:HEAD])
    outlet = _clean_outlet(match["outlet"], " with", "") if match else ""
    return (outlet, match.start("outlet"), match.start("outlet") + len(outlet)) if match and outlet else None


def addressed(text: str) -> tuple[Mention, ...]:
    """The people whom the first words of a reply may address, the surest form first; the last form is weak."""
    return _addressed_in(text[:HEAD])


@lru_cache(maxsize=8192)
def _addressed_in(head: str) -> tuple[Mention, ...]:
    found = []
    for pattern in _VOCATIVES:
        match = pattern.match(head)
        if match and is_person(match["name"]) and "“" not in match.group():
            found.append(Mention(match["name"], "", match.start("name"), match.end("name"), weak=pattern is _VOCATIVES[-1]))
    return tuple(found)


def read_out(text: str) -> Mention | None:
    """The absent reporter whose written question a moderator reads, None when the turn reads none."""
    if not _READ_OUT.search(text) or not re.search(r"[“\"?]", text):
        return None
    for pattern in (_ASKS_FROM, *_CALLS[:5]):
        for match in _each(pattern, text[:1500]):
            mention = _mention(match, 0)
            if mention and pattern is _ASKS_FROM and mention.outlet:
                return mention
            if mention and _READ_OUT.search(text, mention.stop, mention.stop + 240):
                return mention
    return None
