"""Round a number to what its interval supports, and no further."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Decimal

STEPS_IN_INTERVAL = 3
"""An interval is told apart by at least this many steps of the last printed digit."""


def supported_decimals(low: float, high: float) -> int:
    """Count the decimals that an interval supports.

    The step is the largest power of ten that fits at least three times into the interval, so that
    a wide interval loses its false digits and a narrow one does not collapse into one value.

    Parameters
    ----------
    low, high : float
        Limits of the interval, finite.

    Returns
    -------
    int
        Decimals to print; negative where tens, hundreds … are the step. 0 for an interval of no width.

    Examples
    --------
    >>> supported_decimals(-1.24, 5.91)
    0
    >>> supported_decimals(0.21, 2.4)
    1
    >>> supported_decimals(120, 9870)
    -3
    """
    step = abs(high - low) / STEPS_IN_INTERVAL
    if step == 0 or not math.isfinite(step):
        return 0
    return -math.floor(math.log10(step))


def range_decimals(low: float, high: float) -> int:
    """Choose the decimals to print an interval with.

    Those that it supports; one more where a limit would otherwise print as a zero that it is not,
    because a rounded zero would hide on which side of zero the limit lies.

    Parameters
    ----------
    low, high : float
        Limits of the interval, finite.

    Returns
    -------
    int
        Decimals.

    Examples
    --------
    >>> range_decimals(-0.49, 4.55), range_decimals(-0.01, 6.4), range_decimals(1.55, 51.7)
    (1, 0, 0)
    """
    decimals = supported_decimals(low, high)
    hidden = [limit for limit in (low, high) if limit and not round_half_even(limit, decimals)]
    seen = [limit for limit in hidden if round_half_even(limit, decimals + 1)]
    return decimals + 1 if seen else decimals


def round_half_even(value: float, decimals: int) -> Decimal:
    """Round a number to a decimal place without binary surprises and without a negative zero.

    Parameters
    ----------
    value : float
        The number, finite.
    decimals : int
        Decimals to keep; negative rounds to tens, hundreds …

    Returns
    -------
    Decimal
        The rounded number; 0 is never −0.

    Examples
    --------
    >>> round_half_even(-0.04, 1)
    Decimal('0.0')
    >>> round_half_even(10592, -3)
    Decimal('11000')
    """
    exact = Decimal(repr(float(value)))
    step = Decimal(1).scaleb(-decimals)
    rounded = (exact / step).quantize(Decimal(1), rounding=ROUND_HALF_EVEN) * step
    places = Decimal(1).scaleb(-max(decimals, 0))
    plain = rounded.quantize(places) if decimals >= 0 else Decimal(int(rounded))
    return abs(plain) if plain == 0 else plain
