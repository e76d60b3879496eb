"""Which side of the podium a question asks for: the official who replies, the press that asks, or anybody."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from rag.question.wording import ANYONE, AUXILIARIES, QUESTIONING, REPORTERS, SAYING
from rag.question.words import Mention, Token
from rag.types import Role


def side_asked(tokens: Sequence[Token], mentions: Sequence[Mention], speaking: Sequence[Mention]) -> tuple[Role, ...]:
    """The roles whose words are asked for, () for anybody's; by default the official's. `speaking`: the mentions whose words are asked for."""
    words = [token.word for token in tokens]
    named: list[Role] = [person.speaker.role for mention in speaking for person in mention.people]
    if named:
        by_title = any(mention.people and not _named(mention, words) for mention in speaking)
        return ("official",) if "official" in named and not by_title else tuple(dict.fromkeys(named))
    if any(mention.outlets for mention in speaking) or _asks_for_questions(words) or _stranger_asks(tokens, mentions):
        return ("press",)
    if _is_mentioned(words) or (words[:1] == ["who"] and any(_is_said(words, at) for at in range(1, min(4, len(words))))):
        return ()
    return () if "who" in words and any(f"{a} {b}" == "who said" for a, b in pairwise(words)) else ("official",)


def _is_mentioned(words: Sequence[str]) -> bool:
    """Whether it is asked where a thing stands at all, whoever spoke of it: "was X mentioned", "when did X come up"."""
    pairs = {f"{a} {b}" for a, b in pairwise(words)}
    return ("mentioned" in words and bool(_BEING & set(words))) or bool(pairs & {"come up", "came up"})


def _is_said(words: Sequence[str], at: int) -> bool:
    return words[at] in ("used", "mentioned") or (words[at] in SAYING and not _is_requested(words, at))


def _named(mention: Mention, words: Sequence[str]) -> bool:
    """Whether the mention holds a name, and not a title alone."""
    return any(set(words[mention.first : mention.stop]) & set(person.name) for person in mention.people)


def _asks_for_questions(words: Sequence[str]) -> bool:
    """Whether it asks for what was asked: by whom, by reporters, or of somebody ("was he asked")."""
    asks = [at for at, word in enumerate(words) if word in QUESTIONING and not _is_requested(words, at)]
    near = {word for at in asks for word in words[max(0, at - 3) : at]}
    if words[:2] in (["which", "reporter"], ["which", "reporters"], ["what", "reporters"]) or _wants_questions(words):
        return True
    return bool(asks and REPORTERS & set(words)) or bool(near & (ANYONE | {"was", "were", "been"}))


def _is_requested(words: Sequence[str], at: int) -> bool:
    """Whether at `at` somebody is asked to do something, or "who was asked" wants the one who was."""
    passive = words[at] == "asked" and bool(_BEING & set(words[max(0, at - 3) : at]))
    return passive and (words[at + 1 : at + 2] == ["to"] or words[:1] == ["who"] or words[:2] == ["which", "officials"])


_BEING = frozenset(("is", "are", "was", "were", "been", "being"))


def _stranger_asks(tokens: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """Whether somebody whom nothing else is known of is said to ask ("what did La Repubblica ask"): an outlet or a reporter."""
    at = next((at for at, token in enumerate(tokens) if token.word == "ask"), 0)
    name = list(takewhile(lambda token: token.word not in AUXILIARIES, reversed(tokens[:at])))
    named = name and len(name) < at and all(token.capital or token.word == "the" for token in name)
    return bool(named) and not any(mention.first < at and at - len(name) < mention.stop for mention in mentions)


def _wants_questions(words: Sequence[str]) -> bool:
    """Whether it is the questions on something that are asked for: "list the questions about X", "what questions were there on X"."""
    at = next((at for at, word in enumerate(words) if word == "questions"), len(words))
    return 0 < at < 4 and bool(set(words[at + 1 : at + 6]) & {"about", "on", "regarding", "concerning", "there", "raised", "asked"})
