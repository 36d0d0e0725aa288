"""Estimates and standard errors of a batch: every treatment with every outcome at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from senim.evidence.curve.conventions import SmallSample
from senim.evidence.curve.effects import Effects
from senim.evidence.curve.ready import ABSORBED, Array, ReadyBatch, ReadyJob, Reasons, mark, without
from senim.evidence.curve.reasons import Reason

_PERFECT = 1e-12
_ONE_CLUSTER = 1e-20


@dataclass(frozen=True, eq=False)
class Solved:
    """Results of a job.

    Parameters
    ----------
    estimate, standard_error : ndarray, shape (cells, treatments, outcomes)
        Of the treatment; 0 where there is a reason.
    reason : ndarray of int, shape (cells, treatments, outcomes)
        Why there is none; 0 where there is one.
    """

    estimate: Array
    standard_error: Array
    reason: Reasons


def solve_job(
    ready: ReadyBatch, job: ReadyJob, treatments: Array, least: Array, convention: SmallSample
) -> Solved:
    """Regress every outcome on every treatment.

    Parameters
    ----------
    ready : ReadyBatch
        The batch.
    job : ReadyJob
        The job.
    treatments : ndarray, shape (cells, units, treatments, periods)
        What the effects leave of the treatments, times the root of the weight.
    least : ndarray, shape (cells, treatments)
        A treatment that varies less than this does not vary.
    convention : SmallSample
        The small-sample correction.

    Returns
    -------
    Solved
        Estimates, standard errors and reasons.
    """
    effects, counted = ready.effects, ready.counted
    before = np.einsum("cumt,cumt->cm", treatments, treatments)
    doses = without(treatments, job.controls)
    by_unit = np.einsum("cumt,cumt->cum", doses, doses)
    size = by_unit.sum(axis=1)
    reason = np.repeat(job.reason[:, None, :], size.shape[1], axis=1)
    mark(reason, (before <= least)[:, :, None], Reason.TREATMENT)
    mark(reason, (size <= np.maximum(ABSORBED * before, least))[:, :, None], Reason.TREATMENT_CONTROLS)
    parameters = counted.effects + 1.0 + job.controls.shape[2]
    mark(reason, (counted.rows <= parameters)[:, None, None], Reason.FREEDOM)
    safe = np.where(size > 0, size, 1.0)
    products = doses @ np.swapaxes(job.outcomes, 2, 3)
    slope = products.sum(axis=1) / safe[:, :, None]
    outcome_size = job.outcome_size[:, None, :]
    residual = outcome_size - slope**2 * size[:, :, None]
    mark(reason, residual <= _PERFECT * outcome_size, Reason.PERFECT)
    if effects.errors == "classical":
        spread = np.maximum(residual, 0.0) / safe[:, :, None]
    else:
        meat = _meat(effects, doses, job.outcomes, products, by_unit, slope)
        if effects.errors == "clustered":
            alone = meat <= _ONE_CLUSTER * size[:, :, None] * np.maximum(residual, 0.0)
            mark(reason, alone, Reason.ONE_CLUSTER)
        spread = meat / safe[:, :, None] ** 2
    factor = convention.factor(counted.rows, parameters, counted.clusters, errors=effects.errors)
    none = reason != 0
    variance = np.where(none, 0.0, spread * np.where(np.isfinite(factor), factor, 0.0)[:, None, None])
    return Solved(np.where(none, 0.0, slope), np.sqrt(np.maximum(variance, 0.0)), reason)


def _meat(
    effects: Effects, doses: Array, outcomes: Array, products: Array, by_unit: Array, slope: Array
) -> Array:
    """Sum the squared scores of the clusters."""
    of_unit = effects.cluster_of_unit
    if effects.errors == "clustered" and of_unit is not None:
        scores = products - slope[:, None] * by_unit[:, :, :, None]
        if len(np.unique(of_unit)) < len(of_unit):
            members = np.eye(int(of_unit.max()) + 1)[:, of_unit]
            scores = np.einsum("gu,cumy->cgmy", members, scores)
        return np.asarray(np.einsum("cumy,cumy->cmy", scores, scores))
    meat = np.empty_like(slope)
    codes = np.maximum(effects.cluster_codes.ravel(), 0)
    for place in range(outcomes.shape[2]):
        errors = outcomes[:, :, place, None, :] - slope[:, None, :, place, None] * doses
        scores = (doses * errors).transpose(0, 2, 1, 3).reshape(*slope.shape[:2], -1)
        if effects.errors == "clustered":
            scores = scores @ np.eye(int(codes.max()) + 1)[codes]
        meat[:, :, place] = (scores**2).sum(axis=2)
    return meat
