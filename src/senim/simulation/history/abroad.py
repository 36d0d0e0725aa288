"""Ukraine 2015-17, Russia 2011, England and Wales 2010-18."""

from __future__ import annotations

from senim.simulation.history.reasons import REASONS
from senim.simulation.history.rows import HistoryRow
from senim.simulation.history.runs import FACTS, VETTING, Runs
from senim.simulation.history.staffing import StaffingCase

FORCES = "england_wales_forces/officers-"
ANNOUNCED = 6
"""Months before a wave that are followed too: the time in which people may leave ahead of it."""


def ukraine_rows(runs: Runs) -> tuple[HistoryRow, ...]:
    """Set the vetting of Ukraine's police beside the model.

    Parameters
    ----------
    runs : Runs
        Figures and runs.

    Returns
    -------
    tuple of HistoryRow
        In order of time.
    """
    assigned, everybody = runs.vetting("ukraine-2016-assigned"), runs.everybody
    dismissed, demoted = runs.vetting("ukraine-2016-dismissed"), runs.vetting("ukraine-2016-demoted")
    read = tuple(VETTING + f"ukraine-2016-{name}" for name in ("assigned", "dismissed", "demoted"))
    path = runs.staffing(
        StaffingCase(
            months=ANNOUNCED + 12,
            wave=(ANNOUNCED, ANNOUNCED + 11),
            dismissed=runs.parameters.value("attestation.removed_share_2012"),
        )
    )
    vacant = path.vacant[:, -1] / path.officers[:, 0]
    return (
        HistoryRow(
            id="ukraine-2016-unfit",
            case="Ukraine, 2015-16",
            quantity="dismissed or demoted, of those assigned",
            engine="officer by officer",
            predicted=runs.unfit(everybody, assigned),
            observed=100.0 * (dismissed + demoted) / assigned,
            sources=read,
            use="bounds a parameter",
            why=REASONS["ukraine-2016-unfit"],
        ),
        HistoryRow(
            id="ukraine-2016-dismissed",
            case="Ukraine, 2015-16",
            quantity="dismissed, of those assigned",
            engine="officer by officer",
            predicted=runs.unfit(everybody, assigned, part=everybody.wave.dismissed),
            observed=100.0 * dismissed / assigned,
            sources=read,
            use="bounds a parameter",
            why=REASONS["ukraine-2016-dismissed"],
        ),
        HistoryRow(
            id="ukraine-2017-reinstated",
            case="Ukraine, 2015-17",
            quantity="reinstated by courts, of the dismissed",
            engine="none",
            predicted=None,
            observed=runs.vetting("ukraine-2017-reinstated-share"),
            sources=(VETTING + "ukraine-2017-reinstated-share",),
            use="sets a parameter",
            why=REASONS["ukraine-2017-reinstated"],
        ),
        HistoryRow(
            id="ukraine-2016-vacancies",
            case="Ukraine, 2016",
            quantity="posts vacant after the wave, of those assigned",
            engine="officer by officer",
            predicted=100.0 * runs.spread(vacant),
            observed=100.0 * runs.vetting("ukraine-2016-vacancies") / assigned,
            sources=(VETTING + "ukraine-2016-vacancies", VETTING + "ukraine-2016-assigned"),
            use="bounds a parameter",
            why=REASONS["ukraine-2016-vacancies"],
        ),
    )


def russia_rows(runs: Runs) -> tuple[HistoryRow, ...]:
    """Set the Russian reform of 2011 beside the model.

    Parameters
    ----------
    runs : Runs
        Figures and runs.

    Returns
    -------
    tuple of HistoryRow
        In order of time.
    """
    examined = runs.vetting("primorye-2011-examined")
    posts = runs.vetting("russia-2012-planned-size") / (1 - runs.vetting("russia-2012-planned-share") / 100)
    last = ANNOUNCED + 4
    path = runs.staffing(
        StaffingCase(
            months=last + 1,
            cut_share=runs.vetting("russia-2011-posts-cut") / posts,
            cut=(ANNOUNCED, last),
            wave=(ANNOUNCED, last),
            dismissed=runs.parameters.value("attestation.removed_share_2012"),
        )
    )
    since_announced = runs.spread(path.gone[:, last + 1])
    in_window = runs.spread(path.gone[:, last + 1] - path.gone[:, ANNOUNCED])
    said = runs.figures[FACTS + "claim-russia-dismissed"]
    planned = tuple(
        VETTING + name
        for name in ("russia-2011-posts-cut", "russia-2012-planned-size", "russia-2012-planned-share")
    )
    return (
        HistoryRow(
            id="primorye-2011-unfit",
            case="Primorye, Russia, 2011",
            quantity="failed, of the examined",
            engine="officer by officer",
            predicted=runs.unfit(runs.everybody, examined),
            observed=100.0 * runs.vetting("primorye-2011-failed") / examined,
            sources=(VETTING + "primorye-2011-examined", VETTING + "primorye-2011-failed"),
            use="bounds a parameter",
            why=REASONS["primorye-2011-unfit"],
        ),
        HistoryRow(
            id="russia-2011-left",
            case="Russia, March to July 2011",
            quantity="said to be dismissed, of all posts",
            engine="officer by officer",
            predicted=100.0 * in_window,
            observed=100.0 * said / posts,
            sources=(FACTS + "claim-russia-dismissed", *planned),
            use="is itself in doubt",
            why=REASONS["russia-2011-left"],
        ),
        HistoryRow(
            id="russia-2011-left-since",
            case="Russia, September 2010 to July 2011",
            quantity="said to be dismissed, of all posts",
            engine="officer by officer",
            predicted=100.0 * since_announced,
            observed=100.0 * said / posts,
            sources=(FACTS + "claim-russia-dismissed", *planned),
            use="is itself in doubt",
            why=REASONS["russia-2011-left-since"],
        ),
        HistoryRow(
            id="russia-2011-share",
            case="Russia, March to July 2011",
            quantity="the share printed beside that number",
            engine="officer by officer",
            predicted=100.0 * in_window,
            observed=runs.figures[FACTS + "claim-russia-share"],
            sources=(FACTS + "claim-russia-share", *planned),
            use="is itself in doubt",
            why=REASONS["russia-2011-share"],
        ),
    )


def england_and_wales_rows(runs: Runs) -> tuple[HistoryRow, ...]:
    """Set the loss of officers in England and Wales beside the model.

    Parameters
    ----------
    runs : Runs
        Figures and runs.

    Returns
    -------
    tuple of HistoryRow
        In order of time.
    """
    officers = {year: runs.figures[f"{FORCES}{year}"] for year in (2010, 2012, 2018)}
    path = runs.staffing(StaffingCase(months=96, hiring=0.0))
    return tuple(
        HistoryRow(
            id=f"england-wales-{year}",
            case=f"England and Wales, March 2010 to March {year}",
            quantity="officers lost without any hiring",
            engine="officer by officer",
            predicted=100.0 * runs.spread(1.0 - path.filled[:, 12 * (year - 2010)]),
            observed=100.0 * (1.0 - officers[year] / officers[2010]),
            sources=(f"{FORCES}2010", f"{FORCES}{year}"),
            use="not used",
            why=REASONS[f"england-wales-{year}"],
        )
        for year in (2012, 2018)
    )
