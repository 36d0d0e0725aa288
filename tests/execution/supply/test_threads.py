"""A thread is seen, also one that Python did not start."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from senim.execution.supply.threads import running_threads

NATIVE = """
import ctypes, time
from senim.execution.supply.threads import running_threads
system = ctypes.CDLL(None)
assert running_threads() == (), running_threads()
thread = ctypes.c_ulong()
sleep = ctypes.cast(system.sleep, ctypes.c_void_p)
assert system.pthread_create(ctypes.byref(thread), None, sleep, ctypes.c_void_p(60)) == 0
print(len(running_threads()))
"""


def test_a_thread_of_python_is_seen() -> None:
    go = threading.Event()
    before = len(running_threads())
    thread = threading.Thread(target=go.wait)
    thread.start()
    try:
        assert len(running_threads()) == before + 1
    finally:
        go.set()
        thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="the loader works otherwise elsewhere")
def test_a_thread_of_a_library_is_seen() -> None:
    done = subprocess.run([sys.executable, "-c", NATIVE], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("1\n", 0), done.stderr
