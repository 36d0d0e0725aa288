"""Kernels from a pool: ready before they are wanted, used once, ended with the pool."""

from __future__ import annotations

import os
import signal
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from senim.execution.supply import pool as pool_module
from senim.execution.supply.child import PreparedChild
from senim.execution.supply.pool import PoolSupply
from senim.execution.supply.process import SupplyError, SupplyLateError
from senim.execution.supply.request import KernelRequest
from senim.execution.supply.wanted import KERNEL_MODULES

Ask = Callable[..., KernelRequest]
Wait = Callable[[Callable[[], object]], None]


@pytest.fixture(scope="module")
def pool() -> Iterator[PoolSupply]:
    with PoolSupply(KERNEL_MODULES, 1) as supply:
        yield supply


def standing_by() -> set[int]:
    children = psutil.Process().children()
    return {child.pid for child in children if any("standby.py" in word for word in child.cmdline())}


def test_each_process_becomes_one_kernel(
    pool: PoolSupply, ask: Ask, wait_until: Wait, tmp_path: Path
) -> None:
    first = standing_by()
    assert len(first) == 1
    with (tmp_path / "log").open("wb") as log:
        kernel = pool.start(ask(tmp_path), (log, log), 60)
    assert {kernel.pid} == first
    assert os.getpgid(kernel.pid) == kernel.pid
    assert psutil.Process(kernel.pid).cwd() == str(tmp_path)
    assert len(standing_by() - first) == 1
    os.kill(kernel.pid, 9)
    wait_until(lambda: kernel.poll() is not None)
    assert kernel.poll() == -9
    kernel.close()
    assert not psutil.pid_exists(kernel.pid)


def test_closing_a_kernel_ends_it(pool: PoolSupply, ask: Ask) -> None:
    files = psutil.Process().num_fds()
    for _ in range(3):
        kernel = pool.start(ask(), (None, None), 60)
        kernel.close()
        assert kernel.poll() == -9
        assert not psutil.pid_exists(kernel.pid)
    assert psutil.Process().num_fds() == files


def test_closing_the_pool_ends_what_waits(ask: Ask) -> None:
    before = standing_by()
    supply = PoolSupply(("scipy.stats",), 2)
    assert len(standing_by() - before) == 2
    supply.close()
    assert standing_by() == before
    with pytest.raises(SupplyError, match="closed"):
        supply.start(ask(), (None, None), 60)


@pytest.mark.parametrize(
    ("ready", "told"),
    [
        # How far it came before it was killed is chance.
        (False, "it ended while it imported|did not become a kernel"),
        (True, "did not become a kernel"),
    ],
)
def test_a_process_that_died_waiting_is_told(ask: Ask, ready: bool, told: str) -> None:
    others = standing_by()
    with PoolSupply(("json",), 1) as supply:
        if ready:
            supply.check()
        (process_id,) = standing_by() - others
        os.kill(process_id, 9)
        with pytest.raises(SupplyError, match=told):
            supply.start(ask(), (None, None), 60)


def test_a_kernel_that_cannot_begin_tells_its_code(
    pool: PoolSupply, ask: Ask, wait_until: Wait, tmp_path: Path
) -> None:
    kernel = pool.start(ask(tmp_path / "gone"), (None, None), 60)
    wait_until(lambda: kernel.poll() is not None)
    assert kernel.poll() == 1
    kernel.close()


@pytest.mark.parametrize("too_many", [0, 1], ids=["beside-a-kernel", "while-it-is-opened"])
def test_no_process_is_lost_where_another_cannot_be_started(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, too_many: int
) -> None:
    before = standing_by()
    made: list[PreparedChild] = []

    def limited(*words: object) -> PreparedChild:
        if len(made) == 2 - too_many:
            raise SupplyError("no process can be started")
        made.append(PreparedChild(*words))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(pool_module, "PreparedChild", limited)
    if too_many:
        with pytest.raises(SupplyError, match="can be started"):
            PoolSupply(("json",), 2)
    else:
        with PoolSupply(("json",), 2) as supply, pytest.raises(SupplyError, match="can be started"):
            supply.start(ask(), (None, None), 60)
    assert standing_by() == before


def test_time_that_is_too_short_is_told_as_such(ask: Ask) -> None:
    with PoolSupply(("scipy.stats",), 1) as supply, pytest.raises(SupplyLateError, match="after 0 s"):
        supply.start(ask(), (None, None), 0.01)


def test_a_copy_of_this_process_leaves_the_pool_alone(pool: PoolSupply, ask: Ask) -> None:
    pool.check()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        process_id = os.fork()
    if process_id == 0:
        signal.alarm(60)
        pool.close()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(process_id, 0)[1]) == 0
    pool.start(ask(), (None, None), 60).close()
