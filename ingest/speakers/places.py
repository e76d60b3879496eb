"""Words that are places or institutions, and so neither reporters nor outlets. Takes the countries of the world from rag.governments."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from rag.governments import COUNTRIES, HOUSES, INSTITUTIONS

STATES: Final = (
    "Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, "
    "Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, "
    "New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, "
    "Vermont, Virginia, West Virginia, Wisconsin, Wyoming, Puerto Rico, Guam, D.C., Africa, Asia, Europe, America, Americas, Middle East, Latin America, "
    "Gaza, West Bank, Tibet, Xinjiang, Crimea, Donbas, Tigray, Darfur, Kashmir, Kurdistan, Chicago, Los Angeles, Boston, Miami, Houston, San Francisco, Geneva, "
    "Mumbai, Delhi, Shanghai, Istanbul, Dubai, Kiev, Aleppo, Mosul, Rafah, Kharkiv, Sydney, Melbourne, Queensland, Victoria, Tasmania, New South Wales, Korea"
)
"""The states of the United States, and regions and cities that briefings name most: not whose officials, only what is no person."""


@cache
def places() -> frozenset[str]:
    """Countries, adjectives and capitals, in lower case: words that name no reporter and no outlet by themselves."""
    rows = [row.split(":") for row in " ".join(COUNTRIES.split()).split("; ")]
    words = {part.strip().lower() for row in rows for field in row for part in field.split(",")}
    return frozenset(words - {""}) | frozenset(STATES.lower().split(", "))


@cache
def is_institution(words: str) -> bool:
    """Whether words are the name of a house or institution that officials speak for, and so no outlet."""
    return any(re.fullmatch(pattern, words) for pattern in (*INSTITUTIONS.values(), *HOUSES.values()))
