"""A batch made ready: effects out of outcomes and controls, rows and parameters counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.evidence.curve.absorb import Absorption
from senim.evidence.curve.conventions import SmallSample
from senim.evidence.curve.dense import DenseAbsorption
from senim.evidence.curve.effects import Effects
from senim.evidence.curve.grid import Variable
from senim.evidence.curve.levels import without_singletons
from senim.evidence.curve.plan import Batch, Cell, Job
from senim.evidence.curve.reasons import Reason

Array = NDArray[np.float64]
Reasons = NDArray[np.int8]

ABSORBED = 1e-10
_ROUNDING = 1e-22


@dataclass(frozen=True, eq=False)
class Counted:
    """What the cells of a batch hold.

    Parameters
    ----------
    rows, units, clusters : ndarray, shape (cells,)
        How many.
    effects : ndarray, shape (cells,)
        Parameters among the effects, the lines and a constant among them.
    reason : ndarray of int, shape (cells,)
        Why nothing can be estimated in a cell; 0 where something can.
    """

    rows: Array
    units: Array
    clusters: Array
    effects: Array
    reason: Reasons


@dataclass(frozen=True, eq=False)
class ReadyJob:
    """A job with all that does not hang on the treatments.

    Parameters
    ----------
    job : Job
        The job.
    controls : ndarray, shape (cells, units, controls, periods)
        Orthonormal columns that span the controls.
    outcomes : ndarray, shape (cells, units, outcomes, periods)
        What effects and controls leave of the outcomes, times the root of the weight.
    outcome_size : ndarray, shape (cells, outcomes)
        Their sums of squares.
    reason : ndarray of int, shape (cells, outcomes)
        Why nothing can be estimated.
    start : int
        Where the results begin.
    """

    job: Job
    controls: Array
    outcomes: Array
    outcome_size: Array
    reason: Reasons
    start: int


@dataclass(frozen=True, eq=False)
class ReadyBatch:
    """A batch with its effects ready to be taken out.

    Parameters
    ----------
    effects : Effects
        Fixed effects, lines and clusters.
    absorption : Absorption or DenseAbsorption
        Takes them out.
    counted : Counted
        What the cells hold.
    jobs : tuple of ReadyJob
        The jobs.
    """

    effects: Effects
    absorption: Absorption | DenseAbsorption
    counted: Counted
    jobs: tuple[ReadyJob, ...]


def ready_batch(
    batch: Batch, cells: slice, variables: tuple[Variable, ...], convention: SmallSample, fewest_clusters: int
) -> ReadyBatch:
    """Take the effects out of the outcomes and controls of a batch.

    Parameters
    ----------
    batch : Batch
        The batch.
    cells : slice
        Which of its cells.
    variables : tuple of Variable
        Variables by number.
    convention : SmallSample
        The small-sample correction.
    fewest_clusters : int
        With fewer clusters there is no answer.

    Returns
    -------
    ReadyBatch
        All that does not hang on the treatments.
    """
    effects, inside = batch.effects, batch.cells[cells]
    weights, bad_weights = _weights(effects, inside)
    absorption = effects.absorption(weights)
    counted = _counted(effects, weights, absorption.slopes, bad_weights, convention, fewest_clusters)
    used = sorted({number for job in batch.jobs for number in (*job.controls, *job.outcomes)})
    position = {number: place for place, number in enumerate(used)}
    values = np.stack([variables[number].values for number in used], axis=1)
    left = absorption.residuals(values)
    least = least_variation(values, weights)
    jobs = []
    for job, start in zip(batch.jobs, batch.starts, strict=True):
        per_cell = len(job.treatments) * len(job.outcomes)
        controls, collinear = _orthonormal(left, least, [position[number] for number in job.controls])
        at = [position[number] for number in job.outcomes]
        outcomes = without(left[:, :, at], controls)
        size = (outcomes**2).sum(axis=(1, 3))
        reason = np.broadcast_to(counted.reason[:, None], size.shape).copy()
        mark(reason, size <= least[:, at], Reason.OUTCOME)
        mark(reason, np.broadcast_to(collinear[:, None], size.shape), Reason.CONTROL)
        began = start + (cells.start or 0) * per_cell
        jobs.append(ReadyJob(job, controls, outcomes, size, reason, began))
    return ReadyBatch(effects, absorption, counted, tuple(jobs))


def least_variation(values: Array, weights: Array) -> Array:
    """Say what a variable must vary by, once the effects are out, to count as varying.

    Parameters
    ----------
    values : ndarray, shape (units, variables, periods)
        Variables; 0 where missing.
    weights : ndarray, shape (cells, units, periods)
        Weights of the rows.

    Returns
    -------
    ndarray, shape (cells, variables)
        A sum of squares: a tiny share of the variation before, or what rounding leaves.
    """
    flat = values.transpose(1, 0, 2).reshape(values.shape[1], -1)
    counted = weights.reshape(len(weights), -1)
    squares, sums = counted @ (flat**2).T, counted @ flat.T
    whole = np.maximum(counted.sum(axis=1, keepdims=True), np.finfo(float).tiny)
    return np.asarray(ABSORBED * np.maximum(squares - sums**2 / whole, 0.0) + _ROUNDING * squares)


def mark(reasons: Reasons, found: NDArray[np.bool_], why: Reason) -> None:
    """Note a reason where none is noted yet.

    Parameters
    ----------
    reasons : ndarray of int
        Reasons so far; changed in place.
    found : ndarray of bool
        Where the reason holds.
    why : Reason
        The reason.
    """
    reasons[(reasons == 0) & found] = why


def without(values: Array, controls: Array) -> Array:
    """Take orthonormal controls out of variables.

    Parameters
    ----------
    values : ndarray, shape (cells, units, variables, periods)
        Variables.
    controls : ndarray, shape (cells, units, controls, periods)
        Orthonormal columns.

    Returns
    -------
    ndarray, shape (cells, units, variables, periods)
        What is left.
    """
    left = values
    for place in range(controls.shape[2]):
        control = controls[:, :, place]
        load = np.einsum("cumt,cut->cm", left, control)
        taken = load[:, None, :, None] * control[:, :, None, :]
        left = np.subtract(left, taken, out=taken)
    return left


def _weights(effects: Effects, cells: tuple[Cell, ...]) -> tuple[Array, NDArray[np.bool_]]:
    rows = np.stack([cell.design.rows & cell.known for cell in cells])
    given = np.stack([cell.design.weights for cell in cells])
    bad = np.asarray(((given <= 0) & rows).any(axis=(1, 2)))
    kept = without_singletons(rows.reshape(len(cells), -1), effects.levels).reshape(rows.shape)
    return np.where(kept & (given > 0), given, 0.0), bad


def _counted(
    effects: Effects,
    weights: Array,
    slopes: Array,
    bad_weights: NDArray[np.bool_],
    convention: SmallSample,
    fewest_clusters: int,
) -> Counted:
    counts = (weights > 0).reshape(len(weights), -1)
    rows = counts.sum(axis=1).astype(np.float64)
    clusters = effects.clusters.occurring(counts) if effects.errors == "clustered" else rows
    levels = np.zeros((len(rows), len(effects.levels)))
    nested = np.zeros(levels.shape, dtype=bool)
    for place, (own, pairs) in enumerate(zip(effects.levels, effects.within_clusters, strict=True)):
        levels[:, place] = own.occurring(counts)
        if effects.errors == "clustered":
            nested[:, place] = pairs.occurring(counts) == levels[:, place]
    constant = 0.0 if effects.names else 1.0
    parameters = convention.effect_parameters(levels, nested) + slopes + constant
    reason = np.zeros(len(rows), dtype=np.int8)
    mark(reason, rows == 0, Reason.EMPTY)
    mark(reason, bad_weights, Reason.WEIGHTS)
    if effects.errors == "clustered":
        mark(reason, clusters < fewest_clusters, Reason.CLUSTERS)
    units = (weights > 0).any(axis=2).sum(axis=1).astype(np.float64)
    return Counted(rows, units, clusters, parameters, reason)


def _orthonormal(left: Array, least: Array, at: list[int]) -> tuple[Array, NDArray[np.bool_]]:
    """Make the controls orthonormal, one after the other; tell where one of them adds nothing."""
    collinear = np.zeros(len(left), dtype=bool)
    if not at:
        return left[:, :, :0], collinear
    columns = left[:, :, at].copy()
    for place, number in enumerate(at):
        column = columns[:, :, place]
        before = (column**2).sum(axis=(1, 2))
        for earlier in range(place):
            other = columns[:, :, earlier]
            column -= (column * other).sum(axis=(1, 2))[:, None, None] * other
        size = (column**2).sum(axis=(1, 2))
        nothing = size <= np.maximum(least[:, number], ABSORBED * before)
        collinear |= nothing
        column *= np.where(nothing, 0.0, 1.0 / np.sqrt(np.where(nothing, 1.0, size)))[:, None, None]
    return columns, collinear
