"""Numbers as they are given, and nothing that merely turns into them."""

from __future__ import annotations

from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SHOWN = 60


class NotNumbersError(TypeError):
    """Something given in place of numbers; its text says what, in a clause."""


def as_numbers(value: object, *, missing: bool = False) -> NDArray[np.float64]:
    """Read numbers, and nothing that NumPy would merely turn into them.

    Parameters
    ----------
    value : object
        A number, or an array, list, Series or frame of them.
    missing : bool
        Whether None and NA stand for a missing number.

    Returns
    -------
    ndarray of float
        In the shape given; NaN where a number is missing.

    Raises
    ------
    NotNumbersError
        For text, truth values, masked entries, dates, complex numbers, None, mappings and rows of unequal
        length.

    Examples
    --------
    >>> as_numbers([1, 2.5]).tolist()
    [1.0, 2.5]
    >>> as_numbers(["1", "2"])
    Traceback (most recent call last):
    senim.numbers.NotNumbersError: '1' is not a number
    >>> as_numbers([0.5, True])
    Traceback (most recent call last):
    senim.numbers.NotNumbersError: True is not a number
    """
    if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
        # the number behind a mask is the one that was not to be used
        raise NotNumbersError("some of its numbers are masked; leave them out")
    try:
        # NumPy makes 1.0 of True beside 0.5, so lists are looked at as they are
        given = np.asarray(value, dtype=object if isinstance(value, list | tuple) else None)
    except ValueError:
        raise NotNumbersError("its rows have unequal lengths") from None
    if given.dtype.kind in "iuf":
        return np.asarray(given, dtype=np.float64)
    if given.dtype.kind != "O":
        raise NotNumbersError(_no_number(given.flat[0] if given.size else given.dtype))
    flat = [_number(one, missing) for one in given.flat]
    return np.array(flat, dtype=np.float64).reshape(given.shape)


def _number(value: Any, missing: bool) -> float:
    if isinstance(value, bool | np.bool_):
        raise NotNumbersError(_no_number(value))
    if isinstance(value, Real):
        return float(value)
    if isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "iuf":
        return float(value)
    if missing and (value is None or type(value).__name__ in ("NAType", "NaTType")):
        return np.nan
    if isinstance(value, list | tuple | np.ndarray):
        raise NotNumbersError("its rows have unequal lengths")
    raise NotNumbersError(_no_number(value))


def _no_number(value: object) -> str:
    return f"{shown(value)} is not a number"


def shown(value: object) -> str:
    """Write a value as a reader may still read it: a frame is no word of a sentence.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    str
        Its repr where that is short, else its type.

    Examples
    --------
    >>> shown("a"), shown(list(range(99)))
    ("'a'", 'a list')
    """
    written = repr(value.item() if isinstance(value, np.generic) else value)
    if len(written) <= _SHOWN and "\n" not in written:
        return written
    name = type(value).__name__
    return f"{'an' if name[:1] in 'AEIOUaeiou' else 'a'} {name}"
