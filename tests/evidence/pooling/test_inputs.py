"""Input that cannot be pooled."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence import PoolingInputError, funnel, leave_one_out, pool, pool_groups, pool_hierarchy
from senim.sources import load


def test_all_that_is_wrong_with_the_data_comes_in_one_error() -> None:
    with pytest.raises(PoolingInputError) as caught:
        pool([0.1, np.nan, 0.3], [0.1, -0.2, 0.0, np.inf])
    message = str(caught.value)
    for part in (
        "estimates[1]",
        "standard_errors[1]",
        "standard_errors[2]",
        "standard_errors[3]",
        "4 standard errors",
    ):
        assert part in message


@pytest.mark.parametrize("bad", [[], [[0.1, 0.2]], ["a"], 0.3])
def test_what_is_not_a_list_of_numbers_is_refused(bad: object) -> None:
    with pytest.raises(ValueError, match="estimates"):
        pool(bad, [0.1])  # type: ignore[arg-type]


def test_options_are_checked_together_with_a_hint() -> None:
    with pytest.raises(PoolingInputError) as caught:
        pool([0.1], [0.1], method="REMLL", test="t", level=95)
    assert len(caught.value.findings) == 3
    assert "Did you mean 'REML'?" in str(caught.value)


@pytest.mark.parametrize(
    ("estimates", "errors", "message"),
    [
        (np.ma.array([0.1, 99.0], mask=[False, True]), [0.1, 0.1], "masked"),
        (pd.Series([0.1, 0.2], index=[1, 2]), pd.Series([0.1, 0.2], index=[2, 1]), "another index"),
        ([1e308, 0.1], [0.1, 0.1], "double precision"),
        ([0.1, 0.2, 0.3], [1e-300, 1e300, 0.1], "double precision"),
    ],
)
def test_what_would_be_pooled_by_position_or_overflow_is_refused(estimates, errors, message) -> None:
    for call in (pool, funnel, leave_one_out):
        with pytest.raises(PoolingInputError, match=message):
            call(estimates, errors)


def test_a_row_or_a_group_that_stands_twice_is_not_counted_twice() -> None:
    studies = load("police_elasticities")
    with pytest.raises(PoolingInputError, match="stands twice with the same numbers"):
        pool_groups(pd.concat([studies, studies]))
    for call in (pool_hierarchy, pool_groups):
        with pytest.raises(PoolingInputError, match="violent stands twice"):
            call(studies, groups=["violent", "violent"])
