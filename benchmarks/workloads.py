"""Notebooks to measure with: the same files for every side, each doing a known amount of work."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARK = "senim-benchmark"

# Nothing reads it: dagstermill takes the cell out and puts its own in.
PARAMETERS = "draws: int = 20_000"

# Imports as the project's own notebooks have them; what they cost is measured apart from the work.
IMPORTS = """\
import io, json, time
began = time.process_time()
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import statsmodels.api as sm
from IPython.display import SVG
imported = time.process_time()"""

TABLE = """\
generator = np.random.default_rng({number})
regions, rates = generator.integers(0, 20, 20_000), generator.normal(size=20_000)
frame = pd.DataFrame({{"region": regions, "rate": rates}})"""

ROUNDS = """\
for _ in range({rounds}):
    frame["rate"] = np.tanh(1.5 * frame["rate"])
    table = frame.groupby("region")["rate"].agg(["mean", "std", "count"])"""

FIT = """\
fit = sm.OLS(table["mean"], sm.add_constant(table[["std"]])).fit()
round(float(fit.rsquared), 6)"""

FIGURE = """\
figure, axes = plt.subplots(figsize=(6, 3))
axes.errorbar(table.index, table["mean"], yerr=table["std"])
text = io.StringIO()
figure.savefig(text, format="svg")
plt.close(figure)
SVG(text.getvalue())"""

END = """\
facts = {{"notebook": "{name}", "imports": imported - began, "work": time.process_time() - imported}}
print("{mark}", json.dumps({{**facts, "result": round(float(table["mean"].sum()), 9)}}))"""

TINY = """\
import json, time
began = time.process_time()
result = sum(number * number for number in range({number} + 100))"""

TINY_END = """\
facts = {{"notebook": "{name}", "imports": 0.0, "work": time.process_time() - began, "result": result}}
print("{mark}", json.dumps(facts))"""


@dataclass(frozen=True)
class Workload:
    """Some notebooks.

    Parameters
    ----------
    count : int
        How many.
    rounds : int
        Rounds of work in each; 0 makes tiny notebooks that import nothing.
    """

    count: int
    rounds: int

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the notebooks, as the pipeline expects them."""
        return tuple(f"{number % 100:02}-notebook-{number:03}" for number in range(1, self.count + 1))

    def notebooks(self) -> dict[str, dict[str, Any]]:
        """Make the notebooks.

        Returns
        -------
        dict of str to dict
            Name to content.
        """
        return {name: notebook(self._cells(number, name)) for number, name in enumerate(self.names, start=1)}

    def write(self, folder: Path) -> list[Path]:
        """Write the notebooks to files.

        Parameters
        ----------
        folder : Path
            Where; made if missing.

        Returns
        -------
        list of Path
            The files.
        """
        folder.mkdir(parents=True, exist_ok=True)
        files = []
        for name, content in self.notebooks().items():
            files.append(folder / f"{name}.ipynb")
            files[-1].write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        return files

    def _cells(self, number: int, name: str) -> Sequence[str]:
        facts: Mapping[str, object] = {"number": number, "name": name, "mark": MARK, "rounds": self.rounds}
        if not self.rounds:
            return [TINY.format_map(facts), TINY_END.format_map(facts)]
        made = (text.format_map(facts) for text in (TABLE, ROUNDS, END))
        table, rounds, end = made
        return [IMPORTS, table, rounds, FIT, FIGURE, end]


def notebook(cells: Sequence[str]) -> dict[str, Any]:
    """Make a notebook: a title, a cell tagged ``parameters``, and code.

    Parameters
    ----------
    cells : sequence of str
        Code cells.

    Returns
    -------
    dict
        The notebook.
    """
    title = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# How long does it take?"}
    sources = [PARAMETERS, *cells]
    code: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {"tags": [] if number else ["parameters"]},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for number, source in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": [title, *code], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def calibrated_rounds(cpu_seconds: float, environment: Mapping[str, str]) -> int:
    """Find how many rounds of work take a given time on this machine.

    Parameters
    ----------
    cpu_seconds : float
        CPU time that one notebook should take.
    environment : mapping of str to str
        The environment the notebooks will run in.

    Returns
    -------
    int
        At least 1.
    """
    rounds = 200
    source = "\n".join(
        [
            PARAMETERS,
            IMPORTS,
            TABLE.format(number=0),
            ROUNDS.format(rounds=20),
            "imported = time.process_time()",
            ROUNDS.format(rounds=rounds),
            "print(time.process_time() - imported)",
        ]
    )
    words = [sys.executable, "-c", source]
    done = subprocess.run(words, env=dict(environment), capture_output=True, text=True, check=True)
    return max(round(cpu_seconds / (float(done.stdout) / rounds)), 1)
