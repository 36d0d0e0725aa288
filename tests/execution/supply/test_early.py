"""What is begun early is taken over once, and ended where nobody takes it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from senim.execution.supply.early import Early
from senim.execution.supply.opening import EARLY_KERNELS, begin_kernels, open_kernels
from senim.execution.supply.request import KernelRequest

NOWHERE = (None, None)


class Thing:
    def __init__(self) -> None:
        self.closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def none_left() -> Iterator[None]:
    yield
    EARLY_KERNELS.end()


def test_begun_once_taken_once() -> None:
    early: Early[Thing] = Early()
    first = Thing()
    early.begin(lambda: first)
    early.begin(Thing)
    assert early.take() is first
    assert early.take() is None
    early.end()
    assert not first.closed


def test_what_nobody_takes_is_ended() -> None:
    early: Early[Thing] = Early()
    thing = Thing()
    early.begin(lambda: thing)
    early.end()
    assert thing.closed
    assert early.take() is None


def test_kernels_are_forked_from_what_was_begun(ask: Callable[..., KernelRequest], tmp_path: Path) -> None:
    begin_kernels(("decimal",))
    with open_kernels("auto", modules=("fractions",)) as supply:
        assert EARLY_KERNELS.take() is None
        kernel = supply.start(ask(tmp_path), NOWHERE, 60)
        orders = psutil.Process(psutil.Process(kernel.pid).ppid()).cmdline()[-1]
        kernel.close()
    assert "decimal" in orders
    assert "fractions" not in orders


@pytest.mark.parametrize("way", ["pool", "plain"])
def test_another_way_ends_it(way: str) -> None:
    begin_kernels(())
    with open_kernels(way):
        assert EARLY_KERNELS.take() is None


def test_it_ends_with_the_process() -> None:
    code = (
        "from senim.execution.supply.opening import EARLY_KERNELS, begin_kernels\n"
        "begin_kernels(('pandas',))\nprint(EARLY_KERNELS._begun.process_id)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    assert not psutil.pid_exists(int(done.stdout))
