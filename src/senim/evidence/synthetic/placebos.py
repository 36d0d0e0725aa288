"""Placebos in space: every donor as if it had been treated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from senim.evidence.synthetic.fit import Recipe, UnitFit, fit_unit, root_mean_square
from senim.evidence.synthetic.panel import Panel
from senim.evidence.synthetic.simplex import Vector

POOLS = ("all", "donors")
"""Who may carry weight for a placebo: all other units, the treated one too; or the other donors alone."""
CUT_OFFS = (2.0, 5.0, 20.0, np.inf)
"""Placebos with a mean squared gap before of more than so many times the treated unit's are left out."""

_SAME = 1e-9


@dataclass(frozen=True, eq=False)
class SpacePlacebos:
    """Gaps of all units, and how the treated one ranks.

    Parameters
    ----------
    table : DataFrame, indexed by unit
        Columns ``rmspe_pre``, ``rmspe_post``, ``ratio`` (post over pre) and ``rank`` (1 is the largest ratio;
        units with the same ratio share the worse rank); the treated unit first.
    gaps : DataFrame, shape (periods, units)
        Outcome less synthetic outcome.
    cut_offs : DataFrame
        Columns ``cut_off`` (of the mean squared gap before, in multiples of that of the treated unit),
        ``units`` (that are left, the treated one among them), ``rank`` and ``p_value``.
    """

    table: pd.DataFrame
    gaps: pd.DataFrame
    cut_offs: pd.DataFrame

    @property
    def p_value(self) -> float:
        """Rank of the treated unit over the number of units."""
        return float(self.table["rank"].iloc[0]) / len(self.table)


def space_placebos(panel: Panel, recipe: Recipe, own: UnitFit, pool: str) -> SpacePlacebos:
    """Fit every donor as if it had been treated, and rank all units.

    Parameters
    ----------
    panel : Panel
        Outcomes.
    recipe : Recipe
        How the treated unit was fitted; placebos are fitted in the same way.
    own : UnitFit
        Fit of the treated unit.
    pool : {"all", "donors"}
        Who may carry weight for a placebo. With ``all`` every unit is fitted from all others, so that under
        no effect and exchangeable units each rank is equally likely.

    Returns
    -------
    SpacePlacebos
        Gaps, ratios and ranks.

    References
    ----------
    Abadie, A., Diamond, A., Hainmueller, J. (2010). Synthetic control methods for comparative case studies.
    Journal of the American Statistical Association 105(490), 493–505.
    """
    values = panel.values.to_numpy()
    count = values.shape[1]
    gaps = np.empty_like(values)
    for unit in range(count):
        first = 0 if pool == "all" or unit == 0 else 1
        others = np.array([other for other in range(first, count) if other != unit], dtype=np.intp)
        if not others.size:
            # a lone donor has no other donor: the treated unit is all there is
            others = np.array([0], dtype=np.intp)
        fit = own if unit == 0 else fit_unit(recipe, unit, others)
        gaps[:, unit] = values[:, unit] - values[:, others] @ fit.weights
    before = panel.before
    pre = np.array([root_mean_square(gaps[before, unit]) for unit in range(count)])
    post = np.array([root_mean_square(gaps[~before, unit]) for unit in range(count)])
    ratio = ratios(pre, post, values)
    table = pd.DataFrame(
        {"rmspe_pre": pre, "rmspe_post": post, "ratio": ratio, "rank": _ranks(ratio)},
        index=panel.values.columns,
    )
    table.index.name = "unit"
    return SpacePlacebos(
        table,
        pd.DataFrame(gaps, index=panel.values.index, columns=panel.values.columns),
        _cut_offs(pre, ratio),
    )


def ratios(pre: Vector, post: Vector, values: np.ndarray) -> Vector:
    """Divide gaps after by gaps before.

    Parameters
    ----------
    pre, post : ndarray, shape (units,)
        Root mean squared gaps.
    values : ndarray
        Outcomes; gaps below a billionth of their standard deviation are rounding and count as that much.

    Returns
    -------
    ndarray, shape (units,)
        Finite ratios.
    """
    least = 1e-9 * float(np.std(values)) + np.finfo(float).tiny
    ratio: Vector = np.maximum(post, least) / np.maximum(pre, least)
    return ratio


def _ranks(ratio: Vector) -> np.ndarray:
    ranks: np.ndarray = (ratio[None, :] >= ratio[:, None] * (1.0 - _SAME)).sum(axis=1)
    return ranks


def _cut_offs(pre: Vector, ratio: Vector) -> pd.DataFrame:
    rows = []
    for cut_off in CUT_OFFS:
        kept = (pre**2 <= cut_off * pre[0] ** 2 * (1.0 + _SAME)) if np.isfinite(cut_off) else pre >= 0.0
        rank = int((ratio[kept] >= ratio[0] * (1.0 - _SAME)).sum())
        rows.append(
            {"cut_off": cut_off, "units": int(kept.sum()), "rank": rank, "p_value": rank / int(kept.sum())}
        )
    return pd.DataFrame(rows)
