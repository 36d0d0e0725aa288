"""The steps of a wave."""

from __future__ import annotations

import pytest

from senim.brief.charts.flowtable import STEPS, flow_table
from senim.findings import InputError


def test_any_order_comes_out_in_the_order_of_the_flow(example):
    table = flow_table(example["wave_steps"]().sample(frac=1.0, random_state=1))
    assert list(table) == [*STEPS, "gone"]
    assert table["gone"] == {"sound": 31.0, "problem": 13.0}


def test_rounded_counts_may_miss_by_an_officer_or_two(example):
    steps = example["wave_steps"]()
    steps.loc[steps["step"] == "fit", "sound"] += 2
    assert flow_table(steps)["fit"]["sound"] == 2586
    steps.loc[steps["step"] == "fit", "sound"] += 1
    with pytest.raises(InputError, match="make 2788, not 2785"):
        flow_table(steps)


def test_an_empty_wave_is_refused(example):
    steps = example["wave_steps"]().assign(sound=0, problem=0)
    with pytest.raises(InputError, match="nobody was examined"):
        flow_table(steps)
