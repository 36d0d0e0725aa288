"""Engine and papermill can be imported in either order, and find each other."""

from __future__ import annotations

import subprocess
import sys

import pytest

FOUND = (
    "from papermill.engines import papermill_engines; "
    "print(papermill_engines.get_engine('senim').nb_kernel_name(None, 'python3'))"
)


@pytest.mark.parametrize("first", ["senim.execution.engine", "papermill.execute"])
def test_either_order(first: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import {first}; import senim.execution.engine; {FOUND}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("python3\n", 0), done.stderr
