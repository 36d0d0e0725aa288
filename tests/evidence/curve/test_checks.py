import numpy as np
import pandas as pd
import pytest

from senim.evidence import CurveInputError, Specification, Term, specification_curve

ROWS = [(u, t, float(u + t % 2), float(u * t % 5)) for u in range(6) for t in range(5)]
FRAME = pd.DataFrame(ROWS, columns=["unit", "period", "y", "x"])


def test_infinite_numbers_are_told_and_drop_no_row():
    frame = FRAME.copy()
    frame.loc[3, "y"] = np.inf
    with pytest.raises(CurveInputError, match="column y: 1 of 30 numbers are infinite"):
        specification_curve(frame, [Specification("y", "x")])


@pytest.mark.parametrize("given", [Specification("y", "x"), {"a": 1}, None, ["y"], "y"])
def test_what_is_no_list_of_specifications_is_refused(given):
    with pytest.raises(CurveInputError, match="specifications"):
        specification_curve(FRAME, given)


def test_a_lag_is_a_whole_number():
    with pytest.raises(CurveInputError, match=r"lag 1\.5 is no whole number"):
        specification_curve(FRAME, [Specification("y", Term("x", lag=1.5))])
