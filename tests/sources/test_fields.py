from __future__ import annotations

import pandas as pd
import pytest
from pandera.errors import SchemaError

from senim.sources.fields import integer, number, text
from senim.sources.units import UNITS


@pytest.mark.parametrize(
    ("field", "sound", "broken"),
    [
        (number("x", "X", low=0, high=100), [0.0, 100.0], [-0.1]),
        (number("x", "X", high=100), [100.0, -5.0], [100.1]),
        (text("x", "X", choices=("a", "b")), ["a", "b"], ["c"]),
        (text("x", "X", pattern="[a-z]+"), ["abc"], ["abC"]),
        (text("x", "X", unique=True), ["a", "b"], ["a", "a"]),
        (text("x", "X"), ["a"], [None]),
    ],
)
def test_each_bound_of_a_field_is_checked(field, sound, broken) -> None:
    field.column().set_name("x").validate(pd.DataFrame({"x": pd.Series(sound, dtype=field.dtype)}))
    with pytest.raises(SchemaError):
        field.column().set_name("x").validate(pd.DataFrame({"x": pd.Series(broken, dtype=field.dtype)}))


def test_the_descriptor_of_a_field_says_every_bound() -> None:
    field = integer("year", "Year", unit="years", low=1990, high=2100, unique=True, required=False)
    assert field.descriptor() == {
        "name": "year",
        "type": "integer",
        "description": "Year",
        "unit": "years",
        "constraints": {"required": False, "unique": True, "minimum": 1990, "maximum": 2100},
    }


def test_only_signed_units_go_below_zero() -> None:
    below = {name for name, unit in UNITS.items() if unit.low < 0}
    assert {"percent_change", "points", "elasticity"} <= below
    assert below.isdisjoint({"percent", "count", "officers_per_100k", "posts", "billion_kzt", "ratio"})
