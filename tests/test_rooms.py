"""The import rules between rooms hold, and would be noticed if they did not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINTER = Path(sys.executable).parent / "lint-imports"


def lint(project: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(project / "src"), "NO_COLOR": "1"}
    command = [str(LINTER), "--no-cache", "--config", str(project / "pyproject.toml")]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


def test_import_rules_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


FORBIDDEN = [
    ("brief", "senim.simulation", "brief formats results"),
    ("brief", "scipy.stats", "brief formats results"),
    ("crime", "senim.sources", "Models know parameters and outcomes"),
    ("trust", "senim.scenarios", "do not know scenarios"),
    ("evidence", "senim.parameters", "Evidence comes from sources"),
    ("simulation", "senim.execution", "knows no notebook"),
    ("personnel", "yaml", "Models touch no file"),
    ("pipeline", "senim.costs", "know no model"),
    ("outcomes", "senim.parameters", "one way through the house"),
    ("scenarios", "senim.brief", "one way through the house"),
]


@pytest.mark.parametrize(("room", "module", "rule"), FORBIDDEN)
def test_a_forbidden_import_breaks_its_rule(tmp_path: Path, room: str, module: str, rule: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=leave_out)
    (tmp_path / "src" / "senim" / room / "trespass.py").write_text(f"import {module}\n", encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode != 0
    broken = result.stdout[result.stdout.index("Broken contracts") :]
    assert rule in broken, broken
