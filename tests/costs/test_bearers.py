from __future__ import annotations

import numpy as np
import pytest

from senim.costs import ArgumentError, costs_by_bearer


def test_each_bearer_gets_its_own() -> None:
    costs = costs_by_bearer(
        treasury_balance=np.array([[16.0, 16.0]]),
        dismissed_officers=np.array([[0.0, 1000.0]]),
        pay_kzt_a_year=2e6,
        earnings_kept=0.25,
        extra_offences=np.array([[0.0, 65.0], [0.0, -10.0]]),
        unit_cost_kzt=1e8,
        bribes_avoided=3.0,
    )
    assert costs.treasury.shape == (2, 2)
    assert costs.dismissed_officers[0].tolist() == [0.0, -1.5]
    assert costs.victims[:, 1].tolist() == [-6.5, 1.0]
    assert (costs.transfers == 3.0).all()
    assert costs.total[0, 1] == pytest.approx(16 - 1.5 - 6.5)


def test_bad_arguments_are_named_at_once() -> None:
    with pytest.raises(ArgumentError) as caught:
        costs_by_bearer(
            treasury_balance=np.nan,
            dismissed_officers=-1.0,
            pay_kzt_a_year=1.0,
            earnings_kept=2.0,
            extra_offences=0.0,
            unit_cost_kzt=1.0,
        )
    assert len(caught.value.findings) == 3
