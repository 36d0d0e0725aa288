"""A universe is data: its combinations, its rules, its faults."""

from __future__ import annotations

import pytest

from senim.evidence import (
    CurveInputError,
    Dimension,
    Exclusion,
    Option,
    Sample,
    Specification,
    Term,
    Universe,
)

LAGS = Dimension(
    "lag",
    "When",
    (Option("0", "same year", "At once."), Option("1", "a year before", "Later.", (("treatment.lag", 1),))),
)
SAMPLES = Dimension(
    "sample",
    "Which",
    (
        Option("all", "all", "Nothing is left out."),
        Option("late", "late", "After.", (("sample.first", 2010),)),
    ),
)
BASE = Specification("y", "x")


def test_every_combination_in_the_order_of_the_choices() -> None:
    universe = Universe(BASE, (LAGS, SAMPLES))
    choices = universe.choices()
    assert choices.astype(str).to_numpy().tolist() == [
        ["0", "all"],
        ["0", "late"],
        ["1", "all"],
        ["1", "late"],
    ]
    made = universe.specifications()
    assert made[0] == BASE
    assert made[3] == Specification("y", Term("x", lag=1), sample=Sample(first=2010))


def test_a_rule_leaves_combinations_out_and_counts_them() -> None:
    rule = Exclusion((("lag", ("1",)), ("sample", ("late",))), "There is no year before.")
    universe = Universe(BASE, (LAGS, SAMPLES), (rule,))
    assert len(universe.specifications()) == len(universe.choices()) == 3
    assert universe.counts().to_numpy().tolist() == [["There is no year before.", 1]]


def test_options_are_listed_with_their_reasons() -> None:
    listed = Universe(BASE, (LAGS, SAMPLES)).options()
    assert listed["dimension"].tolist() == ["lag", "lag", "sample", "sample"]
    assert listed["reason"].tolist() == ["At once.", "Later.", "Nothing is left out.", "After."]


def test_all_faults_are_told_at_once() -> None:
    odd = Dimension(
        "odd",
        "What",
        (
            Option("a", "a", " ", (("treatment.leg", 1),)),
            Option("a", "b", "Why not.", (("treatment.lag", 2),)),
        ),
    )
    rules = (Exclusion((("leg", ("0",)), ("lag", ("7",))), ""),)
    with pytest.raises(CurveInputError) as raised:
        Universe(BASE, (LAGS, odd, Dimension("lag", "Again", ())), rules)
    said = str(raised.value)
    for word in (
        "two dimensions have this key",
        "it has no option",
        "'treatment.leg'",
        "Did you mean 'treatment.lag'",
        "the key 'a'",
        "has no reason",
        "lag and odd: both set treatment.lag",
        "no dimension 'leg'",
        "no option '7'",
    ):
        assert word in said, word
