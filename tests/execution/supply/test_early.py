"""A zygote begun early: taken over once, ended where nobody takes it, and never in the way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from senim.execution.supply.early import begin_early, end_early, take_early
from senim.execution.supply.opening import open_kernels
from senim.execution.supply.request import KernelRequest

NOWHERE = (None, None)


@pytest.fixture(autouse=True)
def none_left() -> Iterator[None]:
    end_early()
    yield
    end_early()


def test_kernels_are_forked_from_what_was_begun(ask: Callable[..., KernelRequest], tmp_path: Path) -> None:
    begin_early(("decimal",))
    begin_early(("fractions",))
    with open_kernels("auto", modules=("decimal",)) as supply:
        assert take_early() is None
        kernel = supply.start(ask(tmp_path), NOWHERE, 60)
        orders = psutil.Process(psutil.Process(kernel.pid).ppid()).cmdline()[-1]
        kernel.close()
    assert "decimal" in orders
    assert "fractions" not in orders


@pytest.mark.parametrize("way", ["pool", "plain"])
def test_another_way_ends_it(way: str) -> None:
    begin_early(())
    early = take_early()
    assert early is not None
    early.close()
    begin_early(())
    with open_kernels(way):
        assert take_early() is None


def test_what_is_not_taken_ends_with_the_process() -> None:
    code = (
        "from senim.execution.supply.early import _BEGUN, begin_early\n"
        "begin_early(('pandas',))\nprint(_BEGUN[0].process_id)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == ""
    assert not psutil.pid_exists(int(done.stdout))
