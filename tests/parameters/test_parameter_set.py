import numpy as np
import pytest

from senim.findings import InputError
from senim.parameters import ParameterSet, load_parameters
from senim.parameters.parameter_set import uniforms
from senim.paths import project_root
from senim.status import Status


@pytest.fixture(scope="module")
def parameters() -> ParameterSet:
    return load_parameters(project_root() / "parameters")


def test_draws_repeat_and_do_not_depend_on_other_parameters(parameters):
    alone = ParameterSet({"attestation.prevalence": parameters["attestation.prevalence"]})
    draws = parameters.draws("attestation.prevalence", 500, 7)
    assert np.array_equal(draws, alone.draws("attestation.prevalence", 500, 7))
    assert not np.array_equal(draws, parameters.draws("attestation.prevalence", 500, 8))
    assert not np.array_equal(uniforms("a", (5, 1), 1), uniforms("b", (5, 1), 1))


def test_a_parameter_with_one_value_does_not_vary(parameters):
    assert set(parameters.draws("strength.before", 10, 1)) == {471.0}


def test_set_values_replace_the_belief_and_are_assumed(parameters):
    changed = parameters.with_values({"attestation.prevalence": 0.2})
    assert changed.value("attestation.prevalence") == 0.2
    assert set(changed.draws("attestation.prevalence", 3, 1)) == {0.2}
    assert changed.status("attestation.prevalence") is Status.ASSUMED
    assert parameters.value("attestation.prevalence") != 0.2


def test_all_wrong_values_are_listed_at_once(parameters):
    with pytest.raises(InputError) as caught:
        parameters.with_values({"attestation.prevalense": 0.1, "strength.before": 9.0})
    assert len(caught.value.findings) == 2
    assert "Did you mean 'attestation.prevalence'?" in str(caught.value)
    assert "outside 50 to 1500" in str(caught.value)


def test_unknown_and_uncontested_names_are_refused(parameters):
    with pytest.raises(KeyError, match=r"strength\.before"):
        parameters.value("strength.befor")
    with pytest.raises(TypeError, match="not contested"):
        parameters.contested("strength.before")
