"""A seed gives the same streams in every kernel; none gives streams that nobody can foresee."""

from __future__ import annotations

import random

import numpy as np
import pytest

from senim.execution.seeding import seeding_code


def test_the_code_seeds_both_streams_and_leaves_no_name() -> None:
    before, old = random.getstate(), np.random.get_state()  # noqa: NPY002 - it is the old stream that is meant
    names: dict[str, object] = {}
    try:
        exec(seeding_code(2**32 - 1), names)
        expected = random.Random(2**32 - 1).random(), np.random.RandomState(2**32 - 1).random_sample()
        assert (random.random(), np.random.random_sample()) == expected  # noqa: NPY002
    finally:
        random.setstate(before)
        np.random.set_state(old)  # noqa: NPY002
    assert set(names) == {"__builtins__"}


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_out_of_range(seed: int) -> None:
    with pytest.raises(ValueError, match="between 0"):
        seeding_code(seed)


def test_no_seed_no_code() -> None:
    assert seeding_code(None) == ""
