"""From what an attempt left behind to class and cause."""

from __future__ import annotations

import errno
from typing import Any

import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from senim.execution.diagnosis import Traces, diagnose
from senim.execution.failure import FailureKind
from senim.execution.kernels import KernelsEndedError
from senim.execution.limits import Limits
from senim.execution.memory import MemoryCurve
from senim.execution.retry import may_retry
from senim.execution.talk import KernelMemoryError
from senim.execution.watch import Ended

MIB = 1024**2
LIMITS = Limits(0.0, cell_seconds=5, notebook_seconds=60, memory_bytes=512 * MIB)


def dead(code: int | None) -> DeadKernelError:
    error = DeadKernelError("Kernel died")
    error.exit_code = code  # type: ignore[attr-defined]
    return error


def notebook(*outputs: dict[str, Any], begun: bool = True) -> dict[str, Any]:
    execution = {"iopub.execute_input": "now"} if begun else {}
    told = {"papermill": {"status": "failed", "start_time": "now"}, "execution": execution}
    return {
        "cells": [{"cell_type": "code", "metadata": told, "source": "x = 1\ny", "outputs": list(outputs)}],
    }


def raised(name: str, message: str) -> dict[str, Any]:
    return {"output_type": "error", "ename": name, "evalue": message, "traceback": ["----> 2 y"]}


def curve(peak_mib: int) -> MemoryCurve:
    return MemoryCurve(((0.0, peak_mib * MIB),), peak_mib * MIB, 0.0, peak_mib * MIB, 512 * MIB)


@pytest.mark.parametrize(
    ("error", "traces", "kind", "cause"),
    [
        (dead(-11), {}, FailureKind.KERNEL_DIED, "the kernel died (signal 11)"),
        (dead(None), {}, FailureKind.KERNEL_DIED, "the kernel died (exit code unknown)"),
        (dead(-9), {"system_was_short": True}, FailureKind.OUT_OF_MEMORY, "because memory ran out"),
        (dead(-6), {"system_was_short": True}, FailureKind.KERNEL_DIED, "signal 6"),
        (
            dead(-9),
            {"ended": Ended.MEMORY, "memory": curve(600)},
            FailureKind.OUT_OF_MEMORY,
            "held 600 MiB of memory, more than the cap of 512 MiB",
        ),
        (dead(-6), {"memory": curve(500)}, FailureKind.OUT_OF_MEMORY, "held 500 MiB of the 512 MiB allowed"),
        (dead(-6), {"memory": curve(100)}, FailureKind.KERNEL_DIED, "signal 6"),
        (
            dead(-6),
            {"memory": curve(100), "kernel_log": "FATAL ERROR: OUT OF MEMORY (src/msg.cpp:1)"},
            FailureKind.OUT_OF_MEMORY,
            "the kernel died (signal 6) when it was refused memory",
        ),
        (dead(-6), {"kernel_log": "Assertion failed: a == b"}, FailureKind.KERNEL_DIED, "signal 6"),
        (dead(-11), {"kernel_log": "Cannot allocate memory"}, FailureKind.KERNEL_DIED, "signal 11"),
        (dead(-9), {"ended": Ended.DEADLINE, "ended_at": 75.0}, FailureKind.TIMEOUT, "for the notebook"),
        (CellTimeoutError("late"), {"ended_at": 6.0}, FailureKind.TIMEOUT, "for one cell ran out (5 s)"),
        (RuntimeError("Kernel didn't respond"), {}, FailureKind.INFRASTRUCTURE, "didn't respond"),
        (
            RuntimeError("Kernel didn't respond"),
            {"memory": curve(470)},
            FailureKind.OUT_OF_MEMORY,
            "didn't respond, when the kernel held 470 MiB of the 512 MiB allowed",
        ),
        (RuntimeError("Kernel didn't respond"), {"ended_at": 61.0}, FailureKind.TIMEOUT, "for the notebook"),
        (
            KernelMemoryError("the setup of the kernel failed: MemoryError"),
            {"memory": curve(120)},
            FailureKind.OUT_OF_MEMORY,
            "setup of the kernel failed: MemoryError",
        ),
        (KernelsEndedError("ended"), {}, FailureKind.CANCELLED, "the run was cancelled"),
        (dead(-9), {"cancelled": True}, FailureKind.CANCELLED, "the run was cancelled"),
        (OSError(errno.ENOSPC, "No space left on device"), {}, FailureKind.INFRASTRUCTURE, "No space left"),
    ],
)
def test_class_and_cause(error: Exception, traces: dict[str, Any], kind: FailureKind, cause: str) -> None:
    found = diagnose("01", Traces(notebook(), error, LIMITS, **{"ended_at": 1.0, **traces}))
    assert found is not None
    assert found.kind is kind
    assert cause in found.cause
    assert (found.cell, found.code) == (1, "x = 1\ny")
    assert found.lasting == (getattr(error, "errno", None) == errno.ENOSPC)


@pytest.mark.parametrize(
    ("name", "message", "kind", "lasting"),
    [
        ("KeyError", "'a'", FailureKind.CODE, False),
        ("OSError", "[Errno 28] No space left on device", FailureKind.INFRASTRUCTURE, True),
        ("FileNotFoundError", "[Errno 2] No such file", FailureKind.CODE, False),
        ("ArrowMemoryError", "malloc", FailureKind.OUT_OF_MEMORY, False),
    ],
)
def test_errors_of_cells(name: str, message: str, kind: FailureKind, lasting: bool) -> None:
    found = diagnose("01", Traces(notebook(raised(name, message)), None, LIMITS, 1.0))
    assert found is not None
    assert (found.kind, found.lasting, found.line_number) == (kind, lasting, 2)
    assert ("--memory-cap" in found.detail) == (kind is FailureKind.OUT_OF_MEMORY)


def test_no_memory_at_the_start_is_never_tried_again_and_names_the_cap() -> None:
    error = KernelMemoryError("the setup of the kernel failed: MemoryError")
    found = diagnose("01", Traces(None, error, LIMITS, 1.0, memory=curve(120)))
    assert found is not None
    assert not may_retry(found)
    assert "may hold 512 MiB (--memory-cap); this one was seen to hold 120 MiB" in found.detail


def test_a_cell_that_gave_no_sign_is_told_as_such() -> None:
    found = diagnose("01", Traces(notebook(begun=False), dead(-9), LIMITS, 1.0))
    assert found is not None
    assert "may have died before it" in found.detail


def test_no_failure_where_all_ended_well() -> None:
    done = notebook()
    done["cells"][0]["metadata"]["papermill"]["status"] = "completed"
    assert diagnose("01", Traces(done, None, LIMITS, 1.0)) is None
    died = diagnose("01", Traces(done, dead(-9), LIMITS, 1.0))
    assert died is not None
    assert "after its last cell" in died.cause
