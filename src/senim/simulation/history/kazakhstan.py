"""Kazakhstan: the wave of 2012, of the winter of 2019-20 and of 2024."""

from __future__ import annotations

import numpy as np

from senim.simulation.history.reasons import REASONS
from senim.simulation.history.rows import HistoryRow
from senim.simulation.history.runs import FACTS, VETTING, Runs


def kazakhstan_rows(runs: Runs) -> tuple[HistoryRow, ...]:
    """Set the Kazakh waves beside the model.

    Parameters
    ----------
    runs : Runs
        Figures and runs.

    Returns
    -------
    tuple of HistoryRow
        In order of time.
    """
    region, everybody = runs.vetting("kostanay-2012-attested"), runs.everybody
    nationwide = runs.figures[FACTS + "attested-2012"]
    people = runs.figures["population/Kazakhstan-2012"]
    posts = runs.draws("strength.before") / 100_000 * people
    filled = posts * (1.0 - runs.draws("strength.vacancy_rate"))
    police = np.resize(everybody.examined, runs.settings.draws) * filled
    kostanay = tuple(
        VETTING + f"kostanay-2012-{name}" for name in ("attested", "dismissed", "demoted", "transferred")
    )
    managers, later = runs.later["2024"], runs.later["2019"]
    return (
        HistoryRow(
            id="kazakhstan-2012-examined",
            case="Kazakhstan, 2012",
            quantity="police examined, of all officers examined",
            engine="officer by officer",
            predicted=100.0 * police / nationwide,
            observed=100.0,
            sources=(FACTS + "attested-2012", "population/Kazakhstan-2012"),
            use="not used",
            why=REASONS["kazakhstan-2012-examined"],
            comparable=False,
        ),
        HistoryRow(
            id="kazakhstan-2012-unfit",
            case="Kazakhstan, 2012",
            quantity="found unfit, of the examined",
            engine="officer by officer",
            predicted=runs.unfit(everybody),
            observed=None,
            sources=(FACTS + "attested-2012",),
            use="not used",
            why=REASONS["kazakhstan-2012-unfit"],
        ),
        HistoryRow(
            id="kostanay-2012-unfit",
            case="Kostanay region, 2012",
            quantity="found unfit, of the examined",
            engine="officer by officer",
            predicted=runs.unfit(everybody, region),
            observed=100.0 * runs.kostanay("dismissed", "demoted", "transferred"),
            sources=kostanay,
            use="bounds a parameter",
            why=REASONS["kostanay-2012-unfit"],
        ),
        HistoryRow(
            id="kostanay-2012-dismissed",
            case="Kostanay region, 2012",
            quantity="dismissed, of the examined",
            engine="officer by officer",
            predicted=runs.unfit(everybody, region, part=everybody.wave.dismissed),
            observed=100.0 * runs.kostanay("dismissed"),
            sources=kostanay,
            use="sets a parameter",
            why=REASONS["kostanay-2012-dismissed"],
        ),
        HistoryRow(
            id="kostanay-2012-kept",
            case="Kostanay region, 2012",
            quantity="demoted or transferred, of the examined",
            engine="officer by officer",
            predicted=runs.unfit(everybody, region, part=1.0 - everybody.wave.dismissed),
            observed=100.0 * runs.kostanay("demoted", "transferred"),
            sources=kostanay,
            use="sets a parameter",
            why=REASONS["kostanay-2012-kept"],
        ),
        HistoryRow(
            id="kostanay-2012-reserve",
            case="Kostanay region, 2012",
            quantity="promoted or put into the reserve, of the examined",
            engine="none",
            predicted=None,
            observed=100.0 * runs.kostanay("promoted"),
            sources=(VETTING + "kostanay-2012-promoted", VETTING + "kostanay-2012-attested"),
            use="not used",
            why=REASONS["kostanay-2012-reserve"],
        ),
        HistoryRow(
            id="kazakhstan-2019-unfit",
            case="Kazakhstan, October 2019 to March 2020",
            quantity="found unfit, of the examined",
            engine="officer by officer",
            predicted=runs.unfit(later),
            observed=None,
            sources=("reform_timeline/attestation-2019",),
            use="not used",
            why=REASONS["kazakhstan-2019-unfit"],
        ),
        HistoryRow(
            id="kazakhstan-2024-unfit",
            case="Kazakhstan, 2024",
            quantity="found unfit, of the examined",
            engine="officer by officer",
            predicted=runs.unfit(managers),
            observed=runs.vetting("kz-2024-unfit"),
            sources=(VETTING + "kz-2024-unfit",),
            use="bounds a parameter",
            why=REASONS["kazakhstan-2024-unfit"],
        ),
        HistoryRow(
            id="kazakhstan-2024-reserve",
            case="Kazakhstan, 2024",
            quantity="put into the reserve, of the examined",
            engine="officer by officer",
            predicted=(100.0 - runs.unfit(managers)) * managers.wave.reserve_share,
            observed=runs.vetting("kz-2024-reserve"),
            sources=(VETTING + "kz-2024-reserve", VETTING + "kostanay-2012-promoted"),
            use="not used",
            why=REASONS["kazakhstan-2024-reserve"],
        ),
        HistoryRow(
            id="kazakhstan-2024-dismissed",
            case="Kazakhstan, 2024",
            quantity="dismissed, of the examined",
            engine="officer by officer",
            predicted=runs.unfit(managers, part=later.wave.dismissed),
            observed=100.0 * runs.parameters.value("attestation.removed_share_2024"),
            sources=(VETTING + "kz-2024-unfit", *kostanay),
            use="not used",
            why=REASONS["kazakhstan-2024-dismissed"],
        ),
    )
