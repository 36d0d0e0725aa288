"""What jupyter_client calls to start, watch and end a kernel: here the kernel comes from a supply."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from senim.execution.kernels import LIVE
from senim.execution.supply.door import LONGEST_ADDRESS_BYTES
from senim.execution.supply.opening import default_supply
from senim.execution.supply.process import KernelProcess, KernelSupply
from senim.execution.supply.request import KernelRequest

_POLL_SECONDS = 0.02
# Enough to try every way of making kernels, one after the other.
START_SECONDS = 600.0


class SuppliedProvisioner(LocalProvisioner):
    """Takes kernels from a supply, talks to them over Unix sockets, and ends them at once.

    As the kernel provisioner ``senim-forked`` it serves any Jupyter program; the kernels are then those of
    the Python that runs the program.

    Parameters
    ----------
    supply : KernelSupply, optional
        Gives the kernels; the supply of this process by default.
    start_seconds : float
        How long to wait until the supply gives a kernel.
    **settings
        Passed to jupyter_client.
    """

    def __init__(
        self, supply: KernelSupply | None = None, start_seconds: float = START_SECONDS, **settings: Any
    ) -> None:
        super().__init__(**settings)
        self.supply = supply
        self.start_seconds = start_seconds
        self.kernel: KernelProcess | None = None
        self.scratch = ""
        self.exit_code: int | None = None

    @property
    def has_process(self) -> bool:
        return self.kernel is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        if not self.scratch:
            self.scratch = os.path.realpath(tempfile.mkdtemp(prefix="senim-"))
            manager: Any = self.parent
            manager.connection_file = os.path.join(self.scratch, "kernel.json")
            address = os.path.join(self.scratch, "k")
            if len(os.fsencode(f"{address}-5")) <= LONGEST_ADDRESS_BYTES:
                # Both have to be set before the connection file is written; else client and kernel
                # wait for each other at different places.
                manager.transport = "ipc"
                manager.ip = address
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        manager: Any = self.parent
        folder = str(Path(kwargs.get("cwd") or Path.cwd()).absolute())
        request = KernelRequest(manager.connection_file, folder, kwargs["env"], self.scratch)
        supply = self.supply or default_supply()
        output = (kwargs.get("stdout"), kwargs.get("stderr"))
        kernel = await asyncio.to_thread(supply.start, request, output, self.start_seconds)
        LIVE.add(kernel.pid, self.scratch)
        self.kernel, self.exit_code = kernel, None
        self.pid = self.pgid = kernel.pid
        self.cwd = folder
        return self.connection_info

    async def poll(self) -> int | None:
        if self.kernel is not None:
            self.exit_code = self.kernel.poll()
        return self.exit_code

    async def ended(self) -> int:
        """Wait until the kernel has ended, without asking it again and again where the system can tell.

        Returns
        -------
        int
            Its exit code, or minus the number of the signal that ended it.
        """
        while (code := await self.poll()) is None:
            await _readable(self.kernel.fileno() if self.kernel else -1)
        return code

    async def wait(self) -> int | None:
        code = await self.ended()
        self._let_go()
        return code

    async def send_signal(self, signum: int) -> None:
        if self.kernel is not None and await self.poll() is None:
            try:
                os.killpg(self.kernel.pid, signum)
            except ProcessLookupError:
                self.log.debug("Kernel %s ended before it got signal %s", self.kernel.pid, signum)

    async def kill(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGKILL)
        if self.kernel is not None:
            await self.wait()

    async def terminate(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, restart: bool = False) -> None:
        await super().cleanup(restart=restart)
        self._let_go()
        if self.scratch and not restart:
            shutil.rmtree(self.scratch, ignore_errors=True)
            self.scratch = ""

    def _let_go(self) -> None:
        if self.kernel is not None:
            self.kernel.close()
            LIVE.remove(self.kernel.pid)
            self.kernel = None


async def _readable(file: int) -> None:
    """Wait until there is something to read; where there is no file to watch, wait a moment."""
    if file < 0:
        await asyncio.sleep(_POLL_SECONDS)
        return
    loop = asyncio.get_running_loop()
    come: asyncio.Future[None] = loop.create_future()
    loop.add_reader(file, _come, come)
    try:
        await come
    finally:
        loop.remove_reader(file)


def _come(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
