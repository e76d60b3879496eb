"""Addresses, chips and scopes: pure values in, pure values out."""

from datetime import date

import pytest

from rag.types import Scope
from ui.state import Chip, Target, chips, read_target, settled, without, write_target

SCOPE = Scope(("Ned Price",), ("official",), (), ("United States",), since=date(2021, 3, 1), briefings=("ab",), also=("MPP",))


@pytest.mark.parametrize(
    ("params", "target"),
    [
        ({}, None),
        ({"briefing": "<script>"}, None),
        ({"briefing": "a1b2", "turn": "x"}, Target("a1b2")),
        ({"briefing": "a1b2", "turn": "４"}, Target("a1b2")),
        ({"briefing": "a1b2", "turn": "4"}, Target("a1b2", 4)),
        ({"briefing": "a1b2", "turn": "4", "chars": "9-3"}, Target("a1b2", 4)),
        ({"briefing": "a1b2", "turn": "4", "chars": "3-9", "rev": "r1"}, Target("a1b2", 4, 3, 9, "r1")),
        ({"briefing": "a1b2", "rev": "r 1"}, Target("a1b2")),
    ],
)
def test_read_target(params, target):
    assert read_target(params) == target
    assert read_target(write_target(target)) == target


def test_chips_name_everything_in_a_scope():
    assert chips(SCOPE, {"ab": "Readout"}) == (
        Chip("speakers", "Ned Price", "speaker", "Ned Price"),
        Chip("roles", "official", "side", "official"),
        Chip("speaks_for", "United States", "for", "United States"),
        Chip("since", "2021-03-01", "since", "1 Mar 2021"),
        Chip("briefings", "ab", "briefing", "Readout"),
        Chip("also", "MPP", "also searched", "MPP"),
    )


@pytest.mark.parametrize("chip", chips(SCOPE, {}), ids=lambda chip: chip.field)
def test_a_removed_part_is_gone_and_stays_gone(chip):
    left = without(SCOPE, chip.field, chip.value)
    assert chip not in chips(left, {})
    assert len(chips(left, {})) == len(chips(SCOPE, {})) - 1
    assert left.typed == (chip.field,)


def test_only_parts_with_chips_can_be_removed():
    with pytest.raises(KeyError):
        without(SCOPE, "typed", "x")


def test_a_scope_that_was_set_by_hand_is_searched_as_it_stands():
    assert set(settled(SCOPE).typed) == {"speakers", "roles", "outlets", "speaks_for", "since", "until", "briefings", "phrases", "also"}
