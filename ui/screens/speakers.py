"""The page of all speakers, and the page of one: everything this person said, by date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from rag.types import Briefing, Turn
from ui import components, service
from ui.session import go
from ui.state import Target, write_target
from ui.view import shorten, sort_day

if TYPE_CHECKING:
    from rag.record.library import Summary, Voice

MOST = 400  # turns drawn at once


@dataclass(frozen=True, slots=True)
class Person:
    """One name over the whole library, as each briefing introduces it."""

    name: str
    voices: tuple[Voice, ...]
    briefings: tuple[Summary, ...]

    @property
    def turns(self) -> int:
        return sum(voice.turns for voice in self.voices)

    def told(self, field: str) -> str:
        """What the briefings say of the person in one field, each once."""
        return ", ".join(dict.fromkeys(value for voice in self.voices if (value := str(getattr(voice, field)))))


def page() -> None:
    """Draws the list, or the speaker that the address names."""
    known = people(service.summaries())
    name = st.query_params.get("speaker", "")
    if name in known:
        _one(known[name])
    else:
        st.title("Speakers", anchor=False)
        components.show("table", "speakers", table_data(list(known.values())), _open)


def people(summaries: Sequence[Summary]) -> dict[str, Person]:
    """Everybody named, by name; those who are not named are nobody here."""
    voices: dict[str, list[Voice]] = {}
    briefings: dict[str, dict[str, Summary]] = {}
    for summary in summaries:
        for voice in summary.speakers:
            if voice.name:
                voices.setdefault(voice.name, []).append(voice)
                briefings.setdefault(voice.name, {})[summary.id] = summary
    return {name: Person(name, tuple(found), tuple(briefings[name].values())) for name, found in voices.items()}


def table_data(known: Sequence[Person]) -> dict[str, Any]:
    """The speakers as rows, those who spoke most first."""
    return {
        "caption": "Speakers",
        "noun": "speakers",
        "search": "Search speakers",
        "sort": [4, True],
        "columns": [
            {"label": "Name", "opens": True},
            {"label": "Side"},
            {"label": "Title or outlet"},
            {"label": "Briefings", "number": True, "down": True},
            {"label": "Turns", "number": True, "down": True},
        ],
        "rows": [_row(person) for person in known],
    }


def _row(person: Person) -> dict[str, Any]:
    side = " · ".join(part for part in (person.told("role"), person.told("speaks_for")) if part)
    about = ", ".join(part for part in (person.told("title"), person.told("outlet")) if part)
    return {"cells": [person.name, side, about, len(person.briefings), person.turns], "open": {"speaker": person.name}}


def _open(event: dict[str, Any]) -> None:
    st.query_params.from_dict({"speaker": str(event["speaker"])})


def _one(person: Person) -> None:
    st.button("All speakers", icon=":material/arrow_back:", type="tertiary", on_click=st.query_params.clear)
    found = sorted(said(person), key=lambda pair: (sort_day(pair[0]), -pair[1].index), reverse=True)
    data = turns_data(found[:MOST])
    rest = f'the newest {MOST} of {len(found):,} turns; ask with speaker:"{person.name}" to search all' if len(found) > MOST else ""
    about = [person.told("role"), person.told("title"), person.told("outlet"), person.told("speaks_for"), rest]
    components.show("table", "said", data | {"title": person.name, "about": " · ".join(part for part in about if part)}, _place)


def said(person: Person) -> Iterator[tuple[Briefing, Turn]]:
    """Every turn of the person's own words, those read out by somebody else included."""
    library = service.library()
    for summary in person.briefings if library else ():
        briefing = library.briefing(summary.id) if library else None
        for turn in briefing.turns if briefing else ():
            if briefing and (turn.relays or turn.speaker).name == person.name:
                yield briefing, turn


def turns_data(found: Sequence[tuple[Briefing, Turn]]) -> dict[str, Any]:
    """Turns as rows, the newest briefing first."""
    return {
        "caption": "Everything said",
        "noun": "turns",
        "search": "Search in these words",
        "sort": [0, True],
        "columns": [{"label": "Date", "down": True}, {"label": "Briefing", "opens": True}, {"label": "Words", "serif": True, "wide": True}],
        "rows": [
            {
                "cells": [briefing.when, f"{briefing.name}, turn {turn.index}", shorten(turn.text, 600)],
                "sort": [f"{sort_day(briefing)} {briefing.id} {99999 - turn.index:05d}"],
                "open": write_target(Target(briefing.id, turn.index)),
                "flags": ["fictional sample"] if briefing.fictional else [],
            }
            for briefing, turn in found
        ],
    }


def _place(event: dict[str, Any]) -> None:
    go("briefings", **{key: str(event[key]) for key in ("briefing", "turn")})
