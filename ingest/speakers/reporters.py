"""Which reporter speaks each press turn: a name holds from the call (or the reply that addresses him) until the next reporter is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ingest.speakers.designations import decode
from ingest.speakers.names import NAMES_THAT_ARE_WORDS, plain, same_first_name
from ingest.speakers.people import Record, offsets
from ingest.speakers.press import Mention, addressed, akin, call, calls_anyone, house, introduction, join
from rag.types import Role

_GOES_ON: Final = re.compile(
    r"[—–-]|\.\.\.|…|(?i:and|but|so|or|okay|ok|right|well|then|yes|yeah|yep|no|sure|exactly|sorry|because|which|i mean|also|just (?:to|on|a|one|quickly|very|follow\\w*)|another|last(?:ly| one| question| thing)|finally"
    r"|secondly|understood|got it|gotcha|one (?:more|other|last|follow)|(?:just )?a (?:very )?(?:quick )?(?:follow|clarif)|(?:quick )?follow|to follow"
    r"|if i (?:may|can|could)|(?:can|could|may) i (?:just )?(?:quickly )?(?:follow|clarify)|my second|(?:real|really) quick|(?:does|is|was|would) that|you (?:said|mean|called|just)|that['’]s|(?:he|she|they|it)(?:['’]s)?"
    r"|i (?:might|know|understand|don['’]t|didn['’]t|hear|get|see))\b"
)
"""How a reporter goes on."""
_TURNS_TO: Final = re.compile(
    r"(?:(?i:thank you|thanks|hi|hello|hey|good (?:morning|afternoon|evening))\b[^.?!]{0,40}[.,!]? )(?!(?i:and|but|my second|so,? (?:just )?to follow)\b)\w"
    r"|(?i:(?:can|could|may|if) (?:we|i) (?:just )?(?:go|stay|move|turn|switch|change|ask (?:you )?(?:about|on)|return|get back)|(?:just )?stay(?:ing)? on"
    r"|on (?:this|the same)|(?:same|different|new) topic|change of (?:topic|subject)|go(?:ing)? (?:back )?to|on \w+ (?:still|quickly)"
    r"|(?:a |a couple of |two |one )?questions? (?:on|about|from))\b"
)
"""How somebody who was not asked yet begins."""
_ASSENT: Final = re.compile(
    r"(?:(?i:sure|yes|yeah|yep|okay|ok|please|go ahead|mm-hmm|mhm|right|of course|oh|uh-huh|sorry|sir|ma['’]am|i['’]m sorry|that['’]s (?:right|correct)|correct"
    r"|what)[.,?! —–-]*){1,5}"
)
_CUT_OFF: Final = re.compile(r"(?:[—–-]|(?<!right)(?<!kay)\?|\.\.\.|…)\s*$")
"""A reply that was cut off, or asks back."""
_THANKS: Final = re.compile(
    r"(?:(?i:thank you|thanks|great|okay|ok|all right|very much|so much|i? ?appreciate (?:it|that)|sir|ma['’]am|again)[.,! ]*){1,5}(?:[A-Z]\w+[.!])?$"
)
_CLOSING: Final = re.compile(r"(?i:see you|(?:thank you|thanks),? (?:all|everyone|everybody|guys|folks))\b[^\n]{0,80}$")
_BACKWARDS: Final = 4
"""Press turns before the addressed one that may be the same reporter's."""


@dataclass(slots=True)
class Named:
    """The reporter of a press turn and the turn that names him; `how`: called, said (introduced himself), addressed or title."""

    mention: Mention
    turn: int
    how: str
    first: int = 0


@dataclass(slots=True)
class _Run:
    """What is known while the turns go by."""

    record: Record
    roles: Sequence[Role]
    own: Collection[str]
    current: Named | None = None
    pending: Named | None = None
    found: dict[int, Named] = field(default_factory=dict)
    first_names: set[str] = field(default_factory=set)
    used: dict[tuple[str, str], bool] = field(default_factory=dict)
    calls: int = 0
    asked: bool = False
    """Whether the reporter at hand has put his question."""

    def give(self, index: int, named: Named) -> None:
        """The turn at `index` is this reporter's."""
        self.found[index] = named
        self.first_names |= {*named.mention.name.split()[:1]}

    def once(self, how: str, word: str, ask: Callable[[], bool]) -> bool:
        """The answer about a word, which costs a look at every text and is asked often."""
        if (how, word) not in self.used:
            self.used[how, word] = ask()
        return self.used[how, word]

    def role(self, index: int) -> Role | None:
        return self.roles[index] if 0 <= index < len(self.roles) else None


def reporters(record: Record, roles: Sequence[Role], own: Collection[str]) -> dict[int, Named]:
    """The reporter of each press turn that the record names. `own`: what officials and staff are called here, who are no reporters."""
    run = _Run(record, roles, own)
    for index, role in enumerate(roles):
        if role == "press" and decode(record.labels[index]).name:
            _hear_labelled(run, index)
        elif role == "press":
            _hear(run, index)
        elif role in ("official", "moderator"):
            _answer(run, index)
    replies = [
        index
        for index in range(1, len(roles))
        if roles[index] == "official" and roles[index - 1] == "press" and not decode(record.labels[index - 1]).name
    ]
    for index in replies + replies:  # who is spoken to once may be known by then
        if mention := next(_spoken_to(run, index), None):
            _address(run, index, mention)
    return run.found


def _hear_labelled(run: _Run, index: int) -> None:
    """A press turn whose label names the reporter: what he says of himself, and the call before it, add the outlet."""
    name = decode(run.record.labels[index]).name
    said = introduction(run.record.texts[index], name)
    called = run.pending.mention if run.pending and akin(run.pending.mention.name, name) else None
    seat = house(run.record.texts[index])
    if said and akin(said.name, name) and said.outlet:
        run.give(index, Named(said if len(said.name) > len(name) and len(name.split()) == 1 else replace(said, name=name), index, "said", index))
    elif run.pending and called and called.outlet:
        run.give(index, Named(replace(called, name=name), run.pending.turn, "called", index))
    elif seat:
        run.give(index, Named(Mention(name, *seat), index, "said", index))
    elif earlier := next((each for each in run.found.values() if name in (each.mention.name, *each.mention.name.split()[:1])), None):
        run.give(index, earlier)
    run.pending = None


def _hear(run: _Run, index: int) -> None:
    """A press turn: the reporter who was called, who says who he is, or who goes on."""
    text = run.record.texts[index]
    before = run.pending or run.current
    said = introduction(text, before.mention.name if before else "")
    if said and len(said.name.split()) == 1 and plain(said.name) in run.own:
        said = None
    if run.pending:
        run.asked = run.asked and run.current is run.pending
        run.current = run.pending
    elif not said and run.current and run.asked and not _goes_on(run, index):
        run.current = None
    if said:
        mention = join(said, before.mention) if before and akin(before.mention.name, said.name) else said
        run.current = Named(mention if mention.start == said.start else replace(mention, start=said.start, stop=said.stop), index, "said", index)
    run.pending = None
    run.asked = _asks(text) or (run.asked and not said)
    _take_seat(run, index, text)
    if run.current:
        run.give(index, run.current)


def _asks(text: str) -> bool:
    """Whether a reporter's turn is more than a greeting or a test of the line."""
    return len(text.split()) > 12 or ("?" in text and not _LINE.search(text))


_LINE: Final = re.compile(
    r"(?i:hear me|am i (?:on|up|next|unmuted)|is this (?:on|working)|can you hear|is it (?:me|my turn))|(?:(?i:hello|hi|hey|yes|me|sorry|thanks|thank you|okay)[,.?! ]*)+$"
)
"""Words by which a reporter only finds out whether he is heard."""


def _take_seat(run: _Run, index: int, text: str) -> None:
    """ "I'm with ABC": the outlet of the reporter who speaks, or of the one who said so before."""
    seat = house(text)
    if seat and run.current and not run.current.mention.outlet:
        run.current = replace(run.current, mention=replace(run.current.mention, outlet=seat[0]))
    elif seat and not run.current:
        earlier = {each.mention.name: each for each in run.found.values() if each.mention.outlet and _same_outlet(each.mention.outlet, seat[0])}
        run.current = next(iter(earlier.values())) if len(earlier) == 1 else Named(Mention("", *seat), index, "said", index)


def _answer(run: _Run, index: int) -> None:
    """A turn of officials or staff: whom it calls, or that it gives the word to somebody else."""
    text, short = run.record.texts[index], len(run.record.texts[index].split()) <= 12
    called = call(text)
    if called and run.role(index + 1) == "moderator" and run.role(index + 2) == "press":
        short = False
    if called and _is_called(run, called, index) and _heard_next(run, index):
        run.calls += 1
        last = run.pending
        if last and akin(last.mention.name, called.name):
            run.pending = replace(last, mention=replace(last.mention, outlet=last.mention.outlet or called.outlet))
            if len(called.name) > len(last.mention.name):
                run.pending = Named(join(called, last.mention), index, "called")
        else:
            run.pending = Named(called, index, "called")
    elif called and run.roles[index] == "official" and _heard_next(run, index) and not (short and called.weak):
        run.current = run.pending = None  # somebody may have been called
    elif calls_anyone(text) and not _only_grants(run, index) and not _waits(run, index, short):
        run.current = run.pending = run.pending if run.roles[index] == "moderator" else None
    elif not short and (run.roles[index] == "moderator" or _closes(text[-220:])):
        run.current = None
        run.pending = run.pending if run.roles[index] == "moderator" else None
    elif run.roles[index] == "official" and not short:
        run.pending = None


def _waits(run: _Run, index: int, short: bool) -> bool:
    """Whether a turn without a name only helps the reporter who was called to put his question ("Your line is open." "I can hear you. Go ahead.")."""
    return short and (run.pending is not None or (run.current is not None and not run.asked)) and not _NEXT.search(run.record.texts[index])


_NEXT: Final = re.compile(
    r"(?i:\b(?:next|another|other|last|one more|anyone|anybody|someone|move on|over (?:here|there)|in (?:the|back)|behind|gentleman|lady)\b)"
)


def _closes(tail: str) -> bool:
    return ("hank" in tail or "ee you" in tail) and _CLOSING.search(tail) is not None


def _only_grants(run: _Run, index: int) -> bool:
    """Whether a turn only lets the one who speaks go on: "Yes." always, "Go ahead." right after his words."""
    text, before = run.record.texts[index], run.record.texts[index - 1] if index else ""
    if not _ASSENT.fullmatch(text):
        return False
    return not re.search(r"(?i:go ahead|please)", text) or (run.role(index - 1) == "press" and not _THANKS.match(before))


def _heard_next(run: _Run, index: int) -> bool:
    """Whether the next to speak, staff apart, is the press."""
    return next((role for role in run.roles[index + 1 : index + 4] if role != "moderator"), None) == "press"


def _is_called(run: _Run, mention: Mention, index: int) -> bool:
    """Whether a name at the end of a turn is somebody called: no official here, and no echo of what the question was about."""
    words, low = mention.name.split(), plain(mention.name.split()[0])
    if mention.weak and run.roles[index] == "official" and not _stands_out(run, mention, index):
        return False
    if run.roles[index] == "official" and not (
        _REST.fullmatch(run.record.texts[index], mention.stop) and _speaks_to(run.record.texts[index][: mention.start])
    ):
        return False
    if len(words) == 1 and run.roles[index] == "moderator" and _is_own(run, low):
        return False
    if len(words) > 1 or mention.outlet:
        return True
    if (mention.weak or run.role(index + 1) != "press") and _is_own(run, low):
        return False
    if low in NAMES_THAT_ARE_WORDS:
        return True
    echoed = len(run.record.texts[index].split()) <= 6 and run.role(index - 1) == "press" and low in run.record.lowered[index - 1]
    if run.record.holds(low) or echoed:
        return False
    text = run.record.texts[index]
    plainly = run.roles[index] == "moderator" or _YIELDS.search(text[: mention.start]) or re.match(r",? (?i:go ahead|please)", text[mention.stop :])
    return bool(plainly) or run.once("vocative", words[0], lambda: _is_vocative(words[0], run.record))


_REST: Final = re.compile(
    r"[.,?!—– )\]]*(?:(?i:please|go (?:right )?ahead|go for it|yes|yeah|okay|thank you|thanks|sorry|you|your|over to|i know|i see|last|want|do you|are you"
    r"|kick|why|(?:and )?then|in the|with|from|start|for|if|to (?:start|kick|begin|get us))\b[^\n]{0,80})?"
)
"""What may follow the name of somebody an official calls."""


def _speaks_to(before: str) -> bool:
    """Whether the sentence in which an official names somebody can be a call, and does not tell of others ("he will go to ...")."""
    sentence = re.split(r"[.?!\n] ?|[—–]", before)[-1]
    return len(sentence.split()) <= 14 and not re.search(r"\b(?i:he|she|they|it|president|secretary|who|which|does|was|has)\b", sentence)


def _is_own(run: _Run, word: str) -> bool:
    return any(word == name or (len(name) > 2 and same_first_name(word, name)) for name in run.own)


_YIELDS: Final = re.compile(r"(?i:yes|yeah|yep|okay|ok|please|go ahead|sure|all right|thank you|thanks|next|sorry|good)[.,?!]*\s*$|[\n\])]\s*$")


_PHONES: Final = re.compile(r"\b(?i:questions|phones?|phone lines?|phone line|calls)[.,!:—– ]+$")


def _stands_out(run: _Run, mention: Mention, index: int) -> bool:
    """Whether a sentence of a name alone is a call: a paragraph of its own, after a call word, after thanks, or of somebody spoken to elsewhere."""
    text, before = run.record.texts[index], run.record.texts[index - 1] if index else ""
    start = text[: mention.start]
    asked = (
        text[mention.stop :].strip() == "?"
        and re.search(r"[.!?\n]\s*$", start)
        and len(text.split()) > 4
        and plain(mention.name.split()[0]) not in before.lower()
    )
    if asked or _PHONES.search(start) or _YIELDS.search(start) or (not start and (run.role(index - 1) != "press" or _THANKS.match(before))):
        return True
    return run.once("hailed", mention.name.split()[0], lambda: _is_hailed(mention.name.split()[0], run.record))


def _is_hailed(word: str, record: Record) -> bool:
    """Whether somebody speaks to a person of this name anywhere in the record."""
    pattern = re.compile(rf"(?:^|[.?!—–\n] ?){re.escape(word)}, \w|(?i:thank you|thanks|go ahead|yes|well|know|look), {re.escape(word)}[.?!,]")
    return any(pattern.search(text) for text in record.texts if word in text)


def _is_vocative(word: str, record: Record) -> bool:
    """Whether a word is mostly used to speak to somebody in this record, not to speak about something."""
    spoken = about = 0
    for text in record.texts:
        for at in offsets(text, word):
            free = text[max(0, at - 2) : at].strip()[-1:] in ("", *".,?!—–:") and text[at + len(word) : at + len(word) + 1] in ("", *".,?!:-\n")
            spoken += free
            about += not free
    return spoken >= about


def _goes_on(run: _Run, index: int) -> bool:
    """Whether a press turn without a call is the same reporter's as the last one."""
    text, before = run.record.texts[index], run.record.texts[index - 1]
    if run.role(index - 1) == "press":
        greeting = len(before.split()) <= 6 and re.match(r"(?i:hi|hello|hey|good|thank|thanks)\b", before) and "?" not in before
        return bool(greeting) and run.role(index - 2) == "moderator"
    if _ASSENT.fullmatch(before) or _THANKS.match(text) or _CUT_OFF.search(before[-8:]) or _GOES_ON.match(text):
        return True
    return not (_TURNS_TO.match(text) or _hails(text, run.own)) and _is_related(run.record, index)


def _is_related(record: Record, index: int) -> bool:
    """Whether a question takes up a word of the question or the reply before it."""
    mine = _content(record.lowered[index][:400])
    return any(mine & _content(record.lowered[at][-1200:]) for at in (index - 1, index - 2) if at >= 0)


def _content(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[^\W\d_]{5,}", text)} - _COMMON


_COMMON: Final = frozenset(
    "president administration secretary minister think about going really people would could should there their where which today question thing want "
    "american united state country countries government know right white house being specifically anything talk talking".split()
)


def _hails(text: str, own: Collection[str]) -> bool:
    """Whether a question begins by speaking to an official by name or title."""
    match = re.match(
        r"(?:(?:[Hh]i|[Tt]hanks|[Tt]hank you|[Ss]orry|[Ss]ir|[Hh]ey|[Yy]es)[,.]? )?"
        r"((?:Mr\.?|Madam|Secretary|Prime Minister|Dr\.?|General|Admiral|Ambassador) ?)?([A-Z][\w’'-]+)?(?= ?[,—–])",
        text,
    )
    return match is not None and bool(match[1] or (match[2] and plain(match[2]) in own))


_PROMISES: Final = re.compile(
    r"(?i:i['’]ll|we['’]ll|will|let me) (?:come|get|go|be)(?: right)?(?: back| down| over| around)*(?: to (?:here|you|him|her|that side))?,? $"
)


def _spoken_to(run: _Run, index: int) -> Iterator[Mention]:
    """The reporters whom a reply may speak to, the surest first."""
    text = run.record.texts[index]
    called = call(text)
    for mention in addressed(text):
        first = mention.name.split()[0]
        if (
            _is_own(run, plain(first))
            or not _is_reporter(run, first, index)
            or (called and called.start <= mention.start < called.stop)
            or _PROMISES.search(text[: mention.start])
        ):
            continue
        if _is_known(run, first) or (len(mention.name.split()) == 1 and _is_new(run, mention, index)):
            yield mention
    if index - 1 not in run.found:
        yield from _named_inside(run, text, called.start if called else len(text))


def _is_new(run: _Run, mention: Mention, index: int) -> bool:
    """Whether a reply may speak to somebody whom nothing else names."""
    word = mention.name
    if plain(word) in run.record.lowered[index - 1]:
        return False
    return run.once("weak" if mention.weak else "sure", word, lambda: _is_sure(word, run.record, mention.weak))


def _named_inside(run: _Run, text: str, stop: int) -> Iterator[Mention]:
    """The one known reporter whose name the reply sets off by commas."""
    inside = [
        (word, at)
        for word in run.first_names
        if (at := text.find(f", {word}", 0, stop)) >= 0 and text[at + len(word) + 2 : at + len(word) + 3] in (",", ".")
    ]
    if len(inside) == 1:
        word, at = inside[0]
        if _PROMISES.search(text[: at + 2]):
            return
        yield Mention(word, "", at + 2, at + 2 + len(word))


def _is_known(run: _Run, first: str) -> bool:
    return first in run.first_names or any(same_first_name(first, other) for other in run.first_names)


def _is_reporter(run: _Run, first: str, index: int) -> bool:
    """Whether a name at the head of a reply is not rather an official's, who speaks next."""
    handed = run.role(index + 1) == "official" and run.record.labels[index + 1] != run.record.labels[index]
    return not handed or _is_known(run, first)


def _is_sure(word: str, record: Record, weak: bool) -> bool:
    """Whether a word set off by commas is a name spoken to: at the head of a reply mostly, elsewhere every time it occurs."""
    if plain(word) in NAMES_THAT_ARE_WORDS:
        return not weak
    if record.holds(plain(word)):
        return False
    uses = [match.group() for text in record.texts if word in text for match in re.finditer(rf"(?:\S+ |^|\n){re.escape(word)}\b.?", text)]
    if not weak:
        return len(uses) <= 2 or _is_vocative(word, record)
    return len(uses) <= 3 and all(re.search(rf"(?:^|[,.?!—–] ){re.escape(word)}[,.?!]", use) for use in uses)


def _address(run: _Run, index: int, mention: Mention) -> None:
    """A reply speaks to somebody: the question before it is his, and what hangs together with that."""
    at = index - 1
    known = run.found.get(at)
    if (known and (known.how == "said" or akin(known.mention.name, mention.name))) or len(run.record.texts[at].split()) < 2:
        return
    named = Named(mention, index, "addressed", at)
    run.give(at, named)
    if run.calls:
        _spread_back(run, at, named)
        _spread_on(run, at, named)


def _spread_back(run: _Run, at: int, named: Named) -> None:
    for _ in range(_BACKWARDS):
        text, reply = run.record.texts[at], run.record.texts[at - 1] if at else ""
        if at < 2 or run.roles[at - 1] != "official" or run.roles[at - 2] != "press" or at - 2 in run.found or text.startswith("(Inaudible"):
            return
        granted = _ASSENT.fullmatch(reply) is not None
        if not granted and (calls_anyone(reply) or not (_GOES_ON.match(text) or _CUT_OFF.search(reply[-8:]))):
            return
        at -= 2
        if len(run.record.texts[at].split()) > 1:
            run.give(at, named)


def _spread_on(run: _Run, at: int, named: Named) -> None:
    while run.role(at + 1) == "official" and run.role(at + 2) == "press":
        text, reply, other = run.record.texts[at + 2], run.record.texts[at + 1], run.found.get(at + 2)
        if other is not None and (other.how == "said" or (other.how == "called" and other.turn > at)):
            return
        granted = _ASSENT.fullmatch(reply) is not None
        if not granted and (calls_anyone(reply) or _calls_other(reply, named) or _TURNS_TO.match(text)):
            return
        if not (granted or _GOES_ON.match(text) or _CUT_OFF.search(reply[-8:])):
            return
        at += 2
        run.give(at, named)


def _calls_other(reply: str, named: Named) -> bool:
    called = call(reply)
    return called is not None and not akin(called.name, named.mention.name)


def settle(found: dict[int, Named]) -> dict[int, Named]:
    """One reporter under several names is one: the fullest name, and an outlet given anywhere."""
    people: list[Mention] = []
    forms = {(each.mention.name, each.mention.outlet): each.mention for each in found.values()}
    for mention in sorted(forms.values(), key=lambda each: (-len(each.name), each.name, each.outlet)):
        like = [other for other in people if _is_one(other, mention)]
        if len(like) == 1:
            people[people.index(like[0])] = join(like[0], mention)
        elif not like:
            people.append(mention)
    known = {form: [other for other in people if _is_one(other, mention)] for form, mention in forms.items()}
    return {index: _fullest(named, known[named.mention.name, named.mention.outlet]) for index, named in found.items()}


def _fullest(named: Named, like: Sequence[Mention]) -> Named:
    if len(like) != 1:
        return named
    return replace(named, mention=replace(named.mention, name=like[0].name, outlet=named.mention.outlet or like[0].outlet))


def _is_one(one: Mention, other: Mention) -> bool:
    return akin(one.name, other.name) and (not one.outlet or not other.outlet or _same_outlet(one.outlet, other.outlet))


def _same_outlet(one: str, other: str) -> bool:
    return one.lower() in other.lower() or other.lower() in one.lower()
