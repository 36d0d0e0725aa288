import numpy as np
import pandas as pd
import pytest

from senim.numbers import NotNumbersError, as_numbers


@pytest.mark.parametrize(
    "value",
    ["1", ["1", 2], True, [0.5, True], np.array([True]), None, [None], {}, {1: 2}, [[1], [1, 2]], 1j,
     pd.Series(["1"]), pd.Series([True]), pd.to_datetime(["2020-01-01"]), object()],
)  # fmt: skip
def test_what_numpy_would_turn_into_numbers_is_none(value):
    with pytest.raises(NotNumbersError):
        as_numbers(value)


def test_numbers_keep_their_shape_and_may_be_missing():
    assert as_numbers([[1, 2.5], [np.float32(3), np.int8(4)]]).tolist() == [[1, 2.5], [3, 4]]
    assert as_numbers(pd.Series([1, 2], dtype="Int64")).tolist() == [1.0, 2.0]
    missing = as_numbers(pd.Series([1, None], dtype="Int64"), missing=True)
    assert missing[0] == 1.0
    assert np.isnan(missing[1])
