"""What travels is what a task may read, by content; nothing leads out of its folder."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

import pytest

from senim.findings import InputError
from senim.pipeline.actions import Ear, NotebookAction
from senim.pipeline.keys import RunKey
from senim.pipeline.objects import Objects
from senim.pipeline.parcel import arrived, files_read, hashed, travelling, unpacked
from senim.pipeline.project import Options, Project
from senim.pipeline.reads import notebook_reads
from senim.pipeline.tasks import Done, Task, TaskKind


@pytest.fixture
def project(root: Path) -> Project:
    return Project(root, root / "reports")


@pytest.fixture
def action(project: Project) -> NotebookAction:
    notebook = project.notebooks / "01-first.ipynb"
    folders = frozenset({"results"})
    reads = notebook_reads(project, notebook, {})
    ear = Ear(lambda begun, of: None)
    return NotebookAction(
        "01-first", project, Options(), notebook, {}, folders, reads, lambda earlier: 7, ear
    )


def task(action: NotebookAction, *inputs: Path) -> Task:
    depends = {"prepare": ("numbers",), "02-second": ("results/",)}
    return Task("01-first", TaskKind.NOTEBOOK, depends, action, notebook=action.notebook, inputs=inputs)


def earlier(project: Project) -> dict[str, Done]:
    stored = project.cache / "02-second" / "0"
    for path in (project.processed / "numbers.txt", project.processed / "more.txt"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1", encoding="utf-8")
    (stored / "results").mkdir(parents=True)
    (stored / "results" / "claims.json").write_text("[]", encoding="utf-8")
    return {
        "prepare": Done("prepare", RunKey(), project.processed, {"numbers.txt": "", "more.txt": ""}),
        "02-second": Done("02-second", RunKey(), stored, {"results/claims.json": "", "notebook.ipynb": ""}),
    }


def test_what_is_declared_travels_and_nothing_else(project: Project, action: NotebookAction) -> None:
    files, results = files_read(task(action, project.parameters), action, earlier(project))
    assert set(files) == {
        "notebooks/01-first.ipynb",
        "parameters/levers.yaml",
        "data/processed/numbers.txt",
        "data/raw/numbers.csv",
    }
    assert {name: set(found) for name, found in results.items()} == {"02-second": {"results/claims.json"}}


def test_an_input_outside_the_project_cannot_travel(
    project: Project, action: NotebookAction, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="lies outside the project"):
        files_read(task(action, tmp_path / "elsewhere.csv"), action, earlier(project))


def test_an_action_travels_without_the_places_of_this_machine(
    project: Project, action: NotebookAction, tmp_path: Path
) -> None:
    sent = pickle.dumps(travelling(action, {}))
    assert str(project.root).encode() not in sent
    there = arrived(pickle.loads(sent), tmp_path / "there")
    assert there.notebook == tmp_path / "there" / "notebooks" / "01-first.ipynb"
    assert there.project.root == tmp_path / "there"
    assert there.seed is not None
    assert there.seed({}) == 7
    assert there.ear == Ear()
    assert there.reads.inputs[-1] == tmp_path / "there" / "scenarios"


@pytest.fixture
def storage(tmp_path: Path) -> tuple[Objects, str]:
    (tmp_path / "a").write_text("rows", encoding="utf-8")
    digest = hashed({"a": tmp_path / "a"})["a"]
    objects = Objects(tmp_path / "storage")
    objects.add(tmp_path / "a", digest)
    return objects, digest


def test_unpacked_by_way_of_the_cache(storage: tuple[Objects, str], tmp_path: Path) -> None:
    objects, digest = storage
    cache = Objects(tmp_path / "cache")
    assert unpacked({"deep/a": digest}, objects, cache, tmp_path / "one") is None
    assert cache.holds(digest)
    for path in objects.folder.glob("*/*"):
        path.unlink()
    assert unpacked({"deep/a": digest}, objects, cache, tmp_path / "two") is None
    assert (tmp_path / "two" / "deep" / "a").read_text(encoding="utf-8") == "rows"


def test_what_is_lost_is_named(storage: tuple[Objects, str], tmp_path: Path) -> None:
    objects, _ = storage
    lost = hashlib.sha256(b"lost").hexdigest()
    assert unpacked({"a": lost}, objects, Objects(tmp_path / "cache"), tmp_path / "one") == lost
    assert unpacked({"a": lost}, objects, objects, tmp_path / "one") == lost


@pytest.mark.parametrize("name", ["../a", "/tmp/a", "deep/../../a", ""])
def test_no_name_leads_out_of_the_folder(storage: tuple[Objects, str], tmp_path: Path, name: str) -> None:
    objects, digest = storage
    with pytest.raises(ValueError, match="leads out of the folder"):
        unpacked({name: digest}, objects, objects, tmp_path / "inside")
