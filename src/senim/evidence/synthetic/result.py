"""What a synthetic control found, with everything a reader needs to doubt it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from senim.evidence.synthetic.fit import Recipe
from senim.evidence.synthetic.gate import Diagnostics, Gate, Verdict
from senim.evidence.synthetic.panel import Panel
from senim.evidence.synthetic.predictors import Predictors


@dataclass(frozen=True, eq=False)
class SyntheticControl:
    """A treated unit, its synthetic control, its placebos and a verdict.

    Parameters
    ----------
    weights : Series, indexed by donor
        At least 0, with sum 1; donors without weight are there with 0.
    counterfactual : Series, indexed by period
        Mixture of the donors, in the unit of the outcome, for the periods that are used.
    gap : Series, indexed by period
        Outcome less counterfactual.
    rmspe_pre, rmspe_post : float
        Root mean squared gap before and from the treatment, in the unit of the outcome.
    placebo_ranks : Series or None, indexed by unit
        Rank of the ratio of RMSPE after to before among all units, 1 the largest; None without placebos.
    p_value : float or None
        Rank of the treated unit over the number of units; read it only beside `verdict`.
    placebos : DataFrame or None
        Both RMSPE, ratio and rank of each unit.
    placebo_gaps : DataFrame or None, shape (periods, units)
        Gap of each unit, the treated one first.
    cut_offs : DataFrame or None
        Rank and p-value without placebos whose match before is worse than so many times the treated one's.
    predictor_weights : Series or None, indexed by predictor
        Weights of the predictors divided by their standard deviation, with sum 1; None where the outcomes
        before the treatment are matched directly.
    balance : DataFrame or None, indexed by predictor
        Columns ``treated``, ``synthetic`` and ``donor_mean``.
    start_losses : ndarray or None
        Mean squared gap at the end of each descent of the search; how far they differ says why one start
        does not do.
    diagnostics : Diagnostics
        How well the unit was matched.
    verdict : CannotTell, Distinguishable or NotDistinguishable
        The answer.
    panel : Panel
        What was used and what was left out.
    predictors : Predictors or None
        Predictors that were used and left out.
    recipe : Recipe
        How it was fitted, for further checks.
    gate : Gate
        What had to hold.
    """

    weights: pd.Series
    counterfactual: pd.Series
    gap: pd.Series
    rmspe_pre: float
    rmspe_post: float
    placebo_ranks: pd.Series | None
    p_value: float | None
    placebos: pd.DataFrame | None
    placebo_gaps: pd.DataFrame | None
    cut_offs: pd.DataFrame | None
    predictor_weights: pd.Series | None
    balance: pd.DataFrame | None
    start_losses: np.ndarray | None
    diagnostics: Diagnostics
    verdict: Verdict
    panel: Panel = field(repr=False)
    predictors: Predictors | None = field(repr=False)
    recipe: Recipe = field(repr=False)
    gate: Gate = field(repr=False)

    @property
    def used_periods(self) -> tuple[Any, ...]:
        """Periods that are used, in order."""
        return tuple(self.panel.values.index)

    @property
    def used_donors(self) -> tuple[Any, ...]:
        """Donors that could carry weight."""
        return self.panel.donors

    def path(self) -> pd.DataFrame:
        """Lay the outcome beside its counterfactual over the whole calendar.

        Returns
        -------
        DataFrame
            Columns ``period``, ``treated``, ``synthetic``, ``gap``, ``used``; a period that is not used is a
            row without numbers, so that no chart draws across it.
        """
        frame = pd.DataFrame(
            {
                "treated": self.panel.values.iloc[:, 0],
                "synthetic": self.counterfactual,
                "gap": self.gap,
                "used": True,
            }
        ).reindex(list(self.panel.calendar))
        frame["used"] = frame["used"].notna()
        return frame.rename_axis("period").reset_index()

    def __str__(self) -> str:
        panel = self.panel
        carried = self.weights[self.weights > 5e-4].sort_values(ascending=False)
        lines = [
            f"Synthetic control of {panel.treated}, treated from {panel.first_treated}",
            f"  weights       {', '.join(f'{unit} {weight:.3f}' for unit, weight in carried.items())}",
            f"  RMSPE         {self.rmspe_pre:.4g} before ({self.diagnostics.pre_periods} periods), "
            f"{self.rmspe_post:.4g} from then on ({self.diagnostics.post_periods})",
            f"  left out      {len(panel.missing_periods)} periods, {len(panel.dropped_donors)} donors",
        ]
        if self.predictor_weights is not None:
            told = ", ".join(f"{name} {share:.3f}" for name, share in self.predictor_weights.items())
            lines.append(f"  predictors    {told}")
        if self.placebos is not None and self.placebo_ranks is not None:
            rank = f"{self.placebo_ranks.iloc[0]} of {len(self.placebos)} units"
            lines.append(f"  rank          {rank}, p = {self.p_value:.3g}")
        return "\n".join([*lines, f"  verdict       {self.verdict}"])
