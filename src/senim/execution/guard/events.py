"""Which audit events of Python are looked at, and what each means."""

from __future__ import annotations

import functools
import os
import socket
import sqlite3
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from senim.execution.guard.free import PROGRAMS
from senim.execution.guard.sightings import Access
from senim.execution.guard.witness import Witness

Handler = Callable[[Witness, tuple[Any, ...]], None]

_OWN_HOST = {None, "", "localhost", b"localhost", "127.0.0.1", "::1"}


def on_open(witness: Witness, event: tuple[Any, ...]) -> None:
    """Look at a file that is opened, by `open`, `os.open` or an import.

    Parameters
    ----------
    witness : Witness
        Decides.
    event : tuple
        Path, mode (None for `os.open`) and flags.
    """
    path, mode, flags = event
    if isinstance(path, int):
        return
    if reading(mode, flags):
        witness.reads(path)
        if mode is None and os.path.isdir(path):
            witness.opens_folder(os.fsdecode(path))
    else:
        empties = bool(flags & os.O_TRUNC) or (
            isinstance(mode, str) and any(letter in mode for letter in "wx")
        )
        witness.writes(path, empties=empties)


def reading(mode: str | None, flags: int) -> bool:
    """Say whether a file is opened so that its content can be read.

    Parameters
    ----------
    mode : str or None
        Mode of `open`; None for `os.open`.
    flags : int
        Flags of `os.open`.

    Returns
    -------
    bool
        Also True where it is opened for both; False where its old content is thrown away first.

    Examples
    --------
    >>> reading("r+", 0), reading("w+", 0), reading("a+", 0), reading("ab", 0)
    (True, False, True, False)
    """
    if isinstance(mode, str):
        return ("r" in mode or "+" in mode) and not any(letter in mode for letter in "wx")
    return flags & (os.O_WRONLY | os.O_RDWR) != os.O_WRONLY and not flags & (os.O_TRUNC | os.O_EXCL)


def _on_listing(witness: Witness, event: tuple[Any, ...]) -> None:
    path = event[0] if event else None
    if isinstance(path, int):
        return  # the folder was looked at when it was opened
    witness.lists(path)


def _on_database(witness: Witness, event: tuple[Any, ...]) -> None:
    name = os.fsdecode(event[0])
    if name.startswith("file:"):
        name = unquote(urlsplit(name).path)
    if name in ("", ":memory:"):
        return
    if os.path.lexists(name):
        witness.reads(name)
    else:
        witness.writes(name, empties=True)


def asking_connection(connect: Callable[..., Any], witness: Witness) -> Callable[..., Any]:
    """Let connections ask before they attach another database: SQL raises no event of its own.

    Parameters
    ----------
    connect : callable
        `sqlite3.connect`.
    witness : Witness
        Decides.

    Returns
    -------
    callable
        Takes and gives what `connect` does.
    """

    def decide(action: int, first: str | None, *_: Any) -> int:
        if action == sqlite3.SQLITE_ATTACH and first:
            _on_database(witness, (first,))
        return sqlite3.SQLITE_OK

    @functools.wraps(connect)
    def call(*arguments: Any, **words: Any) -> Any:
        connection = connect(*arguments, **words)
        connection.set_authorizer(decide)
        return connection

    return call


def _on_host(witness: Witness, event: tuple[Any, ...]) -> None:
    host = event[0]
    if host not in _OWN_HOST and host != socket.gethostname():
        witness.sees(Access.NETWORK, os.fsdecode(host))


def _on_address(witness: Witness, event: tuple[Any, ...]) -> None:
    connection, address = event
    if getattr(connection, "family", None) == getattr(socket, "AF_UNIX", None):
        return
    parts = address[:2] if isinstance(address, tuple) else (address,)
    witness.sees(Access.NETWORK, ":".join(os.fsdecode(p) if isinstance(p, bytes) else str(p) for p in parts))


def _on_request(witness: Witness, event: tuple[Any, ...]) -> None:
    address = str(event[0])
    if not address.startswith(("file:", "data:")):
        witness.sees(Access.NETWORK, without_secrets(address))


def without_secrets(address: str) -> str:
    """Leave out of an address what may be secret: user, password and query.

    Parameters
    ----------
    address : str
        A URL.

    Returns
    -------
    str
        Scheme, host and path.

    Examples
    --------
    >>> without_secrets("https://me:word@example.org/a.csv?key=1")
    'https://example.org/a.csv'
    """
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _on_popen(witness: Witness, event: tuple[Any, ...]) -> None:
    executable, words = event[0], event[1]
    first = words if isinstance(words, (str, bytes, os.PathLike)) else next(iter(words), executable)
    _on_program(witness, (executable or first,))


def _on_program(witness: Witness, event: tuple[Any, ...]) -> None:
    program = event[0]
    name = os.fsdecode(program) if isinstance(program, (str, bytes, os.PathLike)) else str(program)
    if os.path.basename(name) not in PROGRAMS:
        witness.sees(Access.PROCESS, name)


def _on_spawn(witness: Witness, event: tuple[Any, ...]) -> None:
    _on_program(witness, event[1:])


def _on_terminal(witness: Witness, event: tuple[Any, ...]) -> None:
    # Refused before the fork: an error after it would leave a second kernel.
    witness.sees(Access.PROCESS, "in a terminal")


EVENTS: dict[str, Handler] = {
    "open": on_open,
    "os.listdir": _on_listing,
    "os.scandir": _on_listing,
    "os.mkdir": lambda witness, event: witness.makes_folder(event[0]),
    "os.rename": lambda witness, event: witness.renames(event[0], event[1]),
    "os.link": lambda witness, event: witness.renames(event[0], event[1]),
    "sqlite3.connect": _on_database,
    "socket.getaddrinfo": _on_host,
    "socket.gethostbyname": _on_host,
    "socket.gethostbyaddr": _on_host,
    "socket.connect": _on_address,
    "socket.bind": _on_address,
    "socket.sendto": _on_address,
    "socket.sendmsg": lambda witness, event: _on_address(witness, event) if event[1] is not None else None,
    "urllib.Request": _on_request,
    "subprocess.Popen": _on_popen,
    "os.system": _on_program,
    "os.exec": _on_program,
    "os.posix_spawn": _on_program,
    "os.spawn": _on_spawn,
    "os.forkpty": _on_terminal,
    "pty.spawn": _on_terminal,
}
