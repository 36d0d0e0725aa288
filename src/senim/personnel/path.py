"""What became of a force, month by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class ForcePath:
    """A simulated force; every array has shape (n, months + 1), column 0 is the start.

    Parameters
    ----------
    filled_per_100k, front_line_per_100k, vacancies_per_100k : ndarray
        Officers in post, those of them in front-line units, and empty posts, for each
        100,000 people of an unchanged population.
    prevalence : ndarray
        Share of problem officers among those in post; 0 where nobody is left.
    examined, unfit_problem, unfit_sound : ndarray
        Examinations so far, and those failed by problem and by sound officers, for each
        100,000 people (as everything below).
    dismissed_problem, dismissed_sound : ndarray
        Dismissed so far, those reinstated later among them.
    reinstated_problem, reinstated_sound : ndarray
        Reinstated so far.
    demoted, transferred : ndarray
        Unfit who stayed in the force.
    exits : ndarray
        Left by themselves or retired so far.
    released : ndarray
        Pushed out so far because their posts were cut.
    hires : ndarray
        Started so far.
    """

    filled_per_100k: Array
    front_line_per_100k: Array
    vacancies_per_100k: Array
    prevalence: Array
    examined: Array
    unfit_problem: Array
    unfit_sound: Array
    dismissed_problem: Array
    dismissed_sound: Array
    reinstated_problem: Array
    reinstated_sound: Array
    demoted: Array
    transferred: Array
    exits: Array
    released: Array
    hires: Array

    @property
    def filled(self) -> Array:
        """Officers in post as a ratio to the start, shape (n, months + 1)."""
        return self.filled_per_100k / self.filled_per_100k[:, :1]

    @property
    def front_line(self) -> Array:
        """Front-line officers in post as a ratio to the start, shape (n, months + 1)."""
        start = self.front_line_per_100k[:, :1]
        # a force without a front line has none to lose
        return np.divide(
            self.front_line_per_100k,
            start,
            out=np.ones_like(self.front_line_per_100k),
            where=start > 0.0,
        )

    def yearly_mean(self, name: str) -> Array:
        """Mean of the twelve month ends of each full year.

        Parameters
        ----------
        name : str
            An array of the path, or "filled" or "front_line".

        Returns
        -------
        ndarray, shape (n, years)
            One column a year.
        """
        monthly: Array = getattr(self, name)
        years = (monthly.shape[1] - 1) // MONTHS_A_YEAR
        months = monthly[:, 1 : 1 + years * MONTHS_A_YEAR]
        return np.asarray(months.reshape(len(monthly), years, MONTHS_A_YEAR).mean(axis=2))

    def year_end(self, name: str) -> Array:
        """Value at the end of each full year.

        Parameters
        ----------
        name : str
            An array of the path, or "filled" or "front_line".

        Returns
        -------
        ndarray, shape (n, years)
            One column a year.
        """
        monthly: Array = getattr(self, name)
        return monthly[:, MONTHS_A_YEAR::MONTHS_A_YEAR].copy()

    def per_thousand_officers(self, name: str) -> Array:
        """A count for each 1,000 officers in post at the start.

        Parameters
        ----------
        name : str
            A count of the path, such as "dismissed_sound".

        Returns
        -------
        ndarray, shape (n, months + 1)
            Per 1,000 officers.

        Raises
        ------
        ArgumentError
            If `name` is a share or a ratio.
        """
        if name in ("prevalence", "filled", "front_line"):
            check = ArgumentCheck("senim.personnel.ForcePath.per_thousand_officers")
            check.refuse("name", f"{name!r} is a ratio, not a count", "Name a count.")
            check.raise_if_any()
        count: Array = getattr(self, name)
        return 1000.0 * count / self.filled_per_100k[:, :1]

    def sound_per_problem(self) -> Array:
        """Sound officers lost for each problem officer removed, net of reinstatement.

        Returns
        -------
        ndarray, shape (n,)
            Over the whole path; infinite where only sound officers were lost, NaN where
            nobody was dismissed.
        """
        sound = self.dismissed_sound[:, -1] - self.reinstated_sound[:, -1]
        problem = self.dismissed_problem[:, -1] - self.reinstated_problem[:, -1]
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            return np.asarray(sound / problem, dtype=np.float64)
