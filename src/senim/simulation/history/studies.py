"""The cases of history: their settings, what is predicted, and what was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from senim.parameters import ParameterSet
from senim.personnel import ForcePath
from senim.personnel.officers import Exemptions, Scope
from senim.simulation.history.rows import HistoryRow
from senim.simulation.history.staffing import StaffingCase, run_staffing
from senim.simulation.history.waves import (
    HistoricalWave,
    WaveShares,
    predicted_unfit,
    wave_shares,
    with_chance,
)
from senim.simulation.settings import Settings

Array = NDArray[np.float64]
Figures = Mapping[str, float]
"""Published figures by table/row."""

NOBODY_EXEMPT = Exemptions(long_service=False, on_leave=True, new_in_post=False, heads=False)
VETTING = "vetting_evidence/"
FACTS = "seed_facts/"
FORCES = "england_wales_forces/officers-"
ANNOUNCED = 6
"""Months before a wave that are followed too: the time in which people may leave ahead of it."""


def history_rows(
    figures: Figures, parameters: ParameterSet, settings: Settings, *, forces: int
) -> tuple[HistoryRow, ...]:
    """Run every case with beliefs held before it, and set the published figures beside it.

    Parameters
    ----------
    figures : mapping of str to float
        Published figures by table and row, such as ``vetting_evidence/kostanay-2012-attested``.
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws of the stock-and-flow engine, and seed.
    forces : int
        Sets of beliefs for the officer-by-officer engine, which takes longer.

    Returns
    -------
    tuple of HistoryRow
        In order of place and time.
    """
    runs = _Runs(figures, parameters, settings, forces)
    return (*_kazakhstan(runs), *_ukraine(runs), *_russia(runs), *_england_and_wales(runs))


@dataclass(frozen=True)
class _Runs:
    figures: Figures
    parameters: ParameterSet
    settings: Settings
    forces: int

    def vetting(self, row: str) -> float:
        return self.figures[VETTING + row]

    def kostanay(self, *results: str) -> float:
        """Results of Kostanay as a share of those examined."""
        found = sum(self.vetting(f"kostanay-2012-{result}") for result in results)
        return found / self.vetting("kostanay-2012-attested")

    @cached_property
    def everybody(self) -> WaveShares:
        """A first wave from which nobody is exempt."""
        unfit = self.kostanay("dismissed", "demoted", "transferred")
        wave = HistoricalWave(
            id="everybody",
            first_month=0,
            last_month=5,
            dismissed=self.parameters.value("attestation.removed_share_2012"),
            demoted=self.kostanay("demoted") / unfit,
            exemptions=NOBODY_EXEMPT,
        )
        return wave_shares(self.parameters, [wave], forces=self.forces, seed=self.settings.seed)["everybody"]

    @cached_property
    def later(self) -> dict[str, WaveShares]:
        """The wave of all police from October 2019, and of middle managers from April 2024."""
        unfit = self.kostanay("dismissed", "demoted", "transferred")
        all_police = HistoricalWave(
            id="2019",
            first_month=0,
            last_month=5,
            dismissed=self.parameters.value("attestation.removed_share_2012"),
            demoted=self.kostanay("demoted") / unfit,
        )
        managers = HistoricalWave(
            id="2024",
            first_month=54,
            last_month=62,
            dismissed=self.parameters.value("attestation.removed_share_2024"),
            demoted=0.5,
            scope=Scope(ranks=("middle",)),
            reserve_share=self.kostanay("promoted") / (1.0 - unfit),
        )
        return wave_shares(
            self.parameters, [all_police, managers], forces=self.forces, seed=self.settings.seed
        )

    def unfit(self, wave: WaveShares, examined: float | None = None, *, part: float = 1.0) -> Array:
        """Per cent of those examined, with chance where it is known how many they were."""
        shares = part * predicted_unfit(wave, self.parameters, self.settings)
        if examined is not None:
            shares = with_chance(shares, round(examined), self.settings.seed)
        return 100.0 * shares

    def staffing(self, case: StaffingCase) -> ForcePath:
        return run_staffing(case, self.parameters, self.settings)


def _kazakhstan(runs: _Runs) -> tuple[HistoryRow, ...]:
    region, everybody = runs.vetting("kostanay-2012-attested"), runs.everybody
    nationwide = runs.figures[FACTS + "attested-2012"]
    people = runs.figures["population/Kazakhstan-2012"]
    strength = runs.parameters.draws("strength.before", runs.settings.draws, runs.settings.seed)
    police = np.resize(everybody.examined, runs.settings.draws) * strength / 100_000 * people
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
            why="The figure counts all law-enforcement bodies and is a lower bound; the model knows the police alone. "
            "The police are the largest part of it in every draw, and no more can be said.",
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
            why="No national result stands in our tables; one region's does.",
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
            why="Nearly all draws find more officers unfit than Kostanay did. Nobody knows how many have a problem or how many of "
            "them a test finds, so the beliefs are wide; they lean high, and are left so.",
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
            why="The share of the unfit who are dismissed was taken from this very row; what can miss is the share found unfit.",
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
            why="What is left of the unfit once the dismissed are set from this row.",
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
            why="How many are put forward is a decision; no rule of the model and no earlier figure gives it.",
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
            why="Our tables hold the dates of this wave and no result of it.",
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
            why="Taken as a wave of middle managers under the law's exemptions, after the wave before it. How many were examined "
            "is not published, so chance is left out. The interval is wide: that the figure lies in it says little for the model.",
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
            why="Predicted from the share that Kostanay put forward. The wave of 2024 was ordered to fill the reserve and was one of "
            "managers: the share is policy, and one wave does not tell the next.",
        ),
        HistoryRow(
            id="kazakhstan-2024-dismissed",
            case="Kazakhstan, 2024",
            quantity="dismissed, of the examined",
            engine="officer by officer",
            predicted=runs.unfit(managers, part=managers.wave.dismissed),
            observed=0.0,
            sources=(VETTING + "kz-2024-unfit",),
            use="sets a parameter",
            why="That the unfit were demoted or transferred is an input. With the share of Kostanay the model would have "
            "dismissed some.",
        ),
    )


def _ukraine(runs: _Runs) -> tuple[HistoryRow, ...]:
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
    vacant = path.vacancies_per_100k[:, -1] / path.filled_per_100k[:, 0]
    reinstated = runs.parameters.value("attestation.reinstated_share")
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
            why="Those assigned are taken as those examined; another source says more were. Beliefs about Kazakhstan are used "
            "unchanged for another country.",
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
            why="Predicted with the share of the unfit that Kostanay dismissed.",
        ),
        HistoryRow(
            id="ukraine-2017-reinstated",
            case="Ukraine, 2015-17",
            quantity="reinstated by courts, of the dismissed",
            engine="officer by officer",
            predicted=np.full(runs.settings.draws, 100.0 * reinstated),
            observed=runs.vetting("ukraine-2017-reinstated-share"),
            sources=(VETTING + "ukraine-2017-reinstated-share",),
            use="sets a parameter",
            why="The only figure of its kind is the parameter; there is none to hold it against.",
        ),
        HistoryRow(
            id="ukraine-2016-vacancies",
            case="Ukraine, 2016",
            quantity="posts vacant after the wave, of those assigned",
            engine="stock and flow",
            predicted=100.0 * vacant,
            observed=100.0 * runs.vetting("ukraine-2016-vacancies") / assigned,
            sources=(VETTING + "ukraine-2016-vacancies", VETTING + "ukraine-2016-assigned"),
            use="bounds a parameter",
            why="The model lets people leave in the half year before a wave, and hires on. In Ukraine they also left during the wave, "
            "and a new force was being hired from nothing. The wave's months are not in our tables; a year is taken.",
        ),
    )


def _russia(runs: _Runs) -> tuple[HistoryRow, ...]:
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
    left = path.exits + path.released + path.dismissed_problem + path.dismissed_sound
    in_window, since_announced = left[:, last + 1] - left[:, ANNOUNCED], left[:, last + 1]
    start = path.filled_per_100k[:, 0] + path.vacancies_per_100k[:, 0]
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
            why="Posts had been cut by more than a fifth just before, and most who left were not examined: those examined "
            "were chosen already, which the model does not know.",
        ),
        HistoryRow(
            id="russia-2011-left",
            case="Russia, March to July 2011",
            quantity="said to be dismissed, of all posts",
            engine="stock and flow",
            predicted=100.0 * in_window / start,
            observed=100.0 * said / posts,
            sources=(FACTS + "claim-russia-dismissed", *planned),
            use="not used",
            why="Predicted: everybody who leaves in the window, by cut posts, by the wave and by themselves. The number is larger "
            "than what the window can hold, so it cannot be a count of those who failed in it.",
        ),
        HistoryRow(
            id="russia-2011-left-since",
            case="Russia, September 2010 to July 2011",
            quantity="said to be dismissed, of all posts",
            engine="stock and flow",
            predicted=100.0 * since_announced / start,
            observed=100.0 * said / posts,
            sources=(FACTS + "claim-russia-dismissed", *planned),
            use="not used",
            why="The same number, if it counts also those who left in the half year before. What it counts no source says, so the "
            "row shows a reading and no success.",
        ),
        HistoryRow(
            id="russia-2011-share",
            case="Russia, March to July 2011",
            quantity="the share printed beside that number",
            engine="stock and flow",
            predicted=100.0 * in_window / start,
            observed=runs.figures[FACTS + "claim-russia-share"],
            sources=(FACTS + "claim-russia-share", *planned),
            use="not used",
            why="The share printed is the cut that was planned by the next year, not the number beside it; the posts cut by "
            "August were fewer.",
        ),
    )


def _england_and_wales(runs: _Runs) -> tuple[HistoryRow, ...]:
    officers = {year: runs.figures[f"{FORCES}{year}"] for year in (2010, 2012, 2018)}
    path = runs.staffing(StaffingCase(months=96, hiring=0.0))
    return tuple(
        HistoryRow(
            id=f"england-wales-{year}",
            case=f"England and Wales, March 2010 to March {year}",
            quantity="officers lost without any hiring",
            engine="stock and flow",
            predicted=100.0 * (1.0 - path.filled[:, 12 * (year - 2010)]),
            observed=100.0 * (1.0 - officers[year] / officers[2010]),
            sources=(f"{FORCES}2010", f"{FORCES}{year}"),
            use="not used",
            why=why,
        )
        for year, why in (
            (
                2012,
                "No attestation: exits and a freeze of hiring only. Exits are those believed of Kazakhstan; hiring never "
                "stopped everywhere.",
            ),
            (
                2018,
                "The same freeze held for eight years, which no force did. How many were hired is not in our tables, so the freeze "
                "cannot be set as it was.",
            ),
        )
    )
