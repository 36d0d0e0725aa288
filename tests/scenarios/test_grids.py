"""Grids: order, length, ids, exclusions and duplicates, over many grids that nobody wrote by hand."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.execution.results import SAFE_NAME
from senim.scenarios.grids import (
    Axis,
    Combination,
    Excluding,
    Grid,
    Listed,
    Product,
    Zip,
    duplicates,
    exact,
    matches,
)

VALUES = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(),
    st.booleans(),
    st.text(max_size=20),
    st.dates(),
    st.none(),
)
NAMES = st.text("abcz09_", min_size=1, max_size=6).map("a".__add__)
COMBINATIONS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4).map(Combination)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Draw a grid of grids, each with axes of its own."""
    names = iter(draw(st.lists(NAMES, min_size=8, max_size=8, unique=True)))
    simple = st.lists(st.integers(0, 5), min_size=1, max_size=3)

    def axis(size: int | None = None) -> Axis:
        values = simple if size is None else st.lists(st.integers(0, 5), min_size=size, max_size=size)
        return Axis(next(names), tuple(draw(values)))

    length = draw(st.integers(1, 3))
    zipped = Zip((axis(length), axis(length)))
    first, second = next(names), next(names)
    listed = Listed(tuple(Combination({first: n, second: n % 2}) for n in range(draw(st.integers(1, 3)))))
    return draw(st.sampled_from([axis(), zipped, listed, Product((axis(), zipped, listed))]))


@given(grids())
def test_length_is_the_number_of_combinations_and_order_is_stable(grid: Grid) -> None:
    assert len(grid) == len(list(grid))
    assert list(grid) == list(grid)
    assert all(tuple(one) == grid.axes for one in grid)


@given(grids(), st.integers(0, 5))
def test_excluding_leaves_out_what_matches_and_nothing_else(grid: Grid, value: int) -> None:
    rule = {grid.axes[0]: (value,)}
    kept = Excluding(grid, (rule,))
    assert list(kept) == [one for one in grid if one[grid.axes[0]] != value]
    assert len(kept) == len(list(kept))
    assert kept.idle == (() if any(matches(one, rule) for one in grid) else (0,))


@given(st.lists(COMBINATIONS, max_size=6))
def test_duplicates_are_those_that_stand_twice(combinations: list[Combination]) -> None:
    found = duplicates([*combinations, *combinations])
    assert set(found) == set(combinations)
    assert len(found) == len(set(combinations))
    assert duplicates(tuple(dict.fromkeys(combinations))) == ()


@given(COMBINATIONS, COMBINATIONS)
def test_ids_differ_where_combinations_do(one: Combination, other: Combination) -> None:
    assert (one.id == other.id) is (one == other)


@given(COMBINATIONS, st.randoms())
def test_the_id_is_the_same_in_any_order_of_the_axes(one: Combination, random) -> None:  # type: ignore[no-untyped-def]
    items = list(one.items())
    random.shuffle(items)
    other = Combination(dict(items))
    assert (other.id, other, hash(other)) == (one.id, one, hash(one))


@given(COMBINATIONS)
def test_the_id_is_a_file_name_and_part_of_a_claim_id(one: Combination) -> None:
    assert SAFE_NAME.fullmatch(one.id)
    assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*[a-z0-9]", one.id)
    assert ".." not in one.id
    assert len(one.id) < 80


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_written_exactly(value: float) -> None:
    assert float(exact(value)) == value


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_no_number_no_id(value: float) -> None:
    with pytest.raises(ValueError, match="no finite number"):
        exact(value)


def test_equal_numbers_are_one_value_and_true_is_none() -> None:
    assert Combination({"cut": 0}) == Combination({"cut": 0.0}) == Combination({"cut": -0.0})
    assert Combination({"cut": 1}) != Combination({"cut": True})
    assert Combination({"cut": 1}) != Combination({"cut": "1"})
    assert Combination({"day": dt.date(2019, 4, 1)}) == Combination({"day": "2019-04-01"})
    assert not matches(Combination({"cut": 1}), {"cut": (True,)})


def test_the_last_part_of_a_product_varies_fastest() -> None:
    grid = Product((Axis("a", (1, 2)), Axis("b", ("x", "y"))))
    assert [tuple(one.items()) for one in grid] == [
        (("a", a), ("b", b)) for a, b in itertools.product((1, 2), ("x", "y"))
    ]


def test_a_product_of_a_zip_and_a_list() -> None:
    dates = Zip((Axis("from", (1, 2)), Axis("until", (3, 4))))
    listed = Listed((Combination({"share": 0.1, "first": True}), Combination({"first": False, "share": 0.2})))
    grid = Product((dates, listed))
    assert grid.axes == ("from", "until", "share", "first")
    assert len(grid) == 4
    assert {(one["from"], one["until"]) for one in grid} == {(1, 3), (2, 4)}
    assert [one["share"] for one in grid] == [0.1, 0.2, 0.1, 0.2]


def test_a_huge_product_knows_its_length_without_being_walked() -> None:
    grid = Product(tuple(Axis(name, tuple(range(1_000))) for name in "abcde"))
    assert len(Zip((grid,))) == 10**15


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Product((Axis("a", (1,)), Axis("a", (2,)))), "share the axis a"),
        (lambda: Zip((Axis("a", (1,)), Axis("b", (1, 2)))), "one length, these have 1, 2"),
        (lambda: Listed((Combination({"a": 1}), Combination({"b": 1}))), "same axes"),
        (lambda: Excluding(Axis("a", (1,)), ({"b": (1,)},)), "names b"),
        (lambda: Excluding(Axis("a", (1,)), ({},)), "no axis"),
    ],
)
def test_grids_that_cannot_be(make, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        make()


def test_every_form_is_a_grid() -> None:
    axis = Axis("a", (1,))
    for grid in (axis, Product((axis,)), Zip((axis,)), Listed((Combination({"a": 1}),)), Excluding(axis, ())):
        assert isinstance(grid, Grid)
        assert len(grid) == 1
