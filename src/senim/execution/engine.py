"""A papermill engine: environment set first, deadlines kept, a death told as a failure."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async, run_sync
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager

from senim.execution.kernels import LIVE, kernel_command, kernel_environment
from senim.execution.limits import SHORTEST_SECONDS
from senim.execution.supply.opening import default_supply
from senim.execution.supply.process import KernelSupply
from senim.execution.supply.provisioner import START_SECONDS, SuppliedProvisioner
from senim.execution.supply.wanted import imported_modules
from senim.execution.talk import run_silently, until_ready

# nbclient's own four seconds fail honest cells on a busy machine.
IOPUB_SECONDS = 120
LAST_WORDS_SECONDS = 0.2
SILENT = logging.getLogger("senim.execution")
SILENT.addHandler(logging.NullHandler())
SILENT.propagate = False


class SenimNotebookClient(PapermillNotebookClient):  # type: ignore[misc]
    """Runs the cells of one notebook in one kernel.

    Parameters
    ----------
    manager : NotebookExecutionManager
        Papermill's record of the run.
    supply : KernelSupply
        Gives the kernel.
    on_cell : callable, optional
        Called with (cells begun, number of cells) before each cell.
    on_kernel : callable, optional
        Called with the process id of the kernel once it is started.
    setup_code : str
        Run silently before the first cell.
    ends_at : float, optional
        Reading of the monotonic clock at which the notebook must have ended; waiting for the kernel counts.
    **settings
        Passed to nbclient.
    """

    km: Any
    kc: Any

    def __init__(
        self,
        manager: NotebookExecutionManager,
        supply: KernelSupply,
        on_cell: Callable[[int, int], None] | None = None,
        on_kernel: Callable[[int], None] | None = None,
        setup_code: str = "",
        ends_at: float | None = None,
        **settings: Any,
    ) -> None:
        super().__init__(manager, **settings)
        self.supply = supply
        self.on_cell = on_cell
        self.on_kernel = on_kernel
        self.setup_code = setup_code
        self.ends_at = ends_at

    @property
    def provisioner(self) -> SuppliedProvisioner:
        """What started the kernel."""
        provisioner: SuppliedProvisioner = self.km.provisioner
        return provisioner

    async def async_start_new_kernel(self, **kwargs: Any) -> None:
        """Start the kernel with this Python.

        Parameters
        ----------
        **kwargs
            ``env``, ``cwd``, ``stdout`` and ``stderr`` of the process.
        """
        spec = KernelSpec(argv=kernel_command(), display_name="Python 3", language="python")
        self.km._kernel_spec = spec
        self.km.provisioner = SuppliedProvisioner(
            self.supply, self._seconds_left(START_SECONDS), kernel_spec=spec, parent=self.km
        )
        try:
            with LIVE.starting():
                await ensure_async(self.km.start_kernel(**kwargs))
            if self.on_kernel is not None:
                self.on_kernel(int(self.provisioner.pid or 0))
        except BaseException:
            await self._async_cleanup_kernel()
            raise

    start_new_kernel = run_sync(async_start_new_kernel)

    async def async_start_new_kernel_client(self) -> Any:
        """Connect to the kernel, wait until it answers, and set it up.

        Returns
        -------
        AsyncKernelClient
            The connection.
        """
        try:
            # One context, and neither heartbeat nor input: the end of the process itself is watched.
            self.kc = self.km.client(context=self.km.context)
            self.kc.start_channels(stdin=False, hb=False, control=False)
            ended = self.provisioner.ended
            await until_ready(self.kc, ended, self._seconds_left(self.startup_timeout))
            if self.setup_code:
                seconds = self._seconds_left(self.startup_timeout)
                await run_silently(self.kc, self.setup_code, ended, seconds)
        except BaseException:
            await self._async_cleanup_kernel()
            raise
        self.kc.allow_stdin = False
        return self.kc

    start_new_kernel_client = run_sync(async_start_new_kernel_client)

    async def _async_poll_kernel_alive(self) -> None:
        """Notice a death when it happens, not at the next look a second later."""
        await self.provisioner.ended()
        # What the kernel wrote last may still be on its way.
        await asyncio.sleep(LAST_WORDS_SECONDS)
        if self.task_poll_for_reply is not None:
            self.task_poll_for_reply.cancel()

    async def _async_cleanup_kernel(self) -> None:
        """End the kernel at once: it holds nothing that it would have to save."""
        manager, client = self.km, self.kc
        self.km = self.kc = None
        if client is not None:
            client.stop_channels()
        if manager is not None:
            if manager.provisioner is not None:
                await manager.provisioner.kill()
            await ensure_async(manager.cleanup_resources())

    _cleanup_kernel = run_sync(_async_cleanup_kernel)

    def _seconds_left(self, most: float) -> float:
        if self.ends_at is None:
            return float(most)
        return min(float(most), max(self.ends_at - time.monotonic(), SHORTEST_SECONDS))

    def papermill_execute_cells(self) -> None:
        """Run cell after cell; a cell during which the kernel dies or time runs out is a failed cell."""
        for index, cell in enumerate(self.nb.cells):
            try:
                self.nb_man.cell_start(cell, index)
                if self.on_cell is not None:
                    self.on_cell(index + 1, len(self.nb.cells))
                self.execute_cell(cell, index)
            except CellExecutionError as error:
                keep_error(self.nb.cells[index], error)
                self.nb_man.cell_exception(self.nb.cells[index], cell_index=index, exception=error)
                break
            except (DeadKernelError, CellTimeoutError, RuntimeError) as error:
                # Papermill alone would record this cell and all after it as completed.
                self.nb_man.cell_exception(self.nb.cells[index], cell_index=index, exception=error)
                if isinstance(error, DeadKernelError):
                    error.exit_code = self.provisioner.exit_code  # type: ignore[attr-defined]
                raise
            finally:
                self.nb_man.cell_complete(self.nb.cells[index], cell_index=index)


def keep_error(cell: NotebookNode, error: CellExecutionError) -> None:
    """Give a cell the error it ended with, where the kernel could tell it but not show it.

    A kernel without memory may answer that a cell failed, and why, and fail to publish the traceback.
    Papermill would record a nameless error.

    Parameters
    ----------
    cell : NotebookNode
        The cell.
    error : CellExecutionError
        What nbclient made of the answer.
    """
    if not any(output["output_type"] == "error" for output in cell["outputs"]):
        told = {"output_type": "error", "ename": error.ename, "evalue": error.evalue, "traceback": []}
        cell["outputs"].append(nbformat.from_dict(told))  # type: ignore[no-untyped-call]


class SenimEngine(NBClientEngine):  # type: ignore[misc]
    """The engine ``senim``, for this project and for stock papermill (``papermill --engine senim``)."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = 60,
        execution_timeout: float | None = None,
        notebook_timeout: float | None = None,
        kernel_env: dict[str, str] | None = None,
        kernel_cwd: str | None = None,
        kernel_log: Any = None,
        on_cell: Callable[[int, int], None] | None = None,
        on_kernel: Callable[[int], None] | None = None,
        setup_code: str = "",
        kernels: KernelSupply | None = None,
        **_: Any,
    ) -> None:
        """Run a notebook that papermill has prepared.

        Parameters
        ----------
        nb_man : NotebookExecutionManager
            Papermill's record of the run.
        kernel_name : str
            Name of the kernel, recorded only: the Python that runs this is the Python of the kernel.
        log_output : bool
            Whether cell output goes to papermill's log.
        stdout_file, stderr_file : file, optional
            Where cell output is copied.
        start_timeout : int
            Seconds a kernel may take to start.
        execution_timeout : float, optional
            Seconds one cell may take.
        notebook_timeout : float, optional
            Seconds the whole notebook may take.
        kernel_env : dict of str to str, optional
            More environment variables.
        kernel_cwd : str, optional
            Working folder of the kernel. Papermill's own ``cwd`` changes the folder of the whole process.
        kernel_log : file, optional
            Where the kernel process itself writes (a crash of native code, for example).
        on_cell : callable, optional
            Called with (number of the cell from 1, number of cells) before each cell.
        on_kernel : callable, optional
            Called once with the process id of the kernel, as soon as it is started.
        setup_code : str
            Run silently in the kernel before the first cell; that it fails is no fault of the notebook.
        kernels : KernelSupply, optional
            Where the kernel comes from; the supply of this process by default.
        """
        ends_at = None if notebook_timeout is None else time.monotonic() + notebook_timeout

        def seconds_left(_cell: Any) -> float:
            limits = [execution_timeout] if execution_timeout else []
            if ends_at is not None:
                limits.append(max(ends_at - time.monotonic(), SHORTEST_SECONDS))
            return min(limits, default=0)

        client = SenimNotebookClient(
            nb_man,
            kernels or default_supply(_modules(nb_man)),
            on_cell=on_cell,
            on_kernel=on_kernel,
            setup_code=setup_code,
            ends_at=ends_at,
            timeout_func=seconds_left,
            startup_timeout=start_timeout,
            kernel_name=kernel_name,
            iopub_timeout=IOPUB_SECONDS,
            log=SILENT,
            log_output=log_output,
            stdout_file=stdout_file,
            stderr_file=stderr_file,
        )
        start: dict[str, Any] = {"env": kernel_environment(kernel_env)}
        if kernel_cwd is not None:
            start["cwd"] = str(Path(kernel_cwd))
        if kernel_log is not None:
            start |= {"stdout": kernel_log, "stderr": kernel_log}
        # Papermill would write the whole notebook twice a cell; here it is written when it ends or fails.
        output, nb_man.output_path = nb_man.output_path, None
        try:
            client.execute(**start)
        finally:
            nb_man.output_path = output
            _close_loop()


def _modules(manager: NotebookExecutionManager) -> tuple[str, ...]:
    """List what this notebook imports: whoever runs one notebook alone waits for nothing else."""
    code = [cell.source for cell in manager.nb.cells if cell.cell_type == "code"]
    return tuple(dict.fromkeys(name for source in code for name in imported_modules(source)))


def _close_loop() -> None:
    """Close the event loop that was made for this thread: nobody else does."""
    loop = ensure_event_loop()
    if not loop.is_running():
        loop.run_until_complete(_without(asyncio.all_tasks(loop)))
        loop.close()
        asyncio.set_event_loop(None)


async def _without(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Cancel tasks; inside the loop, since it need not be the one that this thread calls its own."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
