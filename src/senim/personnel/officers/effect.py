"""The persistent effect of an officer on every score, in classes that both engines share.

Within a quality the error of a score is ``sqrt(p) * u + sqrt(1 - p) * e``, u the officer's own
and e of the day. The normal u is cut into classes; officers of one class fail with their mean
probability. The first examination is exact for any classes. Cuts at the pass marks make the
second exact too where the effect is wholly persistent.
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
        Classes of equal probability before the cuts at the pass marks.

    Returns
    -------
    ndarray, shape (4, cuts)
        Rising along the last axis; no cut where no test has persistence.
    """
    lasting = [test for test in tests if test.persistence > 0.0]
    if not lasting:
        return np.empty((4, 0))
    even = ndtri(np.arange(1, classes) / classes)
    marks = [test.fail_quantiles() / np.sqrt(test.persistence) for test in lasting]
    distinct = np.unique(np.clip(np.stack(marks, axis=1), -_FURTHEST, _FURTHEST), axis=1)
    return np.sort(np.concatenate([np.tile(even, (4, 1)), distinct], axis=1), axis=1)


def class_shares(edges: Array) -> Array:
    """Share of each class within its quality.

    Parameters
    ----------
    edges : ndarray, shape (4, cuts)
        Where the classes meet.

    Returns
    -------
    ndarray, shape (4, cuts + 1)
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
