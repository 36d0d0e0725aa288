import pytest

from senim.evidence import EvidenceBase, load_evidence
from senim.parameters import load_parameters
from senim.paths import project_root
from senim.scenarios import load_scenarios
from senim.simulation import Settings, simulate
from senim.sources import prepare


@pytest.fixture(scope="session")
def processed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("processed")
    prepare(project_root() / "data" / "raw", folder)
    return folder


@pytest.fixture(scope="session")
def parameters():
    return load_parameters(project_root() / "parameters")


@pytest.fixture(scope="session")
def evidence(parameters, processed) -> EvidenceBase:
    return load_evidence(parameters.value("crime.study_correlation"), processed)


@pytest.fixture(scope="session")
def scenarios():
    return load_scenarios(project_root() / "scenarios")


@pytest.fixture(scope="session")
def simulation(scenarios, parameters, evidence):
    return simulate(scenarios, parameters, evidence, Settings(draws=2_000, seed=1))
