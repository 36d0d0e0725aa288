"""The figures of all tables under one kind of name."""

from __future__ import annotations

import numpy as np
import pytest

from senim.evidence.official import FIGURE_TABLES, Noise, annual_totals, gather_figures


@pytest.fixture(scope="module")
def figures(published):
    """Give every figure."""
    return gather_figures(published)


def test_every_row_with_a_number_has_a_name(published, figures):
    for table in ("registered_offences", "police_strength", "vetting_evidence", "claim_figures"):
        column = "count" if table == "registered_offences" else "value"
        frame = published[table].dropna(subset=[column])
        assert {f"{table}/{row}" for row in frame["row"]} <= figures.keys()
    assert set(FIGURE_TABLES) <= set(published)


def test_the_year_before_the_first_follows_from_the_published_change(figures):
    first = figures["registered_offences/total-2016"]
    assert first.value == pytest.approx(316_400 / 0.875)
    assert first.low == pytest.approx(316_350 / 0.8755, rel=1e-6)
    assert list(annual_totals(figures)) == list(range(2016, 2026))


def test_deaths_are_rare_events_and_offences_are_not(figures):
    murders = figures["registered_offences/ministry-homicide-2024"]
    assert (murders.noise, murders.events, murders.counted) == (Noise.POISSON, 565, "deaths")
    total = figures["registered_offences/total-2024"]
    assert (total.noise, total.counted) == (Noise.NONE, "offences")


def test_homicide_counts_are_rate_times_people(published, figures):
    rate, people = figures["homicide_rate/1991"], figures["population/1991"]
    assert figures["homicide_count/1991"].value == pytest.approx(rate.value * people.value / 100_000)
    assert rate.events == figures["homicide_count/1991"].value


def test_a_survey_knows_how_many_were_asked(published):
    figures = gather_figures(published, respondents=1234)
    name = "trust_surveys/statistics-bureau-trust"
    assert figures[f"{name}-2020-fully"].respondents == 18_000, "stated"
    assert figures[f"{name}-2023-fully"].respondents == 1234, "taken for granted"
    assert figures[f"{name}-2024-spring-partly"].step == pytest.approx(0.1), "27.0 is printed to a tenth"
    assert figures["trust_surveys/ministry-trust-2021-h1-fully"].noise is Noise.NONE, "nobody says how many"


def test_derived_figures_carry_the_rounding_of_their_parts(figures):
    before = figures["derived/officers-2018"]
    assert before.value == pytest.approx(471 * figures["population/2018"].value / 100_000)
    assert figures["derived/strength-less-police"].low < 423.9 < figures["derived/strength-less-police"].high
    assert figures["derived/russia-posts-before"].value == pytest.approx(1_106_472 / 0.78)


def test_no_figure_is_missing_or_infinite(figures):
    for name, figure in figures.items():
        assert np.isfinite([figure.value, figure.step, figure.events, figure.respondents]).all(), name
