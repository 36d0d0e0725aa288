"""The inclusion rule and the covariance of errors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from senim.evidence import NINE_GROUPS, PoolingInputError, pool_groups, select_estimates


def test_errors_of_studies_on_the_same_cities_are_correlated_and_others_not(
    table: Callable[[], pd.DataFrame],
) -> None:
    (violent,) = select_estimates(
        table(), groups=["violent"], include_flagged=True, shared_sample_correlation=0.5
    )
    assert violent.covariance[0, 1] == pytest.approx(0.5 * 0.10 * 0.231)
    assert violent.covariance[0, 2] == 0
    assert np.diag(violent.covariance) == pytest.approx(violent.standard_errors**2)


def test_ties_through_a_third_study_still_give_a_covariance(columns: list[str]) -> None:
    frame = pd.DataFrame(
        [("a", "violent", 0.1, 1.0, "yes", "one"), ("a", "violent", 0.2, 1.0, "yes", "two"),
         ("b", "violent", 0.3, 1.0, "yes", "two")],
        columns=columns,
    )  # fmt: skip
    (data,) = select_estimates(frame, groups=["violent"], shared_sample_correlation=0.95)
    assert (np.linalg.eigvalsh(data.covariance) > 0).all()


def test_all_that_is_wrong_with_the_table_comes_in_one_error(table: Callable[[], pd.DataFrame]) -> None:
    frame = table()
    frame.loc[0, "standard_error"] = 0.0
    frame.loc[3, "estimate"] = np.nan
    with pytest.raises(PoolingInputError) as caught:
        pool_groups(frame, groups=["violent", "property", "violet"], shared_sample_correlation=1.0)
    message = str(caught.value)
    for part in ("row 0", "row 3", "Did you mean 'violent'?", "shared_sample_correlation"):
        assert part in message


def test_missing_columns_and_empty_groups_are_named(table: Callable[[], pd.DataFrame]) -> None:
    with pytest.raises(PoolingInputError, match=r"column pooling.*\n.*column shared_sample"):
        pool_groups(table().drop(columns=["pooling", "shared_sample"]))
    none_left = table().assign(pooling="no")
    with pytest.raises(PoolingInputError, match="'violent' has no row with pooling yes"):
        pool_groups(none_left)


def test_the_nine_groups_hold_the_headline_ones_once() -> None:
    assert len(set(NINE_GROUPS)) == 9


def test_studies_without_a_shared_sample_are_independent(columns: list[str]) -> None:
    rows = [("a", "violent", -0.1, 0.1, "yes", None), ("b", "violent", -0.2, 0.2, "yes", np.nan)]
    (data,) = select_estimates(pd.DataFrame(rows, columns=columns), groups=["violent"])
    assert data.covariance == pytest.approx(np.diag([0.01, 0.04]))


def test_two_estimates_of_one_study_are_tied_without_a_shared_sample(columns: list[str]) -> None:
    rows = [("a", "violent", -0.1, 0.1, "yes", None), ("a", "violent", -0.2, 0.2, "yes", None)]
    (data,) = select_estimates(pd.DataFrame(rows, columns=columns), groups=["violent"])
    assert data.covariance[0, 1] == pytest.approx(0.5 * 0.1 * 0.2)
