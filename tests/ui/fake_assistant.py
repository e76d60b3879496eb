"""A small library and somebody who answers from it, with real nouns: for driving the page without an index, slowly where a test needs time."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from rag.errors import ModelError, NotFound
from rag.record.library import Summary, Voice
from rag.types import Answer, Briefing, Citation, Claim, Hit, Rejection, Scope, Searched, Usage
from tests.factories import MODERATOR, OFFICIAL, OTHER_REPORTER, make_briefing, make_turn, trade_briefing
from tests.hostile import HOSTILE
from ui.state import ANYTHING


@dataclass(frozen=True)
class Step:
    text: str
    evidence: tuple[Hit, ...] = ()


def hostile_briefing() -> Briefing:
    """A turn for each hostile string: it is said by somebody of that name and title, on official and press side in turn."""
    turns = [make_turn(0, MODERATOR, "On background. " + HOSTILE[0])]
    for index, text in enumerate(HOSTILE, 1):
        speaker = replace(OFFICIAL if index % 2 else OTHER_REPORTER, name=text, title=text, outlet=text, speaks_for=text)
        turns.append(make_turn(index, speaker, f"Hostile {text} end?", index - 1 if index % 2 == 0 else None))
    return make_briefing(
        *turns, id="b0b0b0b0b0b0", revision="r2", title=HOSTILE[3], office=HOSTILE[1], source=HOSTILE[0], url="javascript:alert(1)", held_on=None
    )


def hostile_titles() -> list[Briefing]:
    """A briefing for each hostile string, which is its title, its office, its place and its source."""
    turn = make_turn(0, MODERATOR, "Good morning.")
    return [make_briefing(turn, id=f"d{at:011x}", title=text, office=text, place=text, source=text, held_on=None) for at, text in enumerate(HOSTILE)]


def long_briefing(turns: int = 700) -> Briefing:
    made = [
        make_turn(
            index,
            OFFICIAL if index % 2 else OTHER_REPORTER,
            f"Turn {index} on the harbour. " + "We keep the ferry running. " * (index % 9),
            index - 1 if index % 2 else None,
        )
        for index in range(turns)
    ]
    return make_briefing(
        *made, id="c0c0c0c0c0c0", revision="r3", title="A long briefing", held_on=date(2029, 5, 6), source="long.txt", fictional=False
    )


def summary(briefing: Briefing) -> Summary:
    voices: dict[str, Voice] = {}
    for turn in briefing.turns:
        speaker = turn.speaker
        known = voices.get(speaker.name)
        voices[speaker.name] = Voice(speaker.name, speaker.role, speaker.title, speaker.outlet, speaker.speaks_for, known.turns + 1 if known else 1)
    own: dict[str, Any] = {field.name: getattr(briefing, field.name, None) for field in fields(Summary)}
    return Summary(**(own | {"turns": len(briefing.turns), "speakers": tuple(voices.values())}))


class FakeLibrary:
    generation = "fake"

    def __init__(self) -> None:
        self.all = {briefing.id: briefing for briefing in (trade_briefing(), hostile_briefing(), long_briefing(), *hostile_titles())}

    def briefings(self):
        return tuple(summary(briefing) for briefing in self.all.values())

    def briefing(self, id, revision=None):
        if id not in self.all:
            raise NotFound(f"There is no briefing {id} in the library.", "Look for it on the page Briefings.")
        return self.all[id]

    def sources(self):
        row = {"kind": "folder", "briefings": 3, "last_read": "2031-03-04T10:00:00"}
        return [row | {"source": text, "failed": [{"source": text, "reason": text, "fix": text}]} for text in HOSTILE]

    def revisions(self, id):
        return ((self.briefing(id).revision, "2031-03-04T10:00:00+00:00", "published"),)


def wait(number):
    """Waits before a claim: for half a second before the first, so that the page is drawn without one; then until it is told to go on."""
    told = Path(os.environ.get("BRIEFINGS_DATA", ".")) / "go-on"
    for _ in range(2500 if number else 5):
        if number and told.exists():
            return
        time.sleep(0.1)
        yield Step("Checking claims")


class FakeAssistant:
    """A question with "slow" waits after its first claim until the file `go-on` is in the data folder; one with "broken" fails, "hostile"
    quotes hostile text, "rail" is near, "nothing" is not found."""

    def __init__(self, library: FakeLibrary, pause: float = 0.0) -> None:
        self.library, self.pause = library, pause

    def stream(self, question, history=(), given=ANYTHING, today=None):
        yield Step("Understanding the question")
        trade, hostile, long, *_ = self.library.all.values()
        searched = Searched(3, 720, 1, tuple(Hit(trade, turn, 1.0 / (turn.index + 1)) for turn in trade.turns[3:6]))
        scope = given if given.typed else Scope(roles=("official",), speaks_for=("United States",), also=("Build Local",))
        answer = Answer(
            question,
            question,
            scope,
            "answered",
            "extractive",
            (),
            searched,
            read=(*(Hit(trade, turn, 1.0) for turn in trade.turns[:7]), Hit(hostile, hostile.turns[0], 0.5)),
        )
        if "broken" in question:
            raise ModelError("The endpoint refused the key.", "Set OPENAI_API_KEY to a key that works.")
        if "nothing" in question:
            yield replace(answer, status="not_found", missing=("Greenland",))
            return
        claims = [self.claim(trade, 4, "The United States has long", "keep them."), self.claim(trade, 10, "I'm not", "conversations.", "refusal")]
        if "hostile" in question:
            claims = [
                Claim("statement", text, (Citation(hostile, turn, 0, len(turn.text)),)) for text, turn in zip(HOSTILE, hostile.turns[1:], strict=True)
            ]
            answer = replace(
                answer,
                notice=HOSTILE[0],
                missing=HOSTILE[:3],
                scope=Scope(speakers=HOSTILE),
                read=tuple(Hit(hostile, turn, 1.0) for turn in hostile.turns[1:]),
            )
        if "long" in question:
            claims = [
                Claim("statement", f"In turn {index}, Dana Whitlock said", (Citation(long, long.turns[index], 0, 10),)) for index in (1, 351, 699)
            ]
        for number, claim in enumerate(claims):
            yield Step("Checking claims")
            time.sleep(self.pause)
            if "slow" in question:
                yield from wait(number)
            yield claim
        if "model" in question:
            answer = replace(answer, mode="model", usage=Usage(1234, 56, 0.0123))
        if "rail" in question:
            answer = replace(answer, status="near", missing=("rail cars",))
        rejected = [Rejection(text, "its number is not in the record") for text in (HOSTILE if "hostile" in question else HOSTILE[:1])]
        yield replace(answer, claims=tuple(claims), rejected=tuple(rejected))

    def check(self, text):
        from rag.checking.quotations import Quotation

        trade = self.library.all["a1b2c3d4e5f6"]
        start = text.index("“") + 1
        stop = text.index("”")
        found = Citation(trade, trade.turns[6], 0, 42)
        return (Quotation(text[start:stop], start, stop, "altered", "Whitlock", found, "“six billion” where the record has “$4 billion”"),)

    def claim(self, briefing, index, first, last, kind="statement"):
        turn = briefing.turns[index]
        start = turn.text.index(first)
        stop = turn.text.index(last) + len(last)
        asker = briefing.turns[turn.answers].speaker if turn.answers is not None else None
        lead = (
            f"Asked by {asker.name} ({asker.outlet}) whether partners would be exempt, {turn.speaker.name}, {turn.speaker.title}, said:"
            if asker
            else "Said:"
        )
        return Claim(kind, lead, (Citation(briefing, turn, start, stop),))
