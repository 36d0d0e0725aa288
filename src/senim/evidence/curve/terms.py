"""A variable of a specification: which columns, how they are transformed, how far back they reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Transform = Literal["level", "log"]
TRANSFORMS: tuple[str, ...] = ("level", "log")


@dataclass(frozen=True)
class Term:
    """One variable, made of columns of the frame.

    The columns are added up, divided by `per`, multiplied by `times`, transformed, shifted back by `lag`
    periods and averaged over `average` periods, in this order.

    Parameters
    ----------
    columns : str or tuple of str
        The column, or several that are added up.
    transform : {"level", "log"}
        What is taken of it; the log is the natural one.
    per : str, optional
        Column it is divided by, population for example.
    times : str, optional
        Column it is multiplied by, to turn a rate into a count.
    lag : int
        How many periods back; counted in units of the period column where that holds whole numbers, else in
        the periods that occur.
    average : int
        Mean over this many periods: that of the lag and those before it.

    Examples
    --------
    >>> Term("officers", "log", per="population", lag=1).words
    'log(officers / population), 1 back'
    >>> Term(("officers", "pcso"), average=2).words
    'officers + pcso, mean of 0 to 1 back'
    """

    columns: str | tuple[str, ...]
    transform: Transform = "level"
    per: str | None = None
    times: str | None = None
    lag: int = 0
    average: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are added up."""
        return (self.columns,) if isinstance(self.columns, str) else tuple(self.columns)

    @property
    def reads(self) -> tuple[str, ...]:
        """Every column of the frame that is needed."""
        return (*self.names, *(name for name in (self.per, self.times) if name is not None))

    @property
    def words(self) -> str:
        """What the variable is, in a few words."""
        body = " + ".join(self.names)
        if len(self.names) > 1 and (self.per or self.times):
            body = f"({body})"
        body += f" / {self.per}" if self.per else ""
        body += f" × {self.times}" if self.times else ""
        said = f"log({body})" if self.transform == "log" else body
        if self.average > 1:
            return f"{said}, mean of {self.lag} to {self.lag + self.average - 1} back"
        return f"{said}, {self.lag} back" if self.lag else said


def as_term(value: Term | str) -> Term:
    """Read a column name as the variable it is.

    Parameters
    ----------
    value : Term or str
        A variable, or the name of a column taken as it is.

    Returns
    -------
    Term
        The variable.
    """
    return Term(value) if isinstance(value, str) else value
