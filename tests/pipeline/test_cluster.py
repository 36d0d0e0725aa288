"""One suite for every place where notebooks run: the same bytes, failures, resumption and cancellation."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

SMALL = Path(__file__).with_name("small_project.py")
OPTIONS = ("--language", "en", "--date", "2026-01-01")
# No quote: Python shows a path that holds one in other quotes, and the paths of two machines differ.
HOSTILE_NAME = "03-its {odd} қ & $(x)"
HOSTILE_TEXT = "../../<b>\"'; =1+1"


def helper(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SMALL.parents[1] / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


processes = helper("cluster_processes")


@dataclass(frozen=True)
class Place:
    """Where notebooks run, and how one asks for it."""

    words: tuple[str, ...]
    environment: dict[str, str]

    def start(self, root: Path, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(SMALL), "run", *OPTIONS, *self.words, *words],
            env={**os.environ, **self.environment, "SENIM_ROOT": str(root)},
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, root: Path, *words: str) -> tuple[int, str, str]:
        process = self.start(root, *words)
        out, err = process.communicate(timeout=processes.WAIT_SECONDS)
        return process.returncode, out, err


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with processes.s3_server(tmp_path_factory.mktemp("s3")) as environment:
        yield environment


@pytest.fixture(scope="module")
def dask(small: ModuleType, s3: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a scheduler with two workers, in a checkout of their own."""
    folder = tmp_path_factory.mktemp("dask")
    root = small.make_project(folder / "checkout")
    with processes.dask_processes(folder, {**s3, "SENIM_ROOT": str(root)}) as started:
        started.add_worker()
        started.add_worker()
        yield started.address


@pytest.fixture(scope="module", params=["threads", "local", "tcp-file", "tcp-s3"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    if request.param == "threads":
        return Place((), {})
    if request.param == "local":
        return Place(("--cluster", "local:2"), {})
    address, s3 = request.getfixturevalue("dask"), request.getfixturevalue("s3")
    if request.param == "tcp-file":
        folder = tmp_path_factory.mktemp("storage")
        return Place(("--cluster", address, "--storage", folder.as_uri()), {})
    return Place(("--cluster", address, "--storage", f"s3://{processes.BUCKET}/runs"), s3)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def hostile(small: ModuleType, root: Path) -> Path:
    """Add a notebook with a hostile name and a hostile parameter, which notes that it ran."""
    log = root.parent / "ran.log"
    small.write_notebook(
        root / "notebooks" / f"{HOSTILE_NAME}.ipynb",
        f"import pathlib\nwith pathlib.Path({str(log)!r}).open('a') as log: log.write('ran\\n')",
        "value = len(text)\nprint(text)" + small.RESULTS_CELL.format(id="third", name="03-third"),
        parameters=f'text: str = {HOSTILE_TEXT!r}\nresults: str = ""',
    )
    return log


@pytest.fixture(scope="module")
def project(small: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = small.make_project(tmp_path_factory.mktemp("project") / "a {checkout} қ")
    hostile(small, root)
    return root


@pytest.fixture(scope="module")
def expected(project: Path) -> dict[str, bytes]:
    code, _, err = Place((), {}).run(project, "--out", str(project / "expected"))
    assert (code, err) == (0, "")
    return tree(project / "expected" / "latest")


def test_same_bytes_and_no_task_twice(place: Place, project: Path, expected: dict[str, bytes]) -> None:
    out = project / "out"
    shutil.rmtree(out, ignore_errors=True)
    (project.parent / "ran.log").write_text("", encoding="utf-8")
    code, said, err = place.run(project, "--out", str(out))
    assert (code, err) == (0, "")
    assert tree(out / "latest") == expected
    assert (project.parent / "ran.log").read_text(encoding="utf-8") == "ran\n"
    assert "the value is 14" in said
    assert not list(out.rglob(".tmp-*"))
    code, said, err = place.run(project, "--out", str(out))
    assert (code, err) == (0, "")
    assert "Nothing to do" in said
    assert (project.parent / "ran.log").read_text(encoding="utf-8") == "ran\n"


@pytest.mark.parametrize(
    ("cell", "cause"),
    [
        ("x = 1\nx / 0", "code: ZeroDivisionError: division by zero"),
        ("os.kill(os.getpid(), 9)", "kernel-died: the kernel died (signal 9)"),
        ("results = str(root / 'elsewhere')", "without writing its results"),
    ],
    ids=["error", "killed", "no-results"],
)
def test_failures_are_told_alike(place: Place, small: ModuleType, root: Path, cell: str, cause: str) -> None:
    small.first_notebook(root, cell)
    code, out, err = place.run(root)
    assert code == 3, err
    assert cause in err
    assert "the value is 14" in out
    kept = root / "reports" / "failed" / "01-first" / "notebook.ipynb"
    assert str(kept) in err
    assert "the value is 14" in kept.read_text(encoding="utf-8")
    assert not (root / "reports" / "latest").exists()
    if "x / 0" not in cell:
        return
    small.first_notebook(root)
    code, out, err = place.run(root)
    assert (code, err) == (0, "")
    assert "done   01-first" in out
    assert "skip   02-second (up to date)" in out
    assert not kept.exists()


def test_interrupted(place: Place, small: ModuleType, root: Path) -> None:
    sign = root / "running"
    small.first_notebook(
        root,
        f"pathlib.Path({str(sign)!r}).write_text(str(os.getpid()))\nwhile True: import time; time.sleep(0.1)",
    )
    process = place.start(root)
    processes.until(
        lambda: (sign.exists() and sign.read_text(encoding="utf-8")) or process.poll() is not None
    )
    assert process.poll() is None, process.communicate()
    # As a terminal does it: everybody in the group gets it.
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=processes.WAIT_SECONDS)
    assert process.returncode == 130, err
    assert "Interrupted. Finished tasks are kept" in err
    assert "Traceback" not in err
    processes.until(lambda: not processes.is_alive(int(sign.read_text(encoding="utf-8"))))
    assert not list((root / "reports").rglob(".tmp-*"))
    small.first_notebook(root)
    code, _, err = place.run(root)
    assert (code, err) == (0, "")
