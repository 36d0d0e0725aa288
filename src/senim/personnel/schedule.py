"""From dated levers to what holds in each month."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.personnel.force import ForceInputs
from senim.personnel.plan import AttestationWave, EstablishmentCut, PayRise
from senim.personnel.steady import SteadyForce

Array = NDArray[np.float64]


def cut_done(cut: EstablishmentCut, month: int) -> float:
    """Share of a cut that is done at the end of a month.

    Parameters
    ----------
    cut : EstablishmentCut
        The cut.
    month : int
        The month.

    Returns
    -------
    float
        From 0 before `first_month` to 1 from `last_month` on.
    """
    return float(np.clip((month + 1 - cut.first_month) / (cut.last_month + 1 - cut.first_month), 0.0, 1.0))


def posts_and_target(
    steady: SteadyForce, force: ForceInputs, cuts: Sequence[EstablishmentCut], month: int
) -> tuple[Array, Array]:
    """Posts that exist, and officers wanted in them, at the end of a month.

    Parameters
    ----------
    steady : SteadyForce
        The force before.
    force : ForceInputs
        Its description.
    cuts : sequence of EstablishmentCut
        What is cut, with arrays of shape (n,).
    month : int
        The month; below 0, before any cut.

    Returns
    -------
    posts, target : ndarray, shape (2, n)
        Per 100,000 people, front line and other. Vacant posts taken by the cut are no
        loss of officers, so the target falls by less.
    """
    cut, from_vacant = np.zeros_like(steady.posts), np.zeros_like(steady.posts)
    for item in cuts:
        front = np.asarray(item.front_line_share_of_cut)
        done = cut_done(item, month) * np.asarray(item.posts_cut_per_100k)
        part = done * np.stack([front, 1.0 - front])
        cut += part
        from_vacant += part * np.asarray(item.vacant_first)
    vacant = steady.posts * np.asarray(force.vacancy_rate)
    absorbed = np.clip(from_vacant, 0.0, vacant)
    posts = steady.posts - cut
    return posts, np.maximum(steady.posts - vacant - (cut - absorbed), 0.0)


def check_cuts(steady: SteadyForce, cuts: Sequence[EstablishmentCut]) -> None:
    """Refuse cuts that take more posts, or more filled posts, than a unit has.

    Parameters
    ----------
    steady : SteadyForce
        The force before.
    cuts : sequence of EstablishmentCut
        What is cut, with arrays of shape (n,).

    Raises
    ------
    ArgumentError
        If a unit would be left with fewer posts than none.
    """
    check = ArgumentCheck("senim.personnel.simulate_force")
    months = sorted({item.last_month for item in cuts})
    for unit, name in enumerate(("front-line", "other")):
        for month in months:
            left = steady.posts[unit].copy()
            for item in cuts:
                front = np.asarray(item.front_line_share_of_cut)
                share = front if unit == 0 else 1.0 - front
                left -= cut_done(item, month) * np.asarray(item.posts_cut_per_100k) * share
            if (left < -1e-9).any():
                check.refuse(
                    f"cuts, month {month}",
                    f"more {name} posts are cut than there are ({int((left < -1e-9).sum())} draws)",
                    "Make the cut smaller or change front_line_share_of_cut.",
                )
    check.raise_if_any()


def wage_ratio(pay_rises: Sequence[PayRise], month: int) -> Array | None:
    """Pay in a month against the baseline's.

    Parameters
    ----------
    pay_rises : sequence of PayRise
        What is raised.
    month : int
        The month.

    Returns
    -------
    ndarray, shape (n,), or None
        None where pay is as in the baseline.
    """
    ratio: Array | None = None
    for rise in pay_rises:
        if rise.runs_in(month):
            ratio = np.asarray(rise.wage_ratio) if ratio is None else ratio * np.asarray(rise.wage_ratio)
    return ratio


def anticipated(waves: Sequence[AttestationWave], month: int) -> tuple[int, ...]:
    """Which waves people leave ahead of in a month.

    Parameters
    ----------
    waves : sequence of AttestationWave
        The waves.
    month : int
        The month.

    Returns
    -------
    tuple of int
        Places of the waves in the sequence.
    """
    return tuple(
        place
        for place, wave in enumerate(waves)
        if wave.first_month - wave.anticipation_months <= month < wave.first_month
    )
