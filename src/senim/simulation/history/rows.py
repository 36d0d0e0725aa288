"""One published figure beside what the model says: the interval, the verdict and the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[np.float64]
Use = Literal["not used", "bounds a parameter", "sets a parameter", "is itself in doubt"]
Engine = Literal["officer by officer", "none"]
LEVELS = {"q05": 0.05, "q25": 0.25, "median": 0.5, "q75": 0.75, "q95": 0.95}


@dataclass(frozen=True, kw_only=True, eq=False)
class HistoryRow:
    """A figure that history gives, and the model's prediction of it.

    Parameters
    ----------
    id : str
        Name of the row.
    case, quantity : str
        Where and when; what was counted.
    engine : str
        Which engine predicts it; none, no engine does.
    predicted : ndarray or None
        Draws over beliefs and chance, in per cent.
    observed : float or None
        The published figure, in per cent; None, none was published.
    sources : tuple of str
        Rows of the tables it was read from, as table/row.
    use : str
        Whether a parameter was set or bounded with this figure, or whether the figure is a claim that
        does not fit the others.
    why : str
        What the verdict is owed to, or why there can be none.
    comparable : bool
        Whether prediction and figure count the same thing.
    """

    id: str
    case: str
    quantity: str
    engine: Engine
    predicted: Array | None
    observed: float | None
    sources: tuple[str, ...]
    use: Use
    why: str
    comparable: bool = True

    @property
    def verdict(self) -> str:
        """Inside or outside the interval of nine in ten draws, at its edge, or cannot tell.

        At the edge: another seed might put the figure on the other side of the limit.
        """
        if np.isnan(self.place) or self.predicted is None:
            return "cannot tell"
        limit, place = LEVELS["q05"], min(self.place, 1.0 - self.place)
        doubt = 2.0 * np.sqrt(limit * (1.0 - limit) / len(self.predicted))
        if abs(place - limit) < doubt:
            return "at the edge"
        return "inside" if place > limit else "outside"

    @property
    def place(self) -> float:
        """Share of draws below the published figure, those equal to it by half; NaN without both."""
        if self.predicted is None or self.observed is None or not self.comparable:
            return float("nan")
        return float((self.predicted < self.observed).mean() + (self.predicted == self.observed).mean() / 2)

    @property
    def tests(self) -> bool:
        """Whether the row can speak against the model: a verdict on a sound figure that sets no parameter."""
        return self.verdict != "cannot tell" and self.use in ("not used", "bounds a parameter")


def history_table(rows: Iterable[HistoryRow]) -> pd.DataFrame:
    """Put rows into one table.

    Parameters
    ----------
    rows : iterable of HistoryRow
        The rows.

    Returns
    -------
    DataFrame
        One line a row: names, quantiles of the prediction in per cent, the figure, verdict, place, use,
        engine, why, sources.
    """
    lines = []
    for row in rows:
        limits = np.full(len(LEVELS), np.nan)
        if row.predicted is not None:
            limits = np.quantile(row.predicted, list(LEVELS.values()))
        lines.append(
            {
                "row": row.id,
                "case": row.case,
                "quantity": row.quantity,
                **dict(zip(LEVELS, map(float, limits), strict=True)),
                "observed": np.nan if row.observed is None else row.observed,
                "verdict": row.verdict,
                "place": row.place,
                "use": row.use,
                "engine": row.engine,
                "why": row.why,
                "sources": "; ".join(row.sources),
            }
        )
    return pd.DataFrame(lines)
