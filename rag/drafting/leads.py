"""The words before a quotation, composed from the record alone: who asked about what, and who spoke for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from rag.checking.facts import name_runs
from rag.drafting.evidence import Sought
from rag.drafting.forms import IDLE
from rag.drafting.refusals import Refusal, refusals, refused
from rag.index.lexical import stem
from rag.text import Word, tokens, words
from rag.types import Briefing, Hit, Scope, Speaker, Turn

LEAST_TOLD, SHARE_TOLD = 2.0, 0.25
"""Rarity, and share of the question's rarity, that words must have to be named as what was asked about."""

LONGEST_TOPIC = 6
"""Words that what was asked about may have."""
INTERPRETED_WITHIN = 200
"""Characters at the start of a turn within which a note says that it was interpreted."""
_INTERPRETED = re.compile(
    r"\((?:via|through|by|as|with)?\s*(?:an? |the )?interpret\w*[^()]{0,40}\)|\((?:spoke |speaking )?in [A-Z]\w+\)", re.IGNORECASE
)
_OFFICES = "president|prime minister|foreign minister|minister|secretary|chancellor|king|ambassador|general|chairman|chair|senator|governor"
_RECOUNTED = re.compile(
    rf"(?:(?i:and|so|but|well,|as) )?((?i:(?:the |his |her |their |our )?(?:{_OFFICES}))(?: [A-Z][\w’'-]+){{0,3}}|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{1,3}}) "
    r"(?:(?:has|had|have|also|just|very|clearly|himself|herself) ){0,2}(?:said|told|says|tells|stated|announced|assured|informed|replied)\b",
)
_JOINING = IDLE | frozenset("after before during since until while because despite without".split())
_NOBODY = frozenset("i we you they he she it there this that as ive weve youve theyve".split())
_BEFORE_THINGS = frozenset("the a an of on about for your their his her its any these those regarding concerning this that with to in".split())
_VERBS_WITHIN = frozenset("is are was were be been has have had do does did will would can could should said lost won".split())

_VERBS = {
    "declined": "declined to say",
    "no news": "had nothing to announce",
    "taken": "took the question",
    "referred": "referred the question elsewhere",
    "does not know": "did not know",
}


def lead(hit: Hit, sought: Sought, scope: Scope, quoted: str, *, again: bool = False) -> str:
    """ "Asked by Lena Ortiz (Daily Courier) about the ferry line, Dana Whitlock, Deputy Assistant Secretary, for the United States, said".

    `quoted`: the words that follow, which the verb must fit. `again`: the speaker was introduced before, so the name is enough.
    """
    declining = refusals(quoted) if refused(hit.turn.text) else ()
    verb = _VERBS[declining[0].kind] if declining else "said"
    who = hit.turn.speaker.name if again else introduce(hit.turn, scope)
    who = _with(who, _passing_on(hit.turn, quoted))
    if hit.turn.answers is None:
        return f"{who} {verb}"
    asked = hit.briefing.turns[hit.turn.answers]
    about = shared_words(sought, asked.text, own=hit.turn.speaker.name)
    person = asked.relays or asked.speaker
    asking = [f"by {reporter(person)}"] * bool(person.name or person.outlet) + [f"about {about}"] * bool(about)
    return f"Asked {' '.join(asking)}, {who} {verb}" if asking else f"{who} {verb}"


def plain_lead(briefing: Briefing, turn: Turn, refusal: Refusal) -> str:
    """ "Asked by Lena Ortiz (Daily Courier), Dana Whitlock, Deputy Assistant Secretary, took the question"."""
    person = briefing.turns[turn.answers].relays or briefing.turns[turn.answers].speaker if turn.answers is not None else None
    asked = f"Asked by {reporter(person)}, " if person and (person.name or person.outlet) else ""
    return f"{asked}{introduce(turn)} {_VERBS[refusal.kind]}"


def _with(who: str, how: str) -> str:
    return f"{who.removesuffix(',')}, {how}," if how else who


def _passing_on(turn: Turn, quoted: str) -> str:
    """That the words came through an interpreter, or tell what somebody else said: "recounting Idris Benali"; "" for a speaker's own."""
    if _INTERPRETED.search(turn.text[:INTERPRETED_WITHIN]):
        return "through an interpreter"
    told = recounted(quoted)
    return f"recounting {told}" if told and not set(tokens(told)) & set(tokens(turn.speaker.name)) else ""


def recounted(quoted: str) -> str:
    """Whose words a quotation tells, where it begins by saying so ("Idris Benali told us that ..."); "" where nobody's."""
    match = _RECOUNTED.match(quoted)
    return match[1] if match and not set(tokens(match[1])) & _NOBODY else ""


def shared_words(sought: Sought, text: str, *, own: str = "") -> str:
    """The longest run of the question's words that stands in a text and tells something, as the text writes it; "" where none does.

    `own`: the name of who replies, who is not asked about himself.
    """
    have, wanted = words(text), tokens(sought.question)
    blocks = SequenceMatcher(None, wanted, [word.folded for word in have], autojunk=False).get_matching_blocks()
    runs = (_trimmed(have[block.b : block.b + block.size]) for block in blocks)
    best = max((run for run in runs if _names_something(text, have, run, own)), key=lambda run: _told(sought, run), default=[])
    if _told(sought, best) < max(LEAST_TOLD, SHARE_TOLD * sum(sought.terms.values())):
        return ""
    written = " ".join(text[best[0].start : best[-1].stop].split())
    written = re.sub(r"['’]s?$", "", written)
    named = {word for name in name_runs(text) for word in name}
    return written if best[0].folded in named or not written[1:2].islower() else written[:1].lower() + written[1:]


def _names_something(text: str, have: Sequence[Word], run: Sequence[Word], own: str) -> bool:
    """Whether a run reads as a thing: several words but no sentence, a name, or a word after "the", "of", "on" and the like."""
    if not run or len(run) > LONGEST_TOPIC or {word.folded for word in run} <= set(tokens(own)):
        return False
    if len(run) > 1:
        return not any(word.folded in _VERBS_WITHIN for word in run)
    word = run[0]
    if text[word.start].isupper() and word.folded in {each for name in name_runs(text) for each in name}:
        return True
    before = next((each.folded for each in reversed(have) if each.stop <= word.start), "")
    return before in _BEFORE_THINGS and not word.folded.endswith(("ed", "ing", "ly", "er", "est"))


def _told(sought: Sought, run: Sequence[Word]) -> float:
    return sum(sought.terms.get(stem(word.folded), 0) for word in run)


def _trimmed(run: Sequence[Word]) -> list[Word]:
    """Without idle words at the ends; a number at an end may be cut out of a larger one, so it goes too."""
    ends = [
        word.folded not in _JOINING and not (word.folded[:1].isdigit() and at in (0, len(run) - 1) and len(run) == 1) for at, word in enumerate(run)
    ]
    return list(run[ends.index(True) : len(ends) - ends[::-1].index(True)]) if any(ends) else []


def ask_lead(turn: Turn) -> str:
    """ "Alexander Panetta (CBC) asked"; a question that was read out says so."""
    if turn.relays:
        return f"{capital(reporter(turn.relays))}, in a question read out by {turn.speaker.name or 'the moderator'}, asked"
    return f"{capital(reporter(turn.speaker))} asked"


def reporter(speaker: Speaker) -> str:
    """ "Lena Ortiz (Daily Courier)", "a reporter of the Daily Courier" or "an unnamed reporter"."""
    if speaker.name:
        return f"{speaker.name} ({speaker.outlet})" if speaker.outlet else speaker.name
    kind = "reporter" if speaker.role == "press" else "speaker"
    return f"a {kind} of {speaker.outlet}" if speaker.outlet else f"an unnamed {kind}"


def introduce(turn: Turn, scope: Scope | None = None) -> str:
    """Name, title and whose official (unless the scope says so already); the printed label where the record gives no name."""
    speaker = turn.speaker
    name = speaker.name or _calm(turn.label) or "An unnamed speaker"
    title = _calm(speaker.title)
    parts = [name] + ([title] if title and title.casefold() not in name.casefold() else [])
    if speaker.speaks_for and speaker.speaks_for not in title and (scope is None or scope.speaks_for != (speaker.speaks_for,)):
        article = "the " if speaker.speaks_for.startswith(("United ", "Federal ", "European ", "Netherlands", "Philippines")) else ""
        parts.append(f"for {article}{speaker.speaks_for}")
    return ", ".join(parts) + ("," if len(parts) > 1 else "")


def _calm(text: str) -> str:
    return text.title() if text.isupper() and len(text) > 4 else text


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]
