"""A force through the months, in expected values."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck, Draws
from senim.personnel.draws import count_draws, take_draws
from senim.personnel.examination import clear_exempt, due_shares, examine
from senim.personnel.flows import advance, ordinary_flows
from senim.personnel.force import ForceInputs
from senim.personnel.hiring import TrainingPipeline
from senim.personnel.path import ForcePath
from senim.personnel.plan import AttestationWave, ForcePlan, Outcome, PeriodicCycle
from senim.personnel.schedule import anticipated, check_cuts, posts_and_target, wage_ratio
from senim.personnel.steady import SOUND, steady_force

Array = NDArray[np.float64]
Kept = TypeVar("Kept")
CHUNK = 2000
SERIES = tuple(item.name for item in fields(ForcePath))


def simulate_force(
    force: ForceInputs, plan: ForcePlan, months: int = 120, *, chunk: int = CHUNK
) -> ForcePath:
    """Follow a force through a plan, month by month, in expected values.

    In each month officers are examined and dismissed, some of the dismissed return, then
    people leave, age, go on leave and come back, turn or mend; recruits start; posts are
    cut and people above them released, whatever their integrity; recruits are ordered.

    Parameters
    ----------
    force : ForceInputs
        The force at the start.
    plan : ForcePlan
        What is done to it; an empty plan leaves every stock as it is.
    months : int
        How long.
    chunk : int
        Draws worked on at a time: as many as fit the cache. Results agree to rounding whatever it is.

    Returns
    -------
    ForcePath
        With arrays of shape (n, months + 1).

    Raises
    ------
    ArgumentError
        If force and plan disagree in draws, no rates keep the force steady, a cut takes
        more posts than there are, or more people would leave in a month than there are.

    References
    ----------
    Bartholomew, D. J., Forbes, A. F., and McClean, S. I. (1991), Statistical Techniques
    for Manpower Planning, 2nd ed., Wiley: cohort and renewal models.
    """
    paths = follow_in_chunks(force, plan, months, lambda path: path, chunk=chunk)
    return ForcePath(**{name: np.concatenate([getattr(path, name) for path in paths]) for name in SERIES})


def follow_in_chunks(
    force: ForceInputs,
    plan: ForcePlan,
    months: int,
    keep: Callable[[ForcePath], Kept],
    *,
    chunk: int = CHUNK,
    jobs: int = 1,
) -> list[Kept]:
    """Follow a force some draws at a time, and keep of each path only what is wanted.

    Parameters
    ----------
    force, plan, months
        As for `simulate_force`.
    keep : callable
        Takes the path of some draws; what it gives is kept, the path is not.
    chunk : int
        Draws worked on at a time.
    jobs : int
        Threads.

    Returns
    -------
    list
        What was kept, in the order of the draws.

    Raises
    ------
    ArgumentError
        As `simulate_force`.
    """
    if months < 1 or chunk < 1:
        check = ArgumentCheck("senim.personnel.simulate_force")
        check.refuse("months, chunk", f"{months} and {chunk}", "Give 1 or more of each.")
        check.raise_if_any()
    draws = count_draws(force, plan)

    def follow(start: int) -> Kept:
        stop = min(start + chunk, draws)
        # months are the outer axis in memory: a month then writes whole rows
        series = {name: np.zeros((months + 1, stop - start)) for name in SERIES}
        force_taken = take_draws(force, draws, start, stop)
        plan_taken = take_draws(plan, draws, start, stop)
        _ChunkRun(force_taken, plan_taken, months, series).follow()
        return keep(ForcePath(**{name: array.T for name, array in series.items()}))

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(follow, range(0, draws, chunk)))


class _ChunkRun:
    """Some draws of a force on their way through a plan; arrays are (…, draws) inside."""

    def __init__(self, force: ForceInputs, plan: ForcePlan, months: int, series: dict[str, Array]) -> None:
        self.force, self.plan, self.months = force, plan, months
        self.steady = steady_force(force)
        check_cuts(self.steady, plan.cuts)
        self.visible = np.asarray(force.visible_share)
        self.flows = ordinary_flows(self.steady, self.visible)
        self.staying_by_reason: dict[tuple[object, ...], Array] = {(): self.flows.staying}
        self.stocks = self.steady.stocks.copy()
        self.spare = np.empty_like(self.stocks)
        self.moved = np.empty((2, 4, self.stocks.shape[-1]))
        self.start = self.stocks.sum(axis=(1, 2))
        self.hires_usual = self.start * self.steady.turnover
        self.training = TrainingPipeline(self.hires_usual, force.training_months)
        self.waiting: dict[int, Array] = {}
        self.returning: dict[int, Array] = {}
        self.counts: dict[str, Array] = {}
        self.series = series
        self.queue = np.zeros(self.stocks.shape[-1])

    def follow(self) -> None:
        """Go through every month and fill the series of shape (months + 1, draws)."""
        posts, target = posts_and_target(self.steady, self.force, (), -1)
        present = self.start
        self._record(0, present, posts)
        for month in range(self.months):
            self._examine(month)
            before = self.stocks.reshape(2, 12, -1).sum(axis=1)
            wages = self._ordinary_month(month)
            present = self.stocks.reshape(2, 12, -1).sum(axis=1)
            self._count("exits", (before - present).sum(axis=0))

            posts_before, target_before = posts, target
            if any(cut.runs_in(month) for cut in self.plan.cuts):
                posts, target = posts_and_target(self.steady, self.force, self.plan.cuts, month)
            hired = self.training.graduate(np.maximum(posts_before - present, 0.0))
            self.stocks[:, 0] += hired[:, None] * self.steady.recruit_shares
            present = present + hired
            self._count("hires", hired.sum(axis=0))
            present = self._release(present, posts, target, target_before - target)

            replace = present * self.steady.turnover * wages
            self.training.order(
                replace,
                target,
                present,
                np.asarray(self.force.vacancy_fill_monthly),
                self._capacity(month) * self.hires_usual.sum(axis=0),
            )
            self._record(month + 1, present, posts)

    def _count(self, name: str, officers: Array) -> None:
        # what never happens is never written: its series stays the zeros it was made of
        if name in self.counts:
            self.counts[name] += officers
        else:
            self.counts[name] = np.array(officers)

    def _examine(self, month: int) -> None:
        for place, wave in enumerate(self.plan.waves):
            if wave.runs_in(month):
                self._examine_wave(place, wave, month)
        cycle = self.plan.cycle
        if cycle is not None and cycle.runs_in(month):
            due = due_shares(self.force, cycle.exemptions, np.ones(self.stocks.shape[-1]))
            if cycle.capacity_monthly_per_100k is None:
                examined = self.stocks * (due / cycle.interval_months)
            else:
                examined = self._called(self.stocks * due, cycle)
            self._dismiss(examined, cycle.sensitivity, cycle.specificity, cycle.outcome, month)
        back = self.returning.pop(month, None)
        if back is not None:
            self.stocks += back
            by_class = back.sum(axis=(0, 1))
            self._count("reinstated_sound", by_class[SOUND])
            self._count("reinstated_problem", by_class[SOUND + 1 :].sum(axis=0))

    def _called(self, may_be_due: Array, cycle: PeriodicCycle) -> Array:
        """Call as many as there is capacity for; whoever waits does not become due anew meanwhile."""
        whole = may_be_due.sum(axis=(0, 1, 2))
        queue = np.minimum(self.queue, whole)
        pool = queue + (whole - queue) / cycle.interval_months
        called = np.minimum(pool, np.asarray(cycle.capacity_monthly_per_100k))
        self.queue = pool - called
        share = np.divide(called, whole, out=np.zeros_like(whole), where=whole > 0.0)
        return np.asarray(may_be_due * share)

    def _examine_wave(self, place: int, wave: AttestationWave, month: int) -> None:
        if month == wave.first_month:
            due = due_shares(self.force, wave.exemptions, np.asarray(wave.scope))
            self.waiting[place] = self.stocks * due
        waiting = self.waiting[place]
        # rounding, and other dismissals of the same month, must not examine who is gone
        np.minimum(waiting, self.stocks, out=waiting)
        examined = waiting / (wave.last_month + 1 - month)
        waiting -= examined
        self._dismiss(examined, wave.sensitivity, wave.specificity, wave.outcome, month)
        if month == wave.last_month:
            del self.waiting[place]

    def _dismiss(
        self, examined: Array, sensitivity: Draws, specificity: Draws, outcome: Outcome, month: int
    ) -> None:
        result = examine(
            self.stocks, examined, np.asarray(sensitivity), np.asarray(specificity), self.visible, outcome
        )
        self._count("examined", result.examined)
        self._count("unfit_sound", result.unfit[0])
        self._count("unfit_problem", result.unfit[1])
        self._count("dismissed_sound", result.dismissed[0])
        self._count("dismissed_problem", result.dismissed[1])
        self._count("demoted", result.demoted)
        self._count("transferred", result.transferred)
        if result.returning is not None:
            due = month + outcome.reinstatement_lag_months
            earlier = self.returning.get(due)
            self.returning[due] = result.returning if earlier is None else earlier + result.returning

    def _ordinary_month(self, month: int) -> Array | float:
        """Exits, ageing, leave and turning; returns the factor of pay on exits."""
        ratio = wage_ratio(self.plan.pay_rises, month)
        pay = 1.0 if ratio is None else ratio ** -np.asarray(self.force.exit_wage_elasticity)
        ahead = anticipated(self.plan.waves, month)
        staying = self._staying(month, pay, ratio is not None, ahead)
        advance(self.stocks, self.flows, staying, self.spare, self.moved)
        self.stocks, self.spare = self.spare, self.stocks
        for place, waiting in self.waiting.items():
            advance(waiting, self.flows, staying, self.spare, self.moved)
            waiting[:] = self.spare
            clear_exempt(waiting, self.plan.waves[place].exemptions)
        return pay

    def _staying(self, month: int, pay: Array | float, paid: bool, ahead: tuple[int, ...]) -> Array:
        raised = tuple(place for place, rise in enumerate(self.plan.pay_rises) if rise.runs_in(month))
        reason: tuple[object, ...] = (raised, ahead) if paid or ahead else ()
        if reason not in self.staying_by_reason:
            multiple = np.ones((3, self.visible.size)) * pay
            for place in ahead:
                wave = self.plan.waves[place]
                problem = wave.anticipation_multiple_problem
                multiple[SOUND] *= np.asarray(wave.anticipation_multiple)
                multiple[SOUND + 1 :] *= np.asarray(
                    wave.anticipation_multiple if problem is None else problem
                )
            more = self.steady.leaving[[0, 1, 1, 2]][:, None] * (multiple - 1.0)
            staying = self.flows.staying - more
            if (staying < 0.0).any():
                check = ArgumentCheck("senim.personnel.simulate_force")
                check.refuse(
                    "anticipation_multiple or wage_ratio",
                    f"more people would leave in month {month} than there are",
                    "Lower the multiple, or raise the pay.",
                )
                check.raise_if_any()
            self.staying_by_reason[reason] = staying
        return self.staying_by_reason[reason]

    def _capacity(self, month: int) -> Array:
        """Most recruits a month as a multiple of the usual."""
        capacity = np.asarray(self.force.hiring_capacity)
        for change in self.plan.hiring:
            if change.runs_in(month):
                capacity = capacity * np.asarray(change.capacity)
        return capacity

    def _release(self, present: Array, posts: Array, target: Array, lost: Array) -> Array:
        """Push out people above the posts, at random over what they are."""
        surplus = np.maximum(np.minimum(present - target, lost), present - posts)
        if not (surplus > 0.0).any():
            return present
        surplus = np.maximum(surplus, 0.0)
        kept = 1.0 - np.divide(surplus, present, out=np.zeros_like(surplus), where=present > 0.0)
        self.stocks *= kept[:, None, None]
        for waiting in self.waiting.values():
            waiting *= kept[:, None, None]
        self._count("released", surplus.sum(axis=0))
        return present - surplus

    def _record(self, column: int, present: Array, posts: Array) -> None:
        everyone = present.sum(axis=0)
        problem = everyone - self.stocks[:, :, SOUND].sum(axis=(0, 1))
        self.series["filled_per_100k"][column] = everyone
        self.series["front_line_per_100k"][column] = present[0]
        self.series["vacancies_per_100k"][column] = np.maximum(posts.sum(axis=0) - everyone, 0.0)
        self.series["prevalence"][column] = np.divide(
            np.maximum(problem, 0.0), everyone, out=np.zeros_like(everyone), where=everyone > 0.0
        )
        for name, count in self.counts.items():
            self.series[name][column] = count
