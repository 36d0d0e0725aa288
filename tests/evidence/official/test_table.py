"""Checked claims as tables."""

from __future__ import annotations

import pytest

from senim.brief.catalogue import load_catalogue
from senim.brief.numbers import LANGUAGES
from senim.evidence.official import Reason, Verdict, claims_table, readings_table
from senim.evidence.official.table import CLAIM_COLUMNS, READING_COLUMNS


def test_one_row_a_claim_and_one_a_reading(checked, published):
    claims, readings = claims_table(list(checked.values())), readings_table(list(checked.values()))
    assert list(claims.columns) == list(CLAIM_COLUMNS)
    assert list(readings.columns) == list(READING_COLUMNS)
    assert claims["claim"].tolist() == published["official_claims"]["claim"].tolist()
    assert set(readings["reading"]) == set(published["claim_readings"]["reading"])
    assert readings.groupby("claim")["decides"].sum().max() == 1


def test_figures_are_put_on_the_scale_of_what_was_said(checked):
    rows = claims_table(list(checked.values())).set_index("claim")
    assert rows.loc["population-factor", "ratio"] == pytest.approx(79.5, abs=0.1)
    assert rows.loc["crime-2025", "ratio"] == pytest.approx(74.3, abs=0.1), "a fall found is above zero"
    numbers = rows.dropna(subset=["figure"])
    assert (numbers["ratio_low"] <= numbers["ratio"]).all()
    assert (numbers["ratio"] <= numbers["ratio_high"]).all()


def test_what_crosses_the_rules_does_not_count_the_same(checked):
    rows = claims_table(list(checked.values())).set_index("claim")
    assert not rows.loc["registered-2020", "same"]
    assert rows.loc["registered-2018", "same"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_reading_verdict_and_reason_has_words(checked, language):
    catalogue = load_catalogue(language)
    wanted = {f"claimed.{claim}" for claim in checked}
    wanted |= {f"reading.{one.reading.id}" for each in checked.values() for one in each.readings}
    wanted |= {f"verdict.{verdict}" for verdict in Verdict}
    wanted |= {f"verdict.{verdict}.meaning" for verdict in Verdict}
    wanted |= {f"reason.{reason}" for reason in Reason}
    wanted |= {
        f"needs.{str(reason).removeprefix('lacks_')}" for reason in Reason if reason.startswith("lacks_")
    }
    assert {word for word in wanted if word not in catalogue.messages or not catalogue.has(word)} == set()
    shown = {name for name in catalogue.messages if name.startswith(("claimed.", "reading.", "reason."))}
    assert shown <= wanted, "words for nothing"
