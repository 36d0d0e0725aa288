"""Ask a process that forks for a child, over whatever channel leads to it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from senim.execution.limits import SHORTEST_SECONDS
from senim.execution.supply.child import open_files
from senim.execution.supply.process import (
    ForkedProcess,
    KernelProcess,
    Output,
    SupplyError,
    SupplyLateError,
)
from senim.execution.supply.request import KernelRequest
from senim.execution.supply.wire import Message, receive, send


def forked_child(
    channel: socket.socket,
    turn: threading.Lock,
    request: Message,
    output: tuple[Output, Output],
    until: float,
) -> tuple[socket.socket, int]:
    """Have a child forked.

    Parameters
    ----------
    channel : socket
        Leads to the process that forks.
    turn : threading.Lock
        Held while a request is sent: requests must not mix.
    request : dict
        What the child is to do.
    output : tuple of file or None
        Where it writes its standard output and error; None for those of this process.
    until : float
        Reading of the monotonic clock up to which it is waited for.

    Returns
    -------
    tuple of socket and int
        Its leash, whose time limit is what is left of the time, and its process id. Dropped, the leash
        ends the child with all it started.

    Raises
    ------
    SupplyError
        If there is no child to be had.
    """
    leash, theirs = socket.socketpair()
    leash.settimeout(max(until - time.monotonic(), SHORTEST_SECONDS))
    with dropped_on_failure(leash):
        with theirs, turn:
            send(channel, request, (theirs.fileno(), *open_files(output)))
        first = _told(leash)
        if "process_id" not in first:
            raise SupplyError(first.get("refused", f"the child of the fork ended at once ({first})"))
    return leash, int(first["process_id"])


def forked_kernel(
    channel: socket.socket,
    turn: threading.Lock,
    request: KernelRequest,
    output: tuple[Output, Output],
    until: float,
) -> KernelProcess:
    """Have a kernel forked, and wait until it listens.

    Parameters
    ----------
    channel, turn
        As of `forked_child`.
    request : KernelRequest
        The kernel that is wanted.
    output, until
        As of `forked_child`.

    Returns
    -------
    KernelProcess
        Its process.

    Raises
    ------
    SupplyError
        If there is no kernel to be had.
    """
    leash, process_id = forked_child(channel, turn, request.as_message(), output, until)
    return listening(leash, process_id)


def listening(leash: socket.socket, process_id: int) -> KernelProcess:
    """Wait until a forked kernel listens.

    Parameters
    ----------
    leash : socket
        Its leash, with a time limit.
    process_id : int
        Its process id.

    Returns
    -------
    KernelProcess
        Its process.

    Raises
    ------
    SupplyError
        If it does not come so far.
    """
    process = ForkedProcess(leash, process_id)
    with dropped_on_failure(leash):
        second = _told(leash)
    if "ended" in second:
        process.ended_with(int(second["ended"]))
    leash.settimeout(None)
    return process


@contextmanager
def dropped_on_failure(leash: socket.socket) -> Iterator[None]:
    """Drop the leash where there is no child to be had: that ends what may have been forked all the same.

    Parameters
    ----------
    leash : socket
        The leash.

    Yields
    ------
    None
        While a child is asked for.

    Raises
    ------
    SupplyError
        If there is no child to be had.
    """
    began = time.monotonic()
    try:
        yield
    except TimeoutError as error:
        leash.close()
        raise SupplyLateError(f"nothing was forked in {time.monotonic() - began:.0f} s") from error
    except OSError as error:
        leash.close()
        raise SupplyError(f"nothing could be forked: {error}") from error
    except SupplyError:
        leash.close()
        raise


def _told(leash: socket.socket) -> Message:
    received = receive(leash)
    if received is None:
        raise SupplyError("the process that forks died")
    return received[0]
