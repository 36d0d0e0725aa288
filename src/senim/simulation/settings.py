"""How a simulation is run: draws, seed and time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from senim.parameters import Points, Seed


@dataclass(frozen=True)
class Settings:
    """Size, seed and time of a simulation.

    Parameters
    ----------
    draws : int
        Number of draws.
    seed : int
        Seed of all random streams.
    start_year : int
        First year; month 0 is its January.
    years : int
        Number of years.
    horizon_years : int
        Years from a scenario's first lever to the year in which it is evaluated.
    points : Points or None
        Points of a design, one a draw, that take the place of random numbers; None, there is none.

    Raises
    ------
    ValueError
        If a number is not positive, or the horizon lies beyond the end.
    """

    draws: int = 10_000
    seed: int = 20181119
    start_year: int = 2019
    years: int = 10
    horizon_years: int = 3
    points: Points | None = None

    def __post_init__(self) -> None:
        if self.draws < 1 or self.years < 1 or not 0 <= self.horizon_years < self.years:
            raise ValueError(f"draws and years must be positive and the horizon inside them: {self}")

    @property
    def streams(self) -> Seed:
        """What random numbers come from: the points of a design, or else the seed."""
        return self.seed if self.points is None else self.points

    @property
    def months(self) -> int:
        """Number of monthly steps."""
        return 12 * self.years

    @property
    def calendar(self) -> tuple[int, ...]:
        """The years, in order."""
        return tuple(range(self.start_year, self.start_year + self.years))

    def month_of(self, date: dt.date) -> int:
        """Number the month of a date from the start.

        Parameters
        ----------
        date : date
            Any date.

        Returns
        -------
        int
            0 for January of the first year; negative before.
        """
        return (date.year - self.start_year) * 12 + date.month - 1

    def evaluation_year(self, first_lever: dt.date | None) -> int:
        """Name the year in which a scenario is compared.

        Parameters
        ----------
        first_lever : date or None
            Date of the scenario's first lever; None for the baseline.

        Returns
        -------
        int
            The horizon after the first lever, not beyond the last year.
        """
        begin = first_lever.year if first_lever else self.start_year
        return min(begin + self.horizon_years, self.calendar[-1])
