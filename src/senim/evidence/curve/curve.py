"""The specification curve: one row for each defensible way to ask the same question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from senim.evidence.curve.checks import check_input
from senim.evidence.curve.compute import Numbers, compute
from senim.evidence.curve.conventions import PYFIXEST, SmallSample
from senim.evidence.curve.grid import PanelGrid
from senim.evidence.curve.parts import taken_apart
from senim.evidence.curve.plan import Plan, make_plan
from senim.evidence.curve.reasons import Reason
from senim.evidence.curve.specification import PERIOD, UNIT, Specification


def specification_curve(
    frame: pd.DataFrame,
    specifications: Sequence[Specification],
    *,
    unit: str = UNIT,
    period: str = PERIOD,
    level: float = 0.95,
    small_sample: SmallSample = PYFIXEST,
    fewest_clusters: int = 2,
) -> pd.DataFrame:
    """Estimate every specification.

    Rows with a missing value in a variable of a specification do not count in it, nor do rows that a fixed
    effect explains alone. Weights are analytic.

    Parameters
    ----------
    frame : DataFrame
        One row for each unit and period.
    specifications : sequence of Specification
        The specifications.
    unit, period : str
        Columns of the units and periods.
    level : float
        Coverage of the intervals.
    small_sample : SmallSample
        Small-sample correction of the standard errors; the default is that of pyfixest.
    fewest_clusters : int
        With fewer clusters there is no answer.

    Returns
    -------
    DataFrame
        One row for each specification, in their order: ``specification`` (its number), ``outcome``,
        ``treatment``, ``estimate``, ``standard_error``, ``statistic``, ``p_value``, ``low``, ``high``,
        ``rows``, ``units``, ``clusters``, ``degrees_of_freedom`` and ``inapplicable``, which is empty or
        says why there is no estimate; the numbers of such a row are missing.

    Raises
    ------
    CurveInputError
        If the frame or a specification cannot be used; lists everything that is wrong.

    Notes
    -----
    By the theorem of Frisch, Waugh and Lovell the effects are taken out of each variable once for all
    specifications that share sample, weights and effects; the curve follows Simonsohn, Simmons and Nelson
    (2020), Specification curve analysis, Nature Human Behaviour 4.

    Examples
    --------
    >>> rows = [(u, t, 0.5 * (u == t) + u - t, float(u == t)) for u in range(4) for t in range(3)]
    >>> frame = pd.DataFrame(rows, columns=["unit", "period", "y", "x"])
    >>> frame.loc[0, "y"] += 0.1
    >>> curve = specification_curve(frame, [Specification("y", "x"), Specification("y", "unit")])
    >>> curve["estimate"].round(3).tolist()[0]
    0.533
    >>> curve["inapplicable"].tolist()
    ['', 'the treatment does not vary once the effects are taken out']
    """
    parts = taken_apart(specifications)
    check_input(
        frame,
        parts,
        unit=unit,
        period=period,
        level=level,
        fewest_clusters=fewest_clusters,
        small_sample=small_sample,
    )
    plan = make_plan(PanelGrid(frame, unit, period), parts)
    return curve_frame(plan, told(plan, compute(plan, small_sample, fewest_clusters)), level)


def told(plan: Plan, numbers: Numbers) -> Numbers:
    """Add the reasons that the plan already knows.

    Parameters
    ----------
    plan : Plan
        The plan.
    numbers : Numbers
        What came out.

    Returns
    -------
    Numbers
        The same with all reasons.
    """
    refused = plan.logs_refused & (numbers.reason != Reason.EMPTY)
    return numbers._replace(reason=np.where(refused, Reason.LOG, numbers.reason).astype(np.int8))


def curve_frame(plan: Plan, numbers: Numbers, level: float) -> pd.DataFrame:
    """Lay numbers out as a frame.

    Parameters
    ----------
    plan : Plan
        The plan.
    numbers : Numbers
        What came out.
    level : float
        Coverage of the intervals.

    Returns
    -------
    DataFrame
        As `specification_curve` gives it.
    """
    # scipy is only needed here, and importing it is not free
    from scipy.special import stdtr, stdtrit

    answered = numbers.reason == Reason.NONE
    free = np.where(answered, np.maximum(numbers.freedom, 1.0), 1.0)
    error = np.where(answered, numbers.standard_error, 1.0)
    statistic = numbers.estimate / error
    few, inverse = np.unique(free, return_inverse=True)
    reach = stdtrit(few, 0.5 + level / 2)[inverse] * error
    computed = {
        "estimate": numbers.estimate,
        "standard_error": numbers.standard_error,
        "statistic": statistic,
        "p_value": 2.0 * stdtr(free, -np.abs(statistic)),
        "low": numbers.estimate - reach,
        "high": numbers.estimate + reach,
    }
    words = pd.Index([reason.words for reason in Reason])
    terms = pd.Index([term.words for term in plan.terms])
    return pd.DataFrame(
        {
            "specification": np.arange(len(numbers.estimate)),
            "outcome": terms.take(plan.outcomes),
            "treatment": terms.take(plan.treatments),
            **{name: np.where(answered, values, np.nan) for name, values in computed.items()},
            "rows": numbers.rows.astype(np.int64),
            "units": numbers.units.astype(np.int64),
            "clusters": numbers.clusters.astype(np.int64),
            "degrees_of_freedom": np.where(answered, numbers.freedom, np.nan),
            "inapplicable": words.take(numbers.reason),
        }
    )
