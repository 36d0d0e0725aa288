"""Settings that every test needs before NumPy is loaded, here and in the processes tests start."""

from __future__ import annotations

import os

from hypothesis import settings

# Two test processes with two linear-algebra threads each would be nine times slower on two cores.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
os.environ["MPLBACKEND"] = "agg"

# The same examples in every run of CI; by hand each run looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("by hand", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "by hand")
