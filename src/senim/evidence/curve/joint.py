"""One test of all specifications together: the paths of the dose are dealt anew to the units, whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.evidence.curve.checks import CurveInputError, check_input
from senim.evidence.curve.compute import Numbers, Piece, compute, pieces
from senim.evidence.curve.conventions import PYFIXEST, SmallSample
from senim.evidence.curve.curve import told
from senim.evidence.curve.grid import PanelGrid
from senim.evidence.curve.parts import taken_apart
from senim.evidence.curve.plan import Plan, make_plan
from senim.evidence.curve.ready import least_variation
from senim.evidence.curve.solve import solve_job
from senim.evidence.curve.specification import PERIOD, UNIT, Specification
from senim.findings import Finding, unknown_word_remedy

Array = NDArray[np.float64]

_AT_ONCE = 8
_TIE = 1e-12


@dataclass(frozen=True, eq=False)
class JointStatistic:
    """One number that sums the curve up, against what chance gives.

    Parameters
    ----------
    observed : float
        Of the data.
    null : ndarray, shape (permutations,)
        Of the dealt paths.
    p_value : float
        (r + 1) / (B + 1), with r dealt values at least as far from zero and B permutations.
    """

    observed: float
    null: Array
    p_value: float

    def p_interval(self, level: float = 0.95) -> tuple[float, float]:
        """Say how far the p-value could be off because only some deals were made.

        Parameters
        ----------
        level : float
            Coverage.

        Returns
        -------
        tuple of float
            Limits of Clopper and Pearson for the share of all deals that reach the data.
        """
        # scipy is only needed here, and importing it is not free
        from scipy.special import betaincinv

        deals = len(self.null)
        reached = round(self.p_value * (deals + 1)) - 1
        tail = (1 - level) / 2
        low = float(betaincinv(reached, deals - reached + 1, tail)) if reached else 0.0
        high = float(betaincinv(reached + 1, deals - reached, 1 - tail)) if reached < deals else 1.0
        return low, high


@dataclass(frozen=True, eq=False)
class JointTest:
    """Outcome of the joint test; the null is that the path of no unit matters to its outcome.

    Parameters
    ----------
    median : JointStatistic
        Median estimate.
    significant : JointStatistic
        Share of specifications that are significant with one sign, the sign that more of them have.
    stouffer : JointStatistic
        Stouffer's Z: the sum of the statistics as normal scores, over the root of their number.
    specifications : int
        Specifications that have an estimate.
    left_out : int
        Those that have none.
    units : int
        Units whose paths are dealt.
    permutations : int
        Number of permutations.
    lost : float
        Largest share of specifications that had no estimate in a permutation.
    """

    median: JointStatistic
    significant: JointStatistic
    stouffer: JointStatistic
    specifications: int
    left_out: int
    units: int
    permutations: int
    lost: float

    def __str__(self) -> str:
        parts = (
            f"median {self.median.observed:.3g} (p = {self.median.p_value:.3g})",
            f"{self.significant.observed:.0%} significant with one sign (p = {self.significant.p_value:.3g})",
            f"Stouffer's Z {self.stouffer.observed:.2f} (p = {self.stouffer.p_value:.3g})",
        )
        return (
            f"{self.specifications} specifications together: {', '.join(parts)}; "
            f"{self.permutations} deals among {self.units} units"
        )

    def table(self) -> pd.DataFrame:
        """Lay the three statistics out.

        Returns
        -------
        DataFrame
            Rows ``median``, ``significant``, ``stouffer``; columns ``observed``, ``null_low``,
            ``null_median``, ``null_high`` (2.5, 50 and 97.5 per cent of the dealt values), ``p_value``,
            ``p_low`` and ``p_high`` (what more deals could make of it).
        """
        rows = []
        for name in ("median", "significant", "stouffer"):
            one: JointStatistic = getattr(self, name)
            low, middle, high = np.quantile(one.null, [0.025, 0.5, 0.975])
            rows.append((name, one.observed, low, middle, high, one.p_value, *one.p_interval()))
        columns = [
            "statistic",
            "observed",
            "null_low",
            "null_median",
            "null_high",
            "p_value",
            "p_low",
            "p_high",
        ]
        return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True)
class InapplicableTest:
    """There is no joint test for these data.

    Parameters
    ----------
    reason : str
        Why.
    """

    reason: str


def joint_permutation_test(
    frame: pd.DataFrame,
    specifications: Sequence[Specification],
    *,
    unit: str = UNIT,
    period: str = PERIOD,
    permutations: int = 499,
    seed: int,
    within: str | None = None,
    significance: float = 0.05,
    small_sample: SmallSample = PYFIXEST,
    fewest_clusters: int = 2,
) -> JointTest | InapplicableTest:
    """Ask whether all specifications together say more than chance would.

    The path of the treatment of each unit, with its lags and denominator, goes whole to another unit;
    outcomes, controls, weights and samples stay. Every specification is estimated anew.

    Parameters
    ----------
    frame : DataFrame
        One row for each unit and period.
    specifications : sequence of Specification
        The specifications.
    unit, period : str
        Columns of the units and periods.
    permutations : int
        How often the paths are dealt.
    seed : int
        Makes the deals the same each time.
    within : str, optional
        Column, constant in each unit: paths are dealt among units that share its value.
    significance : float
        Level at which one specification counts as significant.
    small_sample : SmallSample
        Small-sample correction of the standard errors.
    fewest_clusters : int
        With fewer clusters there is no answer.

    Returns
    -------
    JointTest or InapplicableTest
        Three statistics with their p-values, or why there are none.

    Raises
    ------
    CurveInputError
        If the frame, a specification or an option cannot be used.

    Notes
    -----
    Simonsohn, Simmons and Nelson (2020), Specification curve analysis, Nature Human Behaviour 4; the p-value
    counts the data among the deals (Phipson and Smyth 2010). It is exact where paths are exchangeable among
    units under the null. It does not mend a confounder that all specifications share.
    """
    parts = taken_apart(specifications)
    check_input(
        frame,
        parts,
        unit=unit,
        period=period,
        fewest_clusters=fewest_clusters,
        small_sample=small_sample,
    )
    _check_options(frame, unit, permutations, within, significance, seed)
    plan = make_plan(PanelGrid(frame, unit, period), parts)
    numbers = told(plan, compute(plan, small_sample, fewest_clusters))
    ready = list(pieces(plan, small_sample, fewest_clusters))
    dealt = np.flatnonzero(np.any([(piece.weights > 0).any(axis=(0, 2)) for piece in ready], axis=0))
    groups = _groups(plan.grid, within, dealt)
    reason = _obstacle(plan, ready, numbers, groups)
    if reason:
        return InapplicableTest(reason)
    answered = numbers.reason == 0
    as_they_are = numbers.estimate[None], numbers.standard_error[None]
    observed = _summed_up(*as_they_are, numbers.freedom, answered[None], significance)
    deals = _deals(len(plan.grid.units), groups, permutations, np.random.default_rng(seed))
    null, lost = [], 0.0
    for start in range(0, permutations, _AT_ONCE):
        estimate, error, known = _dealt(plan, ready, deals[start : start + _AT_ONCE], small_sample)
        known = known & answered
        lost = max(lost, float(1 - known.sum(axis=1).min() / answered.sum()))
        null.append(_summed_up(estimate, error, numbers.freedom, known, significance))
    whole = np.concatenate(null, axis=1)
    median, significant, stouffer = (
        JointStatistic(float(own[0]), dealt_values, _p_value(float(own[0]), dealt_values))
        for own, dealt_values in zip(observed, whole, strict=True)
    )
    units = sum(len(group) for group in groups)
    count = int(answered.sum())
    return JointTest(median, significant, stouffer, count, len(answered) - count, units, permutations, lost)


def _check_options(
    frame: pd.DataFrame, unit: str, permutations: int, within: str | None, significance: float, seed: int
) -> None:
    call = "joint_permutation_test"
    check = ArgumentCheck(call)
    check.count("permutations", permutations, 1)
    check.level("significance", significance)
    check.seed("seed", seed)
    if within is not None and not check.kind("within", within, str, "Name a column."):
        within = None
    findings = check.findings
    if within is not None and within not in frame.columns:
        remedy = unknown_word_remedy(str(within), [str(name) for name in frame.columns])
        findings.append(Finding(call, "within", f"there is no column {within!r}", remedy))
    elif within is not None and (frame.groupby(unit)[within].nunique(dropna=False) > 1).any():
        remedy = "Give a column that is constant in each unit."
        findings.append(Finding(call, "within", f"{within!r} changes within a unit", remedy))
    if findings:
        raise CurveInputError(findings, "joint test")


def _groups(grid: PanelGrid, within: str | None, dealt: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """List the units among which paths are dealt."""
    if within is None:
        return [dealt] if len(dealt) > 1 else []
    level = grid.codes(within).max(axis=1)
    groups = [dealt[level[dealt] == number] for number in np.unique(level[dealt])]
    return [group for group in groups if len(group) > 1]


def _obstacle(plan: Plan, ready: list[Piece], numbers: Numbers, groups: list[NDArray[np.intp]]) -> str:
    """Say why there can be no test; empty where there can."""
    if not (numbers.reason == 0).any():
        return "no specification has an estimate"
    if not groups:
        return "there are no two units whose paths could be exchanged"
    units = np.concatenate(groups)
    for piece in ready:
        periods = (piece.weights > 0).any(axis=(0, 1))
        for number in piece.treatments:
            gap = ~plan.variables[number].known[units] & periods
            if gap.any():
                place, when = np.argwhere(gap)[0]
                who, at = plan.grid.units[units[place]], plan.grid.periods[when]
                return (
                    f"the path of {who} has no {plan.terms[number].words} in {at}: "
                    "a path with gaps cannot be dealt to another unit"
                )
    return ""


def _deals(
    units: int, groups: list[NDArray[np.intp]], permutations: int, random: np.random.Generator
) -> NDArray[np.intp]:
    """Whose path each unit gets; units outside the groups keep theirs."""
    deals = np.tile(np.arange(units), (permutations, 1))
    for deal in deals:
        for group in groups:
            deal[group] = random.permutation(group)
    return deals


def _dealt(
    plan: Plan, ready: list[Piece], deals: NDArray[np.intp], convention: SmallSample
) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Estimate every specification under some deals."""
    shape = len(deals), plan.size
    estimate, error, known = np.empty(shape), np.empty(shape), np.empty(shape, dtype=bool)
    for piece in ready:
        values = np.stack([plan.variables[number].values for number in piece.treatments], axis=1)
        units, variables, periods = values.shape
        handed = values[deals].transpose(1, 0, 2, 3).reshape(units, -1, periods)
        cells = len(piece.weights)
        left = piece.ready.absorption.residuals(handed).reshape(cells, units, len(deals), variables, periods)
        least = least_variation(handed, piece.weights).reshape(cells, len(deals), variables)
        position = {number: place for place, number in enumerate(piece.treatments)}
        for job in piece.ready.jobs:
            at = [position[number] for number in job.job.treatments]
            doses = left[:, :, :, at].reshape(cells, units, -1, periods)
            solved = solve_job(piece.ready, job, doses, least[:, :, at].reshape(cells, -1), convention)
            each = cells * len(at) * len(job.job.outcomes)
            place = slice(job.start, job.start + each)
            for into, found in (
                (estimate, solved.estimate),
                (error, solved.standard_error),
                (known, solved.reason == 0),
            ):
                by_deal = found.reshape(cells, len(deals), -1).transpose(1, 0, 2)
                into[:, place] = by_deal.reshape(len(deals), each)
    return estimate[:, plan.places], error[:, plan.places], known[:, plan.places]


def _summed_up(
    estimate: Array, error: Array, freedom: Array, known: NDArray[np.bool_], significance: float
) -> Array:
    """Median, share significant with the leading sign, and Stouffer's Z of each deal; shape (3, deals)."""
    # scipy is only needed here, and importing it is not free
    from scipy.special import ndtri, stdtr, stdtrit

    free = np.where(np.isfinite(freedom), np.maximum(freedom, 1.0), 1e9)
    few, inverse = np.unique(free, return_inverse=True)
    far = stdtrit(few, 1 - significance / 2)[inverse]
    statistic = np.where(known, estimate, 0.0) / np.where(known, error, 1.0)
    score = np.sign(statistic) * -ndtri(np.maximum(stdtr(free, -np.abs(statistic)), 1e-300))
    count = np.maximum(known.sum(axis=1), 1)
    above, below = (((sign * statistic > far) & known).sum(axis=1) / count for sign in (1, -1))
    median = np.nanmedian(np.where(known, estimate, np.nan), axis=1)
    return np.stack([median, np.maximum(above, below), score.sum(axis=1) / np.sqrt(count)])


def _p_value(observed: float, null: Array) -> float:
    reached = np.abs(null) >= abs(observed) * (1 - _TIE)
    return float((reached.sum() + 1) / (len(null) + 1))
