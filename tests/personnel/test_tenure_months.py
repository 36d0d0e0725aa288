"""The three tenure bands against every month of tenure followed one by one."""

from __future__ import annotations

import numpy as np
import pytest

from senim.personnel import ForceInputs, ForcePlan, simulate_force
from senim.personnel.hiring import TrainingPipeline
from senim.personnel.mixture import fail_rates_by_class

MONTHS_TO_LONG = 240


class MonthByMonth:
    """One draw; officers by unit, months of service (240: 20 years and more), leave, class."""

    def __init__(self, force: ForceInputs) -> None:
        self.force = force
        new, established = (
            1 - (1 - float(yearly)) ** (1 / 12)
            for yearly in (force.exit_new_yearly, force.exit_established_yearly)
        )
        self.leaving = np.where(np.arange(MONTHS_TO_LONG + 1) < 12, new, established)
        heads = np.concatenate([[1.0], np.cumprod(1 - self.leaving[:-1])])
        long_share = float(force.long_service_share)
        heads[-1] = heads[:-1].sum() * long_share / (1 - long_share)
        inflow = heads[-2] * (1 - self.leaving[-2])
        self.leaving[-1] = inflow / heads[-1]
        self.turning = self._turning_that_keeps(heads)
        problem = 1 - self._sound(heads, self.turning) / heads
        protected = force.women_share * force.leave_share_of_women
        protected *= (force.leave_months + force.protected_months) / force.leave_months
        self.ending = 1 / (force.leave_months + force.protected_months)
        self.starting = self.ending * protected / (1 - protected)
        self.protected = protected
        on_leave = np.zeros(MONTHS_TO_LONG + 1)
        on_leave[12:-1] = protected
        visible = force.visible_share
        classes = np.stack([1 - problem, problem * visible, problem * (1 - visible)], axis=-1)
        slots = np.stack([1 - on_leave, on_leave], axis=-1)
        one = (heads / heads.sum())[:, None, None] * slots[:, :, None] * classes[:, None, :]
        front = force.front_line_share
        filled = force.establishment_per_100k * (1 - force.vacancy_rate)
        self.officers = filled * np.array([front, 1 - front])[:, None, None, None] * one
        self.turnover = float((heads * self.leaving).sum() / heads.sum())
        r = force.recruit_prevalence
        self.recruits = np.array([1 - r, r * visible, r * (1 - visible)])

    def _sound(self, heads: np.ndarray, turning: float) -> np.ndarray:
        sound = np.empty_like(heads)
        sound[0] = heads[0] * (1 - self.force.recruit_prevalence)
        for month in range(1, MONTHS_TO_LONG):
            sound[month] = sound[month - 1] * (1 - self.leaving[month - 1] - turning)
        inflow = sound[-2] * (1 - self.leaving[-2] - turning)
        sound[-1] = inflow / (self.leaving[-1] + turning)
        return sound

    def _turning_that_keeps(self, heads: np.ndarray) -> float:
        low, high = 0.0, 0.5
        for _ in range(80):
            middle = (low + high) / 2
            if self._sound(heads, middle).sum() / heads.sum() > 1 - self.force.prevalence:
                low = middle
            else:
                high = middle
        return low

    def month(self, officers: np.ndarray, multiple: float) -> np.ndarray:
        leaving = (self.leaving * multiple)[None, :, None, None]
        after = officers * (1 - leaving)
        turned = officers[..., 0] * self.turning
        after[..., 0] -= turned
        after[..., 1] += turned * self.force.visible_share
        after[..., 2] += turned * (1 - self.force.visible_share)
        middle = slice(12, MONTHS_TO_LONG)
        to_leave = officers[:, middle, 0] * self.starting - officers[:, middle, 1] * self.ending
        after[:, middle, 0] -= to_leave
        after[:, middle, 1] += to_leave
        older = np.zeros_like(after)
        older[:, 1:] = after[:, :-1]
        older[:, -1] += after[:, -1]
        began, ended = older[:, 12].sum(axis=1), older[:, -1].sum(axis=1)
        older[:, 12, 0], older[:, 12, 1] = began * (1 - self.protected), began * self.protected
        older[:, -1, 0], older[:, -1, 1] = ended, 0.0
        return older

    def follow(self, plan: ForcePlan, months: int) -> np.ndarray:
        force, start = self.force, self.officers.sum(axis=(1, 2, 3))
        training = TrainingPipeline((start * self.turnover)[:, None], force.training_months)
        wave, cut, rise = plan.waves[0], plan.cuts[0], plan.pay_rises[0]
        share = np.array([cut.front_line_share_of_cut, 1 - cut.front_line_share_of_cut])
        posts_start = force.establishment_per_100k * np.array(
            [force.front_line_share, 1 - force.front_line_share]
        )
        vacant = posts_start * force.vacancy_rate
        posts, target = posts_start, posts_start - vacant
        rates = fail_rates_by_class(
            np.array([wave.sensitivity]), np.array([wave.specificity]), np.array([force.visible_share])
        )[:, 0]
        waiting, returning, rows = np.zeros_like(self.officers), {}, []
        for month in range(months):
            if month == wave.first_month:
                waiting = self.officers * (1 - force.heads_share) * (1 - force.newly_appointed_share)
                waiting[:, :12] = waiting[:, -1] = waiting[:, :, 1] = 0.0
            if wave.first_month <= month <= wave.last_month:
                examined = waiting / (wave.last_month + 1 - month)
                waiting = waiting - examined
                dismissed = examined * rates * wave.outcome.dismissed
                self.officers = self.officers - dismissed
                back = [wave.outcome.reinstated_sound] + 2 * [wave.outcome.reinstated_problem]
                returning[month + wave.outcome.reinstatement_lag_months] = dismissed * back
            self.officers = self.officers + returning.get(month, 0.0)
            pay = rise.wage_ratio**-force.exit_wage_elasticity if month >= rise.first_month else 1.0
            ahead = wave.first_month - wave.anticipation_months <= month < wave.first_month
            multiple = pay * (wave.anticipation_multiple if ahead else 1.0)
            self.officers, waiting = self.month(self.officers, multiple), self.month(waiting, multiple)
            waiting[:, -1] = waiting[:, :, 1] = 0.0
            present = self.officers.sum(axis=(1, 2, 3))
            hired = training.graduate(np.maximum(posts - present, 0.0)[:, None])[:, 0]
            self.officers[:, 0, 0] += hired[:, None] * self.recruits
            present = present + hired
            done = np.clip((month + 1 - cut.first_month) / (cut.last_month + 1 - cut.first_month), 0, 1)
            gone = done * cut.posts_cut_per_100k * share
            before, posts = target, posts_start - gone
            target = posts_start - vacant - (gone - np.minimum(gone * cut.vacant_first, vacant))
            surplus = np.maximum(
                np.maximum(np.minimum(present - target, before - target), present - posts), 0
            )
            kept = (1 - surplus / present)[:, None, None, None]
            self.officers, waiting, present = self.officers * kept, waiting * kept, present - surplus
            training.order(
                (present * self.turnover * pay)[:, None],
                target[:, None],
                present[:, None],
                np.array([force.vacancy_fill_monthly]),
                np.array([force.hiring_capacity * start.sum() * self.turnover]),
            )
            everyone = self.officers.sum()
            rows.append((everyone, present[0], self.officers[..., 1:].sum() / everyone))
        return np.array(rows)


CASES = {
    "central": {},
    "fast turnover": {"exit_new_yearly": 0.3, "exit_established_yearly": 0.12, "long_service_share": 0.08},
    "slow turnover": {"exit_new_yearly": 0.05, "exit_established_yearly": 0.01, "long_service_share": 0.3},
    "hires dry up": {"hiring_capacity": 0.5},
    "many on leave": {"women_share": 0.3, "leave_share_of_women": 0.3},
    "much turning": {"prevalence": 0.3, "recruit_prevalence": 0.02},
}


@pytest.mark.parametrize("case", CASES)
def test_bands_stay_near_month_by_month(force, full_plan, case: str) -> None:
    described = force(**CASES[case])
    exact = MonthByMonth(described).follow(full_plan, 120)
    path = simulate_force(described, full_plan, 120)
    # the errors that docs/methods/personnel.md states
    filled = np.abs(path.filled_per_100k[0, 1:] / exact[:, 0] - 1).max()
    front_line = np.abs(path.front_line_per_100k[0, 1:] / exact[:, 1] - 1).max()
    prevalence = np.abs(path.prevalence[0, 1:] - exact[:, 2]).max() / described.prevalence
    assert filled < 0.007
    assert front_line < 0.005
    assert prevalence < 0.025


def test_an_unchanged_month_by_month_force_stays_as_it_is(force) -> None:
    exact = MonthByMonth(force())
    start = exact.officers
    after = exact.month(start, 1.0)
    after[:, 0, 0] += (start.sum(axis=(1, 2, 3)) * exact.turnover)[:, None] * exact.recruits
    assert np.allclose(after, start, rtol=1e-9, atol=1e-12)
