"""The process that kernels and work are forked from: imports once, then forks on request (a program)."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__" and sys.path and sys.path[0] == os.path.dirname(os.path.realpath(__file__)):
    # Python puts the folder of a program first; in a kernel it must not stand there.
    del sys.path[0]

import signal
import socket

from senim.execution.supply.becoming import become_kernel, die_with_parent
from senim.execution.supply.forking import ForkingLoop
from senim.execution.supply.preparing import Prepared
from senim.execution.supply.program import Orders, begin
from senim.execution.supply.request import KernelRequest
from senim.execution.supply.wire import Message
from senim.execution.supply.working import WORK, do_work


def main() -> None:
    """Prepare, and fork until the parent closes the channel or dies."""
    orders = Orders.read()
    die_with_parent(signal.SIGTERM, orders.parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel, prepared = begin(orders, __file__, for_forks=True)
    ForkingLoop(channel, prepared, _become).run()


def _become(message: Message, prepared: Prepared, leash: socket.socket, output: tuple[int, int]) -> None:
    if WORK in message:
        do_work(message, prepared, leash, output)
        return
    become_kernel(KernelRequest.from_message(message), prepared, leash, output)


if __name__ == "__main__":
    main()
