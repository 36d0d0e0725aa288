"""Columns and row rules that several tables share."""

from __future__ import annotations

from typing import Any

import pandas as pd

from senim.findings import unknown_word_remedy
from senim.sources.fields import Field, text
from senim.sources.tables import RowRule
from senim.sources.units import UNITS
from senim.status import Status

STATUSES = tuple(str(status) for status in Status)
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
ISO3 = r"[A-Z]{3}"


def slug(name: str, description: str, **bounds: Any) -> Field:
    """Make a column of ids.

    Parameters
    ----------
    name, description : str
        As in `Field`.
    **bounds
        Further arguments of `Field`.

    Returns
    -------
    Field
        Text in lower case with hyphens.
    """
    return text(name, f"{description} (lower case, digits and hyphens)", pattern=SLUG, **bounds)


def status() -> Field:
    """Make the column that says how a figure is known.

    Returns
    -------
    Field
        One of the words that every outcome of the project uses.
    """
    return text(
        "status", "How the figure is known; observed means read there, not that it is true", choices=STATUSES
    )


def source() -> Field:
    """Make the column that names the sources of a row.

    Returns
    -------
    Field
        Ids of ``sources.csv``, joined by a semicolon.
    """
    ids = rf"{SLUG}(;{SLUG})*"
    return text("source", "Ids of sources.csv, joined by a semicolon without spaces", pattern=ids)


def note(name: str = "note") -> Field:
    """Make the column for remarks.

    Parameters
    ----------
    name : str
        Column name.

    Returns
    -------
    Field
        Optional text.
    """
    return text(name, "Remark in the words of this project", required=False)


def unit() -> Field:
    """Make the column that names the unit of a row's value.

    Returns
    -------
    Field
        One of `senim.sources.units.UNITS`.
    """
    return text("unit", "Unit of the value", choices=tuple(UNITS))


def within_unit(column: str) -> RowRule:
    """Hold a value to the range of the unit its row names.

    Parameters
    ----------
    column : str
        The column of numbers.

    Returns
    -------
    RowRule
        For example a percentage from 0 to 100.
    """

    def holds(frame: pd.DataFrame) -> pd.Series[Any]:
        low = frame["unit"].map({name: each.low for name, each in UNITS.items()}).astype("float64")
        high = frame["unit"].map({name: each.high for name, each in UNITS.items()}).astype("float64")
        value = frame[column].astype("float64")
        return value.isna() | low.isna() | ((value >= low) & (value <= high))

    def problem(row: pd.Series[Any]) -> str:
        return f"{row[column]:g} cannot be a value in {row['unit']}"

    def remedy(row: pd.Series[Any]) -> str:
        return f"A value in {row['unit']} is {UNITS[row['unit']].bounds()}: correct the number or the unit."

    return RowRule(column, (column, "unit"), holds, problem, remedy)


def not_before(later: str, earlier: str) -> RowRule:
    """Hold an end to come after its beginning.

    Parameters
    ----------
    later, earlier : str
        The two columns; a gap in either holds.

    Returns
    -------
    RowRule
        Satisfied where the later is not before the earlier.
    """

    def holds(frame: pd.DataFrame) -> pd.Series[Any]:
        return (
            frame[later].isna()
            | frame[earlier].isna()
            | (frame[later] >= frame[earlier]).fillna(True).astype(bool)
        )

    def problem(row: pd.Series[Any]) -> str:
        return f"{_shown(row[later])} is before {earlier} {_shown(row[earlier])}"

    def remedy(row: pd.Series[Any]) -> str:
        return f"Correct {later} or {earlier}."

    return RowRule(later, (later, earlier), holds, problem, remedy)


def unknown_source_remedy(word: str, known: frozenset[str]) -> str:
    """Say what to do about a source id that the register does not have.

    Parameters
    ----------
    word : str
        The id as written.
    known : frozenset of str
        Ids of the register.

    Returns
    -------
    str
        The nearest id, or where to add one.
    """
    near = unknown_word_remedy(word, known)
    return (
        near if near.startswith("Did you mean") else "Add it to sources.csv with producer, title and address."
    )


def _shown(value: Any) -> str:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
