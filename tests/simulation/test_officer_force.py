import numpy as np
import pytest

from senim.personnel.officers import QUALITIES, RANKS, SEXES, AttestationPlan, expected_force
from senim.simulation import Settings, attestation_test, officer_force
from senim.simulation.officer_force import DrawnValues, filled_posts
from senim.sources import load

SETTINGS = Settings(draws=40, seed=5)


@pytest.fixture(params=[None, 3, 17, 31])
def drawn(request, parameters):
    value = DrawnValues(parameters, SETTINGS, request.param)
    force = officer_force(parameters, SETTINGS, request.param)
    return value, force, expected_force(force, AttestationPlan(), 12)


def test_the_stock_has_the_shares_of_the_parameters(drawn):
    value, force, expected = drawn
    stock = expected.path.stocks[0] / expected.path.stocks[0].sum()
    assert force.officers == filled_posts(value)
    assert expected.path.officers[0] == pytest.approx(force.officers)
    assert stock[20:].sum() == pytest.approx(value("attestation.long_service_share"), rel=1e-6)
    by_rank = dict(zip(RANKS, stock.sum(axis=(0, 2, 3, 4)), strict=True))
    assert by_rank["middle"] == pytest.approx(value("attestation.middle_management_share"), rel=0.02)
    assert by_rank["senior"] == pytest.approx(value("attestation.senior_share"), rel=0.02)
    assert by_rank["head"] == pytest.approx(value("attestation.heads_share"), rel=0.03)
    by_unit = dict(zip(force.units, stock.sum(axis=(0, 1, 3, 4)), strict=True))
    assert by_unit["patrol"] == pytest.approx(value("strength.front_line_share_of_posts"))
    assert by_unit["guard"] == pytest.approx(value("strength.guard_share_of_posts"))
    women = stock.sum(axis=(0, 1, 2, 4))[SEXES.index("woman")]
    assert women == pytest.approx(value("attestation.women_share"))
    on_leave = expected.steady.leave.sum() / force.officers
    assert on_leave == pytest.approx(value("attestation.leave_share_of_women") * women, rel=1e-6)


def test_both_traits_have_the_prevalence_of_the_parameters(drawn):
    value, _, expected = drawn
    by_quality = dict(
        zip(
            QUALITIES, expected.path.stocks[0].sum(axis=(0, 1, 2, 3)) / expected.path.officers[0], strict=True
        )
    )
    both = by_quality["low_competence_and_problem"]
    assert by_quality["problem"] + both == pytest.approx(value("attestation.prevalence"), rel=0.02)
    low = value("attestation.low_competence_share")
    assert by_quality["low_competence"] + both == pytest.approx(low, rel=0.02)


def test_nothing_moves_without_a_plan_and_appointments_are_as_many_as_believed(drawn):
    value, force, expected = drawn
    assert np.allclose(expected.path.stocks, expected.path.stocks[0], atol=1e-6)
    appointed = expected.path.flow("appointed").sum() / force.officers
    promoted_alone = force.appointments_yearly == 0.0
    assert promoted_alone or appointed == pytest.approx(value("attestation.new_in_post_share"), rel=0.05)


def test_every_draw_has_a_force(parameters):
    forces = [officer_force(parameters, SETTINGS, draw) for draw in range(SETTINGS.draws)]
    assert len({force.officers for force in forces}) > SETTINGS.draws // 2


def test_a_case_brings_its_own_officers(parameters):
    assert officer_force(parameters, SETTINGS, officers=3094).officers == 3094


def test_the_population_is_that_of_the_table(processed, parameters):
    table = load("population", processed)
    row = table.query("area == 'Kazakhstan' and year == 2018 and sex == 'all'")
    assert parameters.value("strength.population") == row["population"].item()


def test_the_test_has_the_rates_of_the_parameters(parameters):
    value = DrawnValues(parameters, SETTINGS, 7)
    sound, problem, low, both = attestation_test(parameters, SETTINGS, 7).fail_rates()
    assert sound == pytest.approx(value("attestation.false_positive_rate"))
    assert problem == pytest.approx(sound + value("attestation.informedness") * (1 - sound))
    assert low == pytest.approx(sound + value("attestation.competence_informedness") * (1 - sound))
    assert both > max(problem, low)


def test_an_integrity_blind_test_is_possible(parameters):
    blind = parameters.with_values({"attestation.informedness": 0.0})
    sound, problem, *_ = attestation_test(blind, SETTINGS).fail_rates()
    assert problem == pytest.approx(sound)


def test_recruits_worse_than_the_force_mend(parameters):
    force = officer_force(parameters.with_values({"personnel.recruit_prevalence_ratio": 2.0}), SETTINGS)
    assert force.turning_yearly == 0.0
    assert force.mending_yearly > 0.0
