from __future__ import annotations

import numpy as np
import pytest

from senim.personnel import AttestationWave, EstablishmentCut, Outcome, PayRise
from senim.personnel.draws import take_draws
from senim.personnel.schedule import anticipated, cut_done, posts_and_target, wage_ratio
from senim.personnel.steady import steady_force


def cut(**changes) -> EstablishmentCut:
    described = {
        "posts_cut_per_100k": 40.0,
        "first_month": 2,
        "last_month": 5,
        "front_line_share_of_cut": 0.5,
    }
    return take_draws(EstablishmentCut(**{**described, **changes}), 1, 0, 1)


def test_a_cut_is_done_in_even_steps() -> None:
    assert [cut_done(cut(), month) for month in range(-1, 8)] == [0, 0, 0, 0.25, 0.5, 0.75, 1, 1, 1]


def test_posts_and_target_follow_the_cut_by_unit(force) -> None:
    described = take_draws(force(), 1, 0, 1)
    steady = steady_force(described)
    before, wanted = posts_and_target(steady, described, (), 9)
    assert wanted == pytest.approx(before * 0.94)
    posts, target = posts_and_target(steady, described, (cut(), cut(posts_cut_per_100k=10.0)), 9)
    assert (before - posts)[:, 0] == pytest.approx([25, 25])
    # vacant posts of each unit soften the cut of that unit only
    assert (wanted - target)[:, 0] == pytest.approx(25 - 0.06 * before[:, 0], abs=1e-9)
    _, all_filled = posts_and_target(steady, described, (cut(vacant_first=0.0),), 9)
    assert (wanted - all_filled)[:, 0] == pytest.approx([20, 20])


def test_pay_rises_multiply_while_they_run() -> None:
    rises = (PayRise(first_month=1, wage_ratio=1.2), PayRise(first_month=2, wage_ratio=1.5, last_month=2))
    ratios = [wage_ratio(rises, month) for month in range(4)]
    assert ratios[0] is None
    assert np.array(ratios[1:], dtype=float) == pytest.approx([1.2, 1.8, 1.2])


def test_people_look_ahead_only_before_a_wave() -> None:
    wave = AttestationWave(
        first_month=9,
        last_month=14,
        sensitivity=0.4,
        specificity=0.97,
        outcome=Outcome(dismissed=1.0),
        anticipation_months=3,
    )
    assert [month for month in range(20) if anticipated((wave,), month)] == [6, 7, 8]
