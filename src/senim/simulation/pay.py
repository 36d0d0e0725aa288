"""What a pay lever does to pay: the rises that were announced, or what the money pays for."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.parameters import ParameterSet
from senim.scenarios import EstablishmentCut, Pay, Scenario
from senim.simulation.levers import announced_posts_cut, posts_cut
from senim.simulation.officer_force import DrawnValues, unit_shares

Array = NDArray[np.float64]
ANNOUNCED_RISES: Mapping[str, str] = {
    "patrol": "pay.rise_front_line",
    "investigation": "pay.rise_investigation",
}
OTHER_RISE = "pay.rise_other"


def pay_ratios(lever: Pay, scenario: Scenario, value: DrawnValues) -> dict[str, float]:
    """Pay after the rise as a multiple of pay before, by unit type.

    Parameters
    ----------
    lever : Pay
        The lever.
    scenario : Scenario
        Whose posts share the money.
    value : DrawnValues
        Values of the parameters.

    Returns
    -------
    dict of str to float
        Above 1. Where the money decides, the same for everybody: nobody announced how it is shared out.
    """
    units = unit_shares(value)
    if lever.rises == "money":
        return dict.fromkeys(units, funded_ratio(lever, scenario, value))
    return {unit: 1.0 + value(ANNOUNCED_RISES.get(unit, OTHER_RISE)) for unit in units}


def funded_ratio(lever: Pay, scenario: Scenario, value: DrawnValues) -> float:
    """Pay that the money allows, as a multiple of pay before.

    Parameters
    ----------
    lever : Pay
        Names the money that is added, and says whether the saving is spent again.
    scenario : Scenario
        Whose posts share the money.
    value : DrawnValues
        Values of the parameters.

    Returns
    -------
    float
        1 + money / (pay of a post x posts left). A post's yearly pay is the announced saving by the posts
        it was announced for; the money is a year's.

    Raises
    ------
    ArgumentError
        If the cuts leave no posts, or nothing was announced to be saved.
    """
    parameters = value.parameters
    announced = announced_posts_cut(parameters)
    cut = sum(posts_cut(item, parameters) for item in scenario.levers if isinstance(item, EstablishmentCut))
    left, saving = parameters.value("strength.before") - cut, value("costs.saving")
    check = ArgumentCheck("senim.simulation.pay")
    check.between(f"{scenario.id}, posts left per 100,000 people", left, 0.0, np.inf, low_open=True)
    check.between("costs.saving", saving, 0.0, np.inf, low_open=True)
    check.raise_if_any()
    saved = saving * cut / announced if lever.respends_saving else 0.0
    return 1.0 + (value(lever.added) + max(saved, 0.0)) / (saving / announced * left)


def mean_pay_ratio(
    lever: Pay, scenario: Scenario, parameters: ParameterSet, front_line: Array, value: DrawnValues
) -> Array:
    """Mean pay after the rise as a multiple of pay before, for a force of front line and others.

    Parameters
    ----------
    lever : Pay
        The lever.
    scenario : Scenario
        Whose posts share the money.
    parameters : ParameterSet
        Rises.
    front_line : ndarray, shape (n,)
        Share of posts in front-line units, draw by draw.
    value : DrawnValues
        Middle values of the parameters.

    Returns
    -------
    ndarray, shape (n,)
        Above 1.
    """
    if lever.rises == "money":
        return np.full(front_line.shape, funded_ratio(lever, scenario, value))
    front, other = parameters.value(ANNOUNCED_RISES["patrol"]), parameters.value(OTHER_RISE)
    return np.asarray(1.0 + front_line * front + (1 - front_line) * other)
