"""Time the engines of the personnel model against a plain NumPy month loop, and see what memory they take.

Usage: ``.venv/bin/python -m benchmarks.personnel [--officers N] [--months N] [--rounds N] [--many N]
[--many-expected N]``.

The peer (`benchmarks.plain_officers`) simulates the same description; sides take turns in one process, so
that a busy machine slows all of them. Memory is measured in a process for each side, and so are `--many`
draws, two at a time, and `--many-expected` expected values. What Mesa needs is told from before (an agent
for each officer, fewer rules).
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

# linear algebra on tiny matrices with several threads mostly waits
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.plain_officers import plain_tables, simulate_plainly
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
MESA_SECONDS = 7.3
"""A draw of 110,000 officers and 120 months with Mesa on the build machine, measured once."""

ENGINES = ("expected", "plain NumPy", "individuals", "individuals, 2 threads")
WANTED_RATIO, WANTED_MANY_SECONDS, WANTED_MANY_MIB = 5.0, 30.0, 1024.0
WANTED_THOUSAND_EXPECTED_SECONDS = 10.0


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


def draws_of(
    engines: tuple[str, ...], officers: int, months: int, persistence: float
) -> dict[str, Callable[[int], object]]:
    """Prepare engines; each runs one draw."""
    force, plan = described(officers, persistence)
    expected = expected_force(force, plan, months)
    prepared: dict[str, Callable[[int], object]] = {}
    if "expected" in engines:
        prepared["expected"] = lambda _: expected_force(force, plan, months)
    if "plain NumPy" in engines:
        plain = plain_tables(expected)
        prepared["plain NumPy"] = lambda draw: simulate_plainly(plain, months, seed=1, draw=draw)
    if any(name.startswith("individuals") for name in engines):
        tables = make_tables(expected)
        prepared["individuals"] = lambda draw: simulate_officers(tables, months, seed=1, draw=draw)
        prepared["individuals, 2 threads"] = lambda draw: simulate_officers(
            tables, months, seed=1, draw=draw, threads=2
        )
    return {name: prepared[name] for name in engines}


def race(officers: int, months: int, rounds: int, persistence: float) -> dict[str, tuple[float, float]]:
    """Let engines take turns; median seconds and processor seconds a draw."""
    engines = draws_of(ENGINES, officers, months, persistence)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in engines}
    for turn in range(rounds + 1):
        for name, draw in engines.items():
            began, began_busy = time.perf_counter(), time.process_time()
            draw(turn)
            # the first turn compiles
            if turn:
                taken[name].append((time.perf_counter() - began, time.process_time() - began_busy))
    return {
        name: (statistics.median(each[0] for each in some), statistics.median(each[1] for each in some))
        for name, some in taken.items()
    }


def peak_of(engine: str, officers: int, months: int, persistence: float) -> tuple[float, float]:
    """Run one engine alone; seconds before its first result and peak MiB."""
    began = time.perf_counter()
    draws_of((engine,), officers, months, persistence)[engine](0)
    return time.perf_counter() - began, _peak()


def many(officers: int, months: int, draws: int, persistence: float) -> tuple[float, float, float]:
    """Run many draws, two at a time; seconds, peak MiB and the spread of the officers at the end."""
    draw = draws_of(("individuals",), officers, months, persistence)["individuals"]
    draw(0)
    began = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(lambda number: draw(number).officers[-1], range(draws)))  # type: ignore[attr-defined]
    return time.perf_counter() - began, _peak(), statistics.stdev(ends)


def many_expected(officers: int, months: int, draws: int, persistence: float) -> tuple[float, float, float]:
    """Work out expected values, two at a time; seconds, processor seconds, least of them a draw."""
    draw = draws_of(("expected",), officers, months, persistence)["expected"]
    least: list[float] = []

    def timed(number: int) -> None:
        began = time.thread_time()
        draw(number)
        least.append(time.thread_time() - began)

    draw(0)
    began, began_busy = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(timed, range(draws)))
    return time.perf_counter() - began, time.process_time() - began_busy, min(least)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE_IN_KIBIBYTES


def _verdict(met: bool) -> str:
    return "met" if met else "missed"


def main() -> None:
    """Measure all engines with and without a persistent test effect and print tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--officers", type=int, default=110_000)
    options.add_argument("--months", type=int, default=120)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--many", type=int, default=1000)
    options.add_argument("--many-expected", type=int, default=100)
    given = options.parse_args()
    size = given.officers, given.months
    print(f"{size[0]} officers x {size[1]} months, median of {given.rounds} turns")
    for persistence in (0.0, 0.5):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            taken = apart.submit(race, *size, given.rounds, persistence).result()
        plain, plain_busy = taken["plain NumPy"]
        print(f"\npersistence {persistence}")
        print(f"{'engine':24s} s a draw  processor s  draws a s  plain / it  processor  first s  peak MiB")
        for name, (seconds, busy) in taken.items():
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
                first, peak = apart.submit(peak_of, name, *size, persistence).result()
            print(
                f"{name:24s} {seconds:8.4f} {busy:12.4f} {1.0 / seconds:10.1f} {plain / seconds:11.1f}"
                f" {plain_busy / busy:10.1f} {first:8.1f} {peak:9.0f}"
            )
        ratio = plain / taken["individuals, 2 threads"][0]
        print(
            f"plain NumPy / individuals, 2 threads: {ratio:.1f}, wanted {WANTED_RATIO:g}:",
            _verdict(ratio >= WANTED_RATIO),
        )
        if size == (110_000, 120):
            print(
                f"Mesa ({MESA_SECONDS} s) / the same: {MESA_SECONDS / taken['individuals, 2 threads'][0]:.0f}"
            )
        if given.many_expected > 1:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
                seconds, busy, least = apart.submit(
                    many_expected, *size, given.many_expected, persistence
                ).result()
            scale = 1000 / given.many_expected
            print(
                f"{given.many_expected} expected values, two at a time:"
                f" 1,000 would take {seconds * scale:.0f} s"
                f" and {busy * scale:.0f} processor seconds (least a draw {1000 * least:.0f} ms); wanted"
                f" {WANTED_THOUSAND_EXPECTED_SECONDS:g} s:",
                _verdict(seconds * scale <= WANTED_THOUSAND_EXPECTED_SECONDS),
            )
        if given.many > 1:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
                seconds, peak, spread = apart.submit(many, *size, given.many, persistence).result()
            print(
                f"{given.many} draws, two at a time: {seconds:.1f} s, {given.many / seconds:.1f} a second,"
                f" peak {peak:.0f} MiB (officers at the end: standard deviation {spread:.0f})"
            )
            if given.many >= 1000:
                print(
                    f"wanted {WANTED_MANY_SECONDS:g} s: {_verdict(seconds <= WANTED_MANY_SECONDS)};", end=" "
                )
                print(f"{WANTED_MANY_MIB:g} MiB: {_verdict(peak <= WANTED_MANY_MIB)}")


if __name__ == "__main__":
    main()
