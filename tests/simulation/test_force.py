import numpy as np

from senim.parameters import uniforms
from senim.simulation import Settings, force_plan, screening_test

SETTINGS = Settings(draws=500, seed=1)


def test_a_test_without_information_fails_sound_and_problem_officers_alike(parameters):
    blind = screening_test(parameters.with_values({"attestation.informedness": 0.0}), SETTINGS)
    assert np.allclose(blind.sensitivity, 1 - blind.specificity)
    sharp = screening_test(parameters.with_values({"attestation.informedness": 1.0}), SETTINGS)
    assert np.allclose(sharp.sensitivity, 1.0)


def test_only_those_in_the_scope_of_a_wave_leave_before_it(parameters, scenarios):
    everyone = force_plan(scenarios["attestation-2019"], parameters, SETTINGS).waves[0]
    managers = force_plan(scenarios["attestation-2024"], parameters, SETTINGS).waves[0]
    assert np.median(everyone.anticipation_multiple) > 2
    assert np.allclose(
        managers.anticipation_multiple - 1, managers.scope * (everyone.anticipation_multiple - 1)
    )


def test_levers_are_dated_in_months_from_the_first_year(parameters, scenarios):
    cut = force_plan(scenarios["cut-to-424"], parameters, SETTINGS).cuts[0]
    assert (cut.first_month, cut.last_month, cut.posts_cut_per_100k) == (3, 11, 47)
    wave = force_plan(scenarios["attestation-2019"], parameters, SETTINGS).waves[0]
    assert (wave.first_month, wave.last_month) == (9, 14)
    assert force_plan(scenarios["baseline"], parameters, SETTINGS).cuts == ()


def test_streams_of_random_numbers_lie_inside_the_unit_interval():
    numbers = uniforms("any", (1_000, 2), 1)
    assert numbers.min() > 0
    assert numbers.max() < 1
