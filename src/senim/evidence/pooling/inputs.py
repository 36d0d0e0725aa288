"""What a set of published estimates must be before it may be pooled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck
from senim.findings import Finding, InputError
from senim.numbers import NotNumbersError, as_numbers

Vector = NDArray[np.float64]
LARGEST = 1e75
"""Largest number, and one over the smallest standard error: its fourth power still is a number."""
LARGEST_RATIO = 1e30
"""Largest ratio of scales that sums of weights and of their squares bear."""


class PoolingInputError(InputError, ValueError):
    """Estimates, standard errors or options that cannot be pooled; lists every finding.

    Invalid input raises this. A quantity that merely does not exist for a method
    (a prediction interval under ``FE``) is ``None`` in the result instead.
    """


def checked_estimates(
    estimates: ArrayLike,
    standard_errors: ArrayLike,
    *,
    call: str = "pool",
    kind: str = "estimates to pool",
    found: Iterable[Finding] = (),
) -> tuple[Vector, Vector]:
    """Turn estimates and standard errors into two vectors, or say all that is wrong.

    Parameters
    ----------
    estimates, standard_errors : array_like, shape (k,)
        One pair for each study.
    call, kind : str
        Who asks, and for what, for the message.
    found : iterable of Finding
        What is wrong with the options of the same call.

    Returns
    -------
    tuple of ndarray, each of shape (k,)
        Estimates and standard errors as floats.

    Raises
    ------
    PoolingInputError
        Not numbers, masked, with indexes that differ, of sizes without a square,
        not one-dimensional, empty, of different length, not finite, or a
        standard error that is not positive; or anything found already.
    """
    findings = list(found)
    check = ArgumentCheck(call)
    check.aligned(estimates=estimates, standard_errors=standard_errors)
    findings += check.findings
    vectors = [
        _vector(values, name, call, findings)
        for values, name in ((estimates, "estimates"), (standard_errors, "standard_errors"))
    ]
    effects, errors = vectors
    if effects is not None and errors is not None:
        if effects.size != errors.size:
            problem = f"{errors.size} standard errors for {effects.size} estimates"
            findings.append(Finding(call, "standard_errors", problem, "Give one for each estimate."))
        positive_or_bad = np.isfinite(errors) & (errors <= 0)
        findings += [
            Finding(
                call, f"standard_errors[{i}]", f"{errors[i]:g} is not positive", "Give a positive number."
            )
            for i in np.flatnonzero(positive_or_bad)
        ]
        if not findings:
            findings += _scale_findings(effects, errors, call)
    if findings or effects is None or errors is None:
        raise PoolingInputError(findings, kind)
    return effects, errors


def _scale_findings(effects: Vector, errors: Vector, call: str) -> list[Finding]:
    """Say where squares and ratios of the numbers leave what double precision holds."""
    widest = float(np.abs(effects - np.median(effects)).max())
    sizes = np.array([errors.min(), errors.max(), max(widest, float(errors.min()))])
    largest = max(float(np.abs(effects).max()), float(errors.max()))
    if largest < LARGEST and errors.min() > 1 / LARGEST and sizes.max() / sizes.min() < LARGEST_RATIO:
        return []
    problem = (
        f"sizes from {sizes.min():.0e} to {max(largest, sizes.max()):.0e} do not fit in double precision"
    )
    return [Finding(call, "standard_errors", problem, "Look for a wrong unit, or leave the study out.")]


def check_choice(
    value: str, name: str, known: Sequence[str], findings: list[Finding], call: str = "pool"
) -> None:
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
    call : str
        Who asks.
    """
    check = ArgumentCheck(call)
    check.word(name, value, known)
    findings += check.findings


def check_level(level: float, findings: list[Finding], call: str = "pool") -> None:
    """Record a finding when a coverage level is not between 0 and 1.

    Parameters
    ----------
    level : float
        Coverage of the intervals.
    findings : list of Finding
        Where the finding goes.
    call : str
        Who asks.
    """
    check = ArgumentCheck(call)
    check.level("level", level)
    findings += check.findings


def raise_unless_level(level: float, call: str) -> None:
    """Raise an error when a coverage level is not between 0 and 1.

    Parameters
    ----------
    level : float
        Coverage of the intervals.
    call : str
        Who asks.

    Raises
    ------
    PoolingInputError
        If it is not.
    """
    findings: list[Finding] = []
    check_level(level, findings, call)
    if findings:
        raise PoolingInputError(findings, f"options of {call}")


def setting_findings(
    call: str,
    *,
    scales: Mapping[str, object] | None = None,
    correlations: Mapping[str, object] | None = None,
    level: float = 0.90,
) -> list[Finding]:
    """List what is wrong with the assumptions of a pooling by group.

    Parameters
    ----------
    call : str
        Who asks.
    scales : mapping of str to float
        Scales of priors, by the name of their argument; positive.
    correlations : mapping of str to float
        Assumed correlations, from 0 to below 1.
    level : float
        Coverage of the intervals.

    Returns
    -------
    list of Finding
        Empty where nothing is.
    """
    check = ArgumentCheck(call)
    for name, scale in (scales or {}).items():
        check.number(name, scale, 0.0, low_open=True)
    for name, correlation in (correlations or {}).items():
        before = len(check.findings)
        check.number(name, correlation, 0.0, 1.0)
        if len(check.findings) == before and correlation == 1.0:
            check.refuse(name, "1 makes two estimates one", "Keep it from 0 to below 1.")
    check.level("level", level)
    return check.findings


def _vector(values: ArrayLike, name: str, call: str, findings: list[Finding]) -> Vector | None:
    """Read one vector of finite numbers, recording what is wrong."""
    try:
        vector = as_numbers(values)
    except NotNumbersError as error:
        problem = f"holds something that is not a number: {error}"
        findings.append(Finding(call, name, problem, "Give numbers only."))
        return None
    if vector.ndim != 1:
        problem = f"has {vector.ndim} dimensions"
        findings.append(Finding(call, name, problem, "Give a list with one number for each study."))
        return None
    if vector.size == 0:
        findings.append(Finding(call, name, "is empty", "Give at least one study."))
        return None
    findings += [
        Finding(call, f"{name}[{i}]", f"{vector[i]} is not finite", "Leave the study out or give its number.")
        for i in np.flatnonzero(~np.isfinite(vector))
    ]
    return vector
