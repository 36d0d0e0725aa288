"""How many draws a description holds, and taking some of them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np

from senim.arguments import ArgumentCheck

Description = TypeVar("Description")


def _draw_fields(description: Any) -> list[str]:
    return [item.name for item in fields(description) if str(item.type).startswith("Draws")]


def count_draws(*descriptions: Any) -> int:
    """Count the draws that some descriptions share.

    Parameters
    ----------
    *descriptions : dataclass or tuple of dataclass
        Fields typed `Draws` hold a number or an array of shape (n,); other descriptions
        inside are followed.

    Returns
    -------
    int
        n, or 1 where every field is a number.

    Raises
    ------
    ArgumentError
        If two fields hold different numbers of draws, or one has more than one axis.
    """
    check = ArgumentCheck("senim.personnel.simulate_force")
    sizes: dict[int, str] = {}
    for name, value in _walk(descriptions):
        shape = np.shape(value)
        if len(shape) > 1:
            check.refuse(name, f"an array of shape {shape}", "Give one axis, the draws.")
        elif shape and shape[0] != 1:
            sizes.setdefault(shape[0], name)
    if len(sizes) > 1:
        told = ", ".join(f"{size} in {name}" for size, name in sizes.items())
        check.refuse("draws", f"arrays differ in length: {told}", "Give every array one value a draw.")
    check.raise_if_any()
    return next(iter(sizes), 1)


def _walk(descriptions: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for description in descriptions:
        if isinstance(description, tuple):
            found += _walk(description)
        elif is_dataclass(description):
            drawn = _draw_fields(description)
            for item in fields(description):
                value = getattr(description, item.name)
                if item.name in drawn:
                    found += [] if value is None else [(f"{type(description).__name__}.{item.name}", value)]
                else:
                    found += _walk((value,)) if is_dataclass(value) or isinstance(value, tuple) else []
    return found


def take_draws(description: Description, draws: int, start: int, stop: int) -> Description:
    """Take some draws of a description, every number spread over them.

    Parameters
    ----------
    description : dataclass or tuple of dataclass
        What to take from.
    draws : int
        How many draws there are in all.
    start, stop : int
        The first one taken and the first one not.

    Returns
    -------
    dataclass or tuple
        The same description with arrays of shape (stop - start,) in every `Draws` field.
    """
    if isinstance(description, tuple):
        return tuple(take_draws(item, draws, start, stop) for item in description)  # type: ignore[return-value]
    if not is_dataclass(description):
        return description
    changes: dict[str, Any] = {}
    drawn = _draw_fields(description)
    for item in fields(description):
        value = getattr(description, item.name)
        if item.name in drawn:
            if value is not None:
                spread = np.broadcast_to(np.asarray(value, dtype=np.float64), (draws,))
                changes[item.name] = np.ascontiguousarray(spread[start:stop])
        elif is_dataclass(value) or isinstance(value, tuple):
            changes[item.name] = take_draws(value, draws, start, stop)
    return replace(description, **changes)  # type: ignore[type-var]
