"""Time the pooling of many replicates against loops over one at a time.

Usage: ``.venv/bin/python -m benchmarks.pooling [--replicates N] [--studies K] [--rounds N]``.

Sides take turns in one process with one thread; what is told is CPU time and ratios, loops scaled up from
fewer replicates. statsmodels has no REML: its loop does Paule–Mandel, which is less work.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from statsmodels.stats.meta_analysis import combine_effects

from senim.evidence import pool, pool_replicates

WANTED_SECONDS, WANTED_AGREEMENT = 0.2, 1e-8
CHECKED, LOOPED = 500, 1000


def replicates(count: int, studies: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make estimates, standard errors that all share, and standard errors of each.

    Parameters
    ----------
    count, studies : int
        Replicates and studies in each.
    seed : int
        Of the random numbers.

    Returns
    -------
    tuple of ndarray
        Estimates of shape (count, studies), shared errors (studies,), own errors (count, studies).
    """
    rng = np.random.default_rng(seed)
    shared = np.exp(rng.uniform(np.log(0.06), np.log(0.75), studies))
    own = shared * np.exp(rng.normal(0, 0.3, (count, studies)))
    settings = rng.normal(-0.7, 0.4, (count, studies))
    return settings + shared * rng.standard_normal((count, studies)), shared, own


def agreement(estimates: np.ndarray, errors: np.ndarray) -> float:
    """Give the largest difference from `pool` over some replicates.

    Parameters
    ----------
    estimates, errors : ndarray
        As for `pool_replicates`.

    Returns
    -------
    float
        Of mean, standard error and tau².
    """
    made, worst = pool_replicates(estimates, errors), 0.0
    for row in range(min(CHECKED, len(estimates))):
        one = pool(estimates[row], errors if errors.ndim == 1 else errors[row])
        pairs = [
            (one.estimate, made.estimate[row]),
            (one.standard_error, made.standard_error[row]),
            (one.tau2, made.tau2[row]),
        ]
        worst = max(worst, *(abs(a - b) for a, b in pairs))
    return worst


def main() -> None:
    """Run the sides in turns and print seconds and ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--replicates", type=int, default=10_000)
    options.add_argument("--studies", type=int, default=13)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    estimates, shared, own = replicates(given.replicates, given.studies)
    variances = shared**2
    few = estimates[:LOOPED]
    sides: dict[str, Callable[[], object]] = {
        "pool_replicates, shared errors": lambda: pool_replicates(estimates, shared),
        "pool_replicates, own errors": lambda: pool_replicates(estimates, own),
        "loop over statsmodels, Paule-Mandel": lambda: [combine_effects(row, variances) for row in few],
        "loop over pool": lambda: [pool(row, shared) for row in few],
    }
    spent: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(given.rounds):
        for name, side in sides.items():
            began = time.process_time()
            side()
            scaled = given.replicates / len(few) if name.startswith("loop") else 1.0
            spent[name].append((time.process_time() - began) * scaled)
    seconds = {name: statistics.median(values) for name, values in spent.items()}
    ours = next(iter(seconds.values()))
    print(f"{given.replicates} replicates of {given.studies} studies, CPU seconds, median of {given.rounds}")
    for name, value in seconds.items():
        print(f"{name:36} {value:8.3f} s   {value / ours:7.1f} times the first")
    for name, errors in (("shared", shared), ("own", own)):
        worst = agreement(estimates, errors)
        verdict = "met" if worst < WANTED_AGREEMENT else "missed"
        print(f"difference from pool, {name} errors: {worst:.1e}, below {WANTED_AGREEMENT:g}: {verdict}")
    for name in list(seconds)[:2]:
        scaled = seconds[name] * 10_000 / given.replicates
        verdict = "met" if scaled <= WANTED_SECONDS else "missed"
        print(f"{name}: {scaled:.3f} s for ten thousand, wanted {WANTED_SECONDS:g} s: {verdict}")


if __name__ == "__main__":
    main()
