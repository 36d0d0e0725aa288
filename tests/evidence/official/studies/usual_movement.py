"""How often noise is called unusual, and how often a change is found, by years and tails.

Run from the project: ``python tests/evidence/official/studies/usual_movement.py`` (half a minute).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from senim.evidence.official.spread import SPREADS, TAILS, middle_and_scale, reference_distances

SERIES = 20_000
COUNTS = (4, 5, 6, 8, 10, 15, 20, 30)
SHIFTS = (0, 3, 5)
LEVEL = 0.95
FILE = Path(__file__).with_suffix(".csv")


def study(series: int = SERIES, seed: int = 20251223) -> pd.DataFrame:
    """Simulate series whose usual changes have one spread and one kind of tails.

    Parameters
    ----------
    series : int
        Simulated series for each row.
    seed : int
        Of the random numbers.

    Returns
    -------
    DataFrame
        Changes compared with, tails of the truth, spread and tails taken for granted, and the share of
        series in which a change shifted by so many true standard deviations is called unusual.
    """
    rows = []
    for count in COUNTS:
        for truth, freedom in TAILS.items():
            generator = np.random.default_rng([seed, count, len(truth)])
            shape = (series, count + 1)
            if np.isinf(freedom):
                changes = generator.standard_normal(shape)
            else:
                changes = generator.standard_t(freedom, shape) / np.sqrt(freedom / (freedom - 2))
            known, last = changes[:, :count], changes[:, count]
            for spread in SPREADS:
                middle, scale = middle_and_scale(known, spread)
                for assumed in TAILS:
                    limit = np.quantile(reference_distances(count, 1, assumed, spread), LEVEL)
                    found = [float((np.abs(last + by - middle) / scale > limit).mean()) for by in SHIFTS]
                    rows.append((count, truth, spread, assumed, *(round(share, 3) for share in found)))
    names = [f"unusual_at_{by}_sd" for by in SHIFTS]
    return pd.DataFrame(rows, columns=["changes", "truth", "spread", "assumed", *names])


if __name__ == "__main__":
    study().to_csv(FILE, index=False, lineterminator="\n")
