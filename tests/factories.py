"""Small briefings for tests, invented: a podium with two governments, a moderator who relays a question, refusals, turns that turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rag.types import Briefing, Role, Speaker, Turn

OFFICIAL = Speaker("Dana Whitlock", "official", "Deputy Assistant Secretary", "", "United States")
MINISTER = Speaker("Idris Benali", "official", "Foreign Minister", "", "Morocco")
REPORTER = Speaker("Lena Ortiz", "press", "", "Daily Courier", "")
OTHER_REPORTER = Speaker("Tom Reed", "press", "", "", "")
MODERATOR = Speaker("Mia Chen", "moderator", "", "", "")
ABSENT = Speaker("Paul Gray", "press", "", "Northern Press", "")


def make_turn(index: int, speaker: Speaker, text: str, answers: int | None = None, relays: Speaker | None = None) -> Turn:
    label = {"official": f"MR {speaker.name.split()[-1].upper()}" if speaker.name else "OFFICIAL", "press": "QUESTION", "moderator": "MODERATOR"}
    return Turn(index, label.get(speaker.role, speaker.name), speaker, text, answers, relays)


def make_briefing(*turns: Turn, **fields: object) -> Briefing:
    base = Briefing(
        id="a1b2c3d4e5f6",
        revision="r1",
        title="Briefing on Trade and Travel",
        held_on=date(2031, 3, 4),
        published_on=None,
        not_before=None,
        not_after=None,
        office="Press Centre",
        place="Washington",
        url="https://example.org/briefing",
        source="trade.txt",
        fictional=True,
        turns=turns,
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def trade_briefing() -> Briefing:
    """Thirteen turns: a purchase rule with its "At the same time", a relayed question, two refusals, a foreign minister."""
    return make_briefing(
        make_turn(0, MODERATOR, "Good morning. This briefing is on the record. Our briefer is Deputy Assistant Secretary Dana Whitlock."),
        make_turn(1, OFFICIAL, "Thank you. The talks on the harbour treaty began on 12 February, and 14 delegations took part."),
        make_turn(2, MODERATOR, "We go to Lena Ortiz of the Daily Courier."),
        make_turn(3, REPORTER, "Will the Buy Local rules be relaxed for neighbours? And does the ferry line stay open?"),
        make_turn(
            4,
            OFFICIAL,
            "Thanks for the question. The United States has long had Buy Local provisions in its purchasing laws. "
            "At the same time, we have commitments under the harbour treaty, and we intend to keep them. "
            "On the ferry line, I dont have any news to make today.",
            answers=3,
        ),
        make_turn(5, MODERATOR, "Paul Gray of the Northern Press writes: will the Lindholm bridge be rebuilt?", relays=ABSENT),
        make_turn(6, OFFICIAL, "We expect to spend $4 billion on it over six years. The bridge will not open before 2035.", answers=5),
        make_turn(7, OTHER_REPORTER, "Minister, has Morocco agreed to the fish quota, which was cut by 30 percent?"),
        make_turn(8, MINISTER, "Morocco agreed to the quota because our fishermen asked for it. We never asked for a cut.", answers=7),
        make_turn(9, OTHER_REPORTER, "Did you discuss the prisoners held in Zembla?"),
        make_turn(10, OFFICIAL, "I'm not going to get into private conversations.", answers=9),
        make_turn(11, REPORTER, "How many visas were issued last year?"),
        make_turn(12, OFFICIAL, "I'd be happy to take that question and get back to you.", answers=11),
    )


ROLES: tuple[Role, ...] = ("official", "press", "moderator", "other")
