"""What a question asks about besides its topic: whose words, which side, when, which briefing.

No model; what is inferred prefers, what is typed restricts. A name or date that is the topic never becomes scope.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, islice, takewhile

from rag.errors import QueryError
from rag.governments import same_country
from rag.index.lexical import stem
from rag.question.conversation import carry, leans
from rag.question.dates import When
from rag.question.known import Known, Person, overlaps
from rag.question.mentions import find_mentions, is_subject
from rag.question.query import Query, parse_query
from rag.question.sides import side_asked
from rag.question.spelling import respelt
from rag.question.timing import time_asked
from rag.question.understanding import Named, Sought, unique
from rag.question.understanding import Understanding as Understanding
from rag.question.wording import ASKING, MEETINGS, PLACED_IN_TIME, REPORTERS, SAYING
from rag.question.words import Mention, Token, split
from rag.text import tokens as folded
from rag.types import Answer, Scope

ANYTHING = Scope()


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_QUOTED = re.compile(r"\"[^\"]*\"|“[^“”]*”")


def understand(question: str, history: tuple[Answer, ...], known: Known, *, today: date, given: Scope = ANYTHING) -> Understanding:
    """The question with its scope and, where it leans on the conversation, with what that adds. `given` wins. Raises QueryError."""
    query = parse_query(question, today)
    known = replace(known, within=frozenset(given.briefings))
    tokens = tuple(_meant(token, known) for token in split(query.text))
    mentions = find_mentions(_QUOTED.sub(lambda match: " " * len(match.group()), query.text), tokens, known)
    scope, scoped = _infer(query.text, tokens, mentions, known, today)
    topic = tuple(dict.fromkeys(token.word for at, token in enumerate(tokens) if token.word not in ASKING and at not in scoped))
    understood = Understanding(
        question=question,
        asked=query.text,
        standalone=query.text,
        scope=scope,
        topic=topic,
        names=_names(query.text, tokens, scoped, known),
        terms=_terms(tokens, scoped, known),
        scoped=tuple(tokens[at].word for at in sorted(scoped)),
        absent=_absent(query.text, tokens, mentions, known),
    )
    if history and leans(tokens, mentions, topic):
        understood = carry(understood, history, tokens, mentions, known)
    scope = _refuse_backwards(_sided(_resolved(_merged(understood.scope, query, given), known), known))
    if "also" not in scope.typed:
        return replace(understood, scope=replace(scope, also=unique(other for term in understood.terms for other in term.others)))
    terms = tuple(replace(term, others=tuple(other for other in term.others if other in scope.also)) for term in understood.terms)
    return replace(understood, scope=scope, terms=terms)


def _meant(token: Token, known: Known) -> Token:
    """A word that no transcript has and that is one letter from a surname of one speaker, as that name."""
    if len(token.word) < _LEAST_NAME or token.word in ASKING or token.word in known.by_word or known.prints((token.word,)):
        return token
    name = respelt(token.word, known.surnames)
    return replace(token, word=name) if name else token


# Shorter names are one letter from too many others.
_LEAST_NAME = 6


def _terms(tokens: Sequence[Token], scoped: set[int], known: Known) -> tuple[Sought, ...]:
    """The topic, words with other names first where several belong together ("Remain in Mexico")."""
    found: dict[tuple[str, ...], Sought] = {}
    at = 0
    while at < len(tokens):
        stop = at + 1
        for length in range(min(known.aliases.longest, len(tokens) - at), 0, -1):
            words = tuple(token.word for token in tokens[at : at + length])
            others = () if scoped & set(range(at, at + length)) or ASKING.issuperset(words) else known.aliases.of(words)
            if others:
                found[words] = Sought(tuple(word for word in words if word not in ASKING) or words, others)
                stop = at + length
                break
        else:
            word = tokens[at].word
            if at not in scoped and word not in ASKING:
                found.setdefault((word,), Sought((word,)))
        at = stop
    return tuple(found.values())


def _infer(text: str, tokens: Sequence[Token], mentions: Sequence[Mention], known: Known, today: date) -> tuple[Scope, set[int]]:
    """The scope of one question, and the tokens that made it."""
    speaking = [mention for mention in mentions if mention.speaks and (mention.people or mention.outlets or mention.government in known.governments)]
    scoped = set(chain.from_iterable(range(mention.first, mention.stop) for mention in speaking))
    when = time_asked(text, tokens, known, today)
    since = when.since if when and when.since != date.min else None
    until = when.until if when and when.until != date.max else None
    if when:
        scoped |= _dated(tokens, when)
    people = [person for mention in speaking for person in mention.people]
    if when:
        held = {id for id, one in known.held.items() if overlaps(one, since, until)}
        people = [person for person in people if person.briefings & held] or people
    outlets = [name for mention in speaking for name in mention.outlets]
    governments = [mention.government for mention in speaking if mention.government in known.governments]
    briefings, at = _briefings(tokens, mentions, people, known)
    roles = side_asked(tokens, mentions, speaking)
    scoped |= at | set(islice((at for at, token in enumerate(tokens) if roles == ("press",) and token.word in REPORTERS), 1))
    return (
        Scope(
            speakers=unique(person.speaker.name for person in people),
            roles=roles,
            outlets=unique(outlets),
            speaks_for=unique(governments),
            since=since,
            until=until,
            briefings=briefings,
        ),
        scoped,
    )


def _dated(tokens: Sequence[Token], when: When) -> set[int]:
    """The tokens of a date, with the word that announces it."""
    inside = {at for at, token in enumerate(tokens) if when.start <= token.start < when.stop}
    before = min(inside, default=0) - 1
    return inside | ({before} if before >= 0 and tokens[before].word in PLACED_IN_TIME else set())


_PLACING = _set("at on in during from aboard")


def _briefings(tokens: Sequence[Token], mentions: Sequence[Mention], people: Sequence[Person], known: Known) -> tuple[tuple[str, ...], set[int]]:
    """Particular briefings that a question names by title, place or programme, and the tokens that name them."""
    for at, token in enumerate(tokens):
        if token.word in _PLACING:
            run = list(takewhile(lambda each: each.word not in _STOP_RUN, tokens[at + 1 :]))[:9]
            where = frozenset().union(*(person.briefings for person in people)) or frozenset(known.headers)
            found = _by_header(run, tokens[at - 1].word if at else "", token.word, known, where)
            if found:
                return found, set(range(at, at + 1 + len(run)))
    told = [at for at, token in enumerate(tokens) if token.word in ("tell", "told")]
    named = [mention for mention in mentions if mention.people or (mention.outlets and _after_article(tokens, mention.first) - 1 in told)]
    together = [_present(mention, known) for mention in named]
    shared = frozenset.intersection(*together) if len(together) > 1 else frozenset()
    both = any(mention.outlets for mention in named) or {person.speaker.role for mention in named for person in mention.people} >= {
        "official",
        "press",
    }
    return (tuple(sorted(shared)) if both and 0 < len(shared) <= _MOST_BRIEFINGS else (), set())


def _after_article(tokens: Sequence[Token], first: int) -> int:
    return first - (first > 0 and tokens[first - 1].word == "the")


def _present(mention: Mention, known: Known) -> frozenset[str]:
    """The briefings in which those named speak."""
    people = mention.people or [person for person in known.people if person.speaker.outlet in mention.outlets]
    return frozenset().union(*(person.briefings for person in people))


_STOP_RUN = _set("how what when why who which whether did does do say said says ask asked about with that to if according")
# More than these share a header by chance of its words, and the question names none of them.
_MOST_BRIEFINGS = 3


def _by_header(run: Sequence[Token], before: str, preposition: str, known: Known, where: frozenset[str]) -> tuple[str, ...]:
    words = [stem(token.word) for token in run if token.word not in ASKING]
    told = [word for word in words if word not in _MEETING_STEMS and known.header_counts.get(word)]
    if not told or len(told) < len([word for word in words if word not in _MEETING_STEMS]):
        return ()
    named = len(told) < len(words) or (len(told) > 1 and preposition in ("on", "at", "aboard", "during"))
    capital = preposition == "on" and len(run) == 1 and run[0].capital
    if not (named or capital or (preposition in ("in", "at") and (not before or before in SAYING))):
        return ()
    fits = tuple(id for id, header in known.headers.items() if id in where and all(word in header for word in told))
    return fits if 0 < len(fits) <= _MOST_BRIEFINGS else ()


_MEETING_STEMS = frozenset(stem(word) for word in MEETINGS | _set("press background foreign news joint"))


def _names(text: str, tokens: Sequence[Token], scoped: set[int], known: Known) -> tuple[Named, ...]:
    """Proper names, abbreviations and numbers of a question outside its scope; runs of capitals are one name, as far as a possessive."""
    runs: list[list[int]] = []
    for at, token in enumerate(tokens):
        if at in scoped or not (_is_name(text, tokens, at) or token.word[:1].isdigit()):
            continue
        if runs and runs[-1][-1] == at - 1 and not tokens[at - 1].possessive and not set("/,;") & set(text[tokens[at - 1].stop : tokens[at].start]):
            runs[-1].append(at)
        else:
            runs.append([at])
    named = (_name(text, [tokens[at] for at in run], known) for run in runs)
    return tuple(dict.fromkeys(one for one in named if len(one.written) > 1))


def _name(text: str, run: Sequence[Token], known: Known) -> Named:
    words = [token.word for token in run]
    written = text[run[0].start : run[-1].stop]
    written = written[:-2] if run[-1].possessive else written
    meant = () if folded(written) == words else (" ".join(words),)
    return Named(written, (*meant, *known.aliases.of(words), *same_country(" ".join(words))))


def _is_name(text: str, tokens: Sequence[Token], at: int) -> bool:
    """A capital, which at the beginning of a question counts only where another follows or the whole word has capitals."""
    token = tokens[at]
    if not token.capital or token.word in ASKING:
        return False
    following = at + 1 < len(tokens) and tokens[at + 1].capital
    return at > 0 or following or text[token.start + 1 : token.stop].isupper()


def _absent(text: str, tokens: Sequence[Token], mentions: Sequence[Mention], known: Known) -> tuple[str, ...]:
    """Governments and people whose words are asked for though nobody of them speaks in this library."""
    found = [mention.government for mention in mentions if mention.speaks and mention.government and mention.government not in known.governments]
    taken = {at for mention in mentions for at in range(mention.first, mention.stop)}
    for at in range(1, len(tokens)):
        run = list(takewhile(lambda each: tokens[each].capital and each not in taken, range(at, len(tokens))))
        if run and not (tokens[at - 1].capital and at > 1) and is_subject(tokens, at, run[-1] + 1):
            found.append(text[tokens[at].start : tokens[run[-1]].stop])
    return unique(found)


def _refuse_backwards(scope: Scope) -> Scope:
    if scope.since and scope.until and scope.since > scope.until:
        raise QueryError(f"since {scope.since} is after until {scope.until}", "Exchange the two dates, or take one off.")
    return scope


def _merged(scope: Scope, query: Query, given: Scope) -> Scope:
    """What is typed in the question and what is given beside it, over what is inferred."""
    for over in (query.scope, given):
        fields = {name: value for name in Scope.__dataclass_fields__ if name != "typed" and (value := getattr(over, name))}
        scope = replace(scope, **fields, typed=unique((*scope.typed, *over.typed)))
    return scope


def _sided(scope: Scope, known: Known) -> Scope:
    """A typed speaker or outlet says which side is asked for, unless that is typed too."""
    if "roles" in scope.typed or not {"speakers", "outlets"} & set(scope.typed):
        return scope
    if "outlets" in scope.typed:
        return replace(scope, roles=("press",))
    wanted = [folded(name) for name in scope.speakers]
    fits = [person for name in wanted for person in known.by_word.get(name[0] if name else "", ()) if set(name) <= set(person.name)]
    return replace(scope, roles=tuple(dict.fromkeys(person.speaker.role for person in fits)))


def _resolved(scope: Scope, known: Known) -> Scope:
    """Governments, speakers, outlets and briefings as the library has them."""
    return replace(
        scope,
        speakers=unique(chain.from_iterable(map(known.speakers_meant, scope.speakers))),
        speaks_for=unique(map(known.government, scope.speaks_for)),
        outlets=unique(chain.from_iterable(map(known.outlets_meant, scope.outlets))),
        briefings=unique(chain.from_iterable(map(known.briefings_meant, scope.briefings))),
    )
