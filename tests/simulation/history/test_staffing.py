import numpy as np
import pytest

from senim.simulation.history import StaffingCase, believed_forces, run_staffing


@pytest.fixture(scope="module")
def forces(parameters):
    return believed_forces(parameters, 4, seed=2)


def test_nothing_done_is_nothing_changed(forces):
    path = run_staffing(StaffingCase(months=24), forces)
    assert path.filled == pytest.approx(np.ones((4, 25)), rel=1e-9)
    assert (path.released == 0).all()
    assert (path.dismissed == 0).all()


def test_a_freeze_loses_those_who_leave_once_recruits_in_training_have_started(forces, parameters):
    path = run_staffing(StaffingCase(months=24, hiring=0.0), forces)
    half = run_staffing(StaffingCase(months=24, hiring=0.5), forces)
    training = round(parameters.value("personnel.hiring_lag_months"))
    assert path.filled[:, training] == pytest.approx(1.0)
    assert (path.filled[:, training + 1] < 1.0 - 1e-3).all()
    assert (path.filled[:, -1] < half.filled[:, -1]).all()
    assert (half.filled[:, -1] <= 1.0 + 1e-9).all()


def test_a_full_freeze_hires_nobody(forces):
    path = run_staffing(StaffingCase(months=36, hiring=0.0), forces)
    lost = path.officers[:, 12:-1] - path.officers[:, 13:]
    assert lost == pytest.approx(path.left[:, 13:] - path.left[:, 12:-1])


def test_a_cut_takes_its_share_of_the_posts_and_releases_only_then(forces):
    path = run_staffing(StaffingCase(months=10, cut_share=0.2, cut=(2, 7)), forces)
    assert path.posts[:, 2] == pytest.approx(1.0)
    assert path.posts[:, 8:] == pytest.approx(0.8)
    assert (path.officers[:, 8:] <= path.posts[:, 8:] + 1e-9).all()
    assert (path.released[:, 2] == 0).all()
    assert (path.released[:, 8] > 0.02).all()
    assert (path.released[:, 8] == path.released[:, -1]).all()


def test_a_wave_dismisses_and_people_leave_ahead_of_it(forces, parameters):
    path = run_staffing(StaffingCase(months=18, wave=(6, 17), dismissed=0.5), forces)
    calm = run_staffing(StaffingCase(months=18), forces)
    multiples = np.array([beliefs.value("attestation.anticipation_multiple") for beliefs, _ in forces])
    ahead = path.left[:, 6] / calm.left[:, 6]
    # in the last months of service everybody leaves, and of those who leave early some would have left later
    assert (ahead > 1 + 0.5 * (multiples - 1)).all()
    assert (ahead < multiples).all()
    assert (path.dismissed[:, 6] == 0).all()
    assert path.dismissed[:, -1].min() > 0
    more = run_staffing(StaffingCase(months=18, wave=(6, 17), dismissed=1.0), forces)
    assert more.dismissed[:, 7] == pytest.approx(2 * path.dismissed[:, 7])


def test_who_has_gone_left_was_released_or_was_dismissed(forces):
    case = StaffingCase(months=11, cut_share=0.2, cut=(6, 10), wave=(6, 10), dismissed=0.5)
    path = run_staffing(case, forces)
    assert np.array_equal(path.gone, path.left + path.released + path.dismissed)
    assert (np.diff(path.gone) > 0).all()
    assert path.vacant[:, 0] == pytest.approx(1 - path.officers[:, 0])


def test_threads_change_nothing(forces):
    case = StaffingCase(months=8, cut_share=0.1, cut=(1, 3), wave=(4, 6), dismissed=0.5)
    one, three = (run_staffing(case, forces, threads=threads) for threads in (1, 3))
    assert np.array_equal(one.officers, three.officers)
    assert np.array_equal(one.gone, three.gone)
