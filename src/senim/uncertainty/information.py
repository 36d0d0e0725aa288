"""What it would be worth to know more: value of information, by regression and judged on other draws."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri
from scipy.stats import norm, rankdata

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]
MOST_TERMS = 400
MOST_DEGREES = 3
LEAST_DRAWS = 100
RIDGE = 1e-6


@dataclass(frozen=True)
class InformationValue:
    """Worth of knowing something before deciding.

    Parameters
    ----------
    value, low, high : float
        Expected gain and its 95 % interval, in the unit of the net benefits; chance may put it below 0.
    perfect : float
        Gain from knowing everything, in the same unit.
    share_half_width : float
        Half of the 95 % interval of `share`, by the delta method for a ratio of means.
    """

    value: float
    low: float
    high: float
    perfect: float
    share_half_width: float = 0.0

    @property
    def share(self) -> float:
        """Value as a share of that of knowing everything; 0 where that is worth nothing."""
        return self.value / self.perfect if self.perfect > 0.0 else 0.0

    @property
    def share_limits(self) -> tuple[float, float]:
        """95 % interval of the share, held to what a share can be."""
        low, high = self.share - self.share_half_width, self.share + self.share_half_width
        return min(max(low, 0.0), 1.0), min(max(high, 0.0), 1.0)

    @property
    def told_from_nothing(self) -> bool:
        """Whether the whole interval lies above 0."""
        return self.low > 0.0


def value_of_information(
    net_benefit: ArrayLike, known: ArrayLike, *, degree: int = 3, level: float = 0.95
) -> InformationValue:
    """Estimate what it is worth to know some inputs, or the results of a study, before deciding.

    Parameters
    ----------
    net_benefit : array_like, shape (n, options)
        Net benefit of each option in each draw.
    known : array_like, shape (n, k) or (n,)
        What would be known: inputs (partial perfect information), or results of a study, simulated from the
        inputs of each draw with the study's own error (sample information).
    degree : int
        Of the polynomials in the normal scores of what is known, from 1 to 3.
    level : float
        Coverage of the interval.

    Returns
    -------
    InformationValue
        The net benefits are regressed on what is known in one half of the draws, the option with the largest
        prediction is chosen in the other half, and both change places. Since no draw judges a rule that was
        made from it, noise is worth nothing on average, and a rough regression makes the value too low, never
        too high.

    Raises
    ------
    ArgumentError
        If the arrays do not fit together, there are fewer than two options or too few draws, what is known is
        the same in every draw, or an option is out of bounds.

    References
    ----------
    Strong, M., Oakley, J. E., Brennan, A. (2014), Estimating multiparameter partial expected value of perfect
    information, Medical Decision Making 34:311-326. Strong, M. et al. (2015), Estimating the expected value
    of sample information, Medical Decision Making 35:570-583.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> gain = rng.normal(size=20_000)
    >>> worth = value_of_information(np.column_stack([0 * gain, gain]), gain)
    >>> round(worth.value, 1), round(worth.share, 1)
    (0.4, 1.0)
    """
    check = ArgumentCheck("senim.uncertainty.value_of_information")
    check.level("level", level)
    benefit, study = _checked(check, net_benefit, known, degree)
    return judged_value(benefit, _cross_predicted(benefit, study, degree), level=level)


def expected_given(known: ArrayLike, outcomes: ArrayLike, *, degree: int = 3) -> Array:
    """Predict outcomes from what would be known, each draw by a regression made from the other half.

    Parameters
    ----------
    known : array_like, shape (n, k) or (n,)
        What would be known.
    outcomes : array_like, shape (n, m)
        Two columns or more; a weighted sum of outcomes has the same weighted sum of predictions.
    degree : int
        Of the polynomials in the normal scores of what is known, from 1 to 3.

    Returns
    -------
    ndarray, shape (n, m)
        Expected outcomes.

    Raises
    ------
    ArgumentError
        If the arrays do not fit together, there are too few draws, what is known is the same in every draw,
        or the degree is out of bounds.
    """
    check = ArgumentCheck("senim.uncertainty.expected_given")
    wanted, study = _checked(check, outcomes, known, degree, name="outcomes", each="outcomes")
    return _cross_predicted(wanted, study, degree)


def judged_value(benefit: Array, predicted: Array, *, level: float = 0.95) -> InformationValue:
    """Judge a rule that chooses the option with the largest prediction.

    Parameters
    ----------
    benefit : ndarray, shape (n, options)
        Net benefit of each option in each draw.
    predicted : ndarray, shape (n, options)
        Predictions that were made without looking at the same draw, as `expected_given` makes them.
    level : float
        Coverage of the interval.

    Returns
    -------
    InformationValue
        Gain over always taking the option that is best on average.
    """
    chosen = predicted.argmax(axis=1)
    usual = int(benefit.mean(axis=0).argmax())
    gain = benefit[np.arange(len(benefit)), chosen] - benefit[:, usual]
    reach = float(norm.ppf(0.5 + level / 2.0) / np.sqrt(gain.size))
    half_width = reach * float(gain.std(ddof=1))
    most = benefit.max(axis=1) - benefit[:, usual]
    perfect, value = float(most.mean()), float(gain.mean())
    # the same draws give both means, so their errors go together
    off = gain - value / perfect * most if perfect > 0.0 else np.zeros_like(gain)
    share_half_width = reach * float(off.std(ddof=1)) / perfect if perfect > 0.0 else 0.0
    return InformationValue(value, value - half_width, value + half_width, perfect, share_half_width)


def _cross_predicted(outcomes: Array, study: Array, degree: int) -> Array:
    """Fit in each half of the draws and predict in the other one."""
    terms = _terms(study, degree)
    halves = np.arange(len(outcomes)) % 2
    predicted = np.empty_like(outcomes)
    for half in (0, 1):
        made, judged = halves != half, halves == half
        predicted[judged] = _predicted(terms[made], outcomes[made], terms[judged])
    return predicted


def _predicted(terms: Array, benefit: Array, elsewhere: Array) -> Array:
    """Ridge regression with a penalty that only steadies terms which cannot be told apart."""
    gram = terms.T @ terms
    gram[np.diag_indices_from(gram)] *= 1.0 + RIDGE
    return np.asarray(elsewhere @ np.linalg.solve(gram, terms.T @ benefit), dtype=np.float64)


def _terms(study: Array, degree: int) -> Array:
    """Products of Hermite polynomials of the normal scores, fewer degrees where there are many columns."""
    varying = study[:, study.std(axis=0) > 0.0]
    scores = ndtri((rankdata(varying, axis=0) - 0.5) / len(varying)) if varying.size else varying
    hermite = np.stack([scores, (scores**2 - 1) / np.sqrt(2), (scores**3 - 3 * scores) / np.sqrt(6)], axis=0)
    columns = [np.ones(len(study))]
    for order in range(1, degree + 1):
        products = list(combinations_with_replacement(range(scores.shape[1]), order))
        if len(columns) + len(products) > MOST_TERMS:
            columns += [hermite[order - 1, :, place] for place in range(scores.shape[1]) if order <= 3]
            continue
        for product in products:
            term = np.ones(len(study))
            for place in dict.fromkeys(product):
                term = term * hermite[product.count(place) - 1, :, place]
            columns.append(term)
    return np.column_stack(columns)


def _checked(
    check: ArgumentCheck,
    net_benefit: ArrayLike,
    known: ArrayLike,
    degree: int,
    *,
    name: str = "net_benefit",
    each: str = "options",
) -> tuple[Array, Array]:
    # polynomials of a higher degree in normal scores are ruled by a handful of draws
    check.count("degree", degree, 1, MOST_DEGREES)
    remedy = "Leave these draws out."
    benefit = check.numbers(name, net_benefit, 2, remedy=remedy)
    study = check.numbers("known", known, (1, 2), remedy=remedy)
    if benefit is not None and benefit.shape[1] < 2:
        check.refuse(name, f"an array of shape {benefit.shape}", f"Give draws by two {each} or more.")
    if benefit is not None and len(benefit) < LEAST_DRAWS:
        check.refuse(name, f"{len(benefit)} draws", "Give a thousand or more.")
    if benefit is not None and study is not None and len(study) != len(benefit):
        check.refuse("known", f"{study.shape} beside {benefit.shape}", "Give one row a draw.")
    if study is not None and bool((study == study[:1]).all()):
        check.refuse("known", "is the same in every draw", "Leave it out: there is nothing to learn from it.")
    check.raise_if_any()
    assert benefit is not None
    assert study is not None
    return benefit, study[:, None] if study.ndim == 1 else study
