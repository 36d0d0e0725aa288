"""The watch sees a process from outside, and ends it when it takes too much."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from senim.execution import watch as watching
from senim.execution.watch import Ended, KernelWatch, descendants, limit_data

MIB = 1024**2
FILL = "x = bytearray(b'x' * ({mib} * 2**20)); print('full', flush=True); import time; time.sleep(60)"
Start = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    begun: list[subprocess.Popen[str]] = []

    def begin(code: str) -> subprocess.Popen[str]:
        begun.append(subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True))
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "waited too long"
        time.sleep(0.02)


def gone(process: psutil.Process) -> bool:
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def words_of(process: psutil.Process) -> list[str]:
    return process.info["cmdline"] or []


def test_a_process_is_sampled_and_left_alone(start: Start) -> None:
    process = start(FILL.format(mib=100))
    watch = KernelWatch(cap_bytes=4096 * MIB, ends_at=time.monotonic() + 600)
    watch.begin(process.pid)
    until(lambda: watch.curve and watch.curve.peak_bytes > 100 * MIB)
    watch.end()
    assert process.poll() is None
    assert watch.ended is None


def test_children_count_and_die_with_it(start: Start) -> None:
    child = FILL.format(mib=150)
    code = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {child!r}]); p.wait()"
    process = start(code)
    watch = KernelWatch(cap_bytes=140 * MIB)
    # The cap of the system would stop the child inside; here the sampler alone must see it.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watching, "limit_data", lambda *_: None)
        watch.begin(process.pid)
        assert process.wait(60) == -9
        watch.end()
    assert watch.ended is Ended.MEMORY
    assert watch.curve is not None
    assert watch.curve.peak_bytes > 140 * MIB
    until(lambda: all(gone(item) for item in psutil.process_iter(["cmdline"]) if child in words_of(item)))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems name no children")
def test_a_child_that_lives_for_a_second_counts(start: Start) -> None:
    child = "x = b'x' * (40 * 2**20); import time; time.sleep(0.7)"
    code = (
        "import subprocess, sys, time; time.sleep(0.3)\n"
        f"subprocess.run([sys.executable, '-c', {child!r}]); time.sleep(600)"
    )
    process = start(code)
    watch = KernelWatch()
    # The child comes after the first look, and is gone two seconds after that.
    watch.begin(process.pid)
    until(lambda: watch.curve and watch.curve.peak_bytes > 40 * MIB)
    watch.end()


def test_what_a_process_started_is_listed_with_what_that_started(start: Start) -> None:
    inner = "import time; print('up', flush=True); time.sleep(60)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    process = start(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {outer!r}])")
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    found = descendants(process.pid)
    assert [child.pid for child in found] == [
        child.pid for child in psutil.Process(process.pid).children(recursive=True)
    ]
    assert len(found) == 2
    watching.kill(found)
    assert descendants(2**22 + 1) == []


def test_memory_that_is_shared_counts_once(start: Start) -> None:
    code = (
        "import os, time\nx = bytearray(b'x' * (150 * 2**20))\n"
        "for _ in range(3):\n    if os.fork() == 0: time.sleep(60); os._exit(0)\n"
        "print('full', flush=True); time.sleep(60)"
    )
    process = start(code)
    assert process.stdout is not None
    assert process.stdout.readline() == "full\n"
    watch = KernelWatch(cap_bytes=400 * MIB)
    watch.begin(process.pid)
    until(lambda: watch.curve is not None and len(watch.curve.points) > 2)
    alive = process.poll() is None
    watch.end()
    if sys.platform == "linux":
        assert alive
        assert watch.ended is None
    until(lambda: all(gone(child) for child in psutil.Process(process.pid).children()))


def test_deadline_is_kept_by_force(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "GRACE_SECONDS", 0.1)
    process = start("import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, [2, 15])\ntime.sleep(60)")
    watch = KernelWatch(ends_at=time.monotonic())
    watch.begin(process.pid)
    assert process.wait(60) == -9
    watch.end()
    assert watch.ended is Ended.DEADLINE


def test_a_process_that_is_gone_is_no_error() -> None:
    watch = KernelWatch(cap_bytes=400 * MIB)
    watch.begin(2**22 + 1)
    watch.end()
    assert (watch.curve, watch.ended) == (None, None)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no limit from outside")
def test_memory_that_is_reserved_and_not_held_does_not_count(start: Start) -> None:
    # 60 times 20 MiB under a cap of 400 MiB, a little at a time, none of it touched; then one too much
    code = (
        "import mmap, time\nprint('up', flush=True); time.sleep(1)\nkept = []\n"
        "for _ in range(60):\n"
        "    kept.append(mmap.mmap(-1, 20 * 2**20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))\n"
        "    time.sleep(0.05)\n"
        "try: mmap.mmap(-1, 2**30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)\n"
        "except OSError: print('one too much', flush=True)\n"
        "time.sleep(60)"
    )
    process = start(code)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    watch = KernelWatch(cap_bytes=400 * MIB)
    watch.begin(process.pid)
    assert process.stdout.readline() == "one too much\n"
    watch.end()
    assert watch.ended is None
    assert watch.curve is not None
    assert watch.curve.peak_bytes < 100 * MIB


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no limit from outside")
def test_limit_makes_an_allocation_fail_inside(start: Start) -> None:
    code = (
        "input_ = __import__('sys').stdin.readline()\ntry: bytearray(2**30)\nexcept MemoryError: print('no')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    limit_data(process.pid, 300 * MIB)
    assert process.communicate("\n", timeout=60)[0] == "no\n"
    limit_data(2**22 + 1, 300 * MIB)
