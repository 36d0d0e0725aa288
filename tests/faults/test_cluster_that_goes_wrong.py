"""Workers and schedulers that are killed, differ or are not there: nothing is lost, the cause is named."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import psutil
import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

TESTS = Path(__file__).parents[1]
# What is tried here is the cluster, and not what a notebook may open or start.
OPTIONS = ("--language", "en", "--date", "2026-01-01", "--no-strict")


def helper(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, TESTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


processes = helper("cluster_processes")
Tree = Callable[[Path], dict[str, bytes]]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def cluster(small: ModuleType, tmp_path: Path) -> Iterator[object]:
    """Give a scheduler without workers; a worker is in a checkout of its own."""
    checkout = small.make_project(tmp_path / "checkout")
    with processes.dask_processes(tmp_path / "dask", {"SENIM_ROOT": str(checkout)}) as started:
        yield started


def hanging_once(small: ModuleType, root: Path) -> Path:
    """Let the first notebook hang the first time it runs; it leaves its process id where it says so."""
    sign = root.parent / "running"
    small.first_notebook(
        root,
        f"import time\nsign = pathlib.Path({str(sign)!r})\nagain = sign.exists()\n"
        "sign.write_text(str(os.getpid()))\nwhile not again: time.sleep(0.1)",
    )
    return sign


def kernel_in(sign: Path) -> int:
    processes.until(lambda: sign.exists() and sign.read_text(encoding="utf-8"))
    return int(sign.read_text(encoding="utf-8"))


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=2 * processes.WAIT_SECONDS)
    return process.returncode, out, err


def worker_of(kernel: int, workers: list[subprocess.Popen[bytes]]) -> tuple[int, int]:
    """Give the worker process above a kernel, and the number of its nanny."""
    above = [parent.pid for parent in psutil.Process(kernel).parents()]
    number = next(number for number, nanny in enumerate(workers) if nanny.pid in above)
    return above[above.index(workers[number].pid) - 1], number


def test_a_worker_killed(
    start: Start, small: ModuleType, root: Path, cluster: ModuleType, tree: Tree
) -> None:
    cluster.add_worker()
    cluster.add_worker()
    sign = hanging_once(small, root)
    process = start("run", *OPTIONS, "--cluster", cluster.address)
    kernel = kernel_in(sign)
    worker, _ = worker_of(kernel, cluster.workers)
    os.kill(worker, signal.SIGKILL)
    code, out, err = ended(process)
    assert (code, err) == (0, ""), cluster.log()
    assert "done   01-first" in out
    assert int(sign.read_text(encoding="utf-8")) != kernel
    processes.until(lambda: not processes.is_alive(kernel))
    before = tree(root / "reports" / "latest")
    shutil.rmtree(root / "reports")
    code, _, err = ended(start("run", *OPTIONS))
    assert (code, err) == (0, "")
    assert tree(root / "reports" / "latest") == before


def test_all_workers_killed_and_new_ones_come(
    start: Start, small: ModuleType, root: Path, cluster: ModuleType
) -> None:
    cluster.add_worker()
    cluster.add_worker()
    sign = hanging_once(small, root)
    process = start("run", *OPTIONS, "--cluster", cluster.address)
    kernel = kernel_in(sign)
    known = root / "reports" / ".cache" / "02-second"
    processes.until(lambda: list(known.glob("*/done.json")))
    for worker in cluster.workers:
        processes.end_tree(worker.pid)
    assert process.stdout is not None
    said = []
    while not said or "No worker is left" not in said[-1]:
        said.append(process.stdout.readline())
        assert said[-1], said
    cluster.add_worker()
    code, out, err = ended(process)
    assert (code, err) == (0, ""), cluster.log()
    assert "A worker is back." in out
    assert "done   01-first" in out
    assert not processes.is_alive(kernel)
    # What was finished before is not done again.
    assert "start  02-second" not in out


def test_all_workers_gone_for_good(start: Start, small: ModuleType, root: Path, cluster: ModuleType) -> None:
    cluster.add_worker()
    sign = hanging_once(small, root)
    process = start("run", *OPTIONS, "--cluster", cluster.address, "--cluster-seconds", "6")
    kernel_in(sign)
    processes.end_tree(cluster.workers[0].pid)
    code, _, err = ended(process)
    assert code == 1
    assert "The cluster has had no worker for 6 s. Finished tasks are kept" in err
    assert "Traceback" not in err
    code, _, err = ended(start("run", *OPTIONS))
    assert (code, err) == (0, "")


def test_scheduler_killed(start: Start, small: ModuleType, root: Path, cluster: ModuleType) -> None:
    cluster.add_worker()
    cluster.add_worker()
    sign = hanging_once(small, root)
    process = start("run", *OPTIONS, "--cluster", cluster.address)
    kernel = kernel_in(sign)
    known = root / "reports" / ".cache" / "02-second"
    processes.until(lambda: list(known.glob("*/done.json")))
    processes.end_tree(cluster.scheduler.pid)
    code, _, err = ended(process)
    assert code == 1
    assert "The connection to the scheduler of the cluster was lost. Finished tasks are kept" in err
    assert "Traceback" not in err
    assert not (root / "reports" / "latest").exists()
    processes.until(lambda: not processes.is_alive(kernel))
    code, out, err = ended(start("run", *OPTIONS))
    assert (code, err) == (0, "")
    assert "skip   02-second (up to date)" in out


def test_driver_killed(start: Start, small: ModuleType, root: Path, cluster: ModuleType) -> None:
    cluster.add_worker()
    sign = hanging_once(small, root)
    process = start("run", *OPTIONS, "--cluster", cluster.address)
    kernel = kernel_in(sign)
    process.kill()
    ended(process)
    processes.until(lambda: not processes.is_alive(kernel))
    # The worker is free again, and the run goes on where it was.
    code, out, err = ended(start("run", *OPTIONS, "--cluster", cluster.address))
    assert (code, err) == (0, ""), cluster.log()
    assert "done   01-first" in out


@pytest.mark.parametrize(
    ("words", "lock", "cause"),
    [
        (("--nthreads", "2"), "", "it has 2 threads, and a kernel wants one: start it with --nthreads 1"),
        ((), "pandas==1 \\\n    --hash=sha256:1\n", "requirements.lock"),
    ],
    ids=["two-threads", "another-lock"],
)
def test_a_worker_that_differs_is_named(
    start: Start,
    small: ModuleType,
    root: Path,
    tmp_path: Path,
    cluster: ModuleType,
    words: tuple[str, ...],
    lock: str,
    cause: str,
) -> None:
    other = small.make_project(tmp_path / "other")
    (other / "requirements.lock").write_text(
        lock or (root / "requirements.lock").read_text(encoding="utf-8"), encoding="utf-8"
    )
    cluster.add_worker(*words, environment={"SENIM_ROOT": str(other)})
    code, _, err = ended(start("run", *OPTIONS, "--cluster", cluster.address))
    assert code == 2
    assert cause in err
    assert "1 problem in the cluster" in err
    assert "worker tcp://127.0.0.1:" in err
    assert "Traceback" not in err
    assert not (root / "reports" / ".cache" / "prepare").exists()


def test_a_worker_that_differs_and_comes_later(
    start: Start, small: ModuleType, root: Path, tmp_path: Path, cluster: ModuleType
) -> None:
    go = tmp_path / "go"
    small.first_notebook(root, f"import time\nwhile not pathlib.Path({str(go)!r}).exists(): time.sleep(0.1)")
    for number in range(3, 9):
        shutil.copy(root / "notebooks" / "02-second.ipynb", root / "notebooks" / f"0{number}-more.ipynb")
    cluster.add_worker()
    process = start("run", *OPTIONS, "--cluster", cluster.address)
    processes.until(lambda: "start  01-first" in lines_of(process))
    other = small.make_project(tmp_path / "other")
    (other / "requirements.lock").write_text("pandas==1 \\\n    --hash=sha256:1\n", encoding="utf-8")
    cluster.add_worker(environment={"SENIM_ROOT": str(other)})
    # What waits for the first worker goes to the second, which refuses it.
    go.touch()
    code, _, err = ended(process)
    assert code == 2, cluster.log()
    assert "requirements.lock" in err
    assert "worker tcp://127.0.0.1:" in err


def lines_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def test_no_scheduler(start: Start, root: Path) -> None:
    code, _, err = ended(start("run", *OPTIONS, "--cluster", "tcp://127.0.0.1:9"))
    assert code == 2
    assert "there is no scheduler" in err
    assert "Traceback" not in err


def test_distributed_is_not_installed(root: Path) -> None:
    program = "import sys, runpy; sys.modules['distributed'] = None; sys.argv = sys.argv[1:]\n"
    program += "runpy.run_path(sys.argv[0], run_name='__main__')"
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            program,
            str(TESTS / "pipeline" / "small_project.py"),
            "run",
            "--cluster",
            "tcp://a:1",
        ],
        env={**os.environ, "SENIM_ROOT": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "the package distributed is not installed" in done.stderr
    assert "make set-up-cluster" in done.stderr
