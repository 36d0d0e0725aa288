"""A segmented regression with Newey–West errors: the usual check beside the structural series."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from senim.evidence.series.inputs import CheckedSeries, Matrix, Model

Interval = tuple[float, float]


@dataclass(frozen=True)
class Segmented:
    """Step or ramp of a straight line through the whole series.

    Parameters
    ----------
    effect : float
        Coefficient of the intervention.
    standard_error : float
        Newey–West.
    interval : tuple of float
        From the t distribution.
    p_value : float
        Two-sided.
    lags : int
        Lags of the errors that are taken up.
    """

    effect: float
    standard_error: float
    interval: Interval
    p_value: float
    lags: int


def segmented_regression(
    checked: CheckedSeries, model: Model, interventions: Matrix, coverage: float
) -> Segmented:
    """Regress the series on a line, the season, regressors and the interventions.

    The line is straight and the errors are what is left: a series whose level wanders gets errors that are
    too narrow however many lags are taken up. It is a check, never the result.

    Parameters
    ----------
    checked : CheckedSeries
        The series.
    model : Model
        Its season; the level is a straight line here, or a constant for the level ``fixed``.
    interventions : ndarray, shape (n, k)
        Step and ramp; the first is reported.
    coverage : float
        Coverage of the interval.

    Returns
    -------
    Segmented
        Effect of the first intervention.

    References
    ----------
    Newey, W. K., West, K. D. (1994). Automatic lag selection in covariance matrix estimation. Review of
    Economic Studies 61(4). Bernal, J. L., Cummins, S., Gasparrini, A. (2017). Interrupted time series
    regression for the evaluation of public health interventions. International Journal of Epidemiology 46(1).
    """
    # imported here: statsmodels.api takes long, and who pools studies does not need it
    from statsmodels.regression.linear_model import OLS

    count = len(checked.values)
    time = np.arange(count, dtype=np.float64)
    columns = [interventions, np.ones((count, 1))]
    if model.level != "fixed":
        columns.append(time[:, None] / count)
    if model.seasonal is not None:
        place = np.arange(count) % model.seasonal
        columns.append((place[:, None] == np.arange(1, model.seasonal)).astype(np.float64))
    there = checked.observed
    design = np.column_stack([*columns, checked.exog])[there]
    lags = max(int(4 * (there.sum() / 100) ** (2 / 9)), 1)
    kept = {"maxlags": lags, "use_correction": True}
    fitted = OLS(checked.values[there], design).fit(cov_type="HAC", cov_kwds=kept, use_t=True)
    low, high = fitted.conf_int(alpha=1 - coverage)[0]
    return Segmented(
        float(fitted.params[0]),
        float(fitted.bse[0]),
        (float(low), float(high)),
        float(fitted.pvalues[0]),
        lags,
    )
