"""Messages between a runner and the processes it prepares: one JSON object each, open files beside it."""

from __future__ import annotations

import json
import os
import socket
import struct
from collections.abc import Mapping, Sequence
from typing import Any

Message = dict[str, Any]

_LENGTH = struct.Struct("!I")
_MOST_FILES = 3


def send(channel: socket.socket, message: Mapping[str, Any], files: Sequence[int] = ()) -> None:
    """Send a message whole.

    Parameters
    ----------
    channel : socket
        A connected Unix socket.
    message : mapping
        What JSON can hold; variables of any bytes survive, as escapes.
    files : sequence of int
        Open files that the receiver gets a copy of, at most three.
    """
    body = json.dumps(message).encode("ascii")
    header = _LENGTH.pack(len(body))
    if files:
        # The files travel with the first byte; the rest of the header may need a second call.
        channel.sendall(header[socket.send_fds(channel, [header], list(files)) :])
    else:
        channel.sendall(header)
    channel.sendall(body)


def receive(channel: socket.socket) -> tuple[Message, list[int]] | None:
    """Wait for the next message.

    Parameters
    ----------
    channel : socket
        A connected Unix socket; its time limit applies to each part.

    Returns
    -------
    tuple of dict and list of int, or None
        The message and its open files, which a process started later does not inherit; None where the
        other side has closed or died.

    Raises
    ------
    TimeoutError
        If the channel has a time limit and nothing came.
    """
    try:
        header, files, _, _ = socket.recv_fds(channel, _LENGTH.size, _MOST_FILES)
        for file in files:
            os.set_inheritable(file, False)
        header += _exactly(channel, _LENGTH.size - len(header)) if header else b""
        body = _exactly(channel, _LENGTH.unpack(header)[0]) if header else b""
    except (ConnectionError, EOFError):
        return None
    return (json.loads(body), list(files)) if body else None


def _exactly(channel: socket.socket, size: int) -> bytes:
    parts = []
    while size > 0:
        part = channel.recv(size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
