from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.findings import InputError
from senim.personnel import screen

SHARE = st.floats(0.0, 1.0)


def test_worked_check() -> None:
    wave = screen(0.10, 0.5, 0.97, 0.75)
    assert wave.fail_rate == pytest.approx(0.077)
    assert wave.failed_share == pytest.approx(0.05775)
    assert wave.ppv == pytest.approx(0.05 / 0.077)
    assert wave.prevalence_after == pytest.approx(0.0625 / 0.94225)
    assert wave.sound_lost_per_problem_removed == pytest.approx(0.027 / 0.05)
    assert round(screen(0.10, 0.5, 0.97, 0.75, reinstated=0.40).prevalence_after, 3) == 0.080


def test_numbers_in_plain_floats_out() -> None:
    assert type(screen(0.1, 0.5, 0.97, 1).ppv) is float


def test_broadcasts() -> None:
    wave = screen(np.array([[0.1], [0.2]]), np.array([0.2, 0.5, 0.9]), 0.97, 1.0)
    assert wave.fail_rate.shape == (2, 3)
    assert wave.fail_rate[1, 2] == screen(0.2, 0.9, 0.97, 1.0).fail_rate


def test_a_pair_reinstates_sound_and_problem_officers_apart() -> None:
    wave = screen(0.10, 0.5, 0.97, 1.0, reinstated=(1.0, 0.0))
    assert wave.sound_removed == 0.0
    assert wave.problem_removed == pytest.approx(0.05)
    assert wave.sound_lost_per_problem_removed == 0.0


def test_only_sound_officers_lost_is_infinite_and_nobody_lost_is_nan() -> None:
    assert screen(0.1, 0.0, 0.9, 1.0).sound_lost_per_problem_removed == math.inf
    nobody = screen(0.1, 0.0, 1.0, 1.0)
    assert math.isnan(nobody.sound_lost_per_problem_removed)
    assert math.isnan(nobody.ppv)


def test_every_bad_argument_is_named_at_once() -> None:
    with pytest.raises(ValueError, match="out of bounds") as caught:
        screen(1.2, -0.1, 0.97, [0.5, math.nan], reinstated=(0.1, 7))
    assert isinstance(caught.value, InputError)
    named = {finding.where for finding in caught.value.findings}
    assert named == {
        "argument prevalence",
        "argument sensitivity",
        "argument coverage",
        "argument reinstated (problem)",
    }


@given(p=SHARE, sens=SHARE, spec=SHARE, cover=SHARE, removed=SHARE, back=SHARE)
def test_heads_add_up(p: float, sens: float, spec: float, cover: float, removed: float, back: float) -> None:
    wave = screen(p, sens, spec, cover, removed=removed, reinstated=back)
    gone = wave.problem_removed + wave.sound_removed
    assert gone == pytest.approx(wave.failed_share * removed * (1 - back), abs=1e-12)
    if gone < 1 - 1e-6:
        assert wave.prevalence_after * (1 - gone) == pytest.approx(p - wave.problem_removed, abs=1e-12)


@given(p=SHARE, sens=SHARE, spec=SHARE, cover=SHARE)
def test_relabelling_sound_and_problem_mirrors_the_result(
    p: float, sens: float, spec: float, cover: float
) -> None:
    wave, mirror = screen(p, sens, spec, cover), screen(1 - p, 1 - spec, 1 - sens, cover)
    assert wave.fail_rate == pytest.approx(mirror.fail_rate, abs=1e-12)
    assert wave.problem_removed == pytest.approx(mirror.sound_removed, abs=1e-12)
