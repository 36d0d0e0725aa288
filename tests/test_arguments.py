import numpy as np
import pytest

from senim.arguments import ArgumentCheck, ArgumentError
from senim.findings import InputError


def test_all_bad_arguments_are_told_at_once_with_the_worst_value():
    check = ArgumentCheck("senim.example")
    check.between("share", np.array([0.1, 1.2, -0.3]))
    check.between("rate", "much")
    check.between("count", 0.0, 0.0, np.inf, low_open=True)
    with pytest.raises(ArgumentError) as caught:
        check.raise_if_any()
    text = str(caught.value)
    assert "argument share: 1.2 is out of bounds (2 of 3 draws)" in text
    assert "argument rate: 'much' is not a number" in text
    assert "argument count: 0 is out of bounds. Keep it above 0." in text
    assert isinstance(caught.value, InputError)
    assert isinstance(caught.value, ValueError)


def test_good_arguments_raise_nothing():
    check = ArgumentCheck("senim.example")
    check.between("share", 0.5)
    check.raise_if_any()
