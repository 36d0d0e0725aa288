"""What a change of registered offences is made of: true change, reporting, recording, rules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from senim.crime.checks import Array, number_array, number_arrays, raise_all

PARTS = ("true", "reporting", "recording", "rules")
"""The parts, in the order in which an act becomes a registered offence; rules last."""


@dataclass(frozen=True, eq=False)
class OffenceParts:
    """Log changes that add up to the log change of registered offences.

    Parameters
    ----------
    true : ndarray
        Of true offences.
    reporting : ndarray
        Of the share that somebody reports.
    recording : ndarray
        Of the share of reports that officers record.
    rules : ndarray
        Of what the rules of recording admit.

    Raises
    ------
    ValueError
        If a part is not finite or the shapes do not fit together, all problems at once.

    Examples
    --------
    >>> parts = OffenceParts(true=[0.072], reporting=[0.0], recording=[-0.036], rules=[0.0])
    >>> parts.registered.round(3).tolist()
    [0.036]
    """

    true: ArrayLike
    reporting: ArrayLike
    recording: ArrayLike
    rules: ArrayLike

    def __post_init__(self) -> None:
        given = number_arrays(**{name: getattr(self, name) for name in PARTS})
        problems: list[str] = []
        try:
            np.broadcast_shapes(*(part.shape for part in given.values()))
        except ValueError:
            shapes = ", ".join(f"{name} {part.shape}" for name, part in given.items())
            problems.append(f"parts: shapes {shapes} do not fit together. Give the same draws and years.")
        raise_all(problems)
        for name, part in given.items():
            object.__setattr__(self, name, part)

    @property
    def registered(self) -> Array:
        """Log change of registered offences: the sum of the parts."""
        return np.asarray(sum((number_array(getattr(self, name)) for name in PARTS), start=np.float64(0.0)))

    @property
    def hidden(self) -> Array:
        """Log change of the registered share of true offences: what the register does not show."""
        return np.asarray(self.registered - number_array(self.true))

    def part(self, name: str) -> Array:
        """Give one part.

        Parameters
        ----------
        name : str
            One of `PARTS`.

        Returns
        -------
        ndarray
            Its log change.

        Raises
        ------
        ValueError
            If there is no such part.
        """
        if name not in PARTS:
            raise_all([f"part: {name!r} is none of {', '.join(PARTS)}. Name one of them."])
        return number_array(getattr(self, name))


def split_change(
    registered_log: ArrayLike, *, reporting: ArrayLike, recording: ArrayLike, rules: ArrayLike
) -> OffenceParts:
    """Split a change of registered offences, given all parts but the true one.

    Parameters
    ----------
    registered_log : array_like
        Log change of registered offences.
    reporting, recording, rules : array_like
        Log changes of the shares; draws where they are not known.

    Returns
    -------
    OffenceParts
        The true change is what is left. It is as uncertain as the parts that are taken out.

    Raises
    ------
    ValueError
        As for `OffenceParts`.

    Examples
    --------
    >>> float(split_change(-0.40, reporting=0.0, recording=0.0, rules=-0.25).true.round(2))
    -0.15
    """
    known = OffenceParts(true=0.0, reporting=reporting, recording=recording, rules=rules)
    return OffenceParts(
        true=number_array(registered_log) - known.hidden,
        reporting=reporting,
        recording=recording,
        rules=rules,
    )
