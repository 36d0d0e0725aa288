from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.personnel import ArgumentError, identified_set, screen


def test_worked_check() -> None:
    fits = identified_set(0.024, [0.10], sensitivity_grid=[0.0, 0.2, 0.5])
    assert fits["sensitivity"].tolist() == [0.0, 0.2]
    assert fits["specificity"].round(3).tolist() == [0.973, 0.996]
    assert fits["informative"].tolist() == [False, True]
    assert fits["ppv"].tolist() == pytest.approx([0.0, 0.02 / 0.024])


@given(p=st.floats(0.0, 0.95), sens=st.floats(0.0, 1.0), spec=st.floats(0.0, 1.0))
def test_the_test_that_made_a_fail_rate_is_in_its_set(p: float, sens: float, spec: float) -> None:
    fail_rate = screen(p, sens, spec, 1.0).fail_rate
    fits = identified_set(fail_rate, [p], sensitivity_grid=[sens])
    assert len(fits) == 1
    assert fits["specificity"].iloc[0] == pytest.approx(spec, abs=1e-9)


def test_every_member_gives_the_fail_rate() -> None:
    fits = identified_set(0.09, np.linspace(0.0, 0.5, 11))
    again = screen(fits["prevalence"], fits["sensitivity"], fits["specificity"], 1.0)
    assert np.allclose(again.fail_rate, 0.09, atol=1e-12)
    assert set(fits["prevalence"].round(2)) == {round(0.05 * step, 2) for step in range(11)}


def test_a_force_of_problem_officers_only_is_refused() -> None:
    with pytest.raises(ArgumentError, match="prevalence_grid"):
        identified_set(0.1, [0.1, 1.0])
