"""Kernels from a pool: processes that have imported everything before they are needed, each used once."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Sequence

from senim.execution.limits import SHORTEST_SECONDS
from senim.execution.supply.child import PreparedChild, open_files
from senim.execution.supply.process import (
    KernelProcess,
    KernelSupply,
    Output,
    OwnProcess,
    SupplyError,
    SupplyLateError,
)
from senim.execution.supply.request import KernelRequest
from senim.execution.supply.wire import receive, send

PROGRAM = "standby"


class PoolSupply(KernelSupply):
    """Keeps processes ready, one ahead of each kernel that may be wanted at a time.

    Parameters
    ----------
    modules : sequence of str
        What they import.
    ahead : int
        How many are kept ready.
    """

    mode = "pool"

    def __init__(self, modules: Sequence[str], ahead: int) -> None:
        self.owner = os.getpid()
        self._modules = tuple(modules)
        self._lock = threading.Lock()
        self._closed = False
        self._waiting: deque[PreparedChild] = deque()
        try:
            for _ in range(max(ahead, 1)):
                self._waiting.append(PreparedChild(PROGRAM, modules))
        except SupplyError:
            self.close()
            raise

    def start(self, request: KernelRequest, output: tuple[Output, Output], seconds: float) -> KernelProcess:
        until = time.monotonic() + seconds
        with self._lock:
            if self._closed or not self._waiting:
                raise SupplyError("the pool is closed")
            # First the new one: where it cannot be started, the one that waits stays where it is ended.
            self._waiting.append(PreparedChild(PROGRAM, self._modules))
            child = self._waiting.popleft()
        child.channel.settimeout(max(seconds, SHORTEST_SECONDS))
        try:
            reason = child.wait_until_ready()
        except TimeoutError as error:
            child.end()
            raise SupplyLateError(f"a process of the pool was not ready after {seconds:.0f} s") from error
        if reason:
            child.end()
            raise SupplyError(f"a process of the pool cannot be used: {reason}")
        child.channel.settimeout(max(until - time.monotonic(), SHORTEST_SECONDS))
        process = OwnProcess(child.process)
        try:
            send(child.channel, request.as_message(), open_files(output))
            taken = receive(child.channel)
            if taken is not None:
                # It listens, or begins afresh; if nothing comes it died, and its code says how.
                receive(child.channel)
        except TimeoutError as error:
            process.close()
            raise SupplyLateError(
                f"a process of the pool did not become a kernel in {seconds:.0f} s"
            ) from error
        except OSError as error:
            process.close()
            raise SupplyError(f"a process of the pool did not become a kernel: {error}") from error
        finally:
            child.let_go()
        if taken is None:
            process.close()
            raise SupplyError("a process of the pool did not become a kernel: it ended while it waited")
        return process

    def settle(self) -> None:
        self._waiting[0].wait_until_ready()

    def check(self) -> None:
        reason = self._waiting[0].wait_until_ready()
        if reason:
            raise SupplyError(reason)

    def close(self) -> None:
        if os.getpid() != self.owner:
            # A copy of this process by a fork: what waits is not its own.
            return
        with self._lock:
            self._closed = True
            waiting = list(self._waiting)
            self._waiting.clear()
        for child in waiting:
            child.ask_to_end()
        for child in waiting:
            child.end()
