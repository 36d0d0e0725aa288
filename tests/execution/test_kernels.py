"""Kernels start with their environment set, and all of them can be ended at once."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from senim.execution.kernels import KernelsEndedError, LiveKernels, kernel_command, kernel_environment


def test_one_thread_and_figures_in_the_output() -> None:
    environment = kernel_environment({"SENIM_ROOT": "/x", "PYTHONEXECUTABLE": "/x"})
    assert "PYTHONEXECUTABLE" not in environment
    assert environment["OPENBLAS_NUM_THREADS"] == environment["OMP_NUM_THREADS"] == "1"
    assert environment["MKL_NUM_THREADS"] == "1"
    assert environment["MPLBACKEND"] == "module://matplotlib_inline.backend_inline"
    assert environment["SENIM_ROOT"] == "/x"


def test_the_kernel_is_this_python() -> None:
    assert kernel_command()[0] == sys.executable


def test_end_all_kills_what_runs_and_what_starts(tmp_path: Path) -> None:
    live = LiveKernels()
    connection = tmp_path / "kernel.json"
    connection.touch()
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    begun, may_start = threading.Event(), threading.Event()
    first = subprocess.Popen(sleeper, start_new_session=True)
    live.add(first.pid, str(connection))
    late: list[subprocess.Popen[bytes]] = []

    def start_late() -> None:
        with live.starting():
            begun.set()
            may_start.wait(10)
            late.append(subprocess.Popen(sleeper, start_new_session=True))
            live.add(late[0].pid)

    thread = threading.Thread(target=start_late)
    thread.start()
    begun.wait(10)
    threading.Timer(0.2, may_start.set).start()
    assert live.end_all() == 2
    thread.join()
    assert first.wait(10) == late[0].wait(10) == -9
    assert not connection.exists()
    with pytest.raises(KernelsEndedError), live.starting():
        pass
    live.reopen()
    with live.starting():
        pass


def test_ended_kernels_are_forgotten() -> None:
    live = LiveKernels()
    live.add(2**22 + 1)
    live.remove(2**22 + 1)
    assert live.end_all() == 0
