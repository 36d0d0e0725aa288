"""Interrupted time series: what changed at a date, beyond how the series moves anyway."""

from senim.evidence.series.answers import InapplicableSeries
from senim.evidence.series.diagnosis import Diagnostics
from senim.evidence.series.forecasting import Forecast
from senim.evidence.series.inputs import INTERVENTIONS, LEVELS, SEASONS, SeriesInputError
from senim.evidence.series.interrupted import interrupted_series
from senim.evidence.series.placebo import PlaceboBreaks, placebo_breaks
from senim.evidence.series.result import Coefficient, InterruptedSeries
from senim.evidence.series.segmented import Segmented

__all__ = [
    "INTERVENTIONS",
    "LEVELS",
    "SEASONS",
    "Coefficient",
    "Diagnostics",
    "Forecast",
    "InapplicableSeries",
    "InterruptedSeries",
    "PlaceboBreaks",
    "Segmented",
    "SeriesInputError",
    "interrupted_series",
    "placebo_breaks",
]
