"""Problem officers differ in how visible they are to a test: a mixture of two classes.

If every problem officer failed with the same chance in each wave, a few waves would
clean any force. Officers who hide their problem well hide it again next time, so the
second wave finds fewer than the first.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck, Draws


def visible_share(sensitivity: Draws, persistence: Draws) -> NDArray[np.float64]:
    """Share of problem officers whose problem the test can see at all.

    With fail probability `a` among a visible share `v` and 0 among the hidden, mean
    `v * a = sensitivity` and correlation `persistence` of two results of one officer
    give ``v = s / (s + persistence * (1 - s))`` and ``a = s / v``, both always within 0 to 1.

    Parameters
    ----------
    sensitivity : float or ndarray, shape (n,)
        Probability that a problem officer fails the first examination.
    persistence : float or ndarray, shape (n,)
        Correlation of two results of the same problem officer: 0, chance decides anew
        each time; 1, whoever passed once passes always.

    Returns
    -------
    ndarray, shape (n,) or ()
        The visible share; 1 where both arguments are 0.

    Raises
    ------
    ArgumentError
        If an argument lies outside 0 to 1.

    References
    ----------
    Intraclass correlation of a binary trait: Ridout, Demétrio and Firth (1999),
    Estimating intraclass correlation for binary data, Biometrics 55:137-148.

    Examples
    --------
    >>> float(visible_share(0.5, 1.0)), float(visible_share(0.5, 0.0))
    (0.5, 1.0)
    """
    check = ArgumentCheck("senim.personnel.visible_share")
    check.between("sensitivity", sensitivity)
    check.between("persistence", persistence)
    check.raise_if_any()
    found = np.asarray(sensitivity, dtype=np.float64)
    whole = np.asarray(found + np.asarray(persistence) * (1.0 - found), dtype=np.float64)
    return np.divide(found, whole, out=np.ones_like(whole), where=whole > 0.0)


def fail_rates_by_class(
    sensitivity: NDArray[np.float64], specificity: NDArray[np.float64], visible: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Fail probability of sound, visible and hidden problem officers.

    Among officers not yet examined the mean over visible and hidden is the sensitivity
    exactly. A test sharper than the visible share reaches the hidden as well.

    Parameters
    ----------
    sensitivity, specificity : ndarray, shape (n,)
        The rates of this wave.
    visible : ndarray, shape (n,)
        Visible share of problem officers in the force.

    Returns
    -------
    ndarray, shape (3, n)
        Rows: sound, visible, hidden.
    """
    seen = np.minimum(
        1.0, np.divide(sensitivity, visible, out=np.ones_like(visible), where=visible > sensitivity)
    )
    hidden = 1.0 - visible
    rest = np.divide(sensitivity - visible * seen, hidden, out=np.zeros_like(hidden), where=hidden > 0.0)
    return np.stack([1.0 - specificity, seen, np.clip(rest, 0.0, 1.0)])
