"""One column of a source table: what it holds and what it may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

import pandas as pd
import pandera.pandas as pa


class Kind(StrEnum):
    """Type of a column; the words are those of the Frictionless Table Schema."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


_DTYPES = {Kind.TEXT: "str", Kind.NUMBER: "float64", Kind.DATE: "datetime64[ms]"}


@dataclass(frozen=True)
class Field:
    """A column and its contract.

    Parameters
    ----------
    name : str
        Column name, the same in the CSV file and in the frame.
    description : str
        What the column says; goes into ``datapackage.json``.
    kind : Kind
        Type of the cells.
    unit : str
        Unit of the numbers, empty where there is none or another column names it.
    required : bool
        Whether every row needs a value.
    unique : bool
        Whether no two rows may share a value.
    choices : tuple of str
        The words allowed; empty for any.
    low, high : float, optional
        Bounds of the numbers, both included.
    pattern : str
        Regular expression the whole text must match; empty for any.
    """

    name: str
    description: str
    kind: Kind
    unit: str = ""
    required: bool = True
    unique: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    pattern: str = ""

    @property
    def dtype(self) -> str:
        """Type of the column in a frame; integers and booleans with gaps use the nullable types."""
        if self.kind is Kind.INTEGER:
            return "int64" if self.required else "Int64"
        if self.kind is Kind.BOOLEAN:
            return "bool" if self.required else "boolean"
        return _DTYPES[self.kind]

    def column(self, *, typed: bool = False) -> pa.Column:
        """Build the pandera column.

        Parameters
        ----------
        typed : bool
            Whether the frame must already have the final type of the column (check out);
            while cells are still being checked (check in) gaps are allowed in every type.

        Returns
        -------
        pandera.Column
            With one check for each bound, named by what it looks at.
        """
        checks = [pa.Check(test, name=name, error=name) for name, test in self._tests().items()]
        return pa.Column(
            self.dtype if typed else None,
            checks,
            nullable=not self.required,
            unique=self.unique,
            report_duplicates="exclude_first",
        )

    def descriptor(self) -> dict[str, Any]:
        """Describe the column for ``datapackage.json``.

        Returns
        -------
        dict
            A Frictionless field: name, type, description, unit and constraints.
        """
        constraints: dict[str, Any] = {"required": self.required}
        if self.unique:
            constraints["unique"] = True
        if self.choices:
            constraints["enum"] = list(self.choices)
        for key, value in (("minimum", self.low), ("maximum", self.high), ("pattern", self.pattern or None)):
            if value is not None:
                constraints[key] = value
        described = {"name": self.name, "type": str(self.kind), "description": self.description}
        return described | ({"unit": self.unit} if self.unit else {}) | {"constraints": constraints}

    def _tests(self) -> dict[str, Any]:
        tests: dict[str, Any] = {}
        if self.choices:
            tests["choices"] = lambda cells: cells.isin(self.choices)
        if self.low is not None:
            tests["low"] = lambda cells: _numbers(cells) >= self.low
        if self.high is not None:
            tests["high"] = lambda cells: _numbers(cells) <= self.high
        if self.pattern:
            whole = re.compile(self.pattern)
            tests["pattern"] = lambda cells: cells.map(lambda text: whole.fullmatch(str(text)) is not None)
        return tests


def _numbers(cells: pd.Series[Any]) -> pd.Series[float]:
    return cells.astype("float64")


text = partial(Field, kind=Kind.TEXT)
"""Make a column of text: ``text(name, description, **bounds)``."""

integer = partial(Field, kind=Kind.INTEGER)
"""Make a column of whole numbers."""

number = partial(Field, kind=Kind.NUMBER)
"""Make a column of numbers."""

boolean = partial(Field, kind=Kind.BOOLEAN)
"""Make a column of ``true`` and ``false``."""

day = partial(Field, kind=Kind.DATE)
"""Make a column of dates."""
