"""Carrying an elasticity from the studied places to Kazakhstan: a factor and an offset."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from senim.evidence.inputs import Vector
from senim.status import Status


@dataclass(frozen=True)
class TransportSetting:
    """How far evidence from elsewhere is taken to hold.

    The factor is lognormal and shared by all offence groups; the offset is normal about 0 and
    drawn for each group, because a factor alone can never change a sign.

    Parameters
    ----------
    name : str
        What the setting is called.
    median, log_sd : float
        Median of the factor and standard deviation of its logarithm.
    offset_sd : float
        Standard deviation of the offset.
    status : Status
        What the numbers rest on: judgement.
    """

    name: str
    median: float
    log_sd: float
    offset_sd: float
    status: Status = Status.ELICITED

    def factor(self, uniforms: ArrayLike) -> Vector:
        """Draw the factor shared by all groups.

        Parameters
        ----------
        uniforms : array_like, shape (n,)
            Uniform random numbers strictly between 0 and 1.

        Returns
        -------
        ndarray, shape (n,)
            Factors.
        """
        return np.asarray(self.median * np.exp(self.log_sd * ndtri(np.asarray(uniforms))), dtype=np.float64)

    def offset(self, uniforms: ArrayLike) -> Vector:
        """Draw the offset of one group.

        Parameters
        ----------
        uniforms : array_like, shape (n,)
            Uniform random numbers strictly between 0 and 1, other ones for each group.

        Returns
        -------
        ndarray, shape (n,)
            Offsets.
        """
        return np.asarray(self.offset_sd * ndtri(np.asarray(uniforms)), dtype=np.float64)


NO_DISCOUNT = TransportSetting("none", median=1.0, log_sd=0.0, offset_sd=0.0)
DEFAULT = TransportSetting("default", median=0.6, log_sd=0.5, offset_sd=0.1)
SCEPTICAL = TransportSetting("sceptical", median=0.3, log_sd=0.5, offset_sd=0.1)
TRANSPORT_SETTINGS = {setting.name: setting for setting in (NO_DISCOUNT, DEFAULT, SCEPTICAL)}


def transport(elasticity: ArrayLike, factor: ArrayLike, offset: ArrayLike) -> Vector:
    """Carry elasticities to another place.

    Parameters
    ----------
    elasticity : array_like, shape (n,) or any that broadcasts
        Elasticity where it was studied.
    factor : array_like
        Factor k, shared by all offence groups (1 for no discount).
    offset : array_like
        Offset of the group (0 for no discount).

    Returns
    -------
    ndarray
        k · e + offset.

    Examples
    --------
    >>> float(transport(-0.5, 0.6, 0.1).round(3))
    -0.2
    """
    return np.asarray(factor, dtype=np.float64) * np.asarray(elasticity, dtype=np.float64) + np.asarray(
        offset, dtype=np.float64
    )
