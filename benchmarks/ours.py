"""Our own sides: the pipeline of this checkout, with each of the options that it has."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Watcher, command_environment, run_command
from benchmarks.workloads import Workload

ROOT = Path(__file__).resolve().parents[1]
KERNELS = ("auto", "forked", "pool", "plain")
DASK = "local:2"


@dataclass(frozen=True)
class OurPipeline:
    """A run of the pipeline on a small project.

    Parameters
    ----------
    name : str
        Name in the tables.
    options : tuple of str
        Options of the command ``run``.
    """

    name: str
    options: tuple[str, ...] = ()
    remembers: bool = True

    def lay_out(self, folder: Path, workload: Workload) -> None:
        """Write a project with the notebooks."""
        write_project(folder, workload)

    def run(self, folder: Path, watcher: Watcher | None = None) -> None:
        """Run ``pipeline.py run`` with the rooms of a small project."""
        words = [sys.executable, "-m", "benchmarks.small_pipeline", "run", *self.options]
        run_command(words, folder, pipeline_environment(folder), watcher=watcher)

    def executed(self, folder: Path) -> list[Path]:
        """Name the notebooks of the newest edition."""
        return sorted((folder / "reports" / "latest" / "notebooks").glob("*.ipynb"))


def write_project(folder: Path, workload: Workload) -> None:
    """Write a project that the pipeline can run: one table, one parameter file, one scenario, notebooks.

    Parameters
    ----------
    folder : Path
        Its root.
    workload : Workload
        Its notebooks.
    """
    for name in ("data/raw", "parameters", "scenarios", "reports"):
        (folder / name).mkdir(parents=True)
    files = {
        "data/raw/numbers.csv": "number,period_end\n7,2025-12-31\n",
        "data/raw/datapackage.json": '{"name": "small", "resources": []}\n',
        "parameters/levers.yaml": "factor: 2\n",
        "scenarios/baseline.yaml": "id: baseline\n",
        "requirements.lock": (ROOT / "requirements.lock").read_text(encoding="utf-8"),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    workload.write(folder / "notebooks")


def pipeline_environment(folder: Path) -> dict[str, str]:
    """Give the environment of a pipeline that works in a project elsewhere.

    Parameters
    ----------
    folder : Path
        Root of the project.

    Returns
    -------
    dict of str to str
        The environment.
    """
    return command_environment(more={"SENIM_ROOT": str(folder), "PYTHONPATH": str(ROOT)})


def our_sides(help_text: str) -> tuple[list[OurPipeline], list[str]]:
    """List the ways this checkout can run notebooks.

    Parameters
    ----------
    help_text : str
        What ``pipeline.py run --help`` prints.

    Returns
    -------
    tuple of list of OurPipeline and list of str
        The sides, the usual one first, and what is not there yet.
    """
    missing = []
    if "--kernels" in help_text:
        sides = [OurPipeline(f"ours, --kernels {word}", ("--kernels", word)) for word in KERNELS]
    else:
        sides = [OurPipeline("ours")]
        missing.append("this checkout has no --kernels: kernels start as it starts them")
    if "--cluster" in help_text:
        sides.append(OurPipeline(f"ours, --cluster {DASK}", ("--cluster", DASK)))
    else:
        missing.append("this checkout has no --cluster: nothing is measured on Dask")
    return sides, missing


def run_help(folder: Path) -> str:
    """Ask the pipeline for its options.

    Parameters
    ----------
    folder : Path
        Any folder.

    Returns
    -------
    str
        The help of the command ``run``.
    """
    words = [sys.executable, str(ROOT / "pipeline.py"), "run", "--help"]
    return run_command(words, folder, pipeline_environment(folder))


def run_unchanged(folder: Path, python_options: Sequence[str] = ()) -> str:
    """Run the real ``pipeline.py run`` in a project where nothing has changed.

    Parameters
    ----------
    folder : Path
        Root of the project.
    python_options : sequence of str
        Options of Python itself.

    Returns
    -------
    str
        What it printed.
    """
    words = [sys.executable, *python_options, str(ROOT / "pipeline.py"), "run"]
    return run_command(words, folder, pipeline_environment(folder))
