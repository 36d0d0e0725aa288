"""Specifications taken apart: thousands of them share a few outcomes, samples and sets of controls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.evidence.curve.specification import Specification

Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Part:
    """One field of many specifications.

    Parameters
    ----------
    distinct : list
        Its distinct objects. Equal ones may be there twice, as different objects.
    codes : ndarray of int, shape (specifications,)
        Which of them each specification has.
    """

    distinct: list[Any]
    codes: Numbers

    def merged(self) -> Part:
        """Take equal objects for one.

        Returns
        -------
        Part
            The same with objects that differ.
        """
        equal: dict[Any, int] = {}
        number = np.array([equal.setdefault(one, len(equal)) for one in self.distinct], dtype=np.int64)
        return Part(list(equal), number[self.codes])


def taken_apart(specifications: Sequence[Specification]) -> Mapping[str, Part]:
    """Find the distinct objects in each field.

    Parameters
    ----------
    specifications : sequence of Specification
        The specifications.

    Returns
    -------
    mapping of str to Part
        By field.

    Notes
    -----
    Objects are told apart by identity: comparing thousands of specifications by value, or making a tuple for
    each, takes longer than estimating them.
    """
    parts = {}
    for field in fields(Specification):
        objects = list(map(attrgetter(field.name), specifications))
        identities = np.fromiter(map(id, objects), dtype=np.int64, count=len(objects))
        _, first, codes = np.unique(identities, return_index=True, return_inverse=True)
        parts[field.name] = Part([objects[place] for place in first], codes.astype(np.int64))
    return parts


def distinct_rows(*columns: Numbers) -> tuple[Numbers, Numbers]:
    """Find the distinct rows of some columns of small numbers.

    Parameters
    ----------
    *columns : ndarray of int, each of shape (rows,)
        The columns.

    Returns
    -------
    tuple of ndarray
        The distinct rows, of shape (distinct, columns), and which of them each row is.

    Examples
    --------
    >>> rows, which = distinct_rows(np.array([0, 1, 0]), np.array([2, 2, 2]))
    >>> rows.tolist(), which.tolist()
    ([[0, 2], [1, 2]], [0, 1, 0])
    """
    whole = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        whole = whole * (int(column.max(initial=0)) + 1) + column
    _, first, which = np.unique(whole, return_index=True, return_inverse=True)
    return np.stack([column[first] for column in columns], axis=1), which.astype(np.int64)
