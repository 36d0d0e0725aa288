"""The joint test of the forces of England and Wales with more deals than a notebook has time for.

Command: ``.venv/bin/python tests/evidence/curve/studies/england_wales.py``; writes
``england_wales.csv`` beside this file.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from senim.evidence import ENGLAND_WALES, england_wales_frame, joint_permutation_test
from senim.paths import project_root

DEALS, SEED = 499, 20181119


def main() -> None:
    """Run both tests and write their table."""
    forces = england_wales_frame(pd.read_csv(project_root() / "data" / "raw" / "england_wales_forces.csv"))
    known = {"unit": "force", "period": "year", "permutations": DEALS, "seed": SEED}
    specifications = ENGLAND_WALES.specifications()
    parts = []
    for within in (None, "region"):
        test = joint_permutation_test(forces, specifications, within=within, **known)
        parts.append(test.table().assign(within=within or "all", deals=DEALS))
    pd.concat(parts).round(4).to_csv(Path(__file__).with_suffix(".csv"), index=False)


if __name__ == "__main__":
    main()
