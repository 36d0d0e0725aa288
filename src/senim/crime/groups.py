"""From offence groups to all offences."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from senim.arguments import ArgumentCheck
from senim.crime.checks import Array, number_array, raise_all

SHARE_TOLERANCE = 1e-6


def combine_groups(log_changes: Mapping[str, ArrayLike], shares: Mapping[str, float]) -> Array:
    """Log change of all offences from the log changes of groups that make them up.

    Parameters
    ----------
    log_changes : mapping of str to array_like
        Log change against the baseline of each group, all of one shape, usually (n, years).
    shares : mapping of str to float
        Share of each group in the offences of the baseline; groups must not overlap and the
        shares sum to 1 (offences that do not respond are a group with change 0).

    Returns
    -------
    ndarray
        ln Σ_g s_g · exp(change_g): counts add up, logs do not.

    Raises
    ------
    ValueError
        Groups without share or share without group, a share outside 0 to 1, shares that do not
        sum to 1, shapes that differ; all problems at once.

    Examples
    --------
    >>> float(combine_groups({"violent": 0.1, "other": 0.0}, {"violent": 0.2, "other": 0.8}).round(4))
    0.0208
    """
    check = ArgumentCheck("combine_groups")
    for name, given in (("log_changes", log_changes), ("shares", shares)):
        if check.kind(name, given, Mapping, "Give a mapping by group.") and not given:
            check.refuse(name, "is empty", "Name a group.")
    check.raise_if_any()
    for group, share in shares.items():
        check.number(f"shares[{group!r}]", share)
    check.raise_if_any()
    changes = {
        group: number_array(change, f"log_changes[{group!r}]") for group, change in log_changes.items()
    }
    problems = [
        *(f"shares: no share for group {group!r}. Add it." for group in changes if group not in shares),
        *(f"log_changes: no change for group {group!r}. Add it." for group in shares if group not in changes),
        *(
            f"shares[{group!r}]: {share} is outside 0 to 1."
            for group, share in shares.items()
            if not 0 <= share <= 1
        ),
    ]
    total = sum(shares.values())
    if abs(total - 1) > SHARE_TOLERANCE:
        problems.append(f"shares: sum to {total:g}. Give shares of all offences, which sum to 1.")
    if len({change.shape for change in changes.values()}) > 1:
        problems.append("log_changes: groups differ in shape. Give the same draws and years for each.")
    raise_all(problems)
    # log1p and expm1 keep small changes exact, and no change exactly zero
    growth = sum(
        (shares[group] * np.expm1(change) for group, change in changes.items()), start=np.float64(0.0)
    )
    return np.asarray(np.log1p(growth))
