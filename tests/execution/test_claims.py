"""Claims refuse numbers that do not say how sure they are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from senim.execution.claims import Claim, canonical_number, repeated_ids


def claim(**changes: Any) -> Claim:
    fields = {
        "id": "cut_share",
        "value": 9.98,
        "low": 9.0,
        "high": 11.0,
        "unit": "percent",
        "status": "derived",
        "source": "strength",
        "notebook": "02-staffing",
    }
    return Claim.model_validate(fields | changes)


def test_numpy_numbers_are_stored_plain_and_canonical() -> None:
    made = claim(value=np.float64(1 / 3), low=np.int64(0), high=np.float32(0.5))
    assert (made.value, made.low, made.high) == (0.333333, 0, 0.5)
    assert type(made.value) is float
    assert type(made.low) is int


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"low": None, "high": None}, "must be 'observed'"),
        ({"low": None}, "both limits"),
        ({"value": 12.0}, "outside its interval"),
        ({"value": float("nan")}, "finite"),
        ({"value": True}, "not true or false"),
        ({"value": None, "low": None, "high": None}, "not_identifiable"),
        ({"value": "about ten"}, "as a date"),
        ({"value": "2018-13-01", "unit": "date", "status": "observed", "low": None, "high": None}, "month"),
        ({"likelihood": 0.7}, "likelihood_of"),
        ({"likelihood": 70, "likelihood_of": "higher"}, "less than or equal to 1"),
        ({"confidence": 5}, "less than or equal to 4"),
        ({"unit": "furlongs"}, "Input should be"),
        ({"surprise": 1}, "Extra inputs"),
        ({"id": "Cut share"}, "pattern"),
    ],
)
def test_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        claim(**changes)


def test_observed_numbers_and_dates_need_no_interval() -> None:
    assert claim(low=None, high=None, status="observed").low is None
    day = claim(id="announced_on", value="2018-11-19", unit="date", status="observed", low=None, high=None)
    assert day.value == "2018-11-19"


def test_not_identifiable_has_no_value() -> None:
    assert claim(value=None, low=None, high=None, status="not_identifiable", confidence=0).value is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_canonical_is_stable_and_near(value: float) -> None:
    once = canonical_number(value)
    assert canonical_number(once) == once
    assert once == pytest.approx(value, rel=1e-5)


def test_whole_numbers_stay_whole() -> None:
    assert canonical_number(1234567) == 1234567


def test_repeated_ids_once_each() -> None:
    claims = [claim(), claim(id="other"), claim(), claim()]
    assert repeated_ids(claims) == ("cut_share",)
