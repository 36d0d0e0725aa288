"""Attestation as a screening test with two kinds of error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck

Result = float | NDArray[np.float64]


@dataclass(frozen=True)
class ScreeningResult:
    """What one wave of examinations does to a force.

    Parameters
    ----------
    fail_rate : float or ndarray
        Share of the examined who fail.
    failed_share : float or ndarray
        Share of the whole force who fail.
    ppv : float or ndarray
        Share of problem officers among the failed; NaN where nobody fails.
    prevalence_after : float or ndarray
        Share of problem officers once the removed, less the reinstated, have left;
        NaN where nobody is left.
    sound_lost_per_problem_removed : float or ndarray
        Sound officers lost for each problem officer removed, both net of reinstatement;
        infinite where only sound officers are lost, NaN where nobody leaves.
    problem_removed, sound_removed : float or ndarray
        Problem and sound officers who leave for good, as shares of the force before.
    """

    fail_rate: Result
    failed_share: Result
    ppv: Result
    prevalence_after: Result
    sound_lost_per_problem_removed: Result
    problem_removed: Result
    sound_removed: Result


def screen(
    prevalence: ArrayLike,
    sensitivity: ArrayLike,
    specificity: ArrayLike,
    coverage: ArrayLike,
    *,
    removed: ArrayLike = 1.0,
    reinstated: ArrayLike | tuple[ArrayLike, ArrayLike] = 0.0,
) -> ScreeningResult:
    """Work out what one wave of attestation finds, removes and leaves behind.

    Parameters
    ----------
    prevalence : array_like
        Share of problem officers in the force.
    sensitivity : array_like
        Probability that a problem officer who is examined fails.
    specificity : array_like
        Probability that a sound officer who is examined passes.
    coverage : array_like
        Share of the force that is examined.
    removed : array_like
        Share of the failed who leave.
    reinstated : array_like or pair of array_like
        Share of those removed who return: one number, or a tuple or list of two, the
        first for sound and the second for problem officers. An array is one number a draw.

    Returns
    -------
    ScreeningResult
        Plain floats where every argument is a number, else arrays of the broadcast shape.

    Raises
    ------
    ArgumentError
        If any argument lies outside 0 to 1; names all of them.

    References
    ----------
    Two-by-two table of a diagnostic test: Altman, D. G., and Bland, J. M. (1994),
    Diagnostic tests 2: predictive values, BMJ 309:102.

    Examples
    --------
    >>> wave = screen(0.10, 0.5, 0.97, 0.75)
    >>> round(wave.fail_rate, 4), round(wave.ppv, 3), round(wave.prevalence_after, 4)
    (0.077, 0.649, 0.0663)
    """
    reinstated_sound, reinstated_problem = _pair(reinstated)
    check = ArgumentCheck("senim.personnel.screen")
    for name, value in {
        "prevalence": prevalence,
        "sensitivity": sensitivity,
        "specificity": specificity,
        "coverage": coverage,
        "removed": removed,
        "reinstated (sound)": reinstated_sound,
        "reinstated (problem)": reinstated_problem,
    }.items():
        check.between(name, value)
    check.raise_if_any()
    problem, found, cleared, examined, leaving, back_sound, back_problem = np.broadcast_arrays(
        *(
            np.asarray(value, dtype=np.float64)
            for value in (
                prevalence,
                sensitivity,
                specificity,
                coverage,
                removed,
                reinstated_sound,
                reinstated_problem,
            )
        )
    )
    failed_problem = problem * found
    failed_sound = (1.0 - problem) * (1.0 - cleared)
    fail_rate = failed_problem + failed_sound
    problem_removed = examined * leaving * failed_problem * (1.0 - back_problem)
    sound_removed = examined * leaving * failed_sound * (1.0 - back_sound)
    return ScreeningResult(
        fail_rate=_plain(fail_rate),
        failed_share=_plain(examined * fail_rate),
        ppv=_plain(_ratio(failed_problem, fail_rate)),
        prevalence_after=_plain(_ratio(problem - problem_removed, 1.0 - problem_removed - sound_removed)),
        sound_lost_per_problem_removed=_plain(_ratio(sound_removed, problem_removed)),
        problem_removed=_plain(problem_removed),
        sound_removed=_plain(sound_removed),
    )


def _pair(reinstated: ArrayLike | tuple[ArrayLike, ArrayLike]) -> tuple[ArrayLike, ArrayLike]:
    if isinstance(reinstated, tuple | list) and len(reinstated) == 2:
        return reinstated[0], reinstated[1]
    return reinstated, reinstated


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.asarray(part / whole, dtype=np.float64)


def _plain(value: NDArray[np.float64]) -> Result:
    return float(value) if np.ndim(value) == 0 else value
