"""How often the interval of a step holds the truth: recovery, false alarms and calibration.

``python tests/evidence/series/studies/recovery.py 1000`` writes ``recovery.csv`` beside this file. Run it
with ``OPENBLAS_NUM_THREADS=1``. The estimate moves with the true step exactly (a test holds that), so the
false alarms of a series without a step and the misses of a series with one are the same number.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from senim.evidence.series.coefficients import coefficients_of
from senim.evidence.series.fitting import best_optimum
from senim.evidence.series.inputs import Model
from senim.evidence.series.likelihood import Projection
from senim.evidence.series.mixing import plausible_variances
from senim.evidence.series.structure import structure_of

SEED = 20110301
BINS = 10


@dataclass(frozen=True)
class Case:
    """A kind of series: its model, its length, its break and the standard deviations of its disturbances.

    ``deviations`` of None draws them for each series from the prior of the mixture.
    """

    name: str
    model: Model
    count: int
    break_position: int
    deviations: tuple[float, ...] | None


TREND, LEVEL = Model("local linear trend"), Model("local level")
CASES = (
    Case("trend and season, 120 months", Model("local linear trend", 12), 120, 80, (1.0, 0.3, 0.02)),
    Case("trend, 60 periods", TREND, 60, 40, (1.0, 0.3, 0.02)),
    Case("level, 100 periods", LEVEL, 100, 60, (1.0, 0.3)),
    Case("level, 40 periods", LEVEL, 40, 25, (1.0, 0.3)),
    Case("level that does not move, 40 periods", LEVEL, 40, 25, (1.0, 0.0)),
    Case("level, 40 periods, variances from the prior", LEVEL, 40, 25, None),
    Case("level, 20 periods, variances from the prior", LEVEL, 20, 12, None),
)


def simulate(case: Case, structure, spread: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draw one series without a step."""
    if case.deviations is None:
        variances = rng.dirichlet(np.ones(len(spread))) / spread**2
    else:
        variances = np.array(case.deviations) ** 2
    covariance = np.tensordot(variances, np.array(structure.components), axes=1)
    starts = structure.diffuse @ rng.normal(0, 2, structure.diffuse.shape[1])
    values, vectors = np.linalg.eigh(covariance)
    return starts + vectors @ (np.sqrt(np.maximum(values, 0)) * rng.normal(size=case.count))


def study(case: Case, repeats: int) -> dict[str, object]:
    """Count how often two intervals miss the truth, and where the truth lies in the mixture."""
    rng = np.random.default_rng(SEED)
    structure = structure_of(case.count, case.model)
    step = (np.arange(case.count) >= case.break_position).astype(float)[:, None]
    spread = Projection(structure, np.zeros(case.count), step).spread
    plain = wide = 0
    ranks = []
    for _ in range(repeats):
        values = simulate(case, structure, spread, rng)
        projection = Projection(structure, values, step)
        optimum = best_optimum(projection)
        mixture = plausible_variances(projection, optimum)
        found = coefficients_of(projection, optimum, mixture, ("step",), 0.95)[0]
        plain += not found.plain_interval[0] <= 0.0 <= found.plain_interval[1]
        wide += not found.interval[0] <= 0.0 <= found.interval[1]
        ranks.append(1 - found.share_above_zero)
    bins = np.histogram(ranks, BINS, (0, 1))[0]
    expected = repeats / BINS
    return {
        "case": case.name,
        "series": repeats,
        "missed_plain_percent": round(100 * plain / repeats, 1),
        "missed_mixture_percent": round(100 * wide / repeats, 1),
        "rank_chi2_9df": round(float(((bins - expected) ** 2 / expected).sum()), 1),
        "rank_histogram": " ".join(map(str, bins)),
    }


if __name__ == "__main__":
    repeats = int(sys.argv[1])
    chosen = [case for case in CASES if len(sys.argv) < 3 or sys.argv[2] in case.name]
    rows = []
    for case in chosen:
        rows.append(study(case, repeats))
        print(rows[-1], flush=True)
    if len(sys.argv) < 3:
        pd.DataFrame(rows).to_csv(Path(__file__).with_name("recovery.csv"), index=False)
