"""One date among all others."""

from __future__ import annotations

import pandas as pd
import pytest

from senim.brief.charts import placebo_strips
from senim.findings import InputError


def test_one_dot_and_one_comb_a_row(example):
    rows = pd.DataFrame(
        {
            "label": ["Cut"] * 4 + ["Courts"] * 3,
            "value_text": "1 / 2",
            "effect": [1.0, -2.0, 0.5, 3.0, 2.0, -1.0, 0.0],
            "kind": ["asked", "placebo", "placebo", "placebo", "placebo", "asked", "placebo"],
        }
    )
    figure = placebo_strips(rows, text=example["text_in"]("en"), number=example["number"], id_prefix="x")
    assert figure.svg.count("<circle") == 2
    twin = figure.table.set_index("label")
    assert twin.loc["Cut", ["asked", "placebos", "least", "middle", "largest"]].tolist() == [1, 3, -2, 0.5, 3]
    assert twin.loc["Courts", "asked"] == -1


def test_columns_are_wanted(example):
    with pytest.raises(InputError, match="effect"):
        placebo_strips(
            pd.DataFrame({"label": ["a"], "kind": ["asked"], "value_text": [""]}),
            text=example["text_in"]("en"),
            number=example["number"],
        )
