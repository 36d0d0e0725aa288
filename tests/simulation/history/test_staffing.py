import numpy as np
import pytest

from senim.simulation import Settings
from senim.simulation.history import StaffingCase, run_staffing

SETTINGS = Settings(draws=50, seed=2)


def test_nothing_done_is_nothing_changed(parameters):
    path = run_staffing(StaffingCase(months=24), parameters, SETTINGS)
    assert np.allclose(path.filled, 1.0)


def test_a_freeze_loses_those_who_leave(parameters):
    path = run_staffing(StaffingCase(months=24, hiring=0.0), parameters, SETTINGS)
    half = run_staffing(StaffingCase(months=24, hiring=0.5), parameters, SETTINGS)
    assert (path.filled[:, -1] < half.filled[:, -1]).all()
    assert (half.filled[:, -1] <= 1.0 + 1e-9).all()


def test_a_cut_takes_its_share_of_the_posts(parameters):
    path = run_staffing(StaffingCase(months=6, cut_share=0.2, cut=(0, 5)), parameters, SETTINGS)
    posts = path.filled_per_100k + path.vacancies_per_100k
    assert posts[:, -1] / posts[:, 0] == pytest.approx(0.8)


def test_a_wave_dismisses_and_people_leave_ahead_of_it(parameters):
    path = run_staffing(StaffingCase(months=18, wave=(6, 17), dismissed=0.5), parameters, SETTINGS)
    calm = run_staffing(StaffingCase(months=18), parameters, SETTINGS)
    assert (path.exits[:, 6] >= calm.exits[:, 6] - 1e-9).all()
    assert (path.exits[:, 6] > 1.5 * calm.exits[:, 6]).mean() > 0.5
    assert (path.dismissed_problem + path.dismissed_sound)[:, -1].min() > 0
