"""Options side by side."""

from __future__ import annotations

import pytest

from senim.brief.charts import interval_rows
from senim.findings import InputError


def draw(example, **more):
    """Draw the options."""
    arguments = {
        "text": example["text_in"]("en"),
        "number": example["number"],
        "interval": example["interval"],
    }
    return interval_rows(example["options"](), **(arguments | more))


def test_only_what_cannot_be_known_is_hatched(example):
    assert draw(example).svg.count("url(#rows-hatch)") == 1
    assert "no number" in draw(example).svg


def test_noise_is_hatched_behind_known_rows(example):
    assert draw(example, noise=(-1.2, 1.2)).svg.count("url(#rows-hatch)") == 3
    with pytest.raises(InputError, match="noise"):
        draw(example, noise=(-1.2, 1.2), text=example["text_in"]("en", noise=""))


def test_twin_holds_middle_and_limits(example):
    table = draw(example).table
    assert list(table.columns) == ["label", "q05", "q25", "middle", "q75", "q95"]
    assert table["middle"].isna().tolist() == [False, False, True]
