"""Units a source table may use, with the range a value in each can take."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Unit:
    """A unit of measurement and the values that make sense in it.

    Parameters
    ----------
    name : str
        How the tables write it.
    meaning : str
        What it measures.
    low, high : float
        Smallest and largest value that can be true.
    """

    name: str
    meaning: str
    low: float = 0.0
    high: float = inf

    def bounds(self) -> str:
        """Say the range in words.

        Returns
        -------
        str
            For example ``from 0 to 100``.

        Examples
        --------
        >>> UNITS["percent"].bounds()
        'from 0 to 100'
        >>> UNITS["count"].bounds()
        'not below 0'
        >>> UNITS["elasticity"].bounds()
        'of any size'
        """
        if self.low == -inf and self.high == inf:
            return "of any size"
        return f"not below {self.low:g}" if self.high == inf else f"from {self.low:g} to {self.high:g}"


_ALL = (
    Unit("count", "number of things named in the statement"),
    Unit("officers", "police officers"),
    Unit("posts", "authorised posts"),
    Unit("officers_per_100k", "officers per 100,000 people", 0, 2000),
    Unit("percent", "share of a whole", 0, 100),
    Unit("percent_change", "signed change against an earlier level, in percent", -100),
    Unit("points", "signed difference of two shares, in percentage points", -100, 100),
    Unit("ratio", "factor between two levels"),
    Unit("billion_kzt", "billion tenge"),
    Unit("years", "years", 0, 100),
    Unit("months", "months", 0, 1200),
    Unit("date", "a date instead of a number"),
    Unit("finding", "a finding in words instead of a number"),
    Unit("elasticity", "change of ln offences for a change of ln officers", -inf),
    Unit("elasticity_hours", "change of ln offences for a change of ln officer hours", -inf),
    Unit("elasticity_of_arrests", "change of ln offences for a change of ln arrests", -inf),
    Unit("crimes_per_month", "signed change of offences a month", -inf),
    Unit("crimes_per_day", "signed change of offences a day", -inf),
    Unit("thefts_per_block_month", "signed change of thefts for each block and month", -inf),
    Unit("homicides_per_officer_year", "signed change of homicides for each officer and year", -inf),
    Unit("complaints_per_100_officers", "signed change of complaints for each 100 officers", -inf),
)

UNITS: dict[str, Unit] = {unit.name: unit for unit in _ALL}
"""Every unit that a ``unit`` column may name."""
