"""The process that kernels are forked from: imports once, then forks on request (run as a program)."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__" and sys.path and sys.path[0] == os.path.dirname(os.path.realpath(__file__)):
    # Python puts the folder of a program first; in a kernel it must not stand there.
    del sys.path[0]

import signal

from senim.execution.supply.becoming import die_with_parent
from senim.execution.supply.forking import ForkingLoop
from senim.execution.supply.program import Orders, begin


def main() -> None:
    """Prepare, and fork kernels until the parent closes the channel or dies."""
    orders = Orders.read()
    die_with_parent(signal.SIGTERM, orders.parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel, prepared = begin(orders, __file__, for_forks=True)
    ForkingLoop(channel, prepared).run()


if __name__ == "__main__":
    main()
