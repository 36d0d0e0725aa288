"""The force before any reform: posts, people, and how they come and go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from senim.arguments import ArgumentCheck, Draws


@dataclass(frozen=True, kw_only=True)
class ForceInputs:
    """A police force in a steady state.

    Every field but the last is a number or an array of draws of shape (n,). Shares and
    probabilities run from 0 to 1. What the force does without any reform, periodic
    examinations by law included, is inside its exits; the rates not given here follow
    from the steady state.

    Parameters
    ----------
    establishment_per_100k : Draws
        Authorised posts for each 100,000 people.
    vacancy_rate : Draws
        Share of posts that stand empty, in every unit.
    front_line_share : Draws
        Share of posts in front-line units (patrol and precinct).
    prevalence : Draws
        Share of problem officers among those in post.
    recruit_prevalence : Draws
        Share of problem officers among recruits. Where it is below `prevalence` sound
        officers turn at the rate that keeps `prevalence` constant; where it is above,
        problem officers mend at such a rate.
    visible_share : Draws
        Share of problem officers whose problem a test can see (`visible_share`).
    exit_new_yearly, exit_established_yearly : Draws
        Probability to leave within a year: below one year of service; from one to 20.
    long_service_share : Draws
        Share of officers with 20 years of service or more. Their exits follow from the
        steady state.
    women_share : Draws
        Share of women.
    leave_share_of_women : Draws
        Share of women who are on childcare leave at a time.
    leave_months, protected_months : Draws
        Mean length of a leave; mean wait after it before an examination is due.
    newly_appointed_share : Draws
        Share of officers with more than a year of service who have been for less than a
        year in a new post that is not of equal rank.
    heads_share : Draws
        Share of officers who are heads or deputies of an agency.
    exit_wage_elasticity : Draws
        Exits fall with pay as ``ratio ** -elasticity``; at least 0.
    hiring_capacity : Draws
        Most people taken into training a month, as a multiple of the baseline's hires.
    vacancy_fill_monthly : Draws
        Share of the gap between wanted and present officers that is ordered each month.
    training_months : int
        Months from order to post; at least 1, one number for all draws.

    Raises
    ------
    ArgumentError
        If any field is out of bounds; names all of them.
    """

    establishment_per_100k: Draws
    vacancy_rate: Draws
    front_line_share: Draws
    prevalence: Draws
    recruit_prevalence: Draws
    visible_share: Draws
    exit_new_yearly: Draws
    exit_established_yearly: Draws
    long_service_share: Draws
    women_share: Draws
    leave_share_of_women: Draws
    leave_months: Draws
    protected_months: Draws
    newly_appointed_share: Draws
    heads_share: Draws
    exit_wage_elasticity: Draws
    hiring_capacity: Draws
    vacancy_fill_monthly: Draws
    training_months: int

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.personnel.ForceInputs")
        below_one = float(np.nextafter(1.0, 0.0))
        for name in (
            "front_line_share",
            "prevalence",
            "recruit_prevalence",
            "visible_share",
            "women_share",
            "leave_share_of_women",
            "newly_appointed_share",
            "heads_share",
            "vacancy_fill_monthly",
        ):
            check.between(name, getattr(self, name))
        for name in ("vacancy_rate", "exit_new_yearly", "exit_established_yearly", "long_service_share"):
            check.between(name, getattr(self, name), 0.0, below_one)
        check.between("establishment_per_100k", self.establishment_per_100k, 0.0, np.inf, low_open=True)
        check.between("leave_months", self.leave_months, 1.0, np.inf)
        check.between("protected_months", self.protected_months, 0.0, np.inf)
        check.between("exit_wage_elasticity", self.exit_wage_elasticity, 0.0, np.inf)
        check.between("hiring_capacity", self.hiring_capacity, 0.0, np.inf)
        if self.training_months != int(self.training_months) or self.training_months < 1:
            check.refuse("training_months", f"{self.training_months} months", "Give a whole number from 1.")
        check.raise_if_any()
