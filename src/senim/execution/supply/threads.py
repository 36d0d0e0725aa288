"""Threads of this process that Python may know nothing of: a process that forks must have none."""

from __future__ import annotations

import ctypes
import os
import platform
import threading
from pathlib import Path

# jemalloc, inside pyarrow, stops and restarts its own thread around a fork.
_HARMLESS = frozenset(("jemalloc_bg_thd",))


def running_threads() -> tuple[str, ...]:
    """Name the threads that run beside the calling one and would be lost in a fork.

    Returns
    -------
    tuple of str
        Their names; where the system gives none, a number.
    """
    if platform.system() == "Linux":
        return _linux_threads()
    known = tuple(thread.name for thread in threading.enumerate() if thread is not threading.current_thread())
    if platform.system() == "Darwin":
        return known or tuple(f"thread {number}" for number in range(1, _darwin_thread_count()))
    return known


def _linux_threads() -> tuple[str, ...]:
    own = str(threading.get_native_id())
    names = []
    for thread in os.listdir("/proc/self/task"):
        if thread != own:
            names.append(_linux_name(Path("/proc/self/task", thread, "comm")))
    return tuple(name for name in names if name and name not in _HARMLESS)


def _linux_name(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""  # it has ended


def _darwin_thread_count() -> int:
    system = ctypes.CDLL(None)
    task = ctypes.c_uint.in_dll(system, "mach_task_self_")
    threads, count = ctypes.POINTER(ctypes.c_uint)(), ctypes.c_uint()
    failed = system.task_threads(task, ctypes.byref(threads), ctypes.byref(count))
    return 1 if failed else int(count.value)
