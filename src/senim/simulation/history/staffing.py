"""Cuts, freezes of hiring and exits of the past, officer by officer."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.parameters import ParameterSet
from senim.personnel.officers import (
    AttestationPlan,
    Examination,
    Exemptions,
    ExtraordinaryWave,
    Hiring,
    PostsCut,
    StaffingPlan,
    Unfit,
    expected_force,
)
from senim.simulation.history.forces import ONE_DRAW, PER_FORCE, BelievedForce
from senim.simulation.officer_test import attestation_test

Array = NDArray[np.float64]
GONE = ("left", "released", "dismissed")


@dataclass(frozen=True, kw_only=True)
class StaffingCase:
    """What happened to the posts and the hiring of a force.

    Parameters
    ----------
    months : int
        How long it is followed.
    cut_share : float
        Share of the posts that are cut, vacant ones first.
    cut : tuple of (int, int) or None
        First and last month of the cut.
    wave : tuple of (int, int) or None
        First and last month of a wave of all officers without exemptions.
    dismissed : float
        Share of the unfit who are dismissed; the others keep a post.
    hiring : float
        Hiring that can be done, as a multiple of what the beliefs say; 0, a freeze.
    """

    months: int
    cut_share: float = 0.0
    cut: tuple[int, int] | None = None
    wave: tuple[int, int] | None = None
    dismissed: float = 0.0
    hiring: float = 1.0


@dataclass(frozen=True, eq=False)
class StaffingPath:
    """What a case came to, at the start and at the end of each month, as shares of the posts at the start.

    Parameters
    ----------
    posts, officers : ndarray, shape (n, months + 1)
        Posts there are, and officers in them.
    left, released, dismissed : ndarray, shape (n, months + 1)
        So far: by themselves, because their post was cut, and found unfit.
    """

    posts: Array
    officers: Array
    left: Array
    released: Array
    dismissed: Array

    @property
    def filled(self) -> Array:
        """Officers as a share of those at the start, shape (n, months + 1)."""
        return self.officers / self.officers[:, :1]

    @property
    def vacant(self) -> Array:
        """Empty posts as a share of the posts at the start, shape (n, months + 1)."""
        return self.posts - self.officers

    @property
    def gone(self) -> Array:
        """Everybody who has gone so far, shape (n, months + 1)."""
        return self.left + self.released + self.dismissed


def run_staffing(case: StaffingCase, forces: Sequence[BelievedForce], *, threads: int = 2) -> StaffingPath:
    """Run a case for every set of beliefs.

    Parameters
    ----------
    case : StaffingCase
        What happened.
    forces : sequence of (ParameterSet, OfficerForce)
        From `believed_forces`.
    threads : int
        Forces followed at once. Changes speed, nothing else.

    Returns
    -------
    StaffingPath
        Expected values; chance is nothing beside the beliefs in a force of this size.
    """

    def follow(believed: BelievedForce) -> Array:
        beliefs, force = believed
        path = expected_force(
            force, _attestation(case, beliefs), case.months, staffing=_staffing(case, beliefs)
        ).path
        gone = [np.cumsum(path.flow(name).sum(axis=(1, 2, 3, 4))) for name in GONE]
        posts = path.posts.sum(axis=(1, 2))
        told = [posts, path.officers, *(np.concatenate([[0.0], count]) for count in gone)]
        return np.asarray(np.stack(told) / posts[0])

    with ThreadPoolExecutor(threads) as pool:
        followed = np.stack(list(pool.map(follow, forces)), axis=1)
    return StaffingPath(*followed)


def _attestation(case: StaffingCase, beliefs: ParameterSet) -> AttestationPlan:
    if case.wave is None:
        return AttestationPlan()
    examination = Examination(
        test=attestation_test(beliefs, ONE_DRAW),
        unfit=Unfit(dismissed=case.dismissed, demoted=0.0, transferred=1.0 - case.dismissed),
        exemptions=Exemptions(long_service=False, on_leave=True, new_in_post=False, heads=False),
    )
    wave = ExtraordinaryWave(
        first_month=case.wave[0],
        last_month=case.wave[1],
        examination=examination,
        anticipation_months=round(beliefs.value("attestation.anticipation_months")),
        anticipation_multiple=beliefs.value("attestation.anticipation_multiple"),
    )
    # a persistent effect shows only in a second examination
    return AttestationPlan(waves=(wave,), effect_classes=1)


def _staffing(case: StaffingCase, beliefs: ParameterSet) -> StaffingPlan:
    posts = PER_FORCE / (1.0 - beliefs.value("strength.vacancy_rate"))
    cuts: tuple[PostsCut, ...] = ()
    if case.cut is not None:
        cuts = (
            PostsCut(
                posts=case.cut_share * posts,
                first_month=case.cut[0],
                last_month=case.cut[1],
                by_unit={"all": 1.0},
            ),
        )
    hiring = Hiring(
        vacancy_fill_monthly=beliefs.value("personnel.vacancy_fill_monthly"),
        training_months=round(beliefs.value("personnel.hiring_lag_months")),
        capacity=beliefs.value("personnel.hiring_capacity") * case.hiring,
    )
    return StaffingPlan(cuts=cuts, hiring=hiring)
