"""Input that cannot be pooled."""

from __future__ import annotations

import numpy as np
import pytest

from senim.evidence import PoolingInputError, pool
from senim.evidence.pooling.inputs import PoolingInputError


def test_all_that_is_wrong_with_the_data_comes_in_one_error() -> None:
    with pytest.raises(PoolingInputError) as caught:
        pool([0.1, np.nan, 0.3], [0.1, -0.2, 0.0, np.inf])
    message = str(caught.value)
    for part in (
        "estimates[1]",
        "standard_errors[1]",
        "standard_errors[2]",
        "standard_errors[3]",
        "4 standard errors",
    ):
        assert part in message


@pytest.mark.parametrize("bad", [[], [[0.1, 0.2]], ["a"], 0.3])
def test_what_is_not_a_list_of_numbers_is_refused(bad: object) -> None:
    with pytest.raises(ValueError, match="estimates"):
        pool(bad, [0.1])  # type: ignore[arg-type]


def test_options_are_checked_together_with_a_hint() -> None:
    with pytest.raises(PoolingInputError) as caught:
        pool([0.1], [0.1], method="REMLL", test="t", level=95)
    assert len(caught.value.findings) == 3
    assert "Did you mean 'REML'?" in str(caught.value)
