"""Compare the pipeline with papermill and with other tools on the same notebooks, in one run.

Usage: ``.venv/bin/python -m benchmarks.speed [--quick] [--repeat N] [--without-peers] [--figures FILE]``
"""

from __future__ import annotations

import argparse
import compileall
import json
import platform
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measuring import command_environment, two_cores
from benchmarks.ours import ROOT, our_sides, run_help
from benchmarks.peers.known import peer_sides
from benchmarks.sections import Bench, cold_runs, many_notebooks, nothing_to_do, tiny_notebooks
from benchmarks.targets import table
from benchmarks.workloads import calibrated_rounds

PARTS = ("cold", "many", "unchanged", "tiny")


@dataclass(frozen=True)
class Size:
    """How much is measured.

    Parameters
    ----------
    notebooks, many : int
        Notebooks of the comparison, and of the part with many.
    tiny : tuple of int
        Numbers of tiny notebooks.
    cpu_seconds : float
        Work in a usual notebook.
    repeat : int
        How often each cold run is measured.
    """

    notebooks: int
    many: int
    tiny: tuple[int, ...]
    cpu_seconds: float
    repeat: int


FULL = Size(8, 40, (50, 100, 200), 1.0, 3)
QUICK = Size(2, 4, (2, 4, 8), 0.3, 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    asked = _asked(arguments)
    size = QUICK if asked.quick else FULL
    cores = two_cores()
    for name in ("src", "benchmarks"):
        compileall.compile_dir(str(ROOT / name), quiet=1)
    with tempfile.TemporaryDirectory(prefix="senim-speed-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        rounds = calibrated_rounds(size.cpu_seconds, command_environment())
        bench = Bench(folder, cores, rounds, asked.repeat or size.repeat, not asked.quick, _tell)
        lab = (
            "with JupyterLab: papermill starts slower for it" if find_spec("jupyterlab") else "no JupyterLab"
        )
        _tell(f"Python {platform.python_version()}, {cores} cores, {lab}")
        _tell(f"{size.cpu_seconds} s of work a notebook: {rounds} rounds")
        ours, missing = our_sides(run_help(folder))
        for line in missing:
            _tell(line)
        peers = [] if asked.without_peers else peer_sides(asked.peers_folder.expanduser(), _tell)
        if "cold" in asked.part:
            _tell(f"\nCold runs of {size.notebooks} notebooks")
            cold_runs(bench, size.notebooks, ours, peers)
        if "many" in asked.part:
            _tell(f"\nCold runs of {size.many} notebooks")
            # The other ways to start kernels have no target here, and each takes its minute.
            chosen = [side for side in ours if side is ours[0] or "--cluster" in side.options]
            many_notebooks(bench, size.many, chosen)
        if "unchanged" in asked.part:
            _tell("\nNothing to do")
            nothing_to_do(bench, size.notebooks, ours[0])
        if "tiny" in asked.part:
            _tell("\nTiny notebooks")
            tiny_notebooks(bench, size.tiny, ours[0])
    _tell(f"\nFigures and targets\n{table(bench.rows)}")
    if asked.quick:
        _tell(
            "\nThis was the quick size: it shows that everything works; targets are meant for the full one."
        )
    if asked.figures:
        content = {"rows": [row.as_dict() for row in bench.rows], "seconds": bench.runs}
        asked.figures.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    words.add_argument("--quick", action="store_true", help="few and small notebooks, in a few minutes")
    words.add_argument("--repeat", type=int, default=0, help="how often each cold run is measured")
    words.add_argument("--part", action="append", choices=PARTS, help="measure only this part; repeat")
    words.add_argument("--without-peers", action="store_true", help="papermill and our own sides only")
    words.add_argument(
        "--peers-folder",
        type=Path,
        default=Path("~/.cache/senim-benchmarks"),
        help="where environments of the peers are kept",
    )
    words.add_argument("--figures", type=Path, help="a file to write the figures to, as JSON")
    asked = words.parse_args(arguments)
    asked.part = asked.part or list(PARTS)
    return asked


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
