"""The yearly series as a table."""

from __future__ import annotations

import pytest

from senim.evidence.official import (
    annual_totals,
    borders,
    gather_figures,
    under_every_setting,
    yearly_movement,
)


@pytest.fixture(scope="module")
def series(published):
    """Give totals and borders."""
    return annual_totals(gather_figures(published)), borders(published["recording_regimes"])


def test_years_that_cross_rules_are_set_apart_with_their_rule(series):
    table = yearly_movement(*series).set_index("year")
    assert table.index[table["share"].isna()].tolist() == [2019, 2020]
    assert table.loc[2019, "regime"] == "targets-and-unified-data"
    assert table.loc[2025, "change"] == pytest.approx(-6.7, abs=0.05)
    usual = table.dropna(subset=["share"])
    assert ((usual["change"] > usual["usual_low"]) == (usual["share"] > 0.05)).all()


def test_every_setting_stands_in_the_table_and_says_why_it_cannot_tell(series):
    table = under_every_setting(-7.6, *series, (2017, 2018))
    assert len(table) == 8
    assert (table["share"].isna() == (table["cannot_tell"] != "")).all()
    assert table.loc[table["rules"] == "same", "cannot_tell"].unique().tolist() == ["too_short"]
    crossing = under_every_setting(-16.7, *series, (2018, 2019))
    assert crossing["cannot_tell"].unique().tolist() == ["crosses_rules"]
