"""Time a cold pipeline run against the plain loop a user would write, both in one go, and print the ratio.

Usage: ``.venv/bin/python benchmarks/pipeline_against_plain_loop.py [--draws N] [--repeat N]``
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from senim.execution.parameters import declared_parameters
from senim.paths import project_root
from senim.pipeline.project import LANGUAGES

# Both sides get one thread a process: what is compared is the pipeline, not this setting.
SETTINGS = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
EXPORTER = "senim.brief.exporter.BriefExporter"
PREPARE = "from senim.sources import prepare; prepare()"


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--draws", type=int, default=10_000, help="draws of the simulation, on both sides")
    words.add_argument("--repeat", type=int, default=1, help="how often each side is measured")
    asked = words.parse_args()
    root = project_root()
    compileall.compile_dir(str(root / "src"), quiet=1)
    with tempfile.TemporaryDirectory(prefix="senim-benchmark-") as name:
        folder = Path(name)
        warm_up(root, folder / "warm-up")
        plain, cold, unchanged = [], [], []
        for number in range(asked.repeat):
            plain.append(seconds(plain_loop, root, folder / f"plain-{number}", asked.draws))
            cold.append(seconds(pipeline, root, folder / f"reports-{number}", asked.draws))
            unchanged.append(seconds(pipeline, root, folder / f"reports-{number}", asked.draws))
        report(plain, cold, unchanged, largest_brief(folder / "reports-0"))


def seconds(act: Callable[[Path, Path, int], None], root: Path, folder: Path, draws: int) -> float:
    """Time one side."""
    began = time.perf_counter()
    act(root, folder, draws)
    return time.perf_counter() - began


def warm_up(root: Path, folder: Path) -> None:
    """Let the disk hold what both sides load, so that the first to be measured is not the slower for it."""
    first = sorted((root / "notebooks").glob("[0-9]*.ipynb"))[0]
    command(root, [sys.executable, "-c", PREPARE])
    papermill(root, first, folder / first.name, {})


def plain_loop(root: Path, folder: Path, draws: int) -> None:
    """Prepare the tables, run one notebook after the other with papermill, then nbconvert each brief."""
    command(root, [sys.executable, "-c", PREPARE])
    inputs = folder / "inputs"
    for notebook in sorted((root / "notebooks").glob("[0-9]*.ipynb")):
        given = {"draws": str(draws), "results": str(inputs / notebook.stem)}
        papermill(root, notebook, folder / notebook.name, given)
    brief = root / "notebooks" / "brief.ipynb"
    for language in LANGUAGES:
        executed = folder / f"brief.{language}.ipynb"
        given = {"language": language, "inputs": str(inputs), "results": str(folder / language)}
        papermill(root, brief, executed, given)
        nbconvert = [str(Path(sys.executable).with_name("jupyter")), "nbconvert", "--to", EXPORTER]
        command(root, [*nbconvert, "--output-dir", str(folder / "pages"), str(executed)])


def papermill(root: Path, notebook: Path, output: Path, given: Mapping[str, str]) -> None:
    """Run a notebook with papermill's own command."""
    output.parent.mkdir(parents=True, exist_ok=True)
    declared = declared_parameters(notebook)
    parameters = [word for name, value in given.items() if name in declared for word in ("-p", name, value)]
    script = str(Path(sys.executable).with_name("papermill"))
    command(root, [script, str(notebook), str(output), "--cwd", str(notebook.parent), *parameters])


def pipeline(root: Path, out: Path, draws: int) -> None:
    """Run the pipeline into a folder of its own."""
    command(root, [sys.executable, "pipeline.py", "run", "--out", str(out), "--draws", str(draws)])


def command(root: Path, words: Sequence[str]) -> None:
    """Run a command in the checkout; a failure ends the benchmark with what it said."""
    environment = {**os.environ, **SETTINGS, "SENIM_ROOT": str(root)}
    done = subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def largest_brief(reports: Path) -> float:
    """Give the size of the largest brief in kB."""
    return max(path.stat().st_size for path in (reports / "latest").glob("*/brief.html")) / 1000


def report(
    plain: Sequence[float], cold: Sequence[float], unchanged: Sequence[float], brief_kilobytes: float
) -> None:
    """Print medians and ratios."""
    loop, run, nothing = (statistics.median(times) for times in (plain, cold, unchanged))
    lab = "with" if find_spec("jupyterlab") else "without"
    print(f"cores                     {os.cpu_count()}, {lab} JupyterLab")
    print(f"plain loop                {loop:7.1f} s")
    print(
        f"pipeline.py run, cold     {run:7.1f} s   {run / loop:.2f} of the plain loop (wanted: at most 0.50)"
    )
    print(f"pipeline.py run, no change{nothing:7.2f} s   (wanted: at most 0.3)")
    print(f"largest brief             {brief_kilobytes:7.0f} kB  (wanted: under 300)")


if __name__ == "__main__":
    main()
