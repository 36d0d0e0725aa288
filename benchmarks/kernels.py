"""Measure what a kernel costs in each of the three ways, and print it.

Usage: ``.venv/bin/python benchmarks/kernels.py [--notebooks N] [--seconds CPU_SECONDS_OF_CELLS] [--jobs N]``
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from senim.execution.run import run_notebook
from senim.execution.supply import KernelSupply, open_kernels

WAYS = ("forked", "pool", "plain")
MODULES = ("numpy", "pandas")
CELL = """
import time
ends = time.process_time() + {seconds}
while time.process_time() < ends:
    pass
"""


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--notebooks", type=int, default=8)
    words.add_argument(
        "--seconds", type=float, default=1.0, help="processor time of the cells of one notebook"
    )
    words.add_argument("--jobs", type=int, default=2)
    asked = words.parse_args()
    print(f"{asked.notebooks} notebooks of {asked.seconds} s, {asked.jobs} at a time, imports: {MODULES}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("way      ready   start→first cell   processor s a notebook over its cells   wall s")
    with tempfile.TemporaryDirectory(prefix="senim-benchmark-") as name:
        folder = Path(name)
        source = notebook(folder / "source.ipynb", asked.seconds)
        for way in WAYS:
            began = time.perf_counter()
            with open_kernels(way, modules=MODULES, ahead=asked.jobs) as supply:
                supply.check()
                run_notebook(source, folder / "first.ipynb", kernels=supply)
                ready = time.perf_counter() - began - asked.seconds
                first, wall, processor = measured(supply, source, folder / way, asked.notebooks, asked.jobs)
            over = processor / asked.notebooks - asked.seconds
            print(f"{way:<8} {ready:5.2f} s {first:14.3f} s {over:22.3f} s {wall:32.2f}")


def notebook(path: Path, seconds: float) -> Path:
    """Write a notebook of six cells that takes so long."""
    code = ["import numpy as np, pandas as pd", *[CELL.format(seconds=seconds / 4)] * 4, "print(1)"]
    cells = [
        {"cell_type": "code", "id": f"c{number}", "metadata": {}, "source": source, "outputs": []}
        | {"execution_count": None}
        for number, source in enumerate(code)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    content = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def measured(
    supply: KernelSupply, source: Path, folder: Path, notebooks: int, jobs: int
) -> tuple[float, float, float]:
    """Run the notebooks; gives the median until the first cell, the wall time and the processor time."""
    firsts: list[float] = []

    def act(number: int) -> None:
        began = time.perf_counter()

        def first(cell: int, of: int) -> None:
            if cell == 1:
                firsts.append(time.perf_counter() - began)

        run_notebook(source, folder / f"{number}.ipynb", kernels=supply, on_cell=first)

    used = processor_seconds(supply)
    began = time.perf_counter()
    with ThreadPoolExecutor(jobs) as threads:
        list(threads.map(act, range(notebooks)))
    wall = time.perf_counter() - began
    return statistics.median(firsts), wall, processor_seconds(supply) - used


def processor_seconds(supply: KernelSupply) -> float:
    """Add up the processor time of this process, of its children that ended, and of theirs."""
    own = psutil.Process()
    zygotes = [child for child in own.children() if any("zygote.py" in word for word in child.cmdline())]
    return sum(sum(process.cpu_times()[:4]) for process in (own, *zygotes))


if __name__ == "__main__":
    main()
