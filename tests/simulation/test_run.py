import numpy as np
import pytest

from senim.scenarios import Scenario
from senim.simulation import Settings, simulate

WORDS = {"en": "some words", "kk": "some words", "ru": "some words"}
CHANGES = (
    "registered_offences",
    "true_offences",
    "full_trust",
    "front_line_officers",
    "extra_homicides",
    "treasury_balance",
)


def scenario(name, *levers):
    return Scenario.model_validate({"id": name, "title": WORDS, "definition": WORDS, "levers": levers})


def cut(after="strength.after", version="presidential_meeting_2018"):
    return {
        "lever": "establishment_cut",
        "from": "2019-04-01",
        "until": "2019-12-31",
        "before": "strength.before",
        "after": after,
        "version": version,
    }


def run(scenarios, parameters, evidence, *more, draws=400, seed=1):
    chosen = {"baseline": scenarios["baseline"]} | {one.id: one for one in more}
    return simulate(chosen, parameters, evidence, Settings(draws=draws, seed=seed))


def test_the_baseline_differs_from_itself_by_exactly_zero_in_every_draw(simulation):
    for (outcome, group), draws in simulation.draws["baseline"].items():
        if outcome in CHANGES:
            assert np.array_equal(draws, np.zeros_like(draws)), (outcome, group)


def test_draws_do_not_depend_on_which_other_scenarios_run(simulation, scenarios, parameters, evidence):
    alone = run(scenarios, parameters, evidence, scenarios["cut-to-424"], draws=2_000)
    for key, draws in alone.draws["cut-to-424"].items():
        assert np.array_equal(draws, simulation.draws["cut-to-424"][key]), key


def test_same_seed_same_draws_another_seed_others(scenarios, parameters, evidence):
    one, two, other = (
        run(scenarios, parameters, evidence, scenarios["cut-to-424"], seed=seed) for seed in (3, 3, 4)
    )
    key = ("registered_offences", "violent")
    assert np.array_equal(one.draws["cut-to-424"][key], two.draws["cut-to-424"][key])
    assert not np.array_equal(one.draws["cut-to-424"][key], other.draws["cut-to-424"][key])


def test_a_deeper_cut_leaves_fewer_front_line_officers_in_every_draw(simulation):
    shallow = simulation.at_evaluation("cut-to-424", "front_line_officers", "all")
    deep = simulation.at_evaluation("cut-to-393", "front_line_officers", "all")
    assert (deep < shallow).all()
    assert (shallow < 0).all()


def test_the_cut_changes_offences_by_about_what_other_countries_suggest(simulation):
    violent = simulation.at_evaluation("cut-to-424", "registered_offences", "violent")
    low, middle, high = np.quantile(violent, [0.05, 0.5, 0.95])
    assert -2.5 < low < 0.5 < middle < 3.5 < high < 9
    assert 0.66 < (violent > 0).mean() < 0.99


def test_true_violence_rises_by_more_than_registered_violence(simulation):
    registered = simulation.at_evaluation("cut-to-424", "registered_offences", "violent")
    true = simulation.at_evaluation("cut-to-424", "true_offences", "violent")
    # officers only take from the register; trust can add to it
    assert (simulation.at_evaluation("cut-to-424", "recorded_share", "violent") <= 0).all()
    assert (true - registered).mean() > 0.5
    homicide = [
        simulation.at_evaluation("cut-to-424", name, "homicide")
        for name in ("registered_offences", "true_offences")
    ]
    assert np.allclose(*homicide)


def test_attestation_moves_the_middle_of_crime_by_little_and_dismisses(simulation):
    violent = simulation.at_evaluation("attestation-2019", "registered_offences", "violent")
    assert abs(np.median(violent)) < 1.5
    assert (simulation.at_evaluation("attestation-2019", "dismissed_problem", "all") > 0).all()


def test_the_wave_of_2024_dismisses_nobody(simulation):
    for outcome in ("dismissed_problem", "dismissed_sound"):
        assert simulation.at_evaluation("attestation-2024", outcome, "all").max() == 0
    assert (simulation.at_evaluation("attestation-2024", "examined", "all") > 0).all()


def test_money_adds_up(simulation):
    assert set(simulation.at_evaluation("cut-to-424", "treasury_balance", "all")) == {16.0}
    assert simulation.at_evaluation("cut-to-393", "treasury_balance", "all")[0] == pytest.approx(16 * 78 / 47)
    assert simulation.at_evaluation("full-package", "treasury_balance", "all")[0] == pytest.approx(-21.4)
    assert set(simulation.at_evaluation("attestation-2019", "treasury_balance", "all")) == {0.0}


def test_doubling_money_doubles_the_balance(scenarios, parameters, evidence):
    doubled = parameters.with_values({"costs.saving": 32.0, "pay.added": 42.8})
    once = run(scenarios, parameters, evidence, scenarios["full-package"])
    twice = run(scenarios, doubled, evidence, scenarios["full-package"])
    key = ("treasury_balance", "all")
    assert np.allclose(twice.draws["full-package"][key], 2 * once.draws["full-package"][key])


def test_a_cut_to_the_same_level_is_no_cut(scenarios, parameters, evidence):
    same = run(scenarios, parameters, evidence, scenario("same", cut(after="strength.before", version=None)))
    for outcome in ("registered_offences", "front_line_officers"):
        for (name, _), draws in same.draws["same"].items():
            if name == outcome:
                assert np.abs(draws).max() < 1e-9


def test_a_recording_change_moves_registered_and_not_true_offences(scenarios, parameters, evidence):
    rules = scenario("rules", {"lever": "recording_change", "from": "2019-01-01", "factor": 2.0})
    result = run(scenarios, parameters, evidence, rules).draws["rules"]
    assert np.allclose(result["registered_offences", "violent"], 100)
    assert np.abs(result["true_offences", "violent"]).max() == 0
    # a rule of counting is no offence that people live with
    assert np.abs(result["full_trust", "all"]).max() == 0


def test_soft_levers_are_centred_on_zero_and_independent(scenarios, parameters, evidence):
    policing = scenario("policing", {"lever": "community_policing", "from": "2019-01-01"})
    cameras = scenario("patrols", {"lever": "patrols", "from": "2019-01-01"})
    result = run(scenarios, parameters, evidence, policing, cameras, draws=4_000)
    one, two = (
        result.at_evaluation(name, "registered_offences", "violent") for name in ("policing", "patrols")
    )
    assert abs(np.mean(one > 0) - 0.5) < 0.05
    assert one.std() > 1
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.06


def test_settings_and_baseline_are_checked(scenarios, parameters, evidence):
    with pytest.raises(ValueError, match="exactly one baseline"):
        simulate({"cut-to-424": scenarios["cut-to-424"]}, parameters, evidence, Settings(draws=5))
    with pytest.raises(ValueError, match="must be positive"):
        Settings(draws=0)


def test_more_sound_officers_lower_offences_where_quality_is_made_to_matter(scenarios, parameters, evidence):
    good = parameters.with_values(
        {"crime.quality_elasticity": -5.0, "attestation.anticipation_multiple": 1.0}
    )
    result = run(scenarios, good, evidence, scenarios["attestation-2019"])
    prevalence = result.draws["attestation-2019"]["problem_prevalence", "all"][:, 1]
    assert (prevalence < result.draws["baseline"]["problem_prevalence", "all"][:, 1]).all()
    assert np.median(result.draws["attestation-2019"]["true_offences", "homicide"][:, 1]) < -1


def test_soft_levers_move_trust_as_well_as_crime(scenarios, parameters, evidence):
    policing = scenario("policing", {"lever": "community_policing", "from": "2019-01-01", "intensity": 0.5})
    half = run(scenarios, parameters, evidence, policing).at_evaluation("policing", "full_trust", "all")
    whole = scenario("policing", {"lever": "community_policing", "from": "2019-01-01"})
    full = run(scenarios, parameters, evidence, whole).at_evaluation("policing", "full_trust", "all")
    assert full.std() > 0.5
    assert np.corrcoef(half, full)[0, 1] > 0.99
    assert 1.8 < full.std() / half.std() < 2.2
