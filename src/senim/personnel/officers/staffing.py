"""What is done to posts and pay, and how posts are filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from senim.arguments import ArgumentCheck
from senim.personnel.officers.force import OfficerForce, note_known, note_shares, note_whole
from senim.personnel.officers.grid import RANKS
from senim.personnel.plan import Dated


@dataclass(frozen=True, kw_only=True)
class PostsCut:
    """Posts taken out of the establishment over some months.

    Vacant posts of a unit type and rank group go first, to the share `vacant_first`; the rest
    costs officers. Those above what is left are released at random over what they are, except
    those on leave. Promotions into cut posts wait until one is empty.

    Parameters
    ----------
    posts : float
        How many go in all.
    first_month, last_month : int
        When, both included; months count from 0.
    by_unit : mapping of str to float
        Share of the cut that each unit type bears; sums to 1.
    by_rank : mapping of str to float or None
        Share of the cut that each rank group bears in every unit type; None, in proportion to
        its posts there.
    subordinates : float or None
        Span of control. In each unit type posts above rank and file go first, until there
        are so many rank-and-file posts for each; the rest goes in proportion. Not together with `by_rank`.
    vacant_first : float
        Share of the cut that is taken out of vacant posts for as long as there are any.
    schedule : tuple of float or None
        Share of the cut in each of its months; None, even.
    """

    posts: float
    first_month: int
    last_month: int
    by_unit: Mapping[str, float]
    by_rank: Mapping[str, float] | None = None
    subordinates: float | None = None
    vacant_first: float = 1.0
    schedule: tuple[float, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class PayRise(Dated):
    """Pay against the unchanged baseline.

    Parameters
    ----------
    first_month : int
        When it starts.
    ratios : mapping of str to float
        New pay by unit type as a multiple of the baseline's; 1 where not named.
    last_month : int or None
        When it ends; None, it stays.
    """

    first_month: int
    ratios: Mapping[str, float]
    last_month: int | None = None


@dataclass(frozen=True, kw_only=True)
class Applicants:
    """Law graduates who apply and are accepted.

    Parameters
    ----------
    graduates_yearly : float
        Law graduates a year.
    propensity : float
        Share of them who apply at the baseline's pay.
    accepted : float
        Share of applicants who are accepted.
    wage_elasticity : float
        Of the share who apply to the pay ratio (mean over posts).
    """

    graduates_yearly: float
    propensity: float
    accepted: float
    wage_elasticity: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Schools:
    """Places in police schools.

    Parameters
    ----------
    schools : int
        How many at the start.
    places_yearly : float
        Recruits each can take in a year.
    closures : tuple of (int, int)
        From which month on how many are left.
    """

    schools: int
    places_yearly: float
    closures: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class CapacityChange(Dated):
    """Hiring capacity for some months.

    Parameters
    ----------
    first_month : int
        When it starts.
    multiple : float
        Of `Hiring.capacity`.
    last_month : int or None
        When it ends; None, it stays.
    """

    first_month: int
    multiple: float
    last_month: int | None = None


@dataclass(frozen=True, kw_only=True)
class Hiring:
    """How recruits are ordered: exits are replaced, and part of the gap is filled.

    Each month recruits are ordered for the usual intake, for exits above or below the usual ones, and
    for a share of the gap between wanted officers and those in post or in training; they start
    `training_months` later where a post is vacant, and wait where none is.

    Parameters
    ----------
    vacancy_fill_monthly : float
        Share of the gap that is ordered each month.
    training_months : int
        From order to post, at least 1.
    capacity : float or None
        Most recruits ordered in a month as a multiple of the usual intake; None, no such limit.
    capacity_changes : tuple of CapacityChange
        Their multiples multiply; they need `capacity`.
    applicants : Applicants or None
        Limits the orders; None, there are enough.
    schools : Schools or None
        Limits the orders; None, there is room.
    """

    vacancy_fill_monthly: float
    training_months: int = 1
    capacity: float | None = None
    capacity_changes: tuple[CapacityChange, ...] = ()
    applicants: Applicants | None = None
    schools: Schools | None = None


@dataclass(frozen=True, kw_only=True)
class StaffingPlan:
    """Everything that is done to posts, pay and intake; empty, the intake stays as it is.

    Parameters
    ----------
    cuts : tuple of PostsCut
        Their posts add up. They need `hiring`.
    pay_rises : tuple of PayRise
        Their ratios multiply.
    hiring : Hiring or None
        None, recruits come in constant numbers whatever happens.
    exit_wage_elasticity : float
        Exits change with the pay ratio to the power of minus this.
    """

    cuts: tuple[PostsCut, ...] = ()
    pay_rises: tuple[PayRise, ...] = ()
    hiring: Hiring | None = None
    exit_wage_elasticity: float = 0.0


def note_staffing(check: ArgumentCheck, plan: StaffingPlan, force: OfficerForce, months: int) -> None:
    """Note what is wrong with a plan for a force.

    Parameters
    ----------
    check : ArgumentCheck
        Where to note it.
    plan : StaffingPlan
        The plan.
    force : OfficerForce
        The force it is meant for.
    months : int
        How many months are simulated.
    """
    check.between("staffing.exit_wage_elasticity", plan.exit_wage_elasticity, 0.0, 100.0)
    for place, cut in enumerate(plan.cuts):
        _note_cut(check, f"staffing.cuts[{place}]", cut, force, months)
    _note_size(check, plan, force)
    for place, rise in enumerate(plan.pay_rises):
        _note_rise(check, f"staffing.pay_rises[{place}]", rise, force)
    if plan.hiring is not None:
        _note_hiring(check, plan.hiring)
    elif plan.cuts:
        check.refuse(
            "staffing.hiring", "posts are cut, and nothing says how posts are filled", "Give hiring."
        )


def _note_size(check: ArgumentCheck, plan: StaffingPlan, force: OfficerForce) -> None:
    """Note cuts that take more posts than there can be, before the steady state tells how many there are."""
    vacant = [force.vacancy_rates.get(unit, 0.0) for unit in force.units]
    try:
        most = float(force.officers) / (1.0 - max(vacant, default=0.0))
        cut = sum(float(one.posts) for one in plan.cuts)
    except (TypeError, ValueError, ZeroDivisionError):
        # what is no number is told by its own name
        return
    if cut > most > 0.0:
        check.refuse(
            "staffing.cuts",
            f"{cut:,.0f} posts are cut, and a force of {force.officers:,} has {most:,.0f} at most",
            "Make the cut smaller.",
        )


def _note_cut(check: ArgumentCheck, name: str, cut: PostsCut, force: OfficerForce, months: int) -> None:
    check.between(f"{name}.posts", cut.posts, 0.0, 1e9)
    check.between(f"{name}.vacant_first", cut.vacant_first)
    before = len(check.findings)
    _note_months(check, name, cut.first_month, cut.last_month)
    if len(check.findings) == before and cut.first_month >= months:
        check.refuse(
            f"{name}.first_month",
            f"{cut.first_month} lies behind the last month, {months - 1}",
            "Start it earlier or simulate longer.",
        )
    note_shares(check, f"{name}.by_unit", cut.by_unit)
    note_known(check, f"{name}.by_unit", cut.by_unit, force.units)
    if cut.by_rank is not None:
        note_shares(check, f"{name}.by_rank", cut.by_rank)
        note_known(check, f"{name}.by_rank", cut.by_rank, RANKS)
    if cut.subordinates is not None:
        check.between(f"{name}.subordinates", cut.subordinates, 0.0, 1e3, low_open=True)
    if cut.by_rank is not None and cut.subordinates is not None:
        check.refuse(f"{name}.subordinates", "both by_rank and subordinates say which ranks go", "Give one.")
    if cut.schedule is not None and len(check.findings) == before:
        shares = {f"month {month}": share for month, share in enumerate(cut.schedule, cut.first_month)}
        note_shares(check, f"{name}.schedule", shares)
        wanted = int(cut.last_month) - int(cut.first_month) + 1
        if len(cut.schedule) != wanted:
            check.refuse(
                f"{name}.schedule", f"{len(cut.schedule)} shares for {wanted} months", "Give one a month."
            )


def _note_rise(check: ArgumentCheck, name: str, rise: PayRise, force: OfficerForce) -> None:
    _note_months(check, name, rise.first_month, rise.last_month)
    note_known(check, f"{name}.ratios", rise.ratios, force.units)
    for unit, ratio in rise.ratios.items():
        check.between(f"{name}.ratios, {unit}", ratio, 0.0, 100.0, low_open=True)


def _note_months(check: ArgumentCheck, name: str, first: int, last: int | None) -> None:
    before = len(check.findings)
    note_whole(check, f"{name}.first_month", first, 0, 10**6)
    if last is not None:
        note_whole(check, f"{name}.last_month", last, 0, 10**6)
        if len(check.findings) == before and last < first:
            check.refuse(
                f"{name}.last_month", f"{last} lies before first_month {first}", "Let it end after it starts."
            )


def _note_hiring(check: ArgumentCheck, hiring: Hiring) -> None:
    name = "staffing.hiring"
    check.between(f"{name}.vacancy_fill_monthly", hiring.vacancy_fill_monthly)
    note_whole(check, f"{name}.training_months", hiring.training_months, 1, 120)
    if hiring.capacity is not None:
        check.between(f"{name}.capacity", hiring.capacity, 0.0, 1e3)
    elif hiring.capacity_changes:
        check.refuse(f"{name}.capacity", "capacity changes, and there is none", "Give the capacity.")
    for place, change in enumerate(hiring.capacity_changes):
        _note_months(check, f"{name}.capacity_changes[{place}]", change.first_month, change.last_month)
        check.between(f"{name}.capacity_changes[{place}].multiple", change.multiple, 0.0, 1e3)
    if hiring.applicants is not None:
        who = hiring.applicants
        check.between(f"{name}.applicants.graduates_yearly", who.graduates_yearly, 0.0, 1e9)
        check.between(f"{name}.applicants.propensity", who.propensity)
        check.between(f"{name}.applicants.accepted", who.accepted)
        check.between(f"{name}.applicants.wage_elasticity", who.wage_elasticity, 0.0, 100.0)
    if hiring.schools is not None:
        note_whole(check, f"{name}.schools.schools", hiring.schools.schools, 0, 10**5)
        check.between(f"{name}.schools.places_yearly", hiring.schools.places_yearly, 0.0, 1e9)
        months = [month for month, _ in hiring.schools.closures]
        if months != sorted(set(months)):
            check.refuse(
                f"{name}.schools.closures", f"months {months} do not rise", "Put them in order, once each."
            )
        for month, left in hiring.schools.closures:
            note_whole(check, f"{name}.schools.closures, month", month, 0, 10**6)
            note_whole(check, f"{name}.schools.closures, from month {month}", left, 0, 10**5)
