"""Kernels from a pool: processes that have imported everything before they are needed, each used once."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence

from senim.execution.supply.child import PreparedChild, open_files
from senim.execution.supply.process import KernelProcess, KernelSupply, Output, OwnProcess, SupplyError
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
        self._modules = tuple(modules)
        self._lock = threading.Lock()
        self._closed = False
        self._waiting = deque(PreparedChild(PROGRAM, modules) for _ in range(max(ahead, 1)))

    def start(self, request: KernelRequest, output: tuple[Output, Output], seconds: float) -> KernelProcess:
        with self._lock:
            if self._closed or not self._waiting:
                raise SupplyError("the pool is closed")
            child = self._waiting.popleft()
            self._waiting.append(PreparedChild(PROGRAM, self._modules))
        child.channel.settimeout(seconds)
        reason = child.wait_until_ready()
        if reason:
            child.end()
            raise SupplyError(f"a process of the pool cannot be used: {reason}")
        process = OwnProcess(child.process)
        try:
            send(child.channel, request.as_message(), open_files(output))
            received = receive(child.channel)
        except OSError as error:
            process.close()
            raise SupplyError(f"a process of the pool did not become a kernel: {error}") from error
        finally:
            child.let_go()
        if received is None:
            process.close()
            raise SupplyError("a process of the pool did not become a kernel: it ended while it waited")
        process.listens = "listens" in received[0]
        return process

    def check(self) -> None:
        reason = self._waiting[0].wait_until_ready()
        if reason:
            raise SupplyError(reason)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            waiting = list(self._waiting)
            self._waiting.clear()
        for child in waiting:
            child.ask_to_end()
        for child in waiting:
            child.end()
