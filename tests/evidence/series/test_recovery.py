"""Small runs of the study of coverage, and what its committed results must say."""

from __future__ import annotations

import runpy
from pathlib import Path

import pandas as pd
import pytest

STUDIES = Path(__file__).with_name("studies")


@pytest.fixture(scope="module")
def script() -> dict[str, object]:
    """Load the script as a module that is not run."""
    return runpy.run_path(str(STUDIES / "recovery.py"))


def case(script, name):
    return next(each for each in script["CASES"] if each.name == name)


def test_few_short_series_are_covered_more_often_by_the_mixture(script):
    found = script["study"](case(script, "level, 40 periods"), 30)
    assert found["missed_mixture_percent"] <= found["missed_plain_percent"]
    assert found["missed_mixture_percent"] <= 15


@pytest.mark.slow
def test_a_sharp_study_of_one_case(script):
    found = script["study"](case(script, "level, 40 periods, variances from the prior"), 400)
    assert 2 <= found["missed_mixture_percent"] <= 8
    assert found["missed_plain_percent"] > found["missed_mixture_percent"]


def test_committed_results_hold_what_the_page_says():
    table = pd.read_csv(STUDIES / "recovery.csv").set_index("case")
    assert table["series"].min() >= 400
    assert table["missed_mixture_percent"].max() <= 7
    assert (table["missed_mixture_percent"] <= table["missed_plain_percent"]).all()
    long = table.loc["trend and season, 120 months"]
    assert 3 <= long["missed_mixture_percent"] <= 7
    # 99.9 % of chi squared on nine degrees of freedom
    assert table.loc[table.index.str.contains("prior"), "rank_chi2_9df"].max() < 27.9
