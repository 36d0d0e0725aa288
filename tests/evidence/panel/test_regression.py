"""Two-stage least squares against packages, and what it refuses."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from senim.evidence.panel import InapplicableDesign, PanelInputError, least_squares, two_stage


def made(seed=0, units=30, years=6):
    generator = np.random.default_rng(seed)
    shock, lot, control = generator.normal(size=(3, units * years))
    level = np.repeat(generator.normal(0, 3, units), years)
    officers = lot + 0.8 * shock + 0.5 * level + generator.normal(size=units * years)
    return pd.DataFrame(
        {
            "unit": np.repeat(np.arange(units), years),
            "y": -0.5 * officers + level + 0.3 * control + shock,
            "x": officers,
            "z": lot,
            "w": control,
        }
    )


def test_least_squares_is_that_of_statsmodels():
    table = made()
    found = least_squares(table, "y", ["x", "w"])
    known = sm.OLS(table["y"], sm.add_constant(table[["x", "w"]])).fit()
    assert found.estimate("x") == pytest.approx(known.params["x"])
    assert found.standard_error("x") == pytest.approx(known.bse["x"])
    assert found.interval("x") == pytest.approx(tuple(known.conf_int().loc["x"]))
    assert found.r_squared == pytest.approx(known.rsquared)


def test_within_units_is_dummies_of_units():
    table = made()
    found = two_stage(table, "y", ["x"], ["z"], ["w"], unit="unit")
    dummies = pd.get_dummies(table["unit"].astype(str), prefix="u", dtype=float)
    wide = pd.concat([table, dummies.iloc[:, 1:]], axis=1)
    by_dummies = two_stage(wide, "y", ["x"], ["z"], ["w", *dummies.columns[1:]])
    for name in ("x", "w"):
        assert found.instrumented.estimate(name) == pytest.approx(by_dummies.instrumented.estimate(name))
        assert found.instrumented.standard_error(name) == pytest.approx(
            by_dummies.instrumented.standard_error(name)
        )
    assert found.first_stage.loc["x", "f"] == pytest.approx(by_dummies.first_stage.loc["x", "f"])


def test_the_instrument_finds_what_least_squares_misses():
    found = two_stage(made(units=400), "y", ["x"], ["z"], ["w"], unit="unit")
    low, high = found.instrumented.interval("x")
    assert low < -0.5 < high
    assert found.plain.interval("x")[0] > -0.4
    assert found.first_stage.loc["x", "f"] > 100


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((["x", "w"], ["z"]), "1 instruments for 2 columns"),
        ((["x"], ["z", "z2"]), "follows from the others"),
        ((["x"], ["flat"]), "follows from the others"),
    ],
)
def test_what_does_not_apply(arguments, words):
    table = made().assign(z2=lambda t: 2 * t["z"], flat=1.0)
    result = two_stage(table, "y", *arguments, unit="unit")
    assert isinstance(result, InapplicableDesign)
    assert words in result.verdict


def test_too_few_rows_a_flat_outcome_and_a_missing_column():
    assert "rows for" in least_squares(made().head(3), "y", ["x", "w"]).verdict
    assert "does not vary" in least_squares(made().assign(y=1.0), "y", ["x"]).verdict
    with pytest.raises(PanelInputError, match="column v"):
        least_squares(made(), "y", ["v"])


@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_errors_within_clusters_are_those_of_packages():
    import pyfixest
    from linearmodels.iv import IV2SLS

    table = made()
    plain = least_squares(table, "y", ["x", "w"], cluster="unit")
    known = sm.OLS(table["y"], sm.add_constant(table[["x", "w"]]))
    known = known.fit(cov_type="cluster", cov_kwds={"groups": table["unit"]})
    assert plain.standard_error("x") == pytest.approx(known.bse["x"])
    assert plain.degrees_of_freedom == 29
    within = least_squares(table, "y", ["x", "w"], unit="unit", cluster="unit")
    fixest = pyfixest.feols("y ~ x + w | unit", table, vcov={"CRV1": "unit"})
    assert within.standard_error("x") == pytest.approx(fixest.se()["x"])
    found = two_stage(table, "y", ["x"], ["z"], ["w"], cluster="unit").instrumented
    exogenous = sm.add_constant(table[["w"]])
    iv = IV2SLS(table["y"], exogenous, table[["x"]], table[["z"]])
    iv = iv.fit(cov_type="clustered", clusters=table["unit"], debiased=True)
    assert found.standard_error("x") == pytest.approx(iv.std_errors["x"])
    assert "CRV1" in found.convention


def test_few_clusters_are_refused():
    found = least_squares(made(units=5), "y", ["x"], cluster="unit")
    assert isinstance(found, InapplicableDesign)
    assert "5 clusters" in found.reasons[0].problem
