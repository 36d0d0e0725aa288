"""Whether time and memory grow in proportion to the number of notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise


def seconds_per_further_notebook(seconds: Mapping[int, float]) -> tuple[float, ...]:
    """Give what each further notebook costs, between neighbouring counts.

    What a run costs once (its own start, the first import) drops out.

    Parameters
    ----------
    seconds : mapping of int to float
        Number of notebooks to wall time; at least two.

    Returns
    -------
    tuple of float
        One value for each step from a count to the next.

    Examples
    --------
    >>> seconds_per_further_notebook({50: 12.0, 100: 22.0, 200: 42.0})
    (0.2, 0.2)
    """
    counts = sorted(seconds)
    return tuple((seconds[more] - seconds[few]) / (more - few) for few, more in pairwise(counts))


def growth_of_cost(seconds: Mapping[int, float]) -> float:
    """Say how much more a notebook costs among many than among few.

    Parameters
    ----------
    seconds : mapping of int to float
        Number of notebooks to wall time; at least three.

    Returns
    -------
    float
        Cost of a further notebook in the last step relative to the first: 1 where time grows in proportion.

    Examples
    --------
    >>> growth_of_cost({50: 12.0, 100: 22.0, 200: 42.0})
    1.0
    """
    steps = seconds_per_further_notebook(seconds)
    return steps[-1] / steps[0] if steps[0] > 0 else float("inf")


def fitted_line(seconds: Mapping[int, float]) -> tuple[float, float]:
    """Fit a line by least squares.

    Parameters
    ----------
    seconds : mapping of int to float
        Number of notebooks to wall time; at least two.

    Returns
    -------
    tuple of float
        Seconds that a run costs once, and seconds a notebook.

    Examples
    --------
    >>> fitted_line({50: 12.0, 100: 22.0, 200: 42.0})
    (2.0, 0.2)
    """
    mean_count = sum(seconds) / len(seconds)
    mean_time = sum(seconds.values()) / len(seconds)
    slope = sum((count - mean_count) * (time - mean_time) for count, time in seconds.items()) / sum(
        (count - mean_count) ** 2 for count in seconds
    )
    return round(mean_time - slope * mean_count, 9), round(slope, 9)
