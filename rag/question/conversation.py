"""Follow-ups: whether a question leans on the conversation, and what that adds to it. No model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.question.known import Known
from rag.question.understanding import Understanding, unique
from rag.question.wording import ASKING, LEANING, SAYING, WORDS_TOO
from rag.question.words import Mention, Token, split
from rag.types import Answer, Turn

_OPENING = ("and", "but", "also", "or", "so")


def leans(tokens: Sequence[Token], mentions: Sequence[Mention], topic: Sequence[str]) -> bool:
    """Whether a question is meant with the conversation: it points back, or says too little alone."""
    words = [token.word for token in tokens]
    if (words[:1] and words[0] in _OPENING) or words[:2] in (["what", "about"], ["how", "about"], ["what", "if"], ["why", "not"]):
        return True
    if any(word in ("instead", "too", "anyway") for word in words[-1:]) or words[-2:] in (["as", "well"], ["in", "return"], ["in", "turn"]):
        return True
    own = [at for at, token in enumerate(tokens) if at and token.capital]
    points = [at for at, word in enumerate(words) if word in LEANING and not _relative(words, at)]
    if points:
        last = points[-1] == len(words) - 1
        return last or not any(at < points[0] for at in own) or bool({"he", "she", "him", "that"} & {words[at] for at in points} and not mentions)
    # "what did Jones say?", "how did Jones respond?": on what was spoken of; what an outlet asked says enough alone
    of_whom = any(not mention.outlets for mention in mentions) and SAYING.issuperset(topic) and not set(words) & {"everything", "anything", "all"}
    return of_whom or (len(topic) <= 2 and not own)


def _relative(words: Sequence[str], at: int) -> bool:
    """ "that" after a verb of saying or a noun, "there is", "it is ... to": words that point at nothing."""
    if words[at] == "that":
        return at + 1 < len(words) and words[at - 1 : at] not in (["about"], ["for"], ["of"], ["on"], ["to"])
    return (
        words[at] == "there"
        and at + 1 < len(words)
        and (words[at + 1] in ("is", "are", "be", "any", "a") or words[at - 1] in ("is", "are", "was", "were", "will"))
    )


def carry(
    understood: Understanding, history: tuple[Answer, ...], tokens: Sequence[Token], mentions: Sequence[Mention], known: Known
) -> Understanding:
    """The question with topic, scope and briefing of the conversation, as far as it does not name its own."""
    last = history[-1]
    scope, before = understood.scope, last.scope
    words = {token.word for token in tokens}
    to_press = scope.roles == ("press",)
    if not scope.speakers and len(understood.topic) <= _BARE:
        named = {token.word for mention in mentions for token in tokens[mention.first : mention.stop]}
        near = frozenset(briefing for briefing, _ in _cited(last))
        titled = _titled(mentions, near) if named.issuperset(understood.topic) else ()
        scope = replace(scope, speakers=titled or _bare_names(tokens, known))
    asked = scope.speaks_for or (_people(understood, mentions, tokens, known) if before.speaks_for or before.speakers else ())
    speakers = scope.speakers or (() if to_press or asked else before.speakers)
    if not speakers and words & {"he", "she"} and words & SAYING:
        speakers = unique(turn.speaker.name for _, turn in _cited(last)[:1] if turn.speaker.role == "official" and turn.speaker.name)
    return replace(
        understood,
        standalone=f"{last.standalone.rstrip(' ?.!')}; {understood.standalone}",
        carried=_carried(history, words),
        follows=True,
        near=unique(briefing for briefing, _ in _cited(last)),
        scope=replace(
            scope,
            speakers=speakers,
            speaks_for=asked or (() if to_press or scope.speakers else before.speaks_for),
            since=scope.since or before.since,
            until=scope.until or before.until,
            briefings=scope.briefings or before.briefings,
            typed=tuple(name for name in before.typed if getattr(before, name) and name in _CARRIED),
        ),
    )


# "and Jones?", "did jones agree?": so short a follow-up names whose words it wants.
_BARE = 2


def _titled(mentions: Sequence[Mention], near: frozenset[str]) -> tuple[str, ...]:
    """Officials that a bare follow-up names, by title too ("and the Secretary?"): of several those who speak where the conversation was."""
    people = [person for mention in mentions for person in mention.people if person.speaker.role != "press"]
    return unique(person.speaker.name for person in [person for person in people if person.briefings & near] or people)


def _people(understood: Understanding, mentions: Sequence[Mention], tokens: Sequence[Token], known: Known) -> tuple[str, ...]:
    """The government of the people that a bare follow-up names ("and the Danes?"), where it speaks in the library."""
    named = [one for one in mentions if one.government in known.governments and one.first and tokens[one.first - 1].word == "the"]
    words = {token.word for one in named for token in tokens[one.first : one.stop]}
    return unique(one.government for one in named) if understood.topic and words.issuperset(understood.topic) else ()


def _bare_names(tokens: Sequence[Token], known: Known) -> tuple[str, ...]:
    words = [token.word for token in tokens if token.capital or token.word not in WORDS_TOO | ASKING]
    people = [person for word in words for person in known.by_word.get(word, ()) if person.name[-1] == word]
    return unique(person.speaker.name for person in people if person.speaker.role != "press")


_CARRIED = ("speakers", "speaks_for", "since", "until", "briefings")
# Each step back in the conversation tells this much less about what is asked now (development follow-ups, first / among five: .74/.96).
FADING = 0.3


def _carried(history: tuple[Answer, ...], words: set[str]) -> tuple[tuple[str, float], ...]:
    """Topic words of the questions that this one leans on, back to one that stood alone."""
    weights: dict[str, float] = {}
    weight = FADING
    for answer in reversed(history):
        for word in topic_of(answer.question):
            if word not in words:
                weights.setdefault(word, weight)
        if answer.standalone == answer.question:
            break
        weight *= FADING
    return tuple(weights.items())


def _cited(answer: Answer) -> list[tuple[str, Turn]]:
    """Briefing and turn of what an answer rests on, or of the best that was found."""
    cited = [(citation.briefing.id, citation.turn) for claim in answer.claims for citation in claim.citations]
    return cited or [(hit.briefing.id, hit.turn) for hit in answer.read[:3]]


def topic_of(question: str) -> tuple[str, ...]:
    """The folded words of a question without those that ask."""
    return tuple(dict.fromkeys(token.word for token in split(question) if token.word not in ASKING))
