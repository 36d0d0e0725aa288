import numpy as np

from senim.simulation.design import latin_hypercube


def test_every_stratum_of_every_parameter_is_met_once(parameters):
    sets = latin_hypercube(parameters, 8, seed=3)
    for name, low, high in (("attestation.informedness", 0.0, 0.8), ("personnel.exit_rate", 0.04, 0.10)):
        drawn = np.array([beliefs.value(name) for beliefs in sets])
        strata = np.floor((drawn - low) / (high - low) * 8)
        assert sorted(strata) == list(range(8))


def test_parameters_are_independent_of_one_another_and_of_the_seed_of_others(parameters):
    sets = latin_hypercube(parameters, 200, seed=3)
    drawn = np.array(
        [
            [beliefs.value(name) for beliefs in sets]
            for name in ("attestation.informedness", "personnel.exit_rate")
        ]
    )
    assert abs(np.corrcoef(drawn)[0, 1]) < 0.2
    again = latin_hypercube(parameters, 200, seed=3)
    assert again[7].value("personnel.exit_rate") == sets[7].value("personnel.exit_rate")
    assert latin_hypercube(parameters, 200, seed=4)[7].value("personnel.exit_rate") != drawn[1, 7]


def test_a_set_value_stays_and_a_value_without_doubt_too(parameters):
    given = parameters.with_values({"attestation.informedness": 0.25})
    sets = latin_hypercube(given, 4, seed=3)
    assert {beliefs.value("attestation.informedness") for beliefs in sets} == {0.25}
    assert {beliefs.value("strength.before") for beliefs in sets} == {471}
