"""The periods and donors that are used, and those that are not, with the reason."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.evidence.synthetic.inputs import CALL, SyntheticInputError
from senim.findings import Finding

RULES = ("drop donors", "drop periods")
"""What gives way where a donor has a hole. Nothing is ever filled in."""


@dataclass(frozen=True, eq=False)
class Panel:
    """Outcomes without a hole, and what was left out to make them so.

    Parameters
    ----------
    values : DataFrame, shape (periods, units)
        Kept periods in order; the treated unit first, then the donors.
    first_treated : object
        First treated period.
    calendar : tuple
        All periods there should be: those of the frame and, for whole-numbered periods, those its steps skip.
    missing_periods : tuple
        Periods of the calendar that are not used.
    dropped_donors : mapping
        Donors that are not used, with the reason.
    rule : str
        One of `RULES`.
    """

    values: pd.DataFrame
    first_treated: Any
    calendar: tuple[Any, ...]
    missing_periods: tuple[Any, ...]
    dropped_donors: Mapping[Hashable, str]
    rule: str

    @property
    def treated(self) -> Hashable:
        """The treated unit."""
        unit: Hashable = self.values.columns[0]
        return unit

    @property
    def donors(self) -> tuple[Hashable, ...]:
        """Donors that may carry weight."""
        return tuple(self.values.columns[1:])

    @property
    def before(self) -> NDArray[np.bool_]:
        """Which kept periods come before the treatment; shape (periods,)."""
        return np.asarray(self.values.index < self.first_treated)

    def without(self, reasons: Mapping[Hashable, str]) -> Panel:
        """Leave out donors.

        Parameters
        ----------
        reasons : mapping
            Donor to reason.

        Returns
        -------
        Panel
            With the other donors.

        Raises
        ------
        SyntheticInputError
            If no donor is left.
        """
        values = self.values.drop(columns=list(reasons))
        if values.shape[1] < 2:
            told = "; ".join(f"{unit}: {reason}" for unit, reason in reasons.items())
            raise SyntheticInputError([Finding(CALL, "donors", f"none is left ({told})", "Give others.")])
        dropped = {**self.dropped_donors, **reasons}
        return Panel(values, self.first_treated, self.calendar, self.missing_periods, dropped, self.rule)


def make_panel(outcomes: pd.DataFrame, first_treated: Any, rule: str) -> Panel:
    """Leave out what has holes, by a stated rule.

    A period without the treated unit is never used. Where a donor lacks one of the remaining periods, either
    the donor goes (``"drop donors"``) or the period does (``"drop periods"``; donors without any number go).

    Parameters
    ----------
    outcomes : DataFrame, shape (periods, units)
        Checked and in order, the treated unit first.
    first_treated : object
        First treated period.
    rule : str
        One of `RULES`.

    Returns
    -------
    Panel
        What is used.

    Raises
    ------
    SyntheticInputError
        If no period before, no period after or no donor is left, or if nothing in the frame moves.
    """
    kept = outcomes[outcomes.iloc[:, 0].notna()]
    holes = kept.isna()
    if rule == "drop donors":
        dropped: dict[Hashable, str] = {
            unit: _named(kept.index[holes[unit]]) for unit in kept.columns[1:] if holes[unit].any()
        }
        kept = kept.drop(columns=list(dropped))
    else:
        dropped = {unit: "no number in any period" for unit in kept.columns[1:] if holes[unit].all()}
        kept = kept.drop(columns=list(dropped)).dropna()
    calendar = _calendar(outcomes.index)
    used = set(kept.index)
    missing = tuple(period for period in calendar if period not in used)
    panel = Panel(kept, first_treated, calendar, missing, dropped, rule)
    findings = _findings(panel, outcomes)
    if findings:
        raise SyntheticInputError(findings)
    return panel


def _findings(panel: Panel, outcomes: pd.DataFrame) -> list[Finding]:
    unit, before = panel.treated, panel.before
    other = RULES[1 - RULES.index(panel.rule)]
    findings = []
    for count, side in ((before.sum(), "before"), ((~before).sum(), "from")):
        if not count:
            problem = f"no period {side} {panel.first_treated} is left where {unit} has a number"
            if panel.rule == "drop periods":
                problem += " and so has every donor"
            remedy = "Give numbers there, or fewer donors."
            findings.append(
                Finding(CALL, "outcomes", problem, "Give numbers there, or drop donors with holes.")
            )
    if not panel.donors:
        problem = f"each of the {outcomes.shape[1] - 1} donors lacks a period that {unit} has"
        remedy = f'Try holes="{other}", or fewer periods.'
        findings.append(Finding(CALL, "donors", problem, remedy))
    elif not findings and np.ptp(panel.values.to_numpy()) == 0.0:
        problem = "every outcome is the same number"
        findings.append(Finding(CALL, "outcomes", problem, "A synthetic control needs something that moves."))
    return findings


def _calendar(index: pd.Index) -> tuple[Any, ...]:
    """Periods of the index and, where they are whole numbers, those that its common step skips."""
    if not pd.api.types.is_integer_dtype(index.dtype) or len(index) < 2:
        return tuple(index)
    step = int(np.gcd.reduce(np.diff(index.to_numpy(dtype=np.int64))))
    return tuple(range(int(index[0]), int(index[-1]) + 1, step))


def _named(periods: pd.Index) -> str:
    shown = ", ".join(map(str, periods[:6]))
    more = f" and {len(periods) - 6} more" if len(periods) > 6 else ""
    return f"no number in {shown}{more}"
