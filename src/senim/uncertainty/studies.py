"""Studies that could be made, as what they would report: the truth of a draw and the study's own error.

Each gives, for every draw, the result that the study would have if the draw were true. `value_of_information`
then says what such a result is worth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class VictimSurvey:
    """A victim survey before and after a change, in places with and without it.

    Parameters
    ----------
    people : int
        Asked in each wave and arm.
    victims_share : float
        Share of people who are victims in a year.
    design_effect : float
        Variance against simple random sampling.
    yearly_noise : float
        Standard deviation of yearly changes of true offences that nothing here explains, in log points.
    """

    people: int
    victims_share: float
    design_effect: float
    yearly_noise: float

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.uncertainty.VictimSurvey")
        check.number("people", self.people, 1.0)
        check.number("victims_share", self.victims_share, 0.0, 1.0, low_open=True)
        check.number("design_effect", self.design_effect, 0.0, low_open=True)
        check.number("yearly_noise", self.yearly_noise, 0.0)
        check.raise_if_any()

    @property
    def error(self) -> float:
        """Standard error of the difference in differences, in log points.

        Two waves in two arms: four shares, each with variance (1 - p) d / (p n) on the log scale, and the
        noise of two arms.
        """
        chance = (1.0 - self.victims_share) * self.design_effect / (self.victims_share * self.people)
        return float(np.sqrt(4.0 * chance + 2.0 * self.yearly_noise**2))

    def result(self, true_change: ArrayLike, rng: np.random.Generator) -> Array:
        """Report the change of true offences.

        Parameters
        ----------
        true_change : array_like, shape (n,)
            Per cent, in each draw.
        rng : Generator
            Source of the study's error.

        Returns
        -------
        ndarray, shape (n,)
            Log points.

        Raises
        ------
        ArgumentError
            If offences fall by all or more, or there is no source of error.
        """
        check = ArgumentCheck("senim.uncertainty.VictimSurvey.result")
        _check_source(check, rng)
        check.between("true_change", true_change, -100.0, np.inf, low_open=True)
        check.raise_if_any()
        truth = np.log1p(np.asarray(true_change, dtype=np.float64) / 100.0)
        return np.asarray(truth + rng.normal(scale=self.error, size=truth.shape), dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class Headcount:
    """Filled posts by unit type and month, published: how many front-line officers a change leaves.

    Parameters
    ----------
    error_percent : float
        Standard error of the count, per cent of officers; what books and people differ by.
    """

    error_percent: float

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.uncertainty.Headcount")
        check.number("error_percent", self.error_percent, 0.0)
        check.raise_if_any()

    def result(self, front_line_change: ArrayLike, rng: np.random.Generator) -> Array:
        """Report the change of front-line officers.

        Parameters
        ----------
        front_line_change : array_like, shape (n,)
            Per cent, in each draw.
        rng : Generator
            Source of the study's error.

        Returns
        -------
        ndarray, shape (n,)
            Per cent.

        Raises
        ------
        ArgumentError
            If officers fall by more than all, or there is no source of error.
        """
        check = ArgumentCheck("senim.uncertainty.Headcount.result")
        _check_source(check, rng)
        check.between("front_line_change", front_line_change, -100.0, np.inf)
        check.raise_if_any()
        truth = np.asarray(front_line_change, dtype=np.float64)
        return np.asarray(truth + rng.normal(scale=self.error_percent, size=truth.shape), dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class RandomOrder:
    """Attestation of districts in random order: those examined first against those examined later.

    Parameters
    ----------
    districts : int
        Half of them are examined first.
    people_per_district : int
        Asked in each district whether they met a bribe of the police.
    bribe_share : float
        Share of people who did, before.
    between_districts : float
        Standard deviation of that share between districts, as a ratio to it.
    """

    districts: int
    people_per_district: int
    bribe_share: float
    between_districts: float

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.uncertainty.RandomOrder")
        check.number("districts", self.districts, 2.0)
        check.number("people_per_district", self.people_per_district, 1.0)
        check.number("bribe_share", self.bribe_share, 0.0, 1.0, low_open=True)
        check.number("between_districts", self.between_districts, 0.0)
        check.raise_if_any()

    @property
    def error(self) -> float:
        """Standard error of the ratio of shares between the two halves.

        Each district's share varies by chance, (1 - p) / (p m), and between districts.
        """
        chance = (1.0 - self.bribe_share) / (self.bribe_share * self.people_per_district)
        return float(np.sqrt(4.0 * (chance + self.between_districts**2) / self.districts))

    def result(self, bribe_ratio: ArrayLike, rng: np.random.Generator) -> Array:
        """Report the share who met a bribe where officers were examined, as a ratio to the others.

        Parameters
        ----------
        bribe_ratio : array_like, shape (n,)
            What attestation does to it, in each draw: 1 is nothing.
        rng : Generator
            Source of the study's error.

        Returns
        -------
        ndarray, shape (n,)
            Ratio.

        Raises
        ------
        ArgumentError
            If a ratio is negative, or there is no source of error.
        """
        check = ArgumentCheck("senim.uncertainty.RandomOrder.result")
        _check_source(check, rng)
        check.between("bribe_ratio", bribe_ratio, 0.0, np.inf)
        check.raise_if_any()
        truth = np.asarray(bribe_ratio, dtype=np.float64)
        return np.asarray(truth + rng.normal(scale=self.error, size=truth.shape), dtype=np.float64)


def _check_source(check: ArgumentCheck, rng: object) -> None:
    check.kind("rng", rng, np.random.Generator, "Give `numpy.random.default_rng(seed)`.")
