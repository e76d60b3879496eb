"""What an empty conversation shows: what is in the library, and questions that it can answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.record.library import Summary


def welcome_data(summaries: Sequence[Summary], examples: Sequence[str], news: Collection[str] = ()) -> dict[str, Any]:
    """Facts, a small plot by time, what is new (ids of briefings), example questions."""
    if not summaries:
        return {
            "facts": "There is nothing in the library yet. Add transcripts, then ask.",
            "empty": True,
            "offices": "",
            "notice": "",
            "years": [],
            "examples": [],
            "news": [],
        }
    samples = all(summary.fictional for summary in summaries)
    return {
        "facts": facts(summaries),
        "offices": offices(summaries),
        "notice": "These are fictional samples, written for trying it out. The first transcript you add takes their place." if samples else "",
        "years": by_time(summaries),
        "examples": list(examples),
        "news": [{"id": each.id, "name": each.name, "when": each.when} for each in reversed(summaries) if each.id in news][:5],
    }


def facts(summaries: Sequence[Summary]) -> str:
    """How much there is and from when; "" for an empty library."""
    if not summaries:
        return ""
    turns = sum(summary.turns for summary in summaries)
    count = f"{len(summaries):,} briefing{'' if len(summaries) == 1 else 's'}, {turns:,} turns"
    years = span(summaries)
    return f"{count}, {years}." if years else f"{count}."


def offices(summaries: Sequence[Summary], most: int = 4) -> str:
    """The offices with most briefings, and how many others; "" when none is known."""
    counts = Counter(summary.office for summary in summaries if summary.office)
    named = [office for office, _ in counts.most_common(most)]
    rest = len(counts) - len(named)
    others = [f"{rest} other office{'' if rest == 1 else 's'}"] if rest else []
    told = [*named, *others]
    return "" if not told else told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def span(summaries: Sequence[Summary]) -> str:
    """The first and last year ("2006 to 2023"), "" when no briefing has a day or a bound."""
    years = sorted({day.year for summary in summaries for day in summary.days if day})
    return "" if not years else str(years[0]) if years[0] == years[-1] else f"{years[0]} to {years[-1]}"


def by_time(summaries: Sequence[Summary]) -> list[dict[str, Any]]:
    """Briefings a year, years without any included; [] when none is dated."""
    counts = Counter(day.year for summary in summaries if (day := summary.days[0] or summary.days[1]))
    if not counts:
        return []
    first, last = min(counts), max(counts)
    told = {first, last, *(year for year in range(first + 3, last - 3) if year % 5 == 0 or last - first < 12)}
    return [{"label": str(year), "short": str(year) if year in told else "", "count": counts[year]} for year in range(first, last + 1)]
