"""Every claim held against its figures: the real ones, changed ones, and simulated ones."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.arguments import ArgumentError
from senim.evidence.official import (
    Assumptions,
    Border,
    OfficialClaim,
    Period,
    PublishedFigure,
    Reading,
    check,
    check_claims,
)

NOT_CLAIMS = {
    "the law on attestation": {
        "attestation-interval",
        "attestation-after-appointment",
        "exempt-from-service",
        "parental-leave-earliest",
        "parental-leave-latest",
    },
    "a date": {
        "decree-2012-signed",
        "russia-attestation-window",
        "announced-on",
        "analytical-centre",
        "community-policing-seminars",
        "road-accounting-change",
        "road-accounting-letter",
        "year-of-prevention",
        "middle-management-wave",
    },
    "a decision about what comes": {"pay-added", "schools-after"},
}
"""Rows of seed_facts that state nothing which figures could bear out."""


def test_every_quantified_statement_of_the_documents_is_a_claim_or_is_none_by_its_nature(published):
    stated = published["official_claims"]["facts"].dropna().str.split(";").explode()
    left = set().union(*NOT_CLAIMS.values())
    assert set(stated) & left == set()
    assert set(stated) | left == set(published["seed_facts"]["fact"])


def test_every_official_claim_of_the_documents_is_checked(published, checked):
    facts = published["seed_facts"]
    official = set(facts.loc[facts["role"] == "official_claim", "fact"])
    rows = published["official_claims"].dropna(subset=["facts"])
    covered = {fact for row in rows.itertuples() for fact in row.facts.split(";") if row.claim in checked}
    assert official <= covered


@pytest.mark.parametrize(
    ("claim", "verdict", "figure"),
    [
        ("population-factor", "contradicted", 1.19),
        ("homicide-factor", "contradicted", 2.96),
        ("crime-2025", "contradicted", -6.7),
        ("crime-fall-three-years", "not_comparable", -19.2),
        ("european-average", "contradicted", 318),
        ("russia-share", "contradicted", 16.0),
        ("russia-dismissed", "not_comparable", 183_000),
        ("trust-not-at-all", "contradicted", 4.6),
        ("trust-full", "supported", 61.6),
        ("trust-rather", "supported", 27.0),
        ("trust-rise", "supported", 24.8),
        ("uk-cut-2011", "supported", -3.218),
        ("staff-cut", "supported", -10.1),
        ("strength-after", "not_comparable", 393),
        ("registered-2018", "not_distinguishable", -7.6),
        ("registered-2020", "not_comparable", -33.1),
        ("crime-rose-2015", "not_comparable", 75),
        ("accidents-rose", "not_comparable", 146),
    ],
)
def test_what_figures_say_today(checked, claim, verdict, figure):
    one = checked[claim]
    assert one.verdict == verdict
    assert one.readings[0].found is not None
    assert one.readings[0].found.value == pytest.approx(figure, rel=0.005)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("cameras-solved", "lacks_denominator"),
        ("crime-since-independence", "lacks_start"),
        ("no-crime-villages", "lacks_comparison"),
        ("offences-prevented", "lacks_counting"),
        ("span-of-control", "lacks_sense"),
    ],
)
def test_what_nobody_can_test_says_why(checked, claim, reason):
    assert (checked[claim].verdict, checked[claim].reason) == ("not_testable", reason)


def test_road_deaths_are_within_chance_whatever_their_number_was(checked):
    one = checked["road-deaths"]
    assert (one.verdict, one.reason) == ("not_distinguishable", "chance")
    assert one.readings[0].found is None
    assert one.readings[0].share > 0.2


def test_a_cause_that_came_later_is_noticed(checked):
    assert checked["uk-cut-2011"].cause_came_later is True
    assert checked["crime-2025"].cause_came_later is None


def test_other_readings_show_where_a_number_comes_from(checked):
    murders = {one.reading.id: one.found for one in checked["homicide-factor"].readings}
    assert murders["homicide-peak"].low < 4.5 < murders["homicide-peak"].high
    answers = {one.reading.id: one.found for one in checked["trust-not-at-all"].readings}
    assert answers["trust-two-lowest"].value == pytest.approx(9.0)
    counts = {one.reading.id: one.found.value for one in checked["crime-2025"].readings}
    assert counts["crime-2025-half-year"] > -9 > counts["crime-2025-crimes"]


SURVEY = "statistics-bureau-trust-2024-spring"
REGIME = ("recording_regimes", "regime", "targets-and-unified-data", "date_start")
CHANGED = [
    ("population-factor", ("population", "population", 20_592_571, "population", 25_900_000)),
    ("crime-2025", ("registered_offences", "row", "total-2025", "count", 120_800)),
    ("crime-2025", ("registered_offences", "row", "total-2025", "count", 60_000)),
    ("registered-2018", ("registered_offences", "row", "total-2018", "count", 280_000)),
    ("registered-2018", (*REGIME, "2018-03-01")),
    ("registered-2019", (*REGIME, "2016-03-01")),
    ("trust-not-at-all", ("trust_surveys", "row", f"{SURVEY}-not-at-all", "value", 8.8)),
    ("trust-full", ("trust_surveys", "row", f"{SURVEY}-fully", "value", 58.0)),
    ("road-deaths", ("claim_figures", "row", "road-deaths-2025", "value", 2_100_000.0)),
    ("european-average", ("claim_figures", "row", "eu-police-2016", "value", 410.0)),
    ("crime-2025", ("official_claims", "claim", "crime-2025", "said_step", 5.0)),
]
VERDICTS = [
    ("contradicted", "supported"),
    ("contradicted", "not_distinguishable"),
    ("contradicted", "contradicted"),
    ("not_distinguishable", "contradicted"),
    ("not_distinguishable", "not_comparable"),
    ("not_comparable", "not_distinguishable"),
    ("contradicted", "supported"),
    ("supported", "contradicted"),
    ("not_distinguishable", "supported"),
    ("contradicted", "supported"),
    ("contradicted", "not_distinguishable"),
]


@pytest.mark.parametrize(
    ("claim", "cell", "before", "after"),
    [(*change, *verdicts) for change, verdicts in zip(CHANGED, VERDICTS, strict=True)],
)
def test_a_changed_figure_changes_the_verdict(checked, changed, claim, cell, before, after):
    table, key, row, column, value = cell
    given = pd.Timestamp(value) if column == "date_start" else value
    assert checked[claim].verdict == before
    assert changed(table, key, row, column, given)[claim].verdict == after


def test_assumptions_are_held_to_their_bounds():
    with pytest.raises(ArgumentError) as told:
        Assumptions(significance=0.0, design_effect=0.5, respondents=0.0)
    assert len(told.value.findings) == 3


def test_a_smaller_survey_cannot_contradict(published):
    few = {one.claim.id: one for one in check_claims(published, Assumptions(respondents=200))}
    assert few["trust-rise"].verdict == "supported", "25 points are far from nothing"
    either = next(one for one in few["trust-rise"].readings if one.reading.id == "trust-rise-any")
    assert either.found.low < 0 < either.found.high, "and 1.4 points are nothing"


def announced(changes: np.ndarray, borders: tuple[Border, ...] = ()) -> str:
    """Let a year's change be announced as it was published, and check it."""
    counts = 200_000 * np.exp(np.cumsum([0.0, *changes]))
    figures = {
        f"registered_offences/{2000 + at}": PublishedFigure(
            float(count), period=Period(2000 + at, 2001 + at), counted="offences", year=2000 + at
        )
        for at, count in enumerate(counts)
    }
    pair = list(figures.values())[-2:]
    said = round(100 * (pair[1].value / pair[0].value - 1), 2)
    reading = Reading("totals", "change", (pair[0],), (pair[1],), "same")
    claim = OfficialClaim("fall", said, "percent_change", 0.01, readings=(reading,))
    return str(check([claim], figures, borders)[0].verdict)


@pytest.mark.parametrize(
    ("years", "tries", "least"),
    [
        # 95 % is meant; so few tries scatter by 1.1 points
        (6, 400, 0.92),
        (9, 400, 0.92),
        pytest.param(6, 4000, 0.94, marks=pytest.mark.slow),
        pytest.param(9, 4000, 0.94, marks=pytest.mark.slow),
    ],
)
def test_noise_that_is_announced_is_called_indistinguishable(years, tries, least):
    generator = np.random.default_rng(7)
    verdicts = [announced(generator.normal(-0.06, 0.05, years)) for _ in range(tries)]
    assert verdicts.count("not_distinguishable") / tries >= least
    assert set(verdicts) <= {"not_distinguishable", "supported"}


@pytest.mark.parametrize(
    ("years", "scales", "least"), [(20, 3, 0.7), (20, 5, 0.97), (6, 5, 0.7), (6, 8, 0.93)]
)
def test_a_change_of_several_scales_is_found(years, scales, least):
    generator = np.random.default_rng(11)
    found = []
    for _ in range(200):
        changes = generator.normal(-0.06, 0.05, years + 1)
        changes[-1] = -0.06 - scales * 0.05 + generator.normal(0, 0.05)
        found.append(announced(changes))
    assert found.count("supported") / len(found) >= least


def test_a_break_in_the_rules_is_never_announced_as_a_result():
    generator = np.random.default_rng(3)
    rules = (Border("new-code", 2009.0),)
    for _ in range(20):
        changes = generator.normal(-0.06, 0.05, 9)
        changes[-1] -= 0.5
        assert announced(changes, rules) == "not_comparable"
        assert announced(changes) in {"supported", "not_distinguishable"}
