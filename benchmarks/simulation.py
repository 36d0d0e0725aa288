"""Time the simulation of every scenario.

Usage: ``.venv/bin/python benchmarks/simulation.py [--draws N] [--repeat N]``.
Prints the seconds of each part and the ratio to the seconds that are wanted, in one run.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from senim.evidence import load_evidence
from senim.parameters import load_parameters
from senim.paths import project_root
from senim.scenarios import load_scenarios
from senim.simulation import Settings, comparison, outcome_table, simulate

WANTED_SECONDS = 10.0


def main() -> None:
    """Run the simulation several times and print the median."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=10_000)
    options.add_argument("--repeat", type=int, default=3)
    given = options.parse_args()
    root = project_root()
    parameters, scenarios = load_parameters(root / "parameters"), load_scenarios(root / "scenarios")
    evidence = load_evidence(parameters.value("crime.study_correlation"))
    simulated, summarised = [], []
    for _ in range(given.repeat):
        began = time.perf_counter()
        simulation = simulate(scenarios, parameters, evidence, Settings(draws=given.draws))
        between = time.perf_counter()
        outcome_table(simulation)
        comparison(simulation)
        simulated.append(between - began)
        summarised.append(time.perf_counter() - between)
    seconds = statistics.median(simulated)
    print(f"{len(scenarios)} scenarios x {given.draws} draws x {simulation.settings.months} months")
    print(f"simulate    {seconds:6.2f} s   {seconds / WANTED_SECONDS:.2f} of what is wanted")
    print(f"tables      {statistics.median(summarised):6.2f} s")


if __name__ == "__main__":
    main()
