"""What a simulation draws: streams of uniform numbers, found by running it once, and their groups."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.parameters import uniforms

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Inputs:
    """Columns of a design, each a uniform number that the model reads.

    Parameters
    ----------
    columns : mapping of str to tuple of int
        Places of a stream's numbers.
    groups : mapping of str to str
        Group of each stream.

    Raises
    ------
    ArgumentError
        Listing every stream without a group or a column, and places that are not 0 to the number of columns,
        each once.
    """

    columns: Mapping[str, tuple[int, ...]]
    groups: Mapping[str, str]

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.uncertainty.Inputs")
        remedy = 'Give a mapping such as {"stream": (0, 1)}.'
        mapped = check.kind("columns", self.columns, Mapping, remedy)
        mapped &= check.kind("groups", self.groups, Mapping, 'Give a mapping such as {"stream": "group"}.')
        if mapped:
            self._check_streams(check)
        check.raise_if_any()

    def _check_streams(self, check: ArgumentCheck) -> None:
        places: list[int] = []
        for name, own in self.columns.items():
            listed = check.listed(f"columns[{name!r}]", own)
            for place in listed:
                check.count(f"columns[{name!r}]", place, 0)
            places += listed
            if self.groups.get(name) is None:
                check.refuse(f"groups[{name!r}]", "is missing: the stream has no group", "Name its group.")
        if not check.findings and sorted(places) != list(range(len(places))):
            remedy = f"Give each place from 0 to {len(places) - 1} to one stream."
            check.refuse("columns", f"its places are {sorted(places)}", remedy)

    @property
    def size(self) -> int:
        """Number of columns."""
        return sum(len(places) for places in self.columns.values())

    @property
    def column_names(self) -> tuple[str, ...]:
        """Name of each column: that of its stream, with a number where it has several."""
        return tuple(
            name if len(places) == 1 else f"{name}[{number}]"
            for name, places in self.columns.items()
            for number in range(len(places))
        )

    @property
    def column_groups(self) -> tuple[str, ...]:
        """Group of each column."""
        return tuple(self.groups[name] for name, places in self.columns.items() for _ in places)

    @property
    def group_names(self) -> tuple[str, ...]:
        """Groups, in order of their first stream."""
        return tuple(dict.fromkeys(self.groups[name] for name in self.columns))

    def bundled(self, members: Collection[str], name: str) -> Inputs:
        """Make one group of several.

        Parameters
        ----------
        members : collection of str
            Groups that become one.
        name : str
            Its name.

        Returns
        -------
        Inputs
            The same columns.
        """
        groups = {stream: name if group in members else group for stream, group in self.groups.items()}
        return Inputs(self.columns, groups)

    def drawn(self, draws: int, seed: int) -> dict[str, Array]:
        """Give the uniform numbers behind every draw of a run, group by group.

        Parameters
        ----------
        draws, seed : int
            Settings of the run.

        Returns
        -------
        dict of str to ndarray, shape (draws, columns of the group)
            What it would be to know a group: the numbers that its beliefs are made from.
        """
        streams = {name: uniforms(name, (draws, len(places)), seed) for name, places in self.columns.items()}
        return {
            group: np.column_stack([streams[name] for name in streams if self.groups[name] == group])
            for group in self.group_names
        }


@dataclass(frozen=True)
class DesignPoints:
    """Points that a run reads instead of random numbers.

    Parameters
    ----------
    inputs : Inputs
        Which column a stream reads.
    points : ndarray, shape (n, columns)
        From 0 to 1.
    """

    inputs: Inputs
    points: Array

    def uniforms(self, name: str, shape: tuple[int, ...]) -> Array:
        """Give a stream its columns.

        Parameters
        ----------
        name : str
            Name of the stream.
        shape : tuple of int
            Draws, and numbers a draw.

        Returns
        -------
        ndarray
            The columns.

        Raises
        ------
        ArgumentError
            If the design has no such stream, or not as many points or numbers.
        """
        check = ArgumentCheck("senim.uncertainty.DesignPoints")
        places = self.inputs.columns.get(name)
        if places is None:
            check.refuse(name, "is drawn, but the design has no column for it", "Find the inputs again.")
            check.raise_if_any()
        found = self.points[:, list(places or ())]
        if found.shape != shape:
            check.refuse(name, f"{shape} numbers are drawn of {found.shape}", "Make draws and points equal.")
            check.raise_if_any()
        return found


@dataclass
class _Noted:
    """Middle points that note who asked."""

    widths: dict[str, int] = field(default_factory=dict)

    def uniforms(self, name: str, shape: tuple[int, ...]) -> Array:
        self.widths[name] = shape[-1] if len(shape) > 1 else 1
        return np.full(shape, 0.5)


def find_inputs(run: Callable[[_Noted], object], groups: Mapping[str, Sequence[str]]) -> Inputs:
    """Find the streams that a run reads, and the group of each.

    Parameters
    ----------
    run : callable
        Runs the model with the points it is given in place of random numbers.
    groups : mapping of str to sequence of str
        Beginnings of names by group; the longest that fits decides.

    Returns
    -------
    Inputs
        In the order in which the streams are first read.

    Raises
    ------
    ArgumentError
        Listing every stream that belongs to no group, and groups that are no lists of beginnings.
    """
    check = ArgumentCheck("senim.uncertainty.find_inputs")
    check.runs("run", run, "Give a function of points.")
    if check.kind("groups", groups, Mapping, 'Give a mapping such as {"group": ("beginning",)}.'):
        for group, beginnings in groups.items():
            check.listed(f"groups[{group!r}]", beginnings)
    check.raise_if_any()
    noted = _Noted()
    run(noted)
    columns, owners, place = {}, {}, 0
    for name, width in noted.widths.items():
        columns[name] = tuple(range(place, place + width))
        place += width
        fitting = [
            (len(beginning), group)
            for group, beginnings in groups.items()
            for beginning in beginnings
            if name.startswith(beginning)
        ]
        if not fitting:
            check.refuse(name, "belongs to no group", "Add the beginning of its name to one.")
        else:
            owners[name] = max(fitting)[1]
    check.raise_if_any()
    return Inputs(columns, owners)
