"""What a site's robots.txt lets a program fetch, as RFC 9309 has it: the longest rule that fits decides, `*` and `$` mean what they say there.

The standard library's parser takes the first rule that fits and knows no wildcards. It fetches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Robots:
    """`rules`: (allowed, pattern) of the group that speaks to this program; `delay_s`: what it wishes between two requests, 0 where it does not."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay_s: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether an address may be fetched; where an allowing and a forbidding rule are equally long, it may."""
        parts = urlsplit(url)
        path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
        fitting = [(len(pattern), allowed) for allowed, pattern in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


def read_robots(text: str, name: str) -> Robots:
    """What a robots.txt says to the program of this name, else to all."""
    groups: dict[str, tuple[list[tuple[bool, str]], list[float]]] = {}
    agents: list[str] = []
    naming = False
    for field, value in _lines(text):
        if field == "user-agent":
            agents = [*agents, value.lower()] if naming else [value.lower()]
            naming = True
            groups.setdefault(agents[-1], ([], []))
            continue
        naming = False
        for rules, delays in (groups[agent] for agent in agents):
            if field in ("allow", "disallow") and value:
                rules.append((field == "allow", _plain(value)))
            elif field == "crawl-delay" and value.replace(".", "", 1).isdecimal():
                delays.append(float(value))
    rules, delays = groups.get(name.lower()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), max(delays, default=0.0))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield field.strip().lower(), value.strip()


def _plain(path: str) -> str:
    """One spelling of a path, however much of it was percent-encoded."""
    return quote(unquote(path), safe="/*$?&=:,;@!~'()+")


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins with a pattern (is one, where it ends with `$`); each `*` stands for any run of characters. In linear time."""
    whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if whole and not rest:
        return path == first
    at = len(first)
    for piece in rest[:-1] if whole else rest:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return not whole or (path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= at)
