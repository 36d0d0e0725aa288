"""All cases of history together."""

from __future__ import annotations

from senim.parameters import ParameterSet
from senim.simulation.history.abroad import england_and_wales_rows, russia_rows, ukraine_rows
from senim.simulation.history.kazakhstan import kazakhstan_rows
from senim.simulation.history.rows import HistoryRow
from senim.simulation.history.runs import Figures, Runs
from senim.simulation.settings import Settings


def history_rows(
    figures: Figures, parameters: ParameterSet, settings: Settings, *, forces: int, staffings: int
) -> tuple[HistoryRow, ...]:
    """Run every case with beliefs held before it, and set the published figures beside it.

    Parameters
    ----------
    figures : mapping of str to float
        Published figures by table and row, such as ``vetting_evidence/kostanay-2012-attested``.
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws and seed.
    forces : int
        Sets of beliefs that waves are run with.
    staffings : int
        Sets of beliefs that posts and hiring are run with, which takes less.

    Returns
    -------
    tuple of HistoryRow
        In order of place and time.
    """
    runs = Runs(figures, parameters, settings, forces, staffings)
    return (
        *kazakhstan_rows(runs),
        *ukraine_rows(runs),
        *russia_rows(runs),
        *england_and_wales_rows(runs),
    )
