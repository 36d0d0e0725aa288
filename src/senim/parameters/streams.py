"""Uniform numbers by name: the random streams of a run, or the points of a design in their place."""

from __future__ import annotations

import hashlib
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

LEAST = 1e-12
"""The ends of the unit interval have no quantile."""


class Points(Protocol):
    """A design that gives each stream its numbers, for example that of a sensitivity analysis."""

    def uniforms(self, name: str, shape: tuple[int, ...]) -> NDArray[np.float64]:
        """Give the numbers of a stream.

        Parameters
        ----------
        name : str
            Name of the stream.
        shape : tuple of int
            Draws, and numbers a draw.

        Returns
        -------
        ndarray
            From 0 to 1.
        """


Seed = int | Points


def uniforms(name: str, shape: tuple[int, ...], seed: Seed) -> NDArray[np.float64]:
    """Draw uniform numbers from the stream of a name.

    Parameters
    ----------
    name : str
        Name of the stream.
    shape : tuple of int
        Shape of the result.
    seed : int or Points
        Seed of the run, or points of a design in its place.

    Returns
    -------
    ndarray
        Numbers strictly between 0 and 1, the same for the same name, shape and seed.
    """
    if not isinstance(seed, int):
        return np.clip(seed.uniforms(name, shape), LEAST, 1 - LEAST)
    digest = hashlib.sha256(name.encode()).digest()
    words = [int.from_bytes(digest[i : i + 4], "big") for i in range(0, 16, 4)]
    generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *words])))
    return np.clip(generator.random(shape), LEAST, 1 - LEAST)
