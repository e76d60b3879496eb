"""Whom a turn calls next: the words by which officials and staff give the word to a reporter, named or not.

Looks at the end of one turn; whether the one named is a reporter is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from ingest.speakers.mentions import CACHED, END, FROM, OUTLET, TAIL, WHO, Mention, akin, join, matches, mention_in
from ingest.speakers.names import (
    NAMES_THAT_ARE_PLACES,
    WORD,
    is_first_name,
    is_outlet,
    plain,
)
from rag.governments import government

_AHEAD = (
    r"(?:please|go (?:right )?ahead|go for it|you['’]?(?:re| are)? (?:up|next|on|live|there|back|have|may|can|get)|you['’]?ve got|your (?:line|mic|turn|question|microphone|hand)|line(?: is)? open"
    r"|over to you|the floor is|if you|do you|are you|want to|you want|(?:as always, )?(?:it['’]?s )?(?:so )?(?:good|great|nice) to (?:see|have)|last (?:one|question)|would you|why don['’]t you|in the (?:back|middle|front)|kick (?:it|us)|start us|get us|we can hear|take it away|can you hear|unmute|has (?:a|the|our|another) |(?:and )?then [A-Z])"
)

_YIELD = r"(?:go(?: (?:right )?ahead)?|please|yes|yeah|yep|okay|ok|all right|alright|now|next|right|great|good|with that|over to|oh|sure|let['’]s see|and then|hey|hi|hello)"

_MR: Final = r"(?:M(?:r|s|rs|iss)\.? )?"

CALLS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Qq]uestions?|(?:[Ff]irst|[Nn]ext|[Ll]ast|second|[Ff]inal|other) (?:one|up|is|on the (?:phone|line)))(?:,| (?!(?:with|from|of|for)\b)[^.?!\n]{{0,40}}?)??"
        rf"(?: (?:from|to|with|by)(?: the line of)?,?(?: please,?)?| is)? {_MR}{WHO}{FROM}",
        rf"\b(?:[Ll]ine|queue)(?:, please,)?(?: (?:of|from|to|is))?,? {_MR}{WHO}{FROM}",
        rf"\b(?:[Gg]o|[Gg]oing|[Tt]urn|[Mm]ove|[Cc]ome|[Bb]ack|[Oo]ver|[Ss]tart|[Bb]egin|[Ee]nd|[Cc]lose|[Cc]onclude|[Ff]inish)"
        rf"(?: (?:it|this|things|off|back|over|down|next|now|first|on|then|quickly|please|right))*,? (?:to|with)(?: the (?:line|phone) of)?,? (?:please,? )?{_MR}{WHO}{FROM}",
        rf"\b[Ll]et(?:['’]s| me| us) (?:go|start|begin|turn|move)(?: first| now| over| back| straight)? (?:to|with) you,? (?:first,? )?{_MR}{WHO}{FROM}",
        rf"\b(?:[Ii]t['’]?s|[Cc]omes?|is|this one|that one|next) from {_MR}{WHO}{FROM}",
        rf"\b(?:[Ww]e have|[Ww]e['’]ve got|hear from|[Cc]all on|[Tt]ake|recognize|do|Let['’]s get) {_MR}{WHO}{FROM}",
        rf"\b(?<!hank you, )(?<!hanks, ){WHO}{FROM}(?:[,.?]| —)? (?i:{_AHEAD})",
        rf"(?:(?:^|[.?!,—–…\n)] ?)(?i:{_YIELD})|\b[Gg]o ahead|\b[Pp]lease)[,.]? (?:to )?{WHO}[.?!,]* ?$",
        rf"(?:^|(?<=[.?!—–…\n)\]])(?<! v\.)) ?{WHO}{FROM}[.?!]? ?(?:(?:[Yy]es|[Gg]o ahead|[Pp]lease|[Tt]hank you|[Oo]ver to you)(?:, please)?[.?!] ?)*$",
        rf"\b(?P<first>{WORD}) \[{WHO}, {OUTLET}\]",
    )
)

_BARE: Final = CALLS[-2]
"""A sentence of a name alone: a call only where something else says so."""

_ANYONE: Final = re.compile(
    r"(?:^|[.?!—–…\n)\]] ?)(?:(?i:okay|ok|all right|alright|yes|yeah|yep|sure|oh|so|sorry|um|uh|right|let me|let['’]s|we['’]ll|we have|i have|i['’]ll|and|now|thanks|thank you)[,.]? )*"
    r"(?i:yes|yeah|yep|please|go (?:right )?ahead|next|next question|all the way|right (?:here|there)|over (?:here|there)|in the (?:back|middle|front|far)"
    r"|way in the back|the (?:gentleman|lady|woman|man|person)|(?:any(?:thing|one|body)? )?(?:other questions?|else|questions?)|last (?:one|question)|one more"
    r"|final question|a couple more|back there|behind you|you(?:,? sir|,? ma['’]am)?|(?:go ahead|yes|please),? \((?i:inaudible)[^)]*\)"
    r"|(?:take|do|go to|have time for|going to do|get to|time for) (?:one|a|two|another|the|our|some|your|any)[^.?!]{0,40})"
    r"(?:[,—–-]? (?i:please|sir|ma['’]am|go ahead|in the [a-z ]{1,20}|there|here|right (?:here|there)|on (?:this|that)|for [a-z ]{1,20}|over (?:here|there)|yes|yeah|of you))*[.?!]? ?$"
)

_CAPITALISED: Final = re.compile(r"(?<![\w'’.])[^\W\d_a-zß-öø-ÿ](?:[\w'’-]+|\.[A-Z]\b)?")

_BEFORE: Final = frozenset(
    "to with from of is have got on take by do get line ahead please yes yeah yep okay ok right that next now great good sure oh see then for one mr ms and".split()
)
"""Words after which the name of somebody called may begin, besides the beginning of a sentence."""


@lru_cache(maxsize=CACHED)
def call(text: str) -> Mention | None:
    """The reporter called last, in the fullest form the call gives ("Alexander Panetta with CBC. Go ahead, Alex."); None when nobody is."""
    offset = max(0, len(text) - TAIL)
    mention = _call_in(text[offset:])
    return replace(mention, start=offset + mention.start, stop=offset + mention.stop) if mention and offset else mention


def _call_in(tail: str) -> Mention | None:
    if not _may_hold_call(tail[-END:]) or not any(True for _ in _calls(tail[-END:])):
        return None
    last: Mention | None = None
    for mention in sorted(_calls(tail), key=lambda mention: (mention.start, mention.stop)):
        if last and mention.start < last.stop and not akin(last.name, mention.name):
            continue
        last = join(last, mention) if last and akin(last.name, mention.name) else mention
    return last if last and len(tail) - last.stop <= END else None


def _calls(text: str) -> Iterator[Mention]:
    found = (mention_in(match, weak=pattern is _BARE) for pattern in CALLS for match in matches(pattern, text))
    return (mention for mention in found if mention and not _is_told(text, mention))


def _is_told(text: str, mention: Mention) -> bool:
    """Whether a name ends a sentence that was said to him, after which somebody at another place is called ("... in Europe, Tara. In the back.")."""
    start, stop = mention.start, mention.start + len(mention.name)
    if text[max(0, start - 2) : start] != ", " or not _ELSEWHERE.match(text, stop):
        return False
    sentence = re.split(r"[.?!\n]", text[:start])[-1]
    return sum(plain(word) not in _BEFORE for word in sentence.split()) >= 3


_ELSEWHERE: Final = re.compile(
    r"\. (?:(?:Yes|Yeah|Okay|All right|And|Let['’]s go|Right)\b,? )?(?i:in the (?:back|middle|front)|over (?:here|there)|right (?:here|there))\b"
)


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


_HOUSE: Final = re.compile(
    rf"(?:\b(?:[Qq]uestion|[Nn]ext|one) (?:is|comes|goes|will (?:be|come|go)) (?:from|to)(?: the)? |\b(?:[Ll]et['’]s|[Ww]e(?: will|['’]ll| can)) (?:now )?(?:go|turn|move)(?: now| next| first| back| over)? to(?: the)? |(?:^|[.?!\n] ?))"
    rf"{OUTLET}(?P<please>, (?:please|go ahead))?(?:, (?:the|that|this) (?:lady|gentleman|woman|man|colleague)\b[^.?!]{{0,40}})?[.!]? ?$"
)


def house_called(text: str) -> Mention | None:
    """The outlet that is called without a name ("The first question is from Slavic Television.", "Interfax, please."); None when none is."""
    tail = text[-END:]
    match = _HOUSE.search(tail) if _may_end_in_house(tail) else None
    if (
        not match
        or not is_outlet(match["outlet"])
        or (match["outlet"].isupper() and government(match["outlet"]))
        or not (match["please"] or match.group().lstrip(" .?!\n")[:1].islower() or "from" in match.group() or " to " in match.group())
    ):
        return None
    offset = max(0, len(text) - END)
    return Mention("", match["outlet"], offset + match.start("outlet"), offset + match.end("outlet"))


def _may_end_in_house(tail: str) -> bool:
    """Whether the last word may be an outlet's, or the words that may follow one are there: quicker than looking for the call itself."""
    last = tail.split()[-1:]
    return (bool(last) and not last[0][0].islower()) or any(sign in tail for sign in ("please", "ahead", ", th"))


def calls_anyone(text: str) -> bool:
    """Whether the turn ends by giving the word to somebody without a name ("Yes." or "Go ahead, in the back.")."""
    return anyone_at(text) is not None


@lru_cache(maxsize=CACHED)
def anyone_at(text: str) -> int | None:
    """Where a turn begins to give the word to somebody without a name, None when it does not."""
    offset = max(0, len(text) - END)
    match = _ANYONE.search(text[offset:])
    return offset + match.start() if match else None
