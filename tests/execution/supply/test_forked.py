"""Forked kernels: on a leash, told truthfully, gone without a trace."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from jupyter_client.blocking.client import BlockingKernelClient

from senim.execution.kernels import LIVE
from senim.execution.supply.forked import ForkedSupply
from senim.execution.supply.process import KernelProcess, SupplyError, SupplyLateError
from senim.execution.supply.request import KernelRequest
from senim.execution.supply.wanted import KERNEL_MODULES

Ask = Callable[..., KernelRequest]
Wait = Callable[[Callable[[], object]], None]
NOWHERE = (None, None)


def in_a_copy(act: Callable[[], None]) -> None:
    """Do something in a fork of this process, which has none of its threads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        process_id = os.fork()
    if process_id == 0:
        signal.alarm(60)
        act()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(process_id, 0)[1]) == 0


def start(supply: ForkedSupply, request: KernelRequest, log: Path | None = None) -> KernelProcess:
    if log is None:
        return supply.start(request, NOWHERE, 60)
    with log.open("wb") as file:
        return supply.start(request, (file, file), 60)


def alive(process_id: int) -> bool:
    try:
        return psutil.Process(process_id).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def said_by(request: KernelRequest, code: str) -> str:
    """Have a kernel run code, and give what it printed."""
    client = BlockingKernelClient(connection_file=request.connection_file)
    client.load_connection_file()
    client.start_channels(stdin=False, hb=False)
    said: list[str] = []
    try:
        client.wait_for_ready(timeout=60)
        client.execute_interactive(
            code, timeout=60, output_hook=lambda message: said.append(message["content"].get("text", ""))
        )
    finally:
        client.stop_channels()
    return "".join(said).strip()


def ending(kernel: KernelProcess, wait_until: Wait) -> int | None:
    wait_until(lambda: kernel.poll() is not None)
    return kernel.poll()


def test_a_kernel_is_a_process_of_its_own(
    forked: ForkedSupply, ask: Ask, wait_until: Wait, tmp_path: Path
) -> None:
    kernel = start(forked, ask(tmp_path))
    try:
        assert kernel.poll() is None
        assert kernel.pid not in (forked.process_id, os.getpid())
        assert os.getsid(kernel.pid) == os.getpgid(kernel.pid) == kernel.pid
        seen = psutil.Process(kernel.pid)
        assert seen.cwd() == str(tmp_path)
        assert seen.ppid() == forked.process_id
        assert any("zygote.py" in word for word in seen.cmdline())
        # Nothing of the zygote and of other kernels stays open: a leash held twice would not be dropped.
        other = start(forked, ask())
        try:
            wait_until(lambda: not sockets(other.pid) & sockets(forked.process_id))
        finally:
            other.close()
    finally:
        kernel.close()


def sockets(process_id: int | None) -> set[str]:
    folder = Path(f"/proc/{process_id}/fd")
    found = {os.readlink(file) for file in folder.iterdir()} if folder.is_dir() else set()
    return {link for link in found if link.startswith("socket")}


def test_a_dropped_leash_ends_the_kernel_and_what_it_started(
    forked: ForkedSupply, ask: Ask, wait_until: Wait
) -> None:
    request = ask()
    kernel = start(forked, request)
    child = int(said_by(request, "import subprocess; print(subprocess.Popen(['sleep', '600']).pid)"))
    assert alive(child)
    leash: socket.socket = kernel._leash  # type: ignore[attr-defined]
    leash.close()
    wait_until(lambda: not alive(kernel.pid))
    wait_until(lambda: not alive(child))


def test_a_debugger_would_know_the_files_of_the_modules(forked: ForkedSupply, ask: Ask) -> None:
    request = ask()
    kernel = start(forked, request)
    try:
        code = (
            "import numpy, ipykernel.ipkernel, sys\n"
            "kernel = get_ipython().kernel\n"
            "print(numpy.__file__ in kernel._kernel_modules, ipykernel.ipkernel.sys is sys)"
        )
        assert said_by(request, code) == "True True"
    finally:
        kernel.close()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_a_signal_is_told(forked: ForkedSupply, ask: Ask, wait_until: Wait, number: signal.Signals) -> None:
    kernel = start(forked, ask())
    os.kill(kernel.pid, number)
    assert ending(kernel, wait_until) == -number
    kernel.close()
    assert kernel.poll() == -number
    wait_until(lambda: not psutil.pid_exists(kernel.pid))


def test_a_kernel_that_cannot_begin_tells_its_code_and_its_reason(
    forked: ForkedSupply, ask: Ask, wait_until: Wait, tmp_path: Path
) -> None:
    kernel = start(forked, ask(tmp_path / "gone"), tmp_path / "log")
    assert ending(kernel, wait_until) == 1
    kernel.close()
    assert "FileNotFoundError" in (tmp_path / "log").read_text(encoding="utf-8")


def test_another_environment_starts_afresh_under_the_same_leash(
    forked: ForkedSupply, ask: Ask, wait_until: Wait
) -> None:
    kernel = start(forked, ask(PYTHONHASHSEED="5"))
    try:
        wait_until(lambda: "ipykernel_launcher" in " ".join(psutil.Process(kernel.pid).cmdline()))
        assert psutil.Process(kernel.pid).environ()["PYTHONHASHSEED"] == "5"
    finally:
        kernel.close()
    wait_until(lambda: not alive(kernel.pid))


def test_two_threads_at_once_get_two_kernels(forked: ForkedSupply, ask: Ask) -> None:
    with ThreadPoolExecutor(4) as pool:
        kernels = list(pool.map(lambda request: start(forked, request), [ask() for _ in range(8)]))
    assert len({kernel.pid for kernel in kernels}) == 8
    assert all(kernel.poll() is None for kernel in kernels)
    for kernel in kernels:
        kernel.close()


def test_many_kernels_leave_nothing(forked: ForkedSupply, ask: Ask, wait_until: Wait) -> None:
    zygote = psutil.Process(forked.process_id)

    def one() -> None:
        start(forked, ask()).close()
        wait_until(lambda: not zygote.children())

    one()
    here, there = psutil.Process().num_fds(), zygote.num_fds()
    threads = threading.active_count()
    for _ in range(30):
        one()
    assert (psutil.Process().num_fds(), zygote.num_fds()) == (here, there)
    assert threading.active_count() == threads


def test_a_killed_zygote_is_told_and_takes_its_kernels_along(ask: Ask, wait_until: Wait) -> None:
    with ForkedSupply(KERNEL_MODULES) as supply:
        kernel = start(supply, ask())
        assert supply.process_id is not None
        os.kill(supply.process_id, signal.SIGKILL)
        assert ending(kernel, wait_until) == -9
        wait_until(lambda: not alive(kernel.pid))
        wait_until(lambda: supply.failure)
        with pytest.raises(SupplyError, match=r"ended \(signal 9\)"):
            start(supply, ask())
        kernel.close()
        # Its number may be given to another process, which nobody may kill.
        assert supply.process_id not in LIVE._helpers


def test_a_copy_of_this_process_leaves_the_zygote_alone(ask: Ask) -> None:
    with ForkedSupply(KERNEL_MODULES) as supply:
        start(supply, ask()).close()
        in_a_copy(supply.close)
        start(supply, ask()).close()


def test_closing_ends_zygote_and_kernels(ask: Ask, wait_until: Wait) -> None:
    supply = ForkedSupply(KERNEL_MODULES)
    kernel = start(supply, ask())
    zygote = supply.process_id
    supply.close()
    supply.close()
    assert zygote is not None
    assert not psutil.pid_exists(zygote)
    wait_until(lambda: not alive(kernel.pid))
    assert ending(kernel, wait_until) == -9
    kernel.close()
    with pytest.raises(SupplyError):
        start(supply, ask())


def test_closing_does_not_wait_for_imports() -> None:
    supply = ForkedSupply(("time", "scipy.stats", "statsmodels.api"))
    assert supply.process_id is not None
    supply.close()
    assert not psutil.pid_exists(supply.process_id)


def test_ending_everything_ends_the_zygote(ask: Ask, wait_until: Wait) -> None:
    with ForkedSupply(KERNEL_MODULES) as supply:
        kernel = start(supply, ask())
        LIVE.add(kernel.pid)
        try:
            assert LIVE.end_all() == 1
        finally:
            LIVE.reopen()
        assert ending(kernel, wait_until) == -9
        kernel.close()
        wait_until(lambda: supply.failure)
        assert supply.process_id is not None
        assert not psutil.pid_exists(supply.process_id)


MODULES = {
    "breaks": "import nothing_of_that_name",
    "talks": "print('hello')",
    "warns": "import warnings\nwarnings.warn('beware')",
    "spins": "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
    "leaves": "import os\nos._exit(3)",
}


@pytest.fixture
def odd_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, code in MODULES.items():
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


def test_a_module_that_fails_or_talks_is_left_to_the_notebook(odd_modules: None, ask: Ask) -> None:
    with ForkedSupply((*KERNEL_MODULES, "breaks", "talks", "warns")) as supply:
        request = ask()
        kernel = start(supply, request)
        assert kernel.poll() is None
        left = "import sys; print({'breaks', 'talks', 'warns'} & set(sys.modules))"
        assert said_by(request, left) == "set()"
        kernel.close()


@pytest.mark.parametrize(
    ("module", "reason"),
    [("spins", "importing spins left a thread running"), ("leaves", "it ended while it imported")],
)
def test_what_cannot_be_forked_says_why(odd_modules: None, ask: Ask, module: str, reason: str) -> None:
    with ForkedSupply(("json", module)) as supply, pytest.raises(SupplyError, match=reason):
        start(supply, ask())


def test_asking_waits_for_imports(ask: Ask) -> None:
    began = time.monotonic()
    with ForkedSupply(KERNEL_MODULES) as supply:
        assert time.monotonic() - began < 5
        with pytest.raises(SupplyLateError, match="not ready after 0 s"):
            supply.start(ask(), NOWHERE, 0.001)
        start(supply, ask()).close()


def test_a_system_without_fork_says_so(monkeypatch: pytest.MonkeyPatch, ask: Ask) -> None:
    monkeypatch.delattr(os, "fork")
    with ForkedSupply(()) as supply, pytest.raises(SupplyError, match=f"{sys.platform} cannot fork"):
        start(supply, ask())
