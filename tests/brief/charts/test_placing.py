"""Choosing a place for words."""

from __future__ import annotations

from senim.brief.charts.placing import best_place, block_box, everywhere
from senim.brief.charts.words import Box

ROOM = Box(0, 0, 200, 100)
NEAR, FAR = (10.0, 20.0, "start"), (10.0, 60.0, "start")


def choose(**changes):
    """Choose between two places."""
    usual = {"taken": [], "room": ROOM, "weight": "regular", "avoid": []}
    return best_place(["words"], [NEAR, FAR], **(usual | changes))


def test_the_dearest_free_place_is_taken():
    assert choose() == NEAR
    assert choose(taken=[Box(0, 0, 200, 30)]) == FAR
    assert choose(taken=[ROOM]) is None


def test_patience_weighs_distance_against_covered_points():
    points = [(15.0, 15.0), (20.0, 15.0)]
    assert choose(avoid=points) == FAR
    assert choose(avoid=points, patience=5.0) == NEAR


def test_room_of_words_grows_with_lines_and_turns_with_the_anchor():
    one, two = block_box(["word"], 100, 50), block_box(["word", "word"], 100, 50)
    assert two.bottom > one.bottom
    assert one.top == two.top
    end = block_box(["word"], 100, 50, anchor="end")
    assert end.right == 100 == one.left


def test_everywhere_stays_in_the_room():
    assert all(0 <= x < 200 and 0 <= y < 100 for x, y, _ in everywhere(ROOM))
