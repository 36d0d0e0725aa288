"""A papermill engine: environment set first, deadlines kept, a death told as a failure."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async, run_sync
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager

from senim.execution.kernels import LIVE, kernel_command, kernel_environment

# nbclient's own four seconds fail honest cells on a busy machine.
IOPUB_SECONDS = 120
SILENT = logging.getLogger("senim.execution")
SILENT.addHandler(logging.NullHandler())
SILENT.propagate = False


class SenimNotebookClient(PapermillNotebookClient):  # type: ignore[misc]
    """Runs the cells of one notebook in one kernel.

    Parameters
    ----------
    manager : NotebookExecutionManager
        Papermill's record of the run.
    on_cell : callable, optional
        Called with (cells begun, number of cells) before each cell.
    setup_code : str
        Run silently before the first cell.
    **settings
        Passed to nbclient.
    """

    def __init__(
        self,
        manager: NotebookExecutionManager,
        on_cell: Callable[[int, int], None] | None = None,
        setup_code: str = "",
        **settings: Any,
    ) -> None:
        super().__init__(manager, **settings)
        self.on_cell = on_cell
        self.setup_code = setup_code
        self.exit_code: int | None = None

    async def async_start_new_kernel(self, **kwargs: Any) -> None:
        """Start the kernel with this Python and remember its process.

        Parameters
        ----------
        **kwargs
            ``env``, ``cwd``, ``stdout`` and ``stderr`` of the process.
        """
        assert self.km is not None
        self.km._kernel_spec = KernelSpec(argv=kernel_command(), display_name="Python 3", language="python")
        with LIVE.starting():
            await super().async_start_new_kernel(**kwargs)
            self.process_id: int = self.km.provisioner.pid
            LIVE.add(self.process_id, self.km.connection_file)

    start_new_kernel = run_sync(async_start_new_kernel)

    async def _async_cleanup_kernel(self) -> None:
        process_id = getattr(self, "process_id", None)
        await super()._async_cleanup_kernel()
        if process_id is not None:
            LIVE.remove(process_id)

    _cleanup_kernel = run_sync(_async_cleanup_kernel)

    async def _async_note_exit_code(self) -> None:
        if self.km is not None and self.km.provisioner is not None:
            self.exit_code = await ensure_async(self.km.provisioner.poll())

    note_exit_code = run_sync(_async_note_exit_code)

    async def _async_run_setup(self) -> None:
        """Run the setup code; it leaves no output, no count and no history."""
        assert self.kc is not None
        asked = self.kc.execute(self.setup_code, silent=True, store_history=False)
        while True:
            reply = await ensure_async(self.kc.get_shell_msg(timeout=self.startup_timeout))
            if reply["parent_header"].get("msg_id") == asked:
                break
        if reply["content"]["status"] != "ok":
            raise RuntimeError(f"the kernel could not be set up ({reply['content'].get('evalue')})")

    run_setup = run_sync(_async_run_setup)

    def papermill_execute_cells(self) -> None:
        """Run cell after cell; a cell during which the kernel dies or time runs out is a failed cell."""
        if self.setup_code:
            self.run_setup()
        for index, cell in enumerate(self.nb.cells):
            try:
                self.nb_man.cell_start(cell, index)
                if self.on_cell is not None:
                    self.on_cell(index + 1, len(self.nb.cells))
                self.execute_cell(cell, index)
            except CellExecutionError as error:
                self.nb_man.cell_exception(self.nb.cells[index], cell_index=index, exception=error)
                break
            except (DeadKernelError, CellTimeoutError, RuntimeError) as error:
                # Papermill alone would record this cell and all after it as completed.
                self.nb_man.cell_exception(self.nb.cells[index], cell_index=index, exception=error)
                if isinstance(error, DeadKernelError):
                    self.note_exit_code()
                    error.exit_code = self.exit_code  # type: ignore[attr-defined]
                raise
            finally:
                self.nb_man.cell_complete(self.nb.cells[index], cell_index=index)


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
        setup_code: str = "",
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
        setup_code : str
            Run silently before the first cell.
        """
        ends_at = None if notebook_timeout is None else time.monotonic() + notebook_timeout

        def seconds_left(_cell: Any) -> float:
            limits = [execution_timeout] if execution_timeout else []
            if ends_at is not None:
                limits.append(max(ends_at - time.monotonic(), 0.1))
            return min(limits, default=0)

        client = SenimNotebookClient(
            nb_man,
            on_cell=on_cell,
            setup_code=setup_code,
            timeout_func=seconds_left,
            startup_timeout=start_timeout,
            kernel_name=kernel_name,
            shutdown_kernel="immediate",
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


def _close_loop() -> None:
    """Close the event loop that was made for this thread: nobody else does."""
    loop = ensure_event_loop()
    if not loop.is_running():
        pending = asyncio.all_tasks(loop)
        for task in pending:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
        loop.close()
        asyncio.set_event_loop(None)
