"""Stock papermill can use the engine, from several threads at once."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import papermill
import pytest
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import DeadKernelError
from papermill.engines import papermill_engines

from senim.execution.engine import SenimEngine
from senim.execution.failure import FailureKind, NotebookError
from senim.execution.run import run_notebook
from senim.execution.supply import open_kernels


@pytest.fixture(autouse=True)
def registered() -> None:
    papermill_engines.register("senim", SenimEngine)


def test_two_notebooks_in_two_threads(small: ModuleType, tmp_path: Path) -> None:
    def act(number: int) -> str:
        source = small.write_notebook(
            tmp_path / f"{number}.ipynb", f"print({number}, __import__('os').getpid())"
        )
        done = papermill.execute_notebook(str(source), None, engine_name="senim", progress_bar=False)
        return str(done.cells[1].outputs[0].text)

    with ThreadPoolExecutor(2) as pool:
        texts = list(pool.map(act, [1, 2]))
    assert [text.split()[0] for text in texts] == ["1", "2"]
    assert texts[0].split()[1] != texts[1].split()[1]


def test_dead_kernel_is_not_recorded_as_success(small: ModuleType, tmp_path: Path) -> None:
    source = small.write_notebook(tmp_path / "a.ipynb", "import os; os.kill(os.getpid(), 9)", "2")
    output = tmp_path / "b.ipynb"
    with pytest.raises(DeadKernelError):
        papermill.execute_notebook(str(source), str(output), engine_name="senim", progress_bar=False)
    statuses = [
        cell.metadata.papermill.status for cell in papermill.iorw.load_notebook_node(str(output)).cells
    ]
    assert statuses == ["completed", "failed", "pending"]


def test_an_error_that_the_kernel_could_not_show_keeps_its_name(small: ModuleType, tmp_path: Path) -> None:
    mute = "get_ipython()._showtraceback = lambda *of: None\nraise MemoryError('full')"
    source = small.write_notebook(tmp_path / "a.ipynb", "1", mute)
    with pytest.raises(NotebookError) as caught:
        run_notebook(source, tmp_path / "b.ipynb")
    failure = caught.value.failure
    assert (failure.kind, failure.cell) == (FailureKind.OUT_OF_MEMORY, 3)
    assert failure.cause == "MemoryError: full"


def test_a_program_that_took_its_event_loop_back(small: ModuleType, tmp_path: Path) -> None:
    source = small.write_notebook(tmp_path / "a.ipynb", "print(6 * 7)")
    ensure_event_loop()
    asyncio.set_event_loop(None)
    done = papermill.execute_notebook(str(source), None, engine_name="senim", progress_bar=False)
    assert done.cells[1].outputs[0].text.strip() == "42"


def test_waiting_for_the_supply_is_part_of_the_time_allowed(
    small: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "slow_module.py").write_text("import time\ntime.sleep(600)", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "lib"))
    source = small.write_notebook(tmp_path / "a.ipynb", "print(6 * 7)")
    with (
        open_kernels("forked", modules=("slow_module",)) as supply,
        pytest.raises(NotebookError) as caught,
    ):
        run_notebook(source, tmp_path / "b.ipynb", kernels=supply, notebook_seconds=3)
    failure = caught.value.failure
    assert (failure.kind, failure.cell) == (FailureKind.TIMEOUT, None)
    assert failure.cause == "the time allowed for the notebook ran out (3 s)"


def test_the_stock_command_runs_it_and_loses_no_figure(small: ModuleType, tmp_path: Path) -> None:
    source = small.write_notebook(
        tmp_path / "a.ipynb",
        "import matplotlib.pyplot as plt\nplt.plot([draws, 1])",
        parameters="draws: int = 2",
    )
    output = tmp_path / "b.ipynb"
    command = [str(Path(sys.executable).with_name("papermill")), "--engine", "senim", "-p", "draws", "5"]
    done = subprocess.run(
        [*command, str(source), str(output)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    cells = json.loads(output.read_text(encoding="utf-8"))["cells"]
    assert "draws = 5" in "".join(cells[2]["source"])
    kinds = [kind for shown in cells[3]["outputs"] for kind in shown["data"]]
    assert "image/png" in kinds
    assert [cell["metadata"]["papermill"]["status"] for cell in cells] == ["completed"] * 4
