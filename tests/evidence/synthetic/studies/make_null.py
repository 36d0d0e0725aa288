"""False alarms and power of the placebo test on exchangeable units; writes `null.csv` beside this file.

Command: ``.venv/bin/python tests/evidence/synthetic/studies/make_null.py [--runs N]``. Every unit loads
on two shared random walks and has noise of its own; the treated one is moved by the effect, in standard
deviations of that noise.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from senim.evidence import synthetic_control

FIRST = 2019
NOISE = 0.5


def p_value(seed: int, units: int, effect: float) -> float:
    """Draw one panel and give the p-value of its first unit."""
    generator = np.random.default_rng(seed)
    walks = np.cumsum(generator.normal(size=(24, 2)), axis=0)
    values = generator.normal(20.0, 3.0, size=units) + walks @ generator.normal(size=(2, units))
    values += NOISE * generator.normal(size=values.shape)
    frame = pd.DataFrame(values, index=range(2001, 2025), columns=[f"unit-{at}" for at in range(units)])
    frame.loc[FIRST:, "unit-0"] += effect * NOISE
    return float(synthetic_control(frame, "unit-0", FIRST).p_value or np.nan)


def main() -> None:
    """Run every row and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=500)
    runs = options.parse_args().runs
    rows = []
    for units in (20, 40):
        for effect in (0.0, 2.0, 8.0):
            # false alarms are rare: they need more runs than power does
            count = runs if effect else 4 * runs
            found = np.array([p_value(10_000 * units + seed, units, effect) for seed in range(count)])
            rows.append(
                {
                    "units": units,
                    "effect_in_noise": effect,
                    "runs": count,
                    "share_at_5_percent": (found <= 0.05).mean(),
                    "standard_error": (found <= 0.05).std() / np.sqrt(count),
                    "share_at_10_percent": (found <= 0.1).mean(),
                    "mean_p_value": found.mean(),
                }
            )
    table = pd.DataFrame(rows).round(4)
    table.to_csv(Path(__file__).with_name("null.csv"), index=False)
    print(table.to_string(index=False))


if __name__ == "__main__":
    main()
