"""What a published fail rate can and cannot tell."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from senim.arguments import ArgumentCheck


def identified_set(
    fail_rate: float, prevalence_grid: ArrayLike, *, sensitivity_grid: ArrayLike | None = None
) -> pd.DataFrame:
    """List the tests that fit one published fail rate.

    A fail rate is one number, ``p * sensitivity + (1 - p) * (1 - specificity)``; it
    leaves a surface of prevalences, sensitivities and specificities that fit equally.

    Parameters
    ----------
    fail_rate : float
        Share of the examined who failed.
    prevalence_grid : array_like
        Prevalences to try, each at least 0 and below 1.
    sensitivity_grid : array_like, optional
        Sensitivities to try; 101 even steps from 0 to 1 by default.

    Returns
    -------
    DataFrame
        Columns prevalence, sensitivity, specificity, ppv (NaN where the fail rate is 0)
        and informative (whether the test fails problem officers more often than sound
        ones). A pair that would need a specificity outside 0 to 1 is not in the set.

    Raises
    ------
    ArgumentError
        If a rate lies outside its bounds.

    References
    ----------
    Rogan, W. J., and Gladen, B. (1978), Estimating prevalence from the results of a
    screening test, American Journal of Epidemiology 107:71-76.

    Examples
    --------
    >>> identified_set(0.024, [0.10], sensitivity_grid=[0.0, 0.2]).round(3)["specificity"].tolist()
    [0.973, 0.996]
    """
    sensitivities = np.linspace(0.0, 1.0, 101) if sensitivity_grid is None else sensitivity_grid
    check = ArgumentCheck("senim.personnel.identified_set")
    check.between("fail_rate", fail_rate)
    check.between("prevalence_grid", prevalence_grid, 0.0, np.nextafter(1.0, 0.0))
    check.between("sensitivity_grid", sensitivities)
    check.raise_if_any()
    prevalence, sensitivity = (
        grid.ravel()
        for grid in np.meshgrid(
            np.atleast_1d(np.asarray(prevalence_grid, dtype=np.float64)),
            np.atleast_1d(np.asarray(sensitivities, dtype=np.float64)),
            indexing="ij",
        )
    )
    false_alarms = (fail_rate - prevalence * sensitivity) / (1.0 - prevalence)
    # a corner of the set must not be lost to the last bit of a division
    fits = (false_alarms >= -1e-12) & (false_alarms <= 1.0 + 1e-12)
    false_alarms = np.clip(false_alarms[fits], 0.0, 1.0)
    found = prevalence[fits] * sensitivity[fits]
    return pd.DataFrame(
        {
            "prevalence": prevalence[fits],
            "sensitivity": sensitivity[fits],
            "specificity": 1.0 - false_alarms,
            "ppv": found / fail_rate if fail_rate > 0.0 else np.full(found.size, np.nan),
            "informative": sensitivity[fits] > false_alarms,
        }
    )
