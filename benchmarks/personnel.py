"""Time both engines of the personnel model, and see what memory they take.

Usage: ``.venv/bin/python benchmarks/personnel.py [--officers N] [--months N] [--draws N]``.
Each engine runs in a process of its own. What was measured before with other tools (pandas, Mesa, numba)
was a model with fewer rules; the ratio to it is no race.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

# linear algebra on tiny matrices with several threads mostly waits
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from senim.personnel.officers import (
    AttestationPlan,
    Examination,
    ExtraordinaryWave,
    LawCycle,
    OfficerForce,
    Unfit,
    expected_force,
    make_tables,
    scored_test,
    simulate_officers,
)
from senim.personnel.plan import Exemptions

UNIT_SHARES = {"patrol": 0.35, "investigation": 0.2, "guard": 0.15, "prison": 0.1, "headquarters": 0.2}
MEBIBYTE_IN_KIBIBYTES = 1024


def described(officers: int, persistence: float) -> tuple[OfficerForce, AttestationPlan]:
    """Describe a force with every rule switched on; the figures serve to measure time alone."""
    force = OfficerForce(
        officers=officers,
        recruits_by_unit=UNIT_SHARES,
        recruits_by_rank={"rank_and_file": 0.6, "middle": 0.4},
        recruits_women=0.15,
        recruits_low_competence=0.2,
        recruits_problem=0.1,
        exits_yearly=((0, 0.12), (1, 0.05), (20, 0.2)),
        longest_service_years=32,
        promotions_yearly={"rank_and_file": 0.04, "middle": 0.03, "senior": 0.02},
        appointments_yearly=0.07,
        women_leave_yearly=0.08,
        leave_months=18.0,
        learning_yearly=0.05,
        turning_yearly=0.01,
        mending_yearly=0.01,
    )
    test = scored_test(
        specificity=0.97, competence_sensitivity=0.4, integrity_sensitivity=0.1, persistence=persistence
    )
    # 73 dismissed, 32 demoted and 62 transferred: Kostanay 2012 (ng.kz, article 9146)
    unfit = Unfit(
        dismissed=73 / 167,
        demoted=32 / 167,
        transferred=62 / 167,
        reinstated_sound=0.4,
        reinstated_problem=0.4,
        reinstatement_lag_months=12,
    )
    cycle = LawCycle(examination=Examination(test=test, unfit=unfit))
    everybody = Exemptions(long_service=False, on_leave=False, new_in_post=False, heads=False)
    wave = ExtraordinaryWave(
        first_month=9, last_month=14, examination=Examination(test=test, unfit=unfit, exemptions=everybody)
    )
    return force, AttestationPlan(cycle=cycle, waves=(wave,))


def measure(
    engine: str, officers: int, months: int, draws: int, persistence: float
) -> tuple[float, float, float, float]:
    """Run one engine; seconds and processor seconds a draw, seconds before the first, peak MiB."""
    force, plan = described(officers, persistence)
    began = time.perf_counter()
    tables = make_tables(expected_force(force, plan, months)) if engine == "individuals" else None
    before = time.perf_counter() - began
    seconds, busy = [], []
    for draw in range(draws):
        began, began_busy = time.perf_counter(), time.process_time()
        if tables is None:
            expected_force(force, plan, months)
        else:
            simulate_officers(tables, months, seed=1, draw=draw)
        seconds.append(time.perf_counter() - began)
        busy.append(time.process_time() - began_busy)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE_IN_KIBIBYTES
    return statistics.median(seconds), statistics.median(busy), before, peak


def main() -> None:
    """Measure both engines with and without a persistent test effect and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--officers", type=int, default=110_000)
    options.add_argument("--months", type=int, default=120)
    options.add_argument("--draws", type=int, default=5)
    given = options.parse_args()
    print(f"{given.officers} officers x {given.months} months, median of {given.draws} draws")
    print("engine        persistence   s a draw   processor s   s before the first   peak MiB")
    for persistence in (0.0, 0.5):
        for engine in ("expected", "individuals"):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
                found = apart.submit(
                    measure, engine, given.officers, given.months, given.draws, persistence
                ).result()
            seconds, busy, before, peak = found
            print(
                f"{engine:12s} {persistence:12.1f} {seconds:10.3f} {busy:13.3f} {before:20.2f} {peak:10.0f}"
            )


if __name__ == "__main__":
    main()
