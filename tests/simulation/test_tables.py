import numpy as np
import pytest

from senim.outcomes import validate_outcomes
from senim.simulation import comparison, dots, model_path, outcome_table


def test_outcome_table_holds_every_scenario_outcome_and_year(simulation):
    table = validate_outcomes(outcome_table(simulation))
    assert set(table["scenario"]) == set(simulation.scenarios)
    assert set(table["year"]) == set(simulation.settings.calendar)
    row = table.query(
        "scenario == 'cut-to-424' and outcome == 'full_trust' and year == 2022 and statistic == 'q95'"
    )
    draws = simulation.at_evaluation("cut-to-424", "full_trust", "all")
    assert row["value"].item() == pytest.approx(np.quantile(draws, 0.95))


def test_each_scenario_is_compared_the_horizon_after_its_first_lever(simulation):
    years = comparison(simulation).groupby("scenario")["year"].first()
    assert years["cut-to-424"] == 2022
    assert years["attestation-2024"] == 2027
    assert years["baseline"] == 2022


def test_limits_are_in_order_and_likelihood_is_the_share_above_zero(simulation):
    table = comparison(simulation)
    assert (table["low"] <= table["q25"]).all()
    assert (table["q75"] <= table["high"]).all()
    row = table.query("scenario == 'cut-to-424' and outcome == 'registered_offences' and group == 'property'")
    draws = simulation.at_evaluation("cut-to-424", "registered_offences", "property")
    assert row["likelihood"].item() == (draws > 0).mean()


def test_fifty_dots_count_the_share_of_draws_to_a_fiftieth(simulation):
    table = dots(simulation, (("registered_offences", "violent"),))
    counts = table.groupby("scenario")["rank"].count()
    assert set(counts) == {50}
    above = (table.query("scenario == 'cut-to-424'")["value"] > 0).mean()
    draws = simulation.at_evaluation("cut-to-424", "registered_offences", "violent")
    assert abs(above - (draws > 0).mean()) <= 1 / 50


def test_dots_are_the_middles_of_fiftieths(simulation):
    table = dots(simulation, (("full_trust", "all"),)).query("scenario == 'cut-to-424'")
    draws = simulation.at_evaluation("cut-to-424", "full_trust", "all")
    assert table["value"].iloc[0] == pytest.approx(np.quantile(draws, 0.01))
    assert table["value"].iloc[-1] == pytest.approx(np.quantile(draws, 0.99))


def test_a_path_starts_at_the_level_and_rises_where_offences_rise(simulation):
    path = model_path(simulation, "cut-to-424", "registered_offences", "violent", level=1_000.0)
    assert path["year"].tolist() == [2018, *simulation.settings.calendar]
    assert set(path.iloc[0][["q05", "median", "q95", "without"]]) == {1_000.0}
    draws = simulation.draws["cut-to-424"]["registered_offences", "violent"][:, -1]
    assert path["q95"].iloc[-1] == pytest.approx(1_000 * (1 + np.quantile(draws, 0.95) / 100))
