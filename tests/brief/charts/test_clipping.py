"""What of a path lies on the plane."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from senim.brief.charts.clipping import clipped

PLACE = st.tuples(st.floats(-10, 10), st.floats(-10, 10))
ENDS = (0.0, 1.0)


@given(st.lists(PLACE, min_size=2, max_size=6))
def test_nothing_leaves_the_plane(path):
    for across, upwards in clipped(path, ENDS, ENDS):
        assert -1e-9 <= across <= 1 + 1e-9
        assert -1e-9 <= upwards <= 1 + 1e-9


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=6))
def test_what_lies_inside_stays_as_it_is(path):
    kept = [point for place, point in enumerate(path) if place == 0 or point != path[place - 1]]
    assert clipped(path, ENDS, ENDS)[: len(kept)] == kept


def test_a_path_is_cut_where_it_crosses():
    assert clipped([(-1.0, 0.5), (2.0, 0.5)], ENDS, ENDS) == [(0.0, 0.5), (1.0, 0.5)]
    assert clipped([(-1.0, 2.0), (2.0, 2.0)], ENDS, ENDS) == []
    assert clipped([(0.5, 3.0), (0.5, -3.0)], (1.0, 0.0), ENDS) == [(0.5, 1.0), (0.5, 0.0)]
