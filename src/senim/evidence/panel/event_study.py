"""The path of registered offences by size of the cut: dose times year, measured from its first year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import f as fisher

from senim.evidence.panel.applicable import check_options, constant, no_error, no_years, too_few
from senim.evidence.panel.changes import CUT
from senim.evidence.panel.fixed_effects import (
    CLUSTER_CONVENTIONS,
    EffectsFit,
    fit_with_effects,
    follows_exactly,
)
from senim.evidence.panel.inputs import UNIT, YEAR, checked_panel, wide
from senim.evidence.panel.results import InapplicableDesign, PanelEstimate, Verdict
from senim.findings import Finding


@dataclass(frozen=True)
class EventStudy:
    """How outcomes of units with a larger dose differ, year by year.

    Parameters
    ----------
    years : tuple of PanelEstimate
        One for each year but the base, in order.
    calendar : tuple of int
        Those years.
    base : int
        The year all others are measured from.
    leads_statistic : float
        Wald F of all years before the base together.
    leads_p_value : float
        Its p-value: small where paths differed before the cut.
    """

    years: tuple[PanelEstimate, ...]
    calendar: tuple[int, ...]
    base: int
    leads_statistic: float
    leads_p_value: float

    @property
    def verdict(self) -> Verdict:
        """Whether paths differed before the cut."""
        level = self.years[0].level
        return Verdict.PLACEBO_FAILS if self.leads_p_value < 1 - level else Verdict.PLACEBO_SILENT

    def path(self) -> pd.DataFrame:
        """Lay the path out.

        Returns
        -------
        DataFrame
            Columns ``year``, ``middle``, ``low``, ``high``, the base with zeros, in order of years.
        """
        rows = [
            {
                "year": year,
                "middle": result.estimate,
                "low": result.interval[0],
                "high": result.interval[1],
            }
            for year, result in zip(self.calendar, self.years, strict=True)
        ]
        rows.append({"year": self.base, "middle": 0.0, "low": 0.0, "high": 0.0})
        return pd.DataFrame(rows).sort_values("year", ignore_index=True)


def event_study(
    frame: pd.DataFrame,
    outcome: str,
    dose: str,
    *,
    cut: tuple[int, int] = CUT,
    convention: str = "CRV1",
    level: float = 0.95,
) -> EventStudy | InapplicableDesign:
    """Regress an outcome on the size of the cut times each year, with effects of units and years.

    The dose of a unit is one number, its change over the cut, so there is no staggered treatment and
    every unit is compared in the same years.

    Parameters
    ----------
    frame : DataFrame
        One row for each ``force`` and ``year``.
    outcome, dose : str
        Columns, in logarithms for elasticities.
    cut : tuple of int
        Years of the dose's change; the first is the base.
    convention : {"CRV1", "CRV3"}
        Standard error.
    level : float
        Coverage of the intervals.

    Returns
    -------
    EventStudy or InapplicableDesign
        InapplicableDesign where a year of the cut or any year before it is missing, fewer than ten units have
        the base year, or the dose or the outcome does not vary.

    Raises
    ------
    PanelInputError
        If the frame is no panel, or an option is not understood.
    """
    design = "event study by size of the cut"
    words = [("convention", convention, CLUSTER_CONVENTIONS)]
    check_options(design, level=level, words=words, spans={"cut": cut})
    table = checked_panel(frame, [outcome, dose], design)
    reasons = no_years(table, cut, design)
    if reasons:
        return InapplicableDesign(design, outcome, dose, tuple(reasons))
    doses = wide(table, dose)
    size = (doses[cut[1]] - doses[cut[0]]).rename("size")
    rows = table[[UNIT, YEAR, outcome]].rename(columns={outcome: "outcome"}).merge(size, on=UNIT)
    known = rows.dropna()
    based = known.loc[known[YEAR] == cut[0], UNIT]
    known = known[known[UNIT].isin(based)].copy()
    calendar = [int(year) for year in sorted(known[YEAR].unique()) if year != cut[0]]
    reasons += too_few(known[UNIT].nunique(), design)
    if not any(year < cut[0] for year in calendar):
        problem = f"there is no year before {cut[0]}"
        reasons.append(Finding(design, "years", problem, "Give years before the cut."))
    if not reasons:
        reasons += constant(known.drop_duplicates(UNIT)["size"], dose, design)
        reasons += constant(known["outcome"], outcome, design)
    if reasons:
        return InapplicableDesign(design, outcome, dose, tuple(reasons))
    names = [f"size_{year}" for year in calendar]
    for year, name in zip(calendar, names, strict=True):
        known[name] = known["size"] * (known[YEAR] == year)
    if follows_exactly(known, names):
        return InapplicableDesign(design, outcome, dose, (no_error(outcome, design),))
    found = fit_with_effects(f"outcome ~ {' + '.join(names)} | {UNIT} + {YEAR}", known, convention)
    left_out = sorted(set(map(str, rows[UNIT])) - set(map(str, known[UNIT])))
    like = PanelEstimate(
        design, outcome, dose, 0.0, 0.0, (0.0, 0.0), 1.0, level, len(known), known[UNIT].nunique(),
        CLUSTER_CONVENTIONS[convention], tuple(left_out), len(rows) - len(known),
    )  # fmt: skip
    made = tuple(
        found.contrast([name], np.ones(1), like.named(f"{design}, {year}"))
        for year, name in zip(calendar, names, strict=True)
    )
    leads = [name for year, name in zip(calendar, names, strict=True) if year < cut[0]]
    return EventStudy(made, tuple(calendar), cut[0], *_wald(found, leads))


def _wald(found: EffectsFit, names: list[str]) -> tuple[float, float]:
    """Test coefficients together: F on their number and clusters less one."""
    places = [found.names.index(name) for name in names]
    values = found.coefficients[places]
    covariance = found.covariance[np.ix_(places, places)]
    statistic = float(values @ np.linalg.solve(covariance, values)) / len(places)
    return statistic, float(fisher.sf(statistic, len(places), found.degrees_of_freedom))
