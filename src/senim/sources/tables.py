"""What a source table is: its columns, its key and the rules between its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from senim.sources.fields import Field


@dataclass(frozen=True)
class Breach:
    """A place where a table breaks one of its rules.

    Parameters
    ----------
    line : int or None
        Line of the CSV file; None where the rule is about the table as a whole.
    column : str
        Column to look at; empty for none.
    problem, remedy : str
        What is wrong and what to do, as in `senim.findings.Finding`.
    """

    line: int | None
    column: str
    problem: str
    remedy: str


@dataclass(frozen=True)
class RowRule:
    """A rule between the cells of one row; checked by pandera.

    Parameters
    ----------
    column : str
        Column named in a finding.
    needs : tuple of str
        Columns the rule reads; it is skipped where one of them is missing.
    holds : callable
        Frame -> boolean series, True where the rule holds; no gaps.
    problem, remedy : callable
        Row (as a series) -> what is wrong, what to do.
    """

    column: str
    needs: tuple[str, ...]
    holds: Callable[[pd.DataFrame], pd.Series[Any]]
    problem: Callable[[pd.Series[Any]], str]
    remedy: Callable[[pd.Series[Any]], str]


TableRule = Callable[[pd.DataFrame], Iterable[Breach]]
"""A rule over many rows (sums, balance); the index of the frame is the line of the file."""


@dataclass(frozen=True)
class Table:
    """A source table and its contract.

    Parameters
    ----------
    name : str
        Id of the table and stem of its file.
    title, description : str
        For ``datapackage.json``.
    fields : tuple of Field
        The columns in order.
    key : tuple of str
        Columns that together name a row.
    row_rules : tuple of RowRule
        Rules inside a row.
    table_rules : tuple of callable
        Rules over rows, looked at when every row is sound by itself.
    sort : bool
        Whether the shaped frame is sorted by the key; else it keeps the order of the file.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    row_rules: tuple[RowRule, ...] = ()
    table_rules: tuple[TableRule, ...] = ()
    sort: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(field.name for field in self.fields)

    @property
    def file_name(self) -> str:
        """Name of the file in the folder of raw tables."""
        return f"{self.name}.csv"

    def rules_for(self, columns: Iterable[str]) -> tuple[RowRule, ...]:
        """Give the row rules that can be looked at when only some columns are there.

        Parameters
        ----------
        columns : iterable of str
            Columns that are there.

        Returns
        -------
        tuple of RowRule
            Rules whose needed columns are all among them.
        """
        there = set(columns)
        return tuple(rule for rule in self.row_rules if there.issuperset(rule.needs))

    def contract(self, columns: Iterable[str] | None = None, *, typed: bool = False) -> pa.DataFrameSchema:
        """Build the pandera schema.

        Parameters
        ----------
        columns : iterable of str, optional
            Columns that are there; all by default.
        typed : bool
            Whether the final types are asked for too (check out).

        Returns
        -------
        pandera.DataFrameSchema
            Its frame-wide checks are named ``rule 0``, ``rule 1`` … in the order of `rules_for`.
        """
        there = set(self.columns if columns is None else columns)
        rules = self.rules_for(there)
        checks = [
            pa.Check(rule.holds, name=f"rule {at}", error=f"rule {at}", ignore_na=False)
            for at, rule in enumerate(rules)
        ]
        return pa.DataFrameSchema(
            {field.name: field.column(typed=typed) for field in self.fields if field.name in there},
            checks=checks,
            unique=list(self.key) if there.issuperset(self.key) and len(self.key) > 1 else None,
            report_duplicates="exclude_first",
            strict=True,
            ordered=typed,
        )

    def shape(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Bring a sound frame into the form that the rest of the project reads.

        Parameters
        ----------
        frame : DataFrame
            Checked rows, indexed by line.

        Returns
        -------
        DataFrame
            Columns in order with their final types, indexed from zero.
        """
        shaped = frame.loc[:, list(self.columns)].astype({field.name: field.dtype for field in self.fields})
        if self.sort:
            shaped = shaped.sort_values(list(self.key), kind="stable")
        return shaped.reset_index(drop=True)
