"""What a design answers: an estimate that knows its convention, or that it does not apply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from senim.arguments import ArgumentCheck
from senim.findings import Finding
from senim.status import Status

Interval = tuple[float, float]


class Verdict(StrEnum):
    """What an interval lets one say; none of these words names a cause."""

    BELOW_ZERO = "below zero"
    ABOVE_ZERO = "above zero"
    CANNOT_TELL = "cannot be told from zero"
    PLACEBO_FAILS = "placebo fails"
    PLACEBO_SILENT = "placebo finds nothing"


@dataclass(frozen=True)
class PanelEstimate:
    """One coefficient of one design.

    Parameters
    ----------
    design : str
        The design in words.
    outcome, dose : str
        Columns of the panel; the estimate is the change of the one for a change of one of the other
        (an elasticity where both are logarithms).
    estimate, standard_error : float
        The coefficient and its standard error.
    interval : tuple of float
        Confidence interval.
    p_value : float
        Two-sided, of no association.
    level : float
        Coverage of the interval.
    observations, clusters : int
        Rows used, and units they belong to.
    convention : str
        How standard error, interval and p-value are made.
    left_out : tuple of str
        Units without a usable row.
    rows_left_out : int
        Rows of the period that could not be used, those of `left_out` among them.
    placebo : bool
        Whether the effect is known to be zero, so that finding one speaks against the design.
    """

    design: str
    outcome: str
    dose: str
    estimate: float
    standard_error: float
    interval: Interval
    p_value: float
    level: float
    observations: int
    clusters: int
    convention: str
    left_out: tuple[str, ...] = ()
    rows_left_out: int = 0
    placebo: bool = False

    @property
    def status(self) -> Status:
        """What the number rests on: computed from observed figures."""
        return Status.DERIVED

    @property
    def verdict(self) -> Verdict:
        """What the interval lets one say."""
        low, high = self.interval
        if low <= 0.0 <= high:
            return Verdict.PLACEBO_SILENT if self.placebo else Verdict.CANNOT_TELL
        if self.placebo:
            return Verdict.PLACEBO_FAILS
        return Verdict.BELOW_ZERO if high < 0 else Verdict.ABOVE_ZERO

    def named(self, design: str) -> PanelEstimate:
        """Give the same estimate under another name.

        Parameters
        ----------
        design : str
            The name.

        Returns
        -------
        PanelEstimate
            With the name in place of its own.
        """
        return replace(self, design=design)

    def __str__(self) -> str:
        low, high = self.interval
        return (
            f"{self.design}: {self.outcome} on {self.dose} {self.estimate:.3f} "
            f"(SE {self.standard_error:.3f}), {100 * self.level:g} % {low:.3f} … {high:.3f}, "
            f"p = {self.p_value:.3f}, {self.observations} rows, {self.clusters} forces: {self.verdict}. "
            f"{self.convention}."
        )


@dataclass(frozen=True)
class InapplicableDesign:
    """A design that cannot be read from the panel it was given, and why.

    Parameters
    ----------
    design : str
        The design in words.
    outcome, dose : str
        Columns of the panel.
    reasons : tuple of Finding
        Everything that stands in the way.
    """

    design: str
    outcome: str
    dose: str
    reasons: tuple[Finding, ...]

    @property
    def status(self) -> Status:
        """No number: not identifiable."""
        return Status.NOT_IDENTIFIABLE

    @property
    def verdict(self) -> str:
        """The reasons in one line."""
        return "does not apply: " + "; ".join(finding.problem for finding in self.reasons)

    def __str__(self) -> str:
        return f"{self.design}: {self.outcome} on {self.dose} {self.verdict}"


DesignResult = PanelEstimate | InapplicableDesign
"""What every design returns."""


def results_table(results: Iterable[DesignResult]) -> pd.DataFrame:
    """Lay results out, one row each.

    Parameters
    ----------
    results : iterable of PanelEstimate or InapplicableDesign
        In the order shown.

    Returns
    -------
    DataFrame
        Columns ``design``, ``outcome``, ``dose``, ``estimate``, ``standard_error``, ``low``, ``high``,
        ``p_value``, ``observations``, ``clusters``, ``status``, ``verdict``, ``convention``. The numbers of a
        design that does not apply are empty (nullable types), and its verdict says why.

    Raises
    ------
    ArgumentError
        Something that is no list of results.
    """
    check = ArgumentCheck("results_table")
    listed = check.listed("results", results)
    for result in listed:
        check.kind("results", result, (PanelEstimate, InapplicableDesign), "Give results of designs.")
    check.raise_if_any()
    rows: list[dict[str, object]] = []
    for result in listed:
        numbers: dict[str, float] = {}
        if isinstance(result, PanelEstimate):
            names = ("estimate", "standard_error", "p_value", "observations", "clusters")
            numbers = {name: getattr(result, name) for name in names}
            numbers |= {"low": result.interval[0], "high": result.interval[1]}
        head = {"design": result.design, "outcome": result.outcome, "dose": result.dose}
        told = {
            "status": str(result.status),
            "verdict": str(result.verdict),
            "convention": result.convention if isinstance(result, PanelEstimate) else "",
        }
        rows.append({**head, **{name: numbers.get(name) for name in _NUMBERS}, **told})
    return pd.DataFrame(rows, columns=[*_HEAD, *_NUMBERS, *_TOLD]).astype(_NUMBERS)


_HEAD = ("design", "outcome", "dose")
_NUMBERS = dict.fromkeys(("estimate", "standard_error", "low", "high", "p_value"), "Float64") | dict.fromkeys(
    ("observations", "clusters"), "Int64"
)
_TOLD = ("status", "verdict", "convention")
