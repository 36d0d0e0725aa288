import numpy as np
import pytest

from senim.outcomes import validate_outcomes
from senim.personnel.officers import AttestationPlan, OfficerPath, expected_force
from senim.scenarios import Scenario, select_scenarios
from senim.simulation import Settings, officer_force
from senim.simulation.design import latin_hypercube
from senim.simulation.officer_outcomes import UNITS, OfficerScenarios, officer_scenarios, service_years
from senim.simulation.officer_plans import attestation_plan, staffing_plan

SETTINGS = Settings(draws=1, seed=4, years=4)
NAMES = ["baseline", "cut-to-424", "cut-and-attestation", "full-package"]
FORCES = 2


@pytest.fixture(scope="module")
def chosen(scenarios):
    return select_scenarios(scenarios, NAMES)


@pytest.fixture(scope="module")
def run(chosen, parameters):
    return officer_scenarios(chosen, parameters, SETTINGS, forces=FORCES, threads=1)


def test_every_outcome_has_a_number_for_each_set_of_beliefs_and_year(run):
    for scenario, outcomes in run.draws.items():
        assert {outcome for outcome, _ in outcomes} == set(UNITS) - {"officers_waiting"}, scenario
        assert {draws.shape for draws in outcomes.values()} == {(FORCES, 4)}
    assert set(run.monthly["baseline"]) == {("officers_in_post", "all"), ("vacant_posts", "all")}
    assert run.monthly["baseline"]["officers_in_post", "all"].shape == (FORCES, 49)


def test_those_who_wait_for_the_cycle_are_told_by_month_where_not_all_are_called(chosen, parameters):
    words = {"en": "some words", "kk": "some words", "ru": "some words"}
    lever = {"lever": "attestation", "kind": "periodic", "from": "2015-01-01"}
    lever["outcome_split"] = "attestation.removed_share_2012"

    def scenario(name, **limits):
        content = {"id": name, "title": words, "definition": words, "levers": [lever | limits]}
        return Scenario.model_validate(content)

    tried = {
        "baseline": chosen["baseline"],
        "free": scenario("free"),
        "bound": scenario("bound", capacity_monthly=1000.0),
        "roomy": scenario("roomy", capacity_monthly=100_000.0),
    }
    run = officer_scenarios(tried, parameters, SETTINGS, forces=FORCES, threads=1)
    key = "officers_waiting", "all"
    assert key not in run.draws["baseline"]
    assert key not in run.draws["free"]
    queue = run.monthly["bound"][key]
    assert queue.shape == (FORCES, SETTINGS.months + 1)
    assert (queue[:, 0] == 0.0).all()
    assert (np.diff(queue[:, :25]) > 0.0).all()
    assert (run.monthly["roomy"][key] == 0.0).all()
    for other in set(run.draws["free"]):
        assert np.array_equal(run.draws["roomy"][other], run.draws["free"][other]), other
    told = run.table().query("scenario == 'bound' and outcome == 'officers_waiting'")
    told = told[told["statistic"] == "median"]
    assert told["value"].tolist() == pytest.approx(np.median(queue[:, 12::12], axis=0))


def test_the_baseline_is_exactly_what_it_was(run):
    told = run.draws["baseline"]
    for key in ("service_lost", "officers_examined", "sound_dismissed", "problem_dismissed"):
        assert (told[key, "all"] == 0).all(), key
    assert (told["officers_released", "all"] == 0).all()
    for draws in run.monthly["baseline"].values():
        assert np.allclose(draws, draws[:, :1], rtol=1e-9)


def test_every_scenario_meets_the_same_beliefs(run, chosen, parameters):
    for months in run.monthly.values():
        start = months["officers_in_post", "all"][:, 0]
        assert (start == run.monthly["baseline"]["officers_in_post", "all"][:, 0]).all()
        assert len(set(start)) == FORCES
    alone = officer_scenarios(
        {name: chosen[name] for name in ("full-package", "baseline")}, parameters, SETTINGS, forces=FORCES
    )
    for key, draws in alone.draws["full-package"].items():
        assert np.array_equal(draws, run.draws["full-package"][key], equal_nan=True), key


def test_threads_change_nothing(run, chosen, parameters):
    fast = officer_scenarios(chosen, parameters, SETTINGS, forces=FORCES, threads=3)
    for name in NAMES:
        for key, draws in run.draws[name].items():
            assert np.array_equal(draws, fast.draws[name][key], equal_nan=True), (name, key)


def test_the_cut_leaves_the_announced_posts(run):
    officers = run.monthly["cut-to-424"]["officers_in_post", "all"]
    vacant = run.monthly["cut-to-424"]["vacant_posts", "all"]
    posts = officers / (1 - vacant / 100)
    assert posts[:, 0] == pytest.approx(471, abs=0.01)
    assert posts[:, 3] == pytest.approx(471, abs=0.01)
    # cut evenly over nine months, months told at their end
    assert posts[:, 6] == pytest.approx(471 - 47 / 3, abs=0.01)
    assert posts[:, 12:] == pytest.approx(424, abs=0.01)
    assert (vacant[:, 12:] <= vacant[:, :1]).all()


def test_outcomes_are_those_of_the_force_followed_by_hand(run, scenarios, parameters):
    """Counted from the path and not from the outcomes."""
    (beliefs,) = latin_hypercube(parameters, 1, SETTINGS.seed)
    one = officer_scenarios(
        select_scenarios(scenarios, ["baseline", "cut-and-attestation"]), parameters, SETTINGS, forces=1
    )
    told = {key: draws[0, -1] for key, draws in one.draws["cut-and-attestation"].items()}
    path, calm = (
        expected_force(
            officer_force(beliefs, SETTINGS),
            attestation_plan(scenarios[name], beliefs, SETTINGS),
            48,
            staffing=staffing_plan(scenarios[name], beliefs, SETTINGS),
        ).path
        for name in ("cut-and-attestation", "baseline")
    )
    start, end = path.officers[0], path.officers[-1]
    last = path.stocks[-1]
    assert told["officers_in_post", "all"] == pytest.approx(
        100_000 * end / beliefs.value("strength.population")
    )
    assert told["women", "all"] == pytest.approx(100 * last[:, :, :, 1].sum() / end)
    both_kinds = path.share_with("problem", "low_competence_and_problem")[-1]
    assert told["problem_officers", "all"] == pytest.approx(100 * both_kinds)
    assert told["officers_of_unit", "patrol"] == pytest.approx(
        100 * (last[:, :, 0].sum() / path.stocks[0][:, :, 0].sum() - 1)
    )
    assert told["officers_by_service", "20_and_more"] == pytest.approx(100 * last[20:].sum() / end)
    profile = [told["officers_by_service", group] for group in ("under_5", "5_to_19", "20_and_more")]
    assert sum(profile) == pytest.approx(100)
    years = np.append(np.arange(30) + 0.5, 30)
    lost = ((calm.stocks[-1] - last).sum(axis=(1, 2, 3, 4)) * years).sum()
    assert told["service_lost", "all"] == pytest.approx(1000 * lost / start)
    net = (path.flow("dismissed") - path.flow("reinstated")).sum(axis=(0, 1, 2, 3))
    assert told["sound_dismissed", "all"] == pytest.approx(1000 * net[[0, 2]].sum() / start)
    assert told["problem_dismissed", "all"] == pytest.approx(1000 * net[[1, 3]].sum() / start)
    unfit = path.flow("unfit").sum(axis=(0, 1, 2, 3))
    assert told["unfit_who_are_problem", "all"] == pytest.approx(100 * unfit[[1, 3]].sum() / unfit.sum())
    assert told["officers_released", "all"] == pytest.approx(1000 * path.flow("released").sum() / start)
    assert told["officers_examined", "all"] == pytest.approx(1000 * path.flow("examined").sum() / start)


def test_the_outcome_table_is_valid_and_leaves_out_years_without_a_value(run):
    table = run.table()
    validate_outcomes(table)
    assert set(table["scenario"]) == set(NAMES)
    correct = table.query("outcome == 'unfit_who_are_problem' and statistic == 'median'")
    assert set(correct["scenario"]) == {"cut-and-attestation", "full-package"}
    late = OfficerScenarios(
        SETTINGS,
        {"own": {("unfit_who_are_problem", "all"): np.array([[np.nan, 1.0, 2.0, 3.0]])}},
        {},
    )
    assert sorted(late.table()["year"].unique()) == [2020, 2021, 2022]


def test_service_is_counted_by_the_beliefs_of_a_year_and_thirty_years_at_most(parameters):
    stocks = np.zeros((1, 31, 1, 1, 1, 1))
    stocks[0, 0], stocks[0, 4], stocks[0, 30] = 10.0, 2.0, 1.0
    path = OfficerPath(("all",), stocks, np.zeros((0, 15, 1, 1, 1, 1)), np.zeros((1, 1, 1)))
    assert service_years(path) == pytest.approx([10 * 0.5 + 2 * 4.5 + 30])


def test_service_told_by_years_is_that_of_months(parameters):
    force = officer_force(parameters, SETTINGS, officers=1000)
    yearly, monthly = (
        expected_force(force, AttestationPlan(), 1, monthly_tenure=finely).path for finely in (False, True)
    )
    months = (np.arange(monthly.stocks.shape[1]) + 0.5) / 12
    exact = monthly.stocks.sum(axis=(2, 3, 4, 5)) @ np.minimum(months, 30)
    assert service_years(yearly) == pytest.approx(exact, rel=0.01)


def test_one_baseline_is_needed(scenarios, parameters):
    with pytest.raises(ValueError, match="exactly one baseline"):
        officer_scenarios({"cut-to-424": scenarios["cut-to-424"]}, parameters, SETTINGS, forces=1)
