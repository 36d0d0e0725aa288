"""Specifications taken apart: thousands of them share a few outcomes, samples and sets of controls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.evidence.curve.specification import Specification
from senim.findings import InputError

Numbers = NDArray[np.int64]
_SHOWN = 5


class CurveInputError(InputError, ValueError):
    """A frame, specifications or options that cannot be used; lists every finding.

    A specification that is sound but has no answer in these data is no error: it is a row that says why.
    """


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

    Raises
    ------
    CurveInputError
        If they are no list of specifications.

    Notes
    -----
    Objects are told apart by identity: comparing thousands of specifications by value, or making a tuple for
    each, takes longer than estimating them.
    """
    check = ArgumentCheck("specification_curve")
    if isinstance(specifications, Specification):
        check.refuse("specifications", "is a single one", "Give a list: [specification].")
    else:
        specifications = check.listed("specifications", specifications)
        strangers = [n for n, one in enumerate(specifications) if not isinstance(one, Specification)]
        for number in strangers[:_SHOWN]:
            remedy = "Give `Specification`s."
            check.kind(f"specifications[{number}]", specifications[number], Specification, remedy)
        if len(strangers) > _SHOWN:
            problem = f"{len(strangers) - _SHOWN} more are no specification"
            check.refuse("specifications", problem, "Give `Specification`s.")
    check.raise_if_any(CurveInputError, "specification curve")
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
