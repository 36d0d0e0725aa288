"""Simulation studies of pooling: recovery, calibration, null tests and wrong models.

Usage: ``.venv/bin/python tests/evidence/pooling/studies/pooling_study.py [--scale 1.0]``.
Writes ``pooling_study.csv`` beside it; a few minutes of one core at scale 1. The tests run the same functions
with fewer replicates.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import binomtest, chisquare, kstest

from senim.evidence import pool_replicates, small_study_check
from senim.evidence.pooling.elasticities import GroupEstimates
from senim.evidence.pooling.hierarchy_grid import grid_posterior, grid_share_below
from senim.evidence.pooling.joint import JointEstimates
from senim.evidence.pooling.mixture import NormalMixture
from senim.evidence.pooling.posterior import group_posterior

SEED = 20181119
TAU_SCALE, OMEGA_SCALE = 0.25, 0.5
# standard errors of published elasticities run from 0.06 to 1.3
ERRORS = np.array([0.06, 0.10, 0.24, 0.12, 0.33, 0.20, 0.09, 0.25, 0.60, 0.15, 0.35, 0.08, 0.50, 0.22, 0.40])
ALIKE = np.linspace(0.10, 0.20, 15)
RANKED, BINS = 99, 20
Spread = Callable[[np.random.Generator, tuple[int, ...]], np.ndarray]


def normal_settings(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Settings as the model has them."""
    return rng.standard_normal(shape)


def heavy_settings(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Settings with heavy tails: t on 3 degrees of freedom, of variance 1."""
    return rng.standard_t(3, shape) / np.sqrt(3)


def equal_correlation(errors: np.ndarray, correlation: float) -> np.ndarray:
    """Covariance of errors that all hang together alike."""
    together = np.full((errors.size, errors.size), correlation)
    np.fill_diagonal(together, 1.0)
    return np.outer(errors, errors) * together


def made_studies(
    rng: np.random.Generator,
    replicates: int,
    errors: np.ndarray,
    *,
    mean: float | None = None,
    tau: float | None = None,
    correlation: float = 0.0,
    settings: Spread = normal_settings,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Draw truths from the prior (or at given values) and estimates from them: μ, τ, a new setting, y."""
    means = rng.normal(-0.3, 0.5, replicates) if mean is None else np.full(replicates, mean)
    taus = np.abs(rng.normal(0, TAU_SCALE, replicates)) if tau is None else np.full(replicates, tau)
    new = means + taus * settings(rng, (replicates,))
    truths = means[:, None] + taus[:, None] * settings(rng, (replicates, errors.size))
    root = np.linalg.cholesky(equal_correlation(errors, correlation))
    return means, taus, new, truths + rng.standard_normal(truths.shape) @ root.T


def share(study: str, case: str, measure: str, nominal: float, hits: np.ndarray) -> dict[str, object]:
    """One row: a share with its Monte Carlo interval."""
    count = int(np.sum(hits))
    low, high = binomtest(count, len(hits)).proportion_ci(0.95, method="wilson")
    row = {"study": study, "case": case, "measure": measure, "replicates": len(hits), "nominal": nominal}
    return row | {"found": count / len(hits), "low": low, "high": high}


def reml_coverage(rng: np.random.Generator, replicates: int) -> Iterator[dict[str, object]]:
    """Coverage of the mean by REML, truths from the prior."""
    for precision, errors in (("alike", ALIKE), ("unlike", ERRORS)):
        for count in (3, 5, 10, 15):
            for test in ("knapp-hartung", "adhoc", "z"):
                means, _, _, made = made_studies(rng, replicates, errors[:count])
                hits = pool_replicates(made, errors[:count], test=test).covers(means)
                case = f"REML, k = {count}, precisions {precision}"
                yield share("recovery", case, f"{test} 95 % covers the mean", 0.95, hits)


def posterior_hits(
    rng: np.random.Generator,
    replicates: int,
    count: int,
    *,
    true: float = 0.5,
    assumed: float = 0.5,
    tau_scale: float = TAU_SCALE,
    **world: object,
) -> dict[str, np.ndarray]:
    """Where truths lie in their grid posterior, as probabilities below them; and ranks among draws.

    The prior of the mean is flat, so where the means come from does not matter.
    """
    errors = ERRORS[:count]
    made = made_studies(rng, replicates, errors, correlation=true, **world)  # type: ignore[arg-type]
    covariance, names = equal_correlation(errors, assumed), tuple("abcdefghijklmno"[:count])
    found: dict[str, list[float]] = {
        key: [] for key in ("mean", "tau", "new", "rank mean", "rank tau", "rank new")
    }
    for mean, tau, setting, row in zip(*made, strict=True):
        fit = group_posterior(GroupEstimates("made", names, row, errors, covariance), tau_scale)
        uniforms = rng.random((RANKED, 3))
        found["mean"].append(fit.pooled.share_below(mean))
        found["new"].append(fit.new_setting.share_below(setting))
        found["tau"].append(float(fit.tau_share_below(tau)))
        found["rank mean"].append(int((fit.mean_draws(uniforms[:, :2]) < mean).sum()))
        found["rank new"].append(int((fit.draws(uniforms) < setting).sum()))
        drawn = np.interp(uniforms[:, 2], fit.tau_share_below(fit.tau), fit.tau)
        found["rank tau"].append(int((drawn < tau).sum()))
    return {key: np.array(values) for key, values in found.items()}


def inside(below: np.ndarray, level: float) -> np.ndarray:
    """Whether the central interval holds the truth."""
    return np.abs(below - 0.5) <= level / 2


def posterior_coverage(rng: np.random.Generator, replicates: int) -> Iterator[dict[str, object]]:
    """Coverage of the grid posterior, truths from the prior."""
    for count in (2, 3, 10):
        hits = posterior_hits(rng, replicates, count)
        for level in (0.90, 0.95):
            for key, what in (("mean", "the mean"), ("new", "a new setting")):
                measure = f"posterior {100 * level:.0f} % covers {what}"
                yield share(
                    "recovery", f"grid posterior, k = {count}", measure, level, inside(hits[key], level)
                )


def uniform_ranks(ranks: np.ndarray) -> float:
    """Chi-square p-value of ranks among RANKED draws in equal bins."""
    counts = np.bincount(ranks * BINS // (RANKED + 1), minlength=BINS)
    return float(chisquare(counts).pvalue)


def calibration(rng: np.random.Generator, replicates: int) -> Iterator[dict[str, object]]:
    """Simulation-based calibration of the posterior of one group."""
    for count in (2, 3, 10):
        hits = posterior_hits(rng, replicates, count)
        yield from calibrated(f"grid posterior, k = {count}", hits, ("mean", "tau", "new"))


def calibrated(case: str, hits: dict[str, np.ndarray], keys: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Rows of the two tests of uniformity: ranks in bins, and the largest difference of the ECDF."""
    for key in keys:
        tests = {"ECDF difference, p": float(kstest(hits[key], "uniform").pvalue)}
        if f"rank {key}" in hits:
            tests["rank histogram, chi-square p"] = uniform_ranks(hits[f"rank {key}"])
        for name, value in tests.items():
            row = {
                "study": "calibration",
                "case": case,
                "measure": f"{key}: {name}",
                "replicates": len(hits[key]),
            }
            yield row | {"nominal": np.nan, "found": value, "low": np.nan, "high": np.nan}


def hierarchy_hits(
    rng: np.random.Generator, replicates: int, borrow: str, *, groups: int = 3, offence: float = 0.25
) -> dict[str, np.ndarray]:
    """Where truths lie in the posterior of a hierarchy of groups with two studies each, on one sample."""
    member = np.repeat(np.arange(groups), 2)
    errors = ERRORS[: member.size]
    study = np.tile([0, 1], groups)
    together = np.where(study[:, None] == study[None, :], 1.0, 0.5)
    together = together * np.where(member[:, None] == member[None, :], 1.0, offence)
    covariance = np.outer(errors, errors) * together
    root, names = np.linalg.cholesky(covariance), tuple(f"group {place}" for place in range(groups))
    found: dict[str, list[float]] = {key: [] for key in ("mean", "tau", "new", "rank new")}
    for _ in range(replicates):
        tau, omega = np.abs(rng.normal(0, [TAU_SCALE, OMEGA_SCALE]))
        means = rng.normal(-0.3, omega if borrow == "spread and means" else 0.5, groups)
        made = (
            means[member] + tau * rng.standard_normal(member.size) + root @ rng.standard_normal(member.size)
        )
        data = JointEstimates(names, member, tuple("ab" * groups), made, covariance)
        taus, _, weight, centre, spread = grid_posterior(data, borrow, TAU_SCALE, OMEGA_SCALE)
        pooled = NormalMixture(weight, centre[:, 0], spread[:, 0])
        new = NormalMixture(weight, centre[:, 0], np.hypot(spread[:, 0], taus))
        setting = means[0] + tau * rng.standard_normal()
        found["mean"].append(pooled.share_below(means[0]))
        found["new"].append(new.share_below(setting))
        found["tau"].append(grid_share_below(taus, weight, tau))
        middle, wide = new.points(rng.random(RANKED))
        found["rank new"].append(int((middle + wide * rng.standard_normal(RANKED) < setting).sum()))
    return {key: np.array(values) for key, values in found.items()}


def hierarchy_calibration(rng: np.random.Generator, replicates: int) -> Iterator[dict[str, object]]:
    """Simulation-based calibration of the hierarchy, and its coverage."""
    for borrow in ("spread", "spread and means"):
        hits = hierarchy_hits(rng, replicates if borrow == "spread" else replicates // 2, borrow)
        yield from calibrated(f"hierarchy, {borrow}", hits, ("mean", "tau", "new"))
        for key, what in (("mean", "the mean"), ("new", "a new setting")):
            measure = f"posterior 95 % covers {what}"
            yield share("recovery", f"hierarchy, {borrow}", measure, 0.95, inside(hits[key], 0.95))


def null_tests(rng: np.random.Generator, replicates: int, fits: int) -> Iterator[dict[str, object]]:
    """False positives where the mean is zero, or where small studies differ by chance alone."""
    for precision, errors in (("alike", ALIKE), ("unlike", ERRORS)):
        for count in (3, 10, 15):
            for test in ("knapp-hartung", "adhoc"):
                _, _, _, made = made_studies(rng, replicates, errors[:count], mean=0.0)
                misses = ~pool_replicates(made, errors[:count], test=test).covers(0.0)
                case = f"REML, k = {count}, precisions {precision}"
                yield share("null test", case, f"{test} rejects at 5 %", 0.05, misses)
    for count in (2, 3):
        misses = ~inside(posterior_hits(rng, fits, count, mean=0.0)["mean"], 0.95)
        yield share(
            "null test", f"grid posterior, k = {count}", "95 % interval leaves out a mean of 0", 0.05, misses
        )
    for tau in (0.0, 0.25):
        _, _, _, made = made_studies(rng, fits, ERRORS, mean=0.0, tau=tau)
        checks = (small_study_check(row, ERRORS) for row in made)
        found = np.array([getattr(check, "p_value", np.nan) < 0.05 for check in checks])
        yield share("null test", f"Egger, k = {ERRORS.size}, tau = {tau:g}", "rejects at 5 %", 0.05, found)


def wrong_models(rng: np.random.Generator, replicates: int, fits: int) -> Iterator[dict[str, object]]:
    """What the intervals come to where the world is not as the model has it."""
    for correlation in (0.0, 0.5, 0.9):
        errors = ERRORS[:10]
        means, _, _, made = made_studies(rng, replicates, errors, correlation=correlation, tau=0.1)
        hits = pool_replicates(made, errors).covers(means)
        case = f"errors correlate by {correlation:g}, independence assumed, k = 10"
        yield share("wrong model", case, "REML knapp-hartung 95 % covers the mean", 0.95, hits)
        below = posterior_hits(rng, fits, 10, true=correlation, assumed=0.0, tau=0.1)
        yield share("wrong model", case, "posterior 95 % covers the mean", 0.95, inside(below["mean"], 0.95))
    worlds: dict[str, dict[str, object]] = {
        "settings with heavy tails (t on 3), k = 10": {"settings": heavy_settings},
        "tau = 1 beside a prior of scale 0.25, k = 10": {"tau": 1.0},
    }
    for case, world in worlds.items():
        below = posterior_hits(rng, fits, 10, **world)  # type: ignore[arg-type]
        for key, what in (("mean", "the mean"), ("new", "a new setting")):
            yield share("wrong model", case, f"posterior 95 % covers {what}", 0.95, inside(below[key], 0.95))
    below = posterior_hits(rng, fits, 2, tau=1.0)
    case = "tau = 1 beside a prior of scale 0.25, k = 2"
    yield share("wrong model", case, "posterior 95 % covers a new setting", 0.95, inside(below["new"], 0.95))


def study(scale: float = 1.0, seed: int = SEED) -> pd.DataFrame:
    """Run everything."""
    many, fits, few = (max(50, int(scale * size)) for size in (100_000, 10_000, 2_000))
    streams = np.random.default_rng(seed).spawn(6)
    rows = [
        *reml_coverage(streams[0], many),
        *posterior_coverage(streams[1], fits),
        *calibration(streams[2], few),
        *hierarchy_calibration(streams[3], few),
        *null_tests(streams[4], many, fits),
        *wrong_models(streams[5], many, fits),
    ]
    return pd.DataFrame(rows)


def main() -> None:
    """Write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scale", type=float, default=1.0, help="share of the full number of replicates")
    given = options.parse_args()
    table = study(given.scale).round(4)
    table.to_csv(Path(__file__).with_suffix(".csv"), index=False)
    print(table.to_string())


if __name__ == "__main__":
    main()
