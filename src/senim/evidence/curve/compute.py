"""From a plan to numbers: batch by batch, in pieces that stay in the cache of the processor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from senim.evidence.curve.conventions import SmallSample
from senim.evidence.curve.plan import Plan
from senim.evidence.curve.ready import ReadyBatch, least_variation, ready_batch
from senim.evidence.curve.solve import solve_job

Array = NDArray[np.float64]

_PIECE_NUMBERS = 400_000


class Numbers(NamedTuple):
    """Numbers of every specification.

    Parameters
    ----------
    estimate, standard_error : ndarray, shape (specifications,)
        0 where there is a reason.
    reason : ndarray of int, shape (specifications,)
        Why there is no estimate; 0 where there is one.
    rows, units, clusters, freedom : ndarray, shape (specifications,)
        What they rest on; the degrees of freedom are infinite under a normal convention.
    """

    estimate: Array
    standard_error: Array
    reason: NDArray[np.int8]
    rows: Array
    units: Array
    clusters: Array
    freedom: Array


@dataclass(frozen=True, eq=False)
class Piece:
    """Some cells of a batch, ready.

    Parameters
    ----------
    ready : ReadyBatch
        The cells.
    weights : ndarray, shape (cells, units, periods)
        Weights of the rows.
    treatments : tuple of int
        Numbers of the treatments of all jobs.
    """

    ready: ReadyBatch
    weights: Array
    treatments: tuple[int, ...]


def pieces(plan: Plan, convention: SmallSample, fewest_clusters: int) -> Iterator[Piece]:
    """Make the cells ready, some at a time.

    Parameters
    ----------
    plan : Plan
        What is to be computed.
    convention : SmallSample
        The small-sample correction.
    fewest_clusters : int
        With fewer clusters there is no answer.

    Yields
    ------
    Piece
        Cells with their effects ready.
    """
    for batch in plan.batches:
        used = {n for job in batch.jobs for n in (*job.controls, *job.treatments, *job.outcomes)}
        units, periods = plan.grid.shape
        step = max(1, _PIECE_NUMBERS // (len(used) * units * periods))
        treatments = tuple(sorted({number for job in batch.jobs for number in job.treatments}))
        for first in range(0, len(batch.cells), step):
            ready = ready_batch(
                batch, slice(first, first + step), plan.variables, convention, fewest_clusters
            )
            yield Piece(ready, ready.absorption.root**2, treatments)


def compute(plan: Plan, convention: SmallSample, fewest_clusters: int) -> Numbers:
    """Compute every specification of a plan.

    Parameters
    ----------
    plan : Plan
        What is to be computed.
    convention : SmallSample
        The small-sample correction.
    fewest_clusters : int
        With fewer clusters there is no answer.

    Returns
    -------
    Numbers
        In the order of the specifications.
    """
    found = Numbers(
        np.empty(plan.size), np.empty(plan.size), np.empty(plan.size, dtype=np.int8),
        np.empty(plan.size), np.empty(plan.size), np.empty(plan.size), np.empty(plan.size),
    )  # fmt: skip
    for piece in pieces(plan, convention, fewest_clusters):
        values = np.stack([plan.variables[number].values for number in piece.treatments], axis=1)
        left, least = piece.ready.absorption.residuals(values), least_variation(values, piece.weights)
        position = {number: place for place, number in enumerate(piece.treatments)}
        counted = piece.ready.counted
        for job in piece.ready.jobs:
            at = [position[number] for number in job.job.treatments]
            solved = solve_job(piece.ready, job, left[:, :, at], least[:, at], convention)
            free = convention.freedom(
                counted.rows,
                counted.effects + 1.0 + len(job.job.controls),
                counted.clusters,
                errors=piece.ready.effects.errors,
            )
            place = slice(job.start, job.start + solved.estimate.size)
            found.estimate[place] = solved.estimate.ravel()
            found.standard_error[place] = solved.standard_error.ravel()
            found.reason[place] = solved.reason.ravel()
            each = solved.estimate[0].size
            shared = (counted.rows, counted.units, counted.clusters, free)
            columns = found.rows, found.units, found.clusters, found.freedom
            for into, value in zip(columns, shared, strict=True):
                into[place] = np.repeat(value, each)
    chosen = plan.places
    return Numbers(
        found.estimate[chosen], found.standard_error[chosen], found.reason[chosen],
        found.rows[chosen], found.units[chosen], found.clusters[chosen], found.freedom[chosen],
    )  # fmt: skip
