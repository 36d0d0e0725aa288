"""The model against history: each case run with its own settings and beliefs that were held before."""

from senim.simulation.history.forces import believed_forces
from senim.simulation.history.rows import HistoryRow, history_table
from senim.simulation.history.spread import moving_beliefs, spread
from senim.simulation.history.staffing import StaffingCase, StaffingPath, run_staffing
from senim.simulation.history.studies import history_rows
from senim.simulation.history.waves import (
    HistoricalWave,
    WaveShares,
    one_look,
    predicted_unfit,
    wave_shares,
    with_chance,
)

__all__ = [
    "HistoricalWave",
    "HistoryRow",
    "StaffingCase",
    "StaffingPath",
    "WaveShares",
    "believed_forces",
    "history_rows",
    "history_table",
    "moving_beliefs",
    "one_look",
    "predicted_unfit",
    "run_staffing",
    "spread",
    "wave_shares",
    "with_chance",
]
