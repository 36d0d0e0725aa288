"""The persistent effect of an officer on every score, in classes that both engines share.

Within a quality the error of a score is ``sqrt(p) * u + sqrt(1 - p) * e``, u the officer's own
and e of the day. The normal u is cut into classes; officers of one class fail with their mean
probability. The first examination is exact for any classes. Of the joint probability to fail twice
the classes miss the variance of that probability inside them, so cuts lie where it changes most:
their density goes with the cube root of ``phi(u) * slope(u) ** 2`` (Panter and Dite, 1951, Proceedings
of the IRE 39). Where the effect is wholly persistent a cut at the pass mark makes it exact.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from senim.personnel.officers.score import ScoredTest

Array = NDArray[np.float64]
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(200)
_FURTHEST = 9.0


def effect_edges(tests: Sequence[ScoredTest], classes: int) -> Array:
    """Cut the normal effect into classes, for each quality.

    Parameters
    ----------
    tests : sequence of ScoredTest
        Every test an officer may meet.
    classes : int
        Classes, before a cut for each wholly persistent test.

    Returns
    -------
    ndarray, shape (4, cuts)
        Rising along the last axis; no cut where no test has persistence.
    """
    wholly = [test.fail_quantiles() for test in tests if test.persistence == 1.0]
    partly = [test for test in tests if 0.0 < test.persistence < 1.0]
    cuts = [np.clip(np.unique(np.stack(wholly, axis=1), axis=1), -_FURTHEST, _FURTHEST)] if wholly else []
    if partly and classes > 1:
        cuts.append(np.stack([_cuts(partly, quality, classes) for quality in range(4)]))
    return np.sort(np.concatenate(cuts, axis=1), axis=1) if cuts else np.empty((4, 0))


def _cuts(tests: Sequence[ScoredTest], quality: int, classes: int) -> Array:
    """Cut where officers of one class differ least: at the best density for quantising a slope."""
    effect = np.linspace(-_FURTHEST, _FURTHEST, 7201)
    slopes = np.zeros_like(effect)
    for test in tests:
        lasting, daily = np.sqrt(test.persistence), np.sqrt(1.0 - test.persistence)
        mark = np.clip(test.fail_quantiles()[quality], -_FURTHEST, _FURTHEST)
        slopes += (lasting / daily * np.exp(-0.5 * ((mark - lasting * effect) / daily) ** 2)) ** 2
    density = np.cbrt(np.exp(-0.5 * effect**2) * slopes)
    below = np.cumsum(density)
    if below[-1] <= 0.0:
        return np.asarray(ndtri(np.arange(1, classes) / classes))
    return np.interp(np.arange(1, classes) / classes, below / below[-1], effect)


def class_shares(edges: Array) -> Array:
    """Share of each class within its quality.

    Parameters
    ----------
    edges : ndarray, shape (4, cuts)
        Where the classes meet.

    Returns
    -------
    ndarray, shape (4, cuts + 1)
        Each row sums to 1.
    """
    below = np.concatenate([np.zeros((4, 1)), ndtr(edges), np.ones((4, 1))], axis=1)
    return np.asarray(np.diff(below, axis=1))


def fail_rates_by_class(test: ScoredTest, edges: Array) -> Array:
    """Probability to fail of each quality and class.

    Parameters
    ----------
    test : ScoredTest
        The test.
    edges : ndarray, shape (4, cuts)
        Where the classes meet.

    Returns
    -------
    ndarray, shape (4 * (cuts + 1),)
        Their mean over the classes of a quality is the test's own rate.
    """
    quantile, rate, shares = test.fail_quantiles(), test.fail_rates(), class_shares(edges)
    if edges.shape[1] == 0 or test.persistence == 0.0:
        return np.repeat(rate, shares.shape[1])
    ends = np.concatenate([np.full((4, 1), -_FURTHEST), edges, np.full((4, 1), _FURTHEST)], axis=1)
    middle, half = (ends[:, 1:] + ends[:, :-1]) / 2.0, (ends[:, 1:] - ends[:, :-1]) / 2.0
    effect = middle[..., None] + half[..., None] * _NODES
    mark = quantile[:, None, None]
    if test.persistence == 1.0:
        failing = (effect < mark).astype(np.float64)
    else:
        failing = ndtr((mark - np.sqrt(test.persistence) * effect) / np.sqrt(1.0 - test.persistence))
    density = np.exp(-0.5 * effect**2) * _WEIGHTS
    total = density.sum(axis=-1)
    found = np.divide((failing * density).sum(axis=-1), total, out=np.zeros_like(total), where=total > 0.0)
    mean = (found * shares).sum(axis=1, keepdims=True)
    # what quadrature leaves open is closed, so that the first examination has the test's own rates
    scaled = np.divide(found * rate[:, None], mean, out=np.zeros_like(found), where=mean > 0.0)
    return np.asarray(np.clip(scaled, 0.0, 1.0).ravel())
