"""What was measured beside what is wanted, as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One figure.

    Parameters
    ----------
    what : str
        What was measured.
    value : float
        The figure.
    unit : str
        Its unit; empty for a ratio.
    at_most, at_least : float or None
        What is wanted; both None where nothing is.
    """

    what: str
    value: float
    unit: str = ""
    at_most: float | None = None
    at_least: float | None = None

    @property
    def verdict(self) -> str:
        """``met``, ``missed``, or nothing where nothing is wanted."""
        if self.at_most is None and self.at_least is None:
            return ""
        low = self.at_least is None or self.value >= self.at_least
        high = self.at_most is None or self.value <= self.at_most
        return "met" if low and high else "missed"

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        if self.at_most is not None:
            return f"at most {_shown(self.at_most, self.unit)}"
        return f"at least {_shown(self.at_least, self.unit)}" if self.at_least is not None else ""

    def as_dict(self) -> dict[str, Any]:
        """Give the row as plain data.

        Returns
        -------
        dict
            With the verdict.
        """
        return {**asdict(self), "verdict": self.verdict}


def table(rows: Sequence[Row]) -> str:
    """Lay rows out under each other.

    Parameters
    ----------
    rows : sequence of Row
        The rows.

    Returns
    -------
    str
        One line for each.

    Examples
    --------
    >>> print(table([Row("our run ÷ papermill loop", 0.3, at_most=0.28)]))
      our run ÷ papermill loop   0.30   wanted: at most 0.28   missed
    """
    words = [(row.what, _shown(row.value, row.unit), row.wanted, row.verdict) for row in rows]
    width = [max((len(line[column]) for line in words), default=0) for column in range(3)]
    lines = []
    for what, value, wanted, verdict in words:
        line = f"  {what:<{width[0]}}   {value:>{width[1]}}"
        lines.append(f"{line}   wanted: {wanted:<{width[2]}}   {verdict}" if wanted else line)
    return "\n".join(lines)


def _shown(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    if unit == "%":
        return f"{value:.0f} %"
    if unit in ("packages", "notebooks"):
        return f"{value:.0f} {unit}"
    return f"{value:.2f} {unit}".rstrip()
