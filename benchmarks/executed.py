"""What executed notebooks say of themselves: that they ran, with which result, with how much CPU."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.workloads import MARK, Workload


class NotRunError(Exception):
    """A side did not run every notebook."""


@dataclass(frozen=True)
class Cells:
    """CPU time of the cells of some notebooks, measured inside their kernels.

    Parameters
    ----------
    work_seconds : float
        Of all cells but the imports.
    import_seconds : float
        Of the imports.
    results : tuple of (str, float)
        What each notebook computed, sorted by name.
    """

    work_seconds: float
    import_seconds: float
    results: tuple[tuple[str, float], ...]

    def floor_seconds(self, cores: int) -> float:
        """Give the wall time below which no scheduler can get.

        Parameters
        ----------
        cores : int
            How many cores there are.

        Returns
        -------
        float
            Seconds.
        """
        return self.work_seconds / cores


def cells_of(paths: Iterable[Path], workload: Workload) -> Cells:
    """Read what executed notebooks printed.

    Parameters
    ----------
    paths : iterable of Path
        Executed notebooks.
    workload : Workload
        The notebooks that should have run.

    Returns
    -------
    Cells
        Their CPU time and results.

    Raises
    ------
    NotRunError
        If a notebook is missing, or did not come to its last cell.
    """
    found = {}
    for path in paths:
        for line in _printed(path).splitlines():
            if line.startswith(f"{MARK} "):
                facts = json.loads(line.removeprefix(MARK))
                found[facts["notebook"]] = facts
    missing = sorted(set(workload.names) - set(found))
    if missing:
        raise NotRunError(f"{len(missing)} of {workload.count} notebooks were not executed: {missing[0]} …")
    return Cells(
        sum(facts["work"] for facts in found.values()),
        sum(facts["imports"] for facts in found.values()),
        tuple((name, found[name]["result"]) for name in workload.names),
    )


def _printed(path: Path) -> str:
    content = json.loads(path.read_text(encoding="utf-8"))
    texts = []
    for cell in content["cells"]:
        for output in cell.get("outputs", []):
            if output.get("output_type") == "stream":
                texts.append("".join(output["text"]))
    return "\n".join(texts)
