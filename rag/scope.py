"""What a question asks about besides its topic: whose words, which side, when, which briefing. No model; what is inferred prefers, what is typed restricts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rag.text import tokens
from rag.types import Answer, Scope

ANYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Named:
    """A proper name, abbreviation or number that a question names besides its scope, and the other ways to write it."""

    written: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as it is searched. `topic`: its folded content words; `carried`: those that the conversation adds."""

    question: str
    standalone: str
    scope: Scope
    topic: tuple[str, ...]
    names: tuple[Named, ...] = ()
    carried: tuple[str, ...] = ()


# Words that ask, point or glue; they are in every transcript and tell nothing about a topic.
_ASKING = frozenset(
    (
        "a", "about", "all", "am", "an", "and", "any", "anyone", "are", "as", "ask", "asked", "at", "be", "been", "by", "can", "could", "did", "do",
        "does", "everything", "for", "from", "had", "has", "have", "he", "her", "him", "his", "how", "i", "if", "in", "is", "it", "its", "many", "me",
        "much", "of", "on", "or", "said", "say", "saying", "says", "she", "should", "tell", "that", "the", "their", "them", "there", "these", "they",
        "this", "those", "to", "was", "we", "were", "what", "whats", "when", "where", "which", "who", "whom", "whose", "why", "will", "with", "would",
        "you", "your",
    )
)  # fmt: skip


def understand(question: str, history: tuple[Answer, ...], *, today: date, given: Scope = ANYTHING) -> Understanding:
    """The question with its scope."""
    scope = given if given.roles else replace(given, roles=("official",))
    return Understanding(question, question, scope, topic_of(question))


def topic_of(question: str) -> tuple[str, ...]:
    """The folded words of a question without those that ask."""
    return tuple(dict.fromkeys(word for word in tokens(question) if word not in _ASKING))
