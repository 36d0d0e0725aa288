"""Time and memory of the comparison of scenarios, against a loop over single draws, and of its Sobol indices.

Usage: ``.venv/bin/python benchmarks/uncertainty.py [--part NAME] [--draws N] [--loop N] [--base N]``.
Each part runs in a process of its own, so that its peak memory is its own, on two cores.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from senim.evidence import load_evidence
from senim.parameters import load_parameters, uniforms
from senim.paths import project_root
from senim.scenarios import load_scenarios, select_scenarios
from senim.simulation import Settings, Simulation, simulate
from senim.uncertainty import GROUPS, DesignPoints, SimulationModel, Target, find_inputs, sobol_indices

PARTS = ("comparison", "loop", "sobol")
WANTED_SECONDS, WANTED_MEGABYTES, WANTED_RATIO, WANTED_SOBOL_SECONDS = 3.0, 500.0, 100.0, 60.0
ASKED = (
    Target("cut-to-424", "registered_offences", "violent"),
    Target("cut-to-424", "true_offences", "homicide"),
    Target("full-package", "full_trust"),
    Target("attestation-2019", "dismissed_sound"),
)


@dataclass(frozen=True)
class Took:
    """Cost of a piece of work.

    Parameters
    ----------
    wall, cpu : float
        Seconds; the second over all threads.
    result : object
        What it gave.
    """

    wall: float
    cpu: float
    result: Any


def took(work: Callable[[], Any]) -> Took:
    """Do a piece of work and say what it cost.

    Parameters
    ----------
    work : callable
        The work.

    Returns
    -------
    Took
        Seconds and result.
    """
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu, result)


def told(what: str, measured: float, wanted: float, unit: str, *, least: bool = False) -> None:
    """Print a figure beside what is wanted.

    Parameters
    ----------
    what : str
        What was measured.
    measured, wanted : float
        In the unit.
    unit : str
        Unit.
    least : bool
        Whether more is better.
    """
    met = measured >= wanted if least else measured <= wanted
    side = "at least" if least else "at most"
    verdict = f"wanted {side} {wanted:.0f} {unit}: {'met' if met else 'missed'}"
    print(f"{what:<44} {measured:9.1f} {unit:<3} {verdict}")


def peak_megabytes() -> float:
    """Give the peak resident memory of this process.

    Returns
    -------
    float
        Megabytes.
    """
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def comparison(given: argparse.Namespace) -> None:
    """Run every scenario, and say how long and how much memory it took.

    Parameters
    ----------
    given : Namespace
        Options.
    """
    scenarios, parameters, evidence = _project()
    before = peak_megabytes()
    runs = []
    for _ in range(3):
        # what a run gives is not kept: the next one would stand beside it in memory
        spent = took(lambda: simulate(scenarios, parameters, evidence, Settings(draws=given.draws)))
        runs.append(Took(spent.wall, spent.cpu, None))
        del spent
    best = min(runs, key=lambda run: run.cpu)
    print(f"{len(scenarios)} scenarios x {given.draws} draws x {Settings().years} years, best of {len(runs)}")
    told("wall", best.wall, WANTED_SECONDS, "s")
    print(f"{'CPU, both threads':<44} {best.cpu:9.1f} s")
    print(f"{'peak memory with nothing run yet':<44} {before:9.0f} MB")
    told("peak memory of the process", peak_megabytes(), WANTED_MEGABYTES, "MB")


def loop(given: argparse.Namespace) -> None:
    """Hold whole arrays against a loop over draws, which gives the same numbers.

    Parameters
    ----------
    given : Namespace
        Options.

    Raises
    ------
    SystemExit
        If the two do not agree.
    """
    scenarios, parameters, evidence = _project()

    def run(points: Any, draws: int) -> Simulation:
        return simulate(scenarios, parameters, evidence, Settings(draws=draws, points=points))

    inputs = find_inputs(lambda points: run(points, 2), GROUPS)
    seed = Settings().seed
    streams = [uniforms(name, (given.draws, len(places)), seed) for name, places in inputs.columns.items()]
    points = np.column_stack(streams)
    arrays = min(
        (took(lambda: run(DesignPoints(inputs, points), given.draws)) for _ in range(3)),
        key=lambda one: one.cpu,
    )
    sample = points[:: max(1, given.draws // given.loop)][: given.loop]
    single = took(
        lambda: [run(DesignPoints(inputs, sample[place : place + 1]), 1) for place in range(len(sample))]
    )
    key = ("registered_offences", "violent")
    chosen = arrays.result.draws["full-package"][key][:: max(1, given.draws // given.loop)][: given.loop]
    one_by_one = np.concatenate([one.draws["full-package"][key] for one in single.result])
    if not np.allclose(one_by_one, chosen, rtol=1e-10):
        raise SystemExit("the loop does not give the numbers of the arrays")
    each = 1e3 * single.cpu / len(sample)
    print(f"{len(sample)} draws one by one, the same numbers: {each:.1f} ms of CPU a draw")
    told(
        "CPU of the loop / of whole arrays, a draw",
        each / (1e3 * arrays.cpu / given.draws),
        WANTED_RATIO,
        "x",
        least=True,
    )


def sobol(given: argparse.Namespace) -> None:
    """Compute Sobol indices of every group with a progress bar.

    Parameters
    ----------
    given : Namespace
        Options.
    """
    scenarios, parameters, evidence = _project()
    named = dict.fromkeys(["baseline", *(target.scenario for target in ASKED)])
    model = SimulationModel(select_scenarios(scenarios, list(named)), parameters, evidence, Settings(), ASKED)
    inputs = model.inputs()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("points", total=None)

        def tell(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        spent = took(
            lambda: sobol_indices(lambda points: model(inputs, points, tell), inputs, base=given.base)
        )
    table = spent.result
    widths = (table["total_high"] - table["total_low"]) / 2
    print(
        f"N = {given.base}, {len(inputs.group_names)} groups, {len(ASKED)} answers of {len(named)} scenarios"
    )
    told("wall", spent.wall, WANTED_SOBOL_SECONDS, "s")
    print(f"{'CPU, both threads':<44} {spent.cpu:9.1f} s")
    print(f"{'peak memory of the process':<44} {peak_megabytes():9.0f} MB")
    print(f"{'largest half width of a total index':<44} {widths.max():9.3f}")


def _project() -> tuple[Any, Any, Any]:
    root = project_root()
    parameters = load_parameters(root / "parameters")
    return (
        load_scenarios(root / "scenarios"),
        parameters,
        load_evidence(parameters.value("crime.study_correlation")),
    )


def main() -> None:
    """Run one part, or each in a process of its own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--part", choices=PARTS)
    options.add_argument("--draws", type=int, default=10_000)
    options.add_argument("--loop", type=int, default=40, help="draws that the loop takes")
    options.add_argument("--base", type=int, default=4_096)
    given = options.parse_args()
    if given.part:
        {"comparison": comparison, "loop": loop, "sobol": sobol}[given.part](given)
        return
    for part in PARTS:
        print(f"\n{part}", flush=True)
        subprocess.run([sys.executable, str(Path(__file__)), *sys.argv[1:], "--part", part], check=True)


if __name__ == "__main__":
    main()
