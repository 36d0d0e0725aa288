"""The panel of police forces with what the designs read, and an account of what is missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from senim.evidence.panel.inputs import UNIT, YEAR, PanelInputError, checked_panel
from senim.findings import Finding

GROUPS = ("total", "violence", "sexual", "robbery", "theft", "damage", "other")
"""Offence groups of the severity score."""

DOUBTFUL = (("Greater Manchester", 2020),)
"""Forces and years whose score is given but not to be relied on (`docs/data-log.md`)."""

STAFF = ("officers", "pcso", "staff")


@dataclass(frozen=True)
class Gap:
    """Something the panel does not know.

    Parameters
    ----------
    column : str
        What is missing.
    force : str
        The force, or ``every force``.
    years : tuple of int
        The years.
    means : str
        What follows for the designs.
    """

    column: str
    force: str
    years: tuple[int, ...]
    means: str

    def __str__(self) -> str:
        span = f"{self.years[0]}–{self.years[-1]}" if len(self.years) > 1 else str(self.years[0])
        return f"{self.column}, {self.force}, {span}: {self.means}"


@dataclass(frozen=True, eq=False)
class ForcePanel:
    """Forces by year with derived columns, and the account of what is missing.

    Parameters
    ----------
    frame : DataFrame
        ``force``, ``region``, ``year``, ``officers``, ``population``, ``officers_per_100k``; in logarithms
        ``log_officers``, ``log_workforce`` (officers, support officers and staff), ``log_population``,
        ``log_officers_per_100k``; for each offence group ``log_<group>`` (weighted registered offences per
        head) and ``log_<group>_count`` (the same times residents).
    gaps : tuple of Gap
        What is missing, and what follows.
    """

    frame: pd.DataFrame
    gaps: tuple[Gap, ...]

    def gap_table(self) -> pd.DataFrame:
        """Lay the gaps out.

        Returns
        -------
        DataFrame
            Columns ``column``, ``force``, ``first``, ``last``, ``means``.
        """
        rows = [
            {"column": g.column, "force": g.force, "first": g.years[0], "last": g.years[-1], "means": g.means}
            for g in self.gaps
        ]
        return pd.DataFrame(rows, columns=["column", "force", "first", "last", "means"])


def force_panel(forces: pd.DataFrame) -> ForcePanel:
    """Derive what the designs read from the table of forces.

    Parameters
    ----------
    forces : DataFrame
        The table ``england_wales_forces``.

    Returns
    -------
    ForcePanel
        Derived columns and gaps; a value that cannot be derived is missing, never replaced.

    Raises
    ------
    PanelInputError
        If a column is missing or a force has two rows for a year.
    """
    scores = [f"severity_{group}" for group in GROUPS]
    staff = [f"{name}_fte" for name in STAFF]
    table = checked_panel(forces, [*staff, "population", *scores], "force_panel")
    if table.empty:
        finding = Finding("force_panel", "forces", "has no row", "Give the table england_wales_forces.")
        raise PanelInputError([finding], "panel")
    regions = forces.drop_duplicates(UNIT).set_index(UNIT)["region"] if "region" in forces else pd.Series()
    officers, people = table["officers_fte"], table["population"]
    frame = pd.DataFrame(
        {
            UNIT: table[UNIT].astype(str),
            "region": table[UNIT].map(regions).astype("object"),
            YEAR: table[YEAR].astype("int64"),
            "officers": officers,
            "population": people,
            "officers_per_100k": 100_000 * officers / people,
            "log_officers": _log(officers),
            "log_workforce": _log(table[staff].sum(axis=1, skipna=False)),
            "log_population": _log(people),
            "log_officers_per_100k": _log(100_000 * officers / people),
        }
    )
    for group, score in zip(GROUPS, scores, strict=True):
        frame[f"log_{group}"] = _log(table[score])
        frame[f"log_{group}_count"] = _log(table[score] * people)
    return ForcePanel(frame, _gaps(table, scores))


def _log(values: pd.Series[float]) -> pd.Series[float]:
    """Logarithm; what is not positive has none and counts as missing."""
    logarithms: pd.Series[float] = values.where(values > 0).apply(np.log)
    return logarithms


def _gaps(table: pd.DataFrame, scores: list[str]) -> tuple[Gap, ...]:
    """Find what is missing: whole years first, then single forces."""
    found = []
    kinds = {
        "population": (["population"], "no rate per head of officers, and no count of offences"),
        "severity score": (scores, "left out of every design with offences"),
    }
    for name, (columns, means) in kinds.items():
        missing = ~(table[columns] > 0).all(axis=1)
        whole = missing.groupby(table[YEAR]).all()
        years = [int(str(year)) for year in whole.index[whole]]
        if years:
            found.append(Gap(name, "every force", tuple(years), means))
        rest = table.loc[missing & ~table[YEAR].isin(years)]
        for force, rows in rest.groupby(UNIT, sort=True):
            found.append(Gap(name, str(force), tuple(int(year) for year in rows[YEAR]), means))
    scored = table[table[scores].notna().all(axis=1)]
    known = set(zip(scored[UNIT], scored[YEAR], strict=True))
    found += [
        Gap("severity score, given but doubtful", force, (year,), "fixed effects end the year before")
        for force, year in DOUBTFUL
        if (force, year) in known
    ]
    everybody = set(table[YEAR])
    for force, rows in table.groupby(UNIT, sort=True):
        absent = sorted(int(year) for year in everybody - set(rows[YEAR]))
        if absent:
            found.append(Gap("row", str(force), tuple(absent), "no lag or change over these years"))
    return tuple(found)
