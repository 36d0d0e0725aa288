"""A number with its interval, unit and provenance."""

from __future__ import annotations

import math
from dataclasses import dataclass

from senim.status import Status


@dataclass(frozen=True)
class Estimate:
    """A number that knows how sure it is and where it comes from.

    Parameters
    ----------
    value : float
        The middle value.
    low, high : float or None
        Limits of the interval; None only for an observed number.
    level : float
        Probability that the interval stands for.
    unit : str
        Unit of value, low and high.
    status : Status
        What the number rests on.
    source : str
        Where it comes from.

    Raises
    ------
    ValueError
        If the value lies outside its interval, is not finite, or an unobserved number
        has no interval.

    Examples
    --------
    >>> print(Estimate(2.1, -1.0, 6.0, unit="percent", status=Status.DERIVED, source="06"))
    2.1 percent (90 % interval -1 to 6, derived)
    """

    value: float
    low: float | None
    high: float | None
    level: float = 0.90
    unit: str = ""
    status: Status = Status.DERIVED
    source: str = ""

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise ValueError(f"an estimate needs a finite value, got {self.value}")
        if self.low is None or self.high is None:
            if self.low is not self.high:
                raise ValueError("an interval needs both limits")
            if self.status is not Status.OBSERVED:
                raise ValueError(f"a number that is {self.status} needs an interval")
        elif not self.low <= self.value <= self.high:
            raise ValueError(f"{self.value} lies outside its interval {self.low} to {self.high}")

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            return f"{self.value:.4g} {self.unit} ({self.status})"
        interval = f"{self.level * 100:.0f} % interval {self.low:.4g} to {self.high:.4g}"
        return f"{self.value:.4g} {self.unit} ({interval}, {self.status})"
