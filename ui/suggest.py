"""Questions that the library can answer, made from it: what a reporter named and the reply took up. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rag.drafting.refusals import refused
from rag.types import Answer, Briefing, Turn

# A proper name as written: two to four capitalised words, or an abbreviation.
_NAME = re.compile(r"\b(?:[A-Z][a-z]+(?: [A-Z][a-z]+){1,3}|[A-Z]{3,6})\b")
_OPENING = frozenset(
    "a an and are as at but can did do does for from has have how i if in is it mr mrs ms of on or so thank thanks that the then "
    "what when who why will".split()
)


def topics(briefing: Briefing) -> tuple[tuple[str, Turn], ...]:
    """Proper names that stand in a question and in its reply, with the reply; those named most come first. Nobody present is a topic."""
    present = {word for name in _present(briefing) for word in name.lower().split()}
    counts: Counter[str] = Counter()
    replies: dict[str, Turn] = {}
    for turn in briefing.turns:
        if turn.answers is None or turn.speaker.role != "official" or not turn.speaker.name:
            continue
        shared = list(_shared(briefing.turns[turn.answers].text, turn.text))
        for topic in shared if shared and not refused(turn.text) else ():
            if not present & set(topic.lower().split()):
                counts[topic] += 1
                replies.setdefault(topic, turn)
    return tuple((topic, replies[topic]) for topic, _ in counts.most_common())


def _present(briefing: Briefing) -> Iterator[str]:
    for turn in briefing.turns:
        yield from (part for speaker in (turn.speaker, turn.relays) if speaker for part in (speaker.name, speaker.outlet, speaker.speaks_for))
    yield from (briefing.office, briefing.place)


def _shared(question: str, reply: str) -> Iterator[str]:
    for topic in dict.fromkeys(_NAME.findall(question)):
        if topic in reply and topic.split()[0].lower() not in _OPENING:
            yield topic


def examples(briefings: Iterable[Briefing], most: int = 4) -> list[str]:
    """Questions to begin with: one a briefing about a topic, then who asked and what was declined."""
    found: list[str] = []
    for briefing in briefings:
        for topic, reply in topics(briefing)[:1]:
            found.append(f"What did {reply.speaker.name} say about {topic}?")
        outlets = Counter(turn.speaker.outlet for turn in briefing.turns if turn.speaker.role == "press" and turn.speaker.outlet)
        found += [f"What did {outlet} ask?" for outlet, _ in outlets.most_common(1)]
        if briefing.main_speaker and any(refused(turn.text) for turn in briefing.turns if turn.answers is not None):
            found.append(f"Which questions did {briefing.main_speaker} decline?")
    kinds = [[question for question in dict.fromkeys(found) if question.endswith(end)] for end in ("decline?", "ask?")]
    about = [question for question in dict.fromkeys(found) if " say about " in question]
    return [*about[: max(2, most - 2)], *(kind[0] for kind in reversed(kinds) if kind)][:most]


def follow_ups(answer: Answer, most: int = 3) -> list[str]:
    """What else the first cited speaker was asked about in the same briefing."""
    cited = [citation for claim in answer.claims for citation in claim.citations if citation.turn.speaker.role == "official"]
    if not cited or answer.status == "not_found":
        return []
    first, asked = cited[0], answer.standalone.lower()
    other = (topic for topic, reply in topics(first.briefing) if reply.speaker.name == first.turn.speaker.name and topic.lower() not in asked)
    return [f"What did {first.turn.speaker.name} say about {topic}?" for topic in list(other)[:most]]


def newest(days: Sequence[tuple[str, str]], most: int = 6) -> list[str]:
    """The ids of the newest briefings; `days` holds (id, day), "" for undated."""
    return [id for id, _ in sorted(days, key=lambda pair: pair[1], reverse=True)[:most]]
