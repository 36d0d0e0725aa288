"""What a forked child does that is no kernel: one piece of work, whose outcome it sends back."""

from __future__ import annotations

import pickle
import socket
from pathlib import Path

from senim.execution.supply.becoming import settle
from senim.execution.supply.preparing import Prepared
from senim.execution.supply.wire import Message, send

WORK = "work"
REFUSED, TOLD, RESULT, RAISED = "refused", "told", "result", "raised"


def do_work(message: Message, prepared: Prepared, leash: socket.socket, output: tuple[int, int]) -> None:
    """Do a piece of work and send what came of it; what this process cannot do is refused.

    Parameters
    ----------
    message : dict
        ``work``: a pickled callable that takes a function to tell its progress with, in hexadecimal;
        ``folder`` and ``environment`` as of a kernel.
    prepared : Prepared
        What this process has imported.
    leash : socket
        Is told the progress, and then the pickled result or exception.
    output : tuple of int
        Open files for standard output and standard error; closed.
    """
    reason = settle(prepared, Path(message["folder"]), message["environment"], output)
    if reason:
        send(leash, {REFUSED: reason})
        return
    try:
        work = pickle.loads(bytes.fromhex(message[WORK]))
    except Exception as error:  # noqa: BLE001 - what cannot be read here is done where it was asked for
        send(leash, {REFUSED: f"the work cannot be handed over: {error}"})
        return
    try:
        kind, outcome = RESULT, work(lambda *numbers: send(leash, {TOLD: numbers}))
    except Exception as error:  # noqa: BLE001 - raised again where the work was asked for
        kind, outcome = RAISED, error
    send(leash, {kind: pickle.dumps(outcome).hex()})
