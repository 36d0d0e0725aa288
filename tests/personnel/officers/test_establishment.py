"""Posts month by month; every figure is made up."""

from __future__ import annotations

import numpy as np
import pytest

from senim.personnel.officers.establishment import establishment
from senim.personnel.officers.grid import RANKS, Grid
from senim.personnel.officers.staffing import PostsCut

GRID = Grid(units=("patrol", "guard"), effect_classes=1)
# rank group x unit type x sex
IN_POST = np.array([[[400, 40], [200, 20]], [[90, 10], [45, 5]], [[18, 2], [9, 1]], [[4, 0], [2, 0]]], float)
BOTH = {"patrol": 0.5, "guard": 0.5}


def laid_down(officers, *cuts: PostsCut, vacancy: float = 0.1):
    force = officers(recruits_by_unit=BOTH, vacancy_rates=dict.fromkeys(BOTH, vacancy))
    return establishment(IN_POST.ravel(), force, cuts, GRID, 12)


def test_without_a_cut_nothing_moves(officers) -> None:
    found = laid_down(officers)
    assert np.allclose(found.posts, IN_POST.sum(axis=2) / 0.9)
    assert np.allclose(found.wanted, IN_POST.sum(axis=2))
    assert not found.is_cut().any()


@pytest.mark.parametrize("vacant_first", [0.0, 0.4, 1.0])
def test_what_vacant_posts_take_costs_no_officer(vacant_first: float, officers) -> None:
    cut = PostsCut(
        posts=60.0, first_month=2, last_month=4, by_unit={"patrol": 1.0}, vacant_first=vacant_first
    )
    found = laid_down(officers, cut)
    lost_posts = found.posts[0, :, 0] - found.posts[-1, :, 0]
    lost_officers = found.wanted[0, :, 0] - found.wanted[-1, :, 0]
    vacant = found.posts[0, :, 0] - found.wanted[0, :, 0]
    assert lost_posts.sum() == pytest.approx(60.0)
    assert np.allclose(lost_officers, lost_posts - np.minimum(vacant_first * lost_posts, vacant))
    assert np.allclose(found.posts[:, :, 1], found.posts[0, :, 1])
    assert np.allclose(np.diff(found.posts.sum(axis=(1, 2)))[[1, 2, 3, 4, 5]], [0, -20, -20, -20, 0])


def test_ranks_bear_what_they_are_given(officers) -> None:
    cut = PostsCut(
        posts=20.0, first_month=0, last_month=0, by_unit=BOTH, by_rank={"middle": 0.75, "senior": 0.25}
    )
    found = laid_down(officers, cut)
    lost = found.posts[0] - found.posts[-1]
    assert np.allclose(lost[RANKS.index("middle")], 7.5)
    assert np.allclose(lost[RANKS.index("senior")], 2.5)
    assert np.allclose(lost[[0, 3]], 0.0)
    assert found.is_cut()[1:, 1:3].all()
    assert not found.is_cut()[0].any()


def test_cuts_add_up_and_beyond_the_horizon_only_part_is_done(officers) -> None:
    cut = PostsCut(posts=24.0, first_month=6, last_month=29, by_unit=BOTH)
    found = laid_down(officers, cut, cut)
    assert found.posts[0].sum() - found.posts[-1].sum() == pytest.approx(2 * 24.0 * 6 / 24)
