"""What a curve says together, which choice moves it, and as many of its points as a chart can show."""

from __future__ import annotations

import numpy as np
import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.curve.checks import CurveInputError
from senim.findings import Finding

QUANTILES: dict[str, float] = {"q05": 0.05, "q25": 0.25, "median": 0.5, "q75": 0.75, "q95": 0.95}


def curve_summary(curve: pd.DataFrame, *, significance: float = 0.05) -> dict[str, float]:
    """Sum a curve up.

    Parameters
    ----------
    curve : DataFrame
        Rows of `specification_curve`.
    significance : float
        Level at which one specification counts as significant.

    Returns
    -------
    dict of str to float
        ``specifications``, ``inapplicable`` (counts); ``below_zero``, ``significant_below``,
        ``significant_above`` (shares of those with an estimate); quantiles of the estimate by name,
        ``lowest`` and ``highest``.

    Raises
    ------
    CurveInputError
        If no specification has an estimate.
    """
    found = _answered(curve, significance)
    known, estimate = len(found), found["estimate"]
    sure = found["p_value"] < significance
    return {
        "specifications": float(known),
        "inapplicable": float(len(curve) - known),
        "below_zero": float((estimate < 0).mean()),
        "significant_below": float((sure & (estimate < 0)).mean()),
        "significant_above": float((sure & (estimate > 0)).mean()),
        **{name: float(estimate.quantile(level)) for name, level in QUANTILES.items()},
        "lowest": float(estimate.min()),
        "highest": float(estimate.max()),
    }


def by_option(
    curve: pd.DataFrame, choices: pd.DataFrame, options: pd.DataFrame, *, significance: float = 0.05
) -> pd.DataFrame:
    """Sum the curve up for each option of each choice.

    Parameters
    ----------
    curve : DataFrame
        Rows of `specification_curve`.
    choices : DataFrame
        Option chosen in each dimension, in the same order.
    options : DataFrame
        Columns ``dimension``, ``option``, ``question``, ``words``.
    significance : float
        Level at which one specification counts as significant.

    Returns
    -------
    DataFrame
        One row for each option that has an estimate: ``dimension``, ``option``, ``question``, ``words``,
        ``specifications``, the quantiles, ``below_zero``, ``significant_below``, ``significant_above``.

    Raises
    ------
    CurveInputError
        If no specification has an estimate.
    """
    found = _answered(curve)
    chosen = choices.loc[found.index]
    rows = []
    for option in options.itertuples(index=False):
        part = found[chosen[str(option.dimension)] == option.option]
        if len(part):
            told = curve_summary(part, significance=significance)
            own = {name: getattr(option, name) for name in ("dimension", "option", "question", "words")}
            kept = ("specifications", *QUANTILES, "below_zero", "significant_below", "significant_above")
            rows.append(own | {name: told[name] for name in kept})
    return pd.DataFrame(rows).astype({"specifications": "int64"})


def by_choice(curve: pd.DataFrame, choices: pd.DataFrame, options: pd.DataFrame) -> pd.DataFrame:
    """Say how much each choice moves the estimate.

    Parameters
    ----------
    curve : DataFrame
        Rows of `specification_curve`.
    choices : DataFrame
        Option chosen in each dimension, in the same order.
    options : DataFrame
        Columns ``dimension``, ``option``, ``question``, ``words``.

    Returns
    -------
    DataFrame
        One row for each dimension, the one that moves most first: ``dimension``, ``question``, ``lowest`` and
        ``highest`` (options by their words), ``lowest_median``, ``highest_median``, ``distance`` between the
        two, and ``explained``: the share of the variance of all estimates that lies between its options.

    Raises
    ------
    CurveInputError
        If no specification has an estimate.
    """
    found, medians = _answered(curve), by_option(curve, choices, options)
    estimate = found["estimate"]
    whole = float(((estimate - estimate.mean()) ** 2).sum())
    rows = []
    for dimension in medians["dimension"].unique():
        part = medians[medians["dimension"] == dimension].reset_index(drop=True)
        means = estimate.groupby(choices.loc[found.index, str(dimension)], observed=True).transform("mean")
        between = float(((means - estimate.mean()) ** 2).sum())
        low, high = part.iloc[part["median"].argmin()], part.iloc[part["median"].argmax()]
        rows.append(
            {
                "dimension": dimension,
                "question": low["question"],
                "lowest": low["words"],
                "highest": high["words"],
                "lowest_median": low["median"],
                "highest_median": high["median"],
                "distance": high["median"] - low["median"],
                "explained": between / whole if whole else 0.0,
            }
        )
    return pd.DataFrame(rows).sort_values("distance", ascending=False, kind="stable").reset_index(drop=True)


def thinned(curve: pd.DataFrame, choices: pd.DataFrame, points: int) -> pd.DataFrame:
    """Take evenly spaced ranks of the sorted curve, the ends among them.

    Parameters
    ----------
    curve : DataFrame
        Rows of `specification_curve`.
    choices : DataFrame
        Option chosen in each dimension, in the same order.
    points : int
        At most how many.

    Returns
    -------
    DataFrame
        Columns ``rank`` (from 1), ``estimate``, ``low``, ``high``, ``p_value`` and those of `choices`, from
        the lowest estimate to the highest.

    Raises
    ------
    CurveInputError
        If no specification has an estimate.
    """
    found = _answered(curve).sort_values("estimate", kind="stable")
    places = np.unique(np.linspace(0, len(found) - 1, min(points, len(found))).round().astype(int))
    kept = found.iloc[places]
    return pd.concat(
        [
            pd.Series(places + 1, index=kept.index, name="rank"),
            kept[["estimate", "low", "high", "p_value"]],
            choices.loc[kept.index],
        ],
        axis=1,
    ).reset_index(drop=True)


def _answered(curve: pd.DataFrame, significance: float = 0.05) -> pd.DataFrame:
    check = ArgumentCheck("curve_summary")
    check.frame("curve", curve, ("inapplicable", "estimate", "p_value"))
    check.level("significance", significance)
    check.raise_if_any(CurveInputError, "specification curve")
    found = curve[curve["inapplicable"] == ""]
    if found.empty:
        problem = f"none of {len(curve)} specifications has an estimate"
        remedy = "Read the column `inapplicable`: it says why."
        raise CurveInputError([Finding("curve", "rows", problem, remedy)], "specification curve")
    return found
