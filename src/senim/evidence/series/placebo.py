"""The same question at every other date: how unusual is the one that was asked about?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from senim.evidence.series.answers import InapplicableSeries
from senim.evidence.series.fitting import best_optimum
from senim.evidence.series.inputs import (
    INTERVENTIONS,
    CheckedSeries,
    Model,
    SeriesInputError,
    check_options,
    checked_series,
)
from senim.evidence.series.interrupted import intervention_columns
from senim.evidence.series.likelihood import Projection
from senim.evidence.series.refusals import LEAST_AFTER, LEAST_BEFORE, refused, singular
from senim.evidence.series.structure import structure_of
from senim.findings import Finding


@dataclass(frozen=True)
class PlaceboBreaks:
    """Effects at all dates, with one of them the date asked about.

    Parameters
    ----------
    table : DataFrame
        By date: ``effect``, ``standard_error``, ``ratio`` (their quotient), ``placebo`` (False at the date
        asked about and within `apart` of it).
    effect, ratio : float
        At the date asked about.
    p_value : float
        Share of dates, the one asked about among them, whose ratio is at least as far from zero.
    rank : int
        Its place among the dates by distance of the ratio from zero, 1 for the largest.
    dates : int
        Dates compared, the one asked about among them.
    """

    table: pd.DataFrame
    effect: float
    ratio: float
    p_value: float
    rank: int
    dates: int

    def __str__(self) -> str:
        return (
            f"Effect {self.effect:.3g} ({self.ratio:.2f} standard errors), "
            f"rank {self.rank} of {self.dates} dates by distance from zero, p = {self.p_value:.3g}"
        )


def placebo_breaks(
    series: Any,
    break_at: Any,
    *,
    seasonal: int | None = None,
    level: str = "local linear trend",
    exog: Any = None,
    intervention: str = "step",
    season: str = "dummy",
    margin: int | None = None,
    apart: int = 0,
) -> PlaceboBreaks | InapplicableSeries:
    """Estimate the same step or ramp at every date of a series.

    The variances are those of the series without any break, the same for all dates, so that no date has an
    advantage. For one regressor at fixed variances this is the intervention test of de Jong and Penzer.

    Parameters
    ----------
    series, break_at, seasonal, level, exog
        As for `interrupted_series`.
    intervention : {"step", "ramp"}
        What is looked for.
    season : str
        As for `interrupted_series`.
    margin : int, optional
        Periods left out at both ends; a season, or eight, by default.
    apart : int
        Periods on both sides of the break that do not count as placebo: they see the same break.

    Returns
    -------
    PlaceboBreaks or InapplicableSeries
        Effects by date and the place of the date asked about; or why there is no answer.

    Raises
    ------
    SeriesInputError
        Everything that is wrong with series, regressors and options, at once.

    References
    ----------
    de Jong, P., Penzer, J. (1998). Diagnosing shocks in time series. Journal of the American Statistical
    Association 93(442), 796–806.
    """
    model = Model(level, seasonal, season)
    check_options(model, intervention, 0.95, call="placebo_breaks", margin=margin, apart=apart)
    if len(INTERVENTIONS[intervention]) > 1:
        remedy = "Look for a step or for a ramp."
        finding = Finding("placebo_breaks", "intervention", "two changes have no single placebo", remedy)
        raise SeriesInputError([finding], "options of the series")
    checked = checked_series(series, break_at, exog)
    reasons = refused(checked, model)
    if reasons:
        return InapplicableSeries("inapplicable", reasons)
    least = margin if margin is not None else max(seasonal or 0, LEAST_BEFORE)
    first, last = max(least, 1), len(checked.values) - max(least, LEAST_AFTER)
    dates = sorted({*range(first, last + 1), checked.break_position})
    structure = structure_of(len(checked.values), model)
    plain = Projection(structure, checked.values, checked.exog)
    reasons = singular(plain, checked.exog_names) if checked.exog_names else ()
    optimum = None if reasons else best_optimum(plain)
    if optimum is None:
        return InapplicableSeries("cannot tell", reasons or ("no search for the best fit converged",))
    columns = np.column_stack([_at(checked, date, intervention) for date in dates])
    found = plain.whiten(
        optimum.deviations,
        np.column_stack([plain.series, plain.regressors, plain.basis.T @ columns[plain.there]]),
    )
    if found is None:
        return InapplicableSeries("cannot tell", ("the covariance of the series is singular",))
    white, regressors = found[0], plain.regressors.shape[1]
    own, others = white[:, 0], white[:, 1 + regressors :]
    if regressors:
        basis, _ = np.linalg.qr(white[:, 1 : 1 + regressors])
        own, others = own - basis @ (basis.T @ own), others - basis @ (basis.T @ others)
    information = (others**2).sum(axis=0)
    kept = information > 1e-9 * information.max()
    effect = (others.T @ own)[kept] / information[kept] * plain.scale
    error = plain.scale / np.sqrt(information[kept])
    places = np.array(dates)[kept]
    return _placed(checked, places, effect, error, apart)


def _at(checked: CheckedSeries, position: int, intervention: str) -> Any:
    moved = CheckedSeries(checked.values, checked.index, position, checked.exog, checked.exog_names)
    return intervention_columns(moved, intervention)[:, 0]


def _placed(
    checked: CheckedSeries, places: Any, effect: Any, error: Any, apart: int
) -> PlaceboBreaks | InapplicableSeries:
    distance = np.abs(places - checked.break_position)
    ratio = effect / error
    table = pd.DataFrame(
        {"effect": effect, "standard_error": error, "ratio": ratio, "placebo": distance > apart},
        index=checked.index[places],
    )
    here = np.flatnonzero(distance == 0)
    if not len(here):
        return InapplicableSeries("inapplicable", ("the break cannot be told from the start of the series",))
    place = int(here[0])
    others = np.abs(ratio[distance > apart])
    larger = int((others >= abs(ratio[place])).sum())
    return PlaceboBreaks(
        table=table,
        effect=float(effect[place]),
        ratio=float(ratio[place]),
        p_value=(larger + 1) / (len(others) + 1),
        rank=larger + 1,
        dates=len(others) + 1,
    )
