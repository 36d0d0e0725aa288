"""From options to a recipe: which way predictor weights are found, and on which periods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from senim.evidence.synthetic.fit import WAYS, Recipe
from senim.evidence.synthetic.inputs import CALL, SyntheticInputError, as_period, option
from senim.evidence.synthetic.panel import Panel
from senim.evidence.synthetic.predictors import Predictors, make_predictors
from senim.evidence.synthetic.simplex import Matrix, Vector
from senim.findings import Finding


def count_findings(starts: object) -> list[Finding]:
    """Find out whether the number of starts is one.

    Parameters
    ----------
    starts : object
        As given.

    Returns
    -------
    list of Finding
        Empty where it is.
    """
    if isinstance(starts, int | np.integer) and not isinstance(starts, bool) and starts >= 1:
        return []
    return [Finding(CALL, "starts", f"{starts!r} is no count", "Give a whole number of at least 1.")]


def make_recipe(
    panel: Panel,
    used: Predictors | None,
    *,
    way: str | pd.Series,
    starts: int,
    seed: int,
    least: float = 0.0,
    training: pd.DataFrame | None = None,
    validation_from: Any = None,
    lagged: Sequence[Any] = (),
) -> Recipe:
    """Lay down how every unit is fitted.

    Parameters
    ----------
    panel : Panel
        Outcomes that are used.
    used : Predictors or None
        Predictors that are used.
    way : str or Series
        ``nested``, ``cross-validation``, or predictor weights.
    starts, seed : int
        Of the search.
    least : float
        Least share of every predictor.
    training : DataFrame, optional
        Predictors of the earlier part.
    validation_from : object, optional
        First period of the later part.
    lagged : sequence
        Periods whose outcome is a predictor.

    Returns
    -------
    Recipe
        Matrices over all units.

    Raises
    ------
    SyntheticInputError
        If the options do not fit each other.
    """
    before = panel.values.to_numpy()[panel.before]
    if used is None:
        if isinstance(way, pd.Series) or way == "cross-validation" or training is not None:
            problem = "there are no predictors to weigh"
            remedy = "Give predictors or lagged_outcomes, or leave the default."
            raise SyntheticInputError([Finding(CALL, "predictor_weights", problem, remedy)])
        _want_way(way)
        return Recipe(before)
    scaled = used.scaled()
    if isinstance(way, pd.Series):
        return Recipe(before, scaled, "given", shares=_given(way, used))
    _want_way(way)
    if not 0.0 <= least * len(used.names) < 1.0:
        problem = f"{least} is no share that each of {len(used.names)} predictors can have"
        remedy = f"Give at least 0 and less than 1/{len(used.names)}."
        raise SyntheticInputError([Finding(CALL, "least_predictor_weight", problem, remedy)])
    if way == "nested":
        return Recipe(before, scaled, "nested", int(starts), seed, least)
    validation = _validation(panel, validation_from, lagged)
    earlier = scaled if training is None else _training(panel, used, training, lagged)
    return Recipe(before, scaled, "cross-validation", int(starts), seed, least, None, earlier, validation)


def _want_way(way: object) -> None:
    findings = option(way, "predictor_weights", WAYS)
    if findings:
        raise SyntheticInputError(findings)


def _given(way: pd.Series, used: Predictors) -> Vector:
    """Read predictor weights that are given."""
    given = way.copy()
    given.index = given.index.map(str)
    findings = [
        Finding(
            CALL, "predictor_weights", f"{name!r} has no weight", "Give one for each predictor that is used."
        )
        for name in used.names
        if name not in given.index
    ]
    if not findings:
        shares = given.loc[list(used.names)].to_numpy(dtype=np.float64)
        if not np.isfinite(shares).all() or (shares < 0).any() or not shares.sum() > 0:
            problem = "hold a negative or missing number, or only zeros"
            findings = [Finding(CALL, "predictor_weights", problem, "Give numbers of at least 0.")]
        else:
            ready: Vector = shares / shares.sum()
            return ready
    raise SyntheticInputError(findings)


def _validation(panel: Panel, validation_from: Any, lagged: Sequence[Any]) -> np.ndarray:
    """Which periods before the treatment predictor weights are validated on."""
    past = panel.values.index[panel.before]
    start = past[len(past) // 2] if validation_from is None else as_period(validation_from, past)
    later = np.asarray(past >= start)
    findings = []
    if later.all() or not later.any():
        problem = f"periods before the treatment cannot be split at {start}"
        findings.append(Finding(CALL, "validation_from", problem, f"They run from {past[0]} to {past[-1]}."))
    findings += [
        Finding(
            CALL,
            "lagged_outcomes",
            f"{period} lies in the part that is validated on",
            f"Choose before {start}.",
        )
        for period in lagged
        if period >= start
    ]
    if findings:
        raise SyntheticInputError(findings)
    return later


def _training(panel: Panel, used: Predictors, training: pd.DataFrame, lagged: Sequence[Any]) -> Matrix:
    """Scale the predictors of the earlier part, in the order of those that are used."""
    same, earlier = make_predictors(panel, training, lagged)
    assert earlier is not None
    absent = [name for name in used.names if name not in earlier.names]
    findings = []
    if absent:
        problem = f"has no use for {', '.join(absent)}"
        findings.append(
            Finding(CALL, "training_predictors", problem, "Give the same ones, measured earlier.")
        )
    if same.donors != panel.donors:
        gone = ", ".join(str(unit) for unit in panel.donors if unit not in same.donors)
        problem = f"lacks a value for {gone}"
        findings.append(Finding(CALL, "training_predictors", problem, "Leave those donors out of both."))
    if findings:
        raise SyntheticInputError(findings)
    return Predictors(earlier.values.loc[list(used.names)], {}).scaled()
