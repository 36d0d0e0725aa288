"""Studies that could be made."""

from __future__ import annotations

import numpy as np
import pytest

from senim.arguments import ArgumentError
from senim.uncertainty.studies import Headcount, RandomOrder, VictimSurvey

SURVEY = VictimSurvey(people=6_000, victims_share=0.12, design_effect=1.5, yearly_noise=0.0)


def test_the_error_of_a_victim_survey_is_that_of_surveys_drawn_by_chance() -> None:
    rng = np.random.default_rng(1)
    effective = round(SURVEY.people / SURVEY.design_effect)
    shares = rng.binomial(effective, SURVEY.victims_share, size=(20_000, 4)) / effective
    found = np.log(shares) @ [1, -1, -1, 1]
    assert SURVEY.error == pytest.approx(found.std(), rel=0.02)


def test_noise_of_years_cannot_be_asked_away() -> None:
    many = VictimSurvey(people=10**9, victims_share=0.12, design_effect=1.5, yearly_noise=0.08)
    assert many.error == pytest.approx(0.08 * np.sqrt(2), rel=1e-3)


def test_the_error_of_a_random_order_is_that_of_districts_drawn_by_chance() -> None:
    study = RandomOrder(districts=40, people_per_district=150, bribe_share=0.05, between_districts=0.2)
    rng = np.random.default_rng(2)
    true = study.bribe_share * (1 + study.between_districts * rng.normal(size=(8_000, 40)))
    seen = rng.binomial(study.people_per_district, np.clip(true, 0, 1)) / study.people_per_district
    ratio = (seen[:, :20].mean(axis=1) - seen[:, 20:].mean(axis=1)) / study.bribe_share
    assert study.error == pytest.approx(ratio.std(), rel=0.05)


def test_results_centre_on_the_truth_of_each_draw() -> None:
    truth = np.linspace(-20, 30, 40_000)
    rng = np.random.default_rng(3)
    assert np.corrcoef(Headcount(error_percent=0.5).result(truth, rng), truth)[0, 1] > 0.99
    off = SURVEY.result(truth, rng) - np.log1p(truth / 100)
    assert abs(off.mean()) < 4 * SURVEY.error / 200
    assert off.std() == pytest.approx(SURVEY.error, rel=0.02)


def test_impossible_studies_are_refused_with_everything_wrong() -> None:
    with pytest.raises(ArgumentError) as caught:
        VictimSurvey(people=0, victims_share=1.2, design_effect=0.0, yearly_noise=-1.0)
    assert len(caught.value.findings) == 4
    with pytest.raises(ArgumentError, match="error_percent"):
        Headcount(error_percent=-1.0)
    with pytest.raises(ArgumentError, match="districts"):
        RandomOrder(districts=1, people_per_district=10, bribe_share=0.1, between_districts=0.1)


@pytest.mark.parametrize("truth", [[np.nan], [np.inf], ["much"], [-101.0], None])
def test_a_truth_that_is_no_number_is_refused_and_so_is_no_source_of_error(truth: object) -> None:
    survey = VictimSurvey(people=100, victims_share=0.1, design_effect=2.0, yearly_noise=0.02)
    with pytest.raises(ArgumentError) as caught:
        survey.result(truth, None)  # type: ignore[arg-type]
    assert [finding.where for finding in caught.value.findings] == ["argument rng", "argument true_change"]
    with pytest.raises(ArgumentError, match="front_line_change"):
        Headcount(error_percent=1.0).result(truth, np.random.default_rng(1))  # type: ignore[arg-type]
