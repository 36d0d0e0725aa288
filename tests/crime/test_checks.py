"""Checks that gather every problem before anything is raised."""

from __future__ import annotations

import numpy as np
import pytest

from senim.crime.checks import lag_problems, panel_problems, per_draw_problems, raise_all


def test_nothing_is_raised_when_nothing_is_wrong() -> None:
    raise_all([])


def test_every_problem_is_in_the_message() -> None:
    with pytest.raises(ValueError, match=r"argument a: is wrong. Mend it.\n.*argument b: is too"):
        raise_all(["a: is wrong. Mend it.", "b: is too. Mend it as well."])


def test_good_arrays_have_no_problems() -> None:
    assert panel_problems("x", np.zeros((2, 3))) == []
    assert per_draw_problems("x", np.zeros(2), 2) == []
    assert lag_problems(np.full((2, 4), 0.25), 2) == []


def test_an_array_without_years_is_a_problem() -> None:
    assert panel_problems("x", np.zeros((2, 0)))
