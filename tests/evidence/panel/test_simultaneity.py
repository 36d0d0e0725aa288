"""Worlds in which offences draw officers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.evidence.panel import PanelInputError, expected_least_squares, feedback_worlds, textbook


@settings(deadline=None, max_examples=15)
@given(st.floats(-1, 0), st.floats(0, 3), st.floats(0.5, 2))
def test_least_squares_is_off_by_what_the_formula_says_and_the_instrument_is_not(elasticity, feedback, push):
    found = feedback_worlds(
        elasticity=elasticity, feedback=feedback, push=push, places=4_000, worlds=20, seed=1
    ).mean()
    assert found["least_squares"] == pytest.approx(
        expected_least_squares(elasticity, feedback, push), abs=0.03
    )
    assert found["instrument"] == pytest.approx(elasticity, abs=0.06 * (1 + feedback))


def test_the_sign_turns():
    assert expected_least_squares(-0.4, 0.0) == -0.4
    assert expected_least_squares(-0.4, 2.0) > 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"places": 2}, "places: 2 is below"),
        ({"worlds": 0}, "worlds: 0 is below"),
        ({"elasticity": 0.5, "feedback": 2.0}, "no level"),
        ({"push": 0.0}, "moves nobody"),
        ({"elasticity": float("nan")}, "nan is out of bounds"),
    ],
)
def test_worlds_that_cannot_be_made(changes, words):
    arguments = {"elasticity": -0.4, "feedback": 1.0, "places": 10, "worlds": 2, "seed": 1} | changes
    with pytest.raises(PanelInputError, match=words):
        feedback_worlds(**arguments)


def test_tables_of_the_textbook():
    assert textbook("crime4").shape[0] == 630
    with pytest.raises(PanelInputError, match="Did you mean 'prison'"):
        textbook("prisons")
