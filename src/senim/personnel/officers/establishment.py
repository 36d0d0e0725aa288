"""Posts month by month: what the establishment was, and what cuts leave of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.personnel.officers.force import OfficerForce
from senim.personnel.officers.grid import RANKS, Grid
from senim.personnel.officers.staffing import PostsCut

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Establishment:
    """Posts and wanted officers at the start and at the end of each month.

    Parameters
    ----------
    posts : ndarray, shape (months + 1, ranks, units)
        Authorised posts.
    wanted : ndarray, shape (months + 1, ranks, units)
        Officers wanted: posts less those that usually stand empty and were not cut.
    """

    posts: Array
    wanted: Array

    def is_cut(self) -> NDArray[np.bool_]:
        """Say from the end of which month on a rank group of a unit type has lost posts.

        Returns
        -------
        ndarray of bool, shape (months + 1, ranks, units)
            False before.
        """
        return np.asarray(self.posts < self.posts[0])


def establishment(
    officers: Array, force: OfficerForce, cuts: tuple[PostsCut, ...], grid: Grid, months: int
) -> Establishment:
    """Lay down the posts of all months.

    Parameters
    ----------
    officers : ndarray, shape (strata,)
        Expected officers at the start.
    force : OfficerForce
        The force.
    cuts : tuple of PostsCut
        What is cut.
    grid : Grid
        Numbers of strata.
    months : int
        How many months.

    Returns
    -------
    Establishment
        Posts and wanted officers.

    Raises
    ------
    ArgumentError
        If more posts are cut than there are; names every rank group and unit type.
    """
    in_post = by_rank_and_unit(officers, grid)
    vacancy = np.array([force.vacancy_rates.get(unit, 0.0) for unit in grid.units])
    before = in_post / (1.0 - vacancy)
    gone, from_vacant = np.zeros((2, months + 1, *before.shape))
    for cut in cuts:
        done = _done(cut, months)[:, None, None] * _posts_taken(cut, before, grid)
        gone += done
        from_vacant += done * cut.vacant_first
    check = ArgumentCheck("senim.personnel.officers")
    for rank, unit in np.argwhere((before - gone < -1e-9 * before.max()).any(axis=0)):
        there, taken = before[rank, unit], gone[-1, rank, unit]
        check.refuse(
            "staffing.cuts",
            f"{taken:,.0f} posts of {RANKS[rank]}, {grid.units[unit]}, are cut, and there are {there:,.0f}",
            "Make the cut smaller, or let others bear it.",
        )
    check.raise_if_any()
    absorbed = np.clip(from_vacant, 0.0, before - in_post)
    return Establishment(
        posts=np.maximum(before - gone, 0.0), wanted=np.maximum(in_post - (gone - absorbed), 0.0)
    )


def by_rank_and_unit(officers: Array, grid: Grid) -> Array:
    """Sum strata over the sexes.

    Parameters
    ----------
    officers : ndarray, shape (strata,)
        By stratum.
    grid : Grid
        Numbers of strata.

    Returns
    -------
    ndarray, shape (ranks, units)
        Sums.
    """
    return np.asarray(officers.reshape(len(RANKS), len(grid.units), -1).sum(axis=2))


def _done(cut: PostsCut, months: int) -> Array:
    """Share of a cut that is done at the start of month 0 and at the end of each month."""
    first, last = int(cut.first_month), int(cut.last_month)
    count = last - first + 1
    steps = np.full(count, 1.0 / count) if cut.schedule is None else np.array(cut.schedule)
    monthly = np.zeros(max(months, last + 1))
    monthly[first : last + 1] = steps
    return np.concatenate([[0.0], np.cumsum(monthly)])[: months + 1]


def _posts_taken(cut: PostsCut, before: Array, grid: Grid) -> Array:
    """Posts that a cut takes in all, shape (ranks, units)."""
    by_unit = cut.posts * np.array([cut.by_unit.get(unit, 0.0) for unit in grid.units])
    if cut.by_rank is not None:
        return np.array([cut.by_rank.get(rank, 0.0) for rank in RANKS])[:, None] * by_unit
    above = np.zeros_like(before)
    above[1:] = before[1:]
    if cut.subordinates is not None:
        supervisors = above.sum(axis=0)
        too_many = np.maximum(supervisors - before[0] / cut.subordinates, 0.0)
        first = above * _ratio(np.minimum(too_many, by_unit), supervisors)
    else:
        first = np.zeros_like(before)
    left = before - first
    return np.asarray(first + left * _ratio(by_unit - first.sum(axis=0), left.sum(axis=0)))


def _ratio(part: Array, whole: Array) -> Array:
    # a unit type without posts that is to lose some loses more than it has, which is refused
    return np.where(whole > 0.0, part / np.where(whole > 0.0, whole, 1.0), np.where(part > 0.0, np.inf, 0.0))
