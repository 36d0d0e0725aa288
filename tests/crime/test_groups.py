"""All offences from offence groups."""

from __future__ import annotations

import numpy as np
import pytest

from senim.crime import combine_groups

SHARES = {"violent": 0.1, "property": 0.6, "other": 0.3}


def changes() -> dict[str, np.ndarray]:
    random = np.random.default_rng(4)
    return {group: random.normal(scale=0.1, size=(5, 3)) for group in SHARES}


def test_counts_of_groups_add_up_to_the_count_of_all() -> None:
    given = changes()
    counts = sum(1000 * SHARES[group] * np.exp(change) for group, change in given.items())
    assert np.exp(combine_groups(given, SHARES)) == pytest.approx(counts / 1000)


def test_the_same_change_in_all_groups_is_the_change_of_all() -> None:
    assert combine_groups({group: np.full((2, 2), 0.07) for group in SHARES}, SHARES) == pytest.approx(0.07)


def test_no_change_is_exactly_zero() -> None:
    assert not combine_groups({group: np.zeros((4, 2)) for group in SHARES}, SHARES).any()


def test_relabelling_groups_changes_nothing() -> None:
    given = changes()
    renamed = {group.upper(): change for group, change in reversed(given.items())}
    shares = {group.upper(): share for group, share in SHARES.items()}
    assert combine_groups(renamed, shares) == pytest.approx(combine_groups(given, SHARES))


def test_all_that_does_not_fit_comes_in_one_error() -> None:
    with pytest.raises(ValueError, match="no share for group 'theft'") as caught:
        combine_groups({"violent": [0.1], "theft": [0.1, 0.2]}, {"violent": 1.2, "property": 0.3})
    for part in ("no change for group 'property'", "1.2 is outside 0 to 1", "sum to 1.5", "differ in shape"):
        assert part in str(caught.value)
