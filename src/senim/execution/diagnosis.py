"""From what is left of a run to the class and the cause of its failure."""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass, replace
from pathlib import Path

from senim.execution.apart import WorkDiedError
from senim.execution.cells import failed_cell, has_begun, raised
from senim.execution.code import Notebook, cell_source
from senim.execution.failure import Failure, FailureKind, failing_line, kind_of_error
from senim.execution.guard.session import Seen
from senim.execution.kernels import KernelsEndedError
from senim.execution.limits import Limits
from senim.execution.memory import MemoryCurve, memory_words
from senim.execution.undeclared import judged
from senim.execution.watch import Ended

_KILLED, _ABORTED = -9, -6
# What libraries write before they end a process that was refused memory (ZeroMQ, the C library, C++, Rust):
# under load that can come before a sample shows that the cap was near.
_REFUSED = re.compile(
    r"out of memory|cannot allocate memory|std::bad_alloc|memory allocation of \d+ bytes failed",
    re.IGNORECASE,
)
# Close enough to a cap to say that the cap was the reason: pages of files count for one limit only.
_NEAR_CAP = 0.8
_LASTING = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
_NO_SIGN = "There is no sign that the cell had begun: the kernel may have died before it."


@dataclass(frozen=True)
class Traces:
    """What one attempt left behind.

    Parameters
    ----------
    executed : dict or None
        The notebook as papermill wrote it; None where it cannot be read.
    error : Exception or None
        What papermill raised.
    limits : Limits
        What was allowed.
    ended_at : float
        Reading of the monotonic clock at the end.
    cancelled : bool
        Whether all kernels were ended because the run was.
    ended : Ended or None
        Why the watch killed the kernel.
    memory : MemoryCurve or None
        The memory of the kernel.
    system_was_short : bool
        Whether the system killed any process for lack of memory meanwhile.
    seen : Seen or None
        What a guard saw; None where the notebook was not watched.
    kernel_log : str
        What the process of the kernel wrote.
    """

    executed: Notebook | None
    error: Exception | None
    limits: Limits
    ended_at: float
    cancelled: bool = False
    ended: Ended | None = None
    memory: MemoryCurve | None = None
    system_was_short: bool = False
    seen: Seen | None = None
    kernel_log: str = ""


def diagnose(name: str, traces: Traces) -> Failure | None:
    """Say why a notebook did not finish.

    Parameters
    ----------
    name : str
        Name of the notebook.
    traces : Traces
        What the attempt left behind.

    Returns
    -------
    Failure or None
        The failure; None where the notebook ran to its end, and opened nothing that is refused.
    """
    failure = _by_itself(name, traces)
    return failure if traces.seen is None else judged(name, traces.executed, traces.seen, failure)


def _by_itself(name: str, traces: Traces) -> Failure | None:
    """Say why a notebook did not finish, whatever it opened."""
    number, cell = failed_cell(traces.executed)
    error_of_cell = raised(cell)
    code = cell_source(cell) if cell is not None and cell.get("cell_type") == "code" else ""
    if error_of_cell is not None:
        error_name, message, traceback = error_of_cell
        kind = FailureKind.CANCELLED if traces.cancelled else kind_of_error(error_name, message)
        cause = f"{error_name}: {opening(message)}".rstrip(": ")
        failure = Failure(kind, name, number, cause, failing_line(traceback), log=message, code=code)
        if kind is FailureKind.OUT_OF_MEMORY and traces.limits.memory_bytes is not None:
            failure = replace(failure, detail=_under_cap(traces.limits.memory_bytes, traces.memory))
        # A cell that says so of the machine would say so again.
        return replace(failure, lasting=kind is FailureKind.INFRASTRUCTURE)
    if traces.error is None:
        if cell is None and traces.executed is not None:
            return None
        cause = "the cell ended the kernel before the notebook was finished"
        return Failure(FailureKind.CODE, name, number, cause, code=code)
    kind, cause = _kind_and_cause(traces.error, traces, all_cells_ran=number is None and _all_ran(traces))
    detail = ""
    if kind is FailureKind.OUT_OF_MEMORY and traces.ended is None and traces.limits.memory_bytes is not None:
        detail = _under_cap(traces.limits.memory_bytes, traces.memory)
    if kind is FailureKind.KERNEL_DIED and cell is not None and not has_begun(cell):
        detail = _NO_SIGN
    lasting = isinstance(traces.error, OSError) and traces.error.errno in _LASTING
    return Failure(kind, name, number, cause, code=code, detail=detail, lasting=lasting)


def memory_kills() -> int:
    """Count the processes this system has ended for lack of memory.

    Returns
    -------
    int
        The count since the system started; 0 where it does not say (not Linux).
    """
    try:
        lines = Path("/proc/vmstat").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), 0)


def _kind_and_cause(error: Exception, traces: Traces, *, all_cells_ran: bool) -> tuple[FailureKind, str]:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from senim.execution.talk import KernelMemoryError

    if traces.cancelled or isinstance(error, KernelsEndedError):
        return FailureKind.CANCELLED, "the run was cancelled"
    if traces.ended is Ended.MEMORY and traces.memory is not None:
        return FailureKind.OUT_OF_MEMORY, _over_cap(traces.memory)
    if traces.ended is Ended.DEADLINE or isinstance(error, CellTimeoutError):
        return FailureKind.TIMEOUT, traces.limits.ran_out(traces.ended_at)
    if isinstance(error, WorkDiedError):
        return FailureKind.KERNEL_DIED, f"the process that ran it died ({_ending(error.code)})"
    if isinstance(error, KernelMemoryError):
        return FailureKind.OUT_OF_MEMORY, str(error)
    if isinstance(error, DeadKernelError):
        return _of_dead_kernel(getattr(error, "exit_code", None), traces, all_cells_ran)
    if traces.limits.passed(traces.ended_at):
        return FailureKind.TIMEOUT, traces.limits.ran_out(traces.ended_at)
    said, reached = f"{type(error).__name__}: {error}", _reached(traces.memory)
    if reached:
        # What a kernel without memory answers, or does not, is no fault of the machine.
        return FailureKind.OUT_OF_MEMORY, f"{said}, when the kernel held {reached}"
    return FailureKind.INFRASTRUCTURE, said


def _of_dead_kernel(code: int | None, traces: Traces, all_cells_ran: bool) -> tuple[FailureKind, str]:
    reached = _reached(traces.memory)
    if code == _KILLED and traces.system_was_short:
        return FailureKind.OUT_OF_MEMORY, "the system ended the kernel because memory ran out"
    if reached:
        return FailureKind.OUT_OF_MEMORY, f"the kernel died ({_ending(code)}) when it held {reached}"
    if code == _ABORTED and traces.limits.memory_bytes is not None and _REFUSED.search(traces.kernel_log):
        return FailureKind.OUT_OF_MEMORY, f"the kernel died ({_ending(code)}) when it was refused memory"
    when = " after its last cell" if all_cells_ran else ""
    return FailureKind.KERNEL_DIED, f"the kernel died{when} ({_ending(code)})"


def _reached(curve: MemoryCurve | None) -> str:
    """Say how near a kernel came to its cap; nothing where it was far from it."""
    if curve is None or curve.cap_bytes is None or curve.peak_bytes <= _NEAR_CAP * curve.cap_bytes:
        return ""
    return f"{memory_words(curve.peak_bytes)} of the {memory_words(curve.cap_bytes)} allowed"


def _over_cap(curve: MemoryCurve) -> str:
    cap = memory_words(curve.cap_bytes or 0)
    return f"the kernel held {memory_words(curve.peak_bytes)} of memory, more than the cap of {cap}"


def _under_cap(cap_bytes: int, curve: MemoryCurve | None) -> str:
    cap = f"A kernel may hold {memory_words(cap_bytes)} (--memory-cap)"
    if curve is None:
        return f"{cap}, and a request for more than was left of that is refused."
    held = f"this one was seen to hold {memory_words(curve.peak_bytes)}"
    return f"{cap}; {held}. A request for more than is left of the cap is refused at once."


def _ending(code: int | None) -> str:
    if code is None:
        return "exit code unknown"
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _all_ran(traces: Traces) -> bool:
    """Say whether every cell was begun: papermill alone calls all of them completed."""
    cells = traces.executed["cells"] if traces.executed else []
    return bool(cells) and all(
        cell.get("metadata", {}).get("papermill", {}).get("start_time") is not None for cell in cells
    )


def opening(message: str) -> str:
    """Take the first line of a message, and the second where the first only announces a list.

    Parameters
    ----------
    message : str
        The message of an error.

    Returns
    -------
    str
        One line.
    """
    lines = [line.strip() for line in message.splitlines()] or [""]
    return " ".join(lines[:2]) if lines[0].endswith(":") else lines[0]
