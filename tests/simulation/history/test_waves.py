from dataclasses import replace

import numpy as np
import pytest

from senim.personnel.officers import (
    AttestationPlan,
    Exemptions,
    Scope,
    expected_force,
    make_tables,
    simulate_officers,
)
from senim.simulation import Settings, attestation_test, officer_force
from senim.simulation.design import latin_hypercube
from senim.simulation.history import (
    HistoricalWave,
    one_look,
    predicted_unfit,
    wave_shares,
    with_chance,
    without_unit_types,
)

SETTINGS = Settings(draws=4_000, seed=11)
NOBODY_EXEMPT = Exemptions(long_service=False, on_leave=True, new_in_post=False, heads=False)
FIRST = HistoricalWave(
    id="first", first_month=0, last_month=5, dismissed=0.4, demoted=0.25, exemptions=NOBODY_EXEMPT
)
MANAGERS = HistoricalWave(
    id="managers",
    first_month=20,
    last_month=23,
    dismissed=0.0,
    demoted=0.5,
    scope=Scope(ranks=("middle",)),
    reserve_share=0.1,
)


@pytest.fixture(scope="module")
def run(parameters):
    return wave_shares(parameters, [FIRST, MANAGERS], forces=3, seed=SETTINGS.seed)


def test_the_unfit_are_split_as_the_wave_says(run):
    first = run["first"]
    assert np.allclose(first.dismissed, 0.4 * first.unfit)
    assert np.allclose(first.demoted, 0.25 * first.unfit)
    assert np.allclose(first.transferred, 0.35 * first.unfit)
    assert not run["managers"].dismissed.any()
    assert np.allclose(run["managers"].reserve, 0.1 * (1.0 - run["managers"].unfit))


def test_a_wave_meets_whom_it_is_meant_for(run, parameters):
    middle = [
        beliefs.value("attestation.middle_management_share")
        for beliefs in latin_hypercube(parameters, 3, SETTINGS.seed)
    ]
    assert (run["first"].examined > 0.95).all()
    assert (run["managers"].examined < middle).all()
    assert (run["managers"].examined > 0).all()


def test_a_first_wave_of_everybody_is_nearly_one_look_and_a_second_finds_fewer(run):
    assert np.allclose(run["first"].multiple, 1.0, atol=0.03)
    assert (run["managers"].multiple < run["first"].multiple).all()


def test_one_look_is_what_the_model_finds_if_everybody_is_examined_at_once(parameters):
    beliefs = latin_hypercube(parameters, 1, seed=2)[0]
    settings = Settings(draws=1)
    nobody = Exemptions(long_service=False, on_leave=False, new_in_post=False, heads=False)
    at_once = replace(FIRST, last_month=0, exemptions=nobody).with_test(attestation_test(beliefs, settings))
    force = officer_force(beliefs, settings, officers=10_000)
    path = expected_force(force, AttestationPlan(waves=(at_once,), effect_classes=1), 1).path
    found = path.flow("unfit").sum() / path.flow("examined").sum()
    assert path.flow("examined").sum() == pytest.approx(10_000)
    assert found == pytest.approx(one_look(beliefs, settings)[0], rel=0.01)


def test_many_draws_have_the_level_of_the_engine(run, parameters):
    drawn = predicted_unfit(run["first"], parameters, SETTINGS)
    assert drawn.shape == (SETTINGS.draws,)
    low, high = np.quantile(drawn, [0.0, 1.0])
    assert ((run["first"].unfit >= low) & (run["first"].unfit <= high)).all()
    mean_multiple = (drawn / one_look(parameters, SETTINGS)).mean()
    assert mean_multiple == pytest.approx(run["first"].multiple.mean(), abs=1e-3)


def test_chance_is_that_of_the_simulation_of_individuals(parameters):
    """Unfit among the examined of a small force, officer by officer, against a binomial count."""
    settings = Settings(draws=1)
    force = without_unit_types(officer_force(parameters, settings, officers=3_000))
    wave = replace(FIRST, last_month=0).with_test(attestation_test(parameters, settings))
    expected = expected_force(force, AttestationPlan(waves=(wave,), effect_classes=1), 1)
    tables = make_tables(expected)
    paths = [simulate_officers(tables, 1, seed=5, draw=draw) for draw in range(300)]
    unfit = np.array([path.flow("unfit").sum() / path.flow("examined").sum() for path in paths])
    share = expected.path.flow("unfit").sum() / expected.path.flow("examined").sum()
    binomial = with_chance(np.full(20_000, share), 3_000, seed=5)
    error = binomial.std() / np.sqrt(len(unfit))
    assert unfit.mean() == pytest.approx(binomial.mean(), abs=4 * error)
    # a standard deviation from 300 draws is known to about 4 %
    assert unfit.std() == pytest.approx(binomial.std(), rel=0.17)


def test_chance_without_officers_to_spare_gives_whole_officers():
    shares = with_chance(np.full(50, 0.3), 10, seed=1)
    assert np.allclose(shares * 10, np.round(shares * 10))
