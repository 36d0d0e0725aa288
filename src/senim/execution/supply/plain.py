"""Kernels started plainly: a new Python each, which imports everything itself."""

from __future__ import annotations

import os
import subprocess

from senim.execution.kernels import kernel_command
from senim.execution.supply.process import KernelProcess, KernelSupply, Output, OwnProcess, SupplyError
from senim.execution.supply.request import KernelRequest


class PlainSupply(KernelSupply):
    """Starts a new Python for each kernel."""

    mode = "plain"

    def start(self, request: KernelRequest, output: tuple[Output, Output], seconds: float) -> KernelProcess:
        command = [part.format(connection_file=request.connection_file) for part in kernel_command()]
        try:
            process = subprocess.Popen(
                command,
                cwd=request.folder,
                # The kernel looks every second whether its parent is still there.
                env={**request.environment, "JPY_PARENT_PID": str(os.getpid())},
                stdin=subprocess.DEVNULL,
                stdout=output[0],
                stderr=output[1],
                start_new_session=True,
            )
        except OSError as error:
            raise SupplyError(f"no process can be started: {error}") from error
        return OwnProcess(process)

    def settle(self) -> None:
        """Nothing is prepared."""

    def check(self) -> None:
        """Nothing can be wrong that the first kernel would not tell."""

    def close(self) -> None:
        """Nothing is kept."""
