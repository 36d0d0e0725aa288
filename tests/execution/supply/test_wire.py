"""Messages arrive whole, with their open files, whatever bytes are in them."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

from senim.execution.supply.wire import receive, send


def test_a_large_message_with_files_arrives(tmp_path: Path) -> None:
    here, there = socket.socketpair()
    message = {"environment": {f"X{number}": "ж\udcff" * 500 for number in range(500)}}
    with here, there, (tmp_path / "log").open("wb") as log:
        # More than the socket holds: the sender waits for the receiver.
        thread = threading.Thread(target=send, args=(here, message, [log.fileno(), 1]))
        thread.start()
        received = receive(there)
        thread.join()
    assert received is not None
    assert received[0] == message
    first, second = received[1]
    assert not os.get_inheritable(first)
    os.write(first, b"here")
    assert (tmp_path / "log").read_bytes() == b"here"
    os.close(first)
    os.close(second)


def test_the_end_is_told_from_a_message() -> None:
    here, there = socket.socketpair()
    with there:
        send(here, {"a": 1})
        here.sendall(b"\0\0")
        here.close()
        assert receive(there) == ({"a": 1}, [])
        assert receive(there) is None
