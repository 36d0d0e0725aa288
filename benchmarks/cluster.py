"""Measure what a cluster costs on this machine, and say what that means for up to 10,000 scenario-regions.

Usage: ``.venv/bin/python benchmarks/cluster.py [--notebooks N] [--draws N] [--repeat N] [--skip-project]``
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import psutil

from senim.paths import project_root
from senim.pipeline.actions import NotebookAction
from senim.pipeline.fork_server import begin_fork_server
from senim.pipeline.parcel import Parcel, travelling
from senim.pipeline.project import Options, Project

ROOT = Path(__file__).resolve().parents[1]
SMALL = ROOT / "tests" / "pipeline" / "small_project.py"
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
PLACES = {"local": ("--jobs", "2"), "dask": ("--jobs", "2", "--cluster", "local:2")}
TASKS, SECONDS, WORKERS = (100, 1_000, 10_000), (5, 30, 120), (2, 8, 32)
SAMPLE_SECONDS = 0.25


@dataclass(frozen=True)
class Run:
    """What one run of the command line cost."""

    seconds: float
    driver_cpu_seconds: float
    worker_megabytes: float
    kernel_megabytes: float


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--notebooks", type=int, default=24, help="tiny notebooks in the larger run")
    words.add_argument("--draws", type=int, default=10_000, help="draws of the real project")
    words.add_argument("--repeat", type=int, default=1, help="how often each run is measured")
    words.add_argument("--tasks", type=int, default=2_000, help="trivial tasks for the scheduler")
    words.add_argument("--skip-project", action="store_true", help="leave out the real notebooks")
    asked = words.parse_args()
    print(f"machine               {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    rate, clock_rate, parcel_bytes = scheduler_rate(asked.tasks)
    print(f"scheduler             {clock_rate:7.0f} trivial tasks a second ({asked.tasks} tasks, 2 workers)")
    print(f"                      {rate:7.0f} a second of its processor time (scheduler and driver together)")
    print(f"parcel                {parcel_bytes:7.0f} bytes to a worker, besides the files")
    with tempfile.TemporaryDirectory(prefix="senim-cluster-benchmark-") as name:
        driver_seconds, worker_seconds = tiny(Path(name), asked.notebooks, asked.repeat)
        result_bytes = stored_bytes(Path(name) / f"dask-{asked.notebooks}-0" / "reports")
        if not asked.skip_project:
            result_bytes = real(Path(name), asked.draws, asked.repeat)
    print_model(rate, driver_seconds, worker_seconds, result_bytes)


def scheduler_rate(tasks: int) -> tuple[float, float, int]:
    """Send trivial tasks, each with a parcel of the usual size, and count."""
    begin_fork_server()
    from senim.pipeline.cluster_start import started_here

    root = project_root()
    project = Project(root, root / "reports")
    notebook = sorted(project.notebooks.glob("[0-9]*.ipynb"))[0]
    action = NotebookAction(notebook.stem, project, Options(), notebook, {}, frozenset())
    files = {f"data/processed/table-{number}.parquet": f"{number:064x}" for number in range(30)}
    parcel = Parcel("run", travelling(action), "file:///srv/storage", files, {}, "0" * 64)
    with started_here(2, project) as client:
        executor = client.get_executor(pure=False)
        executor.submit(len, "warm").result()
        began, cpu_began = time.perf_counter(), time.process_time()
        futures = [executor.submit(type, parcel) for _ in range(tasks)]
        for future in futures:
            future.result()
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu_began
    return tasks / cpu, tasks / seconds, len(pickle.dumps(parcel))


def tiny(folder: Path, notebooks: int, repeat: int) -> tuple[float, float]:
    """Run few and many tiny notebooks; the slope is the cost of one, whatever it computes."""
    small = module(SMALL)
    few = 2
    costs: dict[str, list[tuple[float, float]]] = {place: [] for place in PLACES}
    for number in range(repeat):
        for place, words in PLACES.items():
            runs = []
            for count in (few, notebooks):
                root = small.make_project(folder / f"{place}-{count}-{number}")
                source = (root / "notebooks" / "02-second.ipynb").read_text(encoding="utf-8")
                for extra in range(3, count + 1):
                    (root / "notebooks" / f"{extra:02}-more.ipynb").write_text(source, encoding="utf-8")
                runs.append(timed(root, SMALL, *words, "--language", "en", "--date", "2026-01-01"))
            more = notebooks - few
            wall = (runs[1].seconds - runs[0].seconds) / more
            cpu = (runs[1].driver_cpu_seconds - runs[0].driver_cpu_seconds) / more
            costs[place].append((wall, cpu))
            print(
                f"{notebooks:3} tiny, {place:5}       {runs[1].seconds:7.1f} s, "
                f"of which {runs[0].seconds:.1f} s for {few}; {wall:.2f} s a notebook"
            )
    medians = {
        place: [statistics.median(item) for item in zip(*found, strict=True)]
        for place, found in costs.items()
    }
    added = medians["dask"][0] - medians["local"][0]
    print(f"a notebook by dask    {added:+7.3f} s of the clock against local, two at a time")
    print(f"driver                {medians['dask'][1]:7.3f} s of processor time a notebook, by dask")
    return medians["dask"][1], 2 * medians["dask"][0]


def real(folder: Path, draws: int, repeat: int) -> float:
    """Run the notebooks of the project both ways; gives the bytes that one leaves."""
    seconds: dict[str, list[Run]] = {place: [] for place in PLACES}
    for number in range(repeat):
        for place, words in PLACES.items():
            out = folder / f"project-{place}-{number}"
            asked = (*words, "--draws", str(draws), "--out", str(out))
            seconds[place].append(timed(ROOT, ROOT / "pipeline.py", *asked))
    local, dask = (statistics.median(run.seconds for run in seconds[place]) for place in PLACES)
    print(f"project, local        {local:7.1f} s")
    print(f"project, dask local:2 {dask:7.1f} s   {dask / local:.2f} of local (wanted: at most 1.15)")
    worker = max(run.worker_megabytes for run in seconds["dask"])
    kernel = max(run.kernel_megabytes for run in seconds["dask"])
    print(f"memory                {worker:7.0f} MB a worker, {kernel:.0f} MB the largest kernel")
    return stored_bytes(folder / "project-dask-0")


def stored_bytes(reports: Path) -> float:
    """Give the bytes an analysis notebook leaves in the store, on average."""
    sizes = []
    for manifest in sorted((reports / ".cache").glob("[0-9]*/*/done.json")):
        names = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        sizes.append(sum((manifest.parent / name).stat().st_size for name in names))
    average = statistics.mean(sizes)
    print(f"result                {average / 1000:7.0f} kB a notebook, {len(sizes)} notebooks")
    return average


def timed(root: Path, script: Path, *words: str) -> Run:
    """Run the command line once, and watch the memory of what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [sys.executable, str(script), "run", *words],
            env={**os.environ, **ONE_THREAD, "SENIM_ROOT": str(root)},
            cwd=root,
            stdout=said,
            stderr=said,
        )
        peaks = {"worker": 0.0, "kernel": 0.0}
        over = threading.Event()
        watch = threading.Thread(target=watch_memory, args=(process.pid, peaks, over))
        watch.start()
        code = process.wait()
        seconds = time.perf_counter() - began
        over.set()
        watch.join()
        if code:
            said.seek(0)
            raise SystemExit(f"{script.name} {' '.join(words)} ended with {code}:\n{said.read()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, cpu, peaks["worker"] / 1e6, peaks["kernel"] / 1e6)


def watch_memory(process_id: int, peaks: dict[str, float], over: threading.Event) -> None:
    """Note the largest resident memory of a worker and of a kernel."""
    while not over.wait(SAMPLE_SECONDS):
        for child in family(process_id):
            try:
                kind = "kernel" if is_kernel(child) else "worker"
                peaks[kind] = max(peaks[kind], float(child.memory_info().rss))
            except psutil.Error:
                continue


def family(process_id: int) -> list[psutil.Process]:
    """List what a process has started, however deep."""
    try:
        return psutil.Process(process_id).children(recursive=True)
    except psutil.Error:
        return []


def is_kernel(process: psutil.Process) -> bool:
    """Tell a kernel from a worker."""
    return any("ipykernel" in word for word in process.cmdline())


def print_model(rate: float, driver_seconds: float, worker_seconds: float, result_bytes: float) -> None:
    """Print hours, load and storage for sizes nobody has to run to know, as rows for deploy/cluster.md."""
    rate, driver_seconds, worker_seconds = round(rate), round(driver_seconds, 3), round(worker_seconds, 2)
    result_bytes = round(result_bytes)
    limit = min(rate, 1 / driver_seconds)
    print()
    print(f"`scheduler_rate = {rate}` tasks a second, `driver_seconds = {driver_seconds}` a task,")
    print(f"`worker_seconds = {worker_seconds}` a task, `result_bytes = {result_bytes}` a task")
    print("| tasks | seconds a task | workers | hours | load of the driver | storage, GB |")
    print("|---:|---:|---:|---:|---:|---:|")
    for tasks in TASKS:
        for seconds in SECONDS:
            for workers in WORKERS:
                each = max((seconds + worker_seconds) / workers, 1 / limit)
                hours, load, gigabytes = tasks * each / 3600, 100 / each / limit, tasks * result_bytes / 1e9
                print(f"| {tasks:,} | {seconds} | {workers} | {hours:.2f} | {load:.0f} % | {gigabytes:.2f} |")


def module(path: Path) -> ModuleType:
    """Load a file as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


if __name__ == "__main__":
    main()
