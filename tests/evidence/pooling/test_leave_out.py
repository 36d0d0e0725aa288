"""What a pooling hangs on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from senim.evidence import PoolingInputError, leave_one_out, leave_one_out_groups, pool, pool_groups

Table = Callable[[], pd.DataFrame]
EFFECTS, ERRORS = np.array([0.1, 0.3, -0.2, 0.9]), np.array([0.1, 0.2, 0.15, 0.3])


def test_each_row_is_a_pooling_without_that_estimate() -> None:
    table = leave_one_out(EFFECTS, ERRORS, labels=list("abcd"))
    for place, row in enumerate(table.itertuples(index=False)):
        rest = pool(np.delete(EFFECTS, place), np.delete(ERRORS, place))
        assert (row.left_out, row.k) == ("abcd"[place], 3)
        assert (row.estimate, row.low, row.high, row.tau2) == (rest.estimate, *rest.interval, rest.tau2)
    assert table["weight"].sum() == pytest.approx(100)


def test_the_outlier_has_the_largest_residual_and_pulls_the_mean_its_way() -> None:
    table = leave_one_out(EFFECTS, ERRORS)
    assert table["residual"].abs().idxmax() == 3
    assert table.loc[3, "shift"] > 0


def test_two_estimates_leave_one_and_the_row_says_so() -> None:
    table = leave_one_out([0.1, 0.2], [0.1, 0.1])
    assert table["k"].tolist() == [1, 1]
    assert np.isinf(table["high"]).all()
    assert table["note"].str.contains("nothing is known of the spread").all()
    assert (leave_one_out([0.1, 0.2], [0.1, 0.1], method="FE", test="z")["note"] == "").all()


def test_one_estimate_and_wrong_labels_are_told_at_once() -> None:
    with pytest.raises(PoolingInputError) as caught:
        leave_one_out([0.1], [0.1], labels=["a", "b"])
    assert "nothing is left" in str(caught.value)
    assert "2 labels for 1 estimates" in str(caught.value)


def test_groups_lose_each_study_in_turn(table: Table) -> None:
    made = leave_one_out_groups(table(), groups=["violent", "property"])
    assert made["left_out"].tolist() == [
        "",
        "chalfin-mccrary",
        "levitt",
        "mello",
        "",
        "chalfin-mccrary",
        "levitt",
    ]
    without = made[(made["group"] == "violent") & (made["left_out"] == "mello")].iloc[0]
    usual = pool_groups(table())["violent"]
    assert without["mean"] == pytest.approx(usual.mean)
    whole = pool_groups(table(), include_flagged=True)["violent"]
    assert without["shift"] == pytest.approx((whole.mean - usual.mean) / whole.standard_deviation)
    assert made.loc[made["k"] == 1, "note"].str.contains("one estimate is left").all()


def test_a_group_of_one_study_has_nothing_left_and_keeps_its_row(table: Table) -> None:
    row = leave_one_out_groups(table(), groups=["cost_weighted"]).iloc[1]
    assert (row["k"], row["note"]) == (0, "nothing is left to pool")
    assert pd.isna(row["mean"])


def test_flagged_rows_stay_out_where_the_rule_leaves_them_out(table: Table) -> None:
    made = leave_one_out_groups(table(), include_flagged=False)
    assert "mello" not in set(made["left_out"])
