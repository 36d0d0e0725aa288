"""Random streams of a kernel, seeded before its first cell, whichever way the kernel was started."""

from __future__ import annotations

_LARGEST = 2**32


def seeding_code(seed: int | None) -> str:
    """Write the code that seeds the streams notebooks share by accident: `random` and NumPy's old global one.

    Parameters
    ----------
    seed : int or None
        From 0 up to 2³² − 1; None for streams nobody can foresee.

    Returns
    -------
    str
        Code that leaves no name behind; empty where there is no seed.

    Raises
    ------
    ValueError
        If the seed is out of range.

    Examples
    --------
    >>> seeding_code(7)
    "exec('import random, numpy; random.seed(7); numpy.random.seed(7)', {})\\n"
    """
    if seed is None:
        return ""
    if not 0 <= seed < _LARGEST:
        raise ValueError(f"the seed {seed} is not between 0 and {_LARGEST - 1}")
    return f"exec('import random, numpy; random.seed({seed}); numpy.random.seed({seed})', {{}})\n"
