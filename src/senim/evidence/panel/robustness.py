"""How far a result hangs on one force, on the denominator, or on where forces stood before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.panel.applicable import check_options, no_years
from senim.evidence.panel.changes import BEFORE, CUT, OUTCOME_CHANGE, Changes, regress_changes, unit_changes
from senim.evidence.panel.inputs import UNIT, PanelInputError, checked_panel, wide
from senim.evidence.panel.results import DesignResult, InapplicableDesign, PanelEstimate
from senim.findings import Finding

Design = Callable[[pd.DataFrame], DesignResult]
"""A design with everything chosen but the panel."""


@dataclass(frozen=True, eq=False)
class LeaveOneOut:
    """A design with each unit left out once.

    Parameters
    ----------
    whole : PanelEstimate
        With every unit.
    table : DataFrame
        Columns ``force``, ``estimate``, ``low``, ``high``, ``moves`` (estimate less that of the whole), the
        force that moves it most first.
    inapplicable : tuple of str
        Units without which the design cannot be read.
    """

    whole: PanelEstimate
    table: pd.DataFrame
    inapplicable: tuple[str, ...]

    @property
    def span(self) -> tuple[float, float]:
        """Smallest and largest estimate."""
        return float(self.table["estimate"].min()), float(self.table["estimate"].max())

    @property
    def verdicts_that_change(self) -> tuple[str, ...]:
        """Units without which the interval no longer says what it says for the whole."""
        holds = (self.table["low"] <= 0) & (self.table["high"] >= 0)
        low, high = self.whole.interval
        return tuple(self.table.loc[holds != (low <= 0 <= high), "force"])


def leave_one_out(frame: pd.DataFrame, design: Design) -> LeaveOneOut | InapplicableDesign:
    """Repeat a design without each unit in turn.

    Parameters
    ----------
    frame : DataFrame
        The panel.
    design : callable
        Takes a panel, returns a result.

    Returns
    -------
    LeaveOneOut or InapplicableDesign
        InapplicableDesign where the design is so with every unit.

    Raises
    ------
    PanelInputError
        If the frame is no panel or the design no function.
    """
    check = ArgumentCheck("leave_one_out")
    check.frame("frame", frame, (UNIT,))
    check.runs("design", design, "Give a function of a panel.")
    check.raise_if_any(PanelInputError, "panel")
    whole = design(frame)
    if isinstance(whole, InapplicableDesign):
        return whole
    rows, failed = [], []
    for unit in sorted(set(frame[UNIT]) - set(whole.left_out)):
        result = design(frame[frame[UNIT] != unit])
        if isinstance(result, InapplicableDesign):
            failed.append(str(unit))
        else:
            rows.append((str(unit), result.estimate, *result.interval, result.estimate - whole.estimate))
    table = pd.DataFrame(rows, columns=["force", "estimate", "low", "high", "moves"])
    order = table["moves"].abs().sort_values(ascending=False, kind="stable").index
    return LeaveOneOut(whole, table.loc[order].reset_index(drop=True), tuple(failed))


def ratio_bias(
    frame: pd.DataFrame, group: str, design: Callable[[pd.DataFrame, str, str], DesignResult]
) -> tuple[DesignResult, ...]:
    """Estimate one association with and without residents on both sides.

    Residents are measured with error. Where they divide both offences and officers, the same error is on
    both sides and pulls the coefficient towards +1; where they divide neither or one, it does not.

    Parameters
    ----------
    frame : DataFrame
        A frame of `force_panel`.
    group : str
        Offence group.
    design : callable
        Takes a panel, an outcome and a dose.

    Returns
    -------
    tuple of PanelEstimate or InapplicableDesign
        Per head on per head, per head on counts, counts on counts.
    """
    pairs = (
        ("both per head", f"log_{group}", "log_officers_per_100k"),
        ("offences per head, officers counted", f"log_{group}", "log_officers"),
        ("both counted", f"log_{group}_count", "log_officers"),
    )
    results: list[DesignResult] = []
    for words, outcome, dose in pairs:
        result = design(frame, outcome, dose)
        if isinstance(result, InapplicableDesign):
            results.append(result)
        else:
            results.append(result.named(words))
    return tuple(results)


def regression_to_the_mean(
    frame: pd.DataFrame,
    outcome: str,
    dose: str,
    *,
    before: tuple[int, int] = BEFORE,
    cut: tuple[int, int] = CUT,
    level: float = 0.95,
) -> tuple[DesignResult, ...]:
    """Repeat the long difference from a base that chance cannot have raised in one year.

    A force whose offences stood high in the base year by chance falls back whatever its officers do. If such
    forces were cut more, the long difference shows an effect that is none.

    Parameters
    ----------
    frame : DataFrame
        The panel.
    outcome, dose : str
        Columns.
    before, cut : tuple of int
        Years before the cut, and of the cut.
    level : float
        Coverage of the intervals.

    Returns
    -------
    tuple of PanelEstimate or InapplicableDesign
        From the base year; from the mean of the years before; with the level of the years before
        (without the base year) as a control; with the change before as a control.

    Raises
    ------
    PanelInputError
        If the frame is no panel, or the years before do not end where the cut begins.
    """
    design = "regression to the mean"
    check_options(design, level=level, spans={"before": before, "cut": cut})
    if not before[0] < before[1] == cut[0] < cut[1]:
        problem = f"{before} and {cut} do not follow each other"
        raise PanelInputError([Finding(design, "before", problem, "End where the cut begins.")], "options")
    changes = unit_changes(frame, outcome, dose, outcome_years=cut, dose_years=cut, design=design)
    if isinstance(changes, InapplicableDesign):
        return (changes,)
    table = checked_panel(frame, [outcome], design)
    years = list(range(before[0], before[1] + 1))
    missing = no_years(table, years, design)
    if missing:
        return (InapplicableDesign(design, outcome, dose, tuple(missing)),)
    levels = wide(table, outcome)
    rows = changes.table.assign(
        prior_level=levels[years[:-1]].mean(axis=1, skipna=False),
        prior_change=levels[before[1]] - levels[before[0]],
    )
    rows = rows.dropna()
    left_out = tuple(sorted({*changes.left_out, *map(str, changes.table.index.difference(rows.index))}))
    base = levels.loc[rows.index, years].mean(axis=1) - levels.loc[rows.index, cut[0]]
    mean_based = rows.assign(**{OUTCOME_CHANGE: rows[OUTCOME_CHANGE] - base})
    variants: tuple[tuple[str, pd.DataFrame, tuple[str, ...]], ...] = (
        (f"from {cut[0]}", rows, ()),
        (f"from the mean of {before[0]}–{before[1]}", mean_based, ()),
        (f"level of {before[0]}–{before[1] - 1} held equal", rows, ("prior_level",)),
        (f"change of {before[0]}–{before[1]} held equal", rows, ("prior_change",)),
    )
    return tuple(
        regress_changes(Changes(values, left_out), outcome, dose, design=name, controls=controls, level=level)
        for name, values, controls in variants
    )
