"""What a pooling hangs on: each estimate or study left out in turn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from senim.arguments import ArgumentCheck
from senim.evidence.pooling.elasticities import HEADLINE_GROUPS, chosen_rows
from senim.evidence.pooling.groups import SHARED_SAMPLE_CORRELATION, TAU_SCALE, pool_groups
from senim.evidence.pooling.inputs import PoolingInputError, checked_estimates, raise_unless_level
from senim.evidence.pooling.pool import option_findings, pool
from senim.findings import Finding

NOTHING_LEFT = "nothing is left to pool"
ONE_LEFT = "one estimate is left: the spread between settings rests on its prior alone"
ONE_LEFT_NO_PRIOR = "one estimate is left: nothing is known of the spread between settings"


def leave_one_out(
    estimates: ArrayLike,
    standard_errors: ArrayLike,
    *,
    labels: Sequence[str] | None = None,
    method: str = "REML",
    test: str = "knapp-hartung",
    level: float = 0.95,
) -> pd.DataFrame:
    """Pool all estimates but one, for each one, and measure what it moved.

    Parameters
    ----------
    estimates, standard_errors : array_like, shape (k,)
        As for `pool`, k at least 2.
    labels : sequence of str, optional
        Names of the estimates; their numbers from 1 by default.
    method, test, level
        As for `pool`.

    Returns
    -------
    DataFrame
        One row an estimate: ``left_out``, ``k``, ``estimate``, ``standard_error``, ``low``, ``high``,
        ``tau2``, ``i2``, ``q`` without it; ``weight`` it has in the whole, in per cent; ``residual``, the
        studentised distance of the estimate from what the others lead to expect; ``shift`` of the mean by
        it, in unscaled standard errors of the mean of all (its square is Cook's distance); ``note``, what
        the row cannot tell.

    Raises
    ------
    PoolingInputError
        Anything wrong with the input, or fewer than two estimates.

    References
    ----------
    Viechtbauer, W., Cheung, M. (2010). Outlier and influence diagnostics for meta-analysis. Research
    Synthesis Methods 1(2), 112–125.

    Examples
    --------
    >>> table = leave_one_out([-0.34, -0.435, -1.3], [0.10, 0.231, 0.616], labels=["a", "b", "c"])
    >>> table[["left_out", "k", "estimate"]].round(3).to_numpy().tolist()
    [['a', 2, -0.679], ['b', 2, -0.628], ['c', 2, -0.355]]
    """
    check = ArgumentCheck("leave_one_out")
    listed = None if labels is None else check.listed("labels", labels)
    found = [*check.findings, *option_findings(method, test, level, check.call)]
    effects, errors = checked_estimates(
        estimates, standard_errors, call=check.call, kind="estimates to leave out", found=found
    )
    whole = pool(effects, errors, method=method, test=test, level=level)
    names = [str(number) for number in range(1, whole.k + 1)] if listed is None else listed
    _check_left(whole.k, len(names))
    weights = 1 / (errors**2 + whole.tau2)
    unscaled = float(np.sqrt(1 / weights.sum()))
    rows = []
    for place, name in enumerate(names):
        kept = np.arange(whole.k) != place
        rest = pool(effects[kept], errors[kept], method=method, test=test, level=level)
        plain = pool(effects[kept], errors[kept], method=method, test="z", level=level)
        expected = np.sqrt(errors[place] ** 2 + rest.tau2 + plain.standard_error**2)
        rows.append(
            {
                "left_out": name,
                "k": rest.k,
                "estimate": rest.estimate,
                "standard_error": rest.standard_error,
                "low": rest.interval[0],
                "high": rest.interval[1],
                "tau2": rest.tau2,
                "i2": rest.i2,
                "q": rest.q,
                "weight": 100 * weights[place] / weights.sum(),
                "residual": (effects[place] - rest.estimate) / expected,
                "shift": (whole.estimate - rest.estimate) / unscaled,
                "note": ONE_LEFT_NO_PRIOR if rest.k == 1 and method != "FE" else "",
            }
        )
    return pd.DataFrame(rows)


def leave_one_out_groups(
    elasticities: pd.DataFrame,
    *,
    groups: Sequence[str] = HEADLINE_GROUPS,
    include_flagged: bool = True,
    tau_scale: float = TAU_SCALE,
    shared_sample_correlation: float = SHARED_SAMPLE_CORRELATION,
    level: float = 0.90,
) -> pd.DataFrame:
    """Pool each offence group without each of its studies in turn.

    Parameters
    ----------
    elasticities : DataFrame
        The table ``police_elasticities`` (columns as in `select_estimates`).
    groups : sequence of str
        Offence groups.
    include_flagged : bool
        Whether flagged rows are among those that are pooled and left out.
    tau_scale, shared_sample_correlation : float
        As for `pool_groups`.
    level : float
        Coverage of the intervals.

    Returns
    -------
    DataFrame
        One row for each group with nothing left out (``left_out`` empty), then one for each study:
        ``group``, ``left_out``, ``k``, ``mean``, ``low``, ``high``, ``new_low``, ``new_high``,
        ``share_below_zero``; ``shift``, how far the study moves the mean of the group, in standard
        deviations of the posterior with everything in; ``note``, what the row cannot tell. A group left
        without estimates keeps its row, without numbers.

    Raises
    ------
    PoolingInputError
        Anything wrong with the table or the options, all findings at once.
    """
    raise_unless_level(level, "leave_one_out_groups")
    options = {"tau_scale": tau_scale, "shared_sample_correlation": shared_sample_correlation}
    whole = pool_groups(elasticities, groups=groups, include_flagged=include_flagged, **options)
    chosen = chosen_rows(elasticities, groups, include_flagged, {})
    columns = ["k", "mean", "low", "high", "new_low", "new_high", "share_below_zero"]
    everything = whole.summary(level).set_index("group")
    rows: list[dict[str, object]] = []
    for group in groups:
        full = {name: everything.loc[group, name] for name in columns}
        rows.append({"group": group, "left_out": "", **full, "shift": 0.0, "note": ""})
        own = chosen[chosen["offence_group"] == group]
        for study in own["study_id"].unique():
            rest = own[own["study_id"] != study]
            row: dict[str, object] = {"group": group, "left_out": study, "k": len(rest)}
            if rest.empty:
                rows.append({**row, "note": NOTHING_LEFT})
                continue
            kept = pool_groups(rest, groups=[group], include_flagged=include_flagged, **options)
            summary = kept.summary(level)
            row |= {name: summary[name].iloc[0] for name in columns}
            shift = (whole[group].mean - kept[group].mean) / whole[group].standard_deviation
            rows.append({**row, "k": len(rest), "shift": shift, "note": ONE_LEFT if len(rest) == 1 else ""})
    table = pd.DataFrame(rows, columns=["group", "left_out", *columns, "shift", "note"])
    return table.astype({"k": "int64"})


def _check_left(count: int, names: int) -> None:
    """Refuse what cannot be left out of, or named."""
    findings = []
    if count < 2:
        problem, remedy = "one estimate: without it nothing is left", "Give two or more."
        findings.append(Finding("leave_one_out", "estimates", problem, remedy))
    if names != count:
        problem, remedy = f"{names} labels for {count} estimates", "Give one for each estimate."
        findings.append(Finding("leave_one_out", "labels", problem, remedy))
    if findings:
        raise PoolingInputError(findings, "estimates to leave out")
