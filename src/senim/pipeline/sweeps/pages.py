"""From finished combinations to the pages and the files of a sweep.

What draws and lays out is imported when there is something to lay out: a plan needs none of it.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from senim.execution.files import write_json, write_text
from senim.execution.results import read_results
from senim.findings import Finding, InputError
from senim.pipeline.actions import NOTEBOOK, RESULTS
from senim.pipeline.project import LANGUAGES
from senim.pipeline.tasks import Done, Filled
from senim.scenarios import Sweep
from senim.scenarios.grids import Value

if TYPE_CHECKING:
    from senim.brief.sweeps import SweepResults
    from senim.execution import Claim
    from senim.pipeline.sweeps.tasks import Chunk

NOTEBOOKS = "notebooks"
_FIELDS = (
    "value",
    "low",
    "high",
    "level",
    "unit",
    "likelihood",
    "likelihood_of",
    "confidence",
    "status",
    "year",
)


@dataclass(frozen=True)
class PagesAction:
    """Writes the pages, the tables and the executed notebooks of a sweep.

    Parameters
    ----------
    sweep : Sweep
        The sweep.
    chunks : tuple of Chunk
        Which task computed which combinations.
    """

    sweep: Sweep
    chunks: tuple[Chunk, ...]

    def __call__(self, folder: Path, earlier: Mapping[str, Done]) -> Filled:
        """Fill an empty folder.

        Parameters
        ----------
        folder : Path
            The folder.
        earlier : mapping of str to Done
            The finished chunks.

        Returns
        -------
        Filled
            Nothing printed.

        Raises
        ------
        InputError
            If a chunk did not write every combination it was given.
        """
        from senim.brief.sweeps import COMPARISON, LISTING, comparison_page, file_name, listing_page

        results = sweep_results(self.sweep, self.chunks, earlier)
        for language in LANGUAGES:
            write_text(folder / file_name(LISTING, language), listing_page(results, language))
            write_text(folder / file_name(COMPARISON, language), comparison_page(results, language))
        write_text(folder / "results.csv", _csv(results))
        write_json(folder / "results.json", _json(results))
        (folder / NOTEBOOKS).mkdir()
        for chunk in self.chunks:
            shutil.copyfile(earlier[chunk.name].folder / NOTEBOOK, folder / NOTEBOOKS / f"{chunk.name}.ipynb")
        return Filled()


def sweep_results(sweep: Sweep, chunks: tuple[Chunk, ...], earlier: Mapping[str, Done]) -> SweepResults:
    """Gather the claims of every combination.

    Parameters
    ----------
    sweep : Sweep
        The sweep.
    chunks : tuple of Chunk
        Which task computed which combinations.
    earlier : mapping of str to Done
        The finished chunks.

    Returns
    -------
    SweepResults
        Ready to be laid out.

    Raises
    ------
    InputError
        If a combination has no claims.
    """
    from senim.brief.sweeps import Axis, Combination, SweepResults, rounded

    claims: dict[str, dict[str, Claim]] = {}
    addresses: dict[str, str] = {}
    findings = []
    for chunk in chunks:
        for claim in read_results(earlier[chunk.name].folder / RESULTS).claims:
            if claim.scenario is not None:
                name = claim.id.removesuffix(f".{claim.scenario}")
                claims.setdefault(claim.scenario, {})[name] = claim
        for one in chunk.combinations:
            addresses[one.id] = f"{NOTEBOOKS}/{chunk.name}.ipynb"
            if one.id not in claims:
                remedy = "Give every claim of a combination its id as scenario."
                findings.append(Finding(chunk.name, one.id, "the notebook wrote no claim for it", remedy))
    if findings:
        raise InputError(findings, "results of the sweep")
    return SweepResults(
        id=sweep.id,
        title=sweep.title.model_dump(),
        question=sweep.question.model_dump(),
        base=sweep.base.title.model_dump(),
        axes=tuple(
            rounded(
                Axis(
                    name,
                    sweep.axes[name].title.model_dump(),
                    sweep.axes[name].unit,
                    {value: words.model_dump() for value, words in sweep.axes[name].labels.items()},
                ),
                (_plain(one[name]) for one in sweep.grid),
            )
            for name in sweep.grid.axes
        ),
        combinations=tuple(
            Combination(
                one.id,
                {axis: _plain(value) for axis, value in one.items()},
                claims[one.id],
                addresses[one.id],
            )
            for one in sweep.grid
        ),
        draws=_common(chunks, "draws"),
        seed=_common(chunks, "seed"),
    )


def _plain(value: Value) -> str | int | float | bool | None:
    return value.isoformat() if isinstance(value, dt.date) else value


def _common(chunks: tuple[Chunk, ...], name: str) -> int | None:
    values = {chunk.parameters.get(name) for chunk in chunks}
    one = values.pop() if len(values) == 1 else None
    return one if isinstance(one, int) else None


def _csv(results: SweepResults) -> str:
    from pandas import DataFrame

    from senim.brief.sweeps.twin import csv_text

    rows = [
        {"combination": one.id}
        | {f"axis_{axis}": value for axis, value in one.values.items()}
        | {"outcome": name}
        | {field: getattr(claim, field) for field in _FIELDS}
        for one in results.combinations
        for name, claim in sorted(one.claims.items())
    ]
    return csv_text(DataFrame(rows))


def _json(results: SweepResults) -> dict[str, Any]:
    return {
        "sweep": results.id,
        "title": dict(results.title),
        "base": dict(results.base),
        "axes": {axis.name: {"title": dict(axis.title), "unit": axis.unit} for axis in results.axes},
        "combinations": [
            {
                "id": one.id,
                "values": dict(one.values),
                "notebook": one.notebook,
                "claims": {name: claim.model_dump(mode="json") for name, claim in sorted(one.claims.items())},
            }
            for one in results.combinations
        ],
    }
