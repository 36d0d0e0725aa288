"""Random numbers inside compiled code: NumPy's SFC64, step by step; compiled.

The bits are those of `numpy.random.SFC64` of the same seed, to the last one. Taking them here and not
through a NumPy object spares each function the counting of references to it, which costs more than the
numbers.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from senim.personnel.officers.compiling import inlined

STREAM = np.dtype([(name, np.uint64) for name in ("a", "b", "c", "counter")], align=True)

# SFC64 of Chris Doty-Humphrey (PractRand), as in NumPy: two shifts and a rotation
RIGHT, LEFT, ROTATED, REST = np.uint64(11), np.uint64(3), np.uint64(24), np.uint64(40)
ONE, UNUSED_BITS, STEP = np.uint64(1), np.uint64(11), 2.0**-53


def new_stream(seed: int, *key: int) -> np.void:
    """Begin a stream.

    Parameters
    ----------
    seed : int
        The seed.
    *key : int
        Which of its independent streams.

    Returns
    -------
    record of `STREAM`
        As `numpy.random.SFC64` begins it.
    """
    begun: Any = np.random.SFC64(np.random.SeedSequence(seed, spawn_key=key)).state
    stream = np.zeros(1, STREAM)
    for name, word in zip(("a", "b", "c", "counter"), begun["state"]["state"], strict=True):
        stream[name] = word
    return np.void(stream[0])


@inlined
def uniform(stream: Any) -> float:
    """Draw an even number.

    Parameters
    ----------
    stream : record of `STREAM`
        Moves on.

    Returns
    -------
    float
        From 0 to below 1, as `numpy.random.Generator.random` gives it.
    """
    bits = stream.a + stream.b + stream.counter
    stream.counter += ONE
    stream.a = stream.b ^ (stream.b >> RIGHT)
    stream.b = stream.c + (stream.c << LEFT)
    stream.c = ((stream.c << ROTATED) | (stream.c >> REST)) + bits
    return float(bits >> UNUSED_BITS) * STEP


@inlined
def exponential(stream: Any) -> float:
    """Draw a standard exponential number.

    Parameters
    ----------
    stream : record of `STREAM`
        Moves on.

    Returns
    -------
    float
        From 0 to 36.8.
    """
    return -math.log(1.0 - uniform(stream))


@inlined
def happens(stream: Any, probability: float) -> bool:
    """Draw whether something happens.

    Parameters
    ----------
    stream : record of `STREAM`
        Moves on, but where nothing can happen.
    probability : float
        From 0 to 1.

    Returns
    -------
    bool
        Whether it does.
    """
    return probability > 0.0 and uniform(stream) < probability
