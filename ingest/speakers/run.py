"""What is known of the reporters while the turns go by, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from ingest.speakers.mentions import Mention
from ingest.speakers.record import Record
from rag.types import Role


@dataclass(slots=True)
class Named:
    """The reporter of a press turn and the turn that names him; `how`: called, said (introduced himself), addressed or title."""

    mention: Mention
    turn: int
    how: str
    first: int = 0


@dataclass(slots=True)
class Run:
    """What is known while the turns go by."""

    record: Record
    roles: Sequence[Role]
    own: Collection[str]
    current: Named | None = None
    pending: Named | None = None
    found: dict[int, Named] = field(default_factory=dict)
    first_names: set[str] = field(default_factory=set)
    used: dict[tuple[str, str], bool] = field(default_factory=dict)
    calls: int = 0
    asked: bool = False
    """Whether the reporter at hand has put his question."""

    def give(self, index: int, named: Named) -> None:
        """The turn at `index` is this reporter's."""
        self.found[index] = named
        self.first_names |= {*named.mention.name.split()[:1]}

    def once(self, how: str, word: str, ask: Callable[[], bool]) -> bool:
        """The answer about a word, which costs a look at every text and is asked often."""
        if (how, word) not in self.used:
            self.used[how, word] = ask()
        return self.used[how, word]

    def role(self, index: int) -> Role | None:
        return self.roles[index] if 0 <= index < len(self.roles) else None
