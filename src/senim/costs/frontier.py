"""The frontier of elasticity and unit cost at which a cut alone stops paying."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq

from senim.arguments import ArgumentCheck
from senim.costs.break_even import break_even_unit_cost

Method = Literal["closed form", "root finding"]


def break_even_frontier(
    saving: float,
    baseline_offences: float,
    log_staff_change: float,
    elasticities: ArrayLike,
    *,
    method: Method = "closed form",
) -> pd.DataFrame:
    """Unit cost of an offence at which a cut stops paying, for each elasticity.

    Parameters
    ----------
    saving : float
        Money the cut frees a year, above 0.
    baseline_offences : float
        Offences a year without the cut, above 0.
    log_staff_change : float
        Change of the log of officers; below 0 in a cut.
    elasticities : array_like
        Of offences with respect to officers.
    method : {"closed form", "root finding"}
        Divide saving by extra offences, or search the unit cost at which the net benefit
        (saving less harm, offence by offence) is nil. The two agree.

    Returns
    -------
    DataFrame
        One row an elasticity: elasticity, extra_offences, unit_cost (in the unit of the
        saving; infinite where the cut never stops paying), kind.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds or the method is unknown.

    Examples
    --------
    >>> break_even_frontier(16.0, 890.0, -0.105, [-0.67, 0.1]).round(3)["unit_cost"].tolist()
    [0.247, inf]
    """
    check = _checked("break_even_frontier", saving, baseline_offences, log_staff_change)
    check.between("elasticities", elasticities, -1e3, 1e3)
    if method not in ("closed form", "root finding"):
        check.refuse("method", f"{method!r} is no method", "Say 'closed form' or 'root finding'.")
    check.raise_if_any()
    steps = np.atleast_1d(np.asarray(elasticities, dtype=np.float64))
    extra = baseline_offences * np.expm1(steps * log_staff_change)
    closed = break_even_unit_cost(saving, extra)
    unit_cost = closed.unit_cost
    if method == "root finding":
        unit_cost = np.array(
            [_search_unit_cost(saving, baseline_offences, log_staff_change, step) for step in steps]
        )
    return pd.DataFrame(
        {"elasticity": steps, "extra_offences": extra, "unit_cost": unit_cost, "kind": closed.kind}
    )


def break_even_elasticity(
    saving: float, baseline_offences: float, log_staff_change: float, unit_cost: ArrayLike
) -> NDArray[np.float64]:
    """Elasticity at which a cut stops paying, for each unit cost: the frontier read the other way.

    Parameters
    ----------
    saving, baseline_offences, log_staff_change : float
        As for `break_even_frontier`; the staff change not 0.
    unit_cost : array_like
        Harm of one offence, above 0, in the unit of the saving.

    Returns
    -------
    ndarray
        ``log(1 + saving / (unit_cost * offences)) / log_staff_change``; a cut pays while
        the true elasticity is nearer to 0 than this.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds.
    """
    check = _checked("break_even_elasticity", saving, baseline_offences, log_staff_change)
    check.between("unit_cost", unit_cost, 0.0, np.inf, low_open=True)
    if log_staff_change == 0.0:
        check.refuse("log_staff_change", "0 adds no offence at any elasticity", "Give a change other than 0.")
    check.raise_if_any()
    harm = np.asarray(unit_cost, dtype=np.float64) * baseline_offences
    return np.asarray(np.log1p(saving / harm) / log_staff_change, dtype=np.float64)


def _checked(call: str, saving: float, offences: float, log_staff_change: float) -> ArgumentCheck:
    check = ArgumentCheck(f"senim.costs.{call}")
    check.between("saving", saving, 0.0, 1e18, low_open=True)
    check.between("baseline_offences", offences, 0.0, 1e18, low_open=True)
    check.between("log_staff_change", log_staff_change, -10.0, 10.0)
    return check


def _search_unit_cost(saving: float, offences: float, log_staff_change: float, elasticity: float) -> float:
    """Find the nil of the net benefit by widening a bracket and Brent's method."""

    def net_benefit(log_unit_cost: float) -> float:
        with_cut = offences * np.exp(elasticity * log_staff_change)
        harm = np.exp(log_unit_cost) * (with_cut - offences)
        # the sign decides, so the harm is compared with the saving on the scale of the saving
        return float(1.0 - harm / saving)

    middle = float(np.log(saving / offences))
    low, high = middle - 1.0, middle + 1.0
    while net_benefit(low) < 0.0:
        low -= 10.0
    while net_benefit(high) > 0.0:
        high += 10.0
        # past 1e26 savings an offence the extra offences are below a float's last digit
        if high > middle + 60.0:
            return float("inf")
    return float(np.exp(brentq(net_benefit, low, high, xtol=1e-14, rtol=8.9e-16)))
