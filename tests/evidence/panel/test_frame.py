"""Derived columns, and an account of what is missing."""

from __future__ import annotations

import numpy as np
import pytest

from senim.evidence.panel import force_panel


def test_rates_counts_and_logarithms_agree(panel):
    row = panel.frame.query("force == 'Kent' and year == 2018").iloc[0]
    assert row["log_officers_per_100k"] == pytest.approx(np.log(row["officers"] / row["population"] * 1e5))
    assert row["log_theft_count"] - row["log_theft"] == pytest.approx(row["log_population"])
    assert np.exp(row["log_workforce"]) > row["officers"]


def test_what_is_missing_is_told_and_not_filled(panel):
    assert [str(gap) for gap in panel.gaps] == [
        "population, every force, 2021–2022: no rate per head of officers, and no count of offences",
        "severity score, City of London, 2007–2022: left out of every design with offences",
        "severity score, given but doubtful, Greater Manchester, 2020: fixed effects end the year before",
    ]
    late = panel.frame[panel.frame["year"] > 2020]
    assert late["log_officers_per_100k"].isna().all()
    assert late["log_officers"].notna().all()
    assert panel.gap_table()["first"].tolist() == [2021, 2007, 2020]


def test_a_gap_of_one_force_and_an_absent_row_are_found(forces):
    manchester = (forces["force"] == "Greater Manchester") & (forces["year"] == 2020)
    kent = (forces["force"] == "Kent") & (forces["year"] == 2012)
    holed = forces[~kent].copy()
    holed.loc[manchester[~kent], "severity_theft"] = np.nan
    told = [str(gap) for gap in force_panel(holed).gaps]
    assert "severity score, Greater Manchester, 2020: left out of every design with offences" in told
    assert not any("doubtful" in words for words in told)
    assert "row, Kent, 2012: no lag or change over these years" in told


def test_zero_has_no_logarithm_and_counts_as_missing(forces):
    empty = forces.assign(severity_robbery=forces["severity_robbery"].where(forces["force"] != "Kent", 0.0))
    made = force_panel(empty)
    assert made.frame.loc[made.frame["force"] == "Kent", "log_robbery"].isna().all()
    assert any(gap.force == "Kent" for gap in made.gaps)
