"""Kernels from a pool: ready before they are wanted, used once, ended with the pool."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from senim.execution.supply.pool import PoolSupply
from senim.execution.supply.process import SupplyError
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
    assert kernel.listens
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
