"""The pass mark that gives a fail rate, along the ROC curve of a test."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq

from senim.arguments import ArgumentCheck
from senim.personnel.officers.score import ScoredTest


def with_fail_rate(test: ScoredTest, quality_mix: ArrayLike, fail_rate: float) -> ScoredTest:
    """Move the pass mark of a test until a given share of those examined fails.

    How far the test tells problem officers from sound ones stays: distances, reliability and commission
    are kept.

    Parameters
    ----------
    test : ScoredTest
        The test.
    quality_mix : array_like, shape (4,)
        Shares of the qualities among those examined, in the order of `QUALITIES`; they sum to 1.
    fail_rate : float
        Share who fail, above 0 and below 1.

    Returns
    -------
    ScoredTest
        The same test with another pass mark.

    Raises
    ------
    ArgumentError
        If the rate is not between 0 and 1 or the shares are none.

    Examples
    --------
    >>> from senim.personnel.officers import scored_test
    >>> test = scored_test(
    ...     specificity=0.97, competence_sensitivity=0.6, integrity_sensitivity=0.2, persistence=0.0
    ... )
    >>> mix = [0.8, 0.1, 0.08, 0.02]
    >>> round(float(with_fail_rate(test, mix, 0.05).fail_rates() @ mix), 6)
    0.05
    """
    mix = np.asarray(quality_mix, dtype=np.float64)
    check = ArgumentCheck("senim.personnel.with_fail_rate")
    check.between("fail_rate", fail_rate, 1e-9, 1.0 - 1e-9)
    check.between("quality_mix", mix)
    check.raise_if_any()
    if mix.shape != (4,) or abs(mix.sum() - 1.0) > 1e-9:
        check.refuse("quality_mix", f"{mix.tolist()} are no four shares of a whole", "Let them sum to 1.")
        check.raise_if_any()

    def excess(mark: float) -> float:
        return float(replace(test, pass_mark=mark).fail_rates() @ mix) - fail_rate

    return replace(test, pass_mark=float(brentq(excess, -40.0, 40.0, xtol=1e-12)))
