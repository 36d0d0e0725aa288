import numpy as np
import pytest

from senim.simulation import Settings
from senim.simulation.history import StaffingCase, believed_forces, moving_beliefs, run_staffing, spread

ONE, MANY = Settings(draws=1), Settings(draws=4_000, seed=3)
UKRAINE = StaffingCase(months=18, wave=(6, 17), dismissed=0.4)


def beliefs_of(forces):
    return np.concatenate([moving_beliefs(beliefs, ONE) for beliefs, _ in forces])


def test_a_straight_line_is_found_again_and_what_it_misses_is_kept():
    at = np.column_stack([np.ones(20), np.linspace(0, 1, 20)])
    noise = np.tile([0.1, -0.1], 10)
    over = np.column_stack([np.ones(1_000), np.full(1_000, 0.5)])
    spread_out = spread(2 + 3 * at[:, 1] + noise, at, over)
    assert spread_out.mean() == pytest.approx(3.5, abs=0.02)
    assert spread_out.std() == pytest.approx(0.1, rel=0.05)


def test_too_few_forces_are_refused():
    with pytest.raises(ValueError, match="needs more than 2 sets"):
        spread(np.ones(2), np.ones((2, 3)), np.ones((5, 3)))


def test_two_dozen_forces_tell_what_others_come_to(parameters):
    """Fitted on some forces, held against others that were run."""
    few, others = believed_forces(parameters, 24, seed=3), believed_forces(parameters, 16, seed=4)
    vacant = run_staffing(UKRAINE, few).vacant[:, -1]
    truth = run_staffing(UKRAINE, others).vacant[:, -1]
    at = beliefs_of(few)
    line, *_ = np.linalg.lstsq(at, vacant, rcond=None)
    assert np.std(truth - beliefs_of(others) @ line) < 0.2 * truth.std()
    low, high = np.quantile(spread(vacant, at, moving_beliefs(parameters, MANY)), [0.05, 0.95])
    assert low == pytest.approx(0.052, abs=0.01)
    assert high == pytest.approx(0.207, abs=0.02)
