"""Of a hundred officers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.brief.charts import in_hundred, layout_findings, of_hundred
from senim.findings import InputError


def draw(example, groups, width=720):
    """Draw groups."""
    return of_hundred(
        groups, text=example["text_in"]("en"), number=example["number"], width=width, id_prefix="x"
    )


@pytest.mark.parametrize("width", [720, 288])
def test_as_many_marks_as_officers_and_one_more_in_the_key(example, width):
    svg = draw(example, example["hundred"](), width).svg
    squares = re.findall(r'<path d="[^"]*" fill="var\(--main, ', svg)
    inside = re.findall(r'<path d="[^"]*" fill="var\(--paper, ', svg)
    circles = {
        token: group.count("<circle")
        for token in ("alt", "axis")
        for group in ["".join(re.findall(rf"<g [^>]*var\(--{token},[^>]*>(?:<circle[^>]*/>)+", svg))]
    }
    assert len(squares) == 5 + 1 + 5 + 1
    assert len(inside) == 5 + 1
    assert circles == {"alt": 3 + 1, "axis": 87 + 1}


def test_a_group_without_officers_keeps_its_place_in_the_key(example):
    groups = example["hundred"]()
    groups["count"] = [0, 3, 5, 92]
    figure = draw(example, groups)
    assert ">0</text>" in figure.svg
    assert "fail and leave: 0. sound fail and leave: 3." in figure.description
    assert layout_findings(figure.svg) == []


@given(
    st.lists(st.floats(min_value=0, max_value=1e6), min_size=1, max_size=4).filter(
        lambda parts: sum(parts) > 0
    )
)
def test_marks_sum_to_a_hundred_and_none_is_a_whole_one_off(parts):
    marks = in_hundred(parts)
    assert sum(marks) == 100
    exact = [100 * part / sum(parts) for part in parts]
    assert all(abs(mark - share) < 1 + 1e-6 for mark, share in zip(marks, exact, strict=True))


@pytest.mark.parametrize("parts", [[], [0.0, 0.0], [-0.1, 1.1], [float("nan"), 1.0]])
def test_no_parts_of_a_whole(parts):
    with pytest.raises(InputError, match="no parts of a whole"):
        in_hundred(parts)


def test_counts_and_marks_are_checked_together(example):
    groups = example["hundred"]()
    groups["count"] = [5, 3, 5, 86]
    groups["mark"] = ["square", "square", "triangle", "circle"]
    with pytest.raises(InputError) as refused:
        draw(example, groups)
    assert [finding.where for finding in refused.value.findings] == ["mark", "count"]
