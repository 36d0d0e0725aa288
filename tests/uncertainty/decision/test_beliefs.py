"""The beliefs of a comparison as columns."""

from __future__ import annotations

import numpy as np
import pytest

from senim.evidence import load_evidence
from senim.parameters import load_parameters
from senim.paths import project_root
from senim.scenarios import load_scenarios, select_scenarios
from senim.simulation import Settings, draw_elasticities
from senim.uncertainty.decision import drawn_beliefs

SETTINGS = Settings(draws=300, seed=9)


@pytest.fixture(scope="module")
def beliefs():
    root = project_root()
    parameters = load_parameters(root / "parameters")
    evidence = load_evidence(parameters.value("crime.study_correlation"))
    scenarios = select_scenarios(load_scenarios(root / "scenarios"), ["baseline", "full-package"])
    return drawn_beliefs(scenarios, parameters, evidence, SETTINGS), parameters, evidence


def test_beliefs_are_the_numbers_that_the_comparison_met(beliefs):
    table, parameters, evidence = beliefs
    carried = draw_elasticities(parameters, evidence, SETTINGS)["homicide"]
    np.testing.assert_array_equal(table["elasticity.homicide"], carried)
    vacancy = parameters.draws("strength.vacancy_rate", SETTINGS.draws, SETTINGS.seed).ravel()
    np.testing.assert_array_equal(table["strength.vacancy_rate"], vacancy)
    assert table["crime.mean_lag_years"].between(0, 3).all()


def test_what_has_one_value_or_is_a_part_has_no_column(beliefs):
    table, _, _ = beliefs
    assert "costs.saving" not in table
    assert not [name for name in table if name.startswith("crime.transport_")]
    assert (table.nunique() > 1).all()
