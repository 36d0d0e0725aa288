"""Fixtures: a small project that really runs, and its command line."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

SMALL = Path(__file__).parents[1] / "pipeline" / "small_project.py"


@pytest.fixture(scope="session")
def small() -> ModuleType:
    """Give the module that makes small projects."""
    spec = importlib.util.spec_from_file_location("small_project", SMALL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def root(small: ModuleType, tmp_path: Path) -> Path:
    """Give a fresh small project."""
    made: Path = small.make_project(tmp_path / "project")
    return made


Command = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def command() -> Command:
    """Give a function that starts the command line on a small project."""

    def begin(root: Path, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(SMALL), *words],
            env={**os.environ, "SENIM_ROOT": str(root)},
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return begin


@pytest.fixture
def start(root: Path, command: Command) -> Command:
    """Give a function that starts the command line on the small project of the test."""
    return partial(command, root)
