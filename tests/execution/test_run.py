"""Notebooks run in real kernels; whatever goes wrong is a failure with its class, cell and cause."""

from __future__ import annotations

import json
import time
from pathlib import Path
from types import ModuleType

import pytest

from senim.execution.failure import FailureKind, NotebookError
from senim.execution.kernels import LIVE
from senim.execution.run import NotebookRun, run_notebook
from senim.findings import InputError

BAD_DATA = """from senim.findings import Finding, InputError
raise InputError([Finding('a.csv', 'line 1', 'bad', 'Mend.')], 'data')"""


@pytest.fixture
def run(small: ModuleType, tmp_path: Path):  # type: ignore[no-untyped-def]
    def act(
        *cells: str, parameters: str | None = None, given: object = None, **options: object
    ) -> NotebookRun:
        source = small.write_notebook(tmp_path / "no{tes}" / "01-first.ipynb", *cells, parameters=parameters)
        return run_notebook(source, tmp_path / "out" / "01-first.ipynb", given, **options)  # type: ignore[arg-type]

    return act


def test_runs_with_typed_parameters_and_environment(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    seen: list[tuple[int, int]] = []
    done = run(
        "import os\nprint(repr(code), draws, os.environ['OMP_NUM_THREADS'], os.environ['X'], os.getcwd())",
        parameters='code: str = "1"\ndraws: int = 3',
        given={"code": "05", "draws": "05"},
        environment={"X": "y"},
        on_cell=lambda number, of: seen.append((number, of)),
    )
    assert done.printed == f"'05' 5 1 y {tmp_path / 'no{tes}'}\n"
    assert done.output == tmp_path / "out" / "01-first.ipynb"
    assert seen[0] == (1, 4)


@pytest.mark.parametrize(
    ("cells", "options", "kind", "cell", "cause"),
    [
        (["x = 1", "print('before')\nx / 0"], {}, FailureKind.CODE, 3, "ZeroDivisionError: division by zero"),
        (
            [BAD_DATA],
            {},
            FailureKind.DATA,
            2,
            "InputError: 1 problem in the data: a.csv, line 1: bad. Mend.",
        ),
        (["raise MemoryError"], {}, FailureKind.OUT_OF_MEMORY, 2, "MemoryError"),
        (
            ["import os\nos.kill(os.getpid(), 9)"],
            {},
            FailureKind.KERNEL_DIED,
            2,
            "the kernel died (signal 9)",
        ),
        (["import os\nos._exit(0)", "1"], {}, FailureKind.KERNEL_DIED, 2, "the kernel died (exit code 0)"),
        (["import sys\nsys.exit(0)", "1"], {}, FailureKind.CODE, 2, "SystemExit: 0"),
        (
            ["while True: pass"],
            {"cell_seconds": 1},
            FailureKind.TIMEOUT,
            2,
            "the time allowed for one cell ran out (1 s)",
        ),
        (
            ["import time\ntime.sleep(0.5)", "while True: pass"],
            {"notebook_seconds": 5},
            FailureKind.TIMEOUT,
            3,
            "the time allowed for the notebook ran out (5 s)",
        ),
    ],
    ids=["error", "data", "memory", "killed", "silent-exit", "sys-exit", "cell-timeout", "notebook-timeout"],
)
def test_failures(run, cells, options, kind, cell, cause) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotebookError) as caught:
        run(*cells, **options)
    failure = caught.value.failure
    assert (failure.kind, failure.cell, failure.cause) == (kind, cell, cause)
    assert failure.partial is not None
    kept = json.loads(failure.partial.read_text(encoding="utf-8"))
    statuses = [item["metadata"].get("papermill", {}).get("status") for item in kept["cells"]]
    assert "failed" in statuses
    assert "completed" not in statuses[statuses.index("failed") :]
    errors = [
        output
        for item in kept["cells"]
        for output in item.get("outputs", [])
        if output["output_type"] == "error"
    ]
    assert len(errors) == 1
    assert LIVE.end_all() == 0
    LIVE.reopen()


def test_failing_line_and_log(run) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotebookError) as caught:
        run("print('before')\nx = 1\nx / 0", parameters="draws: int = 1", given={"draws": 2})
    assert caught.value.failure.line == "line 3: x / 0"
    assert caught.value.failure.cell == 3
    assert "before" in caught.value.failure.log


def test_wrong_parameter_starts_no_kernel(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    began = time.monotonic()
    with pytest.raises(InputError, match="Did you mean 'draws'"):
        run("x", parameters="draws: int = 1", given={"drows": 1})
    assert time.monotonic() - began < 0.5
    assert not (tmp_path / "out").exists()


def test_cancelled_is_told_as_cancelled(run) -> None:  # type: ignore[no-untyped-def]
    LIVE.end_all()
    try:
        with pytest.raises(NotebookError) as caught:
            run("x = 1")
    finally:
        LIVE.reopen()
    assert caught.value.failure.kind is FailureKind.CANCELLED
