"""What must hold before a synthetic control may answer, and the three answers there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from senim.arguments import ArgumentCheck
from senim.evidence.synthetic.fit import root_mean_square
from senim.evidence.synthetic.inputs import SyntheticInputError
from senim.evidence.synthetic.panel import Panel
from senim.evidence.synthetic.simplex import Vector


@dataclass(frozen=True)
class Gate:
    """Thresholds below which the answer is *cannot tell*. They are our judgement; no paper gives them.

    Parameters
    ----------
    level : float
        Level that is claimed; ranks must be able to reach it.
    fewest_pre_periods : int
        Fewer say nothing about whether the match holds.
    largest_share_of_movement : float
        Largest RMSPE before the treatment, as a share of the standard deviation of the outcome.
    largest_share_of_step : float
        Largest RMSPE, as a share of the root mean square step from one period to the next: past 1, the unit's
        own last value is a better guess than its synthetic control.
    largest_share_outside : float
        Largest share of periods before in which the outcome lies above all donors or below all of them.
    window : int
        Periods on either side of the treatment that must not be missing.
    """

    level: float = 0.05
    fewest_pre_periods: int = 8
    largest_share_of_movement: float = 0.5
    largest_share_of_step: float = 1.0
    largest_share_outside: float = 0.1
    window: int = 2

    def __post_init__(self) -> None:
        check = ArgumentCheck("Gate")
        check.level("level", self.level)
        check.count("fewest_pre_periods", self.fewest_pre_periods, 1)
        for name in ("largest_share_of_movement", "largest_share_of_step"):
            # infinity switches a threshold off
            if getattr(self, name) != np.inf:
                check.number(name, getattr(self, name), 0.0)
        check.number("largest_share_outside", self.largest_share_outside, 0.0, 1.0)
        check.count("window", self.window, 0)
        check.raise_if_any(SyntheticInputError, "gate of a synthetic control")


@dataclass(frozen=True)
class Diagnostics:
    """How well the treated unit was matched before the treatment.

    Parameters
    ----------
    pre_periods, post_periods, donors : int
        How many are used.
    rmspe : float
        Root mean squared gap before the treatment.
    best_rmspe : float
        The smallest that any weights of these donors could give.
    movement : float
        Standard deviation of the outcome before the treatment.
    step : float
        Root mean square step from one period to the next before the treatment.
    outside : tuple
        Periods before the treatment in which the outcome lies beyond all donors.
    missing_near : tuple
        Missing periods within the window around the treatment.
    smallest_p_value : float
        The smallest that ranks among these units can give.
    kkt : float
        Largest violation of the conditions of a best match.
    """

    pre_periods: int
    post_periods: int
    donors: int
    rmspe: float
    best_rmspe: float
    movement: float
    step: float
    outside: tuple[Any, ...]
    missing_near: tuple[Any, ...]
    smallest_p_value: float
    kkt: float


@dataclass(frozen=True)
class CannotTell:
    """The data cannot answer; a p-value beside it is arithmetic and no finding.

    Parameters
    ----------
    reasons : tuple of str
        Why, each a sentence.
    """

    reasons: tuple[str, ...]
    answer: ClassVar[str] = "cannot tell"

    def __str__(self) -> str:
        return "cannot tell: " + "; ".join(self.reasons)


@dataclass(frozen=True)
class Distinguishable:
    """The gap after the treatment is rarer among placebos than the claimed level.

    Parameters
    ----------
    p_value, level : float
        Rank of the unit among all units, and the level.
    """

    p_value: float
    level: float
    answer: ClassVar[str] = "distinguishable from placebos"

    def __str__(self) -> str:
        return f"{self.answer}: p = {self.p_value:.3g} at level {self.level:g}"


@dataclass(frozen=True)
class NotDistinguishable:
    """Placebos have gaps as large; that is no proof of no effect.

    Parameters
    ----------
    p_value, level : float
        Rank of the unit among all units, and the level.
    """

    p_value: float
    level: float
    answer: ClassVar[str] = "not distinguishable from placebos"

    def __str__(self) -> str:
        return f"{self.answer}: p = {self.p_value:.3g} at level {self.level:g}"


Verdict = CannotTell | Distinguishable | NotDistinguishable


def diagnose(panel: Panel, gap: Vector, best_rmspe: float, kkt: float, window: int) -> Diagnostics:
    """Measure the match before the treatment.

    Parameters
    ----------
    panel : Panel
        Outcomes that are used.
    gap : ndarray, shape (periods,)
        Outcome less synthetic outcome.
    best_rmspe : float
        The smallest root mean squared gap that weights of these donors could give.
    kkt : float
        Violation of the conditions of a best match.
    window : int
        Periods on either side of the treatment that must not be missing.

    Returns
    -------
    Diagnostics
        Counts, sizes and periods.
    """
    before = panel.before
    past = panel.values[before]
    own, others = past.iloc[:, 0].to_numpy(), past.iloc[:, 1:].to_numpy()
    beyond = (own > others.max(axis=1)) | (own < others.min(axis=1))
    donors = len(panel.donors)
    return Diagnostics(
        pre_periods=int(before.sum()),
        post_periods=int((~before).sum()),
        donors=donors,
        rmspe=root_mean_square(gap[before]),
        best_rmspe=best_rmspe,
        movement=float(np.std(own)),
        step=_step(panel, own),
        outside=tuple(past.index[beyond]),
        missing_near=_missing_near(panel, window),
        smallest_p_value=1.0 / (donors + 1),
        kkt=kkt,
    )


def judge(found: Diagnostics, gate: Gate, p_value: float | None, panel: Panel) -> Verdict:
    """Answer, or say why there is no answer.

    Parameters
    ----------
    found : Diagnostics
        How well the unit was matched.
    gate : Gate
        What must hold.
    p_value : float or None
        Rank of the unit among placebos; None where none were made.
    panel : Panel
        For the names of periods and of the treated unit.

    Returns
    -------
    CannotTell, Distinguishable or NotDistinguishable
        The verdict.
    """
    reasons = _reasons(found, gate, panel)
    if p_value is None:
        reasons.append("no placebos were made")
    if reasons or p_value is None:
        return CannotTell(tuple(reasons))
    return (Distinguishable if p_value <= gate.level else NotDistinguishable)(p_value, gate.level)


def _reasons(found: Diagnostics, gate: Gate, panel: Panel) -> list[str]:
    unit, reasons = panel.treated, []
    if found.missing_near:
        shown = ", ".join(map(str, found.missing_near))
        reasons.append(f"{shown} missing within {gate.window} periods of the treatment")
    if found.pre_periods < gate.fewest_pre_periods:
        reasons.append(
            f"only {found.pre_periods} periods before the treatment, where "
            f"{gate.fewest_pre_periods} are needed"
        )
    if found.smallest_p_value > gate.level:
        reasons.append(
            f"{found.donors} donors cannot give a p-value below {found.smallest_p_value:.3f}, "
            f"where {gate.level:g} is claimed"
        )
    share = len(found.outside) / found.pre_periods
    if share > gate.largest_share_outside:
        reasons.append(
            f"{unit} lies beyond every donor in {len(found.outside)} of {found.pre_periods} periods before "
            "the treatment, so no mixture of donors can reach it"
        )
    if found.movement == 0.0:
        reasons.append(f"the outcome of {unit} does not move before the treatment, so a match says nothing")
    for size, limit, words in (
        (found.movement, gate.largest_share_of_movement, "the standard deviation of the outcome"),
        (found.step, gate.largest_share_of_step, "the usual step from period to period"),
    ):
        if size > 0.0 and found.rmspe > limit * size:
            cause = (
                "and no weights of these donors do better"
                if found.best_rmspe > limit * size
                else "though other weights of these donors would do better"
            )
            reasons.append(
                f"the match before the treatment misses by {found.rmspe:.3g}, more than {limit:g} of {words} "
                f"({size:.3g}), {cause}"
            )
    return reasons


def _step(panel: Panel, own: Vector) -> float:
    """Root mean square step between neighbouring periods; over all steps where none are neighbours."""
    place = {period: at for at, period in enumerate(panel.calendar)}
    at = np.array([place[period] for period in panel.values.index[panel.before]])
    steps = np.diff(own)
    near = steps[np.diff(at) == 1]
    chosen = near if near.size else steps
    return root_mean_square(chosen) if chosen.size else 0.0


def _missing_near(panel: Panel, window: int) -> tuple[Any, ...]:
    calendar = panel.calendar
    first = sum(1 for period in calendar if period < panel.first_treated)
    near = calendar[max(first - window, 0) : first + window]
    missing = set(panel.missing_periods)
    return tuple(period for period in near if period in missing)
