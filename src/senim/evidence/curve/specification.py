"""One way to answer the question: outcome, dose, controls, effects, weights, sample and errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from senim.evidence.curve.terms import Term

Errors = Literal["clustered", "robust", "classical"]
ERRORS: tuple[str, ...] = ("clustered", "robust", "classical")
Value = str | int | float | bool

UNIT, PERIOD = "unit", "period"
"""Words that stand for the columns of units and periods, whatever these are called."""


@dataclass(frozen=True)
class Sample:
    """Which rows count.

    Parameters
    ----------
    words : str
        What the sample is, for tables.
    first, last : float, optional
        First and last period, both included; of the outcome, so that lags may reach further back.
    without : tuple of (str, tuple)
        Column and the values that are left out; ``unit`` and ``period`` may name the roles.
    only : tuple of (str, tuple)
        Column and the values that are kept.
    """

    words: str = "all rows"
    first: float | None = None
    last: float | None = None
    without: tuple[tuple[str, tuple[Value, ...]], ...] = ()
    only: tuple[tuple[str, tuple[Value, ...]], ...] = ()


EVERYTHING = Sample()


@dataclass(frozen=True)
class Specification:
    """One regression of an outcome on a dose.

    Parameters
    ----------
    outcome, treatment : Term or str
        What moves, and what moves it; the coefficient of the treatment is the estimate.
    controls : tuple of Term or str
        Other regressors.
    fixed_effects : tuple of str
        ``unit``, ``period``, any column, or columns joined by ``^`` (``region^period``). None at all leaves
        a constant.
    unit_trends : bool
        Whether every unit has a straight line in time of its own; needs numeric periods and unit effects.
    weights : Term or str, optional
        Weight of a row; all count alike without.
    sample : Sample
        Which rows count.
    difference : int
        0 for levels; else outcome, treatment and controls are changes over so many periods.
    errors : {"clustered", "robust", "classical"}
        Standard errors: by cluster (CRV1), by row (HC1), or of independent errors of one size.
    cluster : str, optional
        Column of the clusters; the unit without.
    """

    outcome: Term | str
    treatment: Term | str
    controls: tuple[Term | str, ...] = ()
    fixed_effects: tuple[str, ...] = (UNIT, PERIOD)
    unit_trends: bool = False
    weights: Term | str | None = None
    sample: Sample = EVERYTHING
    difference: int = 0
    errors: Errors = "clustered"
    cluster: str | None = None
