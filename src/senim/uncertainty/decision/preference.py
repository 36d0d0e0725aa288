"""Which of two options is better, as a function of what one offence is taken to be worth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]


class SwitchKind(StrEnum):
    """How a preference hangs on the value of an offence.

    `BELOW`: preferred in at least the wanted share of draws below a value and not above. `ABOVE`: above a
    value and not below. `ALWAYS`, `NEVER`: whatever the value. `CANNOT_TELL`: in some draws the option frees
    money and in others it costs money, so no single value parts them.
    """

    BELOW = "below"
    ABOVE = "above"
    ALWAYS = "always"
    NEVER = "never"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Switch:
    """The condition under which an option is preferred.

    Parameters
    ----------
    kind : SwitchKind
        How the preference hangs on the value.
    value : float or None
        Where it changes; None where it does not.
    reason : str
        Why there is none; empty where there is one.
    """

    kind: SwitchKind
    value: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Preference:
    """One option against another, draw by draw.

    Parameters
    ----------
    money : ndarray, shape (n,)
        What the first option frees more than the second.
    offences : ndarray, shape (n,)
        How many offences it has more.
    """

    money: Array
    offences: Array

    def better(self, value: float) -> NDArray[np.bool_]:
        """Tell in which draws the first option is better.

        Parameters
        ----------
        value : float
            Harm of one offence, 0 or above, in the unit of the money.

        Returns
        -------
        ndarray of bool, shape (n,)
            Ties are not better.
        """
        return np.asarray(self.money - value * self.offences > 0.0)

    def shares(self, values: ArrayLike) -> Array:
        """Count the draws in which the first option is better, for each value.

        Parameters
        ----------
        values : array_like, shape (k,)
            Harm of one offence.

        Returns
        -------
        ndarray, shape (k,)
            From 0 to 1.

        Raises
        ------
        ArgumentError
            If a value is below 0 or not finite.
        """
        check = ArgumentCheck("senim.uncertainty.decision.Preference.shares")
        check.between("values", values, 0.0, 1e18)
        check.raise_if_any()
        return np.array([self.better(float(value)).mean() for value in np.atleast_1d(values)])

    def switch(self, share: float = 0.5) -> Switch:
        """Find the value at which the first option stops, or begins, to be preferred.

        Parameters
        ----------
        share : float
            Of draws that must agree, above 0 and at most 1.

        Returns
        -------
        Switch
            The condition; its value is one that occurs in the draws.

        Raises
        ------
        ArgumentError
            If the share is out of bounds.

        Examples
        --------
        >>> preference([16.0] * 4, [-1.0, 10.0, 20.0, 40.0]).switch(0.5)
        Switch(kind=<SwitchKind.BELOW: 'below'>, value=1.6, reason='')
        """
        check = ArgumentCheck("senim.uncertainty.decision.Preference.switch")
        check.between("share", share, low_open=True)
        check.raise_if_any()
        frees, costs = bool((self.money > 0.0).all()), bool((self.money < 0.0).all())
        if not frees and not costs:
            return self._without_money(share)
        wanted = int(np.ceil(share * self.money.size - 1e-9))
        with np.errstate(divide="ignore", over="ignore"):
            at = self.money / self.offences
        if frees:
            ceilings = np.sort(np.where(self.offences > 0.0, at, np.inf))[::-1]
            limit = float(ceilings[wanted - 1])
            if np.isinf(limit):
                return Switch(SwitchKind.ALWAYS, reason="it frees money and adds no offence in so many draws")
            return Switch(SwitchKind.BELOW, limit)
        floors = np.sort(np.where(self.offences < 0.0, at, np.inf))
        limit = float(floors[wanted - 1])
        if np.isinf(limit):
            return Switch(SwitchKind.NEVER, reason="it costs money and prevents offences in too few draws")
        return Switch(SwitchKind.ABOVE, limit)

    def on_average(self) -> Switch:
        """Find the value at which the mean net benefit of the first option is nil.

        Returns
        -------
        Switch
            The condition for whoever weighs every draw alike and not only counts them: rare draws with many
            offences count for what they cost.
        """
        return Preference(self.money.mean(keepdims=True), self.offences.mean(keepdims=True)).switch(1.0)

    def _without_money(self, share: float) -> Switch:
        if (self.money == 0.0).all():
            kind = SwitchKind.ALWAYS if (self.offences < 0.0).mean() >= share else SwitchKind.NEVER
            return Switch(
                kind, reason="no money is between them, so the value of an offence is beside the point"
            )
        reason = "it frees money in some draws and costs money in others"
        return Switch(SwitchKind.CANNOT_TELL, reason=reason)


def preference(money: ArrayLike, offences: ArrayLike) -> Preference:
    """Hold one option against another.

    Parameters
    ----------
    money : array_like, shape (n,)
        What the first frees more than the second, in each draw (a year's, or a present value).
    offences : array_like, shape (n,)
        How many offences it has more, counted or discounted as the money is.

    Returns
    -------
    Preference
        The two, draw by draw.

    Raises
    ------
    ArgumentError
        If a number is not finite or the two do not have the same draws.
    """
    check = ArgumentCheck("senim.uncertainty.decision.preference")
    check.between("money", money, -1e18, 1e18)
    check.between("offences", offences, -1e18, 1e18)
    check.raise_if_any()
    gained, added = (np.atleast_1d(np.asarray(one, dtype=np.float64)) for one in (money, offences))
    if gained.shape != added.shape or gained.ndim != 1:
        check.refuse("offences", f"{added.shape} draws of {gained.shape}", "Give one number a draw to each.")
    check.raise_if_any()
    return Preference(gained, added)
