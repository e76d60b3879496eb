"""One reporter under several names is one: the fullest name, and an outlet given anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.speakers.mentions import Mention, akin, join
from ingest.speakers.run import Named


def settle(found: dict[int, Named]) -> dict[int, Named]:
    """One reporter under several names is one: the fullest name, and an outlet given anywhere."""
    people: list[Mention] = []
    forms = {(each.mention.name, each.mention.outlet): each.mention for each in found.values()}
    for mention in sorted(forms.values(), key=lambda each: (-len(each.name), each.name, each.outlet)):
        like = [other for other in people if _is_one(other, mention)]
        if len(like) == 1:
            people[people.index(like[0])] = join(like[0], mention)
        elif not like:
            people.append(mention)
    known = {form: [other for other in people if _is_one(other, mention)] for form, mention in forms.items()}
    return {index: _fullest(named, known[named.mention.name, named.mention.outlet]) for index, named in found.items()}


def _fullest(named: Named, like: Sequence[Mention]) -> Named:
    if len(like) != 1:
        return named
    return replace(named, mention=replace(named.mention, name=like[0].name, outlet=named.mention.outlet or like[0].outlet))


def _is_one(one: Mention, other: Mention) -> bool:
    return akin(one.name, other.name) and (not one.outlet or not other.outlet or same_outlet(one.outlet, other.outlet))


def same_outlet(one: str, other: str) -> bool:
    """Whether one outlet's name holds the other."""
    return one.lower() in other.lower() or other.lower() in one.lower()
