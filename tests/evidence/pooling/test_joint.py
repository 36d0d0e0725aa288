"""The covariance of estimates across offence groups."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from senim.evidence import NINE_GROUPS, PoolingInputError, joint_estimates, select_estimates
from senim.paths import project_root

Table = Callable[[], pd.DataFrame]


def correlations(covariance: np.ndarray) -> np.ndarray:
    errors = np.sqrt(np.diag(covariance))
    return covariance / np.outer(errors, errors)


def test_errors_hang_together_by_study_and_by_offence(table: Table) -> None:
    data = joint_estimates(
        table(), groups=["violent", "property"], include_flagged=True, offence_correlation=0.2
    )
    assert data.studies == ("chalfin-mccrary", "levitt", "mello", "chalfin-mccrary", "levitt")
    assert data.member.tolist() == [0, 0, 0, 1, 1]
    made = correlations(data.covariance)
    assert made[0, 1] == pytest.approx(0.5)  # two studies, one sample, one group
    assert made[0, 3] == pytest.approx(0.2)  # one study, two groups
    assert made[0, 4] == pytest.approx(0.1)  # both
    assert made[0, 2] == 0  # nothing in common


def test_each_block_is_what_one_group_has_by_itself(table: Table) -> None:
    data = joint_estimates(table())
    for place, one in enumerate(select_estimates(table())):
        own = data.member == place
        assert np.allclose(data.covariance[np.ix_(own, own)], one.covariance)
        assert data.estimates[own].tolist() == one.estimates.tolist()
        assert data.studies_of(one.group) == one.studies


def test_the_order_of_rows_does_not_matter(table: Table) -> None:
    turned = table().iloc[::-1].reset_index(drop=True)
    assert sorted(joint_estimates(turned).estimates) == sorted(joint_estimates(table()).estimates)
    assert joint_estimates(turned).groups == joint_estimates(table()).groups


@pytest.mark.parametrize("offence", [0.0, 0.5, 0.99])
@pytest.mark.parametrize("shared", [0.0, 0.5, 0.95])
def test_it_is_a_covariance_whatever_the_correlations(offence: float, shared: float) -> None:
    raw = pd.read_csv(project_root() / "data" / "raw" / "police_elasticities.csv")
    doubled = pd.concat([raw, raw.assign(estimate=raw["estimate"] + 0.1)], ignore_index=True)
    for rows in (raw, doubled):
        data = joint_estimates(
            rows,
            groups=NINE_GROUPS,
            include_flagged=True,
            shared_sample_correlation=shared,
            offence_correlation=offence,
        )
        assert np.linalg.eigvalsh(correlations(data.covariance)).min() > 1e-6


def test_both_correlations_out_of_range_are_told_at_once(table: Table) -> None:
    with pytest.raises(PoolingInputError) as caught:
        joint_estimates(table(), shared_sample_correlation=1.0, offence_correlation=-0.1)
    assert "shared_sample_correlation" in str(caught.value)
    assert "offence_correlation" in str(caught.value)
