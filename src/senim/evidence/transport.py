"""Carrying an elasticity from the studied places to Kazakhstan: a factor and an offset."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from senim.evidence.pooling.inputs import Vector


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
