"""What each notebook declares is what it reads: nothing is missing and nothing is superfluous."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from senim.execution.reads import declared_reads
from senim.pipeline.project import Options, Project
from senim.pipeline.recording import record_reads
from senim.pipeline.services import project_services

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
DRAWS = 200


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Run a copy of the project in strict mode: every notebook passes with what it declares."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("notebooks", "parameters", "scenarios", "data/raw"):
        shutil.copytree(ROOT / folder, root / folder)
    for file in ("pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / file, root)
    command = [sys.executable, str(ROOT / "pipeline.py"), "run", "--draws", str(DRAWS)]
    environment = {**os.environ, "SENIM_ROOT": str(root)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Project(root, root / "reports")


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS])
def test_declared_is_what_is_read(name: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENIM_ROOT", str(project.root))
    options = Options(parameters={"draws": DRAWS})
    recorded = record_reads(project, options, project_services(), name)
    assert recorded.reads == declared_reads(project.notebooks / f"{name}.ipynb")
    assert recorded.refused == ()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_declaration_is_sorted_and_survives_saving_and_stripping(path: Path, tmp_path: Path) -> None:
    reads = declared_reads(path)
    assert reads is not None
    assert list(reads) == sorted(reads)
    # What JupyterLab does: read, check, write.
    copy = tmp_path / path.name
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    notebook.cells[-1].metadata["execution"] = {"shell.execute_reply": "now"}
    nbformat.write(notebook, copy)
    assert declared_reads(copy) == reads
    strip = [sys.executable, str(ROOT / "tools" / "strip_notebooks.py"), str(copy)]
    subprocess.run(strip, check=True, capture_output=True)
    assert declared_reads(copy) == reads
    assert "execution" not in json.loads(copy.read_text(encoding="utf-8"))["cells"][-1]["metadata"]
