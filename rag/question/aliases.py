"""Other names of the same thing: the table that ships, the person's own, what the transcripts explain, and capitals for governments."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from rag.errors import ConfigError
from rag.governments import capitals
from rag.text import tokens

Names = tuple[str, ...]
# "Migrant Protection Protocols (MPP)": capitalised words, then their initials. At most eight words, joined by at most one small word each.
_DEFINED = re.compile(r"((?:[A-Z][\w'’.-]*(?: (?:of|the|and|for|on|in|to|&))? ){2,8})\(([A-Z][A-Z0-9&-]{1,9})\)")


def definitions(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Abbreviations that texts explain in brackets after the long form, as (short, long), where the initials agree."""
    found: dict[str, str] = {}
    for text in texts:
        if "(" in text:
            for match in _DEFINED.finditer(text):
                long = _spelt(match[1].split(), match[2])
                if long:
                    found.setdefault(match[2], long)
    return tuple(found.items())


def _spelt(words: Sequence[str], short: str) -> str:
    """The last words whose initials are `short`, small words counted or not."""
    letters = [letter for letter in short if letter.isalnum()]
    for start in range(len(words)):
        large = [word[0] for word in words[start:] if word[0].isupper()]
        if words[start][0].isupper() and large == letters:
            return " ".join(words[start:])
    return ""


class Aliases:
    """For a run of folded words, the other names of what they name."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._others: dict[Names, dict[Names, str]] = {}
        for group in groups:
            folded = {tuple(tokens(name)): name for name in group}
            for key in folded:
                self._others.setdefault(key, {}).update({other: name for other, name in folded.items() if other != key})
        self.longest = max(map(len, self._others), default=0)

    def of(self, words: Sequence[str]) -> tuple[str, ...]:
        """The other names of exactly these words, as they are written; () when there are none."""
        key = tuple(words)
        return (*self._others.get(key, {}).values(), *_governments().get(key, ()))


def load_aliases(own: Path | None, defined: Iterable[tuple[str, str]] = ()) -> Aliases:
    """All aliases; `own`: the person's table, if there is one. Raises ConfigError when that cannot be read."""
    yours = _read(own) if own is not None and own.is_file() else []
    meant = {word for group in yours for word in group}
    shipped = [group for group in _shipped() if not meant.intersection(group)]
    return Aliases([*yours, *shipped, *defined])


@cache
def _shipped() -> list[list[str]]:
    return _read(Path(__file__).with_name("aliases.toml"))


@cache
def _governments() -> Mapping[Names, Names]:
    """Folded capital -> country and adjectives; not the other way round, so that a country does not search every mention of its capital."""
    return {tuple(tokens(capital)): names for capital, names in capitals().items()}


def _read(path: Path) -> list[list[str]]:
    fix = f'Write lines such as ["Kyiv", "Kiev"], inside same = [ ... ] in {path.name}.'
    try:
        groups: list[list[str]] = tomllib.loads(path.read_text("utf-8")).get("same", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"the aliases in {path} cannot be read: {error}", fix) from error
    if not all(isinstance(group, list) and all(isinstance(name, str) and tokens(name) for name in group) for group in groups):
        raise ConfigError(f"an alias in {path} is no list of names", fix)
    return groups
