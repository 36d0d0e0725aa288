"""What is done to a force: cuts, waves of attestation, pay.

Months count from 0, the first month simulated; a thing happens in every month from
`first_month` to `last_month`, both included.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from senim.arguments import ArgumentCheck, Draws


def _check_months(check: ArgumentCheck, first: int, last: int | None) -> None:
    if first < 0 or first != int(first):
        check.refuse("first_month", f"{first} is no month", "Count whole months from 0.")
    if last is not None and last < first:
        check.refuse("last_month", f"{last} lies before first_month {first}", "Let it end after it starts.")


class Dated:
    """Something with a first and a last month."""

    first_month: int
    last_month: int | None

    def runs_in(self, month: int) -> bool:
        """Say whether it runs in a month.

        Parameters
        ----------
        month : int
            The month, counted from 0.

        Returns
        -------
        bool
            Whether the month lies within its first and last.
        """
        return self.first_month <= month and (self.last_month is None or month <= self.last_month)


@dataclass(frozen=True, kw_only=True)
class EstablishmentCut(Dated):
    """Posts taken out of the establishment in even monthly steps.

    Parameters
    ----------
    posts_cut_per_100k : Draws
        Posts that go in all, for each 100,000 people; below 0, posts are added.
    first_month, last_month : int
        When.
    front_line_share_of_cut : Draws
        Share of these posts that are front-line ones.
    vacant_first : Draws
        Share of the cut that is taken out of vacant posts for as long as a unit has
        any: 1, vacant posts go first; 0, only filled posts go.

    Raises
    ------
    ArgumentError
        If a share is outside 0 to 1 or the months are no interval.
    """

    posts_cut_per_100k: Draws
    first_month: int
    last_month: int
    front_line_share_of_cut: Draws
    vacant_first: Draws = 1.0

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.personnel.EstablishmentCut")
        check.between("posts_cut_per_100k", self.posts_cut_per_100k, -1e5, 1e5)
        check.between("front_line_share_of_cut", self.front_line_share_of_cut)
        check.between("vacant_first", self.vacant_first)
        _check_months(check, self.first_month, self.last_month)
        check.raise_if_any()


@dataclass(frozen=True, kw_only=True)
class Exemptions:
    """Which exemptions of the law an examination respects.

    Parameters
    ----------
    long_service : bool
        Officers with 20 years of service or more.
    on_leave : bool
        Officers on childcare leave or back from it for too short a time.
    new_in_post : bool
        Officers in their first year of service or of a new unequal post.
    heads : bool
        Heads of agencies and their deputies.
    """

    long_service: bool = True
    on_leave: bool = True
    new_in_post: bool = True
    heads: bool = True


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What becomes of those found unfit.

    Parameters
    ----------
    dismissed, demoted, transferred : Draws
        Shares of the unfit; they sum to 1. Only the dismissed leave the force.
    reinstated_sound, reinstated_problem : Draws
        Shares of the dismissed whom a court brings back, by what they truly are.
    reinstatement_lag_months : int
        Months from dismissal to return.

    Raises
    ------
    ArgumentError
        If a share is outside 0 to 1, the shares of the unfit do not sum to 1, or the
        lag is negative.
    """

    dismissed: Draws
    demoted: Draws = 0.0
    transferred: Draws = 0.0
    reinstated_sound: Draws = 0.0
    reinstated_problem: Draws = 0.0
    reinstatement_lag_months: int = 0

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.personnel.Outcome")
        for name in ("dismissed", "demoted", "transferred", "reinstated_sound", "reinstated_problem"):
            check.between(name, getattr(self, name))
        if not check.findings:
            total = np.asarray(self.dismissed) + np.asarray(self.demoted) + np.asarray(self.transferred)
            if not np.allclose(total, 1.0, rtol=0.0, atol=1e-9):
                worst = float(np.ravel(total)[np.argmax(np.abs(np.ravel(total) - 1.0))])
                check.refuse(
                    "dismissed + demoted + transferred",
                    f"the shares of the unfit sum to {worst:g}",
                    "Let them sum to 1.",
                )
        if self.reinstatement_lag_months < 0:
            check.refuse(
                "reinstatement_lag_months", f"{self.reinstatement_lag_months} months", "Give 0 or more."
            )
        check.raise_if_any()


@dataclass(frozen=True, kw_only=True)
class AttestationWave(Dated):
    """An extraordinary wave: everyone due at its start, spread evenly over its months.

    Parameters
    ----------
    first_month, last_month : int
        When.
    sensitivity, specificity : Draws
        Of the examination, for officers examined for the first time.
    outcome : Outcome
        What becomes of the unfit.
    scope : Draws
        Share of the force the wave is meant for, such as middle management.
    exemptions : Exemptions
        Which exemptions hold.
    anticipation_multiple : Draws
        Voluntary exits in the months before the wave, as a multiple of the usual.
    anticipation_months : int
        For how many months.
    anticipation_multiple_problem : Draws or None
        The same for problem officers; None, as for all.

    Raises
    ------
    ArgumentError
        If anything is out of bounds.
    """

    first_month: int
    last_month: int
    sensitivity: Draws
    specificity: Draws
    outcome: Outcome
    scope: Draws = 1.0
    exemptions: Exemptions = field(default_factory=Exemptions)
    anticipation_multiple: Draws = 1.0
    anticipation_months: int = 0
    anticipation_multiple_problem: Draws | None = None

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.personnel.AttestationWave")
        for name in ("sensitivity", "specificity", "scope"):
            check.between(name, getattr(self, name))
        check.between("anticipation_multiple", self.anticipation_multiple, 0.0, np.inf)
        if self.anticipation_multiple_problem is not None:
            check.between("anticipation_multiple_problem", self.anticipation_multiple_problem, 0.0, np.inf)
        if self.anticipation_months < 0:
            check.refuse("anticipation_months", f"{self.anticipation_months} months", "Give 0 or more.")
        _check_months(check, self.first_month, self.last_month)
        check.raise_if_any()


@dataclass(frozen=True, kw_only=True)
class PeriodicCycle(Dated):
    """The law's clock: everyone due is examined once in so many months of service.

    Parameters
    ----------
    first_month : int
        When the clock starts.
    sensitivity, specificity : Draws
        Of the examination.
    outcome : Outcome
        What becomes of the unfit.
    interval_months : int
        Months between two examinations of an officer.
    exemptions : Exemptions
        Which exemptions hold.
    last_month : int or None
        When it stops; None, never.
    capacity_monthly_per_100k : Draws or None
        Most officers called a month, for each 100,000 people; whoever is due and not called waits. None, all
        are called.

    Raises
    ------
    ArgumentError
        If anything is out of bounds.
    """

    first_month: int
    sensitivity: Draws
    specificity: Draws
    outcome: Outcome
    interval_months: int
    exemptions: Exemptions = field(default_factory=Exemptions)
    last_month: int | None = None
    capacity_monthly_per_100k: Draws | None = None

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.personnel.PeriodicCycle")
        check.between("sensitivity", self.sensitivity)
        check.between("specificity", self.specificity)
        if self.interval_months < 1:
            check.refuse("interval_months", f"{self.interval_months} months", "Give 1 or more.")
        if self.capacity_monthly_per_100k is not None:
            check.between("capacity_monthly_per_100k", self.capacity_monthly_per_100k, 1e-9, 1e6)
        _check_months(check, self.first_month, self.last_month)
        check.raise_if_any()


@dataclass(frozen=True, kw_only=True)
class PayRise(Dated):
    """Pay against the unchanged baseline.

    Parameters
    ----------
    first_month : int
        When it starts.
    wage_ratio : Draws
        New pay as a multiple of the baseline's: 1.25 is a rise of a quarter.
    last_month : int or None
        When it ends; None, it stays.

    Raises
    ------
    ArgumentError
        If the ratio is not above 0 or the months are no interval.
    """

    first_month: int
    wage_ratio: Draws
    last_month: int | None = None

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.personnel.PayRise")
        check.between("wage_ratio", self.wage_ratio, 0.0, np.inf, low_open=True)
        _check_months(check, self.first_month, self.last_month)
        check.raise_if_any()


@dataclass(frozen=True, kw_only=True)
class HiringChange(Dated):
    """Hiring capacity against the baseline's.

    Parameters
    ----------
    first_month : int
        When it starts.
    capacity : Draws
        Most recruits a month as a multiple of what the force can take.
    last_month : int or None
        When it ends; None, it stays.

    Raises
    ------
    ArgumentError
        If the multiple is below 0 or the months are no interval.
    """

    first_month: int
    capacity: Draws
    last_month: int | None = None

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.personnel.HiringChange")
        check.between("capacity", self.capacity, 0.0, np.inf)
        _check_months(check, self.first_month, self.last_month)
        check.raise_if_any()


@dataclass(frozen=True, kw_only=True)
class ForcePlan:
    """Everything a scenario does to a force; empty, nothing at all.

    Parameters
    ----------
    cuts : tuple of EstablishmentCut
        Their posts add up.
    waves : tuple of AttestationWave
        Extraordinary attestation.
    pay_rises : tuple of PayRise
        Their ratios multiply.
    cycle : PeriodicCycle or None
        A clock beyond what the baseline's exits already hold.
    hiring : tuple of HiringChange
        Their multiples multiply.
    """

    cuts: tuple[EstablishmentCut, ...] = ()
    waves: tuple[AttestationWave, ...] = ()
    pay_rises: tuple[PayRise, ...] = ()
    cycle: PeriodicCycle | None = None
    hiring: tuple[HiringChange, ...] = ()
