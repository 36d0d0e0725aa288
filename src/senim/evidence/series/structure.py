"""A structural series as statsmodels writes it, and the covariance of what it observes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from senim.evidence.series.inputs import LEVELS, Matrix, Model, Vector


@dataclass(frozen=True)
class Structure:
    """A series as a sum of diffuse starts and independent disturbances: y = D δ + u, u ~ N(0, Σ vⱼ Cⱼ).

    Parameters
    ----------
    names : tuple of str
        Names of the variances, as statsmodels has them.
    diffuse : ndarray, shape (n, d)
        D: what each diffuse start adds to each period.
    components : tuple of ndarray, each of shape (n, n)
        Cⱼ: covariance of the observations for a variance vⱼ of one.
    """

    names: tuple[str, ...]
    diffuse: Matrix
    components: tuple[Matrix, ...]


def state_space(values: Vector, model: Model, regressors: Matrix | None = None) -> Any:
    """Build the model of statsmodels with an exact diffuse start.

    Parameters
    ----------
    values : ndarray, shape (n,)
        Observations; NaN where missing.
    model : Model
        Level and season.
    regressors : ndarray, shape (n, k), optional
        Regressors, as states with a diffuse start.

    Returns
    -------
    UnobservedComponents
        Of statsmodels.
    """
    # statsmodels.tsa takes most of a second to import: only who fits a series pays it
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    more: dict[str, Any] = {}
    moving = model.season.startswith("stochastic")
    if model.seasonal is not None and model.season.endswith("dummy"):
        more = {"seasonal": int(model.seasonal), "stochastic_seasonal": moving}
    elif model.seasonal is not None:
        more = {
            "freq_seasonal": [{"period": int(model.seasonal)}],
            "stochastic_freq_seasonal": [moving],
        }
    if regressors is not None and regressors.shape[1]:
        more |= {"exog": regressors, "mle_regression": False}
    return UnobservedComponents(values, LEVELS[model.level], use_exact_diffuse=True, **more)


@lru_cache(maxsize=16)
def structure_of(count: int, model: Model) -> Structure:
    """Read diffuse starts and covariances off the matrices of statsmodels.

    With αₜ₊₁ = T αₜ + R ηₜ and yₜ = Z αₜ + εₜ a disturbance at s reaches yₜ as Z Tᵗ⁻ˢ⁻¹ R.

    Parameters
    ----------
    count : int
        Number of periods n.
    model : Model
        Level and season.

    Returns
    -------
    Structure
        Names, D and the Cⱼ; kept for the next call, so not to be written to.
    """
    built = state_space(np.zeros(count), model)
    names = tuple(built.param_names)
    built.update(np.ones(len(names)))
    transition, selection = built.ssm["transition"], built.ssm["selection"]
    row = np.asarray(built.ssm["design"], dtype=np.float64)[0]
    reach = np.empty((count, transition.shape[0]))
    for period in range(count):
        reach[period] = row
        row = row @ transition
    components = []
    for place in range(len(names)):
        built.update(np.eye(len(names))[place])
        covariance = float(built.ssm["obs_cov"][0, 0]) * np.eye(count)
        for state, variance in enumerate(np.diag(built.ssm["state_cov"])):
            if variance:
                lagged = _lower_toeplitz(reach @ selection[:, state])
                covariance += variance * lagged @ lagged.T
        components.append(covariance)
    return Structure(names, reach, tuple(components))


def _lower_toeplitz(response: Vector) -> Matrix:
    """Put a response under the diagonal: a disturbance shows from the next period on."""
    count = len(response)
    lag = np.arange(count)[:, None] - np.arange(count)[None, :] - 1
    return np.where(lag >= 0, response[np.maximum(lag, 0)], 0.0)
