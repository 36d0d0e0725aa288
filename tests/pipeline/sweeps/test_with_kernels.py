"""The command as people type it: real kernels, real models, few draws."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def pipeline(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "pipeline.py"), "sweep", *words]
    environment = {**os.environ, "SENIM_ROOT": str(project)}
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=900, check=False
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    project.mkdir()
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, project)
    for folder in ("parameters", "scenarios", "data/raw"):
        shutil.copytree(ROOT / folder, project / folder)
    (project / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / "sweep.ipynb", project / "notebooks")
    file = project / "scenarios" / "sweeps" / "cut-size.yaml"
    text = file.read_text(encoding="utf-8").replace("step: 0.025", "step: 0.15")
    file.write_text(text.replace("[0.2, 0.41352, 0.6]", "[0.2, 0.6]"), encoding="utf-8")
    return project


@pytest.mark.slow
def test_a_sweep_from_the_command_line(checkout: Path) -> None:
    file = "scenarios/sweeps/cut-size.yaml"
    planned = pipeline(checkout, file, "--draws", "60", "--plan")
    assert planned.returncode == 0, planned.stderr
    assert "sweep-pages.cut-size" in planned.stdout
    assert not (checkout / "reports" / "sweeps").exists()

    together = pipeline(checkout, file, "--draws", "60")
    assert together.returncode == 0, together.stdout + together.stderr
    assert "4 combinations in 1 kernel" in together.stdout
    folder = checkout / "reports" / "sweeps" / "cut-size"
    assert together.stdout.splitlines()[-1] == str(folder / "index.html")
    stored = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    none, _, least, most = (one["claims"] for one in stored["combinations"])
    assert none["money"]["value"] is None  # what attestation alone costs is not published
    # the same draws: a larger share of front-line posts takes more officers away in each of them
    assert most["violent_effect"]["high"] > least["violent_effect"]["high"]
    assert none["sound_per_problem"]["value"] > 0

    again = pipeline(checkout, file, "--draws", "60")
    assert again.returncode == 0
    assert "Nothing to do" in again.stdout

    apart = pipeline(checkout, file, "--draws", "60", "--per-kernel", "1")
    assert apart.returncode == 0, apart.stdout + apart.stderr
    assert "4 combinations in 4 kernels" in apart.stdout
    alone = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    assert [one["claims"] for one in alone["combinations"]] == [
        one["claims"] for one in stored["combinations"]
    ]


def test_bad_input_leaves_with_its_code(checkout: Path) -> None:
    done = pipeline(checkout, "scenarios/sweeps/cut-sise.yaml")
    assert done.returncode == 2
    assert "Did you mean 'cut-size.yaml'?" in done.stderr
