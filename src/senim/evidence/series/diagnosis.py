"""What the standardised errors of a fitted series say against it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2
from scipy.stats import f as fisher

from senim.evidence.series.inputs import Vector

_DOUBTFUL = 0.05
_FEW_NODES = 10.0


@dataclass(frozen=True)
class Diagnostics:
    """How far a fit may be believed.

    Parameters
    ----------
    ljung_box, ljung_box_p, ljung_box_lags : float, float, int
        Autocorrelation of the standardised one-step errors, and the lags it looks at.
    normality, normality_p : float
        Jarque–Bera.
    heteroskedasticity, heteroskedasticity_p : float
        Sum of squares of the last third of the errors over that of the first (Durbin and Koopman).
    converged : bool
        Whether the best search says that it converged.
    starts, agreeing_starts : int
        Searches made, and those that ended at the best likelihood.
    variances : dict of str to float
        At the optimum, by their names in statsmodels.
    variances_without_break : dict of str to float
        The same for the series without step and ramp: what the break explains is movement there.
        Empty where that fit has no optimum.
    log_likelihood : float
        Exact diffuse log-likelihood, as statsmodels gives it.
    effective_nodes : float
        What the mixture over variances is worth in equally weighted points.
    observations : int
        Periods with a value.
    missing : tuple
        Labels of the periods without one.
    """

    ljung_box: float
    ljung_box_p: float
    ljung_box_lags: int
    normality: float
    normality_p: float
    heteroskedasticity: float
    heteroskedasticity_p: float
    converged: bool
    starts: int
    agreeing_starts: int
    variances: dict[str, float]
    variances_without_break: dict[str, float]
    log_likelihood: float
    effective_nodes: float
    observations: int
    missing: tuple[Hashable, ...]

    @property
    def concerns(self) -> tuple[str, ...]:
        """What speaks against the fit, in words; empty where nothing does."""
        said = [
            (self.ljung_box_p < _DOUBTFUL, "errors hang on earlier errors"),
            (self.normality_p < _DOUBTFUL, "errors are not normal: look for outliers"),
            (self.heteroskedasticity_p < _DOUBTFUL, "errors are larger in one part than in another"),
            (not self.converged, "the search for the best fit did not converge"),
            (self.agreeing_starts < 2, "only one search found the best fit"),
            (self.effective_nodes < _FEW_NODES, "the interval rests on few points of the likelihood"),
            (bool(self.missing), f"{len(self.missing)} periods are missing"),
        ]
        return tuple(words for holds, words in said if holds)


@dataclass(frozen=True)
class ErrorTests:
    """Tests of the standardised one-step errors.

    Parameters
    ----------
    ljung_box, ljung_box_p, ljung_box_lags, normality, normality_p, heteroskedasticity, heteroskedasticity_p
        As in `Diagnostics`.
    """

    ljung_box: float
    ljung_box_p: float
    ljung_box_lags: int
    normality: float
    normality_p: float
    heteroskedasticity: float
    heteroskedasticity_p: float


def error_tests(errors: Vector, variances: int, seasonal: int | None) -> ErrorTests:
    """Test standardised one-step errors.

    Parameters
    ----------
    errors : ndarray, shape (m,)
        Errors after the diffuse periods, gaps left out.
    variances : int
        Estimated variances: degrees of freedom that the Ljung–Box test loses.
    seasonal : int or None
        Periods in a season; the lags reach that far where the series is long enough.

    Returns
    -------
    ErrorTests
        Statistics and p-values.

    References
    ----------
    Durbin, J., Koopman, S. J. (2012). Time Series Analysis by State Space Methods, section 2.12. Oxford.
    """
    count = len(errors)
    lags = max(min(seasonal or 10, count // 4), variances + 1)
    centred = errors - errors.mean()
    power = float(centred @ centred)
    shares = [float(centred[lag:] @ centred[:-lag]) / power for lag in range(1, min(lags, count - 1) + 1)]
    box = count * (count + 2) * sum(share**2 / (count - lag) for lag, share in enumerate(shares, start=1))
    skew = float(np.mean(centred**3) / np.mean(centred**2) ** 1.5)
    peak = float(np.mean(centred**4) / np.mean(centred**2) ** 2)
    normality = count * (skew**2 / 6 + (peak - 3) ** 2 / 24)
    third = max(round(count / 3), 1)
    ratio = float(np.sum(errors[-third:] ** 2) / np.sum(errors[:third] ** 2))
    tail = float(fisher.cdf(ratio, third, third))
    return ErrorTests(
        ljung_box=box,
        ljung_box_p=float(chi2.sf(box, max(lags - variances + 1, 1))),
        ljung_box_lags=lags,
        normality=normality,
        normality_p=float(chi2.sf(normality, 2)),
        heteroskedasticity=ratio,
        heteroskedasticity_p=2 * min(tail, 1 - tail),
    )
