"""What is said to a kernel beside its cells: are you there, and do this silently first."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from queue import Empty
from typing import Any, TypeVar

from jupyter_client.asynchronous.client import AsyncKernelClient
from nbclient.exceptions import DeadKernelError

from senim.execution.failure import FailureKind, kind_of_error

_ASK_AGAIN_SECONDS = 1.0
_OUTPUT_SECONDS = 0.2

Answer = TypeVar("Answer")
Ended = Callable[[], Awaitable[int]]


class KernelStartError(RuntimeError):
    """A kernel did not get as far as its first cell, though it lives; the message says why."""


class KernelMemoryError(KernelStartError):
    """A kernel lacked memory before its first cell."""


class KernelEndedError(DeadKernelError):
    """A kernel ended before its first cell.

    Parameters
    ----------
    exit_code : int
        Its exit code, or minus the number of the signal that ended it.
    """

    def __init__(self, exit_code: int) -> None:
        self.exit_code = exit_code
        super().__init__("the kernel ended before its first cell")


async def until_ready(client: AsyncKernelClient, ended: Ended, seconds: float) -> None:
    """Wait until a kernel answers, and its output arrives.

    Parameters
    ----------
    client : AsyncKernelClient
        Connected to the kernel.
    ended : callable
        Waits for the end of the kernel's process and gives its exit code.
    seconds : float
        How long to wait.

    Raises
    ------
    KernelEndedError
        If the kernel ends.
    KernelStartError
        If it does not answer in time.
    """
    until = time.monotonic() + seconds

    async def ask() -> None:
        while time.monotonic() < until:
            client.kernel_info()
            try:
                await client.get_shell_msg(timeout=_ASK_AGAIN_SECONDS)
                # What a kernel publishes before it knows of its listener is lost; ask until some arrives.
                await client.get_iopub_msg(timeout=_OUTPUT_SECONDS)
            except Empty:
                continue
            return
        raise KernelStartError(f"the kernel did not answer in {seconds:.0f} s")

    await _unless_ended(ask(), ended)


async def run_silently(client: AsyncKernelClient, code: str, ended: Ended, seconds: float) -> None:
    """Run code that leaves no trace in the notebook: no output, no count, no history.

    Parameters
    ----------
    client : AsyncKernelClient
        Connected to the kernel.
    code : str
        The code.
    ended : callable
        Waits for the end of the kernel's process and gives its exit code.
    seconds : float
        How long it may take.

    Raises
    ------
    KernelEndedError
        If the kernel ends.
    KernelStartError
        If the code fails or takes too long.
    """

    try:
        content = await _unless_ended(_silent_reply(client, code, seconds), ended)
    except Empty:
        raise KernelStartError(f"the setup of the kernel took more than {seconds:.0f} s") from None
    if content["status"] != "ok":
        told = f"{content['ename']}: {content['evalue']}".rstrip(": ")
        lacks_memory = kind_of_error(content["ename"], content["evalue"]) is FailureKind.OUT_OF_MEMORY
        refused = KernelMemoryError if lacks_memory else KernelStartError
        raise refused(f"the setup of the kernel failed: {told}")


async def _silent_reply(client: AsyncKernelClient, code: str, seconds: float) -> dict[str, Any]:
    asked = client.execute(code, silent=True, store_history=False, allow_stdin=False)
    while True:
        reply = await client.get_shell_msg(timeout=seconds)
        if reply["parent_header"].get("msg_id") == asked:
            content: dict[str, Any] = reply["content"]
            return content


async def _unless_ended(task: Awaitable[Answer], ended: Ended) -> Answer:
    wanted, end = asyncio.ensure_future(task), asyncio.ensure_future(ended())
    try:
        await asyncio.wait((wanted, end), return_when=asyncio.FIRST_COMPLETED)
        if wanted.done():
            return wanted.result()
        raise KernelEndedError(end.result())
    finally:
        for future in (wanted, end):
            future.cancel()
        await asyncio.gather(wanted, end, return_exceptions=True)
