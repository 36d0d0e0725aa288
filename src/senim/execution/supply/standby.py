"""A process that has imported everything and waits to become one kernel (run as a program)."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__" and sys.path and sys.path[0] == os.path.dirname(os.path.realpath(__file__)):
    # Python puts the folder of a program first; in a kernel it must not stand there.
    del sys.path[0]

from senim.execution.supply.becoming import become_kernel
from senim.execution.supply.program import Orders, begin
from senim.execution.supply.request import KernelRequest
from senim.execution.supply.wire import receive, send


def main() -> None:
    """Prepare, wait for one request, and become its kernel; end where the parent closes the channel."""
    channel, prepared = begin(Orders.read(), __file__, for_forks=False)
    received = receive(channel)
    if received is not None:
        message, (out, err) = received
        send(channel, {"taken": True})
        become_kernel(KernelRequest.from_message(message), prepared, channel, (out, err))


if __name__ == "__main__":
    main()
