"""Fixtures: a small project that really runs, its command line, its processes, and what waits for them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import psutil
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
def command() -> Iterator[Command]:
    """Give a function that starts the command line on a small project."""
    begun: list[subprocess.Popen[str]] = []

    def begin(root: Path, *words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(SMALL), *words],
            env={**os.environ, "SENIM_ROOT": str(root)},
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        begun.append(process)
        return process

    yield begin
    _end(begun)


@pytest.fixture
def start(root: Path, command: Command) -> Iterator[Command]:
    """Give a function that starts the command line on the small project of the test."""
    begun: list[subprocess.Popen[str]] = []

    def begin(*words: str) -> subprocess.Popen[str]:
        begun.append(command(root, *words))
        return begun[-1]

    yield begin
    _end(begun)


def _end(begun: list[subprocess.Popen[str]]) -> None:
    """End what a failed test left at work: a notebook that waits for ever takes a core from all others."""
    for process in begun:
        if process.poll() is None:
            process.kill()
            process.communicate()


WAIT_SECONDS = 120
# A forked kernel keeps the command line of the process it was forked from.
KERNEL_PROGRAMS = ("ipykernel_launcher", "supply/zygote.py", "supply/standby.py")


@pytest.fixture(scope="session")
def until() -> Callable[..., None]:
    """Give a function that waits for something that comes soon."""

    def wait(condition: Callable[[], object], seconds: float = WAIT_SECONDS) -> None:
        ends = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < ends, "waited too long"
            time.sleep(0.02)

    return wait


@pytest.fixture(scope="session")
def tree() -> Callable[[Path], dict[str, bytes]]:
    """Give a function that reads a folder whole."""

    def read(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    return read


@pytest.fixture(scope="session")
def processes_of() -> Callable[[Path], dict[int, str]]:
    """Give a function that lists the processes, of whatever parent, that carry the mark of a project."""

    def find(root: Path) -> dict[int, str]:
        found = {}
        for process in psutil.process_iter(["cmdline"]):
            try:
                alive = process.status() != psutil.STATUS_ZOMBIE and process.pid != os.getpid()
                if alive and process.environ().get("SENIM_ROOT") == str(root):
                    found[process.pid] = " ".join(process.info["cmdline"] or [])
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return found

    return find


@pytest.fixture(scope="session")
def kernels_of(processes_of: Callable[[Path], dict[int, str]]) -> Callable[[Path], list[int]]:
    """Give a function that lists those of them that run or make a kernel."""

    def find(root: Path) -> list[int]:
        found = processes_of(root).items()
        return [number for number, words in found if any(program in words for program in KERNEL_PROGRAMS)]

    return find


@pytest.fixture
def hanging(small: ModuleType, root: Path) -> Callable[..., Path]:
    """Give a function that lets the first notebook wait for ever; gives the file that says it is there."""

    def change(*cells: str) -> Path:
        sign = root / "running"
        small.first_notebook(root, *cells, f"pathlib.Path({str(sign)!r}).touch()\nwhile True: pass")
        return sign

    return change


@pytest.fixture(scope="module")
def published(
    small: ModuleType,
    command: Command,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Path:
    """Publish a first, good edition, once for all tests of a file, with the options of that file."""
    root: Path = small.make_project(tmp_path_factory.mktemp("published") / "project")
    process = command(root, "run", *request.module.OPTIONS)
    out, err = process.communicate(timeout=WAIT_SECONDS)
    assert (process.returncode, err) == (0, "")
    assert out.splitlines()[-1] == str(root / "reports" / "index.html")
    return root


@pytest.fixture
def edition(published: Path, root: Path) -> Path:
    """Give the project of a test that edition; nothing in it knows where the project is."""
    shutil.rmtree(root)
    shutil.copytree(published, root, symlinks=True)
    return (root / "reports" / "latest").resolve()
