"""Randomisation inference: how often would cuts dealt to forces by lot give as strong an association?"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from senim.evidence.panel.applicable import check_options
from senim.evidence.panel.inversion import inverted
from senim.evidence.panel.shapes import Matrix, Shapes, check_shapes

CONVENTION = (
    "Permutation of doses over units, t-value, p = (1 + draws as far from zero)/(1 + draws); "
    "interval of the coefficients that the test does not reject"
)


@dataclass(frozen=True)
class ResamplingTest:
    """What resampling says about one coefficient.

    Parameters
    ----------
    estimate : float
        The coefficient.
    p_value : float
        Two-sided; never zero.
    interval : tuple of float or None
        Coefficients that are not rejected at 1 − level; infinite where the test never rejects on that
        side. None where none was asked for.
    level : float
        Coverage of the interval.
    draws : int
        Draws made.
    exact : bool
        Whether they are all that there are.
    units : int
        Units that were exchanged.
    convention : str
        How it is made.
    """

    estimate: float
    p_value: float
    interval: tuple[float, float] | None
    level: float
    draws: int
    exact: bool
    units: int
    convention: str


def randomisation_test(
    shapes: Shapes,
    *,
    draws: int = 9_999,
    seed: int = 0,
    level: float = 0.95,
    interval: bool = True,
) -> ResamplingTest:
    """Deal the doses to units by lot and count how often the t-value is as far from zero.

    Parameters
    ----------
    shapes : Shapes
        Dose and outcome of each unit (`change_shapes`, `lagged_shapes`).
    draws : int
        Permutations drawn; all of them are taken where there are no more than that.
    seed : int
        Of the lot.
    level : float
        Coverage of the interval.
    interval : bool
        Whether the test is inverted to an interval.

    Returns
    -------
    ResamplingTest
        With a p-value that is valid for any number of units where doses could have been dealt
        otherwise: under that premise it rejects a true null no more often than it says.

    Raises
    ------
    PanelInputError
        If an option is not understood.

    Notes
    -----
    The whole path of a unit's dose moves to another unit, so correlation over years is kept. For a
    coefficient b the outcome less b times the dose is tested, with the same permutations, so that the
    interval is that of one test. The t-value and not the coefficient is compared, because it stays valid
    in large samples where units differ in variance (DiCiccio, Romano 2017).

    References
    ----------
    Young, A. (2019). Channeling Fisher: randomization tests and the statistical insignificance of seemingly
    significant experimental results. Quarterly Journal of Economics 134(2). DiCiccio, C. J., Romano, J. P.
    (2017). Robust permutation tests for correlation and regression coefficients. Journal of the American
    Statistical Association 112(519).
    """
    check_shapes("randomisation_test", shapes, interval)
    check_options("randomisation_test", level=level, draws=draws, seed=seed)
    orders, exact = _orders(len(shapes.units), draws, seed)
    sums = _Sums.of(shapes, orders)
    return ResamplingTest(
        estimate=shapes.slope,
        p_value=sums.p_value(shapes, 0.0),
        interval=inverted(partial(sums.p_value, shapes), shapes, level) if interval else None,
        level=level,
        draws=len(orders),
        exact=exact,
        units=len(shapes.units),
        convention=CONVENTION,
    )


def dealt_statistics(shapes: Shapes, draws: int, seed: int) -> Matrix:
    """Give the t-values of the deals that `randomisation_test` makes with the same number and seed.

    Parameters
    ----------
    shapes : Shapes
        Dose and outcome of each unit.
    draws, seed : int
        As there: shapes over the same units get the same deals.

    Returns
    -------
    ndarray, shape (draws,)
        One t-value a deal; the order that was observed is not among them.
    """
    orders, _ = _orders(len(shapes.units), draws, seed)
    return _Sums.of(shapes, orders).statistics(shapes, 0.0)


def _orders(count: int, draws: int, seed: int) -> tuple[NDArray[np.intp], bool]:
    """Draw permutations, or list them all but the one that changes nothing."""
    if math.factorial(count) - 1 <= draws:
        every = np.array(list(itertools.permutations(range(count))), dtype=np.intp)
        return every[1:], True
    generator = np.random.default_rng(seed)
    same = np.broadcast_to(np.arange(count, dtype=np.intp), (draws, count))
    return generator.permuted(same, axis=1), False


@dataclass(frozen=True, eq=False)
class _Sums:
    """Sums over years for each unit once doses have been exchanged, shape (draws, units).

    With M the products of each unit's dose and each unit's outcome, K those of doses with doses: row i of
    `outcome` is M[order[i], i], of `dose` K[order[i], i]; `square` is the dose's own square.
    """

    outcome: Matrix
    dose: Matrix
    square: Matrix

    @classmethod
    def of(cls, shapes: Shapes, orders: NDArray[np.intp]) -> _Sums:
        places = np.arange(len(shapes.units))
        outcome = (shapes.dose @ shapes.outcome.T)[orders, places]
        dose = (shapes.dose @ shapes.dose.T)[orders, places]
        return cls(outcome, dose, (shapes.dose**2).sum(axis=1)[orders])

    def statistics(self, shapes: Shapes, value: float) -> Matrix:
        """Give the t-value of each draw against a supposed coefficient."""
        products = self.outcome - value * self.dose
        total = float((shapes.dose**2).sum())
        slopes = products.sum(axis=1) / total
        scores = products - slopes[:, None] * self.square
        errors = np.sqrt((scores**2).sum(axis=1))
        with np.errstate(divide="ignore"):
            ratios: Matrix = slopes * total / errors
        return ratios

    def p_value(self, shapes: Shapes, value: float) -> float:
        """Test a supposed coefficient: the outcome less its part is exchangeable."""
        statistics = self.statistics(shapes, value)
        observed = abs(shapes.statistic(value)) * (1 - 1e-10)
        far = int((np.abs(statistics) >= observed).sum())
        # the order that was observed counts as one draw, also where all orders are listed
        return (1 + far) / (1 + len(statistics))
