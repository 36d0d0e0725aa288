"""The frontier of a cut computed two ways: by division, and by the nil of the simulated net benefit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import brentq

from senim import costs
from senim.arguments import ArgumentCheck
from senim.evidence import EvidenceBase
from senim.parameters import ParameterSet
from senim.scenarios import Scenario
from senim.simulation.run import simulate
from senim.simulation.settings import Settings

Array = NDArray[np.float64]
OFFICERS_ALONE: Mapping[str, float] = {
    "crime.transport_factor": 0.0,
    "crime.quality_elasticity": 0.0,
    "crime.recording_elasticity.homicide": 0.0,
}
"""With these the offset of homicide is its whole elasticity, and nothing but officers moves it."""
OFFSET = "crime.transport_offset.homicide"
BILLION = costs.treasury.BILLION


@dataclass(frozen=True)
class _LastYear:
    """A cut in the last year, when its lags are over: money (billion KZT), deaths, log of officers."""

    balance: Array
    extra: Array
    front_line: Array


def simulated_frontier(
    scenarios: Mapping[str, Scenario],
    cut: str,
    parameters: ParameterSet,
    evidence: EvidenceBase,
    settings: Settings,
    elasticities: Sequence[float],
) -> pd.DataFrame:
    """Search, elasticity by elasticity, the harm of a homicide at which the simulated cut is worth nothing.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        The baseline and the cut; others are left out.
    cut : str
        A scenario that frees money.
    parameters : ParameterSet
        Beliefs; the elasticity of homicide is set in place of what is believed.
    evidence : EvidenceBase
        As for `simulate`.
    settings : Settings
        Draws and time; the last year is looked at.
    elasticities : sequence of float
        Of homicide with respect to front-line officers.

    Returns
    -------
    DataFrame
        One row an elasticity: ``elasticity, front_line_log_change`` (mean over the draws), ``saving``
        (billion KZT a year), ``extra_offences`` (mean), ``unit_cost`` (billion KZT; infinite where the cut
        never stops paying).

    Raises
    ------
    ArgumentError
        If an elasticity is not finite, the cut was not given, or it frees no money in every draw.
    """
    check = ArgumentCheck("senim.simulation.money.simulated_frontier")
    check.between("elasticities", elasticities, -1e3, 1e3)
    if cut not in scenarios:
        check.refuse("cut", f"{cut!r} is not among the scenarios", f"Name one of {', '.join(scenarios)}.")
    check.raise_if_any()
    pair = {name: one for name, one in scenarios.items() if one.baseline or name == cut}
    rows = []
    for elasticity in elasticities:
        year = _last_year(pair, cut, parameters, evidence, settings, elasticity)
        if not (year.balance > 0.0).all():
            check.refuse("cut", f"{cut!r} frees no money", "A frontier needs a saving; take a cut alone.")
            check.raise_if_any()
        rows.append(
            (
                elasticity,
                float(year.front_line.mean()),
                float(year.balance.mean()),
                float(year.extra.mean()),
                _nil_of_net_benefit(year),
            )
        )
    names = ["elasticity", "front_line_log_change", "saving", "extra_offences", "unit_cost"]
    return pd.DataFrame(rows, columns=names)


def frontier_two_ways(simulated: pd.DataFrame, homicides_a_year: float) -> pd.DataFrame:
    """Put the division beside the search.

    Parameters
    ----------
    simulated : DataFrame
        As from `simulated_frontier`.
    homicides_a_year : float
        Without the cut.

    Returns
    -------
    DataFrame
        ``elasticity, closed_form`` (`break_even_frontier` of the mean saving and of the mean log change of
        officers), ``simulated`` (billion KZT a life) and ``gap`` (their relative difference; 0 where both
        never stop paying).
    """
    rows = []
    columns = ["elasticity", "front_line_log_change", "saving", "unit_cost"]
    for elasticity, change, saving, searched in simulated[columns].to_numpy(dtype=np.float64).tolist():
        frontier = costs.break_even_frontier(saving, homicides_a_year, change, [elasticity])
        closed = float(frontier["unit_cost"].iloc[0])
        gap = 0.0 if closed == searched else abs(searched - closed) / closed
        rows.append((elasticity, closed, searched, gap))
    return pd.DataFrame(rows, columns=["elasticity", "closed_form", "simulated", "gap"])


def _last_year(
    pair: Mapping[str, Scenario],
    cut: str,
    parameters: ParameterSet,
    evidence: EvidenceBase,
    settings: Settings,
    elasticity: float,
) -> _LastYear:
    believed = parameters.with_values({**OFFICERS_ALONE, OFFSET: elasticity})
    draws = simulate(pair, believed, evidence, settings).draws[cut]
    return _LastYear(
        balance=draws["treasury_balance", "all"][:, -1],
        extra=draws["extra_homicides", "all"][:, -1],
        front_line=np.log1p(draws["front_line_officers", "all"][:, -1] / 100.0),
    )


def _nil_of_net_benefit(year: _LastYear) -> float:
    """Widen a bracket, then Brent's method on the mean total over the bearers; no division by deaths."""

    def net_benefit(log_unit_cost: float) -> float:
        split = costs.costs_by_bearer(
            treasury_balance=year.balance[:, None],
            dismissed_officers=0.0,
            pay_kzt_a_year=0.0,
            earnings_kept=0.0,
            extra_offences=year.extra[:, None],
            unit_cost_kzt=BILLION * np.exp(log_unit_cost),
        )
        return float(split.total.mean())

    low, high = np.log(1e-6), np.log(1e-3)
    while net_benefit(high) > 0.0:
        low, high = high, high + 5.0
        # a life worth more than all the money there is: the cut never stops paying
        if high > 60.0:
            return float("inf")
    return float(np.exp(brentq(net_benefit, low, high, xtol=1e-13)))
