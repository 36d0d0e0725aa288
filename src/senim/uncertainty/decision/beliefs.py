"""The beliefs that a simulation drew, one column each, in units that a reader knows."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from senim.evidence import EvidenceBase
from senim.parameters import ParameterSet
from senim.scenarios import Scenario
from senim.simulation import Settings, draw_elasticities
from senim.uncertainty.model import SimulationModel

CARRIED = ("elasticity.", "crime.transport_")
"""Parts of an elasticity for Kazakhstan: nobody believes in a part, so the whole is shown."""
LAGS = "crime.lag_weights"


def drawn_beliefs(
    scenarios: Mapping[str, Scenario],
    parameters: ParameterSet,
    evidence: EvidenceBase,
    settings: Settings,
) -> pd.DataFrame:
    """List the values of everything that a comparison draws.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        What is compared, the baseline among them.
    parameters : ParameterSet
        Beliefs.
    evidence : EvidenceBase
        Pooled elasticities.
    settings : Settings
        Draws and seed, those of the comparison.

    Returns
    -------
    DataFrame, shape (n_draws, beliefs)
        One column a parameter that is drawn; ``elasticity.<group>`` is the elasticity of registered offences
        as carried to Kazakhstan, ``crime.mean_lag_years`` the mean of the years an effect takes. Beliefs with
        one value, and further streams of one parameter, have no column.
    """
    inputs = SimulationModel(scenarios, parameters, evidence, settings, ()).inputs()
    columns = {
        f"elasticity.{group}": draws
        for group, draws in draw_elasticities(parameters, evidence, settings).items()
    }
    for name in inputs.columns:
        if name.startswith(CARRIED) or name not in parameters:
            continue
        values = parameters.draws(name, settings.draws, settings.streams)
        values = values.reshape(settings.draws, -1)
        if name == LAGS:
            columns["crime.mean_lag_years"] = values @ np.arange(values.shape[1], dtype=np.float64)
        elif values.shape[1] == 1:
            columns[name] = values[:, 0]
    return pd.DataFrame({name: values for name, values in columns.items() if np.ptp(values) > 0.0})
