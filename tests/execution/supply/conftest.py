"""Fixtures: requests for kernels, and supplies that have few modules to import."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jupyter_client.connect import write_connection_file

from senim.execution.kernels import kernel_environment
from senim.execution.supply.forked import ForkedSupply
from senim.execution.supply.request import KernelRequest
from senim.execution.supply.wanted import KERNEL_MODULES

WAIT_SECONDS = 60.0
Ask = Callable[..., KernelRequest]


def until(condition: Callable[[], object]) -> None:
    """Wait for something that comes soon."""
    ends = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < ends, "waited too long"
        time.sleep(0.01)


@pytest.fixture
def ask() -> Iterator[Ask]:
    """Give a function that asks for a kernel, in a folder short enough for a socket."""
    made: list[str] = []
    numbers = itertools.count()

    def request(folder: Path | str = "/", **environment: str) -> KernelRequest:
        scratch = tempfile.mkdtemp(prefix="senim-", dir="/tmp")
        made.append(scratch)
        file, _ = write_connection_file(
            os.path.join(scratch, "kernel.json"), transport="ipc", ip=f"{scratch}/{next(numbers)}", key=b"key"
        )
        return KernelRequest(file, str(folder), kernel_environment(environment), scratch)

    yield request
    for scratch in made:
        shutil.rmtree(scratch, ignore_errors=True)


@pytest.fixture(scope="module")
def forked() -> Iterator[ForkedSupply]:
    """Give a fork server that knows the kernel and NumPy."""
    with ForkedSupply((*KERNEL_MODULES, "numpy")) as supply:
        yield supply


@pytest.fixture(scope="session")
def wait_until() -> Callable[[Callable[[], object]], None]:
    """Give the function that waits."""
    return until
