from __future__ import annotations

import numpy as np
import pytest

from senim.trust import ArgumentError, detectable_change, survey_noise


@pytest.mark.parametrize(("size", "noise", "detectable"), [(18_000, 1.2, 1.8), (2_000, 3.7, 5.3)])
def test_worked_checks(size: int, noise: float, detectable: float) -> None:
    assert round(survey_noise(0.616, size, 1.5), 1) == noise
    assert round(detectable_change(0.616, size, 1.5), 1) == detectable


def test_two_made_surveys_differ_by_less_in_nineteen_of_twenty() -> None:
    chance = np.random.default_rng(3)
    first, second = chance.binomial(2_000, 0.6, (2, 40_000)) / 2_000
    within = np.mean(np.abs(first - second) * 100 < survey_noise(0.6, 2_000, 1.0))
    assert within == pytest.approx(0.95, abs=0.006)
    true_change = detectable_change(0.6, 2_000, 1.0)
    moved = chance.binomial(2_000, 0.6 + true_change / 100, 40_000) / 2_000
    seen = np.mean((moved - first) * 100 > survey_noise(0.6, 2_000, 1.0))
    assert seen == pytest.approx(0.8, abs=0.015)


def test_arrays_and_scaling() -> None:
    sizes = np.array([1_000, 4_000])
    noise = survey_noise(0.5, sizes, 1.0)
    assert noise[0] == pytest.approx(2 * noise[1])
    assert survey_noise(0.5, 1_000, 4.0) == pytest.approx(2 * noise[0])


def test_every_bad_argument_is_named() -> None:
    with pytest.raises(ArgumentError) as caught:
        detectable_change(1.2, 0, 0.0, power=1.0)
    assert {finding.where.split()[1] for finding in caught.value.findings} == {
        "share",
        "sample_size",
        "design_effect",
        "power",
    }
