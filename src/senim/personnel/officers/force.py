"""The force officer by officer: who comes, how long they stay, and what happens meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from senim.arguments import ArgumentCheck
from senim.personnel.officers.grid import RANKS

LONGEST = 60


@dataclass(frozen=True, kw_only=True)
class OfficerForce:
    """A force in the steady state of its own intake, careers and exits.

    The stock by rank, tenure, sex, unit type and quality is not given: it is what the intake
    becomes. Yearly figures are probabilities within a year. `check_inputs` tells everything
    that is wrong in it, together with what is wrong in a plan.

    Parameters
    ----------
    officers : int
        Officers in post at the start.
    recruits_by_unit : mapping of str to float
        Share of recruits by unit type; its keys are the unit types of the force.
    recruits_by_rank : mapping of str to float
        Share of recruits by rank group (`RANKS`).
    recruits_women : float
        Share of women among recruits.
    recruits_low_competence, recruits_problem : float
        Shares of recruits of low competence and of low integrity, independent of each other.
    exits_yearly : tuple of (float, float)
        From which year of service on, and the probability to leave within a year; the first
        begins at 0. Dismissal after an examination comes on top.
    longest_service_years : int
        Years after which everybody has left.
    promotions_yearly : mapping of str to float
        By rank group, to the next; not for the highest.
    appointments_yearly : float
        To a new post that is not of equal rank, inside the rank group.
    women_leave_yearly : float
        Of a woman, to begin pregnancy or childcare leave.
    leave_months : float
        Mean length of a leave.
    learning_yearly, turning_yearly, mending_yearly : float
        Of low competence to become adequate; of sound integrity to become low, and back.
    exit_multiples_by_unit : mapping of str to float
        Exits of a unit type as a multiple of `exits_yearly`; 1 where not named.
    vacancy_rates : mapping of str to float
        Share of the posts of a unit type that stand empty at the start, in every rank group; 0
        where not named.
    """

    officers: int
    recruits_by_unit: Mapping[str, float]
    recruits_by_rank: Mapping[str, float]
    recruits_women: float
    recruits_low_competence: float
    recruits_problem: float
    exits_yearly: tuple[tuple[float, float], ...]
    longest_service_years: int
    promotions_yearly: Mapping[str, float]
    appointments_yearly: float
    women_leave_yearly: float
    leave_months: float
    learning_yearly: float
    turning_yearly: float
    mending_yearly: float
    exit_multiples_by_unit: Mapping[str, float] = field(default_factory=dict)
    vacancy_rates: Mapping[str, float] = field(default_factory=dict)

    @property
    def units(self) -> tuple[str, ...]:
        """Unit types."""
        return tuple(self.recruits_by_unit)

    def in_one_unit(self, name: str = "all") -> OfficerForce:
        """Give the same force with one unit type, where nothing hangs on them.

        Parameters
        ----------
        name : str
            Of the unit type.

        Returns
        -------
        OfficerForce
            Quicker to follow, with as many vacant posts; nobody can be transferred elsewhere.
        """
        posts_an_officer = sum(
            share / (1.0 - self.vacancy_rates.get(unit, 0.0)) for unit, share in self.recruits_by_unit.items()
        )
        return replace(
            self,
            recruits_by_unit={name: 1.0},
            exit_multiples_by_unit={},
            vacancy_rates={name: 1.0 - 1.0 / posts_an_officer},
        )


def note_force(check: ArgumentCheck, force: OfficerForce) -> None:
    """Note what is wrong with a force.

    Parameters
    ----------
    check : ArgumentCheck
        Where to note it.
    force : OfficerForce
        The force.
    """
    for name in (
        "recruits_women",
        "recruits_low_competence",
        "recruits_problem",
        "learning_yearly",
        "turning_yearly",
        "mending_yearly",
    ):
        check.between(f"force.{name}", getattr(force, name))
    for name in ("appointments_yearly", "women_leave_yearly"):
        check.between(f"force.{name}", getattr(force, name), 0.0, 0.95)
    check.between("force.leave_months", force.leave_months, 1.0, 1e4)
    note_whole(check, "force.officers", force.officers, 1, 10**8)
    note_whole(check, "force.longest_service_years", force.longest_service_years, 1, LONGEST)
    note_shares(check, "force.recruits_by_unit", force.recruits_by_unit)
    note_shares(check, "force.recruits_by_rank", force.recruits_by_rank)
    note_known(check, "force.recruits_by_rank", force.recruits_by_rank, RANKS)
    note_known(check, "force.promotions_yearly", force.promotions_yearly, RANKS[:-1])
    note_known(check, "force.exit_multiples_by_unit", force.exit_multiples_by_unit, force.units)
    for rank, yearly in force.promotions_yearly.items():
        check.between(f"force.promotions_yearly, {rank}", yearly, 0.0, 0.95)
    for unit, multiple in force.exit_multiples_by_unit.items():
        check.between(f"force.exit_multiples_by_unit, {unit}", multiple, 0.0, 20.0)
    note_known(check, "force.vacancy_rates", force.vacancy_rates, force.units)
    for unit, rate in force.vacancy_rates.items():
        check.between(f"force.vacancy_rates, {unit}", rate, 0.0, 0.95)
    _note_bands(check, force.exits_yearly)


def note_whole(check: ArgumentCheck, name: str, value: object, low: int, high: int) -> None:
    """Note what is no whole number within bounds.

    Parameters
    ----------
    check : ArgumentCheck
        Where to note it.
    name : str
        The argument.
    value : object
        What was given.
    low, high : int
        The bounds, included.
    """
    whole = isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer()
    if not whole or not low <= float(value) <= high:  # type: ignore[arg-type]
        check.refuse(name, f"{value!r} is no whole number from {low} to {high}", "Give one.")


def note_known(check: ArgumentCheck, name: str, given: object, known: tuple[str, ...]) -> None:
    """Note names that do not exist.

    Parameters
    ----------
    check : ArgumentCheck
        Where to note it.
    name : str
        The argument.
    given : iterable of str
        Names given.
    known : tuple of str
        Names there are.
    """
    names = [given] if isinstance(given, str) else list(given)  # type: ignore[call-overload]
    unknown = [item for item in names if item not in known]
    if unknown:
        check.refuse(name, f"unknown: {', '.join(map(repr, unknown))}", f"Choose from {', '.join(known)}.")


def note_shares(check: ArgumentCheck, name: str, shares: Mapping[str, float]) -> None:
    """Note shares that are none, or do not sum to 1.

    Parameters
    ----------
    check : ArgumentCheck
        Where to note it.
    name : str
        The argument.
    shares : mapping of str to float
        What was given.
    """
    before = len(check.findings)
    for key, share in shares.items():
        check.between(f"{name}, {key}", share)
    if len(check.findings) == before and abs(sum(shares.values()) - 1.0) > 1e-9:
        check.refuse(name, f"the shares sum to {sum(shares.values()):g}", "Let them sum to 1.")


def _note_bands(check: ArgumentCheck, bands: tuple[tuple[float, float], ...]) -> None:
    starts = [start for start, _ in bands]
    if not starts or starts[0] != 0 or any(a >= b for a, b in pairwise(starts)):
        check.refuse("force.exits_yearly", f"bands begin at {starts}", "Begin at 0 and let them rise.")
    for start, yearly in bands:
        check.between(f"force.exits_yearly, from year {start:g}", yearly, 0.0, 0.95)
