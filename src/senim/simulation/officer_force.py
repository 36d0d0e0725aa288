"""The Kazakh force officer by officer, from what is known and believed of its stock."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.parameters import ParameterSet
from senim.personnel.officers import OfficerForce
from senim.personnel.officers.rules import monthly
from senim.simulation.careers import (
    change_of_trait,
    exits_after_long_service,
    leave_beginnings,
    leaving_by_month,
    promotions,
    yearly,
)
from senim.simulation.settings import Settings

Array = NDArray[np.float64]


@dataclass(frozen=True)
class DrawnValues:
    """One value of each parameter: the middle of every one, or one draw.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws and seed.
    draw : int or None
        Which draw; None, the middle of every parameter.
    """

    parameters: ParameterSet
    settings: Settings
    draw: int | None = None

    def __call__(self, name: str) -> float:
        """Give the value of a parameter.

        Parameters
        ----------
        name : str
            Id of the parameter.

        Returns
        -------
        float
            Its middle, or its value in the draw.
        """
        if self.draw is None:
            return self.parameters.value(name)
        return float(self.parameters.draws(name, self.settings.draws, self.settings.streams)[self.draw])


def officer_force(
    parameters: ParameterSet, settings: Settings, draw: int | None = None, *, officers: int | None = None
) -> OfficerForce:
    """Describe the force so that its steady state has the shares that the parameters give the stock.

    Rank, service, sex, unit type, leave, competence and integrity of the stock are parameters;
    intake, promotions, leave and change of the two traits are found from them
    (`senim.simulation.careers`). What the cycle of the law dismisses comes on top of the exits.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws and seed.
    draw : int or None
        Which of the draws; None, the middle of every parameter.
    officers : int or None
        Officers in post; None, the filled posts of the strength before the cut.

    Returns
    -------
    OfficerForce
        The force before any lever.

    Raises
    ------
    ArgumentError
        If no rates give these shares.

    Notes
    -----
    All recruits begin in the lowest rank group, in every unit type alike. Officers on leave are not
    promoted and do not change, which the rates leave out: shares of the stock come out within one
    in fifty of those given.
    """
    value = DrawnValues(parameters, settings, draw)
    longest = round(value("personnel.longest_service_years"))
    first_year, later = value("personnel.new_officer_exit_rate"), value("personnel.exit_rate")
    after = exits_after_long_service(first_year, later, value("attestation.long_service_share"), longest)
    exits = ((0.0, first_year), (1.0, later), (20.0, after))
    leaving = leaving_by_month(exits, longest)
    ranks = _rank_shares(value)
    rising = promotions(leaving, (ranks["middle"], ranks["senior"], ranks["head"]))
    recruits_low, learning, _ = _trait(
        leaving,
        value("attestation.low_competence_share"),
        value("personnel.recruit_low_competence_ratio"),
    )
    recruits_problem, mending, turning = _trait(
        leaving, value("attestation.prevalence"), value("personnel.recruit_prevalence_ratio")
    )
    below = dict(zip(("rank_and_file", "middle", "senior"), rising, strict=True))
    promoted = sum(ranks[name] * monthly(rate) for name, rate in below.items())
    return OfficerForce(
        officers=officers or filled_posts(value),
        recruits_by_unit=unit_shares(value),
        recruits_by_rank={"rank_and_file": 1.0},
        recruits_women=value("attestation.women_share"),
        recruits_low_competence=recruits_low,
        recruits_problem=recruits_problem,
        exits_yearly=exits,
        longest_service_years=longest,
        promotions_yearly=below,
        appointments_yearly=yearly(max(0.0, value("attestation.new_in_post_share") / 12.0 - promoted)),
        women_leave_yearly=leave_beginnings(
            leaving, value("attestation.leave_share_of_women"), value("attestation.leave_months")
        ),
        leave_months=value("attestation.leave_months"),
        learning_yearly=learning,
        turning_yearly=turning,
        mending_yearly=mending,
        vacancy_rates=dict.fromkeys(unit_shares(value), value("strength.vacancy_rate")),
    )


def filled_posts(value: DrawnValues) -> int:
    """Count the officers in post before the cut.

    Parameters
    ----------
    value : DrawnValues
        Values of the parameters.

    Returns
    -------
    int
        Posts for each person, times people, less vacant posts.
    """
    posts = value("strength.before") / 100_000 * value("strength.population")
    return round(posts * (1.0 - value("strength.vacancy_rate")))


def unit_shares(value: DrawnValues) -> dict[str, float]:
    """Share the force out to the five unit types.

    Parameters
    ----------
    value : DrawnValues
        Values of the parameters.

    Returns
    -------
    dict of str to float
        By unit type; they sum to 1.
    """
    shares = {
        "patrol": value("strength.front_line_share_of_posts"),
        "guard": value("strength.guard_share_of_posts"),
        "prison": value("strength.prison_share_of_posts"),
    }
    rest = 1.0 - sum(shares.values())
    shares["investigation"] = rest * value("strength.investigation_share_of_rest")
    shares["headquarters"] = 1.0 - sum(shares.values())
    order = ("patrol", "investigation", "guard", "prison", "headquarters")
    return {name: shares[name] for name in order}


def _rank_shares(value: DrawnValues) -> dict[str, float]:
    above = {
        "middle": value("attestation.middle_management_share"),
        "senior": value("attestation.senior_share"),
        "head": value("attestation.heads_share"),
    }
    return {"rank_and_file": 1.0 - sum(above.values()), **above}


def _trait(leaving: Array, in_stock: float, ratio: float) -> tuple[float, float, float]:
    """Give the share among recruits, and how fast the trait is lost and taken on."""
    recruits = min(1.0, in_stock * ratio)
    rate = change_of_trait(leaving, recruits, in_stock)
    return (recruits, rate, 0.0) if recruits > in_stock else (recruits, 0.0, rate)
