"""People who trust the police report more: what a change of trust does to registered offences."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from senim.crime.checks import Array, number_arrays, panel_problems, per_draw_problems, raise_all


def reporting_response(trust_points: ArrayLike, trust_share: float, reporting_elasticity: ArrayLike) -> Array:
    """Log change of the share reported, because trust changed.

    Parameters
    ----------
    trust_points : array_like, shape (n, years)
        Change of full trust against the baseline, in points.
    trust_share : float
        Full trust in the baseline, a share.
    reporting_elasticity : array_like, shape (n,)
        Log points of reporting per log point of the share with full trust; 0 switches the feedback off.

    Returns
    -------
    ndarray, shape (n, years)
        elasticity · ln((trust_share + points / 100) / trust_share), in the same year. Exactly 0 where trust
        is unchanged or the elasticity is 0.

    Raises
    ------
    ValueError
        Shapes that do not fit, or a change that leaves no trust at all; all problems at once.

    Examples
    --------
    >>> reporting_response([[6.2, 0.0]], 0.62, [0.5]).round(4).tolist()
    [[0.0477, 0.0]]
    """
    given = number_arrays(
        trust_points=trust_points, trust_share=trust_share, reporting_elasticity=reporting_elasticity
    )
    points, share, elasticity = (given[name] for name in given)
    problems = panel_problems("trust_points", points)
    if points.ndim == 2:
        problems += per_draw_problems("reporting_elasticity", elasticity, points.shape[0])
    if share.ndim:
        problems.append("trust_share: is not one number. Give the share of the baseline.")
    elif not 0 < share < 1:
        problems.append(f"trust_share: {trust_share} is not between 0 and 1. Write 0.62 for 62 %.")
    elif not problems and not (points > -100 * share).all():
        problems.append("trust_points: a change leaves no trust at all. Give points, as of a survey.")
    raise_all(problems)
    return np.asarray(elasticity[:, None] * np.log1p(points / (100 * share)))
