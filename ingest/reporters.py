"""Which reporter speaks each press turn: a name holds from the call (or the reply that addresses him) until the next reporter is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ingest.names import NAMES_THAT_ARE_WORDS, plain, same_first_name
from ingest.people import Record
from ingest.press import Mention, addressed, akin, call, calls_anyone, house, introduction, join
from rag.types import Role, Span

_GOES_ON: Final = re.compile(
    r"[—–-]|\.\.\.|…|(?:(?i:and|but|so|or|okay|ok|right|well|then|yes|yeah|yep|no|sure|exactly|sorry|because|which|i mean|also|just|one (?:more|other|last)|another"
    r"|if i (?:may|can|could)|(?:just )?a (?:very )?(?:quick )?(?:follow|clarif)|(?:quick )?follow|to follow|last|lastly|finally|second|secondly|my second|but then|understood|got it|gotcha"
    r"|real quick|really quick|does that|is that|would that|do you|you (?:said|mean|called|just)|that['’]s)\b)"
)
_PASSES: Final = re.compile(
    r"(?:(?i:thank you|thanks|hi|hello|hey|good (?:morning|afternoon|evening))\b[^.?!]{0,40}[.,!]? )(?!(?i:and|but|my second|so,? (?:just )?to follow))\w"
    r"|(?i:(?:can|could|may|if) (?:we|i) (?:just )?(?:go|stay|move|turn|switch|change|ask (?:you )?(?:about|on)|return|get back)|(?:just )?stay(?:ing)? on|on (?:this|the same)"
    r"|same topic|different topic|new topic|change of (?:topic|subject)|go(?:ing)? (?:back )?to|(?:a |a couple of |two |one )?questions? (?:on|about|from)|on [a-z]+ (?:still|quickly))\b"
)
_ASSENT: Final = re.compile(
    r"(?:(?i:sure|yes|yeah|yep|okay|ok|please|go ahead|mm-hmm|mhm|right|of course|oh|uh-huh|sorry|yes,? (?:sir|ma['’]am)|i['’]m sorry|that['’]s (?:right|correct)|correct|what)[.,?! —–-]*){1,4}"
)
_CUT_OFF: Final = re.compile(r"(?:[—–-]|\.\.\.|…)\s*$")
_THANKS: Final = re.compile(
    r"(?:(?i:thank you|thanks|great|okay|ok|all right|very much|so much|appreciate it|sir|ma['’]am)[.,! ]*){1,4}(?:[A-Z]\w+[.!])?$"
)
BACKWARDS: Final = 4
"""Press turns before the addressed one that may be the same reporter's."""


@dataclass(slots=True)
class Named:
    """The reporter of a press turn; `how`: called, said (introduced himself) or addressed."""

    mention: Mention
    turn: int
    how: str
    first: int = 0


@dataclass(slots=True)
class _Run:
    """What is known while the turns go by."""

    current: Named | None = None
    pending: Named | None = None
    found: dict[int, Named] = field(default_factory=dict)
    calls: int = 0


def reporters(record: Record, roles: Sequence[Role], own: Collection[str]) -> dict[int, Named]:
    """The reporter of each press turn that the record names. `own`: what officials and staff are called here, who are no reporters."""
    run = _Run()
    for index in range(len(record.texts)):
        if roles[index] == "press":
            _hear(run, record, roles, index, own)
        elif roles[index] in ("official", "moderator"):
            _answer(run, record, roles, index, own)
    for index, text in enumerate(record.texts):
        if roles[index] == "official" and index and roles[index - 1] == "press" and (mention := _whom(text, record, index, own, run)):
            _address(run, record, roles, index, mention)
    return run.found


def _hear(run: _Run, record: Record, roles: Sequence[Role], index: int, own: Collection[str]) -> None:
    """A press turn: the reporter who was called, who says who he is, or who goes on."""
    text = record.texts[index]
    said = introduction(text)
    if said and plain(said.name.split()[0]) in own and len(said.name.split()) == 1:
        said = None
    before = run.pending.mention if run.pending else run.current.mention if run.current else None
    if run.pending:
        run.current = run.pending
    elif not said and run.current and not _goes_on(record, roles, index, own):
        run.current = None
    if said:
        run.current = Named(join(said, before) if before and akin(before.name, said.name) else said, index, "said", index)
    run.pending = None
    if run.current:
        if (seat := house(text)) and not run.current.mention.outlet:
            run.current = replace(run.current, mention=replace(run.current.mention, outlet=seat[0]))
        run.found[index] = run.current


def _answer(run: _Run, record: Record, roles: Sequence[Role], index: int, own: Collection[str]) -> None:
    """A turn of officials or staff: whom it calls, or that it gives the word to somebody else."""
    text = record.texts[index]
    ahead = next((role for role in roles[index + 1 : index + 4] if role != "moderator"), None)
    called = call(text)
    if called and _is_called(called, record, roles, index, own) and ahead == "press":
        if run.pending and akin(run.pending.mention.name, called.name):
            run.pending = (
                replace(run.pending, mention=join(run.pending.mention, called))
                if len(called.name) <= len(run.pending.mention.name)
                else Named(join(called, run.pending.mention), index, "called")
            )
        else:
            run.pending = Named(called, index, "called")
        run.calls += 1
    elif calls_anyone(text) and not _ASSENT.fullmatch(text):
        run.current = run.pending if roles[index] == "moderator" else None
        run.pending = run.current
    elif index and roles[index - 1] == "press" and _THANKS.match(record.texts[index - 1]) and re.fullmatch(r"(?:\w+[.,] ){0,3}[Gg]o ahead\.", text):
        run.current = None
    elif roles[index] == "official" and len(text.split()) > 25:
        run.pending = None


def _is_called(mention: Mention, record: Record, roles: Sequence[Role], index: int, own: Collection[str]) -> bool:
    """Whether a name at the end of a turn is somebody called: no official here, and no echo of what the question was about."""
    words = mention.name.split()
    alone = len(words) == 1 and not mention.outlet
    if alone and plain(words[0]) in own and roles[index + 1 : index + 2] != ["press"]:
        return False
    low = plain(words[0])
    if not alone:
        return True
    before = next((record.lowered[at] for at in range(index - 1, max(-1, index - 4), -1) if roles[at] == "press"), "")
    if low not in NAMES_THAT_ARE_WORDS and (low in record.common or re.search(rf"\b{re.escape(low)}\b", before)):
        return False
    return low in NAMES_THAT_ARE_WORDS or _is_vocative(words[0], record)


def _is_vocative(word: str, record: Record) -> bool:
    """Whether a word is mostly used to speak to somebody in this record, not to speak about something."""
    spoken = about = 0
    pattern = re.compile(rf"(.?.?)\b{re.escape(word)}\b(['’]s)?(.?)")
    for text, low in zip(record.texts, record.lowered, strict=True):
        if plain(word) in low:
            for match in pattern.finditer(text):
                free = match[1][:1] in ("", ".", ",", "?", "!", "—", "–", "\n", ":") or match[1].endswith("\n")
                spoken += free and match[3] in ("", ".", ",", "?", "!", "\n", ":", " ") and (match[3] != " " or match[1][:1] in ("", "."))
                about += not free
    return spoken > about


def _goes_on(record: Record, roles: Sequence[Role], index: int, own: Collection[str]) -> bool:
    """Whether a press turn without a call is the same reporter's as the last one."""
    text, before = record.texts[index], record.texts[index - 1]
    if roles[index - 1] == "press":
        return (
            len(before.split()) <= 6
            and "?" not in before
            and bool(re.match(r"(?i:hi|hello|hey|good|thank|thanks)\b", before))
            and roles[index - 2] == "moderator"
        )
    if _ASSENT.fullmatch(before) or _THANKS.match(text):
        return True
    if _CUT_OFF.search(before) or _GOES_ON.match(text):
        return True
    return not (_PASSES.match(text) or _hails(text, own))


def _hails(text: str, own: Collection[str]) -> bool:
    """Whether a question begins by speaking to an official by name or title."""
    match = re.match(
        r"(?:(?:[Hh]i|[Tt]hanks|[Tt]hank you|[Ss]orry|[Ss]ir|[Hh]ey|[Yy]es)[,.]? )?((?:Mr\.?|Madam|Secretary|Dr\.?|General|Admiral|Ambassador) )?([A-Z][\w’'-]+)(?= ?[,—–])",
        text,
    )
    return match is not None and (bool(match[1]) or plain(match[2]) in own)


def _whom(text: str, record: Record, index: int, own: Collection[str], run: _Run) -> Mention | None:
    """The reporter whom a reply speaks to."""
    known = {word for named in run.found.values() for word in named.mention.name.split()[:1]}
    question = record.lowered[index - 1]
    for mention in addressed(text):
        first = mention.name.split()[0]
        if plain(first) in own or (re.search(rf"\b{re.escape(plain(mention.name))}\b", question) and first not in known):
            continue
        if len(mention.name.split()) > 1 and not any(akin(mention.name, named.mention.name) for named in run.found.values()):
            continue
        sure = any(same_first_name(first, other) for other in known)
        if sure or (
            (not mention.weak or _is_sure(first, record))
            and (plain(first) in NAMES_THAT_ARE_WORDS or (_is_vocative(first, record) and plain(first) not in record.common))
        ):
            return mention
    return None


def _is_sure(word: str, record: Record) -> bool:
    """Whether a word set off by commas is spoken to somebody every time it occurs."""
    uses = [
        text[max(0, match.start() - 2) : match.end() + 1]
        for text in record.texts
        if word in text
        for match in re.finditer(rf"\b{re.escape(word)}\b", text)
    ]
    return len(uses) <= 6 and all(re.match(r"(?:, |\. |\? |— |– )?" + re.escape(word) + r"[,.?!]", use) for use in uses)


def _address(run: _Run, record: Record, roles: Sequence[Role], index: int, mention: Mention) -> None:
    """A reply speaks to somebody: the question before it is his, and what hangs together with that."""
    at = index - 1
    known = run.found.get(at)
    if known and akin(known.mention.name, mention.name):
        return
    if known and known.how == "said":
        return
    named = Named(mention, index, "addressed", at)
    run.found[at] = named
    _spread_back(run, record, roles, at, named)
    if run.calls:
        _spread_on(run, record, roles, at, named)


def _spread_back(run: _Run, record: Record, roles: Sequence[Role], at: int, named: Named) -> None:
    for _ in range(BACKWARDS):
        linked = at >= 2 and roles[at - 1] == "official" and roles[at - 2] == "press"
        text, reply = record.texts[at], record.texts[at - 1] if at else ""
        if not linked or run.found.get(at - 2) is not None or text.startswith("(Inaudible"):
            return
        if not (_ASSENT.fullmatch(reply) or ((_GOES_ON.match(text) or _CUT_OFF.search(reply)) and not calls_anyone(reply))):
            return
        at -= 2
        run.found[at] = named


def _spread_on(run: _Run, record: Record, roles: Sequence[Role], at: int, named: Named) -> None:
    while at + 2 < len(roles) and roles[at + 1] == "official" and roles[at + 2] == "press":
        text, reply = record.texts[at + 2], record.texts[at + 1]
        other = run.found.get(at + 2)
        if (other is not None and other.how != "addressed" and other.turn > at) or (other is not None and other.how == "said"):
            return
        if (calls_anyone(reply) and not _ASSENT.fullmatch(reply)) or call(reply) or _PASSES.match(text):
            return
        if not (_GOES_ON.match(text) or _CUT_OFF.search(reply) or _ASSENT.fullmatch(reply) or len(text.split()) <= 5):
            return
        at += 2
        run.found[at] = named


def settle(found: dict[int, Named]) -> dict[int, Named]:
    """One reporter under several names is one: the fullest name, and an outlet given anywhere."""
    people: list[Mention] = []
    for named in sorted(found.values(), key=lambda each: -len(each.mention.name)):
        like = [
            other
            for other in people
            if akin(other.name, named.mention.name) and not (other.outlet and named.mention.outlet and not _same_outlet(other, named.mention))
        ]
        if len(like) != 1:
            people.append(named.mention) if named.mention not in people else None
        else:
            people[people.index(like[0])] = join(like[0], named.mention)
    settled = {}
    for index, named in found.items():
        like = [other for other in people if akin(other.name, named.mention.name)]
        best = like[0] if len(like) == 1 else next((other for other in like if other.name == named.mention.name), named.mention)
        settled[index] = replace(named, mention=replace(named.mention, name=best.name, outlet=named.mention.outlet or best.outlet))
    return settled


def _same_outlet(one: Mention, other: Mention) -> bool:
    a, b = one.outlet.lower(), other.outlet.lower()
    return a in b or b in a


def evidence(named: Named) -> Span:
    return Span(named.turn, named.mention.start, named.mention.stop)


def most_common(names: Sequence[str]) -> str:
    """The commonest of some names, "" for none."""
    return Counter(names).most_common(1)[0][0] if names else ""
