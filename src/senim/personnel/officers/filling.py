"""How posts are filled and emptied in expected values: recruits, promotions, releases."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.personnel.officers.cohorts import Cohorts
from senim.personnel.officers.establishment import Establishment, by_rank_and_unit
from senim.personnel.officers.grid import RANKS, SEXES
from senim.personnel.officers.rules import Rules
from senim.personnel.officers.staffing import Hiring
from senim.personnel.officers.steady import SteadyState
from senim.personnel.officers.timeline import Timeline, pay_ratios

Array = NDArray[np.float64]
MONTHS_A_YEAR = 12


@dataclass
class Recruiting:
    """Recruits on their way, by unit type.

    Parameters
    ----------
    hiring : Hiring
        How they are ordered.
    usual : ndarray, shape (units,)
        Recruits a month in the steady state.
    usual_exits : ndarray, shape (units,)
        Officers who leave in a month of the steady state.
    """

    hiring: Hiring
    usual: Array
    usual_exits: Array
    _classes: list[Array] = field(init=False)
    _replaced: list[Array] = field(init=False)

    def __post_init__(self) -> None:
        # the first is ready this month, the last is the newest
        self._classes = [self.usual.copy() for _ in range(int(self.hiring.training_months))]
        self._replaced = [self.usual] * MONTHS_A_YEAR

    def start(self, vacant: Array) -> Array:
        """Let recruits start who are ready and find a post.

        Parameters
        ----------
        vacant : ndarray, shape (units,)
            Empty posts.

        Returns
        -------
        ndarray, shape (units,)
            Who starts; the others wait.
        """
        ready = self._classes.pop(0)
        started = np.minimum(ready, np.maximum(vacant, 0.0))
        left = ready - started
        if self._classes:
            self._classes[0] = self._classes[0] + left
        else:
            self._classes.append(left)
        return started

    def order(self, exits: Array, wanted: Array, present: Array, pay_ratio: float, month: int) -> None:
        """Order recruits at the end of a month.

        Parameters
        ----------
        exits : ndarray, shape (units,)
            Officers who left in it.
        wanted, present : ndarray, shape (units,)
            Officers wanted and in post.
        pay_ratio : float
            Pay of an applicant as a multiple of the baseline's.
        month : int
            The month.
        """
        months = int(self.hiring.training_months)
        replaced = np.maximum(self.usual + exits - self.usual_exits, 0.0)
        self._replaced = [*self._replaced[1:], replaced]
        # a burst of exits is replaced once: those in training are held against an ordinary month
        wanted_in_training = months * np.median(self._replaced, axis=0)
        in_training = sum(self._classes, np.zeros_like(exits)) + replaced
        gap = wanted - present + wanted_in_training - in_training
        orders = np.maximum(replaced + self.hiring.vacancy_fill_monthly * gap, 0.0)
        total, most = float(orders.sum()), most_recruits(self.hiring, pay_ratio, month)
        if self.hiring.capacity is not None:
            most = min(most, self._capacity(month) * float(self.usual.sum()))
        if total > most:
            orders = orders * (most / total)
        if months == 1:
            # those who found no post wait on
            self._classes = [self._classes[0] + orders]
        else:
            self._classes.append(orders)

    def _capacity(self, month: int) -> float:
        capacity = float(self.hiring.capacity or 0.0)
        for change in self.hiring.capacity_changes:
            if change.runs_in(month):
                capacity *= change.multiple
        return capacity


def most_recruits(hiring: Hiring, pay_ratio: float, month: int) -> float:
    """Most recruits that applicants and schools allow in a month.

    Parameters
    ----------
    hiring : Hiring
        The limits.
    pay_ratio : float
        Pay of an applicant as a multiple of the baseline's.
    month : int
        The month.

    Returns
    -------
    float
        Recruits; infinite without limits.
    """
    most = np.inf
    if hiring.applicants is not None:
        who = hiring.applicants
        applying = min(who.propensity * pay_ratio**who.wage_elasticity, 1.0)
        most = who.graduates_yearly / MONTHS_A_YEAR * applying * who.accepted
    if hiring.schools is not None:
        left = hiring.schools.schools
        for since, number in hiring.schools.closures:
            left = number if since <= month else left
        most = min(most, left * hiring.schools.places_yearly / MONTHS_A_YEAR)
    return float(most)


def open_promotions(rules: Rules, posts: Establishment, month: int, present: Array, wanting: Array) -> Array:
    """Share of the usual promotions that find a post this month.

    Where a rank group of a unit type has lost no post there is always one.

    Parameters
    ----------
    rules : Rules
        Rates.
    posts : Establishment
        Posts.
    month : int
        The month.
    present : ndarray, shape (strata,)
        Expected officers, less those who leave this month.
    wanting : ndarray, shape (strata,)
        Usual promotions out of a stratum.

    Returns
    -------
    ndarray, shape (strata,)
        By the stratum promoted from; 1 where nothing is cut.
    """
    cut = posts.is_cut()[month + 1]
    room = posts.posts[month + 1] - by_rank_and_unit(present, rules.grid)
    promoted = by_rank_and_unit(wanting, rules.grid)
    shares = np.ones_like(room)
    for rank in range(len(RANKS) - 2, -1, -1):
        wanted = promoted[rank]
        open_to = np.divide(room[rank + 1], wanted, out=np.ones_like(wanted), where=wanted > 0.0)
        shares[rank] = np.where(cut[rank + 1], np.clip(open_to, 0.0, 1.0), 1.0)
        # who moves up makes room below
        room[rank] += wanted * shares[rank]
    return np.repeat(shares.ravel(), len(SEXES))


def release_rates(rules: Rules, posts: Establishment, month: int, active: Array, away: Array) -> Array:
    """Probability to be released at the end of a month in which posts are cut.

    Parameters
    ----------
    rules : Rules
        Rates.
    posts : Establishment
        Posts.
    month : int
        The month.
    active, away : ndarray, shape (strata,)
        Expected officers in active service and on leave at the end of the month.

    Returns
    -------
    ndarray, shape (strata,)
        0 in months and for rank groups and unit types without a cut.
    """
    before, after = posts.posts[month], posts.posts[month + 1]
    present = by_rank_and_unit(active + away, rules.grid)
    wanted, lost = posts.wanted[month + 1], posts.wanted[month] - posts.wanted[month + 1]
    surplus = np.maximum(np.minimum(present - wanted, lost), present - after)
    surplus = np.where(after < before, np.maximum(surplus, 0.0), 0.0)
    serving = by_rank_and_unit(active, rules.grid)
    rate = np.divide(surplus, serving, out=np.zeros_like(serving), where=serving > 0.0)
    return np.repeat(np.minimum(rate, 1.0).ravel(), len(SEXES))


class Filling:
    """Keeps the timeline: what each month's expected officers make of promotions, recruits and releases.

    Parameters
    ----------
    rules : Rules
        Rates.
    posts : Establishment
        Posts of all months.
    timeline : Timeline
        Filled in place.
    steady : SteadyState
        The force at the start.

    Attributes
    ----------
    asks : bool
        Whether it looks at the officers as months go by.
    """

    def __init__(self, rules: Rules, posts: Establishment, timeline: Timeline, steady: SteadyState) -> None:
        self.rules, self.posts, self.timeline = rules, posts, timeline
        usual = self._by_unit(steady.intake.sum(axis=1))
        hiring = rules.staffing.hiring
        self.usual, self._recruits = usual, recruits_of(rules, usual)
        self._is_cut = np.asarray(posts.is_cut().any(axis=(1, 2)))
        self._falls = np.asarray((posts.posts[1:] < posts.posts[:-1]).any(axis=(1, 2)))
        self.recruiting = Recruiting(hiring, usual, self._by_unit(steady.exits)) if hiring else None
        self.asks = hiring is not None or bool(self._is_cut.any())
        if hiring is not None:
            _check_limits(hiring, usual)

    def careers(self, state: Cohorts) -> None:
        """Lay down this month's promotions.

        Parameters
        ----------
        state : Cohorts
            After the examinations.
        """
        month, rules = state.month, self.rules
        if not self._is_cut[month + 1]:
            return
        serving, away, gone, last = state.look(joined=True).sum(axis=2)
        self.timeline.promotions[month] = open_promotions(
            rules, self.posts, month, serving + away - gone, (serving - last) * rules.promoted
        )

    def end(self, state: Cohorts) -> None:
        """Lay down who starts and who is released at the end of the month, and order recruits.

        Parameters
        ----------
        state : Cohorts
            After `serve`: its month is the next one.
        """
        month, told = state.month - 1, state.told
        if not self.asks:
            self.timeline.hired[month] = self.usual
            told.hired[month] = state.recruits[month] = self._recruits
            return
        active, away, *_ = state.look(joined=False)
        started = self.usual
        if self.recruiting is not None:
            started = self.recruiting.start(self._vacant(self._by_unit((active + away).sum(axis=1)), month))
        self.timeline.hired[month] = started
        told.hired[month] = state.recruits[month] = recruits_of(self.rules, started)
        active = active + told.hired[month]
        if self._falls[month]:
            counts = active.sum(axis=1), away.sum(axis=1)
            rates = release_rates(self.rules, self.posts, month, *counts)
            self.timeline.released[month] = rates
            told.released[month] = active * rates[:, None]
            active = active - told.released[month]
        self._order(told.served[month, 0].sum(axis=1), (active + away).sum(axis=1), month)

    def _order(self, left: Array, present: Array, month: int) -> None:
        if self.recruiting is None:
            return
        wanted = self.posts.wanted[month + 1].sum(axis=0)
        ratios = pay_ratios(self.rules.staffing.pay_rises, self.rules.grid.units, month)
        posts = self.posts.posts[0].sum(axis=0)
        mean = float(ratios @ posts / posts.sum())
        self.recruiting.order(self._by_unit(left), wanted, self._by_unit(present), mean, month)

    def _vacant(self, present: Array, month: int) -> Array:
        """Posts that recruits may fill; where posts are being cut, only up to the officers still wanted."""
        empty = self.posts.posts[month + 1].sum(axis=0) - present
        before, after = (self.posts.wanted[at].sum(axis=0) for at in (month, month + 1))
        return np.asarray(np.where(after < before, np.minimum(empty, after - present), empty))

    def _by_unit(self, officers: Array) -> Array:
        return np.asarray(by_rank_and_unit(officers, self.rules.grid).sum(axis=0))


def _check_limits(hiring: Hiring, usual: Array) -> None:
    most = most_recruits(hiring, 1.0, -1)
    if usual.sum() > most * (1.0 + 1e-9):
        check = ArgumentCheck("senim.personnel.officers")
        check.refuse(
            "staffing.hiring",
            f"applicants and schools allow {most:,.1f} recruits a month, "
            f"and the steady state needs {usual.sum():,.1f}",
            "Raise them, or let fewer officers leave.",
        )
        check.raise_if_any()


def recruits_of(rules: Rules, posts: Array) -> Array:
    """Spread recruits of each unit type over strata and classes.

    Parameters
    ----------
    rules : Rules
        Rates.
    posts : ndarray, shape (units,)
        Recruits.

    Returns
    -------
    ndarray, shape (strata, classes)
        Expected recruits.
    """
    by_unit = by_rank_and_unit(rules.recruits.sum(axis=1), rules.grid).sum(axis=0)
    each = np.divide(posts, by_unit, out=np.zeros_like(posts), where=by_unit > 0.0)
    return np.asarray(rules.recruits * each[rules.grid.unit_of(), None])
