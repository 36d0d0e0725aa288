"""The joint test: what it permutes, that it holds its level, and that it finds what is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from senim.evidence import (
    CurveInputError,
    InapplicableTest,
    JointTest,
    Sample,
    Specification,
    Term,
    joint_permutation_test,
    specification_curve,
)

Panel = Callable[..., pd.DataFrame]
STUDY = Path(__file__).parent / "studies" / "joint_test.csv"
PLAIN = Specification("log_outcome", Term("dose", "log"))
SMALL = [
    replace(PLAIN, weights=weights, controls=controls, fixed_effects=effects, sample=sample)
    for weights, controls, effects, sample in product(
        [None, "weight"],
        [(), ("control",)],
        [("unit", "period"), ("unit", "region^period")],
        [Sample(), Sample("later", first=2003)],
    )
]


def run(frame: pd.DataFrame, **options: object) -> JointTest:
    """Run a test that must be possible."""
    found = joint_permutation_test(frame, SMALL, **({"permutations": 19, "seed": 1} | options))
    assert isinstance(found, JointTest)
    return found


def test_a_deal_is_the_curve_of_a_frame_with_dealt_paths(panel: Panel) -> None:
    frame = panel(1)
    found = run(frame, permutations=1, seed=5)
    dealt = np.random.default_rng(5).permutation(20)
    paths = frame.set_index(["unit", "period"])["dose"].unstack()
    handed = paths.loc[dealt].set_axis(paths.index).stack().rename("dose")
    again = frame.drop(columns="dose").merge(handed.reset_index(), on=["unit", "period"])
    curve = specification_curve(again, SMALL)
    assert found.median.null[0] == pytest.approx(curve["estimate"].median(), rel=1e-9)
    own = specification_curve(frame, SMALL)
    assert found.median.observed == pytest.approx(own["estimate"].median(), rel=1e-12)


def test_the_statistics_are_what_they_say(panel: Panel) -> None:
    from scipy import stats

    frame = panel(2, effect=-1.0)
    found, curve = run(frame), specification_curve(frame, SMALL)
    free = curve["degrees_of_freedom"]
    score = stats.norm.ppf(stats.t.cdf(curve["statistic"], free))
    assert found.stouffer.observed == pytest.approx(score.sum() / np.sqrt(len(curve)), rel=1e-9)
    sure = curve["p_value"] < 0.05
    shares = [(sure & (curve["estimate"] * sign > 0)).mean() for sign in (-1, 1)]
    assert found.significant.observed == pytest.approx(max(shares))
    assert found.table()["statistic"].tolist() == ["median", "significant", "stouffer"]
    for one in (found.median, found.significant, found.stouffer):
        reached = (np.abs(one.null) >= abs(one.observed)).sum()
        assert one.p_value == pytest.approx((reached + 1) / 20)


def test_a_strong_effect_is_found_and_no_p_value_is_zero(panel: Panel) -> None:
    found = run(panel(3, effect=-2.0), permutations=39)
    for one in (found.median, found.significant, found.stouffer):
        assert one.p_value == pytest.approx(1 / 40)


def test_the_interval_of_the_p_value_is_that_of_the_deals(panel: Panel) -> None:
    from scipy import stats

    table = run(panel(3, effect=-0.3), permutations=39).table()
    for row in table.itertuples():
        reached = round(row.p_value * 40) - 1
        expected = stats.binomtest(reached, 39).proportion_ci(0.95)
        assert (row.p_low, row.p_high) == pytest.approx((expected.low, expected.high), abs=1e-9)
        assert row.p_low <= row.p_value <= row.p_high


def test_the_same_seed_gives_the_same_test(panel: Panel) -> None:
    frame = panel(4)
    first, second, other = run(frame), run(frame), run(frame, seed=2)
    np.testing.assert_array_equal(first.median.null, second.median.null)
    assert not np.array_equal(first.median.null, other.median.null)


def test_paths_stay_within_their_group(panel: Panel) -> None:
    # the dose differs between regions alone: within them every deal is the data
    frame = panel(5)
    frame["dose"] = frame.groupby(["region", "period"])["dose"].transform("mean")
    kept = [one for one in SMALL if one.fixed_effects == ("unit", "period")]
    found = joint_permutation_test(frame, kept, permutations=9, seed=1, within="region")
    assert isinstance(found, JointTest)
    np.testing.assert_allclose(found.median.null, found.median.observed, rtol=1e-9)
    assert found.median.p_value == 1.0


def test_gaps_in_outcomes_are_no_obstacle_and_gaps_in_paths_are(panel: Panel) -> None:
    frame = panel(6)
    thin = frame.assign(log_outcome=frame["log_outcome"].where(frame["unit"] + frame["period"] != 2004))
    assert isinstance(joint_permutation_test(thin, SMALL, permutations=9, seed=1), JointTest)
    torn = frame.assign(dose=frame["dose"].where((frame["unit"] != 3) | (frame["period"] != 2004)))
    found = joint_permutation_test(torn, SMALL, permutations=9, seed=1)
    assert isinstance(found, InapplicableTest)
    assert "the path of 3 has no log(dose) in 2004" in found.reason


def test_specifications_without_an_answer_are_counted_and_left_out(panel: Panel) -> None:
    frame = panel(7).assign(one=1.0)
    found = joint_permutation_test(frame, [*SMALL, replace(PLAIN, outcome="one")], permutations=9, seed=1)
    assert isinstance(found, JointTest)
    assert (found.specifications, found.left_out, found.units) == (len(SMALL), 1, 20)
    np.testing.assert_allclose(found.median.null, run(frame, permutations=9).median.null)


def test_no_test_where_nothing_can_be_tested(panel: Panel) -> None:
    frame = panel(8).assign(one=1.0, own=lambda rows: rows["unit"])
    nothing = joint_permutation_test(frame, [replace(PLAIN, outcome="one")], permutations=9, seed=1)
    assert nothing == InapplicableTest("no specification has an estimate")
    alone = joint_permutation_test(frame, SMALL, permutations=9, seed=1, within="own")
    assert isinstance(alone, InapplicableTest)
    assert "no two units" in alone.reason


def test_bad_options_are_told_together(panel: Panel) -> None:
    frame = panel(9)
    with pytest.raises(CurveInputError) as raised:
        joint_permutation_test(frame, SMALL, permutations=0, seed=1, within="regin", significance=5)
    for word in ("permutations", "significance", "Did you mean 'region'"):
        assert word in str(raised.value)
    with pytest.raises(CurveInputError, match="changes within a unit"):
        joint_permutation_test(frame, SMALL, seed=1, within="period")


def rejections(panel: Panel, studies: int, permutations: int) -> np.ndarray:
    """Share of panels without an effect in which each statistic is significant at 5 per cent."""
    found = [
        run(panel(1000 + seed, units=14, periods=6), permutations=permutations) for seed in range(studies)
    ]
    return np.array([one.table()["p_value"] <= 0.05 for one in found]).mean(axis=0)


def test_the_test_holds_its_level_on_few_panels(panel: Panel) -> None:
    # 30 panels: six or more have a chance of one in three hundred where the level is 5 %
    assert (rejections(panel, 30, 19) <= 5 / 30).all()


@pytest.mark.slow
def test_the_test_holds_its_level(panel: Panel) -> None:
    # 400 panels: the standard error of a share of 5 % is 1.1 %
    assert (rejections(panel, 400, 39) <= 0.05 + 2.6 * 0.011).all()


def test_the_large_study_is_within_six_per_cent() -> None:
    study = pd.read_csv(STUDY)
    null = study[study["effect"] == 0]
    assert (null["panels"] >= 2000).all()
    assert set(null["statistic"]) == {"median", "significant", "stouffer"}
    assert (null["rejected"] <= 0.06).all()
    strong = study[study["effect"] == study["effect"].min()]
    assert (strong["rejected"] > 0.5).all()
