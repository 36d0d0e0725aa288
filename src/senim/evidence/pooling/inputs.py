"""What a set of published estimates must be before it may be pooled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.findings import Finding, InputError, unknown_word_remedy

Vector = NDArray[np.float64]


class PoolingInputError(InputError, ValueError):
    """Estimates, standard errors or options that cannot be pooled; lists every finding.

    Invalid input raises this. A quantity that merely does not exist for a method
    (a prediction interval under ``FE``) is ``None`` in the result instead.
    """


def checked_estimates(estimates: ArrayLike, standard_errors: ArrayLike) -> tuple[Vector, Vector]:
    """Turn estimates and standard errors into two vectors, or say all that is wrong.

    Parameters
    ----------
    estimates, standard_errors : array_like, shape (k,)
        One pair for each study.

    Returns
    -------
    tuple of ndarray, each of shape (k,)
        Estimates and standard errors as floats.

    Raises
    ------
    PoolingInputError
        Not numbers, not one-dimensional, empty, of different length, not finite, or a
        standard error that is not positive.
    """
    findings: list[Finding] = []
    vectors = [
        _vector(values, name, findings)
        for values, name in ((estimates, "estimates"), (standard_errors, "standard_errors"))
    ]
    effects, errors = vectors
    if effects is not None and errors is not None:
        if effects.size != errors.size:
            problem = f"{errors.size} standard errors for {effects.size} estimates"
            findings.append(Finding("pool", "standard_errors", problem, "Give one for each estimate."))
        positive_or_bad = np.isfinite(errors) & (errors <= 0)
        findings += [
            Finding(
                "pool", f"standard_errors[{i}]", f"{errors[i]:g} is not positive", "Give a positive number."
            )
            for i in np.flatnonzero(positive_or_bad)
        ]
    if findings or effects is None or errors is None:
        raise PoolingInputError(findings, "estimates to pool")
    return effects, errors


def check_choice(value: str, name: str, known: Sequence[str], findings: list[Finding]) -> None:
    """Record a finding when an option is not one of the known words.

    Parameters
    ----------
    value : str
        The option as given.
    name : str
        Which option.
    known : sequence of str
        The words that exist.
    findings : list of Finding
        Where the finding goes.
    """
    if value not in known:
        findings.append(Finding("pool", name, f"{value!r} is not known", unknown_word_remedy(value, known)))


def check_level(level: float, findings: list[Finding]) -> None:
    """Record a finding when a coverage level is not between 0 and 1.

    Parameters
    ----------
    level : float
        Coverage of the intervals.
    findings : list of Finding
        Where the finding goes.
    """
    if not 0 < level < 1:
        findings.append(Finding("pool", "level", f"{level} is not between 0 and 1", "Write 0.95 for 95 %."))


def _vector(values: ArrayLike, name: str, findings: list[Finding]) -> Vector | None:
    """Read one vector of finite numbers, recording what is wrong."""
    try:
        vector = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        findings.append(Finding("pool", name, "holds something that is not a number", "Give numbers only."))
        return None
    if vector.ndim != 1:
        problem = f"has {vector.ndim} dimensions"
        findings.append(Finding("pool", name, problem, "Give a list with one number for each study."))
        return None
    if vector.size == 0:
        findings.append(Finding("pool", name, "is empty", "Give at least one study."))
        return None
    findings += [
        Finding(
            "pool", f"{name}[{i}]", f"{vector[i]} is not finite", "Leave the study out or give its number."
        )
        for i in np.flatnonzero(~np.isfinite(vector))
    ]
    return vector
