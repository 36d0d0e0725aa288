"""Answers of a model at the points of a design, looked at before anything is computed from them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.uncertainty.inputs import Inputs

Array = NDArray[np.float64]
_SHOWN = 5


def check_design(check: ArgumentCheck, model: object, inputs: object) -> None:
    """Note what is no model, or no inputs of one.

    Parameters
    ----------
    check : ArgumentCheck
        Where findings go.
    model, inputs : object
        As given.
    """
    check.runs("model", model, "Give a function of points, such as `lambda points: points ** 2`.")
    if check.kind("inputs", inputs, Inputs, "Give `Inputs`, as `find_inputs` makes them."):
        assert isinstance(inputs, Inputs)
        if not inputs.size:
            check.refuse("inputs", "have no column", "Give one stream or more.")


def answers_at(model: Callable[[Array], Array], points: Array, call: str) -> Array:
    """Run a model on points, and refuse answers that no index can be made from.

    Parameters
    ----------
    model : callable
        Takes points of shape (n, columns), gives answers of shape (n, targets).
    points : ndarray, shape (n, columns)
        From 0 to 1.
    call : str
        Who asks, for the message.

    Returns
    -------
    ndarray, shape (n, targets)
        All finite.

    Raises
    ------
    ArgumentError
        If an answer is no number or not finite, or the shape is another: every target at once.
    """
    check = ArgumentCheck(call)
    remedy = "Let the model give one finite number for each point and target."
    answers = check.numbers("model", model(points), range(10), missing=True, infinite=True, remedy=remedy)
    check.raise_if_any()
    assert answers is not None
    if answers.ndim != 2 or len(answers) != len(points):
        problem = f"gives answers of shape {answers.shape} for {len(points)} points"
        remedy = "Let it give shape (points, targets); write `answer[:, None]` for a single target."
        check.refuse("model", problem, remedy)
        check.raise_if_any()
    bad = ~np.isfinite(answers)
    for target in np.flatnonzero(bad.any(axis=0))[:_SHOWN]:
        first = int(np.flatnonzero(bad[:, target])[0])
        shown = ", ".join(f"{one:.3g}" for one in points[first][:_SHOWN])
        more = ", …" if points.shape[1] > _SHOWN else ""
        problem = (
            f"target {target}: {int(bad[:, target].sum())} of {len(points)} answers are not finite, "
            f"the first {answers[first, target]:g} at ({shown}{more})"
        )
        check.refuse("model", problem, "Mend the model there, or leave the target out.")
    check.raise_if_any()
    return answers
