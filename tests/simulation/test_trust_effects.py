import numpy as np
import pytest

from senim.simulation import Settings
from senim.simulation.trust_effects import years_since_wave


def test_years_count_from_the_end_of_the_wave_to_the_middle_of_each_year(scenarios):
    since = years_since_wave(scenarios["attestation-2019"], Settings())
    assert since[0] < 0
    assert since[1] == pytest.approx(0.25)
    assert np.allclose(np.diff(since), 1)
    assert years_since_wave(scenarios["cut-to-424"], Settings()) is None
