"""Who is due, who is examined this month, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.force import ForceInputs
from senim.personnel.mixture import fail_rates_by_class
from senim.personnel.plan import Exemptions, Outcome
from senim.personnel.steady import LONG, NEW, PROTECTED, SOUND

Array = NDArray[np.float64]


def due_shares(force: ForceInputs, exemptions: Exemptions, scope: Array) -> Array:
    """Share of each slot that an examination is meant for and may examine.

    Parameters
    ----------
    force : ForceInputs
        With arrays of shape (n,).
    exemptions : Exemptions
        Which exemptions hold.
    scope : ndarray, shape (n,)
        Share of the force the examination is meant for.

    Returns
    -------
    ndarray, shape (4, 1, n)
        By slot; the middle axis spreads over classes.
    """
    share = np.array(scope, dtype=np.float64)
    if exemptions.heads:
        share *= 1.0 - np.asarray(force.heads_share)
    due = np.repeat(share[None, None], 4, axis=0)
    if exemptions.new_in_post:
        due *= 1.0 - np.asarray(force.newly_appointed_share)
        due[NEW] = 0.0
    if exemptions.on_leave:
        due[PROTECTED] = 0.0
    if exemptions.long_service:
        due[LONG] = 0.0
    return due


def clear_exempt(waiting: Array, exemptions: Exemptions) -> None:
    """Take those who have become exempt off the list of a running wave.

    Parameters
    ----------
    waiting : ndarray, shape (2, 4, 3, n)
        Officers still to be examined; changed in place.
    exemptions : Exemptions
        Which exemptions hold.
    """
    if exemptions.on_leave:
        waiting[:, PROTECTED] = 0.0
    if exemptions.long_service:
        waiting[:, LONG] = 0.0


@dataclass(frozen=True)
class ExaminationResult:
    """What one month of examinations did, officers per 100,000 people.

    Parameters
    ----------
    examined : ndarray, shape (n,)
        How many were examined.
    unfit : ndarray, shape (2, n)
        How many failed: sound, problem.
    dismissed : ndarray, shape (2, n)
        How many were dismissed: sound, problem.
    demoted, transferred : ndarray, shape (n,)
        How many stayed in the force elsewhere.
    returning : ndarray, shape (2, 4, 3, n) or None
        Those of the dismissed who will be reinstated, by the place they left.
    """

    examined: Array
    unfit: Array
    dismissed: Array
    demoted: Array
    transferred: Array
    returning: Array | None


def examine(
    stocks: Array,
    examined: Array,
    sensitivity: Array,
    specificity: Array,
    visible: Array,
    outcome: Outcome,
) -> ExaminationResult:
    """Examine officers and dismiss some of those who fail.

    Parameters
    ----------
    stocks : ndarray, shape (2, 4, 3, n)
        The force; the dismissed are taken out in place.
    examined : ndarray, shape (2, 4, 3, n)
        Who is examined.
    sensitivity, specificity, visible : ndarray, shape (n,)
        The test, and the visible share of problem officers.
    outcome : Outcome
        What becomes of the unfit, with arrays of shape (n,).

    Returns
    -------
    ExaminationResult
        Counts of the month, and who will return.
    """
    unfit = examined * fail_rates_by_class(sensitivity, specificity, visible)
    leaving = unfit * np.asarray(outcome.dismissed)
    stocks -= leaving
    # a slot examined whole may fall below nothing by a rounding error
    np.maximum(stocks, 0.0, out=stocks)
    by_truth = _by_truth(unfit)
    everyone = by_truth.sum(axis=0)
    back_sound, back_problem = np.asarray(outcome.reinstated_sound), np.asarray(outcome.reinstated_problem)
    some_return = bool(back_sound.any() or back_problem.any())
    return ExaminationResult(
        examined=examined.sum(axis=(0, 1, 2)),
        unfit=by_truth,
        dismissed=_by_truth(leaving),
        demoted=everyone * np.asarray(outcome.demoted),
        transferred=everyone * np.asarray(outcome.transferred),
        returning=leaving * np.stack([back_sound, back_problem, back_problem]) if some_return else None,
    )


def _by_truth(officers: Array) -> Array:
    by_class = officers.sum(axis=(0, 1))
    return np.stack([by_class[SOUND], by_class[SOUND + 1 :].sum(axis=0)])
