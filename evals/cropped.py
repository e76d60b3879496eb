"""Quotations that stop early, chosen and judged by hand in the development transcripts: those whose meaning turns after the last word, and others.

Each row: the beginning of the source's name, the last words quoted (the quotation begins with their sentence), and what follows.
"""

from __future__ import annotations

from rag.text import find, sentences
from rag.types import Briefing, Turn

TURNED = (
    ("2021-03-01", "part of the agenda", "but not yet at the point of previewing a summit"),
    ("2021-03-01", "respects that decision", "but others do not understand it"),
    ("2021-03-01", "where we’re going to be at this point", "but will reach that point in time"),
    ("2021-03-01", "three and four thousand now", "attributed to officials of another agency"),
    ("2021-03-01", "next stage of his agenda", "not before another one has passed"),
    ("2021-03-01", "or is elected", "only of those with a thin skin"),
    ("2021-03-01", "by the end of July", "if not sooner"),
    ("2021-03-01", "that we are not doing it", "not alone"),
    ("2021-04-30", "what an agenda would look like", "but not quite there"),
    ("2021-04-30", "that to be in the pool of topics", "but not quite there"),
    ("2021-07-14", "the contents will be embargoed", "only until the call ends"),
    ("2021-07-14", "in many ways this summer", "however, disruptions go on"),
    ("2021-07-14", "outside of my swim lane", "however, says something on it"),
    ("2021-07-14", "than what we would normally expect to see", "however, for a reason that is past"),
    ("2021-07-20", "with the utmost priority", "but will not say much"),
    ("2021-07-20", "some more details tomorrow", "but not today"),
    ("2021-07-20", "that officially themselves", "but watches closely"),
    ("2021-07-20", "SIV applicants and their immediate families", "only until they have a status"),
    ("2021-07-20", "All U.S. sanctions remain in place", "until they may be lifted"),
    ("2021-07-20", "reopened at 100 percent", "unless local rules prevent it"),
    ("2022-03-16", "bad, loose talk and bluster", "at the same time, real concerns"),
    ("2022-03-29", "the lives of the Palestinian people", "at the same time, the other side"),
    ("2022-03-29", "Morocco is a leader on this", "but sets a condition of working together"),
    ("2023-04-11", "this law cannot be overstated", "but it is far from its promise"),
    ("2023-04-11", "ahead of the President’s speech", "but then tells of it"),
    ("CHRG", "now seems to be underway", "although growth is erratic"),
    ("CHRG", "to get the stock market up", "although it is no goal"),
    ("CHRG", "for the Nation as a whole", "though less than before"),
    ("CHRG", "going on for about 25 years now", "attributed to studies"),
    ("CHRG", "a permanent increase in inflation", "unless expectations rise"),
    ("CHRG", "we can have a strong economy", "unless something is made"),
    ("CHRG", "and they will be on edge", "until there is certainty"),
    ("CHRG", "for that we should all be happy", "however, still a deficit"),
    ("CHRG", "that will continue to be the case", "however, otherwise from another perspective"),
    ("CHRG", "level of inflation remains a concern", "on the other hand, growth moderates"),
    ("CHRG", "robust and expanding economy", "still, shares a concern"),
    ("CHRG", "than they have in the recent past", "that said, fundamentals are good"),
    ("CHRG", "increase in wage growth going forward", "but it has been slow"),
    ("CHRG", "spiked up in the first quarter", "but it is slowing"),
    ("CHRG", "of the Fed so far", "but is not surprised"),
    ("CHRG", "may be time to pause", "but did not dissent"),
    ("CHRG", "may pause at the next meeting", "but this means it may not"),
    ("CHRG", "for jobs to come back", "but in the end they did"),
    ("FOMCpresconf2012", "a range of views, as you’ve noted", "but they are inputs alone"),
    ("FOMCpresconf2012", "take further action if necessary", "at the same time, guidance"),
    ("FOMCpresconf2012", "a little stronger than was expected", "but not by much"),
    ("FOMCpresconf2012", "mainly reflecting higher gasoline prices", "however, for a time only"),
    ("FOMCpresconf2012", "nearly a percentage point since August", "however, still elevated"),
    ("FOMCpresconf2012", "rates staying very low", "until a date"),
    ("FOMCpresconf2020", "about half of its earlier decline", "although not for services"),
    ("FOMCpresconf2020", "to remain in place and be available", "as long as needed"),
    ("FOMCpresconf2020", "we’ll leave them in place", "until no longer needed"),
    ("FOMCpresconf2020", "attraction in all of those", "depending on the situation"),
    ("FOMCpresconf2020", "haven’t made any decisions", "not yet"),
    ("FOMCpresconf2020", "continue to use these powers", "until the recovery"),
    ("FOMCpresconf2020", "committed to staying in this", "until no longer needed"),
    ("FOMCpresconf2020", "where people can disagree", "but respectfully"),
    ("FOMCpresconf2020", "of the Treasury Department and are available", "only in unusual circumstances"),
    ("readout", "variety of Buy American provisions", "at the same time, other commitments"),
)
WHOLE = (
    ("2021-03-01", "you’ll be the first to know", "a reason"),
    ("2021-04-30", "taxes for lower- and middle-class Americans", "something else beside it"),
    ("2021-04-30", "empowering and funding programs at the local level", "but it also includes more"),
    ("2021-07-20", "as expeditiously as possibly", "a reason"),
    ("2021-07-20", "We are doing all we can", "and goes on"),
    ("2021-07-20", "of communications with the workforce", "including places"),
    ("2022-03-16", "that we can end this sooner", "rather than later"),
    ("2022-03-16", "that China purports to stand for", "including principles"),
    ("2022-03-29", "entitlement to a state of their own", "as well as another's security"),
    ("2022-03-29", "to strengthen global health security capacity", "so that it serves"),
    ("2022-03-29", "about different challenges in Middle East", "and thanks"),
    ("2023-04-11", "normal cadence that he does", "a time"),
    ("CHRG", "this month's inflation number", "a reason"),
    ("CHRG", "education and skill training and other approaches", "rather than another"),
    ("CHRG", "that we educate our less-skilled workers", "so that they profit"),
    ("CHRG", "following the data very closely", "and revises"),
    ("CHRG", "normal range of interest rates", "at this point"),
    ("FOMCpresconf2012", "held by the Fed at a given time", "rather than another measure"),
    ("FOMCpresconf2012", "higher capital for all banks", "but particularly for some"),
    ("FOMCpresconf2012", "number of steps to improve communication", "including these"),
    ("FOMCpresconf2012", "being approximately in the right place", "at this point"),
    ("FOMCpresconf2020", "struggling against disinflationary pressures", "rather than the reverse"),
    ("FOMCpresconf2020", "have moved down since late June", "while others point the same way"),
    ("FOMCpresconf2020", "Treasury and agency mortgage-backed securities", "at the present pace"),
    ("readout", "transparency is very important for investors", "and looks forward"),
    ("readout", "to ensure that our cooperation is strong", "so that it serves"),
    ("readout", "immigration processing at the U.S.-Mexico border", "as well as another task"),
    ("transcript-22342", "implementing the special autonomy package", "including one part"),
    ("transcript-22342", "something that I guess they have to resolve", "according to their law"),
    ("white_house", "tax deferrals for individuals and corporations", "without interest"),
    ("white_house", "being screened at some 13 airports", "as we speak"),
    ("white_house", "for state and local authorities", "as well as a response"),
)


def quoted(ends: str, briefing: Briefing) -> tuple[Turn, int, int] | None:
    """The turn and the place `[start, stop)` of the quotation that ends in these words, None where no named speaker said them."""
    for turn in briefing.turns:
        for _, stop in find(ends, turn.text)[:1] if turn.speaker.name else ():
            start = next(first for first, last in sentences(turn.text) if first < stop <= last)
            return turn, start, stop
    return None
