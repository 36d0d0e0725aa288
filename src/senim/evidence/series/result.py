"""The result for an interrupted series: a number that knows its interval, its checks and its doubts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from senim.evidence.series.answers import InapplicableSeries
from senim.evidence.series.diagnosis import Diagnostics
from senim.evidence.series.forecasting import Forecast, forecast_gap
from senim.evidence.series.inputs import CheckedSeries, Model, Vector
from senim.evidence.series.segmented import Segmented

Interval = tuple[float, float]


@dataclass(frozen=True)
class Coefficient:
    """One coefficient of the structural series.

    Parameters
    ----------
    name : str
        ``step``, ``ramp`` or the name of a regressor.
    estimate : float
        At the best optimum, in the unit of the series (a ramp: a period).
    standard_error : float
        With the variances taken as known.
    plain_interval : tuple of float
        Normal, with the variances taken as known: too narrow in short series.
    interval : tuple of float
        Mixture over plausible variances.
    share_above_zero : float
        Share of that mixture above zero.
    """

    name: str
    estimate: float
    standard_error: float
    plain_interval: Interval
    interval: Interval
    share_above_zero: float


@dataclass(frozen=True)
class InterruptedSeries:
    """What changed in a series at a date, beyond how it moves anyway.

    It describes: whatever else came at the date is in the number too.

    Parameters
    ----------
    effect : float
        The step (or the ramp, where only that was asked for), in the unit of the series.
    interval : tuple of float
        Interval of the effect, with the variances taken as unknown.
    plain_interval : tuple of float
        The same with the variances taken as known.
    coefficients : tuple of Coefficient
        Step, ramp and regressors.
    counterfactual : DataFrame
        By period: ``observed``, ``fitted``, ``counterfactual`` (the same without the intervention), ``low``,
        ``high`` (its interval, for the level and not for an observation; variances taken as known).
    segmented : Segmented
        The regression with Newey–West errors.
    diagnostics : Diagnostics
        Doubts about the fit.
    verdict : str
        ``change`` (interval of the effect and that of the check leave zero out, on one side), ``depends on
        the method`` (one of them does, or they contradict each other), ``not distinguishable``.
    reasons : tuple of str
        Why the verdict, and what speaks against the fit.
    model : Model
        Level and season.
    break_at : object
        Label of the first period after the break.
    coverage : float
        Coverage of all intervals.
    checked : CheckedSeries
        The series on its grid.
    deviations : ndarray, shape (p,)
        Scaled standard deviations at the optimum.
    """

    effect: float
    interval: Interval
    plain_interval: Interval
    coefficients: tuple[Coefficient, ...]
    counterfactual: pd.DataFrame
    segmented: Segmented
    diagnostics: Diagnostics
    verdict: str
    reasons: tuple[str, ...]
    model: Model
    break_at: object
    coverage: float
    checked: CheckedSeries = field(repr=False, compare=False)
    deviations: Vector = field(repr=False, compare=False)

    @cached_property
    def forecast(self) -> Forecast | InapplicableSeries:
        """What the periods before the break alone let one expect; computed when first asked for."""
        return forecast_gap(self.checked, self.model, self.coverage, self.deviations)

    @property
    def step(self) -> Coefficient | None:
        """Change of the level at the break; None where it was not asked for."""
        return self._named("step")

    @property
    def ramp(self) -> Coefficient | None:
        """Change of the slope from the break on; None where it was not asked for."""
        return self._named("ramp")

    def _named(self, name: str) -> Coefficient | None:
        return next((one for one in self.coefficients if one.name == name), None)

    def __str__(self) -> str:
        share = f"{100 * self.coverage:g} %"
        lines = [
            f"Interrupted series at {self.break_at}: {self.verdict}",
            *(
                f"  {one.name:<20} {one.estimate:.4f} ({share} {one.interval[0]:.4f} … {one.interval[1]:.4f})"
                for one in self.coefficients
            ),
            f"  {'segmented check':<20} {self.segmented.effect:.4f} "
            f"({share} {self.segmented.interval[0]:.4f} … {self.segmented.interval[1]:.4f})",
        ]
        if isinstance(self.forecast, Forecast):
            low, high = self.forecast.average_interval
            lines.append(
                f"  {'average gap':<20} {self.forecast.average_gap:.4f} ({share} {low:.4f} … {high:.4f})"
            )
        return "\n".join([*lines, *(f"  {reason}" for reason in self.reasons)])


def verdict_of(effect: Interval, check: Interval) -> tuple[str, str]:
    """Decide what two intervals say together.

    Parameters
    ----------
    effect : tuple of float
        Interval of the structural series.
    check : tuple of float
        Interval of the regression.

    Returns
    -------
    tuple of str
        Verdict and reason.

    Examples
    --------
    >>> verdict_of((0.1, 0.3), (-0.1, 0.2))[0]
    'depends on the method'
    """
    sides = [(low > 0) - (high < 0) for low, high in (effect, check)]
    if sides == [0, 0]:
        return "not distinguishable", "both intervals hold zero: the usual movement of the series would do"
    if sides[0] == sides[1]:
        return "change", "both intervals leave zero out, on the same side"
    if 0 not in sides:
        return "depends on the method", "the two intervals leave zero out on opposite sides"
    which = "structural series" if sides[1] == 0 else "regression"
    return "depends on the method", f"only the interval of the {which} leaves zero out"
