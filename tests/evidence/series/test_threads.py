"""One thread while a series is fitted, and the threads of before afterwards."""

from __future__ import annotations

import numpy as np
import pytest

from senim.evidence.series import threads
from senim.evidence.series.fitting import best_optimum
from senim.evidence.series.threads import one_thread


class Library:
    """Stands for an OpenBLAS: remembers how many threads it was told to use."""

    def __init__(self, count: int) -> None:
        self.count, self.told = count, []

    def switches(self):
        return lambda: self.count, self.choose

    def choose(self, count: int) -> None:
        self.count = count
        self.told.append(count)


@pytest.fixture
def library(monkeypatch):
    made = Library(8)
    monkeypatch.setattr(threads, "_openblas", lambda: (made.switches(),))
    return made


def test_one_thread_inside_and_those_of_before_afterwards(library):
    with one_thread():
        assert library.count == 1
    assert library.count == 8


def test_threads_come_back_after_an_error(library):
    with pytest.raises(ZeroDivisionError), one_thread():
        raise ZeroDivisionError
    assert library.count == 8


def test_a_fit_runs_on_one_thread(library):
    class Flat:
        count = 1

        def at(self, deviations):
            assert library.count == 1
            return

    assert best_optimum(Flat()) is None
    assert library.told == [1, 8]


def test_no_library_changes_nothing(monkeypatch):
    monkeypatch.setattr(threads, "_openblas", tuple)
    with one_thread():
        assert np.linalg.inv(np.eye(2)).tolist() == np.eye(2).tolist()


def test_the_wheels_of_numpy_and_scipy_are_found():
    import scipy

    build = scipy.show_config(mode="dicts")["Build Dependencies"]["blas"]["name"]
    if "scipy-openblas" not in build:
        pytest.skip("SciPy runs on another library here")
    assert len(threads._openblas()) == 2
    with one_thread():
        assert [count() for count, _ in threads._openblas()] == [1, 1]
