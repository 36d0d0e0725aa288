"""How much quality would make up for how many officers: a map, never an estimate."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from senim.crime.checks import number_arrays, raise_all
from senim.crime.units import to_percent


def quality_quantity_line(
    elasticity: ArrayLike, quality_elasticity: ArrayLike, front_line_log_ratio: ArrayLike
) -> pd.DataFrame:
    """Points of the line e·ΔlnF + g·ΔlnQ = 0, on which crime does not change.

    Parameters
    ----------
    elasticity : array_like, scalar or shape (a,)
        Elasticity of offences with respect to front-line officers.
    quality_elasticity : array_like, scalar or shape (b,)
        Elasticity with respect to the share of sound officers; not 0, since then no quality
        makes up for anything.
    front_line_log_ratio : array_like, scalar or shape (c,)
        Change of front-line officers, ΔlnF.

    Returns
    -------
    DataFrame
        a × b × c rows, the last varying fastest: ``elasticity``, ``quality_elasticity``,
        ``front_line_log_ratio``, ``quality_log_ratio`` (the change of quality that holds crime
        still), ``front_line_percent``, ``quality_percent``.

    Raises
    ------
    ValueError
        A number that is not finite or a quality elasticity of 0, all problems at once.
    """
    read = number_arrays(
        elasticity=elasticity,
        quality_elasticity=quality_elasticity,
        front_line_log_ratio=front_line_log_ratio,
    )
    given = {name: np.atleast_1d(numbers) for name, numbers in read.items()}
    problems = [f"{name}: is no list. Give a list." for name, v in given.items() if v.ndim != 1]
    if (given["quality_elasticity"] == 0).any():
        problems.append("quality_elasticity: 0 has no line, no quality makes up for officers. Leave it out.")
    raise_all(problems)
    grid = np.meshgrid(*given.values(), indexing="ij")
    line = pd.DataFrame({name: values.ravel() for name, values in zip(given, grid, strict=True)})
    line["quality_log_ratio"] = (
        -line["elasticity"] * line["front_line_log_ratio"] / line["quality_elasticity"] + 0.0
    )  # adding 0 turns −0 into 0
    line["front_line_percent"] = to_percent(line["front_line_log_ratio"].to_numpy())
    line["quality_percent"] = to_percent(line["quality_log_ratio"].to_numpy())
    return line
