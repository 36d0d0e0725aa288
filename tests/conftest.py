"""Settings that every test needs before NumPy is loaded, here and in the processes tests start."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# Two test processes with two linear-algebra threads each would be nine times slower on two cores.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
os.environ["MPLBACKEND"] = "agg"

# The same examples in every run of CI; by hand each run looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("by hand", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "by hand")


@pytest.fixture(autouse=True)
def environment_left_as_found() -> Iterator[None]:
    """Fail the test that leaves a variable behind, not the one that reads it an hour later."""
    before = _own_variables()
    yield
    assert _own_variables() == before


def _own_variables() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith(("SENIM_", "PYTHON", "MPL"))}
