"""Bounds of the split against brute force, and what they must contain."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.arguments import ArgumentError
from senim.trust import KnownAnswers, decompose_full_trust, split_bounds

AFTER = KnownAnswers(full=0.631, below=0.075, silent=0.017)


def brute_force(before: KnownAnswers, after: KnownAnswers, steps: int = 6) -> np.ndarray:
    """Split every way in which the silent and the undecided could have answered."""
    places = [
        {
            (wave.full + wave.silent * a, wave.below + wave.silent * c + wave.perhaps_below * d)
            for a, c, d in itertools.product(np.linspace(0, 1, steps), repeat=3)
            if a + c <= 1.0 + 1e-12
        }
        for wave in (before, after)
    ]
    found = []
    for (full, below), (full_after, below_after) in itertools.product(*places):
        shares = [below, 1 - full - below, full], [below_after, 1 - full_after - below_after, full_after]
        if min(map(min, shares)) > 1e-9:
            split = decompose_full_trust(*shares, border=0)
            found.append((split.total, split.movement, split.boxes))
    return np.array(found)


def limits(before: KnownAnswers, after: KnownAnswers) -> np.ndarray:
    found = split_bounds(before, after)
    return np.array([found.total, found.movement, found.boxes]).T


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (KnownAnswers(full=0.383, below=0.045, silent=0.06), AFTER),
        (KnownAnswers(full=0.383, below=0.02, perhaps_below=0.04, silent=0.045), AFTER),
        (KnownAnswers(full=0.1, below=0.3, silent=0.4), KnownAnswers(full=0.15, below=0.35, silent=0.3)),
    ],
)
def test_bounds_hold_every_split_and_are_reached(before: KnownAnswers, after: KnownAnswers) -> None:
    found, (low, high) = brute_force(before, after), limits(before, after)
    assert (found >= low - 1e-6).all()
    assert (found <= high + 1e-6).all()
    # the grid is coarse: it comes close to the limits
    np.testing.assert_allclose(found.min(axis=0), low, atol=0.6)
    np.testing.assert_allclose(found.max(axis=0), high, atol=0.6)


@given(full=st.floats(0.05, 0.5), below=st.floats(0.02, 0.2))
def test_with_every_answer_known_there_is_one_split(full: float, below: float) -> None:
    after = KnownAnswers(full=0.6, below=0.08)
    split = decompose_full_trust([below, 1 - full - below, full], [0.08, 0.32, 0.6], border=0)
    low, high = limits(KnownAnswers(full=full, below=below), after)
    np.testing.assert_allclose(low, [split.total, split.movement, split.boxes], atol=1e-9)
    np.testing.assert_allclose(high, low, atol=1e-9)


@given(silent=st.floats(0.0, 0.1), more=st.floats(0.0, 0.05))
def test_more_silence_never_narrows_the_bounds(silent: float, more: float) -> None:
    few, many = (KnownAnswers(full=0.383, below=0.105 - s, silent=s) for s in (silent / 2, silent / 2 + more))
    (low, high), (lower, higher) = limits(few, AFTER), limits(many, AFTER)
    assert (lower <= low + 1e-7).all()
    assert (higher >= high - 1e-7).all()


def test_signs_are_named() -> None:
    assert split_bounds(KnownAnswers(full=0.383, below=0.105), AFTER).movement_sign == "up"
    assert split_bounds(KnownAnswers(full=0.383, below=0.03), AFTER).movement_sign == "down"
    silent = KnownAnswers(full=0.383, below=0.0, silent=0.105)
    assert split_bounds(silent, AFTER).movement_sign == "cannot tell"


def test_leaving_the_silent_out_rescales() -> None:
    rescaled = KnownAnswers(full=0.4, below=0.1, perhaps_below=0.1, silent=0.2).over_those_who_answered()
    assert (rescaled.full, rescaled.below) == (pytest.approx(0.5), pytest.approx(0.125))
    assert (rescaled.perhaps_below, rescaled.silent) == (pytest.approx(0.125), 0.0)


def test_bad_waves_are_refused() -> None:
    with pytest.raises(ArgumentError, match=r"add to 1\.1"):
        KnownAnswers(full=0.6, below=0.5)
    with pytest.raises(ArgumentError) as caught:
        KnownAnswers(full=0.0, below=-0.1, silent=float("nan"))
    assert all(name in str(caught.value) for name in ("full", "below", "silent"))
    with pytest.raises(ArgumentError, match="nobody is below"):
        split_bounds(AFTER, KnownAnswers(full=0.6, below=0.0, perhaps_below=0.1))
