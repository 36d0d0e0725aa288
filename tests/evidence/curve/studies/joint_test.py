"""How often the joint test is significant at 5 per cent, by the effect that is there.

Command: ``.venv/bin/python tests/evidence/curve/studies/joint_test.py``; writes ``joint_test.csv``
beside this file. Panels of 14 units and 6 periods with errors that last and doses that drift.
"""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pandas as pd

from senim.evidence import joint_permutation_test

HERE = Path(__file__).parent
PANELS, PERMUTATIONS = 2000, 39
EFFECTS = (0.0, -0.2, -0.4)


def _module(path: Path) -> object:
    found = spec_from_file_location(path.stem, path)
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return module


def main() -> None:
    """Run the study and write its table."""
    known_panel = _module(HERE.parent / "conftest.py").known_panel
    specifications = _module(HERE.parent / "test_joint.py").SMALL
    rows = []
    for effect in EFFECTS:
        found = []
        for seed in range(PANELS):
            frame = known_panel(10_000 + seed, effect=effect, units=14, periods=6)
            test = joint_permutation_test(frame, specifications, permutations=PERMUTATIONS, seed=seed)
            found.append(test.table().set_index("statistic")["p_value"] <= 0.05)
        share = pd.DataFrame(found).mean()
        error = np.sqrt(share * (1 - share) / PANELS)
        rows += [
            (effect, name, PANELS, PERMUTATIONS, round(share[name], 4), round(error[name], 4))
            for name in share.index
        ]
    columns = ["effect", "statistic", "panels", "permutations", "rejected", "standard_error"]
    pd.DataFrame(rows, columns=columns).to_csv(HERE / "joint_test.csv", index=False)


if __name__ == "__main__":
    main()
