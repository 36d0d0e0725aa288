"""A declaration as the run key and the guard take it; a wrong one is told before anything runs."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from senim.execution.guard.rules import Verdict, listing, verdict
from senim.findings import InputError
from senim.pipeline.line_progress import LineListener
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.reads import NOTHING, known_tables, notebook_reads, rules_for
from senim.pipeline.run import run

OPTIONS = Options(languages=("en",), date="2026-01-01", jobs=1)


@pytest.fixture
def project(root: Path) -> Project:
    (root / "data" / "processed").mkdir(parents=True)
    for name in ("numbers", "others"):
        (root / "data" / "raw" / f"{name}.csv").write_text("number\n7\n", encoding="utf-8")
        (root / "data" / "processed" / f"{name}.txt").write_text("7", encoding="utf-8")
    return Project(root, root / "reports")


def declare(project: Project, reads: list[Any] | None, name: str = "01-first") -> Path:
    path = project.notebooks / f"{name}.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"].pop("senim", None)
    if reads is not None:
        content["metadata"]["senim"] = {"reads": reads}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_declaration_becomes_tables_and_files(project: Project) -> None:
    path = declare(project, ["data/processed/numbers", "parameters/", "scenarios/baseline.yaml"])
    reads = notebook_reads(project, path, {})
    assert reads.declared
    assert reads.beginnings == ("numbers.",)
    assert reads.inputs == (project.parameters, project.scenarios / "baseline.yaml")
    assert notebook_reads(project, declare(project, []), {}).beginnings == ()


def test_a_notebook_without_a_declaration_counts_as_reading_everything(project: Project) -> None:
    reads = notebook_reads(project, declare(project, None), {})
    assert not reads.declared
    assert reads.beginnings == ("",)
    assert set(reads.inputs) == {project.raw / "datapackage.json", project.parameters, project.scenarios}
    rules = rules_for(project, reads, project.reports / "task")
    for name in ("data/processed/others.txt", "parameters/levers.yaml", "scenarios/baseline.yaml"):
        path = os.path.realpath(project.root / name)
        assert verdict(path, path, rules, exists=True) is Verdict.FREE


def test_every_table_means_those_of_later_too(project: Project) -> None:
    reads = notebook_reads(project, declare(project, ["data/processed/"]), {})
    assert reads.beginnings == ("",)
    assert reads.tables == known_tables(project) == ("numbers", "others")


def test_names_with_parameters(project: Project) -> None:
    path = declare(project, ["parameters/{file}.yaml"])
    assert notebook_reads(project, path, {"file": "levers"}).inputs == (project.parameters / "levers.yaml",)
    with pytest.raises(InputError, match="Did you mean 'file'"):
        notebook_reads(project, declare(project, ["parameters/{fil}.yaml"]), {"file": "levers"})


def test_files_of_the_library_are_where_the_library_is(project: Project) -> None:
    path = declare(project, ["src/senim/brief/locale/en.po"])
    assert notebook_reads(project, path, {}).inputs == (project.package / "brief" / "locale" / "en.po",)
    assert not project.package.is_relative_to(project.root)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("data/processed/nmbers", "Did you mean 'numbers'"),
        ("data/processed/numbers.txt", "Leave out the ending"),
        ("parameters", "Write 'parameters/'"),
        ("parameters/lever.yaml", "Did you mean 'levers.yaml'"),
        ("parameters/levers.yaml/", "Did you mean 'levers.yaml'"),
        ("nowhere/", "Name a file or a folder"),
    ],
)
def test_what_is_not_there_is_told(project: Project, entry: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        notebook_reads(project, declare(project, [entry, "scenarios/"]), {})
    assert [finding.file for finding in caught.value.findings] == ["notebooks/01-first.ipynb"]


def test_all_notebooks_are_told_at_once_and_nothing_runs(
    project: Project, small: ModuleType, without_kernels: list[str]
) -> None:
    declare(project, ["data/processed/nmbers"])
    declare(project, ["paramters/"], "brief")
    with pytest.raises(InputError) as caught:
        run(project, OPTIONS, small.services(), Announcer(LineListener(io.StringIO())))
    told = {finding.file for finding in caught.value.findings}
    assert told == {"notebooks/01-first.ipynb", "notebooks/brief.ipynb"}
    assert without_kernels == []


def test_rules_allow_the_declared_and_its_own(project: Project) -> None:
    own = project.reports / ".cache" / "task"
    reads = notebook_reads(project, declare(project, ["data/processed/numbers", "scenarios/"]), {})
    rules = rules_for(project, reads, own)
    expected = {
        project.processed / "numbers.txt": Verdict.FREE,
        project.processed / "others.txt": Verdict.UNDECLARED,
        project.raw / "numbers.csv": Verdict.UNDECLARED,
        project.parameters / "levers.yaml": Verdict.UNDECLARED,
        project.scenarios / "baseline.yaml": Verdict.FREE,
        own / "inputs" / "x.json": Verdict.FREE,
        project.reports / "latest" / "record.json": Verdict.UNDECLARED,
    }
    real = {os.path.realpath(path): wanted for path, wanted in expected.items()}
    assert {path: verdict(path, path, rules, exists=True) for path in real} == real
    assert listing(os.path.realpath(project.processed), rules) is Verdict.UNDECLARED


def test_a_table_older_than_its_csv_may_be_read_from_there(project: Project) -> None:
    prepared = project.processed / "numbers.txt"
    os.utime(prepared, (1, 1))
    reads = notebook_reads(project, declare(project, ["data/processed/numbers"]), {})
    rules = rules_for(project, reads, project.reports)
    for name, wanted in (("numbers.csv", Verdict.FREE), ("others.csv", Verdict.UNDECLARED)):
        path = os.path.realpath(project.raw / name)
        assert verdict(path, path, rules, exists=True) is wanted


def test_reports_elsewhere_are_watched_too(project: Project, tmp_path: Path) -> None:
    elsewhere = Project(project.root, tmp_path / "elsewhere")
    rules = rules_for(elsewhere, NOTHING, elsewhere.cache / "task")
    path = os.path.realpath(elsewhere.reports / "latest" / "data" / "claims.json")
    assert verdict(path, path, rules, exists=True) is Verdict.UNDECLARED


def test_only_a_declared_input_runs_a_notebook_again(
    project: Project, small: ModuleType, without_kernels: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENIM_ROOT", str(project.root))
    declare(project, ["data/processed/numbers", "parameters/"])
    declare(project, ["scenarios/"], "02-second")
    declare(project, [], "brief")

    def ran(options: Options = OPTIONS) -> list[str]:
        without_kernels.clear()
        run(project, options, small.services(), Announcer(LineListener(io.StringIO())))
        return sorted(without_kernels)

    assert ran() == ["01-first", "02-second", "en"]
    (project.parameters / "levers.yaml").write_text("factor: 3\n", encoding="utf-8")
    assert ran() == ["01-first", "en"]
    (project.scenarios / "baseline.yaml").write_text("id: baseline # edited\n", encoding="utf-8")
    assert ran() == ["02-second", "en"]
    assert ran() == []


def test_what_ran_unwatched_never_stands_for_what_ran_watched(
    project: Project, small: ModuleType, without_kernels: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENIM_ROOT", str(project.root))
    unwatched = Options(languages=("en",), date="2026-01-01", jobs=1, strict=False)
    studies = ["01-first", "02-second"]
    for options, expected in ((unwatched, studies), (OPTIONS, studies), (unwatched, []), (OPTIONS, [])):
        without_kernels.clear()
        run(project, options, small.services(), Announcer(LineListener(io.StringIO())))
        # The brief says whether another edition came before, so it may run once more.
        assert sorted(name for name in without_kernels if name != "en") == expected
