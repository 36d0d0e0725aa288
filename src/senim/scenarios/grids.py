"""Grids: which combinations of values a sweep runs; pure data, nothing is read or run here.

A grid is an `Axis`, a `Product`, a `Zip`, a `Listed` or an `Excluding`; the last four are made of others, so
that a product of a zip and a list is written as just that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, runtime_checkable

Value = str | int | float | bool | dt.date | None

ID_DIGITS = 12
_READABLE = 60


def exact(value: Value) -> str:
    """Write a value exactly and in one way only.

    Parameters
    ----------
    value : str, int, float, bool, date or None
        A value of an axis.

    Returns
    -------
    str
        JSON; equal numbers are written the same, whole ones without a point, the others with as many
        digits as tell them from every other float.

    Raises
    ------
    ValueError
        If the number is not finite.

    Examples
    --------
    >>> exact(0.1), exact(5.0), exact(5), exact("5"), exact(True)
    ('0.1', '5', '5', '"5"', 'true')
    """
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} is no finite number")
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.date):
        return json.dumps(value.isoformat())
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True)
class Combination(Mapping[str, Value]):
    """One value for each axis; two combinations are equal where they give every axis the same value.

    Parameters
    ----------
    by_axis : mapping of str to Value
        Value by axis; their order means nothing.
    """

    by_axis: Mapping[str, Value]

    def __getitem__(self, axis: str) -> Value:
        return self.by_axis[axis]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_axis)

    def __len__(self) -> int:
        return len(self.by_axis)

    def __hash__(self) -> int:
        return hash(self._canonical)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Combination) and self._canonical == other._canonical

    @property
    def id(self) -> str:
        """A name: safe for files, the same in whatever order the axes stand, different for different values.

        What can be read comes first, a hash of the exact values last: the hash decides.
        """
        digest = hashlib.sha256(self._canonical.encode()).hexdigest()[:ID_DIGITS]
        read = "_".join(f"{axis}-{_plain(self[axis])}" for axis in sorted(self))
        safe = re.sub(r"[^a-z0-9._-]+", "-", read.lower().replace("+", ""))
        safe = re.sub(r"\.{2,}", ".", safe)[:_READABLE].strip("._-")
        return f"{safe}-{digest}" if safe else digest

    @cached_property
    def _canonical(self) -> str:
        return json.dumps([[axis, exact(self[axis])] for axis in sorted(self)], ensure_ascii=False)


@runtime_checkable
class Grid(Protocol):
    """A list of combinations in a stable order, all of the same axes."""

    @property
    def axes(self) -> tuple[str, ...]:
        """Names of the axes, in the order of reading."""

    def __iter__(self) -> Iterator[Combination]: ...

    def __len__(self) -> int: ...


@dataclass(frozen=True)
class Axis:
    """One axis and its values.

    Parameters
    ----------
    name : str
        Its name.
    values : tuple of Value
        Its values, in the order of reading.
    """

    name: str
    values: tuple[Value, ...]

    @property
    def axes(self) -> tuple[str, ...]:
        """The one name."""
        return (self.name,)

    def __iter__(self) -> Iterator[Combination]:
        return (Combination({self.name: value}) for value in self.values)

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True)
class Product:
    """Every combination of one part with every one of the others; the last part varies fastest.

    Parameters
    ----------
    parts : tuple of Grid
        Grids of different axes.

    Raises
    ------
    ValueError
        If two parts share an axis.
    """

    parts: tuple[Grid, ...]

    def __post_init__(self) -> None:
        _want_different_axes(self.parts)

    @property
    def axes(self) -> tuple[str, ...]:
        """The axes of all parts."""
        return tuple(axis for part in self.parts for axis in part.axes)

    def __iter__(self) -> Iterator[Combination]:
        return (_together(row) for row in itertools.product(*self.parts))

    def __len__(self) -> int:
        return math.prod(len(part) for part in self.parts)


@dataclass(frozen=True)
class Zip:
    """The first combinations of all parts, then the second ones, and so on.

    Parameters
    ----------
    parts : tuple of Grid
        Grids of different axes, all of the same length.

    Raises
    ------
    ValueError
        If two parts share an axis, or their lengths differ.
    """

    parts: tuple[Grid, ...]

    def __post_init__(self) -> None:
        _want_different_axes(self.parts)
        lengths = [len(part) for part in self.parts]
        if len(set(lengths)) > 1:
            raise ValueError(f"a zip needs parts of one length, these have {', '.join(map(str, lengths))}")

    @property
    def axes(self) -> tuple[str, ...]:
        """The axes of all parts."""
        return tuple(axis for part in self.parts for axis in part.axes)

    def __iter__(self) -> Iterator[Combination]:
        return (_together(row) for row in zip(*self.parts, strict=True))

    def __len__(self) -> int:
        return len(self.parts[0]) if self.parts else 0


@dataclass(frozen=True)
class Listed:
    """Combinations written out one by one.

    Parameters
    ----------
    combinations : tuple of Combination
        All with the same axes.

    Raises
    ------
    ValueError
        If they name different axes.
    """

    combinations: tuple[Combination, ...]

    def __post_init__(self) -> None:
        for combination in self.combinations:
            if set(combination) != set(self.axes):
                named, wanted = ", ".join(sorted(combination)), ", ".join(sorted(self.axes))
                raise ValueError(f"a list needs the same axes in each entry: {named} is not {wanted}")

    @property
    def axes(self) -> tuple[str, ...]:
        """The axes as the first entry names them."""
        return tuple(self.combinations[0]) if self.combinations else ()

    def __iter__(self) -> Iterator[Combination]:
        return iter(self.combinations)

    def __len__(self) -> int:
        return len(self.combinations)


@dataclass(frozen=True)
class Excluding:
    """A grid without some of its combinations.

    Parameters
    ----------
    grid : Grid
        The grid.
    exclusions : tuple of mapping of str to tuple of Value
        A combination is left out where, for any of these, every axis named has one of the values named.

    Raises
    ------
    ValueError
        If an exclusion names no axis, or one that the grid does not have.
    """

    grid: Grid
    exclusions: tuple[Mapping[str, tuple[Value, ...]], ...]

    def __post_init__(self) -> None:
        for exclusion in self.exclusions:
            unknown = sorted(set(exclusion) - set(self.grid.axes))
            if unknown or not exclusion:
                raise ValueError(f"an exclusion names {', '.join(unknown) or 'no axis'}")

    @property
    def axes(self) -> tuple[str, ...]:
        """The axes of the grid."""
        return self.grid.axes

    def __iter__(self) -> Iterator[Combination]:
        return (one for one in self.grid if not any(matches(one, rule) for rule in self.exclusions))

    def __len__(self) -> int:
        return sum(1 for _ in self) if self.exclusions else len(self.grid)

    @property
    def idle(self) -> tuple[int, ...]:
        """Positions of exclusions that leave nothing out: most likely a value is mistyped."""
        idle = set(range(len(self.exclusions)))
        for one in self.grid:
            idle -= {position for position in idle if matches(one, self.exclusions[position])}
        return tuple(sorted(idle))


def matches(combination: Combination, rule: Mapping[str, tuple[Value, ...]]) -> bool:
    """Tell whether a combination has one of the values named on every axis named.

    Parameters
    ----------
    combination : Combination
        The combination.
    rule : mapping of str to tuple of Value
        Values by axis.

    Returns
    -------
    bool
        True where it has; 0 and 0.0 are the same value, 1 and true are not.
    """
    return all(exact(combination[axis]) in set(map(exact, values)) for axis, values in rule.items())


def duplicates(grid: Iterable[Combination]) -> tuple[Combination, ...]:
    """List the combinations that stand more than once.

    Parameters
    ----------
    grid : iterable of Combination
        A grid.

    Returns
    -------
    tuple of Combination
        Each once, in order of its first appearance.
    """
    return tuple(one for one, count in Counter(grid).items() if count > 1)


def _together(row: Iterable[Combination]) -> Combination:
    return Combination({axis: value for one in row for axis, value in one.items()})


def _want_different_axes(parts: Iterable[Grid]) -> None:
    counted = Counter(axis for part in parts for axis in part.axes)
    shared = sorted(axis for axis, count in counted.items() if count > 1)
    if shared:
        raise ValueError(f"two parts share the axis {', '.join(shared)}")


def _plain(value: Value) -> str:
    return value if isinstance(value, str) else exact(value).strip('"')
