"""What a worker does with a parcel: refuse, miss, fail or do it; and end what nobody waits for."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from senim.execution.failure import FailureKind
from senim.execution.kernels import LIVE
from senim.pipeline import worker as worker_module
from senim.pipeline.actions import NotebookAction
from senim.pipeline.keys import RunKey
from senim.pipeline.objects import Objects
from senim.pipeline.parcel import Lost, Parcel, Refused, Returned, files_read, hashed, travelling
from senim.pipeline.project import Options, Project
from senim.pipeline.reads import notebook_reads
from senim.pipeline.storage import storage_url
from senim.pipeline.tasks import Done, Task, TaskKind
from senim.pipeline.worker import _installation_for, own_installation, work

distributed = pytest.importorskip("distributed")


@dataclass
class StandIn:
    """What `work` asks of a dask worker."""

    local_directory: str
    nthreads: int = 1
    state_of_task: str = "executing"
    address: str = "tcp://127.0.0.1:1"
    said: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def state(self) -> SimpleNamespace:
        return SimpleNamespace(
            nthreads=self.nthreads, tasks={"key": SimpleNamespace(state=self.state_of_task)}
        )

    def get_current_task(self) -> str:
        return "key"

    def log_event(self, topic: str, message: Any) -> None:
        self.said.append((topic, message))


@pytest.fixture
def dask_worker(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    (tmp_path / "scratch").mkdir()
    stand_in = StandIn(str(tmp_path / "scratch"))
    monkeypatch.setattr("distributed.get_worker", lambda: stand_in)
    monkeypatch.setenv("SENIM_ROOT", str(root))
    _installation_for.cache_clear()
    monkeypatch.setattr(LIVE, "_closed", False)
    return stand_in


@pytest.fixture
def parcel(root: Path, tmp_path: Path, dask_worker: StandIn) -> Parcel:
    project = Project(root, root / "reports")
    folders = frozenset({"results"})
    notebook = project.notebooks / "01-first.ipynb"
    action = NotebookAction(
        "01-first", project, Options(), notebook, {}, folders, notebook_reads(project, notebook, {})
    )
    task = Task("01-first", TaskKind.NOTEBOOK, {"prepare": ("",)}, action, notebook=notebook)
    project.processed.mkdir(parents=True)
    (project.processed / "numbers.txt").write_text("7", encoding="utf-8")
    prepare = Done("prepare", RunKey(), project.processed, {"numbers.txt": ""})
    files, _ = files_read(task, action, {"prepare": prepare})
    storage = Objects(tmp_path / "storage")
    for name, digest in hashed(files).items():
        storage.add(files[name], digest)
    digest = own_installation().digest
    url = storage_url(storage.folder)
    return Parcel("run", travelling(action, {}), url, hashed(files), {}, digest)


def test_done(
    parcel: Parcel,
    dask_worker: StandIn,
    without_kernels: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", "65536")
    reply = work(parcel)
    assert "MALLOC_TRIM_THRESHOLD_" not in os.environ
    assert isinstance(reply, Returned)
    assert reply.failure is None
    assert reply.printed == "the value is 14\n"
    assert {"notebook.ipynb", "results/claims.json"} <= set(reply.files)
    assert all(Objects(tmp_path / "storage").holds(digest) for digest in reply.files.values())
    # Nothing of the task stays on the worker but the files it may need again.
    assert [path.name for path in Path(dask_worker.local_directory).iterdir()] == ["senim-objects"]


def test_no_prepared_table_looks_older_than_its_source(
    parcel: Parcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: set[float] = set()

    def look(source: Path, *_: object, **__: object) -> None:
        root = source.parents[1]
        times.update(path.stat().st_mtime for path in root.rglob("*") if path.is_file())
        assert (root / "data/raw/numbers.csv").is_file()
        assert (root / "data/processed/numbers.txt").is_file()
        raise OSError("seen")

    monkeypatch.setattr("senim.execution.run.run_notebook", look)
    work(parcel)
    assert len(times) == 1


def test_too_many_threads(parcel: Parcel, dask_worker: StandIn, without_kernels: list[str]) -> None:
    dask_worker.nthreads = 4
    reply = work(parcel)
    assert isinstance(reply, Refused)
    assert "--nthreads 1" in reply.problems[0]
    assert without_kernels == []


def test_another_installation(parcel: Parcel, without_kernels: list[str]) -> None:
    reply = work(replace(parcel, installation="0" * 64))
    assert isinstance(reply, Refused)
    assert reply.installation == own_installation()
    assert without_kernels == []


def test_sources_changed_under_a_running_worker(
    parcel: Parcel, without_kernels: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "_STARTED_WITH", (1, 1))
    reply = work(parcel)
    assert isinstance(reply, Refused)
    assert "start it again" in reply.problems[0]


def test_a_file_the_storage_lost(parcel: Parcel, without_kernels: list[str], tmp_path: Path) -> None:
    digest = parcel.project["data/processed/numbers.txt"]
    (tmp_path / "storage" / digest[:2] / digest).write_text("8", encoding="utf-8")
    assert work(parcel) == Lost("tcp://127.0.0.1:1", digest)
    assert without_kernels == []


def test_a_full_disk_is_told_as_the_machine_s_fault(parcel: Parcel, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("senim.execution.run.run_notebook", full)
    reply = work(parcel)
    assert isinstance(reply, Returned)
    assert reply.failure is not None
    assert reply.failure.kind is FailureKind.INFRASTRUCTURE
    assert "No space left on device" in reply.failure.cause
    assert "tcp://127.0.0.1:1" in reply.failure.cause


def test_kernels_end_when_nobody_waits_any_more(
    parcel: Parcel, dask_worker: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def until_ended(*_: object, **__: object) -> None:
        dask_worker.state_of_task = "cancelled"
        ends = time.monotonic() + 60
        while not LIVE.closed:
            assert time.monotonic() < ends
            time.sleep(0.02)
        raise OSError("ended")

    monkeypatch.setattr("senim.execution.run.run_notebook", until_ended)
    work(parcel)
    assert LIVE.closed
    LIVE.reopen()


def test_cells_are_told(parcel: Parcel, dask_worker: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def tell(*_: object, on_cell: Any, **__: object) -> None:
        on_cell(1, 3)
        raise OSError("enough")

    monkeypatch.setattr("senim.execution.run.run_notebook", tell)
    work(parcel)
    assert dask_worker.said == [("senim-cell-run", {"task": "01-first", "begun": 1, "of": 3})]
