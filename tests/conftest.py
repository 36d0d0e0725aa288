"""Settings that every test needs before NumPy is loaded, here and in the processes tests start."""

from __future__ import annotations

import os

# Two test processes with two linear-algebra threads each would be nine times slower on two cores.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
os.environ["MPLBACKEND"] = "agg"
