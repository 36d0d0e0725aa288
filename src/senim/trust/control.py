"""Another question of the same survey as a negative control: did it move as well?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import expit
from scipy.stats import norm

from senim.arguments import ArgumentCheck
from senim.trust.cumulative import share_logit

Verdict = Literal[
    "the control stood still",
    "moved more than the control",
    "moved less than the control",
    "no more apart than chance",
]


@dataclass(frozen=True)
class ControlComparison:
    """A change of full trust beside that of a question that should not have moved.

    Parameters
    ----------
    outcome_points, control_points : float
        Changes of the two shares.
    outcome_shift, control_shift : float
        The same in logits.
    common_points : float
        What the control's logits would have done to full trust.
    apart : tuple of float
        Interval of the difference of the two shifts, in logits, whatever the correlation of the questions.
    verdict : str
        What the comparison says.
    """

    outcome_points: float
    control_points: float
    outcome_shift: float
    control_shift: float
    common_points: float
    apart: tuple[float, float]
    verdict: Verdict

    @property
    def left_points(self) -> float:
        """What is left of the change if the control's move was common to both questions."""
        return self.outcome_points - self.common_points


def compare_with_control(
    outcome: tuple[float, float],
    control: tuple[float, float],
    *,
    sample_size: float,
    design_effect: float,
    level: float = 0.95,
) -> ControlComparison:
    """Hold a change of one share against that of another in the same two waves.

    Parameters
    ----------
    outcome, control : tuple of float
        Shares in the first and the second wave, 0 to 1.
    sample_size : float
        People asked in each wave.
    design_effect : float
        Variance against simple random sampling.
    level : float
        Coverage of the interval and of the noise threshold.

    Returns
    -------
    ControlComparison
        A control that moved says that something other than the reform moves answers; one that stood still
        says only that this one was not moved.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds.

    References
    ----------
    Lipsitch, M., Tchetgen Tchetgen, E., Cohen, T. (2010), Negative controls, Epidemiology 21:383-388. The
    same people answer both questions and the correlation is not published: the interval takes the worst.

    Examples
    --------
    >>> late = compare_with_control((0.616, 0.643), (0.617, 0.649), sample_size=18_000, design_effect=1.5)
    >>> round(late.outcome_points, 1), round(late.common_points, 1), late.verdict
    (2.7, 3.2, 'no more apart than chance')
    """
    check = ArgumentCheck("senim.trust.compare_with_control")
    below_one = float(np.nextafter(1.0, 0.0))
    for name, pair in (("outcome", outcome), ("control", control)):
        shares = check.numbers(name, pair, 1, remedy="Give the share in both waves.")
        if shares is not None and shares.shape != (2,):
            check.refuse(name, f"has {shares.size} values", "Give the share in both waves.")
        elif shares is not None:
            check.between(name, shares, 0.0, below_one, low_open=True)
    check.number("sample_size", sample_size, 1.0)
    check.number("design_effect", design_effect, 0.0, low_open=True)
    check.level("level", level)
    check.raise_if_any()
    z = float(norm.ppf(0.5 + level / 2.0))
    shifts, errors = zip(
        *(_shift(pair, sample_size / design_effect) for pair in (outcome, control)), strict=True
    )
    apart, reach = shifts[0] - shifts[1], z * sum(errors)
    start = float(share_logit(outcome[0]))
    return ControlComparison(
        outcome_points=100.0 * (outcome[1] - outcome[0]),
        control_points=100.0 * (control[1] - control[0]),
        outcome_shift=shifts[0],
        control_shift=shifts[1],
        common_points=100.0 * (float(expit(start + shifts[1])) - outcome[0]),
        apart=(apart - reach, apart + reach),
        verdict=_verdict(apart, reach, abs(shifts[1]) < z * errors[1]),
    )


def _verdict(apart: float, reach: float, still: bool) -> Verdict:
    if still:
        return "the control stood still"
    if abs(apart) <= reach:
        return "no more apart than chance"
    return "moved more than the control" if apart > 0.0 else "moved less than the control"


def _shift(pair: tuple[float, float], people: float) -> tuple[float, float]:
    """Change in logits and its standard error."""
    before, after = (float(share_logit(share)) for share in pair)
    variance = sum(1.0 / (people * share * (1.0 - share)) for share in pair)
    return after - before, float(np.sqrt(variance))
